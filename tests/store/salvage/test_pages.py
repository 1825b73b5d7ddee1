"""The rows that lie in the pages of a file are read as SQLite reads them, and where SQLite reads nothing."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coretui.store.salvage.pages import Pages
from coretui.store.salvage.records import NoRecordError, Stored, values_of, varint

PAGE = 4096
VALUES: tuple[tuple[Stored, ...], ...] = (
    (None, 0, 1, -1, 127, -128),
    (32767, -8388608, 2**31 - 1, -(2**47), 2**63 - 1, -(2**63)),
    (0.5, -1e300, "", "é and 👩", b"", b"\x00\xff"),
    ("x" * 3000, "y" * 9000, "z" * 100_000, None, 7, 2.25),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "some.db"


@pytest.fixture
def db(path: Path) -> Iterator[sqlite3.Connection]:
    """Return a file in which there is a table of whatever."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("create table whatever (a, b, c, d, e, f)")
        yield db


def add(db: sqlite3.Connection, rows: tuple[tuple[Stored, ...], ...]) -> None:
    db.executemany("insert into whatever values (?, ?, ?, ?, ?, ?)", rows)


def read(path: Path) -> list[tuple[Stored, ...]]:
    """Return the rows that lie in a file, but for those of its schema."""
    with Pages(str(path)) as pages:
        return [
            row.values for leaf in pages.leaves() for row in leaf.rows if row.values[0] not in {"table", "index"}
        ]


def test_every_value_is_read_that_sqlite_writes(db: sqlite3.Connection, path: Path) -> None:
    add(db, VALUES)
    assert read(path) == list(VALUES)
    with Pages(str(path)) as pages:
        list(pages.leaves())
        assert (pages.lost, pages.missing) == (set(), 0), "pages on which long rows go on are no loss"


@pytest.mark.parametrize("size", [512, 1024, 65536])
def test_pages_of_any_size_are_read(path: Path, size: int) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(f"pragma page_size = {size}")
        db.execute("create table whatever (a, b, c, d, e, f)")
        add(db, VALUES * 3)
    assert sorted(map(repr, read(path))) == sorted(map(repr, VALUES * 3))


def test_all_that_is_left_of_a_file_that_was_cut_is_read(db: sqlite3.Connection, path: Path) -> None:
    add(db, ((1, 2, 3, 4, 5, "x" * 1000),) * 100)
    pages = path.stat().st_size // PAGE
    with path.open("r+b") as file:
        file.truncate((pages - 5) * PAGE - 100)
    with closing(sqlite3.connect(path)) as cut, pytest.raises(sqlite3.DatabaseError):
        cut.execute("select * from whatever").fetchall()
    assert 70 < len(read(path)) < 100
    with Pages(str(path)) as left:
        assert left.missing == 6


def test_a_file_without_its_first_page_is_read(db: sqlite3.Connection, path: Path) -> None:
    add(db, VALUES * 10)
    with path.open("r+b") as file:
        file.write(bytes(PAGE))
    assert sorted(map(repr, read(path))) == sorted(map(repr, VALUES * 10))
    with Pages(str(path)) as left:
        list(left.leaves())
        assert left.lost == {1}


def test_a_cell_that_cannot_be_read_takes_no_other_with_it(db: sqlite3.Connection, path: Path) -> None:
    add(db, tuple((number, 2, 3, 4, 5, "letters") for number in range(20)))
    with path.open("r+b") as file:
        file.seek(PAGE + 8 + 2 * 7)
        file.write(b"\xff\xff")  # where the eighth row begins
    with Pages(str(path)) as pages:
        leaf = list(pages.leaves())[-1]
    assert [row.values[0] for row in leaf.rows] == [*range(7), *range(8, 20)]
    assert leaf.unread == 1


