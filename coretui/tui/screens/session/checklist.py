"""The checklist of a session: its exercises with their sets, how far it is, and what comes next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from coretui.domain.exercises.catalogue import Catalogue, Programme
from coretui.domain.exercises.dose import Side
from coretui.domain.exercises.plan import PlannedSet, SetProgress
from coretui.domain.exercises.player import PlayerMoment
from coretui.i18n import _, language
from coretui.services import session_run
from coretui.services.workplace import Workplace
from coretui.store import care, timeoff
from coretui.store.sessions import StoredSession
from coretui.tui.widgets.rows import RowsPane
from coretui.tui.widgets.sentence import put
from coretui.tui.widgets.setlist import SetList, SetRow
from coretui.words import care as caring
from coretui.words import sessions as training


@dataclass(frozen=True, slots=True)
class SessionNow:
    """What the checklist shows of one moment.

    `session` is what is stored of the one that runs, or has just ended; `told` is how that went. `shut` tells
    which exercises pain has closed.
    """

    programme: Programme
    progress: SetProgress
    session: StoredSession | None
    told: str
    shut: Callable[[str], bool]


def set_rows(catalogue: Catalogue, now: SessionNow) -> tuple[SetRow, ...]:
    """Return a row for each exercise of a session, with its number in the programme."""
    numbers = {entry.exercise_id: entry.number for entry in now.programme.entries}
    plan, done = now.progress.plan, now.progress.done
    partly = now.session.partly if now.session else frozenset()

    def marks(sets: Sequence[PlannedSet], side: Side | None) -> tuple[str, ...]:
        return tuple(
            "done" if one.key in done else "partly" if one.key in partly else "open"
            for one in sets
            if one.side is side
        )

    rows = []
    for origin in dict.fromkeys(one.origin for one in plan):
        sets = [one for one in plan if one.origin == origin]
        rows.append(
            SetRow(
                id=origin,
                mark="missed" if any(now.shut(one.exercise) for one in sets) else "",
                text=training.called(catalogue, sets[-1].exercise),
                quiet=all(one.key in done for one in sets),
                number=numbers.get(origin, 0),
                middle=marks(sets, None),
                left=marks(sets, Side.LEFT),
                right_sets=marks(sets, Side.RIGHT),
            )
        )
    return tuple(rows)


AIR = 2
"""Columns between the name of a programme and what stands beside it."""
EDGES = 2
"""Columns that lines keep from the edges of the panel, both together."""
BETWEEN = "  ·  "


class Checklist(Vertical):
    """Lists the exercises of a session, and says how far it is."""

    def __init__(self, catalogue: Catalogue, workplace: Workplace) -> None:
        super().__init__(id="sets", classes="panel")
        self._catalogue = catalogue
        self._workplace = workplace
        self._heading = ""
        self._asides: tuple[str, ...] = ()
        self._how_far: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Yield the name of the programme, the list, and the lines below it."""
        with Horizontal(classes="head"):
            yield Static(id="programme", classes="title", markup=False)
            yield Static(id="nth", classes="aside", markup=False)
        yield Static(id="sides", markup=False)
        exercises = SetList(id="exercises")
        exercises.ascii = self._workplace.ascii
        with RowsPane():
            yield exercises
        yield Static(id="progress", markup=False)
        yield Static(id="next", markup=False)

    def show(self, now: SessionNow) -> None:
        """Show a session, or the one that would begin."""
        programme, plan = now.programme, now.progress.plan
        self._heading, self._asides = programme.name.in_(language()).upper(), self._nth(programme)
        self._say("programme", self._heading)
        left, right = _("left"), _("right")
        self._say("sides", f"{left:<7} {right:<7}" if any(one.side for one in plan) else " ")
        self.query_one(SetList).rows = set_rows(self._catalogue, now)
        self._fit()

    def on_resize(self) -> None:
        """Say as much as there is room for now."""
        self._fit()

    def _fit(self) -> None:
        room = self.content_size.width - EDGES
        beside = room - len(self._heading) - AIR
        self._say("nth", next((said for said in self._asides if len(said) <= beside), ""))
        line = BETWEEN.join(self._how_far)
        self._say("progress", line if len(line) <= room else "\n".join(self._how_far))

    def show_rest(self, now: SessionNow) -> None:
        """Say how far a session is that nobody leads through, and what comes next."""
        progress = now.progress
        self._how_far = (training.sets_done(progress.count, progress.total),)
        if now.session is None:
            lasts = session_run.estimate(self._workplace, self._catalogue, progress.plan)
            self._how_far += (training.estimated(lasts),)
        self._fit()
        self._say("next", self._what_next(now))

    def show_led(self, progress: SetProgress, moment: PlayerMoment) -> None:
        """Say how far a session is at a moment of the player, and what comes next."""
        far, left = training.sets_done(progress.count, progress.total), training.time_left(moment.remaining)
        self._how_far = (far, left)
        self._fit()
        self._say("next", training.coming(self._catalogue, moment))

    def _nth(self, programme: Programme) -> tuple[str, ...]:
        """Say how many core sessions of this week are done, for one that is core; or that the back plays up.

        The longest way of saying it comes first: the name of the programme is whole.
        """
        if since := self._flare_since:
            return (caring.flaring(since, self._workplace.today),)
        core = self._workplace.overviews().week_of_today().habit("core")
        if core is None or programme.counts_as != "core":
            return ()
        words = {"n": core.week.count, "target": core.week.target}
        forms = (
            _("{n} of {target} core sessions this week"),
            _("{n} of {target} this week"),
            _("{n} of {target}"),
        )
        return tuple(form.format(**words) for form in forms)

    @property
    def _flare_since(self) -> date | None:
        return timeoff.flare_since(self._workplace.store)

    def _what_next(self, now: SessionNow) -> str:
        """Say which set is next of a session that was left, or how it went, or how one begins."""
        session = now.session
        if session and session.ended_at is not None:
            return now.told
        if session:
            upcoming = session_run.next_of(session, now.progress.plan)
            if upcoming is None:
                return ""
            side = training.side_of(self._catalogue, upcoming)
            name = training.called(self._catalogue, upcoming.exercise)
            said = training.next_set(name, upcoming.number, side)
            return f"{said}\n{training.closed(name)}" if now.shut(upcoming.exercise) else said
        if since := self._flare_since:
            return caring.flaring_offer(since, self._workplace.today)
        begin = _("enter: be led through it · space: tick sets yourself")
        about = (self._about_missing(now.programme), self._about_stretches(now.programme))
        return "\n".join(line for line in (begin, *about) if line)

    def _about_missing(self, programme: Programme) -> str:
        """Say which exercises of a programme are left out, for want of what they are done with."""
        exercises = session_run.left_out(self._workplace, self._catalogue, programme.id)
        return training.left_out(exercises, session_run.missing(self._workplace.settings))

    def _about_stretches(self, programme: Programme) -> str:
        """Say why the stretches of a programme are hidden and what serves instead, or how to stretch."""
        if not any(self._catalogue.exercises[entry.exercise_id].stretch for entry in programme.entries):
            return ""
        gate = care.stretch_gate(self._workplace.store)
        if gate.stretches:
            return caring.about_stretching(gate)[0]
        instead = self._catalogue.programmes.get("gentle")
        said = caring.gate_in_words(gate)
        return f"{said} {training.offered(instead)}" if instead else said

    def _say(self, where: str, text: str) -> None:
        put(self.query_one(f"#{where}", Static), text)
