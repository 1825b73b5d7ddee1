"""Sample weeks to look around in and to measure with: a desk worker who gets better at it, up to this moment."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from random import Random

from coretui.domain.breathing.patterns import BELLY, FOUR_SEVEN_EIGHT
from coretui.domain.chair.messages import StartBreak
from coretui.domain.chair.state import MINUTE
from coretui.domain.days import Instant, Zone, day_begins
from coretui.domain.exercises.dose import Dose
from coretui.domain.habits.habit import built_in_habit, built_in_habits
from coretui.domain.habits.schedules import week_of
from coretui.sample.back import SUPERMAN, BackStory
from coretui.sample.diary import Diary
from coretui.sample.person import DeskWorker, Extra
from coretui.sample.sitting import Seen
from coretui.sample.tailored import AS_PRESCRIBED, Tailored
from coretui.store.bulk import seat
from coretui.store.database import Store
from coretui.store.habits import add_built_in_habits

WEEKS = 8
"""How many weeks there are unless somebody asks for more; in so many the habits grow, too."""
HOUR = 3600
BEGIN, END, EVENING = 9 * HOUR, 17 * HOUR + 1800, 21 * HOUR
SITTING_NOW = 15 * MINUTE
"""How long the person has been sitting at the present moment."""
STREAK, MISSED = 5, 6
"""The core sessions of so many past weeks in a row were done; those of the week before them were not."""
MON, WED, FRI = 0, 2, 4
OWN_SINCE = 4
"""In so many last weeks the programme is done in the person's own way."""
OWN_DOSES = {SUPERMAN: Dose(3, seconds=20)}
LEFT_RUNNING = frozenset({"pelvic-tilts"})
"""What the player counts on Fridays, when nobody tells it."""


def fill(  # noqa: PLR0913 - what is to be written, and the same circumstances as everywhere
    store: Store,
    *,
    today: date,
    now: Instant,
    weeks: int | None = WEEKS,
    years: int | None = None,
    seed: int,
    zone: Zone,
    day_start: int,
    week_start: int = MON,
) -> None:
    """Write whole weeks of facts that end today at `now` into an empty store; `years` goes before `weeks`.

    The same arguments give the same rows, ids included, and the days before today do not depend on the time
    of day. `day_start` is in seconds after midnight, `week_start` a weekday, Monday 0.
    """
    this_week = week_of(today, week_start)
    length = round(years * 365.25 / 7) if years else weeks or WEEKS
    first = this_week.first - timedelta(weeks=length - 1)
    out = Seen(store)
    worker = DeskWorker(out, zone, day_start, now)
    begins = partial(day_begins, zone=zone)
    add_built_in_habits(store, (*built_in_habits(first), built_in_habit("posture", first)))
    diary = Diary(BackStory(seed, first, length), out, zone)
    diary.flare_up()
    for day in (first + timedelta(days=n) for n in range((today - first).days)):
        week = (day - first).days // 7
        out.wake()
        _wake(worker, seed, day, min(1.0, week / max(1, min(WEEKS, length) - 1)))
        core = _core_share(day, length - 1 - week, worker.random)
        if diary.back.rests(day):
            core = None
        if day.weekday() > FRI:
            _weekend(worker, begins(day, 10 * HOUR))
        elif worker.random.random() > 0.03 or length - week <= MISSED:
            _workday(worker, begins(day, BEGIN), begins(day, END), day, core, diary)
        diary.postures(day, worker.mood)
        diary.of_day(day, begins(day, EVENING))
    out.wake()
    _wake(worker, seed, today, 1.2)  # a good day
    _today(worker, now, begins(today, day_start), begins(today, BEGIN), begins(today, END))
    diary.postures(today, worker.mood, most=2)  # the third one is for whoever looks at the demo
    out.flush()
    _leave_chair(store, worker)


def _leave_chair(store: Store, worker: DeskWorker) -> None:
    """Store the chair as it is now, for whoever keeps it from here on."""
    if worker.chair is None:
        raise ValueError("a day has a chair")
    seat(store, worker.chair)


def _wake(worker: DeskWorker, seed: int, day: date, mood: float) -> None:
    """Begin a day: what happens in it hangs on the seed and the date alone."""
    worker.random = Random(f"{seed} {day}")  # noqa: S311 - made up, not secret
    worker.mood = mood
    worker.busy = worker.random.random() < 0.15


def _core_share(day: date, weeks_ago: int, random: Random) -> float | None:
    """Return how much of the core session is done on a day; None without one."""
    chance, share = random.random(), random.uniform(0.82, 0.96)
    if weeks_ago == 0:
        return {MON: 1.0, WED: 1.0}.get(day.weekday())  # the third one is for whoever looks at the demo
    if day.weekday() not in (MON, WED, FRI):
        return None
    if weeks_ago == MISSED:
        return {MON: 1.0, WED: 0.65, FRI: 1.0}[day.weekday()]
    if weeks_ago > STREAK and chance < 0.11:
        return 0.6 + chance if chance > 0.05 else None
    return share if chance < 0.35 else 1.0


