"""A session being done: what is planned for this person, what is on disk of it, and the player that leads."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass

from coretui.domain.chair.messages import Back, StartSession
from coretui.domain.chair.state import LED, Body
from coretui.domain.exercises import player as domain
from coretui.domain.exercises import tailoring
from coretui.domain.exercises.catalogue import LEAFLET, Catalogue, Exercise, Programme
from coretui.domain.exercises.dose import Side, Sides
from coretui.domain.exercises.plan import INSTEAD, Plan, PlannedSet, SetProgress, plan
from coretui.domain.exercises.player import Ended, Player, Reopened, Turn
from coretui.domain.exercises.steps import Tempo
from coretui.domain.exercises.tailoring import Prescription
from coretui.errors import CoretuiError, NotNowError
from coretui.i18n import _
from coretui.services.workplace import Workplace
from coretui.settings.keys import Settings
from coretui.store import sessions
from coretui.store.care import stretch_gate, worst_of
from coretui.store.sessions import Counted, StoredSession
from coretui.store.timeoff import flaring

SIGN = LED / 3
"""Seconds between two signs of the player."""


def tempo_of(settings: Settings, catalogue: Catalogue) -> Tempo:
    """Return how long everything takes for this person."""
    return Tempo(
        ready=settings.session.ready,
        switch=settings.session.switch,
        rest=settings.session.rest,
        rep=settings.session.rep,
        speed=settings.session.speed,
        rhythms=catalogue.rhythms,
        reps=settings.rhythms,
        hands_free=settings.session.pace == "hands-free",
    )


def sides_of(settings: Settings, programme: str) -> Sides:
    """Return how the sides of a programme are meant: only the leaflet leaves it open whether sets are in total.

    Until the person has said so, and in everything else, each side has its sets.
    """
    total = programme == LEAFLET and settings.session.sides == "total"
    return Sides.TOTAL if total else Sides.EACH


def tailored(workplace: Workplace, catalogue: Catalogue, programme: str) -> Programme:
    """Return a programme with the person's own doses, without what this person cannot do or is not to.

    That is what needs equipment that is not there, and stretches where the self-check hides them.
    """
    with_own = tailoring.with_doses(catalogue.programmes[programme], workplace.settings.doses)
    can_do = tailoring.within_reach(with_own, catalogue, missing(workplace.settings))
    if stretch_gate(workplace.store).stretches:
        return can_do
    return tailoring.without_stretches(can_do, catalogue)


def missing(settings: Settings) -> frozenset[str]:
    """Return the ids of the equipment that this person has said not to have."""
    have = {"ball": settings.session.ball, "band": settings.session.band}
    return frozenset(id_ for id_, there in have.items() if there is False)


def left_out(workplace: Workplace, catalogue: Catalogue, programme: str) -> tuple[Exercise, ...]:
    """Return the exercises of a programme that need equipment which is not there."""
    return tailoring.out_of_reach(catalogue.programmes[programme], catalogue, missing(workplace.settings))


def as_of_today(workplace: Workplace, ended: StoredSession | None) -> StoredSession | None:
    """Return a session that has ended as it is stored now; None once it is no longer today's, or there.

    Neither is one that has been undone: nothing that was done or felt in it is on record any more.
    """
    stored = sessions.by_id(workplace.store, ended.id) if ended else None
    if stored is None or stored.day != workplace.today:
        return None
    return stored if stored.amounts or worst_of(workplace.store, stored.id) else None


def planned(
    workplace: Workplace,
    catalogue: Catalogue,
    programme: str,
    *,
    sides: Sides | None = None,
    minutes: int | None = None,
    easy: bool = False,
) -> Plan:
    """Return the sets of a session that would begin now; the first side alternates between sessions.

    In a flare-up breathing and easy movement come first; with `easy` there is nothing else.
    """
    first, sides = next_first(workplace, programme), sides or sides_of(workplace.settings, programme)
    sets = plan(tailored(workplace, catalogue, programme), catalogue, sides, first)
    if easy or flaring(workplace.store, workplace.today):
        sets = tailoring.easy_first(sets, catalogue, only=easy)
    tempo = tempo_of(workplace.settings, catalogue)
    return sets if minutes is None else tailoring.cut_to(sets, minutes * 60, tempo)


def next_first(workplace: Workplace, programme: str) -> Side:
    """Return the side that comes first this time."""
    before = sessions.latest(workplace.store, programme)
    return Side.RIGHT if before and before.first is Side.LEFT else Side.LEFT


def estimate(workplace: Workplace, catalogue: Catalogue, sets: Plan) -> float:
    """Return the seconds that a session of these sets takes this person: the sum of all its steps."""
    return tailoring.estimate(sets, tempo_of(workplace.settings, catalogue))


def end_for_the_chair(workplace: Workplace) -> None:
    """Let the chair go on after a session, if it still waits for one."""
    if workplace.keeper.view().body is Body.SESSION:
        with contextlib.suppress(NotNowError):  # another process was first
            workplace.keeper.command(Back())


@dataclass(frozen=True, slots=True, eq=False)
class TickedByHand:
    """A session that nobody leads: its sets are ticked, and all there is to let go of is the chair."""

    workplace: Workplace

    def rest(self) -> None:
        """Let the chair go on, once."""
        self.workplace.underway.discard(self)
        end_for_the_chair(self.workplace)

    put_away = rest


@dataclass(slots=True, eq=False)
class Coach:
    """Leads through a session and stores each set as it ends; raises `StoreError` where it cannot."""

    workplace: Workplace
    catalogue: Catalogue
    session: StoredSession
    player: Player
    seen: domain.PlayerMoment | None = None
    _signed: float = 0.0

    @classmethod
    def of(cls, workplace: Workplace, catalogue: Catalogue, session: StoredSession) -> Coach:
        """Take a session that is in the store up where it was left."""
        sets = plan_of(session, catalogue)
        upcoming = next_of(session, sets)
        position = sets.index(upcoming) if upcoming else len(sets)
        return cls(
            workplace, catalogue, session, Player.at(sets, tempo_of(workplace.settings, catalogue), position)
        )

    @property
    def plan(self) -> Plan:
        """The sets of the session as they are planned now."""
        return self.player.plan

    @property
    def running(self) -> bool:
        """Whether time is running."""
        return self.player.began is not None

    @property
    def begun(self) -> bool:
        """Whether something of the set is under way, if only before an interruption."""
        return self.player.begun(self._now)

    @property
    def _now(self) -> float:
        return self.workplace.now.elapsed

    def moment(self) -> domain.PlayerMoment:
        """Return what to show now."""
        return self.player.moment(self._now)

    # what time and keys do

    def start(self) -> None:
        """Begin, or go on; the chair waits."""
        self._sign(leads=True)
        self.workplace.underway.add(self)
        self._take(self.player.started(self._now))

    def tick(self) -> frozenset[domain.Cue]:
        """Let the time pass; return the bells that are due since this was last asked.

        Where nobody can have followed it rests, in the set that was interrupted.
        """
        now = self._now
        self._take(self.player.advanced(now, self.workplace.shown(now)))
        if self.running and now - self._signed >= SIGN:
            with contextlib.suppress(CoretuiError):  # the chair may take it as over: the session goes on
                self._sign(leads=True)
        before, self.seen = self.seen, self.moment()
        return domain.cues(before, self.seen) if before else frozenset()

    def pause(self) -> None:
        """Rest; the chair waits for a while yet."""
        self._take(self.player.paused(self._now))
        if self.workplace.keeper.view().body is Body.SESSION:
            self._sign(leads=False)

    def rest(self) -> None:
        """Pause, and let the chair go on: nobody is led while the person looks elsewhere."""
        self._take(self.player.paused(self._now))
        end_for_the_chair(self.workplace)

    def done(self) -> None:
        """End the set, all of it done, or cut short what is between sets."""
        self._take(self.player.done(self._now))

    def forward(self) -> None:
        """Go one step on."""
        self._take(self.player.forward(self._now))

    def back(self) -> None:
        """Go back; a set that was done is open again."""
        self._take(self.player.back(self._now))

    def skip(self) -> None:
        """Leave the set out."""
        self._take(self.player.skip(self._now))

    def leave(self) -> None:
        """Keep what was done of the set under way, and let the chair go on; the session is offered again."""
        self.workplace.underway.discard(self)
        self._take(self.player.paused(self._now))
        moment = self.moment()
        try:
            if moment.step and moment.done:
                self._finish(self.player.index, moment.done, counted=Counted.PLAYER)
        finally:
            end_for_the_chair(self.workplace)

    put_away = leave

    def end(self) -> None:
        """Close the session as it is."""
        self.workplace.underway.discard(self)
        sessions.end(self.workplace.store, self.session.id, self.workplace.now)
        end_for_the_chair(self.workplace)

    # something instead

    def neighbour(self, *, lighter: bool) -> str | None:
        """Return the lighter or heavier neighbour of this exercise, if there is one that can be done."""
        known = None if self.player.over else self.catalogue.exercises.get(self.plan[self.player.index].exercise)
        found = known and self.catalogue.exercises.get((known.lighter if lighter else known.heavier) or "")
        return found.id if found and not missing(self.workplace.settings) & set(found.equipment) else None

    def lighter(self) -> bool:
        """Go on with the lighter neighbour of this exercise; tell whether there is one."""
        return self._swap(tailoring.lighter)

    def heavier(self) -> bool:
        """Go on with the heavier neighbour of this exercise; tell whether there is one."""
        return self._swap(tailoring.heavier)

    def another(self, chosen: str) -> None:
        """Do another exercise in place of this one, or some minutes of another form of movement."""
        if chosen in INSTEAD:
            self._swap(lambda plan, index, _given: tailoring.movement(plan, index, chosen))
        else:
            self._swap(lambda plan, index, given: tailoring.another(plan, index, chosen, given))

    def drop(self) -> None:
        """Leave out the rest of this exercise."""
        origin = self.plan[self.player.index].origin
        while not self.player.over and self.plan[self.player.index].origin == origin:
            self.skip()

    @property
    def _prescription(self) -> Prescription:
        session = self.session
        programme = tailored(self.workplace, self.catalogue, session.programme)
        original = plan(programme, self.catalogue, session.sides, session.first)
        if session.cut is not None:
            original = tailoring.cut_to(original, session.cut * 60, self.player.tempo)
        known = {one.exercise for one in original}  # what has been left out since is still part of this session
        original += tuple(one for one in self.plan if not one.instead_of and one.exercise not in known)
        return Prescription(original, programme, self.catalogue, session.sides, session.first)

    def _swap(self, swap: Callable[[Plan, int, Prescription], Plan | None]) -> bool:
        self._take(self.player.advanced(self._now))  # what has ended by itself meanwhile is not swapped
        if self.player.over or self.session.programme not in self.catalogue.programmes:
            return False  # one's own programme may have been taken away since
        swapped = swap(self.plan, self.player.index, self._prescription)
        if swapped is None:
            return False
        self._take(self.player.replanned(swapped, self._now))
        sessions.replan(self.workplace.store, self.session.id, self.plan, self.player.index)
        return True

    def _take(self, turn: Turn) -> None:
        """Go on with the player as it is now, and store what has happened."""
        before = self.player.index
        self.player, happened = turn
        for one in happened:
            match one:
                case Ended(index, amount, told):
                    self._finish(index, amount, counted=Counted.PERSON if told else Counted.PLAYER)
                case Reopened(index):
                    self._reopen(self.plan[index])
        if (index := self.player.index) != before:
            self._keep(lambda: sessions.reach(self.workplace.store, self.session.id, index))
            self._sign(leads=self.running)

    def _sign(self, *, leads: bool) -> None:
        """Tell the chair that the session goes on: for a while if a player leads, for longer at rest."""
        self._signed = self._now
        self.workplace.keeper.command(StartSession(LED) if leads else StartSession())

    def _finish(self, index: int, amount: int, *, counted: Counted) -> None:
        workplace, planned = self.workplace, self.plan[index]
        self._keep(
            lambda: sessions.finish_set(workplace.store, self.session.id, planned, workplace.now, amount, counted)
        )

    def _reopen(self, planned: PlannedSet) -> None:
        workplace = self.workplace
        self._keep(lambda: sessions.reopen_set(workplace.store, self.session.id, planned, workplace.now))

    def _keep(self, do: Callable[[], object]) -> None:
        """Store what has happened, now or as soon as the store takes it: the session goes on meanwhile."""
        self.workplace.waiting.keep(do, _("set"))


def plan_of(session: StoredSession, catalogue: Catalogue) -> Plan:
    """Return the sets of a session: its own plan, or its programme's where it has none of its own."""
    if session.plan is not None:
        return session.plan
    return plan(catalogue.programmes[session.programme], catalogue, session.sides, session.first)


def next_of(session: StoredSession, sets: Plan) -> PlannedSet | None:
    """Return the set where a session goes on: as it was left, else the first still open; None at its end."""
    if session.position is None:
        return SetProgress(sets, session.done).next()
    return SetProgress(sets[session.position :], session.done).next()
