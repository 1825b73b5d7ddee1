"""A session being led: planned for this person, each set on disk as it ends, the chair waiting meanwhile."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from operator import methodcaller

import pytest

from coretui.desktop.lock import KeeperLock
from coretui.domain.care.selfcheck import UNSTABLE, SelfCheck
from coretui.domain.chair.messages import StartSession
from coretui.domain.chair.state import LED, Body, Policy
from coretui.domain.chair.view import ChairState
from coretui.domain.exercises.dose import Sides
from coretui.domain.exercises.player import Cue
from coretui.domain.exercises.steps import Tempo
from coretui.errors import StoreError
from coretui.paths import Home
from coretui.services.keeper import Keeper
from coretui.services.session_run import (
    SIGN,
    Coach,
    TickedByHand,
    estimate,
    left_out,
    next_first,
    plan_of,
    planned,
    sides_of,
    tempo_of,
)
from coretui.services.workplace import Workplace
from coretui.settings.keys import Settings
from coretui.store import care, sessions
from coretui.store.sessions import Outline, StoredSession
from tests.clock import FakeClocks
from tests.domain.players import CATALOGUE, L, R
from tests.keepers import sign
from tests.stores import a_store

PLANK, ONE_LEG = "front-plank-2-legs", "front-plank-1-leg"
BRISK = Settings.of(session__ready="5s", session__switch="5s")
FIRST, SECOND = (PLANK, 1, None), (PLANK, 2, None)


def begun(workplace: Workplace, programme: str = "programme", minutes: int | None = None) -> Coach:
    """Return the coach of a session that begins now."""
    sets, first = planned(workplace, CATALOGUE, programme, minutes=minutes), next_first(workplace, programme)
    outline = Outline(programme, len(sets), sides_of(workplace.settings, programme), first, sets, minutes)
    session = sessions.by_id(workplace.store, sessions.begin(workplace.store, outline, workplace.now, 0))
    assert session
    coach = Coach.of(workplace, CATALOGUE, session)
    coach.start()
    return coach


def kept(coach: Coach) -> StoredSession:
    """Return what is on disk of the session."""
    session = sessions.by_id(coach.workplace.store, coach.session.id)
    assert session
    return session


def run(coach: Coach, clocks: FakeClocks, seconds: int) -> list[tuple[int, Cue]]:
    """Tick once a second; return the bells, each with the seconds since."""
    bells = []
    for second in range(1, seconds + 1):
        clocks.advance(1)
        bells += [(second, cue) for cue in sorted(coach.tick())]
    return bells


@pytest.fixture
def coach(workplace: Workplace) -> Coach:
    """Return the coach of a session that begins at nine: the plank on two legs thrice, on one leg, and so on."""
    workplace.desk.settings = BRISK
    return begun(workplace)


def test_tempo_and_sides_are_those_that_are_set() -> None:
    rhythms = CATALOGUE.rhythms
    each = (Tempo(rhythms=rhythms), Sides.EACH)
    assert (tempo_of(Settings.of(), CATALOGUE), sides_of(Settings.of(), "programme")) == each
    settings = Settings.of(
        session__ready="7s", session__switch="4s", session__speed=0.8, session__rep=1.5, session__pace="own",
        session__sides="total", **{"session.rhythms.log-roll": 12},
    )  # fmt: skip
    assert tempo_of(settings, CATALOGUE) == Tempo(
        ready=7, switch=4, speed=0.8, rep=1.5, rhythms=rhythms, reps={"log-roll": 12}, hands_free=False
    )
    assert sides_of(settings, "programme") is Sides.TOTAL
    for other in ("pillars", "gentle", "desk", "my-own"):
        assert sides_of(settings, other) is Sides.EACH


def test_the_first_side_alternates_where_something_was_done(workplace: Workplace, clocks: FakeClocks) -> None:
    for done, first in ((False, L), (True, L), (True, R), (False, L), (True, L)):
        coach = begun(workplace, "desk")
        assert coach.plan[0].side is coach.session.first is first
        assert plan_of(replace(coach.session, plan=None), CATALOGUE) == coach.plan, "as its programme has it"
        if done:
            sessions.finish_set(workplace.store, coach.session.id, coach.plan[0], workplace.now)
        clocks.advance(60)


def test_stretches_need_a_self_check_without_reasons(workplace: Workplace) -> None:
    for reasons, offered in ((None, False), ([], True), ([UNSTABLE], False)):
        if reasons is not None:
            care.check(workplace.store, SelfCheck(workplace.today, reasons=frozenset(reasons)), workplace.now)
        assert ("happy-baby" in {one.exercise for one in planned(workplace, CATALOGUE, "pillars")}) is offered


def test_what_needs_a_ball_or_a_band_is_left_out_without_one(workplace: Workplace) -> None:
    for ball, band, gone in (("ask", "ask", []), ("yes", "no", ["pallof-press"]), ("no", "yes", ["superman"])):
        workplace.desk.settings = Settings.of(session__ball=ball, session__band=band)
        told = [one.id for id_ in ("programme", "pillars") for one in left_out(workplace, CATALOGUE, id_)]
        kept = {one.exercise for id_ in ("programme", "pillars") for one in planned(workplace, CATALOGUE, id_)}
        assert told == gone
        assert {"superman", "pallof-press"} - kept == set(gone)


def test_what_is_left_out_from_now_on_is_still_part_of_the_session_that_has_it(workplace: Workplace) -> None:
    coach = begun(workplace)
    while coach.plan[coach.player.index].exercise != "superman":
        coach.skip()
    workplace.desk.settings = Settings.of(session__ball="no")
    coach.another("bird-dog")
    assert [one.exercise for one in coach.plan if one.origin == "superman"] == ["bird-dog"] * 6


def test_a_session_has_own_doses_the_minutes_there_are_and_as_many_rounds_of_a_neighbour(
    workplace: Workplace,
) -> None:
    workplace.desk.settings = Settings.of(**{f"session.doses.{PLANK}": "5x45s"})
    coach = begun(workplace, minutes=40)
    assert coach.plan[0].amount == 45
    assert 35 * 60 < estimate(workplace, CATALOGUE, coach.plan) <= 40 * 60
    rounds = max(one.number for one in coach.plan if one.origin == PLANK)
    assert coach.heavier()
    assert 1 < rounds == max(one.number for one in coach.plan if one.origin == PLANK) < 5


def test_a_set_is_on_disk_as_it_ends_until_it_is_opened_again_and_a_sign_of_the_person(
    coach: Coach, clocks: FakeClocks
) -> None:
    for seconds, ended in ((34, 0), (1, 1), (59, 1), (1, 2)):
        run(coach, clocks, seconds)
        assert kept(coach).amounts == dict.fromkeys((FIRST, SECOND)[:ended], 30)
        assert clocks.now().wall - SIGN < sign(coach.workplace.keeper) <= clocks.now().wall, "who presses no key"
    coach.back()
    assert (kept(coach).amounts, kept(coach).position) == ({FIRST: 30}, 1)


def test_a_set_that_ends_while_another_program_holds_the_file_is_stored_later_as_of_its_end(
    coach: Coach, clocks: FakeClocks
) -> None:
    workplace = coach.workplace
    workplace.store.hurry(0)
    workplace.keeper.tick()
    with closing(sqlite3.connect(workplace.store.path, isolation_level=None)) as other:
        other.execute("begin immediate")
        run(coach, clocks, 5 + 30)
        ended = clocks.now().wall
        run(coach, clocks, 5)
        assert (kept(coach).amounts, coach.player.index) == ({}, 1)
    workplace.waiting.retry()
    assert kept(coach).amounts == {FIRST: 30}
    [(done_at,)] = workplace.store.db.execute("select done_at from session_set").fetchall()
    assert done_at == ended


def test_each_bell_is_rung_once(coach: Coach, clocks: FakeClocks) -> None:
    lasts = [(second, Cue.LAST) for second in (2, 3, 4, 32, 33, 34)]
    assert run(coach, clocks, 36) == sorted([*lasts, (5, Cue.START), (20, Cue.HALF), (35, Cue.END)])


@pytest.mark.parametrize(
    ("key", "amounts", "upcoming", "running", "chair"),
    [
        ("tick", {FIRST: 30}, 1, True, ChairState.SESSION),
        ("done", {FIRST: 30, SECOND: 30}, 2, True, ChairState.SESSION),
        ("forward", {FIRST: 30, SECOND: 10}, 2, True, ChairState.SESSION),
        ("back", {FIRST: 30}, 1, True, ChairState.SESSION),
        ("skip", {FIRST: 30}, 2, True, ChairState.SESSION),
        ("drop", {FIRST: 30}, 3, True, ChairState.SESSION),
        ("pause", {FIRST: 30}, 1, False, ChairState.SESSION),
        ("leave", {FIRST: 30, SECOND: 10}, 1, False, ChairState.SITTING),
    ],
)
def test_ten_seconds_into_the_second_set_a_key_keeps_goes_to_and_lets_run(
    coach: Coach, clocks: FakeClocks, key: str, amounts: object, upcoming: int, running: bool, chair: ChairState
) -> None:
    run(coach, clocks, 75)
    methodcaller(key)(coach)
    assert (kept(coach).amounts, coach.player.index, coach.running) == (amounts, upcoming, running)
    assert (coach.workplace.keeper.view().state, kept(coach).ended_at) == (chair, None)
    again = Coach.of(coach.workplace, CATALOGUE, kept(coach))
    assert (again.player.index, again.running) == (upcoming, False), "where it is offered again"


def test_a_session_without_a_place_is_gone_on_with_at_its_first_open_set(coach: Coach) -> None:
    for index, one in enumerate(coach.plan):
        assert Coach.of(coach.workplace, CATALOGUE, kept(coach)).player.index == index
        sessions.finish_set(coach.workplace.store, coach.session.id, one, coach.workplace.now)
    assert Coach.of(coach.workplace, CATALOGUE, kept(coach)).player.over


def test_a_set_says_who_counted_it(coach: Coach, clocks: FakeClocks) -> None:
    """A session that runs by itself counts, though nobody may have been there: the record says so."""
    run(coach, clocks, 35)
    assert kept(coach).by_player == {FIRST}
    run(coach, clocks, 40)
    coach.done()
    assert kept(coach).by_player == {FIRST}
    third = (PLANK, 3, None)
    run(coach, clocks, 40)
    coach.leave()
    assert kept(coach).by_player == {FIRST, third}
    assert kept(coach).amounts[third] == 10


@pytest.mark.parametrize("stop", [FakeClocks.advance, FakeClocks.sleep])
def test_what_nobody_could_see_is_no_set(
    coach: Coach, clocks: FakeClocks, stop: Callable[[FakeClocks, float], None]
) -> None:
    """3 x 30 s: the process is stopped, or the machine sleeps, 5 s into the first for 75 s."""
    run(coach, clocks, 10)
    stop(clocks, 75)
    run(coach, clocks, 60)
    assert (kept(coach).amounts, coach.running, coach.player.index, coach.moment().done) == ({}, False, 0, 5)


def test_what_the_terminal_did_not_take_is_no_set(coach: Coach, clocks: FakeClocks) -> None:
    run(coach, clocks, 34)
    last = clocks.now().elapsed
    coach.workplace.shown = lambda _now: last
    run(coach, clocks, 55)
    assert (kept(coach).amounts, coach.running, coach.moment().done) == ({}, False, 29)


def test_on_another_screen_the_chair_goes_on_and_the_session_is_still_offered(
    coach: Coach, clocks: FakeClocks
) -> None:
    run(coach, clocks, 20)
    keeper = coach.workplace.keeper
    assert coach.workplace.rest() == ()
    assert (keeper.view().state, coach.running, coach.moment().done) == (ChairState.SITTING, False, 15)
    assert sessions.running(coach.workplace.store, coach.workplace.today) == kept(coach)
    coach.start()
    assert keeper.view().state is ChairState.SESSION


def test_while_it_stands_still_another_process_keeps_the_chair(coach: Coach, clocks: FakeClocks) -> None:
    workplace = coach.workplace
    workplace.keeper.tick()
    run(coach, clocks, 20)
    assert workplace.stop() == ()
    assert (workplace.keeper.keeping, coach.running) == (False, False)
    assert workplace.keeper.view().state is ChairState.SITTING


def test_a_session_whose_player_is_gone_is_over_for_the_chair_at_its_last_sign(
    coach: Coach, clocks: FakeClocks
) -> None:
    """The process that led is killed; another keeps the chair."""
    keeper = coach.workplace.keeper
    keeper.tick()
    run(coach, clocks, 40)
    last = coach.workplace.now.wall
    for _ in range(int(LED)):
        clocks.advance(1)
        keeper.tick()
    assert keeper.view().state is ChairState.SITTING
    [(body, began, seconds)] = coach.workplace.store.db.execute("select body, started_at, seconds from span")
    assert body == Body.SESSION
    assert last - SIGN <= began + seconds <= last
    assert sessions.running(coach.workplace.store, coach.workplace.today) == kept(coach)


def test_who_finds_the_chair_without_a_keeper_finds_no_session_under_way(
    coach: Coach, clocks: FakeClocks, home: Home
) -> None:
    """The only process is killed, and another begins at once."""
    coach.workplace.keeper.tick()
    run(coach, clocks, 20)
    coach.workplace.keeper.lock.release()
    clocks.advance(2)
    with closing(a_store(home)) as store:
        again = Keeper(store, clocks, Policy(), KeeperLock(home.lock))
        again.tick()
        assert again.view().state is ChairState.SITTING
        again.lock.release()


def test_sets_ticked_by_hand_hold_the_chair_until_the_screen_is_left(workplace: Workplace) -> None:
    workplace.keeper.tick()
    workplace.keeper.command(StartSession())
    workplace.underway.add(TickedByHand(workplace))
    assert workplace.rest() == workplace.rest() == ()
    assert workplace.keeper.view().state is ChairState.SITTING


@pytest.mark.usefixtures("faults_wanted")
def test_leaving_keeps_what_was_done_and_gets_away_whatever_the_store_says(
    coach: Coach, clocks: FakeClocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    workplace = coach.workplace
    workplace.keeper.tick()
    run(coach, clocks, 20)

    def broken(*_: object) -> None:
        raise KeyError("state")

    with monkeypatch.context() as patch:
        patch.setattr("coretui.services.keeper.transition", broken)
        [said] = workplace.put_away()
        assert said.startswith("Something went wrong inside coretui (KeyError)")
        assert not workplace.keeper.keeping
    assert workplace.put_away() == ()
    assert workplace.underway == set()


def test_a_set_that_cannot_be_kept_holds_up_no_chair(
    coach: Coach, clocks: FakeClocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(coach, clocks, 20)

    def full(*_: object, **__: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(sessions, "finish_set", full)
    assert coach.workplace.put_away() == ("The disk is full.",)
    assert coach.workplace.keeper.view().state is ChairState.SITTING


def test_between_sets_leaving_keeps_nothing_more_and_ending_closes(coach: Coach, clocks: FakeClocks) -> None:
    run(coach, clocks, 40)
    coach.leave()
    assert (kept(coach).amounts, kept(coach).ended_at) == ({FIRST: 30}, None)
    coach.start()
    coach.end()
    assert kept(coach).ended_at == clocks.now().wall
    assert coach.workplace.keeper.view().state is ChairState.SITTING


def test_what_is_done_instead_is_on_disk_and_counts_if_it_is_a_neighbour(coach: Coach, clocks: FakeClocks) -> None:
    run(coach, clocks, 34)
    clocks.advance(2)  # the first set ends by itself meanwhile
    for swap, swapped, exercise, counts in (
        (methodcaller("heavier"), True, ONE_LEG, True),
        (methodcaller("lighter"), True, PLANK, True),
        (methodcaller("another", "superman"), None, "superman", False),
    ):
        assert swap(coach) is swapped
        assert (kept(coach).amounts, kept(coach).position, kept(coach).plan) == ({FIRST: 30}, 1, coach.plan)
        instead = {(one.exercise, one.counts) for one in coach.plan[1:] if one.origin == PLANK}
        assert instead == {(exercise, counts)}


def test_without_a_neighbour_or_the_programme_nothing_is_swapped(coach: Coach) -> None:
    usual = coach.plan
    assert coach.lighter() is False
    coach.session = replace(coach.session, programme="own")
    assert coach.heavier() is False
    assert kept(coach).plan == coach.plan == usual


def test_dropping_the_last_exercise_is_the_end(coach: Coach) -> None:
    for exercise in dict.fromkeys(one.exercise for one in coach.plan):
        assert coach.plan[coach.player.index].exercise == exercise
        coach.drop()
    assert coach.player.over
