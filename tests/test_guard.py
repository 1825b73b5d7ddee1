"""The guard of the tests: what they may not see of the machine and of whoever runs them."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from coretui.paths import find_home
from tests.guard import OWN_HOME, TouchedError


@pytest.mark.parametrize("number", [0, 1], ids=["settings", "store"])
def test_the_coretui_of_whoever_runs_the_tests_is_out_of_reach(number: int) -> None:
    folder = OWN_HOME[number]
    file = Path(folder, "coretui.db")
    with pytest.raises(TouchedError):
        file.open("rb")
    with pytest.raises(TouchedError):
        sqlite3.connect(file)
    with pytest.raises(TouchedError):
        Path(folder).mkdir(parents=True)


def test_a_program_that_is_told_of_no_home_finds_an_empty_one() -> None:
    home = find_home()
    assert home.data_dir not in OWN_HOME
    assert not Path(home.data_dir).exists()


def test_the_terminals_of_the_machine_are_out_of_reach() -> None:
    with pytest.raises(TouchedError):
        os.scandir("/dev/pts")


def test_buses_and_programs_of_the_machine_are_out_of_reach(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one, pytest.raises(TouchedError):
        one.connect("/run/dbus/system_bus_socket")
    with socket.socket(socket.AF_UNIX) as one, pytest.raises(FileNotFoundError):
        one.connect(str(tmp_path / "bus"))
    with pytest.raises(FileNotFoundError, match="nothing is installed"):
        subprocess.run(["notify-send", "hello"], check=False)
    with pytest.raises(TouchedError):
        subprocess.run(["/bin/true"], check=False)
    assert subprocess.run([sys.executable, "-c", ""], check=False).returncode == 0


@pytest.mark.parametrize("name", ["DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "TMUX", "SSH_TTY", "LANGUAGE"])
def test_nothing_tells_of_a_desktop(name: str) -> None:
    assert name not in os.environ
