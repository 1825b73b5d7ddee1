"""The settings: one TOML file, every key typed and checked, every mistake named with its line.

What cannot be read keeps its default, so a mistake never keeps the app from starting.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from coretui.domain.days import DAY, duration, parse_duration
from coretui.domain.hours import Hours, Range
from coretui.domain.seat import Absence, Policy
from coretui.errors import StoreError, UsageError
from coretui.i18n import LANGUAGES, _

if TYPE_CHECKING:
    from coretui.domain.breathing import Pattern
    from coretui.domain.exercises import Dose

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CHANNELS = ("desktop", "terminal", "bell", "popup")
SHORTEST_INTERVAL = 5


class WrongValueError(ValueError):
    """A value that a key does not take; says what it takes."""


@dataclass(frozen=True, slots=True)
class Key:
    """A setting: its default as TOML writes it, and how a value is read."""

    default: Any
    read: Callable[[Any], Any]


def _seconds(least: int = 1) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        seconds = parse_duration(value) if isinstance(value, str) else None
        if seconds is None or seconds < least:
            expected = _("a duration such as 90s, 45m or 1h20m, at least {least}")
            raise WrongValueError(expected.format(least=duration(least)))
        return seconds

    return read


def _number(least: int, most: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise WrongValueError(_("a whole number from {least} to {most}").format(least=least, most=most))
        return value

    return read


def _factor(least: float, most: float) -> Callable[[Any], float]:
    def read(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise WrongValueError(_("a number from {least} to {most}").format(least=least, most=most))
        return float(value)

    return read


def _pattern(value: Any) -> Pattern:
    from coretui.domain.breathing import PatternError, parse  # noqa: PLC0415 - the status command has no use for it

    try:
        return parse(value if isinstance(value, str) else "")
    except PatternError as error:
        expected = _("in-hold-out or in-hold-out-hold in seconds such as 4-2-6; in and out 0.5 to 20, holds to 20")
        raise WrongValueError(expected) from error


def _own_dose(value: Any) -> Dose:
    from coretui.domain.tailoring import DoseError, parse_dose  # noqa: PLC0415 - the status command has no use for it

    try:
        return parse_dose(value if isinstance(value, str) else "")
    except DoseError as error:
        raise WrongValueError(_("sets and repetitions or seconds such as 2x20 or 3x30s")) from error


def _reminders(value: Any) -> tuple[tuple[int, int], ...]:
    texts = [value] if isinstance(value, str) else value
    try:
        return tuple(_day_and_time(text) for text in texts)
    except (WrongValueError, TypeError, ValueError, AttributeError) as error:
        raise WrongValueError(_('days and times such as ["mon 17:30", "wed 17:30"]')) from error


def _day_and_time(text: str) -> tuple[int, int]:
    """Return weekday (Monday 0) and seconds after midnight."""
    name, clock = text.split()
    return next(n for n, day in enumerate(WEEKDAYS) if len(name) > 1 and day.startswith(name.lower())), _time(
        clock
    )


def _one_of(*allowed: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in allowed:
            raise WrongValueError(_("one of {allowed}").format(allowed=", ".join(allowed)))
        return str(value)

    return read


def _some_of(*allowed: str) -> Callable[[Any], tuple[str, ...]]:
    def read(value: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or any(item not in allowed for item in value):
            raise WrongValueError(_("a list of {allowed}").format(allowed=", ".join(allowed)))
        return tuple(value)

    return read


def _height(value: Any) -> float:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not (value == 0 or 1.2 <= value <= 2.3):
        raise WrongValueError(_("a height in metres from 1.2 to 2.3 such as 1.75, or 0 to leave it open"))
    return float(value)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise WrongValueError(_("a text"))
    return value


def _time(value: Any) -> int:
    match = re.fullmatch(r"(\d{1,2}):(\d{2})", value) if isinstance(value, str) else None
    if not match or int(match[1]) > 24 or int(match[2]) > 59 or int(match[1]) * 60 + int(match[2]) > 1440:
        raise WrongValueError(_("a time such as 04:00"))
    return int(match[1]) * 3600 + int(match[2]) * 60


def _day_start(value: Any) -> int:
    seconds = _time(value)
    if seconds >= DAY / 2:
        raise WrongValueError(_("a time before 12:00 such as 04:00"))
    return seconds


def _ranges(value: Any) -> tuple[Range, ...]:
    texts = [value] if isinstance(value, str) else value
    try:
        return tuple(_range(text) for text in texts)
    except (WrongValueError, TypeError, ValueError, AttributeError) as error:
        raise WrongValueError(_('ranges such as ["09:00-12:30", "13:15-17:30"]')) from error


def _range(text: str) -> Range:
    start, end = (_time(part.strip()) for part in text.split("-"))
    return start, end if end > start else end + DAY


def _weekday(value: Any) -> int:
    return {"monday": 0, "saturday": 5, "sunday": 6}[_one_of("monday", "saturday", "sunday")(value)]


KEYS: dict[str, Key] = {
    "chair.interval": Key("30m", _seconds(SHORTEST_INTERVAL)),
    "chair.break": Key("2m", _seconds()),
    "chair.snooze": Key("5m", _seconds()),
    "chair.snoozes": Key(2, _number(0, 10)),
    "chair.remind": Key("5m", _seconds()),
    "chair.away": Key("5m", _seconds()),
    "chair.absence": Key("ask", _one_of(*Absence)),
    "chair.standing": Key("45m", _seconds()),
    "chair.warn": Key("off", _one_of("on", "off")),
    **{f"hours.{day}": Key([], _ranges) for day in WEEKDAYS},
    "breathing.speed": Key(1.0, _factor(0.5, 1.5)),
    "breathing.sound": Key("off", _one_of("on", "off")),
    "breathing.tension": Key("off", _one_of("on", "off")),
    "session.sides": Key("ask", _one_of("ask", "each", "total")),
    "session.ball": Key("ask", _one_of("ask", "yes", "no")),
    "session.pace": Key("hands-free", _one_of("hands-free", "own")),
    "session.ready": Key("5s", _seconds()),
    "session.switch": Key("5s", _seconds()),
    "session.rest": Key("30s", _seconds()),
    "session.rep": Key(4.0, _factor(1, 20)),
    "session.bells": Key("on", _one_of("on", "off")),
    "session.remind": Key([], _reminders),
    "profile.goal": Key("prevention", _one_of("prevention", "rehabilitation")),
    "profile.height": Key(0, _height),
    "days.start": Key("04:00", _day_start),
    "days.week_start": Key("monday", _weekday),
    "look.theme": Key("coretui-dark", _text),
    "look.language": Key("auto", _one_of("auto", *LANGUAGES)),
    "look.motion": Key("full", _one_of("full", "reduced")),
    "look.glyphs": Key("unicode", _one_of("unicode", "ascii")),
    "look.disc": Key("auto", _one_of("auto", "gradient", "flat")),
    "look.title": Key("on", _one_of("on", "off")),
    "look.progress": Key("on", _one_of("on", "off")),
    "notices.channels": Key(["desktop", "terminal"], _some_of(*CHANNELS)),
    "notices.text": Key("neutral", _one_of("neutral", "movement")),
}
"""Every setting there is, in the order in which they are listed; beside them there are named ones."""

OWN_PATTERN, OWN_DOSE, OWN_RHYTHM = "breathing.patterns.", "session.doses.", "session.rhythms."
"""What the keys of named settings begin with: own breathing patterns, doses and rhythms of exercises."""
NAMED = {
    OWN_PATTERN: Key("", _pattern),
    OWN_DOSE: Key("", _own_dose),
    OWN_RHYTHM: Key(4.0, _factor(1, 60)),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What is set: a value for every key, read into what the program works with."""

    values: dict[str, Any]

    @classmethod
    def of(cls, **given: Any) -> Settings:
        """Return the defaults with some keys set as TOML would write them; dots in a key are `__`."""
        raw = {name.replace("__", "."): value for name, value in given.items()}
        values = {name: key.read(raw.get(name, key.default)) for name, key in KEYS.items()}
        return cls(values | {name: read(name, raw[name]) for name in raw if name not in KEYS})

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    @property
    def policy(self) -> Policy:
        """What the chair goes by."""
        return Policy(
            interval=self["chair.interval"],
            break_length=self["chair.break"],
            snooze=self["chair.snooze"],
            snoozes=self["chair.snoozes"],
            remind=self["chair.remind"],
            away=self["chair.away"],
            absence=Absence(self["chair.absence"]),
            standing=self["chair.standing"],
            warn=self["chair.warn"] == "on",
            day_start=self.day_start,
            hours=Hours(tuple(self[f"hours.{day}"] for day in WEEKDAYS)),
        )

    @property
    def patterns(self) -> dict[str, Pattern]:
        """The person's own breathing patterns, by name."""
        return {name: replace(pattern, id=name) for name, pattern in self.named(OWN_PATTERN).items()}

    def named(self, beginning: str) -> dict[str, Any]:
        """Return the named settings whose keys begin so, by name."""
        return {
            name.removeprefix(beginning): value
            for name, value in self.values.items()
            if name.startswith(beginning)
        }

    @property
    def day_start(self) -> int:
        """When a day begins, in seconds after midnight."""
        return int(self["days.start"])

    @property
    def week_start(self) -> int:
        """The weekday on which a week begins, Monday 0."""
        return int(self["days.week_start"])


