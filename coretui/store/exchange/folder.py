"""An export as a folder: a CSV file for each table, and beside them what vouches for them.

Nothing at all between two commas is no value; an empty text is a pair of quotes.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from coretui.errors import StoreError
from coretui.i18n import _
from coretui.paths import read_regular, refuse_irregular
from coretui.store.exchange.header import (
    LARGEST,
    LONGEST_HEADER,
    LONGEST_LINE,
    ExportHeader,
    ExportTable,
    UnfitError,
    Value,
    changed_since,
    not_ours,
    parse,
    read_header,
    too_large,
)
from coretui.store.exchange.output import new_file
from coretui.store.tables import RECORD

ABOUT, SCHEMA, README = "coretui.json", "schema.sql", "README.md"
NAMES = frozenset({ABOUT, SCHEMA, README, *(f"{table}.csv" for table in RECORD)})
"""The files of such a folder."""
_FIELD = re.compile(r'("(?:[^"]|"")*"|[^",\n]*)(,|\n)')
_NUMBER = re.compile(r"-?[0-9]{1,400}(?:\.[0-9]{1,400})?(?:e[+-]?[0-9]{1,3})?")


def write_folder(db: sqlite3.Connection, folder: str, header: ExportHeader) -> int:
    """Write the record into an empty folder; return how many rows. The caller holds one state of the store."""
    about = {table: _write_table(db, table, folder) for table in RECORD}
    schema = _schema(db)
    document = json.dumps(header.document() | {"tables": about}, ensure_ascii=False, indent=2) + "\n"
    for name, text in ((SCHEMA, schema), (README, _readme()), (ABOUT, document)):
        with new_file(os.path.join(folder, name)) as out:
            out.write(text.encode())
    return sum(int(str(one["rows"])) for one in about.values())


def csv_line(values: Iterable[Value]) -> bytes:
    """Return a line of a CSV file in UTF-8."""
    return (",".join(map(_field, values)) + "\n").encode()


def read_folder(folder: str) -> tuple[ExportHeader, Iterator[ExportTable]]:
    """Read what a folder says of itself, and give its tables. Raises `UnfitError` for one that is no export."""
    try:
        text = read_regular(os.path.join(folder, ABOUT), LONGEST_HEADER + 1)
    except FileNotFoundError:
        raise not_ours() from None
    except OSError as error:
        raise UnfitError(error.strerror or "") from error
    try:
        document = parse(text) if len(text) <= LONGEST_HEADER else None
    except (ValueError, RecursionError) as error:
        raise not_ours() from error
    header = read_header(document)
    match document:
        case {"tables": dict(tables)}:
            return header, _tables(folder, tables)
        case _:
            raise not_ours()


def _write_table(db: sqlite3.Connection, table: str, folder: str) -> dict[str, object]:
    known, rows = hashlib.sha256(), 0
    types = dict(db.execute("select name, type from pragma_table_info(?)", [table]).fetchall())
    with new_file(os.path.join(folder, f"{table}.csv")) as out:

        def put(values: Iterable[Value]) -> None:
            line = csv_line(values)
            known.update(line)
            out.write(line)

        put(types)
        for row in db.execute(f"select * from [{table}] order by id"):
            put(row)
            rows += 1
    return {"columns": types, "rows": rows, "sha256": known.hexdigest()}


def _field(value: Value) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else repr(value)
    return '"' + text.replace('"', '""') + '"' if not text or re.search('[",\n\r]', text) else text


def _tables(folder: str, tables: dict[str, Any]) -> Iterator[ExportTable]:
    read = [0]
    for table in RECORD:  # those that others refer to come first, whatever order the names are in
        if table in tables:
            match tables[table]:
                case {"columns": dict(types), "rows": int(rows), "sha256": str(known)}:
                    yield table, tuple(types), _rows(folder, table, list(types.values()), (rows, known), read)
                case _:
                    raise not_ours()
    if unknown := sorted(tables.keys() - set(RECORD)):
        yield unknown[0], (), iter(())  # whoever takes the tables in says so


def _rows(
    folder: str, table: str, types: list[Any], told: tuple[int, str], read: list[int]
) -> Iterator[list[Value]]:
    name = f"{table}.csv"
    known, count = hashlib.sha256(), -1  # the first line names the columns
    try:
        refuse_irregular(os.path.join(folder, name))
        with open(os.path.join(folder, name), "rb") as file:
            while line := file.readline(LONGEST_LINE + 1):
                while line.count(b'"') % 2 and len(line) <= LONGEST_LINE and (more := file.readline(LONGEST_LINE)):
                    line += more
                read[0] += len(line)
                _bound(read[0])
                known.update(line)
                if count >= 0:
                    yield _row(line, types, name, count + 2)
                count += 1
    except OSError as error:
        raise UnfitError(f"{name}: {error.strerror}") from error
    except StoreError as error:
        raise UnfitError(str(error).rstrip(".")) from error
    if (count, known.hexdigest()) != told:
        raise changed_since()


def _bound(read: int) -> None:
    if read > LARGEST:
        raise too_large()


def _row(line: bytes, types: list[Any], name: str, number: int) -> list[Value]:
    with suppress(ValueError):
        text = line.decode("utf-8")
        fields = list(_FIELD.finditer(text)) if len(line) <= LONGEST_LINE else []
        if len(fields) == len(types) and fields[-1].end() == len(text):
            return [_value(field[1], kind) for field, kind in zip(fields, types, strict=True)]
    raise UnfitError(_("line {line} of {name} is damaged").format(line=number, name=name))


def _value(field: str, kind: Any) -> Value:
    if not field:
        return None
    if kind == "TEXT":
        return field[1:-1].replace('""', '"') if field.startswith('"') else field
    if not _NUMBER.fullmatch(field):
        raise ValueError(field)
    return int(field) if kind == "INTEGER" else float(field)


def _schema(db: sqlite3.Connection) -> str:
    made = dict(db.execute("select name, sql from sqlite_master where type = 'table'").fetchall())
    return "".join(f"{made[table]};\n\n" for table in RECORD)


def _readme() -> str:
    return _(
        "# An export of coretui\n\n"
        "Each table of the record is a CSV file in UTF-8. Its first line names the columns; schema.sql says what"
        " they mean. Nothing between two commas is no value, and a pair of quotes is an empty text. Moments are"
        " seconds of Unix time, with the distance from UTC beside them; a day begins at your day start (04:00"
        " unless you have set another).\n\n"
        "`coretui import` with the name of this folder brings all of it in again. coretui.json vouches for the"
        " files: once you have changed one, they cannot be imported any more.\n"
    )
