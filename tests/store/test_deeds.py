"""Whatever a person does can be written down, and comes to the same when another process does it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from coretui.domain.care.selfcheck import SelfCheck
from coretui.domain.chair.hours import Hours
from coretui.domain.chair.messages import StartBreak
from coretui.domain.chair.reading import Reading, Signs
from coretui.domain.chair.spans import Span
from coretui.domain.chair.state import Body, Policy
from coretui.domain.exercises.dose import Dose, Side
from coretui.domain.exercises.plan import PlannedSet
from coretui.domain.habits.habit import Habit, built_in_habit
from coretui.domain.habits.schedules import Repeat, Schedule
from coretui.domain.pain import Pain
from coretui.domain.posture.asking import Answer
from coretui.domain.posture.notes import Moment, Posture
from coretui.errors import NotSavedError
from coretui.paths import Home
from coretui.store import care, chair, corrections, habits, notes, posture, records, sessions, timeoff
from coretui.store.calls import MODULES, DeedCall, written
from coretui.store.database import Store
from coretui.store.deeds import DEEDS
from coretui.store.ids import ids_of
from tests.clock import FakeClocks
from tests.conftest import AT_DESK
from tests.stores import a_store, lay_out, with_habits

Step = tuple[Callable[..., object], tuple[object, ...], dict[str, object]]
CLUB = Habit(
    "", "Lezen: [b]één\n boek", derived=False, goal=2, unit="×", created=AT_DESK, retired=None, position=0
)
PLANNED = PlannedSet("plank", 1, Side.LEFT, Dose(3, seconds=20), worth=0.5)


def steps(store: Store, clocks: FakeClocks) -> Iterator[Step]:
    """Yield a day's deeds: each is done before the next one is asked for."""

    def step(function: Callable[..., object], *args: object, **kwargs: object) -> Step:
        clocks.advance(60)
        return function, args, kwargs

    daily = Schedule(AT_DESK, Repeat.WEEKDAYS, weekdays=frozenset({0, 3}))
    yield step(habits.add, CLUB, daily, clocks.now())
    yield step(habits.add_offered, *built_in_habit("posture", AT_DESK), clocks.now())
    added = habits.read_habits(store, AT_DESK)[-2]
    yield step(habits.change, added, habits.Change("Lezen", goal=3.5), AT_DESK, 0, clocks.now())
    ids = [one.id for one in habits.read_habits(store, AT_DESK)]
    yield step(habits.order, ids[::-1], clocks.now())
    yield step(habits.retire, added, AT_DESK, clocks.now())
    retired = replace(added, retired=AT_DESK)
    yield step(habits.restore, retired, AT_DESK + timedelta(days=1), clocks.now())
    yield step(records.tick, "core", AT_DESK, clocks.now(), times=2)
    yield step(records.untick, "core", AT_DESK, clocks.now(), 1.0)
    yield step(records.log_movement, "walk", 20, clocks.now(), 4 * 3600, "buiten", clocks.zone)
    running = (Span(Body.SITTING, clocks.now().wall + 9 * 3600, 60.0, AT_DESK),)
    yield step(records.log_sitting, clocks.now().later(-7200), 1800.0, 4 * 3600, running)
    yield step(care.feel, Pain(3, leg=True), AT_DESK, clocks.now())
    [row] = store.db.execute("select id from pain").fetchall()
    yield step(care.tell_more, care.PainNote(row[0], 1, Pain(2)), clocks.now(), leg=False)
    with ids_of("session"):
        session = sessions.begin(store, sessions.Outline("programme", 12), clocks.now(), 4 * 3600)
    yield step(sessions.finish_set, session, PLANNED, clocks.now(), 20, sessions.Counted.PLAYER)
    yield step(sessions.reopen_set, session, PLANNED, clocks.now())
    yield step(sessions.reach, session, None)
    yield step(care.hurt, session, Pain(4), clocks.now(), exercise="plank")
    yield step(sessions.end, session, clocks.now())
    yield step(care.check, SelfCheck(AT_DESK, frozenset({"stiff"}), frozenset()), clocks.now())
    yield step(posture.note, Posture.SLUMPED, Moment.OWN, clocks.now(), 4 * 3600)
    with ids_of("question"):
        question = posture.ask(store, clocks.now(), 4 * 3600)
    yield step(posture.answer, question, Answer.NOT_NOW)
    yield step(timeoff.take, date(2026, 12, 1), date(2026, 12, 3), clocks.now(), "core")
    yield step(timeoff.give_back, timeoff.all_time_off(store)[0], clocks.now())
    yield step(timeoff.rest, date(2026, 11, 1), date(2026, 11, 2), clocks.now())
    yield step(timeoff.flare_on, AT_DESK, clocks.now())
    yield step(timeoff.flare_off, AT_DESK, clocks.now())
    yield step(notes.write, notes.Note("\x1b[31mrood\x1b[0m", AT_DESK, exercise="plank"), clocks.now())
    policy = Policy(hours=Hours((((0, 3600),),) * 7))
    yield step(corrections.undo, clocks.now(), policy)
    yield step(corrections.redo, clocks.now(), policy)
    first = Reading(clocks.now(), signs=Signs(clocks.now(), 1.5), own_key=clocks.now())
    yield step(chair.transition, (first,), Policy())
    yield step(chair.transition, (Reading(clocks.now(), StartBreak(), mute=True),), Policy())
    with store.write() as db:
        away = {"id": "away", "body": "away", "started_at": clocks.now().wall - 9000, "seconds": 900.0}
        db.table("span").insert({**away, "utc_offset": 0, "ends_stretch": 1, "day": AT_DESK.isoformat()})
    yield step(corrections.sat_anyway, "away", clocks.now(), Policy())


