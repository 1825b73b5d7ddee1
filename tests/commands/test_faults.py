"""Whatever goes wrong in a command, a person gets one sentence and the exit code 1."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from coretui import cli, status
from coretui.services.desk import Desk as Parts
from tests.shell import Desk

pytestmark = pytest.mark.usefixtures("faults_wanted")


def failing(error: Exception) -> object:
    def fail(*_given: object, **_named: object) -> None:
        raise error

    return fail


def test_a_fault_in_a_command_is_one_sentence(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Parts, "open", failing(KeyError("core")))
    code, out, err = desk.run("today")
    assert (code, out) == (1, "")
    assert err == f"Something went wrong inside coretui (KeyError); {desk.home.log} says where.\n"
    assert "commands/read.py" in Path(desk.home.log).read_text()


def test_what_sqlite_says_while_reading_is_one_sentence(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    error = sqlite3.DatabaseError("database disk image is malformed")
    monkeypatch.setattr(Parts, "open", failing(error))
    code, out, err = desk.run("week")
    assert (code, out) == (1, "")
    assert err.endswith(
        "coretui.db is damaged (database disk image is malformed); nothing is saved in it any more."
        " `coretui doctor --repair` brings back what can be read.\n"
    )
    assert not Path(desk.home.log).exists()


def test_a_fault_in_the_status_is_one_sentence(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(status, "read_status", failing(RecursionError()))
    assert desk.run("status")[0] == 1


class Ended:
    """An app that has come to its end."""

    def __init__(self, fault: str, *unkept: str) -> None:
        self.fault, self.unkept, self.damage = fault, unkept, ""
        self.return_code = 0

    def run(self) -> None:
        """Run no further."""


@pytest.mark.parametrize(
    ("app", "said"),
    [
        (Ended("Something went wrong."), "Something went wrong."),
        (Ended("", "Not saved: tick, note."), "Not saved: tick, note."),
    ],
)
def test_an_app_that_could_not_go_on_ends_with_1(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, app: Ended, said: str
) -> None:
    monkeypatch.setattr(cli, "make_app", lambda *_given, **_named: app)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert desk.run("") == (1, "", f"{said}\n")
