"""An export as JSON lines: the header, each table with its columns and rows, and an end that vouches for them."""

from __future__ import annotations

import gzip
import hashlib
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BufferedIOBase
from typing import Any

from coretui.store.exchange.header import (
    LARGEST,
    LONGEST_HEADER,
    LONGEST_LINE,
    ExportHeader,
    ExportTable,
    changed_since,
    compact,
    cut,
    damaged_at,
    not_ours,
    parse,
    read_header,
    too_large,
)
from coretui.store.tables import RECORD

PACKED = ".gz"
_GZIP = b"\x1f\x8b"


def write_lines(db: sqlite3.Connection, out: BufferedIOBase, header: ExportHeader) -> int:
    """Write the record of a store, row by row; return how many rows. The caller holds one state of the store.

    From the second line on the same record gives the same bytes.
    """
    out.write((compact(header.document()) + "\n").encode())
    known, rows = hashlib.sha256(), 0

    def put(document: object) -> None:
        line = (compact(document) + "\n").encode()
        known.update(line)
        out.write(line)

    for table in RECORD:
        found = db.execute(f"select * from [{table}] order by id")
        put({"table": table, "columns": [column[0] for column in found.description]})
        for row in found:
            put(row)
            rows += 1
    out.write((compact({"end": True, "rows": rows, "sha256": known.hexdigest()}) + "\n").encode())
    return rows


@contextmanager
def packed(out: BufferedIOBase, *, pack: bool) -> Iterator[BufferedIOBase]:
    """Give what to write into: the file itself, or what compresses into it, the same bytes each time."""
    if not pack:
        yield out
        return
    with gzip.GzipFile("", "wb", 1, out, mtime=0) as packing:
        yield packing


@dataclass(slots=True)
class LineReader:
    """Reads the lines of an export, packed or not, within bounds. Raises `UnfitError` for what is none."""

    file: BufferedIOBase
    _known: Any = field(default_factory=hashlib.sha256)  # hashlib does not name its type
    _line: int = 0
    _read: int = 0
    _rows: int = 0
    _next: Any = None

    def header(self) -> ExportHeader:
        """Read the first line."""
        start = self.file.read(2)
        self.file.seek(0)
        if start == _GZIP:
            self.file = gzip.GzipFile(fileobj=self.file)
        line = self._take()
        if not line.startswith(b'{"coretui":'):
            raise not_ours()
        return read_header(self._parsed(line))

    def tables(self) -> Iterator[ExportTable]:
        """Yield the tables with their rows, and make sure of the end."""
        self._next = self._document()
        while not (isinstance(self._next, dict) and "end" in self._next):
            match self._next:
                case {"table": str(table), "columns": list(columns)} if all(
                    isinstance(one, str) for one in columns
                ):
                    yield table, tuple(columns), self._table_rows(len(columns))
                case _:
                    raise damaged_at(self._line)

    def _table_rows(self, width: int) -> Iterator[list[Any]]:
        while isinstance(row := self._document(), list):
            if len(row) != width:
                raise damaged_at(self._line)
            self._rows += 1
            yield row
        self._next = row

    def _document(self) -> Any:
        before = self._known.copy()
        line = self._take()
        found = self._parsed(line)
        if isinstance(found, dict) and "end" in found:
            if (found.get("rows"), found.get("sha256")) != (self._rows, before.hexdigest()):
                raise changed_since()
            if self._more():
                raise damaged_at(self._line + 1)
        return found

    def _parsed(self, line: bytes) -> Any:
        try:
            return parse(line)
        except (ValueError, RecursionError) as error:
            raise damaged_at(self._line) from error

    def _take(self) -> bytes:
        most = LONGEST_LINE if self._line else LONGEST_HEADER
        try:
            line = self.file.readline(most + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise (not_ours() if not self._line else cut()) from error
        self._line += 1
        self._read += len(line)
        if len(line) > most:
            raise damaged_at(self._line) if self._line > 1 else not_ours()
        if self._read > LARGEST:
            raise too_large()
        if not line.endswith(b"\n"):
            raise cut() if self._line > 1 else not_ours()
        if self._line > 1:
            self._known.update(line)
        return line

    def _more(self) -> bool:
        try:
            return bool(self.file.read(1))
        except (OSError, EOFError, zlib.error):
            return True


def _are_texts(values: list[Any]) -> bool:
    return all(isinstance(value, str) for value in values)