def test_every_deed_can_be_written_down_and_done_from_that(tmp_path: Path) -> None:
    stores, found = [], set()
    for name in ("written", "direct"):
        home = Home(str(tmp_path / name), str(tmp_path / name))
        lay_out(home, with_habits(AT_DESK))
        stores.append(a_store(home))
    with closing(stores[0]) as one, closing(stores[1]) as other:
        one.hurry(0)
        for number, ((function, args, kwargs), direct) in enumerate(
            zip(steps(one, FakeClocks()), steps(other, FakeClocks()), strict=True)
        ):
            call = refused(one, function, args, kwargs)
            found.add(call.name)
            with ids_of(f"deed {number}"):
                DeedCall(**json.loads(json.dumps(asdict(call)))).do(one)
            with ids_of(f"deed {number}"):
                direct[0](other, *direct[1], **direct[2])
            assert list(one.db.conn.iterdump()) == list(other.db.conn.iterdump()), call.name
    assert found == DEEDS.keys()
    assert {name.split(".")[0] for name in found} == set(MODULES)


def refused(
    store: Store, function: Callable[..., object], args: tuple[object, ...], kwargs: dict[str, object]
) -> DeedCall:
    """Try a deed while another program holds the file; return what the error tells of it."""
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("begin immediate")
        with pytest.raises(NotSavedError) as no:
            function(store, *args, **kwargs)
        other.execute("rollback")
    call = written(no.value.call)
    assert call
    return call


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("records.gone", {}),
        ("records.tick", {"habit": "core"}),
        ("records.tick", {"habit": 1, "day": "2026-11-23", "now": {}}),
        ("records.tick", {"habit": "core", "day": "yesterday", "now": None}),
        ("records.tick", {"what": "core"}),
        ("database.Store", {}),
    ],
)
def test_what_nobody_wrote_is_refused(store: Store, name: str, given: dict[str, object]) -> None:
    before = list(store.db.conn.iterdump())
    with pytest.raises(ValueError, match=r".*"):
        DeedCall(name, given).do(store)
    assert list(store.db.conn.iterdump()) == before
