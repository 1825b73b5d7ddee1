"""The facts of a year, laid beside back pain: what is known of a day, what is left out, and when it is looked."""

from __future__ import annotations

from datetime import date, timedelta

from coretui.domain.days import Instant
from coretui.domain.insights.pairs import Verdict
from coretui.domain.pain import Pain
from coretui.domain.posture.notes import Moment, Posture
from coretui.services import insights
from coretui.services.insights import Insights
from coretui.services.overviews import Overviews
from coretui.settings.keys import Settings
from coretui.store import posture
from coretui.store.care import feel
from coretui.store.database import Store
from coretui.store.timeoff import flare_on, take
from tests.clock import utc

TODAY = date(2026, 11, 30)
"""A Monday on which is looked."""
LONGEST, MOVEMENT, CORE, CHANGES = range(4)


def at(day: date, hour: float) -> Instant:
    wall = (day - date(1970, 1, 1)).days * 86_400 + hour * 3600
    return Instant(wall, 1000.0, "boot 1", 0)


def sat(store: Store, day: date, hour: float, minutes: int) -> None:
    """Sit for some minutes, and leave for the rest of the day."""
    start, seconds = at(day, hour).wall, 60.0 * minutes
    with store.write() as db:
        for body, begin, lasts, ends in (("sitting", start, seconds, 0), ("away", start + seconds, 3600.0, 1)):
            row = {"id": f"{day} {body}", "body": body, "started_at": begin, "seconds": lasts, "utc_offset": 0}
            db.table("span").insert({**row, "day": day.isoformat(), "ends_stretch": ends})


def look(store: Store, today: date = TODAY) -> Insights:
    return insights.read(Overviews(store, Settings.of(), utc, today))


def days_of(store: Store, pair: int) -> int:
    return look(store).findings[pair].days


def test_an_empty_store_says_that_too_few_days_are_known(store: Store) -> None:
    found = look(store)
    assert (found.as_of, found.next_look, found.days) == (date(2026, 11, 29), date(2026, 12, 28), 0)
    assert {one.verdict for one in found.findings} == {Verdict.TOO_FEW}
    assert (found.resting, found.breathing) == (False, None)


def test_the_answer_stays_the_same_until_the_next_look(store: Store) -> None:
    for n in range(40):
        day = TODAY - timedelta(days=41 - n)
        sat(store, day, 9, 121 + n)
        feel(store, Pain(n % 5), day, at(day, 21))
    before = look(store)
    feel(store, Pain(9), TODAY, at(TODAY, 21))
    sat(store, TODAY, 9, 300)
    assert look(store, TODAY + timedelta(days=27)) == before
    assert look(store, TODAY + timedelta(days=28)).as_of == date(2026, 12, 27)


def test_only_a_day_with_two_hours_at_the_desk_tells_of_sitting(store: Store) -> None:
    for n, minutes in enumerate((119, 121, 300), 2):
        day = TODAY - timedelta(days=n)
        sat(store, day, 9, minutes)
        feel(store, Pain(3), day, at(day, 21))
    assert days_of(store, LONGEST) == 2


def test_pain_noted_before_the_longest_sitting_ended_goes_together_with_none_of_it(store: Store) -> None:
    day = TODAY - timedelta(days=3)
    sat(store, day, 9, 180)
    feel(store, Pain(3), day, at(day, 11.9))
    assert days_of(store, LONGEST) == 0
    feel(store, Pain(3), day, at(day, 12.1))
    assert days_of(store, LONGEST) == 1


def test_three_notes_tell_how_a_day_varied_and_the_pain_comes_after_the_third(store: Store) -> None:
    day = TODAY - timedelta(days=3)
    feel(store, Pain(3), day, at(day, 12))
    for hour in (9, 11):
        posture.note(store, Posture.LEFT, Moment.BREAK, at(day, hour), 14_400)
    assert days_of(store, CHANGES) == 0
    posture.note(store, Posture.RIGHT, Moment.BREAK, at(day, 14), 14_400)
    assert days_of(store, CHANGES) == 0
    feel(store, Pain(3), day, at(day, 15))
    assert days_of(store, CHANGES) == 1


def test_a_day_without_any_record_is_not_one_without_movement(store: Store) -> None:
    """The day after has its pain, and needs that of the day itself, which is a record."""
    for n in (2, 3):
        day = TODAY - timedelta(days=n)
        feel(store, Pain(3), day, at(day, 21))
    assert days_of(store, MOVEMENT) == 1
    assert look(store).findings[MOVEMENT].no == 1


def test_time_off_and_flare_ups_are_left_out(store: Store) -> None:
    for n in (2, 3, 4, 5):
        day = TODAY - timedelta(days=n)
        sat(store, day, 9, 180)
        feel(store, Pain(3), day, at(day, 21))
    assert days_of(store, LONGEST) == 4
    take(store, TODAY - timedelta(days=5), TODAY - timedelta(days=4), at(TODAY, 9))
    assert days_of(store, LONGEST) == 2


def test_in_a_flare_up_nothing_new_is_looked_at(store: Store) -> None:
    flare_on(store, date(2026, 11, 20), at(TODAY, 9))
    found = look(store)
    assert (found.resting, found.as_of) == (True, date(2026, 11, 1))
    assert found.next_look == date(2026, 12, 28)


def test_what_was_worked_out_holds_until_another_day_of_the_look_is_known(store: Store) -> None:
    overviews = Overviews(store, Settings.of(), utc, TODAY)
    assert insights.gather(overviews).findings == ()
    found = look(store)
    assert insights.gather(overviews) == found
    feel(store, Pain(9), TODAY, at(TODAY, 21))
    assert insights.gather(overviews) == found
    feel(store, Pain(9), TODAY - timedelta(days=3), at(TODAY, 21))
    assert insights.gather(overviews).findings == ()


def test_tension_before_and_after_breathing_is_the_mean_of_the_window(store: Store) -> None:
    rows: list[tuple[date, int, int | None]] = [
        (TODAY - timedelta(days=3), 6, 3),
        (TODAY - timedelta(days=90), 5, 4),
        (TODAY - timedelta(days=4), 9, None),
        (TODAY, 9, 0),
        (TODAY - timedelta(days=366), 9, 0),
    ]
    with store.write() as db:
        for n, (day, before, after) in enumerate(rows):
            run = {"id": str(n), "pattern": "box", "parts": "4-4-4-4", "planned": 4, "rounds": 4, "seconds": 64.0}
            when = {"started_at": at(day, 12).wall, "utc_offset": 0, "day": day.isoformat()}
            db.table("breathing").insert({**run, **when, "tension_before": before, "tension_after": after})
    assert look(store).breathing == (5.5, 3.5, 2)
