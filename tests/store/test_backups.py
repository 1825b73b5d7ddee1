"""Copies of the store: whole, private, checked, and as many as are kept."""

from __future__ import annotations

import errno
import gzip
import json
import os
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from coretui.errors import StoreError, UsageError
from coretui.paths import Home
from coretui.store import backups
from coretui.store.backups import (
    Backup,
    count_rows,
    has_daily,
    listed,
    make,
    make_daily,
    named,
    newest,
    unpacked,
)
from coretui.store.database import Store, open_store
from coretui.store.records import log_movement
from tests.clock import FakeClocks
from tests.foreign import DAY_START, FRIDAY
from tests.stores import lay_out, two_weeks_until_friday

DAY = date(2026, 11, 20)


@pytest.fixture
def used(home: Home) -> Iterator[Store]:
    """Return an open store of a home with two weeks in it."""
    lay_out(home, two_weeks_until_friday())
    with closing(open_store(home)) as store:
        yield store


def files(home: Home) -> set[str]:
    return {path.name for path in Path(home.backups).iterdir()}


def content(path: str) -> list[str]:
    with closing(sqlite3.connect(path)) as db:
        return list(db.iterdump())


# making one


def test_a_copy_holds_what_the_store_holds_and_nothing_is_left_beside_it(home: Home, used: Store) -> None:
    made = make(home, "import", FakeClocks(FRIDAY).now())
    assert made.name == "before-import-2026-11-20-143200.db.gz"
    assert made.rows == sum(count_rows(used.db.conn).values()) > 100
    assert files(home) == {made.name, "index.json"}
    assert listed(home) == [made]
    with unpacked(home, made.name) as path:
        assert content(path) == list(used.db.conn.iterdump())
        folder = os.path.dirname(path)
        assert (stat.S_IMODE(os.stat(folder).st_mode), stat.S_IMODE(os.stat(path).st_mode)) == (0o700, 0o600)
    assert not os.path.exists(folder)
    for file in (made.path, f"{home.backups}/index.json"):
        assert stat.S_IMODE(os.stat(file).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(home.backups).st_mode) == 0o700


def test_what_another_has_just_written_is_in_it(home: Home, used: Store) -> None:
    with closing(open_store(home)) as other:
        log_movement(other, "tango", 20, FakeClocks(FRIDAY).now(), DAY_START)
        with unpacked(home, make(home, "now", FakeClocks(FRIDAY).now()).name) as path:
            assert "tango" in "\n".join(content(path))
    assert used.changed()


def test_the_day_has_one_and_each_reason_its_own(home: Home, used: Store) -> None:
    now = FakeClocks(FRIDAY).now()
    assert not has_daily(home, DAY)
    names = [make_daily(home, DAY, now).name, make(home, "now", now).name, make(home, "now", now).name]
    assert names == ["daily-2026-11-20.db.gz", "now-2026-11-20-143200.db.gz", "now-2026-11-20-143201.db.gz"]
    assert has_daily(home, DAY)
    assert [one.reason for one in listed(home)] == ["now", "now", "daily"]
    assert used.path


