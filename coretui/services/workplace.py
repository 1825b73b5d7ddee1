"""What the screens work with: the parts of the program, put together once and handed to each of them."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from coretui.desktop.clocks import Clocks
from coretui.desktop.lock import KeeperLock
from coretui.desktop.notices.notifier import Messenger
from coretui.desktop.signs.watcher import Watcher
from coretui.domain.days import Instant
from coretui.i18n import _
from coretui.paths import Home
from coretui.services.desk import Desk
from coretui.services.guard import Guard, sentence
from coretui.services.keeper import Keeper
from coretui.services.overviews import Overviews
from coretui.services.waiting import HeldClocks, Waiting
from coretui.settings import file as config
from coretui.settings.keys import Settings
from coretui.store.database import Store


def is_graphical(environ: Mapping[str, str]) -> bool:
    """Tell whether there is more to type in than terminals here."""
    return sys.platform in {"darwin", "win32"} or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


class Underway(Protocol):
    """A breath or a session that somebody is being led through."""

    def rest(self) -> None:
        """Pause, and let the chair go on: the person looks elsewhere."""

    def put_away(self) -> None:
        """Keep what was shown of it, and let the chair go on: nothing leads it any more."""


def at_once(now: float) -> float:
    """Take everything as shown the moment it is drawn: no terminal can hold it up."""
    return now


@dataclass(slots=True)
class Workplace:
    """The desk, and what a program that stays open needs besides: the chair's keeper, the ways to a person.

    `shown` says, at a moment of the clock that counts sleep, which moment was the last that reached the screen.
    `answering` is the id of the question of posture whose answers stand on the screen, empty if none do.
    """

    desk: Desk
    store: Store
    keeper: Keeper
    notifier: Messenger
    watcher: Watcher | None = None
    settings_written: int = 0
    answering: str = ""
    shown: Callable[[float], float] = at_once
    underway: set[Underway] = field(default_factory=set)
    guard: Guard = field(init=False)
    waiting: Waiting = field(init=False)

    def __post_init__(self) -> None:
        self.guard = Guard(self.home)
        held = HeldClocks(self.desk.clocks)
        self.desk.clocks = self.keeper.clocks = held
        self.waiting = Waiting(held, self.store, self.home, told=self._step_in_words)
        self.keeper.waiting = self.waiting

    @classmethod
    def of(cls, desk: Desk, notifier: Messenger, watcher: Watcher | None = None) -> Workplace:
        """Put the parts together; without a `watcher` nothing tells when input came."""
        desk.tell = None  # what there is to say is said where a person looks
        store, home = desk.open(), desk.home
        store.hurry()
        graphical = is_graphical(os.environ)
        keeper = Keeper(
            store,
            desk.clocks,
            desk.settings.policy,
            KeeperLock(home.lock),
            watcher,
            graphical=graphical,
            goes_on=True,
        )
        return cls(desk, store, keeper, notifier, watcher, config.written_at(home.config))

    def follow_settings(self) -> tuple[str, ...] | None:
        """Take over what was changed in the settings file; return what is wrong in it, None if nothing changed."""
        written = config.written_at(self.home.config)
        if written == self.settings_written:
            return None
        self.settings_written = written
        self.desk.settings, problems = config.take_over(self.home.config)
        self.keeper.policy = self.settings.policy
        self.keeper.revision += 1
        self.notifier.use(self.settings.notices.channels)
        return problems

    def rest(self) -> tuple[str, ...]:
        """Pause all that is under way; return in sentences what went wrong."""
        return _each(self.home, [one.rest for one in self.underway])

    def stop(self) -> tuple[str, ...]:
        """Pause all that is under way and hand the chair on, for this process stands still now."""
        return (*self.rest(), *_each(self.home, [self.keeper.pass_on]))

    def put_away(self) -> tuple[str, ...]:
        """Keep all that is under way and let go of the chair; return in sentences what could not be kept."""
        parts = [self.waiting.retry, *(one.put_away for one in self.underway), self.keeper.close]
        said = _each(self.home, parts)
        unsaved = self.not_saved()
        self.waiting.leave()
        return (*said, *unsaved)

    def not_saved(self) -> tuple[str, ...]:
        """Say what is not saved, if anything: what the next coretui will save, and what nobody will."""
        kept, lost = self.waiting.left()
        if self.keeper.unstored:
            (kept if self.waiting.keeps_chair else lost).append(_("your sitting time"))
        said = []
        if kept:
            sentence = _("Not saved yet, but kept in {path} for the next start of coretui: {names}.")
            said.append(sentence.format(path=self.waiting.path, names=_names(kept)))
        if lost:
            said.append(_("Not saved: {names}.").format(names=_names(lost)))
        return tuple(said)

    def _step_in_words(self, code: str, words: dict[str, object]) -> str:
        """Say what a step is that waits; nothing where the store cannot be read either."""
        from coretui.services.names import namer  # noqa: PLC0415 - hardly ever needed
        from coretui.words.journal import step_sentence  # noqa: PLC0415 - like this

        try:
            name_of = namer(self.store, self.today, self.home.exercises)
            return step_sentence(code, words, name_of, self.today, self.clocks.zone)
        except (sqlite3.Error, LookupError, ValueError):
            return ""

    @property
    def home(self) -> Home:
        """Where the files are."""
        return self.desk.home

    @property
    def settings(self) -> Settings:
        """What is set now."""
        return self.desk.settings

    @property
    def clocks(self) -> Clocks:
        """The clocks of the machine, or of a test."""
        return self.desk.clocks

    @property
    def unsaved(self) -> int:
        """How many things were done that the store has not taken yet; what the chair did is one."""
        return len(self.waiting.deeds) + bool(self.keeper.unstored)

    @property
    def now(self) -> Instant:
        """This moment."""
        return self.desk.now

    @property
    def today(self) -> date:
        """The logical day."""
        return self.desk.today

    @property
    def ascii(self) -> bool:
        """Whether signs are drawn in plain characters."""
        return self.settings.look.glyphs == "ascii"

    @property
    def still(self) -> bool:
        """Whether nothing is to move."""
        return self.settings.look.motion == "reduced"

    @property
    def figures(self) -> str:
        """How exercises are drawn; `text` where there are only words."""
        return "text" if self.ascii else str(self.settings.look.figures)

    @property
    def ball(self) -> bool:
        """Whether exercises are done on a ball."""
        return self.settings.session.ball is True

    def overviews(self) -> Overviews:
        """Return what reads days and weeks, as of this moment."""
        return self.desk.overviews(self.keeper.chair)


def _names(names: Iterable[str]) -> str:
    return ", ".join(name or _("what you did") for name in names)


def _each(home: Home, parts: Iterable[Callable[[], object]]) -> tuple[str, ...]:
    """Do every part, though others fail: whoever leaves must always get away. Return what went wrong."""
    wrong = []
    for part in parts:
        try:
            part()
        except Exception as error:  # noqa: BLE001 - see above
            wrong.append(sentence(home, error))
    return tuple(dict.fromkeys(wrong))
