"""The chair in one line, for people and for status bars."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coretui import i18n, status
from coretui.desktop.lock import KeeperLock
from coretui.domain.chair.messages import Command, Pause, Snooze, StartBreak
from coretui.domain.chair.reading import Reading
from coretui.domain.chair.state import Policy
from coretui.paths import Home
from coretui.store.chair import transition
from coretui.store.database import Store, open_store
from coretui.store.records import log_sitting
from tests.clock import FakeClocks

POLICY = Policy()
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _here(home: Home, clocks: FakeClocks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORETUI_HOME", home.data_dir)
    monkeypatch.setattr(status, "MachineClocks", lambda: clocks)


@pytest.fixture
def kept(store: Store, home: Home) -> Iterator[Store]:
    """Return a store whose chair is kept, by this test."""
    lock = KeeperLock(home.lock)
    assert lock.acquire()
    yield store
    lock.release()


def sit(store: Store, clocks: FakeClocks, minutes: int, *commands: Command) -> None:
    """Sit from nine for so many minutes, then do something."""
    transition(store, (Reading(clocks.now()),), POLICY)
    for _ in range(minutes):
        clocks.advance(60)
        transition(store, (Reading(clocks.now()),), POLICY)
    for command in commands:
        transition(store, (Reading(clocks.now(), command),), POLICY)


def document(capsys: Capture) -> dict[str, Any]:
    assert status.main(["--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def line(capsys: Capture, *arguments: str) -> str:
    assert status.main(arguments) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return said.out.removesuffix("\n")


def test_without_a_store_it_is_off_and_makes_none(home: Home, capsys: Capture) -> None:
    assert document(capsys) == {
        "state": "off",
        "since": None,
        "reason": "Nothing is tracking your sitting. Start coretui to change that.",
        "sitting_seconds": 0,
        "due_at": None,
        "due_in_seconds": None,
        "until": None,
        "keeper": False,
        "idle_source": "none",
        "snoozes": 0,
        "today": {"sitting_seconds": 0, "due": 0, "kept": 0, "longest_seconds": 0},
    }
    assert not Path(home.data_dir).exists()


def test_an_empty_file_is_no_store_yet(home: Home, capsys: Capture) -> None:
    Path(home.data_dir).mkdir()
    Path(home.database).touch()
    assert document(capsys)["state"] == "off"


def test_sitting_says_when_to_stand_up(kept: Store, clocks: FakeClocks, capsys: Capture) -> None:
    sit(kept, clocks, 12)
    assert document(capsys) == {
        "state": "sitting",
        "since": "2026-11-23T09:00:00+00:00",
        "reason": "Stand up at 09:30. You have sat for 12 min.",
        "sitting_seconds": 720,
        "due_at": "2026-11-23T09:30:00+00:00",
        "due_in_seconds": 1080,
        "until": None,
        "keeper": True,
        "idle_source": "none",
        "snoozes": 0,
        "today": {"sitting_seconds": 720, "due": 0, "kept": 0, "longest_seconds": 720},
    }


def test_a_break_due_counts_below_nothing(kept: Store, clocks: FakeClocks, capsys: Capture) -> None:
    sit(kept, clocks, 33)
    found = document(capsys)
    assert (found["state"], found["due_in_seconds"], found["until"]) == ("due", -180, None)
    assert found["since"] == found["due_at"] == "2026-11-23T09:30:00+00:00"
    sit(kept, clocks, 0, Snooze())
    found = document(capsys)
    assert (found["state"], found["until"]) == ("due", "2026-11-23T09:38:00+00:00")


def test_a_hold_says_until_when_and_why(kept: Store, clocks: FakeClocks, capsys: Capture) -> None:
    sit(kept, clocks, 10, Pause(2700, reason="meeting"))
    found = document(capsys)
    assert (found["state"], found["until"], found["due_at"]) == ("held", "2026-11-23T09:55:00+00:00", None)
    assert found["reason"].startswith("Paused until 09:55 (meeting).")


def test_what_was_kept_today_is_counted(kept: Store, clocks: FakeClocks, capsys: Capture) -> None:
    sit(kept, clocks, 30, StartBreak())
    sit(kept, clocks, 42)
    assert document(capsys)["today"] == {"sitting_seconds": 4200, "due": 1, "kept": 1, "longest_seconds": 2400}


def test_without_a_keeper_what_runs_is_not_counted(store: Store, clocks: FakeClocks, capsys: Capture) -> None:
    sit(store, clocks, 10)
    log_sitting(store, clocks.now().later(-7200), 3600, POLICY.day_start)
    clocks.advance(3600)
    found = document(capsys)
    assert (found["state"], found["keeper"], found["sitting_seconds"]) == ("off", False, 0)
    assert found["today"]["sitting_seconds"] == 3600


def test_outside_hours_it_says_when_they_begin(
    kept: Store, home: Home, clocks: FakeClocks, capsys: Capture
) -> None:
    Path(home.config).write_text('[hours]\ntuesday = ["08:00-12:00"]\n')
    sit(kept, clocks, 10)
    found = document(capsys)
    assert (found["state"], found["until"], found["keeper"]) == ("off", "2026-11-24T08:00:00+00:00", True)
    assert found["reason"].startswith("Outside working hours until Tue 08:00.")


def test_the_zone_of_the_moment_is_written(kept: Store, home: Home, capsys: Capture, monkeypatch: Any) -> None:
    clocks = FakeClocks(zone=lambda wall: 3600)
    monkeypatch.setattr(status, "MachineClocks", lambda: clocks)
    sit(kept, clocks, 1)
    assert document(capsys)["since"] == "2026-11-23T10:00:00+01:00"


# lines


def test_a_line_says_what_and_why(kept: Store, clocks: FakeClocks, capsys: Capture) -> None:
    sit(kept, clocks, 31)
    assert line(capsys) == "Stand up for a moment. You have sat for 31 min. Time to stand up."


@pytest.mark.parametrize(
    ("template", "filled"),
    [
        ("{state} {due_in} {sat}", "sitting 15 min 15 min"),
        ("{icon}{bar}", "◔▰▰▰▰▰▱▱▱▱▱"),
        ("{{{state:>9}}}", "{  sitting}"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_a_format_is_filled_in(
    kept: Store, clocks: FakeClocks, capsys: Capture, template: str, filled: str
) -> None:
    sit(kept, clocks, 15)
    assert line(capsys, "--format", template) == filled
    assert line(capsys, f"--format={template}") == filled


def test_the_last_minute_counts_seconds_and_after_it_with_a_sign(
    kept: Store, clocks: FakeClocks, capsys: Capture
) -> None:
    sit(kept, clocks, 29)
    assert line(capsys, "--format", "{due_in}") == "1 min"
    clocks.advance(18)
    assert line(capsys, "--format", "{due_in}") == "0:42"
    sit(kept, clocks, 3)
    assert line(capsys, "--format", "{due_in} {bar}") == "-2 min ▰▱▱▱▱▱▱▱▱▱"


def test_there_is_no_due_on_a_break(kept: Store, clocks: FakeClocks, capsys: Capture) -> None:
    sit(kept, clocks, 5, StartBreak())
    assert line(capsys, "--format", "{state} {due_in} {icon}") == "break – ▲"


def test_status_speaks_the_language_of_the_settings(home: Home, capsys: Capture) -> None:
    Path(home.data_dir).mkdir()
    Path(home.config).write_text('[look]\nlanguage = "nl"\n')
    line(capsys)
    assert i18n.language() == "nl"


def test_help_names_the_fields(capsys: Capture) -> None:
    assert "{state} {due_in} {sat} {bar} {icon}" in line(capsys, "--help")


@pytest.mark.parametrize(
    "arguments",
    [
        ["now"],
        ["--jsn"],
        ["--json", "now"],
        ["--format"],
        ["--format", "{colour}"],
        ["--format", "{state"],
        ["--format", "{}"],
        ["--format", "{state:d}"],
        ["--format", "{state.colour}"],
        ["--format", "{state[colour]}"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_understood_is_said_in_one_sentence(
    store: Store, capsys: Capture, arguments: list[str]
) -> None:
    assert status.main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "; write " in said.err or "; it may contain " in said.err


def test_a_mistake_in_the_settings_is_said_beside_the_answer(home: Home, capsys: Capture) -> None:
    Path(home.data_dir).mkdir()
    Path(home.config).write_text('[chair]\ninterval = "never"\n')
    assert status.main(["--json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["state"] == "off"
    assert "is not valid for chair.interval" in said.err


def test_what_is_not_a_database_is_said_and_left_as_it_is(home: Home, capsys: Capture) -> None:
    Path(home.data_dir).mkdir()
    Path(home.database).write_bytes(b"notes " * 1000)
    assert status.main([]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert "is damaged (it is not a database)" in said.err
    assert Path(home.database).read_bytes() == b"notes " * 1000


def test_what_is_left_of_a_store_is_said_and_left_as_it_is(home: Home, capsys: Capture) -> None:
    Path(home.data_dir).mkdir()
    Path(home.database).write_bytes(b"SQLit")
    assert status.main([]) == 1
    assert "only 5 bytes are left" in capsys.readouterr().err
    assert Path(home.database).read_bytes() == b"SQLit"


@pytest.mark.parametrize("name", ["100%", "what?", "c#", "a b", "%41"])
def test_any_folder_will_do(
    tmp_path: Path, clocks: FakeClocks, name: str, monkeypatch: Any, capsys: Capture
) -> None:
    folder = str(tmp_path / name)
    monkeypatch.setenv("CORETUI_HOME", folder)
    opened = open_store(Home(folder, folder))
    log_sitting(opened, clocks.now(), 60, POLICY.day_start)
    opened.close()
    assert document(capsys)["today"]["sitting_seconds"] == 60


# its cost


def test_status_loads_nothing_slow(store: Store, clocks: FakeClocks, home: Home) -> None:
    sit(store, clocks, 1)
    program = (
        "import sys; sys.argv = ['coretui', 'status', '--json'];"
        "from coretui.__main__ import main; code = main(); print(*sys.modules); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "CORETUI_HOME": home.data_dir},
        capture_output=True,
        text=True,
        check=True,
    )
    answer, modules = done.stdout.splitlines()
    assert json.loads(answer)["today"]
    slow = {"textual", "rich", "sqlite_utils", "click", "platformdirs", "tomlkit", "plyer", "asyncio"}
    assert slow & set(modules.split()) == set()
