"""A thousand damaged records: no traceback, nothing lost without a word, and nearly every row comes back.

The kinds of damage are those that disks, copies and other programs do. Each copy has a backup of the day before.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from coretui.domain.days import logical_day
from coretui.paths import FILE_MODE, Home
from coretui.sample import weeks
from coretui.store.backups import make
from coretui.store.tables import RECORD
from tests.clock import FakeClocks
from tests.foreign import DAY_START, FRIDAY
from tests.shell import Desk
from tests.stores import a_store, two_weeks_until_friday

PAGE = 4096
Damage = Callable[[random.Random, bytearray], object]
Rows = dict[tuple[str, str], tuple[object, ...]]


def flip_one(chance: random.Random, file: bytearray) -> None:
    place = chance.randrange(len(file))
    file[place] ^= 1 << chance.randrange(8)


def flip_twenty(chance: random.Random, file: bytearray) -> None:
    for _time in range(20):
        flip_one(chance, file)


def lose_header(chance: random.Random, file: bytearray) -> None:
    file[16:100] = chance.randbytes(84)


def empty_one(chance: random.Random, file: bytearray) -> None:
    page = chance.randrange(1, len(file) // PAGE)
    file[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)


def empty_five(chance: random.Random, file: bytearray) -> None:
    for _time in range(5):
        empty_one(chance, file)


def swap(chance: random.Random, file: bytearray) -> None:
    pages = chance.sample(range(1, len(file) // PAGE), 2)
    one, other = (slice(page * PAGE, (page + 1) * PAGE) for page in pages)
    file[one], file[other] = file[other], file[one]


def garbage(chance: random.Random, file: bytearray) -> None:
    start = chance.randrange(len(file) - 16 * PAGE)
    file[start : start + 16 * PAGE] = chance.randbytes(16 * PAGE)


def cut(chance: random.Random, file: bytearray) -> None:
    del file[chance.randrange(200, len(file)) :]


KINDS = (flip_one, flip_twenty, lose_header, empty_one, empty_five, swap, garbage, cut)
PARTS, COPIES = 5, 25
"""How many tests there are of each kind, and of how many copies: a thousand in all."""


@cache
def eight_weeks() -> bytes:
    """Return the file of a record of eight made-up weeks."""
    with tempfile.TemporaryDirectory() as folder, closing(a_store(Home(folder, folder))) as store:
        clocks = FakeClocks(FRIDAY)
        now = clocks.now()
        today = logical_day(now, DAY_START)
        weeks.fill(store, today=today, now=now, weeks=8, seed=1, zone=clocks.zone, day_start=DAY_START)
        store.close()
        return Path(folder, "coretui.db").read_bytes()


def rows_of(path: str) -> Rows:
    with closing(sqlite3.connect(path)) as db:
        read = {table: db.execute(f"select * from [{table}]").fetchall() for table in RECORD}  # noqa: S608 - ours
    return {(table, row[0]): row for table, rows in read.items() for row in rows}


@dataclass(slots=True)
class Record:
    """A record to damage: its file, the rows in it, and how many of them were in the backup of the day before."""

    desk: Desk
    file: bytes
    rows: Rows
    backed: int
    backups: Path

    def lay(self, file: bytes) -> None:
        """Put a file in the place, with the backup, and nothing else."""
        home = Path(self.desk.home.data_dir)
        shutil.rmtree(home)
        home.mkdir(0o700)
        shutil.copytree(self.backups, self.desk.home.backups)
        path = Path(self.desk.home.database)
        path.touch(FILE_MODE)
        path.write_bytes(file)


def record_of(desk: Desk, file: bytes, folder: Path) -> Record:
    """Make the backup of the day before the last one, and return all that a copy needs."""
    path = Path(desk.home.database)
    for beside in ("", "-wal", "-shm"):
        path.with_name(path.name + beside).unlink(missing_ok=True)
    path.touch(FILE_MODE)
    path.write_bytes(file)
    rows = rows_of(desk.home.database)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        [(last,)] = db.execute("select max(day) from span").fetchall()
        for table in ("span", "prompt", "movement", "breathing", "session", "pain", "note", "posture_note"):
            db.execute(f"delete from [{table}] where day >= ?", [last])  # noqa: S608 - ours
        db.execute("delete from session_set where session not in (select id from session)")
    backed = len(rows_of(desk.home.database))
    make(desk.home, "now", desk.clocks.now())
    shutil.copytree(desk.home.backups, folder / "backups")
    return Record(desk, file, rows, backed, folder / "backups")


@dataclass(slots=True)
class Tally:
    """What came of the copies of a kind: rows as they were, rows that differ, how often damage was found."""

    same: int = 0
    altered: int = 0
    found: int = 0
    copies: int = 0


def survive(record: Record, damage: Damage, seed: int, tally: Tally) -> None:
    """Damage a copy, use it, put it right, and count what is left."""
    file = bytearray(record.file)
    damage(random.Random(seed), file)  # noqa: S311 - the same in each run
    record.lay(bytes(file))
    desk = record.desk
    said = [desk.run(command) for command in ("today", "status", "done core", "doctor")]
    for code, _out, err in said:
        assert code in {0, 1}
        assert err.count("\n") == code * bool(err)
        assert "inside coretui" not in err
        assert "Traceback" not in err
    path = desk.home.database
    found = "!!  Database" in said[-1][1]
    if found:
        assert said[2][0] == 1, "nothing is written into what is damaged"
        assert Path(path).read_bytes() == bytes(file)
        code, _out, err = desk.run("doctor --repair --yes")
        assert (code, err) == (0, ""), seed
        [folder] = Path(desk.home.data_dir).glob("damaged-*")
        assert (folder / "coretui.db").read_bytes() == bytes(file)
        assert "!!  Database" not in desk.run("doctor")[1]
    rows = rows_of(path)
    if not found:
        assert record.rows.keys() <= rows.keys(), "a row is lost, and nobody says so"
    tally.same += sum(1 for key, row in record.rows.items() if rows.get(key) == row)
    tally.altered += sum(1 for key, row in record.rows.items() if rows.get(key, row) != row)
    tally.found += found
    tally.copies += 1


@pytest.mark.parametrize("damage", KINDS)
@pytest.mark.usefixtures("faults_wanted")
def test_a_damaged_record_is_found_and_put_right(desk: Desk, tmp_path: Path, damage: Damage) -> None:
    record, tally = record_of(desk, two_weeks_until_friday(), tmp_path), Tally()
    survive(record, damage, 1, tally)
    assert tally.same >= record.backed * 0.999


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("damage", KINDS)
@pytest.mark.usefixtures("faults_wanted")
def test_a_thousand_damaged_records(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str], damage: Damage, part: int
) -> None:
    record, tally = record_of(desk, eight_weeks(), tmp_path), Tally()
    for seed in range(part * COPIES, (part + 1) * COPIES):
        survive(record, damage, seed, tally)
    share = tally.same / tally.copies / len(record.rows)
    with capsys.disabled():  # the figures of docs/data.md
        name = getattr(damage, "__name__", "")
        sys.stdout.write(f"{name}: {share:.4%} of rows, {tally.altered} altered, found {tally.found}\n")
    # Of what was cut off nothing is left but what is in the backup: the last day, one in fifty rows, may be gone.
    assert share >= (0.995 if damage is not cut else record.backed / len(record.rows) * 0.999)
