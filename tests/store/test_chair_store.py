"""The chair in the store: every transition whole, or not at all."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pytest

from coretui.domain.chair.messages import Command, Pause, Refusal, Skip, SkipBreak, Snooze, StartBreak
from coretui.domain.chair.reading import Reading
from coretui.domain.chair.state import Body, Policy
from coretui.paths import Home
from coretui.store.chair import load, transition
from coretui.store.codec import decode, encode
from coretui.store.database import Store, open_store
from tests.clock import FakeClocks, amsterdam
from tests.domain.script import Script, at

POLICY = Policy()


def pass_time(store: Store, clocks: FakeClocks, minutes: int, *commands: Command) -> None:
    """Let minutes pass with a transition each, then do something."""
    for _ in range(minutes):
        clocks.advance(60)
        transition(store, (Reading(clocks.now()),), POLICY)
    for command in commands:
        transition(store, (Reading(clocks.now(), command),), POLICY)


def rows(store: Store, table: str, *columns: str) -> list[tuple[Any, ...]]:
    found = store.db.table(table).rows_where(order_by="rowid", select=", ".join(columns))
    return [tuple(row.values()) for row in found]


def open_prompt(store: Store) -> str | None:
    found: tuple[str | None] = store.db.execute("select prompt from chair").fetchone()
    return found[0]


@pytest.fixture
def begun(store: Store, clocks: FakeClocks) -> Store:
    """Return a store with a chair that began at nine."""
    transition(store, (Reading(clocks.now()),), POLICY)
    return store


def test_before_the_first_reading_there_is_no_chair(store: Store) -> None:
    assert load(store) is None


def test_a_transition_needs_a_reading(store: Store) -> None:
    with pytest.raises(ValueError, match="reading"):
        transition(store, (), POLICY)


def test_the_first_reading_sits_down(begun: Store, clocks: FakeClocks) -> None:
    chair = load(begun)
    assert chair
    assert (chair.body, chair.since, chair.seen) == (Body.SITTING, clocks.now(), clocks.now())
    assert begun.db.table("chair").count == 1


def test_a_prompt_is_on_disk_while_it_is_open(begun: Store, clocks: FakeClocks) -> None:
    pass_time(begun, clocks, 30)
    assert rows(begun, "prompt", "due_at", "day", "outcome", "ended_at") == [
        (at("09:30"), "2026-11-23", None, None)
    ]
    assert open_prompt(begun) == rows(begun, "prompt", "id")[0][0]


def test_a_prompt_that_ends_says_how(begun: Store, clocks: FakeClocks) -> None:
    pass_time(begun, clocks, 31, SkipBreak(Skip.PAIN, "knee"))
    assert rows(begun, "prompt", "outcome", "ended_at", "reason", "note") == [
        ("skipped", at("09:31"), "pain", "knee")
    ]
    assert open_prompt(begun) is None


def test_each_prompt_has_a_row_of_its_own(begun: Store, clocks: FakeClocks) -> None:
    pass_time(begun, clocks, 30, StartBreak())
    pass_time(begun, clocks, 32)
    assert rows(begun, "prompt", "outcome", "ended_at") == [("taken", at("09:32")), (None, None)]
    assert open_prompt(begun) == rows(begun, "prompt", "id")[1][0]


def test_a_break_of_ones_own_accord_leaves_a_prompt_that_has_ended(begun: Store, clocks: FakeClocks) -> None:
    pass_time(begun, clocks, 20, StartBreak())
    pass_time(begun, clocks, 2)
    assert rows(begun, "prompt", "due_at", "outcome", "ended_at") == [(at("09:20"), "taken", at("09:22"))]
    assert open_prompt(begun) is None


def test_a_span_is_stored_when_it_ends(begun: Store, clocks: FakeClocks) -> None:
    pass_time(begun, clocks, 30)
    assert rows(begun, "span", "id") == []
    pass_time(begun, clocks, 0, StartBreak())
    pass_time(begun, clocks, 2)
    assert rows(begun, "span", "body", "started_at", "seconds", "ends_stretch", "day") == [
        ("sitting", at("09:00"), 1800, 0, "2026-11-23"),
        ("break", at("09:30"), 120, 1, "2026-11-23"),
    ]


def test_a_moment_is_stored_as_the_clocks_saw_it(store: Store) -> None:
    clocks = FakeClocks(at("02:50"), amsterdam)
    transition(store, (Reading(clocks.now()),), POLICY)
    start = clocks.now()
    pass_time(store, clocks, 10, StartBreak())
    columns = ("started_at", "started_elapsed", "boot", "utc_offset", "day")
    assert rows(store, "span", *columns) == [(start.wall, start.elapsed, start.boot, 3600, "2026-11-22")]


def test_a_refused_command_stores_nothing(begun: Store, clocks: FakeClocks) -> None:
    pass_time(begun, clocks, 29)
    before = load(begun)
    clocks.advance(60)
    with pytest.raises(Refusal):
        transition(begun, (Reading(clocks.now(), SkipBreak(Skip.FLOW)), Reading(clocks.now(), Snooze())), POLICY)
    assert load(begun) == before
    assert rows(begun, "prompt", "id") == []


def test_several_readings_are_one_transition(begun: Store, clocks: FakeClocks, home: Home) -> None:
    before = load(begun)
    with closing(open_store(home)) as other:
        clocks.advance(60)
        first = Reading(clocks.now(), StartBreak())
        clocks.advance(60)
        with pytest.raises(Refusal):
            transition(begun, (first, Reading(clocks.now(), StartBreak())), POLICY)
        assert load(other) == before
        assert rows(other, "span", "id") == []
        chair, events = transition(begun, (first, Reading(clocks.now())), POLICY)
        assert load(other) == chair
        assert len(events) == 1


def test_the_next_process_goes_on_where_the_last_one_was(begun: Store, clocks: FakeClocks, home: Home) -> None:
    pass_time(begun, clocks, 31, Snooze())
    begun.close()
    with closing(open_store(home)) as again:
        pass_time(again, clocks, 2, StartBreak())
        pass_time(again, clocks, 2)
        assert rows(again, "prompt", "outcome", "ended_at") == [("taken", at("09:35"))]


def test_a_chair_with_everything_in_it_is_written_and_read() -> None:
    script = Script()
    script.tick(31)
    script.command(Snooze())
    assert script.chair
    assert script.chair.prompt
    assert script.chair.prompt.snoozed
    assert decode(encode(script.chair)) == script.chair
    script.command(Pause(600, reason="a “meeting”"))
    assert decode(encode(script.chair)) == script.chair