def written_at(path: str) -> int:
    """Return when the file was last written, in nanoseconds; 0 if there is none."""
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0


def load(path: str) -> tuple[Settings, tuple[str, ...]]:
    """Read the settings; a sentence for each mistake, naming file, line and key. No file: the defaults."""
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    except FileNotFoundError:
        return Settings.of(), ()
    except (OSError, UnicodeDecodeError) as error:
        return Settings.of(), (_("{path} cannot be read: {error}.").format(path=path, error=error),)
    document, problems = _parse(text, path)
    values = {name: key.read(key.default) for name, key in KEYS.items()}
    for name, value in _flat(document):
        try:
            values[name] = read(name, value)
        except UsageError as error:
            where = _("{path}, line {line}: ").format(path=path, line=_line_of(text, name))
            problems.append(where + str(error))
    return Settings(values), tuple(problems)


def as_written(path: str) -> dict[str, Any]:
    """Return every key as TOML writes it: what the file says where that will do, else the default."""
    try:
        with open(path, encoding="utf-8") as file:
            document = _parse(file.read(), path)[0]
    except (OSError, UnicodeDecodeError):
        document = {}
    written = {name: key.default for name, key in KEYS.items()}
    for name, value in _flat(document):
        try:
            read(name, value)
        except UsageError:
            continue
        written[name] = value
    return written


