"""A person who writes down whatever can be written down, on one machine or two, as a seed has it."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from random import Random

from coretui.domain.breathing.patterns import BELLY
from coretui.domain.care.selfcheck import SIGNS, SelfCheck
from coretui.domain.chair.messages import Back, Refusal, Skip, SkipBreak, Snooze, Stand, StartBreak
from coretui.domain.chair.reading import Reading
from coretui.domain.chair.state import Policy
from coretui.domain.days import Instant
from coretui.domain.exercises.dose import Dose, Side
from coretui.domain.exercises.plan import PlannedSet
from coretui.domain.habits.habit import Habit
from coretui.domain.habits.schedules import Repeat, Schedule
from coretui.domain.pain import Pain
from coretui.domain.posture.asking import Answer
from coretui.domain.posture.notes import Moment, Posture
from coretui.errors import NotNowError
from coretui.store import care, notes, posture, records, sessions, timeoff
from coretui.store.breathing import Run
from coretui.store.chair import transition
from coretui.store.database import Store
from coretui.store.habits import Change, add, change, order, read_habits, restore, retire

NINE = 1_795_424_400.0
TODAY = date(2026, 11, 23)
NAMES = ("Water", "water!", "Tea", "Wasser ü", "Read", "水", "Stretch", "=cmd", 'say "hi", twice\nthen go')
WORDS = ("tired", "", "a\x1b[2J", "ünï", 'quoted "so", and so', "line\nline", "nul\x00", "🦴" * 5, "=1+1")


class Living:
    """One machine of a person: `do` writes something down, whatever `random` picks."""

    def __init__(self, store: Store, random: Random, boot: str) -> None:
        self.store, self.random, self._boot = store, random, boot
        self.minutes = 0.0
        self._session: str | None = None

    @property
    def now(self) -> Instant:
        """This moment; two machines do not see the same one to the second."""
        return Instant(NINE + 60 * self.minutes, 1000 + 60 * self.minutes, self._boot, 3600)

    @property
    def today(self) -> date:
        """The day of it."""
        return TODAY + timedelta(days=int(self.minutes // 1440))

    def do(self) -> None:
        """Let some time pass and write something down; what is refused is left."""
        self.minutes += self.random.choice((0.0, 0.5, 7.0, 31.0, 200.0))
        deeds = [name for name in dir(self) if name.startswith("_do_")]
        with suppress(NotNowError, Refusal):
            getattr(self, self.random.choice(deeds))()

    def _day(self) -> date:
        return self.today - timedelta(days=self.random.randrange(5))

    def _habit(self) -> Habit:
        return self.random.choice(read_habits(self.store, self.today))

    def _schedule(self) -> Schedule:
        pick = self.random.choice(list(Repeat))
        days = frozenset(self.random.sample(range(7), 3))
        return Schedule(self.today, pick, self.random.randint(1, 7), days)

    def _do_tick(self) -> None:
        times = self.random.choice((1, 2, 0.25))
        records.tick(self.store, self._habit().id, self._day(), self.now, times)

    def _do_walk(self) -> None:
        kind = self.random.choice(("walk", "swim"))
        records.log_movement(self.store, kind, self.random.uniform(0.1, 90), self.now, 14_400, WORDS[0])

    def _do_note(self) -> None:
        about = self.random.choice((None, "superman"))
        session = self._session if about else None
        notes.write(self.store, notes.Note(self.random.choice(WORDS), self._day(), session, about), self.now)

    def _do_back(self) -> None:
        care.feel(self.store, Pain(self.random.randint(0, 10), self.random.random() < 0.5), self._day(), self.now)

    def _do_check(self) -> None:
        signs = frozenset(self.random.sample(SIGNS, 2))
        care.check(self.store, SelfCheck(self._day(), signs, frozenset()), self.now)

    def _do_add(self) -> None:
        name = self.random.choice(NAMES)
        add(self.store, Habit("", name, False, 1.0, "", self._day(), None, 0), self._schedule(), self.now)  # noqa: FBT003

    def _do_change(self) -> None:
        one = self._habit()
        pick = self.random.randrange(3)
        wanted = Change(
            name=self.random.choice(NAMES) if pick == 0 and not one.derived else None,
            goal=float(self.random.randint(1, 50)) if pick == 1 else None,
            schedule=self._schedule() if pick == 2 else None,
        )
        change(self.store, one, wanted, self.today, 0, self.now)

    def _do_order(self) -> None:
        ids = [one.id for one in read_habits(self.store, self.today)]
        self.random.shuffle(ids)
        order(self.store, ids, self.now)

    def _do_stop(self) -> None:
        retire(self.store, self._habit(), self.today, self.now)

    def _do_bring_back(self) -> None:
        restore(self.store, self._habit(), self.today, self.now)

    def _do_rest(self) -> None:
        first = self._day()
        habit = self.random.choice((None, self._habit().id))
        timeoff.take(self.store, first, first + timedelta(days=self.random.randrange(4)), self.now, habit)

    def _do_flare(self) -> None:
        (timeoff.flare_on if self.random.random() < 0.5 else timeoff.flare_off)(self.store, self.today, self.now)

    def _do_breathe(self) -> None:
        run = Run(self.store, BELLY, 4, self.now, 14_400, tension=self.random.choice((None, 3)))
        run.keep(self.random.randint(1, 4))
        run.end(self.now)
        if self.random.random() < 0.5:
            run.relaxed(2, self.now)

    def _do_begin(self) -> None:
        self._session = sessions.begin(self.store, sessions.Outline("programme", 9), self.now, 14_400)

    def _do_set(self) -> None:
        query = "select id from session where day = ? order by started_at desc, id limit 1"
        row = self.store.db.execute(query, [self.today.isoformat()]).fetchone()
        if row:
            self._session = row[0]
            swim = self.random.random() < 0.3
            done = PlannedSet(
                "swim" if swim else "superman",
                self.random.randint(1, 3),
                self.random.choice((None, Side.LEFT, Side.RIGHT)),
                Dose(3, seconds=60),
                "bridge" if swim else "",
                counts=not swim,
            )
            sessions.finish_set(self.store, row[0], done, self.now, self.random.randint(1, 60))

    def _do_hurt(self) -> None:
        if self._session:
            exercise = self.random.choice((None, "superman"))
            care.hurt(self.store, self._session, Pain(self.random.randint(0, 10), leg=False), self.now, exercise)

    def _do_end(self) -> None:
        if self._session:
            sessions.end(self.store, self._session, self.now)
            self._session = None

    def _do_posture(self) -> None:
        pick = self.random.choice(list(Posture))
        posture.note(self.store, pick, self.random.choice(list(Moment)), self.now, 14_400)

    def _do_ask(self) -> None:
        question = posture.ask(self.store, self.now, 14_400)
        if self.random.random() < 0.7:
            posture.answer(self.store, question, self.random.choice(list(Answer)))

    def _do_sit(self) -> None:
        commands = (None, None, StartBreak(), Back(), Stand(), Snooze(), SkipBreak(Skip.FLOW, WORDS[2]))
        for _reading in range(self.random.randint(1, 40)):
            self.minutes += 1
            transition(self.store, (Reading(self.now),), Policy())
        transition(self.store, (Reading(self.now, self.random.choice(commands)),), Policy())

    def _do_fly(self) -> None:
        start = Instant(self.now.wall - 9 * 3600, 0.0, "", 0)
        records.log_sitting(self.store, start, 3600.0, 14_400)
