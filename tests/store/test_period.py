"""What else a week holds: reasons, sessions with sides and pain, the back, notes."""

from __future__ import annotations

from datetime import date

from coretui.domain.exercises.dose import Dose, Side
from coretui.domain.exercises.plan import PlannedSet
from coretui.domain.habits.overview import SessionFact, WeekFacts
from coretui.domain.pain import Pain
from coretui.store import care, notes
from coretui.store.database import Store, new_id
from coretui.store.period import week_facts
from coretui.store.sessions import Outline, begin, finish_set
from tests.clock import FakeClocks

FOUR = 4 * 3600
SUNDAY, MONDAY, TUESDAY = date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 24)
NEXT_SUNDAY, NEXT_MONDAY = date(2026, 11, 29), date(2026, 11, 30)


def skip(store: Store, day: date, reason: str, outcome: str = "skipped") -> None:
    with store.write() as db:
        row = {"id": new_id(), "due_at": 0.0, "utc_offset": 0, "day": day.isoformat()}
        db.table("prompt").insert({**row, "outcome": outcome, "reason": reason})


def test_an_empty_week_holds_nothing(store: Store) -> None:
    assert week_facts(store, MONDAY, NEXT_SUNDAY) == WeekFacts()


def test_reasons_are_counted_the_most_frequent_first_within_the_week(store: Store) -> None:
    for day, reason in ((MONDAY, "flow"), (MONDAY, "meeting"), (NEXT_SUNDAY, "meeting")):
        skip(store, day, reason)
    skip(store, SUNDAY, "pain")
    skip(store, NEXT_MONDAY, "pain")
    skip(store, MONDAY, "", outcome="missed")
    assert list(week_facts(store, MONDAY, NEXT_SUNDAY).skipped.items()) == [("meeting", 2), ("flow", 1)]


def test_sessions_tell_sides_and_the_worst_pain(store: Store, clocks: FakeClocks) -> None:
    session = begin(store, Outline("programme", 6), clocks.now(), FOUR)
    for number, side in ((1, Side.LEFT), (2, Side.LEFT), (1, Side.RIGHT), (1, None)):
        planned = PlannedSet("plank" if side is None else "lunge", number, side, Dose(sets=2, seconds=30))
        finish_set(store, session, planned, clocks.now())
    care.hurt(store, session, Pain(2, leg=True), clocks.now())
    care.hurt(store, session, Pain(5), clocks.now(), "lunge")
    nothing = begin(store, Outline("pillars", 4), clocks.now(), FOUR)
    finish_set(store, nothing, PlannedSet("plank", 1, None, Dose(sets=2, seconds=30)), clocks.now(), amount=0)
    found = week_facts(store, MONDAY, NEXT_SUNDAY).sessions
    assert found == (SessionFact(MONDAY, "programme", left=2, right=1, both=1, pain=Pain(5, leg=True)),)


def test_the_back_and_notes_by_day_and_never_another_week(store: Store, clocks: FakeClocks) -> None:
    care.feel(store, Pain(3), MONDAY, clocks.now())
    care.feel(store, Pain(7), SUNDAY, clocks.now())
    for words, day in (("first", TUESDAY), ("last week", SUNDAY), ("second", TUESDAY)):
        notes.write(store, notes.Note(words, day), clocks.now())
        clocks.advance(1)
    found = week_facts(store, MONDAY, NEXT_SUNDAY)
    assert found.back == {MONDAY: Pain(3)}
    assert found.notes == {TUESDAY: ("first", "second")}
