"""A session being led: planned for this person, each set on disk as it ends, the chair waiting meanwhile."""

from __future__ import annotations

from dataclasses import replace
from operator import methodcaller

import pytest

from coretui.domain.care.selfcheck import UNSTABLE, SelfCheck
from coretui.domain.chair.view import ChairState
from coretui.domain.exercises.dose import Sides
from coretui.domain.exercises.player import Cue
from coretui.domain.exercises.steps import Tempo
from coretui.services.session_run import Coach, estimate, next_first, plan_of, planned, sides_of, tempo_of
from coretui.services.workplace import Workplace
from coretui.settings.keys import Settings
from coretui.store import care, sessions
from coretui.store.sessions import Outline, StoredSession
from tests.clock import FakeClocks
from tests.domain.players import CATALOGUE, L, R
from tests.keepers import sign

PLANK, ONE_LEG = "front-plank-2-legs", "front-plank-1-leg"
FIRST, SECOND = (PLANK, 1, None), (PLANK, 2, None)


def begun(workplace: Workplace, programme: str = "programme", minutes: int | None = None) -> Coach:
    """Return the coach of a session that begins now."""
    sets, first = planned(workplace, CATALOGUE, programme, minutes=minutes), next_first(workplace, programme)
    outline = Outline(programme, len(sets), sides_of(workplace.settings), first, sets, minutes)
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
    return begun(workplace)


def test_tempo_and_sides_are_those_that_are_set() -> None:
    assert (tempo_of(Settings.of()), sides_of(Settings.of())) == (Tempo(), Sides.EACH)
    settings = Settings.of(session__ready="7s", session__rep=1.5, session__pace="own", session__sides="total")
    assert tempo_of(settings) == Tempo(ready=7, rep=1.5, moving=1, hands_free=False)
    assert sides_of(settings) is Sides.TOTAL


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


def test_a_session_has_own_doses_the_minutes_there_are_and_as_many_rounds_of_a_neighbour(
    workplace: Workplace,
) -> None:
    workplace.desk.settings = Settings.of(**{f"session.doses.{PLANK}": "5x45s"})
    coach = begun(workplace, minutes=40)
    assert coach.plan[0].amount == 45
    assert 35 * 60 < estimate(workplace, coach.plan) <= 40 * 60
    rounds = max(one.number for one in coach.plan if one.origin == PLANK)
    assert coach.heavier()
    assert 1 < rounds == max(one.number for one in coach.plan if one.origin == PLANK) < 5


def test_a_set_is_on_disk_as_it_ends_until_it_is_opened_again_and_a_sign_of_the_person(
    coach: Coach, clocks: FakeClocks
) -> None:
    nine = clocks.now().wall
    for seconds, ended, seen in ((34, 0, 0), (1, 1, 35), (59, 1, 35), (1, 2, 95)):
        run(coach, clocks, seconds)
        assert kept(coach).amounts == dict.fromkeys((FIRST, SECOND)[:ended], 30)
        assert sign(coach.workplace.keeper) == nine + seen, "who presses no key"
    coach.back()
    assert (kept(coach).amounts, kept(coach).position) == ({FIRST: 30}, 1)


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
