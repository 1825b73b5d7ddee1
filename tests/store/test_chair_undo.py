"""What the chair was told can be taken back and done again, exactly, until it has had its effect."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from coretui.domain.chair.messages import (
    Away,
    Back,
    Command,
    Pause,
    Refusal,
    Resume,
    Skip,
    SkipBreak,
    Snooze,
    Stand,
    StartBreak,
)
from coretui.domain.chair.reading import Reading
from coretui.domain.chair.state import Body, Chair, Policy
from coretui.errors import NotNowError
from coretui.store import corrections
from coretui.store.chair import load, transition
from coretui.store.database import Store
from tests.clock import FakeClocks

POLICY = Policy()
MINUTE = 60.0


class Sat:
    """A chair in a store that a keeper looks at, with somebody on it."""

    def __init__(self, store: Store, clocks: FakeClocks) -> None:
        self.store, self.clocks = store, clocks
        self.tell()

    def tell(self, *commands: Command) -> None:
        for command in commands or (None,):
            transition(self.store, (Reading(self.clocks.now(), command),), POLICY)

    def wait(self, seconds: float) -> None:
        while seconds > 0:
            step = min(seconds, 20.0)
            self.clocks.advance(step)
            seconds -= step
            self.tell()

    def undo(self) -> str:
        return corrections.undo(self.store, self.clocks.now(), POLICY).code

    def redo(self) -> str:
        return corrections.redo(self.store, self.clocks.now(), POLICY).code

    @property
    def chair(self) -> Chair:
        chair = load(self.store)
        assert chair is not None
        return chair

    def facts(self) -> list[tuple[Any, ...]]:
        """Return the spans and prompts as they are stored, and what the chair does."""
        spans = self.store.db.execute(
            "select body, started_at, seconds, ends_stretch from span order by 2"
        ).fetchall()
        prompts = self.store.db.execute(
            "select due_at, outcome, ended_at, reason from prompt order by 1"
        ).fetchall()
        open_prompt = self.store.db.execute("select prompt is null from chair").fetchone()
        chair = self.chair
        did = (chair.body, chair.since, chair.anchor, round(chair.banked, 3), chair.credited, chair.hold)
        due = chair.prompt and (chair.prompt.due, chair.prompt.snoozed, chair.prompt.snoozes)
        return [*spans, *prompts, open_prompt, did, (due,)]


@pytest.fixture
def sat(store: Store, clocks: FakeClocks) -> Sat:
    return Sat(store, clocks)


@pytest.mark.parametrize("due", [False, True])
@pytest.mark.parametrize(
    ("command", "code"),
    [
        (StartBreak(), "break"),
        (Stand(), "stand"),
        (Away(), "away"),
        (Snooze(), "snooze"),
        (SkipBreak(Skip.FLOW), "skip"),
        (Pause(900, reason="meeting"), "hold"),
    ],
)
def test_what_was_told_is_taken_back_and_done_again(sat: Sat, command: Command, code: str, *, due: bool) -> None:
    sat.wait(31 * MINUTE if due else 10 * MINUTE)
    before = sat.facts()
    if not due and code in {"snooze", "skip"}:
        with pytest.raises(Refusal):
            sat.tell(command)
        assert sat.facts() == before
        return
    sat.tell(command)
    after = sat.facts()
    sat.clocks.advance(20)
    assert sat.undo() == code
    assert sat.facts() == before
    assert sat.redo() == code
    assert sat.facts() == after
    assert sat.undo() == code
    sat.wait(60 * MINUTE)  # and the day goes on from there
    assert sat.chair.body is Body.SITTING


def test_several_are_taken_back_one_after_another(sat: Sat) -> None:
    sat.wait(31 * MINUTE)
    seen = [sat.facts()]
    commands: list[Command] = [SkipBreak(Skip.PAIN), Stand(), Back(), Pause(3600), Resume(), Away()]
    for command in commands:
        sat.clocks.advance(10)
        sat.tell(command)
        seen.append(sat.facts())
    assert [sat.undo() for _ in commands] == ["away", "resume", "hold", "sit", "stand", "skip"]
    assert sat.facts() == seen[0]
    assert [sat.redo() for _ in commands] == ["skip", "stand", "sit", "hold", "resume", "away"]
    assert sat.facts() == seen[-1]


def test_long_standing_can_be_taken_back_with_the_break_that_it_kept(sat: Sat) -> None:
    """A word typed into the wrong pane is noticed late."""
    for wait in (31 * MINUTE, 20 * MINUTE):  # with a break due, and of one's own accord
        sat.wait(wait)
        before = sat.facts()
        sat.tell(Stand())
        sat.wait(12 * MINUTE)
        assert sat.chair.credited
        assert sat.undo() == "stand"
        assert sat.facts() == before


def over(sat: Sat, act: Callable[[], object]) -> str:
    with pytest.raises(NotNowError) as no:
        act()
    return str(no.value)


@pytest.mark.parametrize("ended", [False, True])
def test_a_break_that_was_long_enough_is_named_and_the_step_before_it_comes_next(sat: Sat, *, ended: bool) -> None:
    sat.wait(31 * MINUTE)
    sat.tell(Snooze())
    sat.wait(30)
    sat.tell(StartBreak())
    sat.wait(3 * MINUTE)
    if ended:
        sat.tell(*([] if sat.chair.body is Body.SITTING else [Back()]))
    before = sat.facts()
    assert over(sat, sat.undo).startswith("Break from 09:31: this cannot be undone, because it is over.")
    assert over(sat, sat.undo).startswith("Break snoozed at 09:31: this cannot be undone")
    assert over(sat, sat.undo) == "There is nothing to undo."
    assert sat.facts() == before


def test_a_hold_that_has_ended_by_itself_is_over(sat: Sat) -> None:
    sat.tell(Pause(60, reason="meeting"))
    sat.wait(2 * MINUTE)
    assert sat.chair.hold is None
    assert over(sat, sat.undo).startswith("Reminders paused from 09:00: this cannot be undone")


def test_an_absence_that_counted_is_left_to_sat_anyway(sat: Sat) -> None:
    sat.wait(10 * MINUTE)
    sat.tell(Away())
    sat.wait(6 * MINUTE)
    before = sat.facts()
    assert over(sat, sat.undo).startswith("Away since 09:10: this cannot be undone")
    assert sat.facts() == before


def test_an_absence_that_a_key_has_ended_counts_as_taken_back(sat: Sat) -> None:
    sat.wait(10 * MINUTE)
    before = sat.facts()
    sat.tell(Away())
    sat.clocks.advance(20)
    transition(sat.store, (Reading(sat.clocks.now(), own_key=sat.clocks.now()),), POLICY)
    assert sat.chair.body is Body.SITTING
    assert sat.undo() == "away"
    assert sat.facts() == before
