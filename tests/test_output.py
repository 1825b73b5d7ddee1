"""What leaves the program as text, whoever wrote it, and whoever no longer reads it."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import sys
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

import coretui
from coretui import cli, i18n, status
from coretui.desktop.output import READER_GONE, at_terminal, say
from coretui.domain.harmless import escaped, harmless, quoted
from tests.shell import Desk
from tests.stores import a_store

NASTY = "a\x1b[31mb\x07\x9b2J\u202ec\u2028d\x7f"
"""Colours, a bell, an eight-bit escape, a direction, a line: what a file or a store may hold."""


def test_what_steers_a_terminal_becomes_a_question_mark_and_letters_stay() -> None:
    assert harmless(NASTY) == "a?[31mb??2J?c?d?"
    for text in ("日本語の習慣", "👩‍👩‍👧 ⚠️ 👍🏽 🇳🇱", "می‌خواهم", "e\u0301", "two\nlines\t.", "עברית\u200f"):
        assert harmless(text) == text


def test_a_document_says_the_same_without_signs_that_steer_a_terminal() -> None:
    text = escaped(json.dumps({"name": NASTY}, ensure_ascii=False))
    assert harmless(text) == text
    assert json.loads(text) == {"name": NASTY}


def test_what_is_quoted_stays_on_one_short_line() -> None:
    assert quoted("a\n\x1bb") == "'a ?b'"
    assert len(quoted("x" * 1000)) == 62


@pytest.fixture
def nasty(desk: Desk) -> Desk:
    """Return a desk at which settings and store hold signs that steer a terminal."""
    desk.says("log walk 20m")
    desk.says("pause 45m --reason lunch")
    desk.says("habits add tea")
    with closing(a_store(desk.home)) as store:
        store.db.execute("update habit set name = ?, unit = ? where id in ('tea', 'core')", [NASTY, NASTY])
        store.db.execute("update movement set note = ?", [NASTY])
        store.db.execute("update journal set words = replace(words, 'tea', ?)", ["\\u001b[31m"])
        [(state,)] = store.db.execute("select state from chair").fetchall()
        store.db.execute("update chair set state = ?", [state.replace("lunch", "\\u001b[31m\\u009b2J")])
        store.db.conn.commit()
    lines = [
        r'"a\u001b[31mb" = 1',
        r'chair.interval = "\u001b]0;x\u0007"',
        "broken\x1b[2J",
        r'look.theme = "\u009b"',
    ]
    Path(desk.home.config).write_text("\n".join(lines), encoding="utf-8")
    return desk


SHOWING = (
    "today", "week", "streaks", "report", "habits list --all", "config get", "doctor", "done tea", "undo",
    "off list",
    "today --json", "week --json", "habits list --json", "streaks --json", "doctor --json", "resume", "redo",
)  # fmt: skip


def test_no_command_hands_a_stored_escape_to_the_terminal(nasty: Desk) -> None:
    for command in SHOWING:
        _code, out, err = nasty.run(command)
        assert (harmless(out), harmless(err)) == (out, err), command
        assert out + err, command
        if "--json" in command:
            json.loads(out)


def test_the_status_line_hands_on_no_escape(nasty: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    del nasty
    for arguments in ([], ["--json"], ["--format", "{state}\x1b[1m"], ["\x1b[1m"]):
        status.main(arguments)
        said = capsys.readouterr()
        assert harmless(said.out + said.err) == said.out + said.err != "", arguments


def test_a_mistake_in_the_settings_is_said_beside_what_was_asked(desk: Desk) -> None:
    Path(desk.home.config).write_text('[chair]\ninterval = "never"\n', encoding="utf-8")
    for command in ("today", "done core", "log walk 20m"):
        code, out, err = desk.run(command)
        assert (code, bool(out)) == (0, True)
        assert err.startswith(f"{desk.home.config}, line 2: 'never' is not valid for chair.interval")
        assert err.count("\n") == 1


def test_text_leaves_by_one_door() -> None:
    """What is printed otherwise would be shown as it is: pictures and progress are, whose escapes are ours."""
    root = Path(coretui.__file__).parent
    found = [
        path.relative_to(root).as_posix()
        for path in sorted(root.rglob("*.py"))
        if re.search(r"(?<![\w.])(?:print|click\.s?echo)\(", path.read_text(encoding="utf-8"))
    ]
    assert found == ["commands/catalogue.py", "commands/exchange.py"]


# nobody reads it


class _Full(io.StringIO):
    """A stream on a disk that is full: what was written stays in its buffer, so that it is tried again."""

    def flush(self) -> None:
        """Fail as the disk does."""
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


DOORS: dict[str, Any] = {
    "today": lambda: cli.main(["today"]),
    "week --json": lambda: cli.main(["week", "--json"]),
    "--help": lambda: cli.main(["--help"]),
    "--version": lambda: cli.main(["--version"]),
    "status": lambda: status.main([]),
    "status --json": lambda: status.main(["--json"]),
}


def test_a_reader_who_has_gone_ends_a_command_silently(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    del desk
    for name, door in DOORS.items():
        reading, writing = os.pipe()
        os.close(reading)
        with pytest.MonkeyPatch.context() as patch, suppress(OSError), os.fdopen(writing, "w") as pipe:
            patch.setattr(sys, "stdout", pipe)
            assert door() == READER_GONE, name
        assert capsys.readouterr().err == "", name


def test_a_full_disk_is_told_in_one_sentence(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    del desk
    for name, door in DOORS.items():
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "stdout", _Full())
            assert door() == 1, name
        assert capsys.readouterr().err == "The output cannot be written (No space left on device).\n", name


def test_a_complaint_that_nobody_can_read_is_no_traceback(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    del desk
    monkeypatch.setattr(sys, "stderr", _Full())
    assert cli.main(["nonsense"]) == 2
    monkeypatch.setattr(sys, "stderr", None)
    monkeypatch.setattr(sys, "stdout", None)
    assert cli.main(["nonsense"]) == 2
    assert cli.main(["today"]) == 0


def test_a_terminal_that_cannot_write_a_letter_gets_a_question_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="latin-1"))
    say("é 日本")
    assert raw.getvalue() == "é ??\n".encode("latin-1")


# the language of complaints


COMPLAINTS = (
    "nonsense", "log", "log walk", "done", "done core extra", "done core --nope", "done core --times two",
    "done core --on", "habits add a --per year", "config set", "break", "week 2026-99", "pause 20",
    "log walk soon",
    "log walk 999999h", "config set look.theme foo", "config set chair.interval 4s",
    "habits change movement --goal many",
)  # fmt: skip


def test_complaints_come_in_the_language_of_the_settings(desk: Desk) -> None:
    english = {command: desk.refuses(command, 2) for command in COMPLAINTS}
    Path(desk.home.config).write_text('[look]\nlanguage = "nl"\n[chair]\ninterval = "never"\n', encoding="utf-8")
    for command in COMPLAINTS:
        code, _out, err = desk.run(command)
        dutch = err.removesuffix("\n").split("\n")[-1]
        assert (code, i18n.language()) == (2, "nl")
        assert dutch != english[command]
        for word in (" is not ", " will not ", " needs ", " missing", "see `", "unexpected", "can mean", "too "):
            assert word not in dutch


def test_mistakes_in_the_settings_are_told_in_their_language(desk: Desk) -> None:
    Path(desk.home.config).write_text('[look]\nlanguage = "nl"\n[chair]\ninterval = "never"\n', encoding="utf-8")
    assert "regel 4: " in desk.run("today")[2]


def test_a_stream_that_is_closed_is_no_terminal() -> None:
    closed = io.StringIO()
    closed.close()
    assert not at_terminal(None)
    assert not at_terminal(closed)
