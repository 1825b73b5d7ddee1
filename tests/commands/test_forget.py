"""`coretui forget` removes what coretui has laid down, by its names, and touches nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coretui.desktop.lock import KeeperLock
from tests.commands.test_habits import Terminal
from tests.conftest import NOBODY
from tests.shell import Desk

OWN = (
    "coretui.db", "coretui.db-wal", "coretui.db-shm", "coretui.db-journal", "health.json", "reminded.json",
    "health.json.0123abcd", "coretui.log", "coretui.log.1", "keeper.lock", "unsaved-0123abcd.jsonl", "seen",
    "rescued-2026-11-30-142233.db", "backups/index.json", "backups/daily-2026-11-30.db.gz",
    "backups/before-restore-2026-11-30-142233.db.gz", "backups/before-0007_posture.db",
    "backups/now-2026-11-30-142233.db.gz.tmp", "backups/.making-x1y2/copy.db",
    "damaged-2026-11-30-142233/coretui.db", "damaged-2026-11-30-142233/coretui.db-wal",
    "damaged-2026-11-30-142233/report.txt",
)  # fmt: skip
OTHERS = (
    "config.toml", "exercises/own.toml", "notes.txt", "other.db", "coretui.db.bak", "backups/mine.db",
    "backups/daily-2026-11-30.db.gz/inside", "damaged-2026-11-30-142233/letter.txt", "damaged/coretui.db",
    "unsaved-thoughts.jsonl", "old/coretui.db", "coretui.log.2",
)  # fmt: skip


@pytest.fixture
def full(desk: Desk) -> Path:
    """Return a home in which everything lies that coretui may lay down, and much of others."""
    root = Path(desk.home.data_dir)
    for name in (*OWN, *(one for one in OTHERS if "/inside" not in one)):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_bytes(b"#" * 1000)
    return root


def files(root: Path) -> set[str]:
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_symlink() or path.is_file()}


def test_all_of_its_own_goes_and_nothing_else(desk: Desk, full: Path) -> None:
    said = desk.says("forget --yes").splitlines()
    assert files(full) == {one for one in OTHERS if "/inside" not in one}
    assert said[0].startswith(f"{len(OWN)} files deleted")
    assert said[1:] == [
        f"Yours, and left where it is: {full / 'config.toml'}",
        f"Yours, and left where it is: {full / 'exercises'}",
    ]
    assert not (full / "backups/.making-x1y2").exists()
    assert (full / "backups/mine.db").exists()
    assert desk.says("forget --yes") == f"Nothing of coretui is in {full}."
    (full / "backups/mine.db").unlink()  # else it would pass for one
    desk.run("today")
    assert (full / "coretui.db").exists()  # afresh, and no word of one that is missing


@pytest.mark.parametrize(
    ("typed", "gone"),
    [("yes\ndelete\n", True), ("y\nDELETE\n", True), ("yes\nyes\n", False), ("no\n", False), ("\n", False)],
)
def test_it_is_asked_twice(
    desk: Desk, full: Path, monkeypatch: pytest.MonkeyPatch, typed: str, gone: bool
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    said = desk.says("forget")
    assert f"  {full / 'coretui.db'}  " in said
    assert f"  {full / 'backups/daily-2026-11-30.db.gz'}  1 kB" in said
    assert (full / "coretui.db").exists() is not gone
    assert ("Nothing was changed." in said) is not gone


def test_without_a_terminal_it_must_be_said(desk: Desk, full: Path) -> None:
    before = files(full)
    said = desk.run("forget")
    assert said == (1, "", f"That would delete everything recorded in {full} for ever; confirm it with --yes.\n")
    assert files(full) == before


def test_while_coretui_is_open_nothing_is_deleted(desk: Desk, full: Path) -> None:
    lock, before = KeeperLock(desk.home.lock), files(full)
    assert lock.acquire()
    said = desk.run("forget --yes")
    lock.release()
    assert said == (1, "", "coretui is open, or `coretui watch` runs; close it first. Nothing was deleted.\n")
    assert files(full) == before


def test_no_link_is_followed(desk: Desk, full: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "daily-2026-11-29.db.gz").write_bytes(b"mine")
    (elsewhere / "coretui.db").write_bytes(b"mine")
    (full / "coretui.db").unlink()
    (full / "coretui.db").symlink_to(elsewhere / "coretui.db")
    (full / "damaged-2026-11-30-000000").symlink_to(elsewhere)
    (full / "backups/daily-2026-11-28.db.gz").symlink_to(elsewhere / "daily-2026-11-29.db.gz")
    said = desk.says("forget --yes")
    assert files(elsewhere) == {"daily-2026-11-29.db.gz", "coretui.db"}
    assert (full / "coretui.db").is_symlink()
    for left in ("coretui.db", "damaged-2026-11-30-000000", "backups/daily-2026-11-28.db.gz"):
        assert f"A link, or not yours, and left where it is: {full / left}" in said


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_of_another_user_stays(desk: Desk, full: Path) -> None:
    os.chown(full / "backups/daily-2026-11-30.db.gz", NOBODY, NOBODY)
    assert "not yours" in desk.says("forget --yes")
    assert (full / "backups/daily-2026-11-30.db.gz").exists()


def test_it_is_only_about_the_folder_of_its_own(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CORETUI_HOME", str(tmp_path / "never"))
    assert desk.says("forget --yes") == f"Nothing of coretui is in {tmp_path / 'never'}."
    assert not (tmp_path / "never").exists()
