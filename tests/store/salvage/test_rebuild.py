"""What comes back of a damaged store: every row that can be read, and the backup's where it is the better one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coretui.domain.salvaged import Salvaged
from coretui.store.health import MOMENTS, trouble, value_rules
from coretui.store.salvage.merge import rebuild
from coretui.store.salvage.pages import PageRow, Pages
from coretui.store.salvage.rows import Judge
from coretui.store.tables import RECORD
from tests.stores import two_weeks_until_friday

TODAY = date(2026, 11, 27)
LAST = "2026-11-27"
PAGE = 4096
Rows = dict[tuple[str, str], tuple[object, ...]]


def rows_of(path: Path) -> Rows:
    """Return every row of the record by its table and id."""
    with closing(sqlite3.connect(path)) as db:
        read = {table: db.execute(f"select * from [{table}]").fetchall() for table in RECORD}  # noqa: S608 - ours
    return {(table, row[0]): row for table, rows in read.items() for row in rows}


@pytest.fixture
def weeks(tmp_path: Path) -> Path:
    path = tmp_path / "weeks.db"
    path.write_bytes(two_weeks_until_friday())
    return path


@pytest.fixture
def yesterday(tmp_path: Path) -> Path:
    """Return a backup in which the last day is missing."""
    path = tmp_path / "yesterday.db"
    path.write_bytes(two_weeks_until_friday())
    for table in ("span", "prompt", "breathing", "pain"):
        change(path, f"delete from [{table}] where day >= '{LAST}'")  # noqa: S608 - ours
    return path


@pytest.fixture
def build(weeks: Path, tmp_path: Path) -> Callable[..., tuple[Salvaged, Rows]]:
    """Return what builds a store of the damaged one, and of a backup if there is one; it is always whole."""

    def built(backup: Path | None = None) -> tuple[Salvaged, Rows]:
        target = tmp_path / "new.db"
        found = rebuild(str(weeks), str(target), str(backup) if backup else None, TODAY, lambda _at, _of: None)
        with closing(sqlite3.connect(target)) as db:
            assert trouble(db) == ""
        return found, rows_of(target)

    return built


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for statement in statements:
            db.execute(statement)


def empty_page(path: Path, table: str, *, last: bool = False) -> set[str]:
    """Overwrite a page with rows of a table; return the ids that were on it."""
    with Pages(str(path)) as pages, closing(Judge()) as judge:
        on_pages = {}
        for leaf in pages.leaves():
            shape, rows = judge.judged(leaf)
            if shape and shape.name == table:
                on_pages[leaf.number] = {str(row[0]) for row in rows}
    number = sorted(on_pages)[-1 if last else 0]
    with path.open("r+b") as file:
        file.seek((number - 1) * PAGE)
        file.write(bytes(PAGE))
    return on_pages[number]


Build = Callable[..., tuple[Salvaged, Rows]]


def test_all_of_a_whole_store_comes_back(weeks: Path, build: Build) -> None:
    before = rows_of(weeks)
    found, rows = build()
    assert rows == before
    assert (found.lost, found.unread, found.parted, found.hurt) == (0, 0, 0, False)
    assert found.read == found.total == len(before)


def test_what_is_on_a_lost_page_is_counted_and_comes_from_the_backup(
    weeks: Path, yesterday: Path, build: Build
) -> None:
    before = rows_of(weeks)
    gone = empty_page(weeks, "span")
    alone, rows = build()
    assert {row_id for _table, row_id in before.keys() - rows.keys()} == gone
    assert alone.lost == 1
    with_backup, rows = build(yesterday)
    assert rows == before
    assert with_backup.from_backup == len(gone)


def test_a_day_of_which_little_is_left_is_named(
    weeks: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coretui.store.salvage.thin.WEEKS_KNOWN", 1)
    before = rows_of(weeks)
    gone = empty_page(weeks, "span", last=True)
    found, _rows = build()
    assert len(found.thin) == 1
    assert found.thin[0].isoformat() in {before["span", row_id][8] for row_id in gone}


def test_a_row_that_was_altered_without_a_trace_is_the_backups(weeks: Path, yesterday: Path, build: Build) -> None:
    before = rows_of(weeks)
    change(weeks, "update movement set minutes = minutes + 8 where rowid = 1")
    assert build(yesterday)[1] == before


def test_a_row_that_was_still_open_in_the_backup_is_the_newer_one(
    weeks: Path, yesterday: Path, build: Build
) -> None:
    change(
        yesterday,
        "update prompt set outcome = null, ended_at = null",
        "update session set ended_at = null, cut = 9",
    )
    before = rows_of(weeks)
    assert build(yesterday)[1] == before


def edit(path: Path, seq: int, before: str | None, after: str | None, *, undone: bool = False) -> None:
    steps = f'[{{"table": "note", "before": {before or "null"}, "after": {after or "null"}}}]'
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        step = [seq, "note", "{}", steps, 1795000000, int(undone)]
        db.execute("insert into journal values (?, ?, ?, ?, ?, ?)", step)


def noted(words: str) -> str:
    return (
        '{"id": "0123456789abcdef", "day": "2026-11-20", "session": null, "exercise": null,'
        f' "words": "{words}", "written_at": 1795000000.0, "utc_offset": 0}}'
    )


def lay_note(path: Path, words: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        row = ["0123456789abcdef", "2026-11-20", None, None, words, 1795000000, 0, None]
        db.execute("insert into note values (?, ?, ?, ?, ?, ?, ?, ?)", row)


NOTE = ("note", "0123456789abcdef")


def test_what_was_changed_after_the_backup_stays_changed(weeks: Path, yesterday: Path, build: Build) -> None:
    lay_note(yesterday, "before")
    lay_note(weeks, "after")
    edit(weeks, 900, noted("before"), noted("after"))
    assert build(yesterday)[1][NOTE][4] == "after"


def test_what_was_changed_before_the_backup_is_the_backups(weeks: Path, yesterday: Path, build: Build) -> None:
    for path in (weeks, yesterday):
        lay_note(path, "after")
        edit(path, 900, noted("before"), noted("after"))
    change(weeks, "update note set words = 'damaged' where id = '0123456789abcdef'")
    assert build(yesterday)[1][NOTE][4] == "after"


def test_what_was_deleted_after_the_backup_stays_deleted(weeks: Path, yesterday: Path, build: Build) -> None:
    lay_note(yesterday, "before")
    edit(weeks, 900, noted("before"), None)
    assert NOTE not in build(yesterday)[1]


def test_what_was_undone_after_the_backup_is_as_it_was_before(weeks: Path, yesterday: Path, build: Build) -> None:
    lay_note(yesterday, "after")
    edit(yesterday, 900, None, noted("after"))
    edit(weeks, 900, None, noted("after"), undone=True)
    assert NOTE not in build(yesterday)[1]


def test_a_row_on_a_lost_page_comes_from_the_journal(weeks: Path, build: Build) -> None:
    edit(weeks, 900, None, noted("only in the journal"))
    found, rows = build()
    assert rows[NOTE][4] == "only in the journal"
    assert sum(table.from_journal for table in found.tables) == 1


def test_ticks_of_a_habit_that_is_lost_bring_it_back_by_its_id(weeks: Path, build: Build) -> None:
    change(
        weeks,
        "insert into habit (id, name, position, created_day) values ('chin-ups', 'Chin-ups', 9, '2026-11-16')",
        "insert into tick values ('0123456789abcdef', 'chin-ups', '2026-11-20', 1, 1795000000, 0)",
    )
    before = rows_of(weeks)
    empty_page(weeks, "habit")
    _found, rows = build()
    assert rows["habit", "chin-ups"][1] == "chin-ups"
    assert rows["tick", "0123456789abcdef"] == before["tick", "0123456789abcdef"]
    assert {row_id for table, row_id in rows if table == "habit"} >= {"breaks", "core", "movement"}


def test_sets_of_a_session_that_is_lost_are_left_out_and_counted(weeks: Path, build: Build) -> None:
    before = rows_of(weeks)
    empty_page(weeks, "session")
    found, rows = build()
    lost = before.keys() - rows.keys()
    assert found.parted == len([table for table, _row_id in lost if table != "session"]) > 0


def test_a_store_that_is_gone_comes_back_from_the_backup(weeks: Path, yesterday: Path, build: Build) -> None:
    weeks.unlink()
    found, rows = build(yesterday)
    assert rows == rows_of(yesterday)
    assert found.pages == 0


def test_rows_of_older_versions_have_the_columns_of_today() -> None:
    breath = ("0123456789abcdef", "4-7-8", "4-7-8-0", 1, 4, 4, 76, 1795000000, 0, "2026-11-18")
    with closing(Judge()) as judge:
        shape = judge.shape_of([PageRow(1, breath)])
        assert shape is not None
        assert shape.name == "breathing"
        kept = judge.fitted(shape, PageRow(1, breath))
    assert kept == (*breath, None, None)
    assert [type(value) for value in kept[3:8]] == [float, int, int, float, float]


@pytest.mark.parametrize(
    "row",
    [
        ("0123456789abcdeX", "4-7-8", "4-7-8-0", 1, 4, 4, 76, 1795000000, 0, "2026-11-18"),
        ("0123456789abcdef", "4-7-8", "4-7-8-0", 1, 4, 4, 76, 1795000000, 0, "2026-11-38"),
        ("0123456789abcdef", "4-7-8", "4-7-8-0", -1, 4, 4, 76, 1795000000, 0, "2026-11-18"),
        ("0123456789abcdef", "4-7-8", "4-7-8-0", 1, 4, 4, 76, 1795000000, 0),
        ("0123456789abcdef", 478, "4-7-8-0", 1, 4, 4, 76, 1795000000, 0, "2026-11-18"),
    ],
    ids=["an id that is none", "a day that is none", "a check", "too few columns", "a type"],
)
def test_what_no_row_can_be_is_left_out(row: tuple[str | int, ...]) -> None:
    with closing(Judge()) as judge:
        assert judge.shape_of([PageRow(1, row)]) is None


def test_every_table_of_the_record_has_ids_that_are_looked_at() -> None:
    assert {table for table, column, _rule in value_rules() if column == "id"} == set(RECORD) - {"habit", "origin"}
    assert MOMENTS.keys() <= {*RECORD, "journal"}
