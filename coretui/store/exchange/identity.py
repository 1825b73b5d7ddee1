"""Which row of another store is which one here, though their ids differ."""

from __future__ import annotations

from collections.abc import Mapping

from sqlite_utils import Database

from coretui.domain.habits.habit import DERIVED_IDS, habit_id
from coretui.parsing.names import folded
from coretui.store.tables import RECORD

NATURAL: Mapping[str, tuple[tuple[str, ...], str]] = {
    "session_set": (("session", "exercise", "instead_of", "number", "side"), ""),
    "self_check": (("day",), ""),
    "pain": (("day",), "{row}.session is null and {row}.exercise is null"),
    "time_off": (("reason", "habit", "first"), ""),
}
"""Columns that make a row what it is, and of which rows; habits, schedules and goals have their own ways."""
OF_A_DAY: Mapping[str, tuple[tuple[str, ...], str]] = {
    "tick": (("habit", "day"), ""),
    "note": (("habit", "day", "words"), "{row}.habit is not null"),
}
"""The same for files of other programs, which keep one amount a day: what is kept here of that day holds."""
SAME_ID = {"session_set": "movement"}
"""A set that is movement as well bears one id in both tables."""


class Identity:
    """Finds, table by table, what is the same; the smaller id is kept, on every machine.

    To be used inside a transaction, with the other store attached as `theirs` and a table `temp.same_as`.
    `renamed` are rows of this store that got another id; `joined` are habits that have another one there, each
    with the one that it has from now on. Of another program's file, it is every habit that is known here.
    """

    def __init__(self, db: Database, foreign: bool) -> None:
        self._db, self._foreign = db, foreign
        self._natural = {**NATURAL, **OF_A_DAY} if foreign else NATURAL
        self.renamed: dict[tuple[str, str], str] = {}
        self.joined: tuple[tuple[str, str], ...] = ()
        self._columns = {
            table: tuple(row[1] for row in db.execute(f"pragma main.table_info({table})").fetchall())
            for table in RECORD
        }
        self.parents = {
            table: {row[3]: str(row[2]) for row in db.execute(f"pragma main.foreign_key_list({table})").fetchall()}
            for table in RECORD
        }
        self._moved = 0

    def columns(self, table: str) -> tuple[str, ...]:
        """Return the columns of a table."""
        return self._columns[table]

    def find(self, table: str) -> None:
        """Find what is the same in a table; those that it refers to were looked at before."""
        if table == "habit":
            self._habits()
        elif table in self._natural:
            for theirs, ours in self._pairs(table):
                self._take_for_one(table, theirs, ours)

    def incoming(self, table: str, where: str = "true") -> str:
        """Return the query for the rows of the other store with the ids that they have here."""
        columns = ", ".join(f"{self._value(table, name)} as {name}" for name in self._columns[table])
        return f"select {columns} from theirs.{table} as one where {where}"

    def brought_back(self, habit: str) -> tuple[str, str]:
        """Return the day on which a habit was last brought back, here and there; empty where it never was."""
        query = "select coalesce(max(date(last, '+1 day')), '') from {} where habit = ?"
        there = self.incoming("retirement")
        [ours] = self._db.execute(query.format("main.retirement"), [habit]).fetchone()
        [theirs] = self._db.execute(query.format(f"({there})"), [habit]).fetchone()
        return str(ours), str(theirs)

    def _value(self, table: str, name: str) -> str:
        def known(of: str, value: str) -> str:
            return f"coalesce((select ours from temp.same_as where tbl = {of} and theirs = {value}), {value})"

        value = f"one.{name}"
        if table == "habit" and name == "position" and self._moved:
            return f"{value} + {self._moved}"
        if table in ("schedule", "goal") and name == "id":
            return f"{known(repr('habit'), 'one.habit')} || substr(one.id, instr(one.id, '@'))"
        if table == "origin" and name == "row":
            return known("one.tbl", value)
        if name == "id" and (table == "habit" or table in self._natural or table in SAME_ID.values()):
            return known(repr(table), value)
        parent = self.parents[table].get(name)
        if parent == "habit" or parent in NATURAL:
            return known(repr(parent), value)
        return value

    def _pairs(self, table: str) -> list[tuple[str, str]]:
        keys, which = self._natural[table]
        same = " and ".join(f"ours.{name} is one.{name}" for name in keys)
        some = f" and {which.format(row='one')} and {which.format(row='ours')}" if which else ""
        query = (
            f"select one.id, min(ours.id) from ({self.incoming(table)}) as one"
            f" cross join main.{table} as ours on {same}{some} where ours.id <> one.id"
            f" and not exists (select 1 from main.{table} where id = one.id)"
            f" and not exists (select 1 from theirs.{table} where id = ours.id) group by one.id"
        )
        return [(theirs, ours) for theirs, ours in self._db.execute(query).fetchall()]

    def _take_for_one(self, table: str, theirs: str, ours: str) -> None:
        """Let two rows be one under the smaller id, and what refers to them follow."""
        stays = ours if self._foreign else min(theirs, ours)
        for of in (table, *([SAME_ID[table]] if table in SAME_ID else [])):
            if stays == ours:
                self._same(of, theirs, ours)
            else:
                self._rename(of, ours, theirs)

    def _same(self, table: str, theirs: str, ours: str) -> None:
        self._db.execute("insert or replace into temp.same_as values (?, ?, ?)", [table, theirs, ours])

    def _rename(self, table: str, before: str, after: str) -> None:
        self._db.execute(f"update main.{table} set id = ? where id = ?", [after, before])
        self.renamed[table, before] = after
        for child, parents in self.parents.items():
            for column, parent in parents.items():
                if parent == table:
                    self._db.execute(f"update main.{child} set {column} = ? where {column} = ?", [after, before])
        if table == "habit":
            self._db.execute("update main.origin set row = ? where tbl = 'habit' and row = ?", [after, before])
            for child in ("schedule", "goal"):
                rows = self._db.execute(f"select id from main.{child} where habit = ?", [after]).fetchall()
                for (row,) in rows:
                    self._rename(child, row, after + row[row.index("@") :])

    # habits

    def _habits(self) -> None:
        theirs = dict(self._db.execute("select id, name from theirs.habit order by id").fetchall())
        ours = dict(self._db.execute("select id, name from main.habit order by id").fetchall())
        found = {} if self._foreign else {one: one for one in theirs if one in ours}
        origins = self._db.execute(
            "select one.row, ours.row from theirs.origin as one join main.origin as ours using (id)"
            " where one.tbl = 'habit' and ours.tbl = 'habit'"
        ).fetchall()
        names = {folded(name): one for one, name in reversed(ours.items()) if name}
        by_name = [(one, names.get(folded(name), "")) for one, name in theirs.items() if name]
        for one, here in (*origins, *by_name):
            if one in theirs and here in ours and one not in found and here not in found.values():
                found[one] = here
        joined = [(one, here) for one, here in found.items() if one != here or self._foreign]
        for one, here in joined:
            self._take_for_one("habit", one, here)
        self.joined = tuple((one, here if self._foreign else min(one, here)) for one, here in joined)
        if self._foreign:
            self._make_room({one: name for one, name in theirs.items() if one not in found}, ours)

    def _make_room(self, new: Mapping[str, str | None], ours: Mapping[str, str | None]) -> None:
        """Give habits of another program ids that no other habit has, after all that are here."""
        taken = [*ours, *DERIVED_IDS]
        for one, name in new.items():
            free = habit_id(name or one, taken)
            taken.append(free)
            if free != one:
                self._same("habit", one, free)
        [(self._moved,)] = self._db.execute("select coalesce(max(position), -1) + 1 from main.habit").fetchall()
