"""What a process could not save is saved by the next one, once and as of its moment, or it is said."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from coretui.domain.chair.messages import Stand
from coretui.domain.chair.state import Body
from coretui.errors import NotSavedError
from coretui.paths import Home
from coretui.services.desk import Desk
from coretui.services.heartbeat import Heartbeat
from coretui.services.waiting import REST
from coretui.services.workplace import Workplace
from coretui.settings.keys import Settings
from coretui.store.chair import load
from coretui.store.records import tick
from coretui.store.timeoff import flare_on
from coretui.store.unsaved import left_behind
from tests.clock import FakeClocks
from tests.notices import Notices
from tests.services.test_waiting import held, ticks
from tests.stores import a_store

SAVED = "Saved now, as it was done earlier: Core session ticked on Mon 23 Nov."


def press(workplace: Workplace, habit: str = "core") -> None:
    with suppress(NotSavedError):
        workplace.waiting.act(lambda: tick(workplace.store, habit, workplace.today, workplace.now))


@contextmanager
def killed(workplace: Workplace) -> Iterator[None]:
    """Let a process be gone as after `kill -9` of it: what it held is free, and it says nothing."""
    workplace.waiting.leave()  # the lock goes with the process
    workplace.keeper.lock.release()
    yield


def started(home: Home, clocks: FakeClocks) -> Workplace:
    """Start coretui on a store of its own opening."""
    return Workplace.of(Desk(home, Settings.of(), clocks), Notices())


def test_the_next_process_saves_it_as_of_its_moment(workplace: Workplace, home: Home, clocks: FakeClocks) -> None:
    pressed = clocks.now().wall
    with held(workplace):
        press(workplace)
        [path] = left_behind(home)
        assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
        clocks.advance(3600)
        with killed(workplace):
            pass
    after = started(home, clocks)
    assert ticks(after) == [("core", pressed)]
    assert after.desk.problems == (SAVED,)
    assert left_behind(home) == []
    assert after.store.db.table("journal").count == 1  # it can be undone as any other
    after.store.close()


def test_what_was_saved_at_the_last_moment_is_not_saved_twice(
    workplace: Workplace, home: Home, clocks: FakeClocks
) -> None:
    with held(workplace):
        press(workplace)
        [path] = left_behind(home)
        before = Path(path).read_bytes()
    workplace.waiting.retry()
    with killed(workplace):
        Path(path).write_bytes(before)  # it came no further than to the store
    after = started(home, clocks)
    assert len(ticks(after)) == 1
    assert left_behind(home) == []
    after.store.close()


def test_what_a_living_process_will_save_is_left_to_it(
    workplace: Workplace, home: Home, clocks: FakeClocks
) -> None:
    with held(workplace):
        press(workplace)
    with closing(started(home, clocks).store) as other:
        assert other.db.table("tick").count == 0
    assert left_behind(home)
    assert workplace.waiting.retry() == []
    assert (len(ticks(workplace)), left_behind(home)) == (1, [])


def test_what_only_its_own_process_could_save_is_named(
    workplace: Workplace, home: Home, clocks: FakeClocks
) -> None:
    def write() -> None:
        with workplace.store.write():
            pass

    workplace.waiting.doing = lambda: "note"
    with held(workplace), suppress(NotSavedError):
        workplace.waiting.act(write)
    assert workplace.not_saved() == ("Not saved: note.",)
    with killed(workplace):
        after = started(home, clocks)
    assert after.desk.problems == ("This was done earlier and could not be saved: note.",)
    assert left_behind(home) == []
    after.store.close()


def test_a_command_says_what_it_saved(workplace: Workplace, home: Home, clocks: FakeClocks) -> None:
    with held(workplace):
        press(workplace)
    said: list[str] = []
    with killed(workplace):
        desk = Desk(home, Settings.of(), clocks, tell=said.append)
        desk.open()
        desk.close()
    assert said == [SAVED]


def test_what_is_refused_by_then_is_said(workplace: Workplace, home: Home, clocks: FakeClocks) -> None:
    with held(workplace), suppress(NotSavedError):
        workplace.waiting.act(lambda: flare_on(workplace.store, workplace.today, workplace.now), "flare-up")
    with killed(workplace):
        flare_on(workplace.store, workplace.today, clocks.now())
        after = started(home, clocks)
    [said] = after.desk.problems
    assert said == "flare-up: this could not be saved (You are already in a flare-up.)"
    after.store.close()


def test_a_line_that_nobody_wrote_is_in_the_way_of_no_other(
    workplace: Workplace, home: Home, clocks: FakeClocks
) -> None:
    with held(workplace):
        press(workplace)
        press(workplace, "self-check")
    [path] = left_behind(home)
    lines = Path(path).read_text().splitlines()
    strange = json.dumps(
        {**json.loads(lines[0]), "id": "x", "call": {"name": "os.system", "given": {"command": "x"}}}
    )
    with killed(workplace):
        Path(path).write_text("\n".join([lines[0], "{", "[]", "\0", strange, lines[1], lines[1][:40]]))
        after = started(home, clocks)
    assert [habit for habit, _at in ticks(after)] == ["core", "self-check"]
    assert "this version does not know it" in after.desk.problems[0]
    after.store.close()


def test_the_chair_is_stored_by_the_next_process(workplace: Workplace, home: Home, clocks: FakeClocks) -> None:
    heartbeat = Heartbeat.of(workplace)
    heartbeat.beat()
    with held(workplace):
        for _ in range(60):
            clocks.advance(10)
            heartbeat.beat()
        workplace.keeper.command(Stand())
        stood = clocks.now().wall
        clocks.advance(10)
        heartbeat.beat()
    assert workplace.not_saved() != ()
    with killed(workplace):
        after = started(home, clocks)
    chair = load(after.store)
    assert chair
    assert (chair.body, chair.since.wall) == (Body.STANDING, stood)
    spans = after.store.db.execute("select body, seconds from span").fetchall()
    assert [tuple(row) for row in spans] == [("sitting", 600.0)]
    assert left_behind(home) == []
    after.store.close()


def test_nothing_is_written_down_where_nothing_can_be(workplace: Workplace, home: Home) -> None:
    with held(workplace):
        workplace.waiting.home = Home(home.config_dir, f"{home.data_dir}/is/not/there")
        press(workplace)
    assert workplace.not_saved() == ("Not saved: Core session ticked on Mon 23 Nov.",)
    assert workplace.put_away() == ()  # tried once more, and it went
    assert len(ticks(workplace)) == 1


def test_a_full_disk_is_tried_every_ten_seconds_and_another_program_every_second(
    workplace: Workplace, clocks: FakeClocks
) -> None:
    heartbeat = Heartbeat.of(workplace)
    statements: list[str] = []
    heartbeat.beat()
    db = workplace.store.db
    with held(workplace):
        press(workplace)
        assert workplace.waiting.due
    heartbeat.beat()
    assert workplace.unsaved == 0
    [(pages,)] = db.execute("pragma page_count").fetchall()
    db.execute(f"pragma max_page_count = {pages}")
    for _ in range(400):
        press(workplace)
    assert workplace.unsaved > 1
    db.conn.set_trace_callback(statements.append)
    for _ in range(20):
        clocks.advance(1)
        heartbeat.beat()
    assert 1 <= statements.count("begin immediate") <= 20 / REST + 2
    db.conn.set_trace_callback(None)
    db.execute("pragma max_page_count = 1000000")
    clocks.advance(REST)
    heartbeat.beat()
    assert workplace.unsaved == 0
    assert len(ticks(workplace)) == 401


def test_what_is_kept_is_said_with_the_file_that_keeps_it(workplace: Workplace, home: Home) -> None:
    with held(workplace):
        press(workplace)
        said = workplace.put_away()
        [path] = left_behind(home)
        assert said == (
            f"Not saved yet, but kept in {path} for the next start of coretui: Core session ticked on Mon 23 Nov.",
        )
    with closing(a_store(home)) as store:
        assert store.db.table("tick").count == 0
