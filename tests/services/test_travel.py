"""Another zone while a process stays open: what is asked next is asked there."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from coretui.domain.chair.messages import Notice, Stand
from coretui.domain.chair.view import ChairState
from coretui.domain.days import DAY
from coretui.parsing.times import typed
from coretui.paths import Home
from coretui.services.desk import Desk
from coretui.services.workplace import Workplace
from coretui.settings.keys import Settings
from coretui.store import records
from coretui.store.corrections import absences
from coretui.store.database import Store
from coretui.words.chair import status_line
from coretui.words.notices import absence
from tests.clock import FakeClocks, amsterdam, los_angeles, tokyo
from tests.notices import Notices

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


@pytest.fixture
def clocks() -> FakeClocks:
    """Return clocks in Amsterdam, on a Monday at nine in the evening: five on Tuesday morning in Tokyo."""
    return FakeClocks(datetime(2026, 11, 23, 20, tzinfo=UTC).timestamp(), amsterdam)


def said(workplace: Workplace) -> str:
    clocks = workplace.clocks
    return status_line(workplace.keeper.view(), clocks.now().wall, clocks.zone)


def sit(workplace: Workplace, clocks: FakeClocks, minutes: int) -> list[Notice]:
    """Sit for so many minutes; return the notices of that time."""
    notices: list[Notice] = []
    for _ in range(minutes):
        clocks.advance(60)
        notices += workplace.keeper.tick()
    return notices


def test_the_day_and_the_time_of_the_next_break_are_those_of_the_zone(
    workplace: Workplace, clocks: FakeClocks
) -> None:
    workplace.keeper.tick()
    assert (workplace.today, said(workplace)) == (MONDAY, "Stand up at 21:30. You have sat for 0 min.")
    clocks.travel(tokyo)
    assert (workplace.today, said(workplace)) == (TUESDAY, "Stand up at 05:30. You have sat for 0 min.")


def test_a_break_that_falls_due_after_the_journey_is_one_of_that_day(
    workplace: Workplace, clocks: FakeClocks
) -> None:
    workplace.keeper.tick()
    sit(workplace, clocks, 29)
    clocks.travel(tokyo)
    sit(workplace, clocks, 1)
    workplace.keeper.command(Stand())
    prompts = workplace.store.db.execute("select day, utc_offset from prompt").fetchall()
    assert prompts == [("2026-11-24", 9 * 3600)]
    [(day, offset)] = workplace.store.db.execute("select day, utc_offset from span").fetchall()
    assert (day, offset) == ("2026-11-23", 3600), "what began before keeps what it had"


def test_a_hold_until_a_time_ends_at_that_time_of_the_zone(workplace: Workplace, clocks: FakeClocks) -> None:
    workplace.keeper.tick()
    clocks.travel(los_angeles)  # noon
    workplace.keeper.command(typed("14:30", workplace.now, clocks.zone, 4 * 3600))
    assert said(workplace).startswith("Paused until 14:30.")
    clocks.sleep(2.5 * 3600)
    workplace.keeper.tick()
    assert workplace.keeper.view().state is not ChairState.HELD


def test_working_hours_are_those_of_the_zone(store: Store, clocks: FakeClocks, home: Home) -> None:
    settings = Settings.of(hours__monday=["20:00-22:00"])
    workplace = Workplace.of(Desk(home, settings, clocks, opened=store), Notices())
    workplace.keeper.tick()
    assert workplace.keeper.view().state is ChairState.SITTING
    clocks.travel(tokyo)
    assert (sit(workplace, clocks, 60), workplace.keeper.view().state) == ([], ChairState.OFF)
    assert said(workplace).startswith("Outside working hours until Mon 20:00.")
    workplace.keeper.lock.release()


def test_what_was_sat_in_another_zone_stays_on_its_day(workplace: Workplace, clocks: FakeClocks) -> None:
    records.log_sitting(workplace.store, clocks.now().later(-3600), 3600, 4 * 3600)
    before = workplace.desk.overviews(None).facts(MONDAY, MONDAY)
    assert before[0].sitting_seconds == 3600
    clocks.travel(tokyo)
    clocks.sleep(DAY)
    assert workplace.desk.overviews(None).facts(MONDAY, MONDAY) == before


def test_an_absence_is_listed_at_the_hour_it_had(workplace: Workplace, clocks: FakeClocks) -> None:
    keeper = workplace.keeper
    keeper.tick()
    clocks.sleep(50 * 60)
    keeper.tick()
    clocks.travel(tokyo)
    [one] = absences(workplace.store, MONDAY)
    assert absence(one.start, one.seconds, one.offset) == "21:00, 50 min"
