"""The figure where it is used: it agrees with the count, shows the right side, and stands still where asked."""

from __future__ import annotations

from typing import Any

import pytest

from coretui.catalogue import load
from coretui.catalogue.figures import built_in, figure_of
from coretui.domain.breathing.patterns import Phase
from coretui.domain.chair.messages import StartBreak
from coretui.domain.exercises.dose import Dose, Side
from coretui.domain.exercises.plan import PlannedSet
from coretui.domain.exercises.player import PlayerMoment
from coretui.domain.exercises.rep import Rhythm, rep_at
from coretui.domain.exercises.steps import Step, StepKind
from coretui.figures.figure import FigureInstant
from coretui.paths import Home
from coretui.tui.app import CoretuiApp
from coretui.tui.screens.session.screen import SessionScreen
from coretui.tui.screens.session.stage import breath_of, instant_of, mirrored
from coretui.tui.widgets.figure.view import FigureView
from tests.clock import FakeClocks
from tests.tui.desk import SIZE, make_app, text
from tests.tui.led import KNOWN, READY, lead


def planned(dose: Dose, side: Side | None = None) -> PlannedSet:
    return PlannedSet(exercise="bird-dog", number=1, side=side, dose=dose)


HOLD, REPS = Dose(sets=1, seconds=30), Dose(sets=1, reps=10)


# The picture of a moment

FIGURES = tuple(built_in().values())
HOLDS = tuple(figure for figure in FIGURES if not load().exercises[figure.exercise].timed)


def test_at_the_turn_of_a_repetition_is_the_top_pose() -> None:
    step = Step(StepKind.WORK, 0, planned(REPS), 40.0)
    reps = [rep_at(Rhythm.plain(4), REPS, seconds / 20) for seconds in range(80)]
    turned = [rep for rep in reps if rep.reach == 1.0]
    assert turned
    for figure in FIGURES:
        assert instant_of(figure, PlayerMoment(step, rep=reps[0])) == FigureInstant(0)
        for rep in turned:
            assert instant_of(figure, PlayerMoment(step, rep=rep)) == FigureInstant(figure.top), figure.exercise


def test_a_hold_is_the_top_pose_and_breathes() -> None:
    step = Step(StepKind.WORK, 0, planned(HOLD), 30.0)
    for figure in HOLDS:
        shown = {instant_of(figure, PlayerMoment(step, into=second / 4)) for second in range(120)}
        assert {(one.key, one.step) for one in shown} == {(figure.top, 0)}
        assert len(shown) > 2


def test_a_walk_of_some_minutes_is_no_hold() -> None:
    walk, step = built_in()["short-walk", False], Step(StepKind.WORK, 0, planned(HOLD), 30.0)
    assert instant_of(walk, PlayerMoment(step, into=1.7), timed=True) == walk.at(1.7)


def test_a_body_breathes_in_the_pace_of_the_belly_pattern_and_a_walk_in_none() -> None:
    belly, body = load().exercises["belly-breathing"], built_in()["belly-breathing", False]
    step = Step(StepKind.WORK, 0, planned(Dose(1, seconds=300)), 300.0)
    found = []
    for into in (0, 2, 4, 7, 10, 12):
        moment = PlayerMoment(step, into=into)
        breath = breath_of(belly, moment, 1.0)
        assert breath
        found.append((breath.phase, breath.fullness, instant_of(body, moment, timed=True, breath=breath)))
    assert [(phase, fullness) for phase, fullness, _ in found] == [
        (Phase.IN, 0), (Phase.IN, 0.5), (Phase.OUT, 1), (Phase.OUT, 0.5), (Phase.IN, 0), (Phase.IN, 0.5),
    ]  # fmt: skip
    assert found[0][2] == found[4][2] == FigureInstant(0)
    assert found[2][2] == FigureInstant(body.top)
    slower = breath_of(belly, PlayerMoment(step, into=6), 0.5)
    assert slower
    assert slower.phase is Phase.IN
    interrupted = Step(StepKind.WORK, 0, planned(HOLD), 300.0, before=7)
    again = breath_of(belly, PlayerMoment(interrupted, into=8), 1.0)
    assert again
    assert (again.phase, again.into) == (Phase.IN, 1)
    assert breath_of(load().exercises["short-walk"], PlayerMoment(step, into=1), 1.0) is None
    assert breath_of(belly, PlayerMoment(Step(StepKind.REST, 0, planned(HOLD), 30.0), into=1), 1.0) is None


