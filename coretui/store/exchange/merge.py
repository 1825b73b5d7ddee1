"""Bringing the rows of another store into this one: whatever is there once stays there once.

Rows are the same if they have one id, or one natural key: what can rightly stand only once, such as the self-check
of a day or a habit by its name. Nothing that is here is taken away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from sqlite_utils import Database

from coretui.errors import StoreError
from coretui.i18n import _
from coretui.store.database import Store
from coretui.store.exchange.identity import Identity
from coretui.store.exchange.winner import EARLIEST, MergedRow, settled, since_the_earlier
from coretui.store.journal import follow
from coretui.store.tables import RECORD

BATCH = 20_000
"""Rows that are brought in between two words on how far it is."""
Progress = Callable[[int, int], None]
"""Told how many rows of how many are done; whoever raises in it ends all of it, and nothing is changed."""


@dataclass(frozen=True, slots=True)
class TableMerge:
    """What becomes of the rows of a table: new here, the same, changed here, or other than here, which stays."""

    table: str
    new: int = 0
    same: int = 0
    changed: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What bringing a store in has changed, or would change.

    `joined` are habits that have another id there: that one, and the one they have here now. `only_here` counts
    the rows that the other store does not have; they stay.
    """

    tables: tuple[TableMerge, ...]
    joined: tuple[tuple[str, str], ...]
    only_here: int

    @property
    def new(self) -> int:
        """How many rows are new."""
        return sum(one.new for one in self.tables)

    @property
    def changed(self) -> int:
        """How many rows are other than they were."""
        return sum(one.changed for one in self.tables)

    @property
    def nothing(self) -> bool:
        """Whether all of it is here already."""
        return not self.new + self.changed


class _RehearsedError(Exception):
    """Takes back what was only tried."""


def merge(
    store: Store,
    path: str,
    *,
    foreign: bool = False,
    rehearse: bool = False,
    progress: Progress | None = None,
) -> MergeReport:
    """Bring in the record of the store at `path`, of the present schema and checked, in one transaction.

    `foreign` says that it was made from another program's file: a habit is known by where it came from and by its
    name, and what is here already stays as it is, but that it may begin earlier. `rehearse` takes all of it back
    again. Raises `StoreError` with a sentence, and changes nothing then.
    """
    report: MergeReport | None = None
    with _attached(store, path), suppress(_RehearsedError), store.write() as db:
        db.execute("pragma defer_foreign_keys = on")  # a row can get its other id before those that refer to it
        report = _Merging(db, foreign, progress).run()
        if rehearse:
            raise _RehearsedError
    if report is None:
        raise StoreError(_("Nothing was imported."))
    return report


@contextmanager
def _attached(store: Store, path: str) -> Iterator[None]:
    store.db.execute("attach database ? as theirs", [path])
    try:
        store.db.execute("create temp table same_as (tbl text, theirs text, ours text, primary key (tbl, theirs))")
        yield
    finally:
        store.db.execute("drop table if exists temp.same_as")
        store.db.execute("drop table if exists temp.differing")
        store.db.execute("detach database theirs")


class _Merging:
    """One run of it, inside a transaction."""

    def __init__(self, db: Database, foreign: bool, progress: Progress | None) -> None:
        self._db, self._foreign, self._progress = db, foreign, progress
        self._identity = Identity(db, foreign)
        self._done = 0
        self._total = sum(self._count(f"theirs.{table}") for table in RECORD)
        self._changed: set[tuple[str, str]] = set()

    def run(self) -> MergeReport:
        """Find what is the same, then bring in one table after the other, those that others refer to first."""
        before = sum(self._count(f"main.{table}") for table in RECORD)
        for table in RECORD:
            self._identity.find(table)
        tables = tuple(self._table(table) for table in RECORD)
        joined, renamed = self._identity.joined, self._identity.renamed
        if renamed or self._changed:
            follow(self._db, renamed, self._identity.parents, self._changed)
        there = sum(one.same + one.changed + one.kept for one in tables)
        return MergeReport(tables, joined, before - there)

    def _count(self, table: str) -> int:
        return int(self._db.execute(f"select count(*) from {table}").fetchone()[0])

    def _table(self, table: str) -> TableMerge:
        columns = self._identity.columns(table)
        incoming = self._identity.incoming(table)
        unlike = " or ".join(f"ours.{name} is not one.{name}" for name in columns)
        self._db.execute("drop table if exists temp.differing")
        self._db.execute(
            f"create temp table differing as select one.* from ({incoming}) as one"
            f" join main.{table} as ours on ours.id = one.id where {unlike}"
        )
        new = self._add(table, columns)
        changed = different = 0
        for row in self._differing():
            different += 1
            changed += self._settle(table, row)
        total = self._count(f"theirs.{table}")
        self._tell(total)
        return TableMerge(table, new, total - new - different, changed, different - changed)

    def _add(self, table: str, columns: tuple[str, ...]) -> int:
        """Add the rows that are not here, so many at a time."""
        [(last,)] = self._db.execute(f"select coalesce(max(rowid), 0) from theirs.{table}").fetchall()
        new = 0
        names = ", ".join(columns)
        for start in range(0, last, BATCH):
            some = self._identity.incoming(table, "one.rowid > :start and one.rowid <= :end")
            added = self._db.execute(
                f"insert into main.{table} ({names}) select {names} from ({some}) as one"
                f" where not exists (select 1 from main.{table} as ours where ours.id = one.id)",
                {"start": start, "end": start + BATCH},
            )
            new += added.rowcount
            if self._progress:
                self._progress(min(self._done + start, self._total), self._total)
        return new

    def _tell(self, rows: int) -> None:
        self._done += rows
        if self._progress:
            self._progress(self._done, self._total)

    def _differing(self) -> Iterator[MergedRow]:
        start = 0
        while rows := list(
            self._db.query("select rowid as at, * from temp.differing where rowid > ? limit ?", [start, BATCH])
        ):
            for row in rows:
                start = row.pop("at")
                yield row

    def _settle(self, table: str, theirs: MergedRow) -> bool:
        """Let one of two rows that differ stay; tell whether that changes anything here."""
        if self._foreign and table not in EARLIEST:
            return False
        row_id = str(theirs["id"])
        ours: MergedRow = next(self._db.query(f"select * from main.{table} where id = ?", [row_id]))
        if self._foreign:
            found = since_the_earlier(table, ours, theirs)
        else:
            moments = self._identity.brought_back(row_id) if table == "habit" else ("", "")
            found = settled(table, ours, theirs, moments)
        if found == ours:
            return False
        self._db.table(table).update(row_id, found)
        self._changed.add((table, row_id))
        return True
