"""Any day with signs: whatever is typed, locked, lost or held, the books balance."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coretui.domain.chair.engine import step, thorough
from coretui.domain.chair.hours import Hours
from coretui.domain.chair.messages import (
    Call,
    Close,
    Command,
    Event,
    Notice,
    PromptEnded,
    PromptOpened,
    Refusal,
    Revoked,
    SpanEnded,
)
from coretui.domain.chair.reading import Reading, Signs
from coretui.domain.chair.spans import open_spans
from coretui.domain.chair.state import NO_SOURCE, Absence, Chair, Outcome, Policy
from coretui.domain.chair.view import view
from coretui.domain.days import Instant, between
from coretui.store.codec import decode, encode
from tests.clock import MONDAY_NINE, FakeClocks
from tests.domain.test_chair_properties import ABSENT, PLAIN, STARTS, TIMED, Op, Reboot, Sit, Sleep, Tick
from tests.examples import examples


@dataclass(frozen=True)
class Typing:
    """Input goes on, a reading each second."""

    seconds: int


@dataclass(frozen=True)
class Idle:
    """Input rests, a reading each ten seconds."""

    seconds: int


@dataclass(frozen=True)
class Sign:
    """Seen: the session is locked or unlocked, the desktop wants quiet or not, a source comes or goes."""

    locked: bool | None = None
    quiet: bool | None = None
    source: str | None = None


@dataclass(frozen=True)
class OwnKey:
    """A key in coretui, which the source sees or does not."""

    seen: bool


Seen = Typing | Idle | Sign | OwnKey
SIGNS: st.SearchStrategy[Op | Seen] = st.one_of(
    st.builds(Typing, st.integers(1, 40)),
    st.builds(Idle, st.one_of(st.integers(1, 700), st.sampled_from([110, 120, 130, 290, 300, 310]))),
    st.builds(Idle, st.integers(1000, 5000)),
    st.builds(OwnKey, st.booleans()),
    st.sampled_from([Sign(locked=True), Sign(locked=False), Sign(quiet=True), Sign(quiet=False)]),
    st.sampled_from([Sign(source="x11"), Sign(source="logind"), Sign(source=NO_SOURCE)]),
)
DAYS = st.lists(st.one_of(SIGNS, SIGNS, PLAIN, TIMED, ABSENT), max_size=20)
HALF_DAYS = Hours((((9 * 3600, 9 * 3600 + 2700), (10 * 3600, 26 * 3600)),) * 7)
POLICIES = st.builds(
    Policy,
    interval=st.sampled_from([90, 600, 1800]),
    break_length=st.sampled_from([20, 120]),
    snooze=st.sampled_from([60, 300]),
    remind=st.sampled_from([60, 300]),
    warn=st.booleans(),
    away=st.sampled_from([60, 300]),
    absence=st.sampled_from(Absence),
    hours=st.sampled_from([Hours(), HALF_DAYS]),
)


class Desk:
    """A chair that lives through a script with signs, step by step."""

    def __init__(self, policy: Policy, start: float = MONDAY_NINE) -> None:
        self.clocks, self.policy = FakeClocks(start), policy
        self.input_at = self.own_key = self.clocks.now()
        self.source, self.locked, self.quiet = "x11", False, False
        self.steps: list[tuple[Instant, tuple[Event, ...]]] = []
        self.chair: Chair = step(None, self.reading(), policy)[0]

    def reading(self, command: Command | None = None) -> Reading:
        now = self.clocks.now()
        signs = Signs(locked=self.locked, quiet=self.quiet, source=self.source)
        if self.source == "x11":
            signs = replace(signs, input_at=self.input_at, rest=max(0.0, between(self.input_at, now)))
        return Reading(now, command, signs, self.own_key)

    def live(self, ops: Iterable[Op | Seen]) -> Desk:
        """Live through a script."""
        for op in ops:
            match op:
                case Typing(seconds):
                    for _ in range(seconds):
                        self._pass(1, touched=True)
                case Idle(seconds):
                    for _ in range(seconds // 10):
                        self._pass(10)
                    self._pass(seconds % 10)
                case Tick(seconds):
                    self._pass(seconds)
                case Sit(times):
                    for _ in range(times):
                        self._pass(40, touched=True)
                case Sleep(seconds):
                    self.clocks.sleep(seconds)
                    self.read()
                case Reboot(seconds):
                    self.clocks.reboot(seconds)
                    self.read()
                case OwnKey(seen):
                    self.own_key = self.clocks.now()
                    self.input_at = self.own_key if seen else self.input_at
                    self.read()
                case Sign(locked, quiet, source):
                    self.locked = self.locked if locked is None else locked
                    self.quiet = self.quiet if quiet is None else quiet
                    self.source = source or self.source
                    self.read()
                case command:
                    self.read(command if isinstance(command, Command) else None)
        return self

    def _pass(self, seconds: int, *, touched: bool = False) -> None:
        self.clocks.advance(seconds)
        if touched:
            self.input_at = self.clocks.now()
        self.read()

    def read(self, command: Command | None = None) -> None:
        """Take one reading, by the short way and by the long one; a refused command is no command."""
        reading = self.reading(command)
        try:
            after = step(self.chair, reading, self.policy)
        except Refusal:
            reading = self.reading()
            after = step(self.chair, reading, self.policy)
        assert after == thorough(self.chair, reading, self.policy)
        self.chair, events = after
        self.steps.append((reading.now, events))

    @property
    def facts(self) -> list[Event]:
        """All that was told except notices."""
        return [event for _, events in self.steps for event in events if not isinstance(event, Notice)]


@examples(200)
@given(DAYS, POLICIES, STARTS)
def test_spans_lie_end_to_end_and_cover_all_the_time_there_was(
    ops: list[Op | Seen], policy: Policy, start: float
) -> None:
    desk = Desk(policy, start).live(ops)
    ended = [(e.start.wall, e.seconds) for e in desk.facts if isinstance(e, SpanEnded)]
    running = open_spans(desk.chair, desk.clocks.now(), policy.day_start)
    reached = start
    for begun, seconds in [*ended, *((span.start, span.seconds) for span in running)]:
        assert begun == pytest.approx(reached, abs=1e-3)
        assert seconds >= 0
        reached = begun + seconds
    assert reached == pytest.approx(desk.clocks.now().wall, abs=1e-3)


@examples(200)
@given(DAYS, POLICIES, STARTS)
def test_each_prompt_ends_once_and_what_is_revoked_never_was(
    ops: list[Op | Seen], policy: Policy, start: float
) -> None:
    desk = Desk(policy, start).live(ops)
    prompts: list[tuple[Instant, Outcome | None, float]] = []
    for event in desk.facts:
        match event:
            case Revoked(since):
                prompts = [prompt for prompt in prompts if prompt[0].wall <= since.wall]
                if prompts and prompts[-1][2] > since.wall:
                    prompts[-1] = (prompts[-1][0], None, math.inf)
            case PromptOpened(due):
                assert not prompts or prompts[-1][1]
                prompts.append((due, None, math.inf))
            case PromptEnded(outcome, at):
                due, before, _ = prompts.pop()
                assert before is None
                assert at.wall >= due.wall
                prompts.append((due, outcome, at.wall))
            case _:
                pass
    still = prompts[-1][0] if prompts and prompts[-1][1] is None else None
    assert still == (desk.chair.prompt.due if desk.chair.prompt else None)
    assert [due.wall for due, *_ in prompts] == sorted(due.wall for due, *_ in prompts)


@examples(200)
@given(DAYS, POLICIES.filter(lambda policy: policy.interval >= 600), STARTS)
def test_no_reminder_comes_within_two_minutes_of_a_credited_break(
    ops: list[Op | Seen], policy: Policy, start: float
) -> None:
    desk = Desk(policy, start).live(ops)
    credited: Instant | None = None
    for now, events in desk.steps:
        for event in events:
            match event:
                case PromptEnded(Outcome.TAKEN | Outcome.ABSENCE | Outcome.STOOD, at):
                    credited = at  # which a reading may learn of long after
                case Notice(Call.DUE | Call.AGAIN | Call.SOON) if credited:
                    assert between(credited, now) >= 120
                case _:
                    pass
        assert sum(isinstance(event, Notice) for event in events) <= 1


@examples(100)
@given(DAYS, POLICIES, STARTS)
def test_a_second_reading_at_the_same_instant_changes_nothing(
    ops: list[Op | Seen], policy: Policy, start: float
) -> None:
    desk = Desk(policy, start)
    for op in ops:
        desk.live([op])
        chair, now = desk.chair, desk.clocks.now()
        desk.read()
        assert desk.steps[-1][1] == ()
        assert view(desk.chair, now, policy) == view(chair, now, policy)
        assert decode(encode(chair)) == chair


@examples(100)
@given(DAYS, POLICIES, st.integers(0, 20))
def test_closing_and_reopening_for_no_time_equals_never_closing(
    ops: list[Op | Seen], policy: Policy, n: int
) -> None:
    stayed, left = Desk(policy).live(ops[:n]), Desk(policy).live(ops[:n])
    stayed.read()
    left.read(Close())
    left.read()
    assert left.chair == stayed.chair
    assert left.live(ops[n:]).facts == stayed.live(ops[n:]).facts