def test_a_store_that_is_damaged_becomes_no_backup(home: Home, used: Store) -> None:
    used.close()
    file = Path(home.database)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] + b"\xff" * 4096 + whole[len(whole) // 2 + 4096 :])
    with pytest.raises(StoreError, match=r"No backup was made.* are kept"):
        make(home, "now", FakeClocks(FRIDAY).now())
    assert files(home) == set()


def test_where_there_is_no_store_none_is_made(home: Home) -> None:
    with pytest.raises(StoreError, match=r"No backup was made \(unable to open database file\)"):
        make(home, "now", FakeClocks(FRIDAY).now())
    assert not os.path.exists(home.database)


def out_of_room(*_args: object, **_kwargs: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("part", ["make_private", "pack"])
def test_without_room_the_old_ones_are_kept(
    home: Home, used: Store, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    first = make_daily(home, DAY, FakeClocks(FRIDAY).now())
    monkeypatch.setattr(backups, part, out_of_room)
    with pytest.raises(StoreError, match="No backup was made: the disk is full"):
        make(home, "now", FakeClocks(FRIDAY).now())
    assert listed(home) == [first]
    assert files(home) == {first.name, "index.json"}
    assert used.path


def test_a_folder_in_its_place_is_left_alone(home: Home, used: Store) -> None:
    os.makedirs(f"{home.backups}/daily-2026-11-20.db.gz")
    with pytest.raises(StoreError, match="is a folder"):
        make_daily(home, DAY, FakeClocks(FRIDAY).now())
    assert listed(home) == []
    assert used.path


def test_what_was_left_behind_while_making_one_goes_after_an_hour(home: Home, used: Store) -> None:
    for name, age in (("old", 7200), ("young", 60)):
        folder = Path(home.backups, f".making-{name}")
        folder.mkdir(parents=True)
        (folder / "copy.db").write_text("half")
        then = folder.stat().st_mtime - age
        os.utime(folder, (then, then))
    make(home, "now", FakeClocks(FRIDAY).now())
    assert {name for name in files(home) if name.startswith(".")} == {".making-young"}
    assert used.path


# keeping them


def lay_daily(home: Home, days: int) -> None:
    """Lay the copy of today in the place of those of so many days before."""
    made = make_daily(home, DAY, FakeClocks(FRIDAY).now())
    index = json.loads(Path(home.backups, "index.json").read_text())
    for n in range(1, days):
        name = f"daily-{DAY - timedelta(days=n)}.db.gz"
        shutil.copyfile(made.path, Path(home.backups, name))
        index[name] = {**index[made.name], "at": f"{DAY - timedelta(days=n)}T14:32:00+00:00"}
    Path(home.backups, "index.json").write_text(json.dumps(index))


def test_old_ones_go_when_a_new_one_is_there(home: Home, used: Store) -> None:
    lay_daily(home, 40)
    assert len(listed(home)) == 40
    make(home, "now", FakeClocks(FRIDAY).now())
    left = listed(home)
    assert [one.reason for one in left] == ["now"] + ["daily"] * (len(left) - 1)
    assert len(left) < 15
    assert set(json.loads(Path(home.backups, "index.json").read_text())) == {one.name for one in left}
    assert used.path


def test_what_others_laid_there_stays(home: Home, used: Store) -> None:
    os.makedirs(home.backups)
    for name in ("notes.txt", "coretui.db.bak"):
        Path(home.backups, name).write_text("mine")
    lay_daily(home, 40)
    make(home, "now", FakeClocks(FRIDAY).now())
    assert {"notes.txt", "coretui.db.bak"} < files(home)
    assert used.path


# what is known of them


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


@pytest.mark.parametrize(
    "spoil", [flip, lambda file: os.truncate(file, 1000), lambda file: file.write_bytes(b""), lambda file: None]
)
@pytest.mark.parametrize("indexed", [True, False])
def test_a_copy_that_was_spoiled_is_known(
    home: Home, used: Store, spoil: Callable[[Path], None], *, indexed: bool
) -> None:
    made = make_daily(home, DAY, FakeClocks(FRIDAY).now())
    spoil(Path(made.path))
    if not indexed:
        Path(home.backups, "index.json").unlink()
    [found] = listed(home)
    assert found.ok is (Path(made.path).stat().st_size == made.size and gunzips(made))
    assert newest(home, thorough=True) == found
    if not found.ok:
        with (
            pytest.raises(StoreError, match=r"daily-2026-11-20.* is damaged; choose another"),
            unpacked(home, made.name),
        ):
            pass
    assert used.path


def gunzips(made: Backup) -> bool:
    try:
        return bool(gzip.decompress(Path(made.path).read_bytes()))
    except (OSError, EOFError, ValueError):
        return False


@pytest.mark.parametrize("index", ["", "{", "[]", '{"daily-2026-11-20.db.gz": 3}', "[" * 9999, None])
def test_without_its_index_the_copies_are_looked_into(home: Home, used: Store, index: str | None) -> None:
    made = make_daily(home, DAY, FakeClocks(FRIDAY).now())
    path = Path(home.backups, "index.json")
    path.unlink() if index is None else path.write_text(index)
    assert listed(home) == [made]
    make(home, "now", FakeClocks(FRIDAY + 60).now())
    assert made.name in json.loads(path.read_text())
    assert used.path


def test_a_copy_of_an_older_version_is_one_too(home: Home, used: Store) -> None:
    used.close()
    os.makedirs(home.backups)
    old = Path(home.backups, "before-0005_summary.db")
    shutil.copyfile(home.database, old)
    os.utime(old, (FRIDAY, FRIDAY))
    [found] = listed(home)
    assert (found.ok, found.rows > 100, found.at.timestamp(), found.reason) == (
        True,
        True,
        FRIDAY,
        "before-0005_summary",
    )
    with unpacked(home, "before-0005_summary") as path:
        assert content(path) == content(home.database)


# names


def test_a_name_goes_without_its_end_and_a_wrong_one_is_told_which_there_are(home: Home, used: Store) -> None:
    with pytest.raises(UsageError, match="There is no backup yet"):
        named(home, "daily")
    made = make_daily(home, DAY, FakeClocks(FRIDAY).now())
    assert named(home, "daily-2026-11-20") == named(home, made.name) == made
    for wrong in ("daily-2026-11-19", "../coretui.db", f"{home.backups}/{made.name}", "", "index.json"):
        with pytest.raises(UsageError, match=r"is not a backup; there are daily-2026-11-20\."):
            named(home, wrong)
    assert used.path
