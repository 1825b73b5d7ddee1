"""Writing many facts at once: sample data, in a few large transactions instead of many small ones."""

from __future__ import annotations

from coretui.domain.chair.state import Chair
from coretui.store.codec import encode
from coretui.store.database import Store

BATCH = 20_000
"""Rows that are held in memory before they are written together."""

TABLES = (
    "session", "session_set", "span", "prompt", "movement", "breathing", "tick",
    "pain", "note", "self_check", "time_off", "posture_note", "posture_ask",
)  # fmt: skip
"""The tables of facts, those that others refer to first."""


class Bulk:
    """Gathers rows and writes them in batches; every row of a table names the same columns."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._rows: dict[str, list[dict[str, object]]] = {table: [] for table in TABLES}
        self._waiting = 0

    def add(self, table: str, row: dict[str, object]) -> None:
        """Take in a row; it may reach the disk only with the next `flush`."""
        self._rows[table].append(row)
        self._waiting += 1
        if self._waiting >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what is waiting, in one transaction."""
        with self._store.write() as db:
            for table, rows in self._rows.items():
                if rows:
                    columns = rows[0].keys()
                    values = ", ".join(f":{name}" for name in columns)
                    db.conn.executemany(f"insert into {table} ({', '.join(columns)}) values ({values})", rows)
                    rows.clear()
        self._waiting = 0


def seat(store: Store, chair: Chair) -> None:
    """Store the first state of the chair, for whoever keeps it from here on."""
    with store.write() as db:
        db.execute("insert into chair (id, state) values (1, ?)", [encode(chair)])
