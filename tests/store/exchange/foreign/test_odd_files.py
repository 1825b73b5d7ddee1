"""Files that are damaged, made to harm, or of nobody: refused in one sentence, or taken in whole."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coretui.errors import StoreError
from coretui.services.exchange import opened
from coretui.store.exchange.foreign import loop_files, recognised
from coretui.store.exchange.foreign.habo import LARGEST_JSON
from coretui.store.exchange.foreign.rows import ready, tables
from coretui.store.exchange.header import UnfitError
from tests.store.exchange.foreign.conftest import TODAY
from tests.store.exchange.foreign.files import FIRST, habo, habo_habit, harsh, loop_db, loop_row, loop_zip

EVENTS = {f"2026-11-{day:02} 12:00:00.000Z": ["DayType.check", "fine", 1.0, 2.0] for day in range(1, 20)}


def a_database() -> bytes:
    with TemporaryDirectory() as folder:
        entries = [(1, FIRST, value, "a note") for value in range(4)]
        return loop_db(
            Path(folder, "db"), 25, [{"name": "Read"}, {"name": "Run", "type": 1}], entries
        ).read_bytes()


def sql(*statements: str) -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder, "db")
        with closing(sqlite3.connect(file)) as db:
            for one in statements:
                db.execute(one)
            db.commit()
        return file.read_bytes()


def zipped(names: dict[str, bytes], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    return out.getvalue()


HEAD = b"Position,Name,FrequencyNumerator,FrequencyDenominator\n"
ENDLESS = "with recursive n (i) as (select 1 union all select i from n) select i as id, 2 as habit from n"
REPETITIONS = "create table Repetitions (id, habit, timestamp, value)"
BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "another database": (lambda: sql("create table x (y)"), "not one of Loop"),
    "a view for a table": (lambda: sql(f"create view Habits as {ENDLESS}", REPETITIONS), "not one of Loop"),
    "a newer database": (
        lambda: sql("create table Habits (id, name)", REPETITIONS, "pragma user_version = 27"),
        "version 27",
    ),
    "a cut database": (lambda: a_database()[:9000], "damaged"),
    "half a header": (lambda: b"SQLite format 3\0" + b"x" * 50, "damaged"),
    "another zip": (lambda: zipped({"a.txt": b""}), "not one of Loop"),
    "a cut zip": (lambda: loop_zip([loop_row("Read")], {})[:-30], "damaged"),
    "a zip of other habits": (lambda: zipped({"Habits.csv": b"a,b\n1,2\n"}), "not those of Loop"),
    "a zip packed in another way": (lambda: zipped({"Habits.csv": HEAD}, zipfile.ZIP_LZMA), "damaged"),
    "a field without an end": (lambda: zipped({"Habits.csv": HEAD + b'1,"' + b"x" * 200_000}), "line of it"),
    "cut JSON": (lambda: habo([habo_habit("Read", EVENTS)])[:-9], "no JSON"),
    "deep JSON": (lambda: b"[" * 100_000 + b"]" * 100_000, "no JSON"),
    "JSON with a number that is none": (lambda: b"[NaN]", "no JSON"),
    "other JSON": (lambda: b'{"habits": [{"title": 3, "events": {}}]}', "no export"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "no export"),
    "a letter": (lambda: b"Dear N.,\nnothing new: 3\n", "no export"),
    "nothing": (lambda: b"", "no export"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_is_refused_in_one_sentence(tmp_path: Path, what: str) -> None:
    make, said = BAD[what]
    file = tmp_path / "file"
    file.write_bytes(make())
    with pytest.raises(StoreError, match=said) as refused, opened(str(file), TODAY):
        pass
    assert str(refused.value).endswith(". Nothing was changed.")
    assert "\n" not in str(refused.value)


def test_a_zip_is_bounded_before_it_is_unpacked_and_its_paths_lead_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(loop_files, "LARGEST_UNPACKED", 1_000_000)
    row = b"1,Read,1,1\n"
    with pytest.raises(UnfitError, match="larger than"):
        loop_files.read_zip(zipped({"Habits.csv": HEAD + row, "001 Read/Checkmarks.csv": b"0" * 1_100_000}))
    halves = {f"{n:03} Read/Checkmarks.csv": b"0" * 120_000 for n in range(1, 10)}
    with pytest.raises(UnfitError, match="larger than"):
        loop_files.read_zip(zipped({"Habits.csv": HEAD + row, **halves}))
    outside = {"../001 Read/Checkmarks.csv": b"x", "/001/Checkmarks.csv": b"x", "001/../Checkmarks.csv": b"x"}
    assert loop_files.read_zip(zipped({"Habits.csv": HEAD + row, **outside})).habits[0].entries == ()
    assert list(tmp_path.iterdir()) == []


def test_large_files_are_refused_before_they_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "file"
    with file.open("wb") as out:
        out.write(b"[")
        out.truncate(LARGEST_JSON + 1)
    with pytest.raises(UnfitError, match="larger than 20 MB"):
        recognised.foreign(str(file))
    monkeypatch.setattr(recognised, "LARGEST", 1000)
    file.write_bytes(a_database())
    with pytest.raises(UnfitError, match="larger than"):
        recognised.foreign(str(file))


def test_a_database_is_only_read(tmp_path: Path) -> None:
    file = tmp_path / "loop.db"
    file.write_bytes(a_database())
    file.chmod(0o400)
    before = (file.read_bytes(), file.stat().st_mtime_ns)
    with opened(str(file), TODAY):
        pass
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before
    assert list(tmp_path.iterdir()) == [file]


def test_a_schema_of_others_makes_nothing_huge(tmp_path: Path) -> None:
    file = tmp_path / "loop.db"
    huge = "create table Habits (id integer primary key, name text, uuid text as (hex(zeroblob(2000000))))"
    file.write_bytes(sql(huge, REPETITIONS, "insert into Habits (name) values ('x')", "pragma user_version = 25"))
    with pytest.raises(UnfitError, match="damaged"):
        recognised.foreign(str(file))


# odd files by the hundred


def survives(content: bytes | Path, *, whole: bool) -> None:
    """Read a file: refused, or something whose rows can be made; `whole` puts them into a store as well."""
    said = ""
    with TemporaryDirectory() as folder:
        file = content if isinstance(content, Path) else Path(folder, "file")
        if isinstance(content, bytes):
            file.write_bytes(content)
        try:
            if whole:
                with opened(str(file), TODAY):
                    pass
            elif found := recognised.foreign(str(file)):
                for _table, columns, rows in tables(ready(found, TODAY), TODAY):
                    assert all(len(row) == len(columns) for row in rows)
        except (UnfitError, StoreError) as refused:
            said = str(refused)
    assert "\n" not in said


@st.composite
def changed(draw: st.DrawFn, content: bytes) -> bytes:
    """Cut a file, or change some of its bytes."""
    found = bytearray(content)
    for place, byte in draw(
        st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255)), max_size=8)
    ):
        found[place] = byte
    return bytes(found[: draw(st.integers(0, len(content)))] if draw(st.booleans()) else found)


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=5), some, max_size=3),
    max_leaves=5,
)
DAYS = st.dates().map(str) | st.text(max_size=12)
TYPES = st.sampled_from(["DayType.check", "DayType.skip", "daytype.Progress", "x"])
EVENT = ODD | st.tuples(TYPES, ODD, ODD, ODD)
HABIT = st.fixed_dictionaries(
    {"title": st.text(), "events": st.dictionaries(DAYS, EVENT, max_size=4)},
    optional=dict.fromkeys(
        ("uuid", "position", "habitType", "targetValue", "unit", "archived", "deletedAt", "cue"), ODD
    ),
)
LINES = st.lists(
    st.text() | st.builds("{} : {} : {} : {}".format, DAYS, st.text(), st.sampled_from("ynsx"), st.text()),
    max_size=8,
)
VALUES = st.none() | st.integers(-(2**63), 2**63 - 1) | st.floats() | st.text(max_size=9) | st.binary(max_size=9)


def harsh_survives(habits: list[str], log: list[str], *, whole: bool) -> None:
    with TemporaryDirectory() as folder:
        text = ("\n".join(lines).encode("utf-8", "replace").decode() for lines in (["Read: 1", *habits], log))
        place = harsh(Path(folder), *text)
        survives(place, whole=whole)


def database_survives(rows: list[list[Any]], entries: list[list[Any]], *, whole: bool) -> None:
    names = ("name", "freq_num", "freq_den", "type", "target_type", "target_value", "unit", "uuid", "archived")
    habits = [dict(zip(names, row, strict=True)) for row in rows]
    with TemporaryDirectory() as folder:
        content = loop_db(Path(folder, "db"), 25, habits, []).read_bytes()
        file = Path(folder, "more")
        file.write_bytes(content)
        with closing(sqlite3.connect(file)) as db:
            db.executemany("insert into Repetitions (habit, timestamp, value, notes) values (?, ?, ?, ?)", entries)
            db.commit()
        survives(file.read_bytes(), whole=whole)


def campaign(examples: int, *, whole: bool) -> None:
    """Try so many odd files of each kind."""
    some = settings(max_examples=examples, deadline=None, database=None, derandomize=True)
    event = st.lists(st.one_of(st.integers(1, 3), VALUES), min_size=4, max_size=4)
    row = st.lists(VALUES, min_size=9, max_size=9)
    bytes_of = [
        changed(a_database()),
        changed(loop_zip([loop_row("Read")], {1: [(str(FIRST), "YES_MANUAL", "a")]})),
        changed(habo([habo_habit("Read", EVENTS)])),
        st.binary(),
        st.lists(HABIT, min_size=1, max_size=3).map(lambda habits: json.dumps({"habits": habits}).encode()),
        st.lists(st.lists(st.text(), min_size=4, max_size=4), max_size=4).map(
            lambda rows: loop_zip([loop_row("".join(row)) for row in rows], dict(enumerate([rows], 1)))
        ),
    ]
    for kind in bytes_of:
        some(given(kind)(lambda content: survives(content, whole=whole)))()
    some(given(LINES, LINES)(lambda habits, log: harsh_survives(habits, log, whole=whole)))()
    rows, entries = st.lists(row, max_size=3), st.lists(event, max_size=4)
    some(given(rows, entries)(lambda rows, entries: database_survives(rows, entries, whole=whole)))()


def test_odd_files_are_refused_or_read() -> None:
    campaign(3, whole=False)


@pytest.mark.slow
def test_many_odd_files_are_refused_or_taken_in_whole() -> None:
    campaign(300, whole=True)
