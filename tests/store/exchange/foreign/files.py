"""Files of other programs, made here as those programs write them."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

FIRST = date(2026, 11, 2)
"""A Monday."""


def ms(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


def loop_columns(version: int) -> tuple[list[str], list[str]]:
    """Return the columns of both tables of a version."""
    habits = ["id", "name", "description", "freq_num", "freq_den", "position", "archived"]
    entries = ["id", "habit", "timestamp"]
    if version > 12:
        habits += ["type", "target_type", "target_value", "unit"]
        entries.append("value")
    if version >= 23:
        habits.append("question")
    if version >= 24:
        habits.append("uuid")
    if version >= 25:
        entries.append("notes")
    if version >= 26:
        habits += ["group_id", "group_uuid"]
    return habits, entries


def loop_db(
    path: Path, version: int, habits: Sequence[Mapping[str, Any]], entries: Sequence[Sequence[Any]]
) -> Path:
    """Write a database of Loop; entries are habit, day, value, notes, as far as the version has them."""
    columns, kept = loop_columns(version)
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"create table Habits ({', '.join(columns)})".replace("(id,", "(id integer primary key,"))
        db.execute(f"create table Repetitions ({', '.join(kept)})".replace("(id,", "(id integer primary key,"))
        if version >= 26:
            db.execute("create table HabitGroups (id integer primary key, name text)")
            db.execute("insert into HabitGroups (name) values ('Morning')")
        usual = {
            "description": "", "freq_num": 1, "freq_den": 1, "archived": 0, "type": 0, "target_type": 0,
            "target_value": 0.0, "unit": "", "question": "",
        }  # fmt: skip
        for place, one in enumerate(habits):
            row = {"id": place + 1, "position": place, "uuid": f"{place:032x}", **usual, **one}
            values = [row.get(name) for name in columns]
            db.execute(f"insert into Habits values ({_places(columns)})", values)  # noqa: S608 - ours
        for habit, day, *rest in entries:
            known = [habit, day if isinstance(day, int) else ms(day), *rest][: len(kept) - 1]
            names = ", ".join(kept[1 : 1 + len(known)])
            db.execute(f"insert into Repetitions ({names}) values ({_places(known)})", known)  # noqa: S608 - ours
        db.execute(f"pragma user_version = {version}")
        db.commit()
    return path


def _places(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))


HEAD = (
    "Position", "Name", "Type", "Question", "Description", "FrequencyNumerator", "FrequencyDenominator",
    "Color", "Unit", "Target Type", "Target Value", "Archived?",
)  # fmt: skip


def loop_row(name: str, times: int = 1, days: int = 1, **more: str) -> dict[str, str]:
    return {
        "Name": name,
        "Type": "YES_NO",
        "FrequencyNumerator": str(times),
        "FrequencyDenominator": str(days),
    } | {key.replace("_", " "): value for key, value in more.items()}


def loop_zip(habits: Sequence[Mapping[str, str]], entries: Mapping[int, Sequence[Sequence[str]]]) -> bytes:
    """Return a zip of CSV files of Loop, with the entries of each habit by its number."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        named = list(enumerate(habits, 1))
        rows = [[f"{place:03}", *(one.get(name, "") for name in HEAD[1:])] for place, one in named]
        archive.writestr("Habits.csv", _csv([HEAD, *rows]))
        for place, one in named:
            sane = "".join(sign for sign in one["Name"] if sign.isascii() and (sign.isalnum() or sign in " ._-"))
            name = f"{place:03} {sane}".strip()
            archive.writestr(f"{name}/Checkmarks.csv", _csv([("Date", "Value", "Notes"), *entries.get(place, ())]))
        archive.writestr("Checkmarks.csv", "Date,Run, fast,\n2026-11-02,2,\n")
    return out.getvalue()


def _csv(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def habo_habit(title: str, events: Mapping[str, Sequence[Any]], **more: Any) -> dict[str, Any]:
    return {"id": 1, "title": title, "position": 0, "cue": "", "routine": "", "events": dict(events), **more}


def habo(habits: Sequence[Mapping[str, Any]], *, old: bool = False) -> bytes:
    return json.dumps(habits if old else {"version": 3, "habits": habits, "categories": []}).encode()


def harsh(folder: Path, habits: str, log: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "habits").write_text(habits, encoding="utf-8")
    (folder / "log").write_text(log, encoding="utf-8")
    return folder
