"""What goes wrong inside the program is written down for whoever mends it, and nothing of what was recorded."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from coretui.desktop.faults import LIMIT, note
from coretui.paths import Home

pytestmark = pytest.mark.usefixtures("faults_wanted")


def fault() -> Exception:
    """Return an error that quotes what was typed, and came of another."""
    typed = "my back hurts"
    try:
        try:
            dict[str, int]()[typed]
        except KeyError:
            int(typed)
    except ValueError as error:
        return error
    raise AssertionError


def test_the_log_says_where_and_not_what(home: Home) -> None:
    assert note(home, fault()) == f"Something went wrong inside coretui (ValueError); {home.log} says where."
    log = Path(home.log).read_text()
    assert "builtins.ValueError\n    tests/desktop/test_faults.py:" in log.replace("main/", "")
    assert "builtins.KeyError" in log
    assert " fault\n" in log
    assert "hurts" not in log


def test_the_log_is_for_its_owner_only_and_stays_small(home: Home) -> None:
    note(home, fault())
    log = Path(home.log)
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    log.write_text("x" * (LIMIT + 1))
    note(home, fault())
    note(home, fault())
    assert log.stat().st_size < 2000
    assert sorted(path.name for path in log.parent.iterdir()) == ["coretui.log", "coretui.log.1"]


def test_where_nothing_can_be_written_the_sentence_names_no_file(home: Home) -> None:
    Path(home.log).mkdir(parents=True)
    assert note(home, fault()) == "Something went wrong inside coretui (ValueError)."
