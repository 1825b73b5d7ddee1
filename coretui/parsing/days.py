"""Days as people type them: a date, today, yesterday, a weekday, and how often something is to be done.

Words may be English or in the person's own language, in small or capital letters.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta

from coretui.domain.days import FIRST_DAY, LAST_DAY
from coretui.domain.habits.schedules import Repeat, Schedule, Week, parse_week
from coretui.domain.harmless import quoted
from coretui.errors import UsageError
from coretui.i18n import N_, _, language
from coretui.parsing.weekdays import weekday_number
from coretui.words.habits import schedule

NEAR = {
    N_("today"): 0, N_("yesterday"): -1, N_("tomorrow"): 1,
    N_("day before yesterday"): -2, N_("day after tomorrow"): 2,
    "vandaag": 0, "gisteren": -1, "morgen": 1, "eergisteren": -2, "overmorgen": 2,
}  # fmt: skip
"""Days in words, in days from today."""
MONTHS = (
    "january januari", "february februari", "march maart mrt", "april", "may mei", "june juni",
    "july juli", "august augustus", "september sept", "october oktober", "november", "december",
)  # fmt: skip
"""What each month is called in English and Dutch; three letters will do."""
_AGO = re.compile(r"([0-9]{1,4}|an?|one|een) (days?|dag|dagen|weeks?|weken) (?:ago|geleden)")
_ORDERED = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})")
_NUMBERS = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2}))?")
_NAMED = re.compile(
    r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|e|\.)? (?:of )?(?P<month>[a-z]{3,})\.?(?:,? (?P<year>[0-9]{4}))?"
)
_NAMED_FIRST = re.compile(r"(?P<month>[a-z]{3,})\.? (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?:,? (?P<year>[0-9]{4}))?")
DAILY = (N_("daily"), N_("every day"))
PER_WEEK = ("", "x", N_("per week"), "a week", "x per week", "times a week", N_("times per week"))
"""What may stand behind a number of days in a week."""


def typed_day(text: str, today: date, *, ahead: bool = False) -> date:
    """Understand `2026-11-20`, `20 Nov`, `20/11`, `yesterday`, `3 days ago`, or a weekday: the last one there was.

    Without a year the nearest such day is meant, or the last one unless days `ahead` will do. Raises `UsageError`
    for anything else, for what may be two days, and for a day to come unless days `ahead` will do.
    """
    meant = _days(" ".join(text.casefold().split()), today, ahead=ahead)
    found = sorted(day for day in meant if day >= FIRST_DAY)
    if not found:
        sentence = _("{text} is not a date; write 2026-11-22, today, yesterday or Monday.")
        raise UsageError(sentence.format(text=quoted(text)))
    if len(found) > 1:
        one, other = found
        sentence = _("{text} can mean two days; write {one} or {other}.")
        raise UsageError(sentence.format(text=quoted(text), one=one.isoformat(), other=other.isoformat()))
    [day] = found
    if day > today and not ahead:
        raise UsageError(_("{text} is in the future; write today or an earlier day.").format(text=quoted(text)))
    return day


def typed_week(text: str, today: date, week_start: int) -> Week | None:
    """Understand `2026-W47`, `week 47` or `w47`: the last one of that number; None for anything else."""
    match = re.fullmatch(r"(?:week|wk|w)?\.? ?([0-9]{1,2})(?:[ /-]([0-9]{4}))?", text.strip().casefold())
    if match is None:
        return _on_record(parse_week(text, week_start))
    for year in [int(match[2])] if match[2] else (today.year + 1, *range(today.year, today.year - 7, -1)):
        found = _on_record(parse_week(f"{year:04}-W{int(match[1]):02}", week_start))
        if found and (match[2] or found.first <= today):
            return found
    return None


def _on_record(week: Week | None) -> Week | None:
    """Return a week that has a day which can be typed, else None."""
    return week if week and week.last >= FIRST_DAY and week.first <= LAST_DAY else None


def typed_weekdays(text: str) -> frozenset[int]:
    """Understand `mon,wed,fri` or `mon wed fri`; raises `UsageError` for anything else."""
    found = set()
    for word in re.split(r"\s*,\s*|\s+", text.strip()):
        number = weekday_number(word)
        if number is None:
            raise UsageError(_("{text} is not a weekday; write mon,wed,fri.").format(text=quoted(word)))
        found.add(number)
    return frozenset(found)


def typed_schedule(text: str, today: date) -> Schedule:
    """Understand how often: `mon wed fri`, `daily`, `3 per week`; it is to hold from today on.

    Raises `UsageError` for anything else.
    """
    word = " ".join(text.casefold().split())
    if word in _either(DAILY):
        return Schedule(today, Repeat.DAILY)
    for times in range(1, 8):
        found = Schedule(today, Repeat.TIMES, times)
        if word == schedule(found).casefold():
            return found
        if any(word == f"{times}{space}{said}".strip() for said in _either(PER_WEEK) for space in (" ", "")):
            return found
    with suppress(UsageError):
        return Schedule(today, Repeat.WEEKDAYS, weekdays=typed_weekdays(word))
    sentence = _("{text} is not a schedule; write mon wed fri, daily, or 1 to 7 per week.")
    raise UsageError(sentence.format(text=quoted(text)))


def _days(word: str, today: date, *, ahead: bool) -> set[date]:
    """Return every day that a typed text may mean: none for no day, two if it is not clear."""
    for name, distance in NEAR.items():
        if word in _either((name,)):
            return {today + timedelta(days=distance)}
    number = weekday_number(word)
    if number is not None:
        return {today - timedelta(days=(today.weekday() - number) % 7)}
    if match := _AGO.fullmatch(word):
        count = int(match[1]) if match[1].isdigit() else 1
        return {today - timedelta(days=count * (7 if match[2].startswith("w") else 1))}
    if match := _ORDERED.fullmatch(word):
        return _dates(match[1], {(int(match[2]), int(match[3]))}, today, ahead=ahead)
    if match := _NUMBERS.fullmatch(word):
        first, second = int(match[1]), int(match[3])
        # Only with a slash, and not in Dutch, does anybody write the month first.
        either = match[2] == "/" and language() != "nl"
        year = f"20{match[4]}" if match[4] and len(match[4]) == 2 else match[4]
        return _dates(year, {(second, first), *([(first, second)] if either else [])}, today, ahead=ahead)
    before, _space, rest = word.partition(" ")
    said = weekday_number(before.rstrip(",")) if rest else None
    match = next(
        filter(None, (shape.fullmatch(rest if said is not None else word) for shape in (_NAMED, _NAMED_FIRST))),
        None,
    )
    if match is None or (month := _month(match["month"])) is None:
        return set()
    found = _dates(match["year"], {(month, int(match["day"]))}, today, ahead=ahead)
    return {day for day in found if said is None or day.weekday() == said}


def _month(word: str) -> int | None:
    return next(
        (n for n, names in enumerate(MONTHS, 1) if any(name.startswith(word) for name in names.split())), None
    )


def _dates(year: str | None, wanted: set[tuple[int, int]], today: date, *, ahead: bool) -> set[date]:
    """Return the dates of months and days that there are; without a year, the nearest that will do."""
    found = set()
    for month, day in wanted:
        dates = []
        for one in [int(year)] if year else range(today.year - 8, today.year + 9):
            with suppress(ValueError):
                dates.append(date(one, month, day))
        dates = [one for one in dates if year or ahead or one <= today]
        if dates:
            found.add(min(dates, key=lambda one: abs(one - today)))
    return found


def _either(names: tuple[str, ...]) -> set[str]:
    """Return names in English and in the language of the moment, as they are compared."""
    return {said.casefold() for name in names for said in (name, _(name))}