def known(name: str) -> Key:
    """Return a key by its name; raises `UsageError` for one that there is not."""
    if name in KEYS:
        return KEYS[name]
    for beginning, key in NAMED.items():
        if name.startswith(beginning) and re.fullmatch(r"[^\W\d_][\w-]{0,39}", name.removeprefix(beginning)):
            return key
    import difflib  # noqa: PLC0415 - only for a mistake

    if near := difflib.get_close_matches(name, KEYS, n=1):
        raise UsageError(_("{name} is not a setting; {near} is.").format(name=name, near=near[0]))
    raise UsageError(_("{name} is not a setting; `coretui config get` lists them.").format(name=name))


def read(name: str, value: Any) -> Any:
    """Read one value; raises `UsageError` saying what the key takes, or which keys there are."""
    key = known(name)
    try:
        return key.read(value)
    except WrongValueError as error:
        raise UsageError(
            _("{name} = {value} will not do: expected {expected}.").format(name=name, value=value, expected=error)
        ) from error


def from_words(name: str, text: str) -> Any:
    """Return what a user typed for a key as a TOML value: numbers and lists as such, all else as text."""
    if name in KEYS and isinstance(KEYS[name].default, list) and not text.lstrip().startswith("["):
        return [part.strip() for part in text.split(",") if part.strip()]
    if isinstance(known(name).default, str):
        return text
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except ValueError:
        return text


