"""Twelve weeks of sitting and of notes, by the hour and by four weeks: the numbers that Week and Year have."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coretui.domain.days import Instant
from coretui.domain.habits.schedules import week_of
from coretui.domain.posture.notes import Moment, Posture
from coretui.services.by_hour import read_hours, read_postures
from coretui.services.overviews import read_week
from coretui.services.trends import read_weeks
from coretui.services.workplace import Workplace
from coretui.store import posture
from coretui.store.records import log_sitting
from tests.domain.script import at

DAYS = (-22, -21, -20, -7, -1, 0)
"""On the first of them no habit had begun."""


@pytest.fixture
def seated(workplace: Workplace) -> Workplace:
    """Return a workplace where somebody sat on some days, on each longer than on the last."""
    for number, days in enumerate(DAYS):
        night = {
            "id": str(days),
            "body": "away",
            "started_at": at("03:00", days),
            "seconds": 3600.0,
            "ends_stretch": 1,
        }
        with workplace.store.write() as db:
            day = (workplace.today + timedelta(days=days)).isoformat()
            db.table("span").insert({**night, "utc_offset": 0, "day": day})
        log_sitting(workplace.store, Instant(at("07:40", days), 0, "", 0), 1800 + 300 * number, 0)
    return workplace


def test_the_hours_add_up_to_what_year_has(seated: Workplace) -> None:
    overviews, this = seated.overviews(), week_of(seated.today, 0)
    found, weeks = read_hours(overviews, this), read_weeks(overviews)
    days = overviews.facts(this.shift(-11).first, seated.today)
    known = [day for day in days if day.sitting_seconds and day.date > seated.today - timedelta(days=22)]
    assert found.days == len(known) == 5
    assert found.sat == sum(day.sitting_seconds for day in known)
    assert found.up == sum(day.got_up for day in known)
    assert weeks.sat[-1] == read_hours(overviews, this).sat - read_hours(overviews, this.shift(-1)).sat
    assert {one.hour for one in found.hours} == {7, 8}


def test_what_is_long_follows_the_interval(seated: Workplace) -> None:
    overviews, this = seated.overviews(), week_of(seated.today, 0)
    assert read_hours(overviews, this).long == 1.5 * seated.settings.policy.interval
    assert [(one.sat, one.long) for one in read_hours(overviews, this).hours] == [(6000, 2400), (7500, 3900)]


def test_a_week_long_past_knows_nothing_of_those_after_it(seated: Workplace) -> None:
    assert read_hours(seated.overviews(), week_of(seated.today, 0).shift(-4)).hours == ()


def test_notes_are_read_by_four_weeks_that_end_with_the_week(workplace: Workplace) -> None:
    this = week_of(workplace.today, 0)
    for days in (-85, -84 + 7, -21, -20, 0):
        moment = workplace.desk.at(workplace.now.wall + days * 86_400)
        posture.note(workplace.store, Posture.SLUMPED, Moment.OWN, moment, 0)
    spells = read_postures(workplace.overviews(), this)
    assert [len(notes) for _first, _last, notes in spells] == [1, 0, 3]
    assert [last - first for first, last, _notes in spells] == [timedelta(days=27)] * 3
    assert (spells[0][0], spells[-1][1]) == (this.shift(-11).first, this.last)
    assert len(read_week(workplace.overviews(), this).postures) == 1


def test_a_day_with_less_than_a_minute_of_sitting_is_none(workplace: Workplace) -> None:
    log_sitting(workplace.store, Instant(at("07:40"), 0, "", 0), 59, 0)
    assert read_hours(workplace.overviews(), week_of(workplace.today, 0)).days == 0
