"""Every key of the settings: its name, default and what it may be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from coretui.domain.chair.hours import Hours
from coretui.domain.chair.state import Absence, Policy
from coretui.domain.harmless import harmless, quoted
from coretui.errors import UsageError
from coretui.i18n import LANGUAGES, _
from coretui.settings import values as toml
from coretui.settings.sections import (
    BreathingSection,
    ChairSection,
    DaysSection,
    InsightsSection,
    LookSection,
    NoticesSection,
    PostureSection,
    ProfileSection,
    SessionSection,
)
from coretui.settings.values import WEEKDAYS, WrongValueError

if TYPE_CHECKING:
    from coretui.domain.breathing.patterns import Pattern
    from coretui.domain.exercises.dose import Dose


CHANNELS = ("desktop", "terminal", "bell", "popup")


QUESTIONS = ("goal", "sides", "ball", "band")
"""What is asked once, before the first session."""


SHORTEST_INTERVAL = 5


@dataclass(frozen=True, slots=True)
class SettingKey:
    """A setting: its default as TOML writes it, and how a value is read."""

    default: object
    read: Callable[[object], Any]  # each key has a type of its own: that of its field in a section


def _absence(value: object) -> Absence:
    return Absence(toml.one_of(*Absence)(value))


KEYS: dict[str, SettingKey] = {
    "chair.interval": SettingKey("30m", toml.seconds(SHORTEST_INTERVAL)),
    "chair.break": SettingKey("2m", toml.seconds()),
    "chair.snooze": SettingKey("5m", toml.seconds()),
    "chair.snoozes": SettingKey(2, toml.whole(0, 10)),
    "chair.remind": SettingKey("5m", toml.seconds()),
    "chair.away": SettingKey("5m", toml.seconds()),
    "chair.absence": SettingKey("ask", _absence),
    "chair.standing": SettingKey("45m", toml.seconds()),
    "chair.warn": SettingKey("off", toml.switch),
    "chair.day": SettingKey("off", toml.seconds_or_off(60)),
    **{f"hours.{day}": SettingKey([], toml.ranges) for day in WEEKDAYS},
    "breathing.speed": SettingKey(1.0, toml.factor(0.5, 1.5)),
    "breathing.sound": SettingKey("off", toml.switch),
    "breathing.tension": SettingKey("off", toml.switch),
    "breathing.remind": SettingKey([], toml.times),
    "session.sides": SettingKey("ask", toml.one_of("ask", "each", "total")),
    "session.ball": SettingKey("ask", toml.answer),
    "session.band": SettingKey("ask", toml.answer),
    "session.asked": SettingKey([], toml.some_of(*QUESTIONS)),
    "session.pace": SettingKey("hands-free", toml.one_of("hands-free", "own")),
    "session.ready": SettingKey("12s", toml.seconds()),
    "session.switch": SettingKey("10s", toml.seconds()),
    "session.rest": SettingKey("30s", toml.seconds()),
    "session.speed": SettingKey(1.0, toml.factor(0.5, 1.5)),
    "session.rep": SettingKey(4.0, toml.factor(1, 20)),
    "session.bells": SettingKey("on", toml.switch),
    "session.remind": SettingKey([], toml.reminders),
    "posture.ask": SettingKey("habit", toml.one_of("habit", "breaks", "off")),
    "posture.every": SettingKey("1h", toml.seconds(60)),
    "insights.show": SettingKey("off", toml.switch),
    "profile.goal": SettingKey("prevention", toml.one_of("prevention", "rehabilitation")),
    "profile.height": SettingKey(0, toml.height),
    "days.start": SettingKey("04:00", toml.day_start),
    "days.week_start": SettingKey("monday", toml.week_start),
    "look.theme": SettingKey("coretui-dark", toml.theme),
    "look.language": SettingKey("auto", toml.one_of("auto", *LANGUAGES)),
    "look.motion": SettingKey("full", toml.one_of("full", "reduced")),
    "look.glyphs": SettingKey("unicode", toml.one_of("unicode", "ascii")),
    "look.disc": SettingKey("auto", toml.one_of("auto", "gradient", "flat")),
    "look.figures": SettingKey("blocks", toml.one_of("blocks", "quadrants", "dots", "text")),
    "look.title": SettingKey("on", toml.switch),
    "look.progress": SettingKey("on", toml.switch),
    "notices.channels": SettingKey(["desktop", "terminal"], toml.some_of(*CHANNELS)),
    "notices.text": SettingKey("neutral", toml.one_of("neutral", "movement")),
}
"""Every setting there is, in the order in which they are listed; beside them there are named ones."""


OWN_PATTERN, OWN_DOSE, OWN_RHYTHM = "breathing.patterns.", "session.doses.", "session.rhythms."
"""What the keys of named settings begin with: own breathing patterns, doses and rhythms of exercises."""


NAME = r"[^\s\d_.=#\"'\[\]-](?:[^.=#\"'\[\]]{0,38}[^\s.=#\"'\[\]])?"
"""A name of any script that begins with no digit, as seconds do, and has nothing that TOML reads otherwise."""
NAMED = {
    OWN_PATTERN: SettingKey("", toml.pattern),
    OWN_DOSE: SettingKey("", toml.own_dose),
    OWN_RHYTHM: SettingKey(4.0, toml.factor(1, 60)),
}


class Settings(NamedTuple):
    """What is set, read into what the program works with: a section for each table of the file.

    `doses` and `rhythms` (seconds a repetition) are the person's own, by exercise id. `written` are the names
    of the keys that somebody has set, be it to what they are by default.
    """

    chair: ChairSection
    hours: Hours
    breathing: BreathingSection
    session: SessionSection
    posture: PostureSection
    insights: InsightsSection
    profile: ProfileSection
    days: DaysSection
    look: LookSection
    notices: NoticesSection
    patterns: Mapping[str, Pattern]
    doses: Mapping[str, Dose]
    rhythms: Mapping[str, float]
    written: frozenset[str]

    @classmethod
    def of(cls, **given: object) -> Settings:
        """Return the defaults with some keys set as TOML would write them; dots in a key are `__`."""
        return settings_from({name.replace("__", "."): value for name, value in given.items()})

    @property
    def policy(self) -> Policy:
        """What the chair goes by."""
        chair = self.chair
        return Policy(
            interval=chair.interval,
            break_length=chair.break_,
            snooze=chair.snooze,
            snoozes=chair.snoozes,
            remind=chair.remind,
            away=chair.away,
            absence=chair.absence,
            standing=chair.standing,
            warn=chair.warn,
            day_start=self.days.start,
            hours=self.hours,
        )


def settings_from(written: Mapping[str, object]) -> Settings:
    """Return settings from keys and values as TOML writes them; what is not there has its default.

    Raises `UsageError` for a key that there is not, and for a value that will not do.
    """
    values = {name: key.read(key.default) for name, key in KEYS.items()}
    values |= {name: read(name, value) for name, value in written.items()}

    def named(beginning: str) -> dict[str, Any]:
        return {
            name.removeprefix(beginning): found for name, found in values.items() if name.startswith(beginning)
        }

    def fields(section: str, names: tuple[str, ...]) -> Iterator[Any]:  # by name, so that types are not seen
        return (values[f"{section}.{name.rstrip('_')}"] for name in names)

    return Settings(
        chair=ChairSection(*fields("chair", ChairSection._fields)),
        hours=Hours(tuple(values[f"hours.{day}"] for day in WEEKDAYS)),
        breathing=BreathingSection(*fields("breathing", BreathingSection._fields)),
        session=SessionSection(*fields("session", SessionSection._fields)),
        posture=PostureSection(*fields("posture", PostureSection._fields)),
        insights=InsightsSection(*fields("insights", InsightsSection._fields)),
        profile=ProfileSection(*fields("profile", ProfileSection._fields)),
        days=DaysSection(*fields("days", DaysSection._fields)),
        look=LookSection(*fields("look", LookSection._fields)),
        notices=NoticesSection(*fields("notices", NoticesSection._fields)),
        patterns={name: replace(pattern, id=name) for name, pattern in named(OWN_PATTERN).items()},
        doses=named(OWN_DOSE),
        rhythms=named(OWN_RHYTHM),
        written=frozenset(written),
    )


def is_known(name: str) -> bool:
    """Tell whether there is a key of this name."""
    return name in KEYS or _named(name) is not None


def _named(name: str) -> SettingKey | None:
    for beginning, key in NAMED.items():
        if name.startswith(beginning) and re.fullmatch(NAME, rest := name.removeprefix(beginning)):
            return key if harmless(rest) == rest else None
    return None


def form_of(beginning: str) -> str:
    """Return how a named setting is written, by what its key begins with."""
    return beginning + (_("NAME") if beginning == OWN_PATTERN else "ID")


def known(name: str) -> SettingKey:
    """Return a key by its name; raises `UsageError` for one that there is not."""
    if name in KEYS:
        return KEYS[name]
    if key := _named(name):
        return key
    if (table := name.rstrip(".") + ".") in NAMED:
        sentence = _("{name} is not a setting but a group; write {form}.")
        raise UsageError(sentence.format(name=quoted(name), form=form_of(table)))
    import difflib  # noqa: PLC0415 - only for a mistake

    if near := difflib.get_close_matches(name, KEYS, n=1):
        raise UsageError(
            _("{name} is not a setting; perhaps you mean {near}.").format(name=quoted(name), near=near[0])
        )
    raise UsageError(_("{name} is not a setting; `coretui config get` lists them.").format(name=quoted(name)))


def read(name: str, value: object) -> Any:
    """Read one value; raises `UsageError` saying what the key takes, or which keys there are."""
    key = known(name)
    try:
        return key.read(value)
    except WrongValueError as error:
        from coretui.domain.tomlish import as_toml  # noqa: PLC0415 - only for a mistake

        # What was typed stands as it was; what a file says, as it says it.
        shown = quoted(value) if isinstance(value, str) else as_toml(value)
        sentence = _("{value} is not valid for {name}; write {expected}.")
        raise UsageError(sentence.format(name=name, value=shown, expected=error)) from error
