"""Reading the zip of CSV files that Loop Habit Tracker writes: nothing is unpacked, and no path in it is used."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress

from coretui.i18n import _
from coretui.store.exchange.foreign.loop import DONE, MOST_HABITS, LoopHabit, settle
from coretui.store.exchange.foreign.record import MOST_ENTRIES, ForeignRecord, Remarks, amount_of, day_of
from coretui.store.exchange.header import UnfitError, too_large

LARGEST_ZIP = 20_000_000
"""Bytes of a zip: a thousand days of ten habits are 0.1 MB."""
LARGEST_UNPACKED = 200_000_000
VALUES = {"YES_MANUAL": DONE, "YES_AUTO": 1, "NO": 0, "SKIP": 3, "UNKNOWN": -1}
HABITS = "Habits.csv"
_ENTRIES = re.compile(r"([0-9]{1,6})(?: [^/]*)?/Checkmarks\.csv")
_HEAD = ("name", "frequencynumerator", "frequencydenominator")
_WAYS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


def read_zip(content: bytes) -> ForeignRecord:
    """Read the zip; raises `UnfitError` for one of another kind, or a damaged one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read(archive)
    except csv.Error as error:
        raise UnfitError(_("a line of it is damaged")) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, LookupError, ValueError) as error:
        # NotImplementedError, for what zipfile cannot unpack, is a RuntimeError; so is a password
        raise UnfitError(_("it is damaged, or no zip file of Loop Habit Tracker")) from error


def _read(archive: zipfile.ZipFile) -> ForeignRecord:
    parts: dict[int, zipfile.ZipInfo] = {}
    listed = None
    for one in archive.infolist():
        if one.filename == HABITS:
            listed = one
        elif match := _ENTRIES.fullmatch(one.filename):
            parts[int(match[1])] = one
    if listed is None:
        raise UnfitError(_("it is a zip file, but not one of Loop Habit Tracker"))
    left = [LARGEST_UNPACKED]
    remarks = Remarks()
    habits: dict[int, LoopHabit] = {}
    for place, row in enumerate(_rows(archive, listed, left), 1):
        if not all(name in row for name in _HEAD) or place > MOST_HABITS:
            raise UnfitError(_("its habits are not those of Loop Habit Tracker"))
        habits[_whole(row.get("position", "")) or place] = _habit(row, remarks)
    seen = 0
    for place, one in parts.items():
        for row in _rows(archive, one, left):
            seen += 1
            if seen > MOST_ENTRIES:
                raise UnfitError(_("it has more than {most} rows").format(most=MOST_ENTRIES))
            day, value = day_of(row.get("date", "")), _value(row.get("value", ""))
            if day is None or value is None or place not in habits:
                remarks.count("entries")
            else:
                habits[place].entries.append((day, value, row.get("notes", "")))
    return settle(habits.values(), remarks)


def _rows(archive: zipfile.ZipFile, one: zipfile.ZipInfo, left: list[int]) -> Iterator[dict[str, str]]:
    """Yield the rows of a file by the names in its first line; `left` is how many bytes may still come."""
    if one.compress_type not in _WAYS:
        raise NotImplementedError
    if one.file_size > left[0]:
        raise too_large()
    with archive.open(one) as file:
        content = file.read(left[0] + 1)
    left[0] -= len(content)
    if left[0] < 0:
        raise too_large()
    lines = csv.reader(io.StringIO(content.decode("utf-8-sig", "replace"), newline=""))
    head = [name.strip().lower() for name in next(lines, [])]
    for line in lines:
        if line:
            yield dict(zip(head, line, strict=False))


def _habit(row: dict[str, str], remarks: Remarks) -> LoopHabit:
    remarks.count("texts", sum(bool(row.get(text, "").strip()) for text in ("question", "description")))
    target = 0.0
    with suppress(ValueError):
        target = amount_of(float(row.get("target value", "").replace(",", "."))) or 0.0
    return LoopHabit(
        key=row["name"],
        name=row["name"],
        times=_whole(row["frequencynumerator"]),
        days=_whole(row["frequencydenominator"]),
        numeric=row.get("type", "").upper() == "NUMERICAL",
        at_most=row.get("target type", "").upper() == "AT_MOST",
        target=target,
        unit=row.get("unit", ""),
        archived=row.get("archived?", "").lower() == "true",
    )


def _whole(text: str) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text.strip(), re.ASCII) else 0


def _value(text: str) -> int | None:
    plain = text.strip().upper()
    if plain in VALUES:
        return VALUES[plain]
    if not re.fullmatch(r"-?[0-9]{1,15}", plain, re.ASCII):
        return None
    return int(plain) if amount_of(int(plain) / 1000) is not None else None
