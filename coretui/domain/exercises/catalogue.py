"""What an exercise, a programme, an article and the catalogue of them are, in the languages of the app.

The words come from the sources that each exercise names; `coretui.catalogue` reads them from its files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from coretui.domain.exercises.dose import Dose
from coretui.domain.exercises.rep import Rhythm
from coretui.domain.exercises.text import NO_LINES, Lines, Text

LEAFLET: Final = "programme"
"""The id of the sport physician's leaflet, among the sources and among the programmes."""

CountsAs = Literal["core", "movement"]
"""The habit that a session of a programme counts for."""


@dataclass(frozen=True, slots=True)
class Term:
    """Something the catalogue names by an id: a source, a muscle or group of muscles, a piece of equipment."""

    id: str
    name: Text
    about: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One exercise as the catalogue describes it.

    `position` is how to begin, `on_ball` and `on_floor` what supports you in each variant: with neither the
    ball makes no difference. `side_left` and `side_right` say what each side is ("left arm under"), and are
    there only if the sides are trained apart. `cue` is the one line of the player. `cautions` hold what to
    mind, and what a source leaves open, contradicts or what another one says of it, attributed.

    `rhythm` is how long a repetition takes, and `moves` have the two words for it: lift, lower. What is `timed`
    is time that passes, such as a walk, and no position that is held; `breath` is the id of the breathing pattern
    in whose pace it is done.

    `muscles`, `equipment` (what it cannot be done without) and `sources` are ids of the catalogue's terms.
    `stretch` puts it behind the self-check; `ask_if_inflamed` asks people with an overloaded or inflamed
    psoas to see their physician or physiotherapist first: it lifts a leg. `easy` is breathing or easy movement,
    which nothing has to be asked about while the back plays up. `lighter` and `heavier` are the ids of variants in
    coretui's interpretation. `pillar` is the guideline for core training it belongs to, 1 to 4.
    """

    id: str
    name: Text
    position: Text
    steps: Lines
    cue: Text
    sources: tuple[str, ...]
    muscles: tuple[str, ...] = ()
    cautions: Lines = NO_LINES
    equipment: tuple[str, ...] = ()
    on_ball: Text | None = None
    on_floor: Text | None = None
    side_left: Text | None = None
    side_right: Text | None = None
    rhythm: Rhythm | None = None
    moves: Lines = NO_LINES
    timed: bool = False
    breath: str | None = None
    stretch: bool = False
    ask_if_inflamed: bool = False
    easy: bool = False
    lighter: str | None = None
    heavier: str | None = None
    pillar: int | None = None

    @property
    def sides(self) -> bool:
        """Whether left and right are trained, and counted, apart."""
        return self.side_left is not None

    def support(self, *, ball: bool) -> Text | None:
        """Return what supports you with or without a ball at hand.

        Where the sources name only one of the two it is that one; None where a ball makes no difference.
        """
        return (self.on_ball or self.on_floor) if ball else (self.on_floor or self.on_ball)


@dataclass(frozen=True, slots=True)
class Entry:
    """An exercise in a programme: its number there, from 1, and its dose.

    `alternatives` are the ids of exercises that the sources name for the same purpose: a person may choose one
    of them, in the same dose.
    """

    exercise_id: str
    number: int
    dose: Dose
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Programme:
    """Exercises in an order, each with its dose; `about` says whose doses they are."""

    id: str
    name: Text
    about: Text
    times_per_week: int
    counts_as: CountsAs
    sources: tuple[str, ...]
    entries: tuple[Entry, ...]


POINT: Final = "- "
"""What a paragraph of an article begins with when it is one point of a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What the sources say about one thing, to read in a minute.

    `name` is what it is called in a list, `title` stands above it. A paragraph that begins with `POINT` is one
    of a list that belongs to the one before. `exercises` are ids of those that it is worth reading beside.
    """

    id: str
    name: Text
    title: Text
    paragraphs: Lines
    sources: tuple[str, ...]
    exercises: tuple[str, ...] = ()

    def parts(self, language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return each paragraph in `en` or `nl` with the points of its list, most often none."""
        found: list[tuple[str, tuple[str, ...]]] = []
        for text in self.paragraphs.in_(language):
            if text.startswith(POINT) and found:
                paragraph, points = found[-1]
                found[-1] = (paragraph, (*points, text.removeprefix(POINT)))
            else:
                found.append((text, ()))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every exercise, programme and article, and the terms they use, by id and in the order of the catalogue."""

    exercises: Mapping[str, Exercise]
    programmes: Mapping[str, Programme]
    sources: Mapping[str, Term]
    muscles: Mapping[str, Term]
    equipment: Mapping[str, Term]
    articles: Mapping[str, Article] = field(default_factory=dict)

    @property
    def rhythms(self) -> dict[str, Rhythm]:
        """The rhythms of the exercises that have one, by id."""
        return {id_: one.rhythm for id_, one in self.exercises.items() if one.rhythm}

    def appearances(self, exercise_id: str) -> Iterator[tuple[Programme, Entry]]:
        """Yield each programme that the exercise is in, with its entry there."""
        for programme in self.programmes.values():
            for entry in programme.entries:
                if entry.exercise_id == exercise_id:
                    yield programme, entry

    def stands_in(self, exercise_id: str) -> Iterator[tuple[Programme, Entry]]:
        """Yield each programme in which the exercise may be chosen in the place of another, with that entry."""
        for programme in self.programmes.values():
            for entry in programme.entries:
                if exercise_id in entry.alternatives:
                    yield programme, entry

    def choices(self, exercise_id: str) -> tuple[str, ...]:
        """Return the ids of what any programme names as a choice in the place of an exercise, each once."""
        named = (one for _programme, entry in self.appearances(exercise_id) for one in entry.alternatives)
        return tuple(dict.fromkeys(named))

    def others(self, exercise_id: str) -> tuple[Exercise, ...]:
        """Return every exercise but one, those that may be chosen in its place first."""
        ids = dict.fromkeys([*self.choices(exercise_id), *self.exercises])
        return tuple(self.exercises[id_] for id_ in ids if id_ != exercise_id)

    def reading(self, exercise_id: str) -> tuple[Article, ...]:
        """Return the articles that are worth reading beside an exercise."""
        return tuple(article for article in self.articles.values() if exercise_id in article.exercises)


def ball_size(height: float) -> int:
    """Return the diameter in cm of the Swiss ball for a body height in metres.

    From the leaflet of the programme: under 1.68 m 55 cm, from 1.68 to 1.88 m 65 cm, over 1.88 m 75 cm.
    """
    if height < 1.68:
        return 55
    return 65 if height <= 1.88 else 75
