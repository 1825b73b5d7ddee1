"""Every key of the settings: its name, default and what it may be."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from coretui.domain.chair.hours import Hours
from coretui.domain.chair.state import Absence, Policy
from coretui.errors import UsageError
from coretui.i18n import LANGUAGES, _
from coretui.settings import values as toml
from coretui.settings.values import WEEKDAYS, WrongValueError

if TYPE_CHECKING:
    pass

if TYPE_CHECKING:
    from coretui.domain.breathing.patterns import Pattern


CHANNELS = ("desktop", "terminal", "bell", "popup")


SHORTEST_INTERVAL = 5


@dataclass(frozen=True, slots=True)
class SettingKey:
    """A setting: its default as TOML writes it, and how a value is read."""

    default: Any
    read: Callable[[Any], Any]


KEYS: dict[str, SettingKey] = {
    "chair.interval": SettingKey("30m", toml.seconds(SHORTEST_INTERVAL)),
    "chair.break": SettingKey("2m", toml.seconds()),
    "chair.snooze": SettingKey("5m", toml.seconds()),
    "chair.snoozes": SettingKey(2, toml.number(0, 10)),
    "chair.remind": SettingKey("5m", toml.seconds()),
    "chair.away": SettingKey("5m", toml.seconds()),
    "chair.absence": SettingKey("ask", toml.one_of(*Absence)),
    "chair.standing": SettingKey("45m", toml.seconds()),
    "chair.warn": SettingKey("off", toml.one_of("on", "off")),
    **{f"hours.{day}": SettingKey([], toml.ranges) for day in WEEKDAYS},
    "breathing.speed": SettingKey(1.0, toml.factor(0.5, 1.5)),
    "breathing.sound": SettingKey("off", toml.one_of("on", "off")),
    "breathing.tension": SettingKey("off", toml.one_of("on", "off")),
    "session.sides": SettingKey("ask", toml.one_of("ask", "each", "total")),
    "session.ball": SettingKey("ask", toml.one_of("ask", "yes", "no")),
    "session.pace": SettingKey("hands-free", toml.one_of("hands-free", "own")),
    "session.ready": SettingKey("5s", toml.seconds()),
    "session.switch": SettingKey("5s", toml.seconds()),
    "session.rest": SettingKey("30s", toml.seconds()),
    "session.rep": SettingKey(4.0, toml.factor(1, 20)),
    "session.bells": SettingKey("on", toml.one_of("on", "off")),
    "session.remind": SettingKey([], toml.reminders),
    "profile.goal": SettingKey("prevention", toml.one_of("prevention", "rehabilitation")),
    "profile.height": SettingKey(0, toml.height),
    "days.start": SettingKey("04:00", toml.day_start),
    "days.week_start": SettingKey("monday", toml.weekday),
    "look.theme": SettingKey("coretui-dark", toml.text),
    "look.language": SettingKey("auto", toml.one_of("auto", *LANGUAGES)),
    "look.motion": SettingKey("full", toml.one_of("full", "reduced")),
    "look.glyphs": SettingKey("unicode", toml.one_of("unicode", "ascii")),
    "look.disc": SettingKey("auto", toml.one_of("auto", "gradient", "flat")),
    "look.figures": SettingKey("blocks", toml.one_of("blocks", "quadrants", "dots", "text")),
    "look.title": SettingKey("on", toml.one_of("on", "off")),
    "look.progress": SettingKey("on", toml.one_of("on", "off")),
    "notices.channels": SettingKey(["desktop", "terminal"], toml.some_of(*CHANNELS)),
    "notices.text": SettingKey("neutral", toml.one_of("neutral", "movement")),
}
"""Every setting there is, in the order in which they are listed; beside them there are named ones."""


OWN_PATTERN, OWN_DOSE, OWN_RHYTHM = "breathing.patterns.", "session.doses.", "session.rhythms."
"""What the keys of named settings begin with: own breathing patterns, doses and rhythms of exercises."""


NAMED = {
    OWN_PATTERN: SettingKey("", toml.pattern),
    OWN_DOSE: SettingKey("", toml.own_dose),
    OWN_RHYTHM: SettingKey(4.0, toml.factor(1, 60)),
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


def known(name: str) -> SettingKey:
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
