"""`coretui doctor --repair`: what the screen of trouble does, from a shell."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from coretui.store.backups import make
from tests.shell import Desk
from tests.stores import two_weeks_until_friday


@pytest.fixture
def damaged(desk: Desk) -> Desk:
    """Return a shell in a home whose store has lost a page."""
    path = Path(desk.home.database)
    for beside in ("", "-wal", "-shm"):  # a file of its own: what had the other one open may still write into that
        path.with_name(path.name + beside).unlink(missing_ok=True)
    file = bytearray(two_weeks_until_friday())
    file[20 * 4096 : 21 * 4096] = bytes(4096)
    path.write_bytes(file)
    return desk


def folders(desk: Desk) -> list[Path]:
    return list(Path(desk.home.data_dir).glob("damaged-*"))


def test_a_record_that_is_whole_is_left_alone(desk: Desk) -> None:
    assert desk.says("doctor --repair") == f"{desk.home.database} is not damaged; there is nothing to repair."


def test_nothing_is_done_without_a_yes(damaged: Desk) -> None:
    before = Path(damaged.home.database).read_bytes()
    code, out, err = damaged.run("doctor --repair")
    assert (code, err) == (1, "Nothing was changed; confirm it with --yes.\n")
    assert "rows can be brought back" in out
    assert Path(damaged.home.database).read_bytes() == before
    assert folders(damaged) == []


def test_a_yes_brings_back_what_can_be_read_and_doctor_tells_of_it(damaged: Desk) -> None:
    assert "1 page of" in damaged.says("doctor --repair --yes")
    [folder] = folders(damaged)
    report = (folder / "report.txt").read_text()
    assert "rows can be brought back" in report
    assert f"damaged files: {folder}/report.txt" in damaged.run("doctor")[1]
    damaged.says("today")


def test_an_empty_record_is_begun_only_if_it_is_asked_for(damaged: Desk) -> None:
    damaged.says("doctor --repair --afresh --yes")
    assert len(folders(damaged)) == 1
    assert damaged.json("streaks --json")["habits"]
    assert damaged.run("undo")[0] == 1


def test_what_belongs_to_repair_is_refused_alone(desk: Desk) -> None:
    assert desk.refuses("doctor --yes", 2) == "--yes and --afresh belong to --repair."


def test_a_record_that_vanished_is_brought_back_from_the_newest_backup(desk: Desk) -> None:
    desk.says("log walk 25m")
    make(desk.home, "now", desk.clocks.now())
    os.remove(desk.home.database)
    assert "`coretui doctor --repair` brings back what there is" in desk.run("today")[2]
    assert "from the backup of" in desk.says("doctor --repair --yes")
    assert "moved 25 min" in desk.says("today")


def test_what_a_lost_file_left_is_named_by_doctor_and_added_after_a_yes(desk: Desk, tmp_path: Path) -> None:
    desk.says("done core")
    copy = Path(desk.home.data_dir) / "rescued-2026-11-23-090000.db"
    shutil.copyfile(desk.home.database, copy)
    desk.says("undo")
    assert f"open: {copy}" in desk.run("doctor")[1]
    code, out, err = desk.run("doctor --repair")
    assert (code, out) == (1, f"1 row of your record is only in {copy}.\n")
    assert err == "Nothing was changed; confirm it with --yes.\n"
    assert desk.says("doctor --repair --yes").endswith("1 row added to the record.")
    assert not copy.exists()
    assert desk.says("backup list").splitlines()[0].endswith("rescued")
    assert "is not damaged" in desk.says("doctor --repair")