def write(path: str, name: str, text: str) -> None:
    """Set one key in the file, leaving comments and all else as they are.

    Raises `UsageError` for a key or value that will not do, and for a file with broken syntax: it is not
    overwritten.
    """
    import tomlkit  # noqa: PLC0415 - only needed for writing
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415

    value = from_words(name, text)
    read(name, value)
    try:
        with open(path, encoding="utf-8") as file:
            document = tomlkit.parse(file.read())
    except FileNotFoundError:
        document = tomlkit.document()
    except (TOMLKitError, OSError, UnicodeDecodeError) as error:
        raise UsageError(
            _("{path} has a mistake, mend it first: {error}.").format(path=path, error=error)
        ) from error
    *sections, key = name.split(".")
    table: Any = document
    for section in sections:
        table = table.setdefault(section, tomlkit.table())
        if not isinstance(table, dict):
            raise UsageError(_("{path} has a mistake, mend it first: {error}.").format(path=path, error=section))
    table[key] = value
    _replace(path, tomlkit.dumps(document))


def _replace(path: str, text: str) -> None:
    """Write beside the file and put it in its place, so that a crash leaves the old or the new one."""
    from coretui.paths import FILE_MODE, private_folder  # noqa: PLC0415

    path = os.path.realpath(path)  # a link to a file kept elsewhere stays a link
    private_folder(os.path.dirname(path))
    beside = f"{path}.new"
    try:
        with open(
            os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE_MODE), "w", encoding="utf-8"
        ) as file:
            file.write(text)
        os.replace(beside, path)
    except OSError as error:
        sentence = _("{path} cannot be written: {error}.").format(path=path, error=error.strerror)
        raise StoreError(sentence) from error


def _parse(text: str, path: str) -> tuple[dict[str, Any], list[str]]:
    """Read TOML past what is broken: each line that cannot be read is reported, and read over."""
    problems: list[str] = []
    lines = text.splitlines()
    while True:
        try:
            return tomllib.loads("\n".join(lines)), problems
        except ValueError as error:  # a TOMLDecodeError, or a number with too many digits
            # What was left open is noticed further down; it began after the last line up to which all is well.
            match = re.search(r"line (\d+)", str(error))
            number = int(match[1]) if match else len(lines)
            while not _can_be_read(lines[: number - 1]):
                number -= 1
            problems.append(
                _("{path}, line {line}: {key} cannot be read: {error}.").format(
                    path=path, line=number, key=lines[number - 1].split("=")[0].strip(), error=error
                )
            )
            lines[number - 1] = ""


def _can_be_read(lines: list[str]) -> bool:
    try:
        tomllib.loads("\n".join(lines))
    except ValueError:
        return False
    return True


def _flat(document: dict[str, Any]) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for name, value in document.items():
        if isinstance(value, dict):
            found += ((f"{name}.{key}", inner) for key, inner in _flat(value))
        else:
            found.append((name, value))
    return found


def _line_of(text: str, name: str) -> int:
    """Return the number of the line on which a key stands, or else its section; 1 if it cannot be told."""
    for wanted in (name, name.split(".", maxsplit=1)[0]):
        section = ""
        for number, line in enumerate(text.splitlines(), 1):
            if heading := re.match(r"\s*\[+([^\]]*)", line):
                written = section = _bare(heading[1])
            else:
                written = f"{section}.{_bare(line.partition('=')[0])}".lstrip(".")
            if f"{written}.".startswith(f"{wanted}."):
                return number
    return 1


def _bare(key: str) -> str:
    """Return a key as TOML writes it, without its quotes and spaces."""
    return re.sub(r"[\s\"']", "", key)