def _workday(worker: DeskWorker, nine: float, end: float, day: date, core: float | None, diary: Diary) -> None:
    """Live through a day at the desk, an exercise session and the evening included."""
    random = worker.random
    begin = nine + random.randint(-12, 15) * MINUTE
    end += random.randint(-15, 15) * MINUTE
    if random.random() < 0.3:
        worker.move("cycle", begin - 35 * MINUTE, random.randint(20, 28))
    worker.open(begin)
    worker.work(end, _extras(worker, nine, day, diary.back))
    late = core is not None and random.random() < 0.3
    if core is not None and not late:
        _programme(worker, day, core, diary)
    elif core is None and random.random() < 0.7:
        worker.exercise("gentle", 1.0)
    worker.close()
    if random.random() < 0.4:
        kind = random.choice(("swim", "yoga", "walk"))
        worker.move(kind, end + 75 * MINUTE, random.choice((20, 25, 30, 40)))
    if core is not None and late:
        worker.open(end + 160 * MINUTE)
        worker.until(worker.wall + MINUTE)
        _programme(worker, day, core, diary)
        worker.close()


def _programme(worker: DeskWorker, day: date, share: float, diary: Diary) -> None:
    """Do the core programme, as the back allows it, and write down how it was."""
    session = worker.exercise("programme", share, tailored=_tailored(diary.back, day))
    diary.of_session(day, session, worker.wall)


def _tailored(back: BackStory, day: date) -> Tailored:
    """Return what is made of the programme on a day: all of it is as prescribed until a few weeks ago."""
    if back.ago(day) >= OWN_SINCE:
        return AS_PRESCRIBED
    swapped, easier = back.swap(day) or ("", True)
    unattended = LEFT_RUNNING if day.weekday() == FRI else frozenset[str]()
    return Tailored(OWN_DOSES, swapped, lighter=easier, by_player=unattended)


def _extras(worker: DeskWorker, nine: float, day: date, back: BackStory) -> list[Extra]:
    """Return what else a day at the desk holds: lunch, breathing, the weekly self-check."""
    random = worker.random
    noon, minutes = nine + random.randint(185, 215) * MINUTE, random.randint(30, 50)
    extras = [Extra(noon, minutes * MINUTE, partial(_lunch, worker, minutes, walks=random.random() < 0.55))]
    if random.random() < 0.55:
        extras.append(Extra(nine + 90 * MINUTE, 5 * MINUTE, partial(worker.breathe, BELLY)))
    if random.random() < 0.8:
        extras.append(Extra(nine + 6 * HOUR, 2 * MINUTE, partial(worker.breathe, FOUR_SEVEN_EIGHT)))
    if day.weekday() == FRI and (random.random() < 0.92 or back.ago(day) < OWN_SINCE):
        extras.append(Extra(nine + 7 * HOUR, 0, partial(worker.check, back.check(day))))
    return extras


def _lunch(worker: DeskWorker, minutes: int, *, walks: bool) -> None:
    if walks:
        worker.move("walk", worker.wall + 3 * MINUTE, min(30, minutes - 6))
    worker.lunch(minutes * MINUTE)


def _weekend(worker: DeskWorker, ten: float) -> None:
    """Live through a day with little desk in it."""
    random = worker.random
    if random.random() < 0.6:
        worker.open(ten + random.randint(0, 50) * MINUTE)
        worker.until(worker.wall + random.randint(4, 20) * MINUTE)
        worker.breathe(random.choice((BELLY, FOUR_SEVEN_EIGHT)))
        worker.exercise("gentle", 1.0)
        worker.until(worker.wall + random.randint(5, 20) * MINUTE)
        worker.close()
    if random.random() < 0.8:
        kind = random.choice(("walk", "swim", "cycle", "walk"))
        worker.move(kind, ten + random.randint(120, 300) * MINUTE, random.choice((25, 30, 40, 60)))


def _today(worker: DeskWorker, now: Instant, dawn: float, nine: float, end: float) -> None:
    """Live through today up to now, whatever day of the week and time of day it is.

    Whoever looks early began early; whoever looks in the evening sees a finished day, and somebody who has
    just sat down again.
    """
    seated = now.wall - SITTING_NOW
    begin = max(dawn + 36 * MINUTE, min(nine, now.wall - 3 * HOUR))
    evening = now.wall > end + HOUR
    if begin < seated - 20 * MINUTE:
        worker.move("cycle", begin - 35 * MINUTE, 25)
        worker.open_today(begin)
        extras = _extras_today(worker, begin)
        if evening:
            worker.work(end, extras)
            worker.close()
            worker.move("yoga", end + 30 * MINUTE, 20)
        else:
            worker.work(seated - 2 * MINUTE, extras)
            worker.get_back()
            worker.do(StartBreak())
            worker.until(seated)
    if worker.wall < seated:
        worker.open_today(seated)
    worker.until(now.wall)
    worker.close()


def _extras_today(worker: DeskWorker, begin: float) -> list[Extra]:
    """Return what today holds: a core session that was left to be gone on with, lunch, breathing."""
    return [
        Extra(
            begin + 70 * MINUTE,
            15 * MINUTE,
            partial(worker.exercise, "programme", 0.4, ended=False, tailored=Tailored(OWN_DOSES)),
        ),
        Extra(begin + 205 * MINUTE, 40 * MINUTE, partial(worker.lunch, 40 * MINUTE)),
        Extra(begin + 6 * HOUR, 2 * MINUTE, partial(worker.breathe, FOUR_SEVEN_EIGHT)),
    ]