@pytest.mark.parametrize("kind", [StepKind.READY, StepKind.SWITCH, StepKind.REST])
@pytest.mark.parametrize("dose", [HOLD, REPS])
def test_what_comes_is_shown_and_gets_to_where_it_begins(kind: StepKind, dose: Dose) -> None:
    step = Step(kind, 0, planned(dose), 30.0)
    moments = [PlayerMoment(step, into=30 - left / 12, left=left / 12) for left in range(360, -1, -1)]
    for figure in FIGURES:
        timed = figure not in HOLDS
        shown = [instant_of(figure, moment, timed=timed) for moment in moments]
        assert len(set(shown)) > len(figure.cycle)
        assert (shown[-1].key, shown[-1].step) == (figure.top if dose is HOLD and figure in HOLDS else 0, 0), (
            figure.exercise
        )


def test_in_the_person_s_own_pace_it_goes_on_in_its_loop() -> None:
    step = Step(StepKind.WORK, 0, planned(REPS), 40.0, open=True)
    for figure in FIGURES:
        assert instant_of(figure, PlayerMoment(step, into=2.5)) == figure.at(2.5)


def test_the_other_side_is_mirrored() -> None:
    for figure in FIGURES:
        assert not mirrored(figure, planned(REPS, Side(figure.side)))
        assert mirrored(figure, planned(REPS, Side.LEFT if figure.side == "right" else Side.RIGHT))
        assert not mirrored(figure, planned(REPS))


# The screens


def view(app: CoretuiApp, where: str) -> FigureView:
    return app.screen.query_one(where, FigureView)


def drawn(app: CoretuiApp, where: str) -> str:
    """Return what stands in the room of a figure; nothing where it is not to be seen."""
    canvas = view(app, where).canvas
    if not canvas.seen:
        return ""
    return "".join(canvas.render_line(y).text for y in range(canvas.size.height)).strip()


def frame(app: CoretuiApp, clocks: FakeClocks, seconds: float) -> None:
    clocks.advance(seconds)
    assert isinstance(app.screen, SessionScreen)
    app.screen.led.frame()


