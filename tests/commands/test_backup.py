"""`coretui backup`: what there is, one now, one put back."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from coretui import cli
from coretui.commands.backup import complete_backup, restore
from coretui.store.backups import listed, make
from tests.commands.test_habits import Terminal
from tests.shell import Desk

CONTRACT = {"name", "at", "bytes", "ok", "rows"}


@pytest.fixture
def backed_up(desk: Desk) -> Desk:
    """Return a desk with a backup, after which something was recorded."""
    desk.says("backup now")
    desk.says("log walk 20m")
    return desk


def test_without_one_the_list_says_how_to_make_one(desk: Desk) -> None:
    assert desk.says("backup") == "There is no backup yet; `coretui backup now` makes one."
    assert desk.json("backup --json") == []


def test_one_made_now_is_listed_newest_first(desk: Desk) -> None:
    assert desk.says("backup now").startswith("Backup made: now-2026-11-23-090000 (10 rows, ")
    desk.clocks.advance(60)
    made = desk.json("backup now --json")
    assert set(made) == CONTRACT
    found = desk.json("backup list --json")
    assert [one["name"] for one in found] == ["now-2026-11-23-090100.db.gz", "now-2026-11-23-090000.db.gz"]
    assert found[0] == made
    assert (found[1]["at"], found[1]["ok"], found[1]["rows"]) == ("2026-11-23T09:00:00+00:00", True, 10)
    assert found[1]["bytes"] == Path(desk.home.backups, found[1]["name"]).stat().st_size
    first, second = desk.says("backup").splitlines()
    assert first.split() == ["now-2026-11-23-090100", "09:01", *second.split()[2:]]
    assert second.endswith("kB  10 rows  by hand")


def test_a_damaged_one_is_listed_as_such_and_not_restored(backed_up: Desk) -> None:
    [one] = listed(backed_up.home)
    Path(one.path).write_bytes(b"\x1f\x8b")
    assert "damaged" in backed_up.says("backup list")
    assert backed_up.json("backup --json")[0]["ok"] is False
    said = backed_up.refuses(f"backup restore {one.name} --yes", 1)
    assert said == f"The backup {one.name} is damaged; choose another one."


def test_a_restore_is_said_with_what_takes_it_back(backed_up: Desk) -> None:
    before = backed_up.json("today --json")
    said, back = backed_up.says("backup restore now-2026-11-23-090000 --yes").splitlines()
    assert said == "now-2026-11-23-090000 is restored."
    assert backed_up.json("today --json")["movement_minutes"] == 0
    assert back == "To undo that: coretui backup restore before-restore-2026-11-23-090000"
    backed_up.says([*back.split(": coretui ")[1].split(), "--yes"])
    assert backed_up.json("today --json") == before


def test_off_a_terminal_it_needs_a_yes(backed_up: Desk) -> None:
    said = backed_up.refuses("backup restore now-2026-11-23-090000", 1)
    assert said == "Restoring now-2026-11-23-090000 replaces what is recorded now; confirm it with --yes."


def test_at_a_terminal_what_differs_is_shown_before_it_is_asked(
    backed_up: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("no\nYes\n"))
    said = backed_up.says("backup restore now-2026-11-23-090000").splitlines()
    assert said == [
        "What differs from now-2026-11-23-090000 (09:00):",
        "  movement  1 now, 0 in the backup",
        "Days: Mon 23 Nov.",
        "Put this back in place of what is recorded now? (yes/no): Nothing was changed.",
    ]
    assert len(listed(backed_up.home)) == 1
    assert "is restored." in backed_up.says("backup restore now-2026-11-23-090000")


def test_one_that_holds_the_same_changes_nothing(desk: Desk) -> None:
    desk.says("backup now")
    said = desk.says("backup restore now-2026-11-23-090000 --yes")
    assert said == "now-2026-11-23-090000 holds what is recorded now; nothing was changed."
    assert len(listed(desk.home)) == 1


def test_a_name_that_is_none_is_told_which_there_are(desk: Desk) -> None:
    assert desk.refuses("backup restore x", 2) == "There is no backup yet; `coretui backup now` makes one."
    for _ in range(10):
        make(desk.home, "now", desk.clocks.now())
    said = desk.refuses(["backup", "restore", "../x\x1b[2J"], 2)
    assert said.startswith("'../x?[2J' is not a backup; there are now-2026-11-23-090009, now-2026-11-23-090008,")
    assert said.endswith(", now-2026-11-23-090002, ….")
    assert desk.refuses("backup restore", 2).startswith("NAME is missing: a backup, such as daily-2026-11-30; ")
    assert desk.refuses("backup nonsense", 2) == "'nonsense' is not a command; see `coretui backup --help`."


def test_a_shell_completes_names(desk: Desk) -> None:
    desk.says("backup now")
    context = click.Context(restore, obj=cli.build(desk.home))
    [item] = complete_backup(context, restore.params[0], "n")
    assert (item.value, item.help) == ("now-2026-11-23-090000", "by hand")
    assert complete_backup(context, restore.params[0], "d") == []
