"""What the store does not take waits in its order and is done later, as of the moment it was meant for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from coretui.domain.chair.messages import Call, Stand
from coretui.domain.chair.state import Body
from coretui.domain.chair.view import ChairState
from coretui.errors import NotNowError, NotSavedError, StoreError, StoreLostError
from coretui.services.guard import Saying, Severity
from coretui.services.heartbeat import Heartbeat
from coretui.services.workplace import Workplace
from coretui.store.records import tick, untick
from tests.clock import FakeClocks


@contextmanager
def held(workplace: Workplace) -> Iterator[None]:
    """Let another program hold the file meanwhile."""
    with closing(sqlite3.connect(workplace.store.path, isolation_level=None)) as other:
        other.execute("begin immediate")
        yield
        other.execute("rollback")


@contextmanager
def full(workplace: Workplace) -> Iterator[None]:
    """Let the disk be full meanwhile."""
    db = workplace.store.db
    [(pages,)] = db.execute("pragma page_count").fetchall()
    db.execute(f"pragma max_page_count = {pages}")
    yield
    db.execute("pragma max_page_count = 1000000")


def do(workplace: Workplace, habit: str) -> None:
    workplace.waiting.act(lambda: tick(workplace.store, habit, workplace.today, workplace.now))


def ticks(workplace: Workplace) -> list[tuple[str, float]]:
    query = "select habit, ticked_at from tick order by rowid"
    return [tuple(row) for row in workplace.store.db.execute(query).fetchall()]


def test_a_deed_waits_while_another_program_holds_the_file(workplace: Workplace, clocks: FakeClocks) -> None:
    workplace.waiting.doing = lambda: "tick"
    pressed = []
    with held(workplace):
        for habit in ("core", "self-check"):
            pressed.append((habit, clocks.now().wall))
            with pytest.raises(NotSavedError):
                do(workplace, habit)
            clocks.advance(60)
        assert workplace.waiting.retry() == []
        assert (ticks(workplace), workplace.unsaved) == ([], 2)
        named = ["Core session ticked on Mon 23 Nov", "Self-check ticked on Mon 23 Nov"]
        assert [deed.name for deed in workplace.waiting.deeds] == named
    assert workplace.waiting.retry() == []
    assert (ticks(workplace), workplace.unsaved) == (pressed, 0)
    assert workplace.now == clocks.now()


def test_a_deed_waits_while_the_disk_is_full(workplace: Workplace) -> None:
    with full(workplace), pytest.raises(NotSavedError):
        workplace.waiting.act(lambda: write_much(workplace))
    assert workplace.waiting.retry() == []
    assert workplace.store.db.table("journal").count == 1


def write_much(workplace: Workplace) -> None:
    with workplace.store.write() as db:
        words = f'"{"x" * 10_000}"'
        db.execute("insert into journal (code, words, changes, made_at) values ('', ?, '[]', 0)", [words])


def test_a_deed_waits_until_a_file_that_was_moved_away_is_back(workplace: Workplace, clocks: FakeClocks) -> None:
    heartbeat, file = Heartbeat.of(workplace), Path(workplace.store.path)
    heartbeat.beat()
    file.rename(file.with_name("elsewhere"))
    pressed = clocks.now().wall
    with pytest.raises(StoreLostError):
        workplace.store.look()
    with pytest.raises(NotSavedError):
        do(workplace, "core")
    said: list[Saying] = []
    for _ in range(5 * 6):
        clocks.advance(10)
        said += heartbeat.beat().sayings
    assert [saying.sentence.endswith("Nothing is saved until it is back.") for saying in said] == [True]
    assert (workplace.unsaved, workplace.keeper.view().sat) == (2, 300)
    file.with_name("elsewhere").rename(file)
    assert heartbeat.beat().sayings == ()
    assert (ticks(workplace), workplace.unsaved) == ([("core", pressed)], 0)
    assert workplace.store.db.table("span").count_where("body = 'away'") == 0


def test_a_deed_that_cannot_be_done_holds_up_none_after_it(workplace: Workplace) -> None:
    def broken() -> None:
        with workplace.store.write():
            raise KeyError("core")

    with held(workplace):
        for deed in (broken, lambda: do_now(workplace)):
            with pytest.raises(NotSavedError):
                workplace.waiting.act(deed)
    with pytest.raises(KeyError):
        workplace.waiting.retry()
    assert workplace.waiting.retry() == []
    assert [habit for habit, _at in ticks(workplace)] == ["core"]


def test_a_deed_that_is_refused_later_is_said_and_the_next_is_done(workplace: Workplace) -> None:
    def refused() -> None:
        if not untick(workplace.store, "core", workplace.today, workplace.now):
            raise NotNowError("Nothing to untick.")

    with held(workplace):
        for deed in (refused, lambda: do_now(workplace)):
            with pytest.raises(NotSavedError):
                workplace.waiting.act(deed)
    assert Heartbeat.of(workplace).beat().sayings == (Saying("Nothing to untick.", Severity.WARNING),)
    assert [habit for habit, _at in ticks(workplace)] == ["core"]


def do_now(workplace: Workplace) -> None:
    tick(workplace.store, "core", workplace.today, workplace.now)


def test_a_refusal_does_not_wait(workplace: Workplace) -> None:
    def refuse() -> None:
        raise NotNowError("Not now.")

    with pytest.raises(NotNowError):
        workplace.waiting.act(refuse)
    assert workplace.unsaved == 0


# the chair


def test_the_chair_goes_on_while_nothing_can_be_stored(workplace: Workplace, clocks: FakeClocks) -> None:
    workplace.store.hurry(0)
    heartbeat = Heartbeat.of(workplace)
    calls: list[Call] = []

    def pass_time(minutes: int) -> None:
        for _ in range(minutes * 6):
            clocks.advance(10)
            pulse = heartbeat.beat()
            assert not pulse.sayings
            calls.extend(notice.call for notice in pulse.notices)

    heartbeat.beat()
    with held(workplace):
        pass_time(30)
        assert calls == [Call.DUE]
        assert workplace.keeper.view().state is ChairState.DUE
        workplace.keeper.command(Stand())
        pass_time(10)
        assert workplace.keeper.view().state is ChairState.STANDING
        assert workplace.unsaved == 1
    pass_time(1)
    assert (calls, workplace.unsaved) == ([Call.DUE], 0)
    spans = workplace.store.db.execute("select body, seconds from span").fetchall()
    assert [tuple(row) for row in spans] == [("sitting", 1800.0)]
    [(outcome,)] = workplace.store.db.execute("select outcome from prompt").fetchall()
    assert outcome == "stood"
    assert workplace.keeper.chair
    assert workplace.keeper.chair.body is Body.STANDING


def test_a_command_that_cannot_be_stored_is_refused(workplace: Workplace) -> None:
    workplace.keeper.goes_on = False
    workplace.keeper.tick()
    with held(workplace), pytest.raises(StoreError, match="Another program has been using"):
        workplace.keeper.command(Stand())