async def test_the_player_shows_the_exercise(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        shown = view(app, "#doer")
        assert shown.figure is figure_of(load(), "front-plank-2-legs", ball=True)
        assert drawn(app, "#doer")
        before = shown.canvas.instant
        frame(app, clocks, 1)
        assert shown.canvas.instant != before
        for _ in range(READY - 1):
            frame(app, clocks, 1)
        assert shown.figure
        assert shown.canvas.instant.key == shown.figure.top


async def test_paused_it_stands_still(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        frame(app, clocks, 1)
        await pilot.press("space")
        before = view(app, "#doer").canvas.instant
        frame(app, clocks, 1)
        assert view(app, "#doer").canvas.instant == before


async def test_the_player_mirrors_the_other_side(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        seen = {}
        for _ in range(12):
            await pilot.press("right")
            await pilot.pause()
            if side := text(app, "#act-side"):
                seen[side] = view(app, "#doer").mirrored
        assert sorted(seen.values()) == [False, True]


@pytest.mark.parametrize("given", [{"look__figures": "text"}, {"look__glyphs": "ascii"}])
async def test_words_alone_where_that_is_wanted(home: Home, clocks: FakeClocks, given: dict[str, Any]) -> None:
    app = make_app(home, clocks, **KNOWN, **given)
    async with app.run_test(size=(100, 40)) as pilot:
        await lead(pilot)
        assert not drawn(app, "#doer")
        assert "Facing the floor" in text(app, "#pose")
        await pilot.press("escape")
        await pilot.pause()
        assert not drawn(app, "#likeness")
        await pilot.press("5")
        await pilot.pause()
        assert not drawn(app, "#leaf FigureView")
        await pilot.press("1")
        app.workplace.keeper.command(StartBreak())
        app.screen.show()  # type: ignore[attr-defined]
        await pilot.pause()
        assert not drawn(app, "#movement")
        assert app.screen.query_one("#ring").display


async def test_under_reduced_motion_every_figure_is_still(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN, look__motion="reduced")
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        for _ in range(8):
            frame(app, clocks, 1)
            shown = view(app, "#doer")
            assert shown.figure
            assert shown.canvas.instant == shown.figure.still
        await pilot.press("escape", "5")
        await pilot.pause()
        shown = view(app, "#leaf FigureView")
        clocks.advance(1.3)
        shown.frame()
        assert shown.figure
        assert drawn(app, "#leaf FigureView")
        assert shown.canvas.instant == shown.figure.still


async def test_the_library_shows_every_exercise_in_its_loop(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("5")
        await pilot.pause()
        shown = view(app, "#leaf FigureView")
        began = clocks.monotonic()
        for exercise in load().exercises:
            app.screen.query_one("Shelf").select(exercise)  # type: ignore[attr-defined]
            await pilot.pause()
            assert shown.figure is figure_of(load(), exercise, ball=False)
            assert drawn(app, "#leaf FigureView"), exercise
        figure = shown.figure
        assert figure
        clocks.advance(figure.cycle[0].hold + 1)
        shown.frame()
        assert shown.canvas.instant == figure.at(clocks.monotonic() - began)


async def test_the_library_shows_the_ball_to_who_has_one(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, session__ball="yes")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("5")
        await pilot.pause()
        shown = view(app, "#leaf FigureView")
        assert shown.figure is built_in()["front-plank-2-legs", True]


async def test_the_checklist_shows_it_where_the_words_leave_room(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=(160, 45)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert drawn(app, "#likeness")
        assert view(app, "#likeness").canvas.instant == built_in()["front-plank-2-legs", False].still


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (160, 45), (60, 32)])
async def test_a_break_shows_its_movement(home: Home, clocks: FakeClocks, size: tuple[int, int]) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert not drawn(app, "#movement")
        await pilot.press("b")
        await pilot.pause()
        assert drawn(app, "#movement")
        assert not app.screen.query_one("#ring").display
        figure = view(app, "#movement").figure
        assert figure
        assert text(app, "#then").split(":")[0] == load().exercises[figure.exercise].name.en
        await pilot.press("b")
        await pilot.pause()
        assert not drawn(app, "#movement")
        assert app.screen.query_one("#ring").display


@pytest.mark.parametrize("size", [(60, 20), (40, 10), (100, 12)])
async def test_a_break_without_room_is_as_it_was(home: Home, clocks: FakeClocks, size: tuple[int, int]) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=size) as pilot:
        await pilot.press("b")
        await pilot.pause()
        assert not drawn(app, "#movement")
        assert app.screen.query_one("#bar").display


@pytest.mark.parametrize("size", [(60, 20), pytest.param((100, 24), marks=pytest.mark.slow)])
async def test_there_is_room_for_the_player_s_figure(
    home: Home, clocks: FakeClocks, size: tuple[int, int]
) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=size) as pilot:
        await lead(pilot)
        stage = app.screen.query_one("#stage")
        for _ in range(40):
            assert drawn(app, "#doer"), text(app, "#act")
            assert app.screen.query_one("#clock").region.bottom <= stage.region.bottom
            await pilot.press("right")
            await pilot.pause()
            if app.screen is not stage.screen:
                break