def test_a_row_that_goes_on_in_a_circle_ends(db: sqlite3.Connection, path: Path) -> None:
    add(db, VALUES[3:])
    with path.open("r+b") as file:
        file.seek(3 * PAGE)
        file.write((3).to_bytes(4, "big") * 2)
        file.seek(2 * PAGE)
        file.write((4).to_bytes(4, "big"))
    with Pages(str(path)) as pages:
        assert [leaf.unread for leaf in pages.leaves()] == [0, 1]


def test_what_was_deleted_with_its_page_does_not_come_back(db: sqlite3.Connection, path: Path) -> None:
    add(db, ((1, 2, 3, 4, 5, "x" * 1000),) * 100)
    db.execute("delete from whatever where rowid > 3")
    assert len(read(path)) == 3


def test_a_list_of_free_pages_that_is_not_sound_hides_nothing(db: sqlite3.Connection, path: Path) -> None:
    add(db, ((1, 2, 3, 4, 5, "x" * 1000),) * 100)
    with path.open("r+b") as file:
        file.seek(32)
        file.write((2).to_bytes(4, "big") + (1).to_bytes(4, "big"))
    assert len(read(path)) == 100


# the log


@pytest.fixture
def logged(db: sqlite3.Connection, path: Path, tmp_path: Path) -> Path:
    """Return a copy of a file of ten rows whose log has forty more, of four transactions."""
    add(db, ((0, 0, 0, 0, 0, "x" * 500),) * 10)
    db.execute("pragma journal_mode = wal")
    db.execute("pragma wal_autocheckpoint = 0")
    for number in range(1, 5):
        db.execute("begin")
        add(db, ((number, 0, 0, 0, 0, "x" * 500),) * 10)
        db.execute("commit")
    copy = tmp_path / "copy.db"
    for end in ("", "-wal"):
        shutil.copyfile(f"{path}{end}", f"{copy}{end}")
    return copy


def numbers(path: Path) -> set[Stored]:
    return {row[0] for row in read(path)}


def test_what_is_only_in_the_log_is_read(logged: Path) -> None:
    assert len(read(logged)) == 50


def test_a_log_beside_no_file_is_read(logged: Path) -> None:
    logged.unlink()
    assert numbers(logged) >= {1, 2, 3, 4}


def test_what_was_not_committed_is_not_read(logged: Path) -> None:
    log = Path(f"{logged}-wal")
    with log.open("r+b") as file:
        file.truncate(log.stat().st_size - PAGE - 24)
    assert numbers(logged) == {0, 1, 2, 3}


def test_a_flipped_bit_in_the_log_costs_one_page_of_it(logged: Path) -> None:
    log = Path(f"{logged}-wal")
    with log.open("r+b") as file:
        file.seek(32 + 2 * (PAGE + 24) + 24 + 4000)
        byte = file.read(1)[0]
        file.seek(-1, 1)
        file.write(bytes([byte ^ 1]))
    found = read(logged)
    with closing(sqlite3.connect(logged)) as db:
        [(kept,)] = db.execute("select count(*) from whatever").fetchall()
    assert len(found) > kept
    assert 4 in {row[0] for row in found}


def test_a_log_of_an_earlier_round_is_left_out(logged: Path) -> None:
    with Path(f"{logged}-wal").open("r+b") as file:
        file.seek(16)
        file.write(bytes(8))  # other salts than those of the pages
    assert numbers(logged) == {0}


# what is no record


@pytest.mark.parametrize(
    "record",
    [
        b"",
        b"\x01",
        b"\x02\x0a",
        b"\x02\x01",
        b"\x05\x01\x01",
        b"\x02\x0f",
        b"\x02\x0f\xff",
        b"\x02\x08extra",
        b"\xff" * 9,
    ],
)
def test_what_is_no_record_is_refused(record: bytes) -> None:
    with pytest.raises(NoRecordError):
        values_of(record)


def test_a_number_of_variable_length_ends_after_nine_bytes() -> None:
    assert varint(b"\x81\x00", 0) == (128, 2)
    assert varint(b"\xff" * 10, 0) == (2**64 - 1, 9)
    with pytest.raises(NoRecordError):
        varint(b"\xff", 0)
