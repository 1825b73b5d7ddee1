"""What another program's file says, as tables of our own schema: the only place that knows both."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from coretui.domain.days import LAST_DAY
from coretui.domain.habits.habit import DERIVED_IDS, built_in_habit, habit_id
from coretui.domain.harmless import harmless
from coretui.errors import UsageError
from coretui.parsing.names import LONGEST_NAME, folded, typed_name
from coretui.store.exchange.foreign.record import ForeignEntry, ForeignHabit, ForeignRecord, Remarks
from coretui.store.exchange.header import LONGEST_TEXT, ExportTable, Value
from coretui.store.tables import first_id
from coretui.words.columns import graphemes
from coretui.words.habits import names_of

COLUMNS = {
    "habit": ("id", "name", "goal", "unit", "position", "created_day", "retired_day"),
    "schedule": ("id", "habit", "repeat", "times", "weekdays", "effective_from"),
    "time_off": ("id", "first", "last", "reason", "habit"),
    "tick": ("id", "habit", "day", "times", "ticked_at", "utc_offset"),
    "note": ("id", "day", "session", "exercise", "words", "written_at", "utc_offset", "habit"),
    "origin": ("id", "tbl", "row"),
}
LONGEST_UNIT = 20
_KEY = re.compile(r"[0-9A-Za-z-]{1,64}")


def ready(record: ForeignRecord, today: date) -> ForeignRecord:
    """Return a record whose names and keys can stand here side by side, without days yet to come."""
    remarks = Remarks()
    taken = {folded(name) for one in DERIVED_IDS for name in names_of(built_in_habit(one, today)[0])}
    habits: list[ForeignHabit] = []
    keys: Counter[str] = Counter()
    for habit in record.habits:
        keys[habit.key] += 1
        key = habit.key if keys[habit.key] == 1 else f"{habit.key}\n{keys[habit.key]}"
        name = _free(_usable(habit.name), record.program.split()[0], taken)
        taken.add(folded(name))
        if name != habit.name:
            remarks.name("renamed", f"{habit.name} → {name}")
        entries = tuple(one for one in habit.entries if one.day <= today)
        remarks.count("future", len(habit.entries) - len(entries))
        remarks.count("shortened", sum(len(one.note) > LONGEST_TEXT for one in entries))
        unit = " ".join(harmless(habit.unit).split())[:LONGEST_UNIT]
        habits.append(replace(habit, key=key, name=name, unit=_sound(unit), entries=entries))
    return replace(record, habits=tuple(habits), remarks=(*record.remarks, *remarks.all()))


def tables(record: ForeignRecord, today: date) -> Iterator[ExportTable]:
    """Yield the tables of a record that is ready; the same facts have the same ids whenever they are read.

    A habit begins on the day of its first entry, one without any today; one that is stopped ends after its last.
    """
    ids: list[str] = []
    for habit in record.habits:
        ids.append(habit_id(habit.name, [*ids, *DERIVED_IDS]))
    known = list(zip(ids, record.habits, strict=True))
    rows: dict[str, Iterator[list[Value]]] = {
        "habit": (_habit(one, habit, place, today) for place, (one, habit) in enumerate(known)),
        "schedule": (_schedule(one, habit, today) for one, habit in known),
        "time_off": (
            [_id(record, habit, "off", entry.day), str(entry.day), str(entry.day), "off", one]
            for one, habit, entry in _entries(known)
            if entry.skipped
        ),
        "tick": (
            [_id(record, habit, "tick", entry.day), one, str(entry.day), entry.amount, _noon(entry.day), 0]
            for one, habit, entry in _entries(known)
            if entry.amount > 0
        ),
        "note": (
            [_id(record, habit, "note", entry.day), str(entry.day), None, None, words, _noon(entry.day), 0, one]
            for one, habit, entry in _entries(known)
            if (words := _sound(entry.note[:LONGEST_TEXT]).strip())
        ),
        "origin": ([f"{record.kind}:{_key(habit)}", "habit", one] for one, habit in known),
    }
    for table, columns in COLUMNS.items():
        yield table, columns, rows[table]


def _entries(known: Sequence[tuple[str, ForeignHabit]]) -> Iterator[tuple[str, ForeignHabit, ForeignEntry]]:
    return ((one, habit, entry) for one, habit in known for entry in habit.entries)


def _habit(one: str, habit: ForeignHabit, place: int, today: date) -> list[Value]:
    retired = None
    if habit.stopped:
        last = habit.entries[-1].day if habit.entries else today
        retired = str(min(last + timedelta(days=1), LAST_DAY) if habit.entries else today)
    return [one, habit.name, habit.goal, habit.unit, place, str(_begun(habit, today)), retired]


def _schedule(one: str, habit: ForeignHabit, today: date) -> list[Value]:
    repeat, times = ("daily", 1) if habit.per_week >= 7 else ("times", habit.per_week)
    return [first_id(one), one, repeat, times, "", str(_begun(habit, today))]


def _begun(habit: ForeignHabit, today: date) -> date:
    return habit.entries[0].day if habit.entries else today


def _key(habit: ForeignHabit) -> str:
    """Return what a habit is known by, as it is if it looks like an id."""
    if _KEY.fullmatch(habit.key):
        return habit.key
    return "sha256-" + hashlib.sha256(habit.key.encode("utf-8", "replace")).hexdigest()[:32]


def _id(record: ForeignRecord, habit: ForeignHabit, what: str, day: date) -> str:
    facts = "\n".join((record.kind, _key(habit), what, day.isoformat()))
    return hashlib.sha256(facts.encode()).hexdigest()[:16]


def _noon(day: date) -> float:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp()


def _sound(text: str) -> str:
    """Return text that can be stored: without halves of characters and what ends a text elsewhere."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


def _usable(name: str) -> str:
    """Return a name as a person could have typed it here."""
    plain = unicodedata.normalize("NFC", " ".join(harmless(name).split()))
    for found in (name, plain, "".join(graphemes(plain)[:LONGEST_NAME]).strip(), plain[:LONGEST_NAME].strip()):
        with suppress(UsageError):
            return typed_name(found)
    return "Habit"


def _free(name: str, program: str, taken: set[str]) -> str:
    """Return a name that no other habit of the file or of our own has."""
    found, n = name, 1
    while folded(found) in taken:
        mark = f" ({program})" if n == 1 else f" ({program} {n})"
        found = "".join(graphemes(name)[: LONGEST_NAME - len(mark)]).rstrip() + mark
        n += 1
    return found
