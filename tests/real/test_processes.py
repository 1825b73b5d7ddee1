"""More than one process on one file, a sudden death, and commands that were mistyped."""

from __future__ import annotations

import os
import signal
import time

import pytest

from tests.real.conftest import Installed, OpenPane
from tests.real.terminal import Pane, alive, until

# Which words are refused and how is proven in tests/commands; here only that the installed program does so.
WRONG = ["status --nothing", "done core --on someday", "config set chair.interval 1s"]

NOT_NOW = ["undo", "break skip"]


def assert_one_sentence(stderr: str) -> None:
    assert len(stderr.splitlines()) == 1, stderr
    assert len(stderr.split()) > 2, stderr
    assert "Traceback" not in stderr


@pytest.mark.parametrize("command", WRONG)
def test_a_mistyped_command_is_answered_in_one_sentence(coretui: Installed, command: str) -> None:
    before = coretui.json("today")
    done = coretui.run(*command.split(" "))
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stdout == ""
    assert_one_sentence(done.stderr)
    assert coretui.json("today") == before
    assert not (coretui.home / "config.toml").exists()


@pytest.mark.parametrize("command", NOT_NOW)
def test_what_cannot_be_done_now_is_said_in_one_sentence(coretui: Installed, command: str) -> None:
    done = coretui.run(*command.split(" "))
    assert done.returncode == 1, done.stdout + done.stderr
    assert done.stdout == ""
    assert_one_sentence(done.stderr)


def test_a_file_that_is_no_database_is_left_alone(coretui: Installed) -> None:
    file = coretui.home / "coretui.db"
    file.write_bytes(b"my shopping list, not a database" * 100)
    before = file.read_bytes()
    done = coretui.run("done", "core")
    assert done.returncode == 1
    assert_one_sentence(done.stderr)
    assert file.read_bytes() == before


def test_the_first_command_makes_a_private_folder(coretui: Installed) -> None:
    home = coretui.home / "new"
    assert coretui.run("done", "core", CORETUI_HOME=str(home)).returncode == 0
    assert home.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in home.iterdir() if path.is_file()} == {0o600}


def test_status_answers_without_an_app(coretui: Installed) -> None:
    status = coretui.json("status")
    assert status["state"] == "off"
    assert status["keeper"] is False
    line = coretui.run("status")
    assert line.returncode == 0
    assert len(line.stdout.splitlines()) == 1


def test_coretui_speaks_the_language_of_the_environment(coretui: Installed) -> None:
    english = coretui.run("streaks")
    dutch = coretui.run("streaks", LANG="nl_NL.UTF-8")
    assert english.returncode == dutch.returncode == 0, english.stderr + dutch.stderr
    assert english.stdout != dutch.stdout


def test_a_command_shows_in_the_open_app_within_two_seconds(coretui: Installed, pane: Pane) -> None:
    pane.start()
    pane.wait_for_app()
    name = coretui.habit("core")["name"]

    def rows(screen: str) -> list[str]:
        return [line for line in screen.splitlines() if name in line]

    before = rows(pane.wait_for(name))
    assert coretui.run("done", "core").returncode == 0
    begun = time.monotonic()
    pane.wait_for(lambda screen: rows(screen) != before, within=5)
    assert time.monotonic() - begun < 2
    pane.leave()


def test_a_second_app_shows_the_same_and_says_who_keeps_the_chair(coretui: Installed, open_pane: OpenPane) -> None:
    first, second = open_pane(), open_pane()
    first.start()
    first.wait_for_app()
    pid = second.start()
    second.wait_for_app()
    habit = coretui.json("today")["habits"][0]["id"]
    second.send("Space")
    until(lambda: coretui.habit(habit)["done"], within=5, what=second.text)
    second.leave()
    assert not alive(pid)
    assert coretui.json("status")["keeper"] is True
    first.leave()


def test_nothing_is_lost_by_kill_9(coretui: Installed, open_pane: OpenPane) -> None:
    killed = open_pane()
    pid = killed.start()
    killed.wait_for_app()
    habit = coretui.json("today")["habits"][0]["id"]
    killed.send("Space")
    until(lambda: coretui.habit(habit)["done"], within=5, what=killed.text)

    os.kill(pid, signal.SIGKILL)
    until(lambda: not alive(pid), within=5, what=lambda: f"process {pid} still runs")

    pane = open_pane()
    pane.start()
    pane.wait_for_app()
    assert coretui.habit(habit)["done"]
    assert coretui.json("status")["keeper"] is True
    pane.leave()
