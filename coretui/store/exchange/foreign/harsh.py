"""Reading the two text files of harsh: `habits` and `log` (wakatara/harsh, as of 2026)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from coretui.i18n import _
from coretui.store.exchange.foreign.record import (
    MOST_ENTRIES,
    ForeignEntry,
    ForeignHabit,
    ForeignRecord,
    Remarks,
    amount_of,
    approximate,
    by_day,
    day_of,
    per_week,
)
from coretui.store.exchange.header import UnfitError

HABITS, LOG = "habits", "log"
"""The names that harsh gives to its files."""
_HABIT = re.compile(r"(.*\S)\s*:\s*([0-9]{1,4})(?:\s*/\s*([0-9]{1,4}))?")
_AMOUNT = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,12})?")
_LOGGED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} : .+ : [yns](?: :.*)?")


def is_habits(text: str) -> bool:
    """Tell whether a text is a list of habits: most lines name one; the others are counted when it is read."""
    named = [bool(_HABIT.fullmatch(line)) for line in _lines(text)]
    return 2 * sum(named) > len(named)


def is_log(text: str) -> bool:
    """Tell whether a text is a log; an empty one is."""
    lines = list(_lines(text))
    return not lines or any(_LOGGED.fullmatch(line) for line in lines)


def read(habits: str, log: str) -> ForeignRecord:
    """Read both. A habit that is only tracked, or stands in the log alone, comes in as one that is stopped."""
    remarks = Remarks()
    entries = _entries(log, remarks)
    found: dict[str, ForeignHabit] = {}
    for line in _lines(habits):
        if not (match := _HABIT.fullmatch(line)):
            remarks.count("entries")
            continue
        name = match[1]
        times, days = (int(match[2]), int(match[3])) if match[3] else (1, int(match[2]))
        tracked = times == 0 or days == 0  # the same is written `Name: 0`
        often, exact = (7, True) if tracked else per_week(times, days)
        if tracked:
            remarks.name("tracked", name)
        if not exact:
            remarks.name("approximate", approximate(name, times, days, often))
        found[name] = ForeignHabit(name, name, often, stopped=tracked, entries=by_day(entries.pop(name, [])))
    for name, some in entries.items():
        remarks.name("unlisted", name)
        found[name] = ForeignHabit(name, name, stopped=True, entries=by_day(some))
    return ForeignRecord("harsh", "harsh", tuple(found.values()), remarks.all())


def _lines(text: str) -> Iterator[str]:
    for line in text.removeprefix("\ufeff").split("\n"):
        plain = line.strip()
        if plain and not plain.startswith(("#", "!")):
            yield plain


def _entries(log: str, remarks: Remarks) -> defaultdict[str, list[ForeignEntry]]:
    found: defaultdict[str, list[ForeignEntry]] = defaultdict(list)
    for number, line in enumerate(_lines(log)):
        if number >= MOST_ENTRIES:
            raise UnfitError(_("it has more than {most} rows").format(most=MOST_ENTRIES))
        parts = [part.strip() for part in re.split(r" :(?= |$)", line)]
        day = day_of(parts[0])
        if not 3 <= len(parts) <= 5 or day is None or not parts[1] or parts[2] not in {"y", "n", "s"}:
            remarks.count("entries")
            continue
        note = parts[3] if len(parts) > 3 else ""
        typed = parts[4] if len(parts) > 4 else ""
        amount = amount_of(float(typed)) if _AMOUNT.fullmatch(typed) else None
        done = (amount or 1.0) if parts[2] == "y" else 0.0
        found[parts[1]].append(ForeignEntry(day, done, parts[2] == "s", note))
    return found
