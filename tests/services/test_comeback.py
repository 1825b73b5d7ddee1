"""Back after weeks: what lies between can be time off, and is offered once there is something to offer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coretui.domain.pain import Pain
from coretui.paths import Home
from coretui.services.comeback import Gap, gap, rest
from coretui.services.workplace import Workplace
from coretui.store import care, notes, records, timeoff
from coretui.store.journal import undo
from tests.clock import FakeClocks
from tests.tui.desk import make_app

TODAY = date(2026, 11, 23)


def workplace(home: Home, clocks: FakeClocks) -> Workplace:
    return make_app(home, clocks).workplace


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(("days", "offered"), [(13, None), (14, 13), (30, 29)])
def test_two_weeks_without_anything_are_offered_as_time_off(
    home: Home, clocks: FakeClocks, days: int, offered: int | None
) -> None:
    desk = workplace(home, clocks)
    records.tick(desk.store, "breathing", ago(days), desk.now)
    records.tick(desk.store, "breathing", TODAY, desk.now)
    found = gap(desk)
    assert (found.days if found else None) == offered


def test_who_has_just_begun_was_not_away(home: Home, clocks: FakeClocks) -> None:
    assert gap(workplace(home, clocks)) is None


@pytest.mark.parametrize("what", ["tick", "pain", "note", "movement"])
def test_whatever_was_written_down_ends_an_absence(home: Home, clocks: FakeClocks, what: str) -> None:
    desk = workplace(home, clocks)
    records.tick(desk.store, "breathing", ago(40), desk.now)
    match what:
        case "tick":
            records.tick(desk.store, "core", ago(20), desk.now)
        case "pain":
            care.feel(desk.store, Pain(2), ago(20), desk.now)
        case "note":
            notes.write(desk.store, notes.Note("back soon", ago(20)), desk.now)
        case _:
            records.log_movement(desk.store, "walk", 20, desk.now.later(-20 * 86_400), 4 * 3600)
    assert gap(desk) == Gap(ago(19), ago(1))


def test_what_is_taken_as_time_off_is_offered_no_more_and_given_back(home: Home, clocks: FakeClocks) -> None:
    desk = workplace(home, clocks)
    records.tick(desk.store, "breathing", ago(20), desk.now)
    away = gap(desk)
    assert away
    rest(desk, away)
    assert [(one.first, one.last) for one in timeoff.all_time_off(desk.store)] == [(ago(19), ago(1))]
    assert gap(desk) is None
    undo(desk.store)
    assert gap(desk) == away


def test_a_holiday_that_was_taken_before_leaves_nothing_to_offer(home: Home, clocks: FakeClocks) -> None:
    desk = workplace(home, clocks)
    records.tick(desk.store, "breathing", ago(20), desk.now)
    timeoff.take(desk.store, ago(17), ago(3), desk.now)
    assert gap(desk) is None
