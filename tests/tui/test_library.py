"""Library: every exercise with all that is known of it, found by typing; the red flags; mistakes in own files."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.containers import VerticalScroll
from textual.widgets import Input

from coretui import i18n
from coretui.catalogue import load
from coretui.domain.exercises.catalogue import POINT, Catalogue, Exercise
from coretui.paths import Home
from coretui.tui.app import CoretuiApp
from coretui.tui.dialogs.red_flags import RedFlags
from coretui.tui.screens.library.listing import ARTICLE, fits, groups
from coretui.tui.screens.library.screen import LibraryScreen
from coretui.tui.widgets.frame import TopBar
from coretui.tui.widgets.prose import Item, Prose, Section, fold
from coretui.tui.widgets.shelf import Shelf, ShelfRow
from coretui.words import red_flags
from tests.clock import FakeClocks
from tests.tui.desk import SIZE, make_app, text
from tests.tui.emulated import rows_shown

OWN = """
[exercises.wall-sit]
name = { nl = "Muurzit" }
position = { en = "Back against a wall." }
cue = { en = "Back flat." }
steps = { en = ["Slide down."] }
sources = ["programme"]
lighter = "hip-bridge"
stretch = true
"""


def write_own(home: Home, words: str) -> None:
    """Write a file of the person's own exercises."""
    Path(home.exercises).mkdir(exist_ok=True)
    Path(home.exercises, "own.toml").write_text(words, "utf-8")


def shelf(app: CoretuiApp) -> Shelf:
    return app.screen.query_one(Shelf)


def ids(app: CoretuiApp) -> list[str]:
    """Return the exercises in the list."""
    return [row.id for row in shelf(app).rows if row.id and not row.id.startswith(ARTICLE)]


def headings(app: CoretuiApp) -> list[str]:
    return [row.text for row in shelf(app).rows if isinstance(row, ShelfRow) and row.heading and row.text]


def read(app: CoretuiApp) -> str:
    """Return what can be read of the text on the screen, on one line."""
    region = app.screen.query_one("#leaf Prose").region if app.screen.query("#leaf") else None
    return " ".join(" ".join(rows_shown(app, region)).split())


def shown(app: CoretuiApp) -> str:
    return " ".join(" ".join(rows_shown(app)).split())


async def test_the_list_has_every_exercise_once_programme_first(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("5")
        assert isinstance(app.screen, LibraryScreen)
        assert sorted(ids(app)) == sorted(load().exercises)
        assert ids(app)[:12] == [entry.exercise_id for entry in load().programmes["programme"].entries]
        programmes = ["CORE PROGRAMME", "FOUR PILLARS", "INSTEAD OF STRETCHING", "AT THE DESK"]
        assert headings(app) == [*programmes, "MORE", "WHAT THE SOURCES SAY"]
        assert text(app, "#hits") == str(len(load().exercises) + len(load().articles))
        numbers = [row.before for row in shelf(app).rows if isinstance(row, ShelfRow) and row.before]
        assert numbers == [str(number) for number in range(1, 13)]


async def test_the_cursor_passes_over_headings(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("5", "up")
        seen, everything = [], [row.id for row in shelf(app).rows if row.id]
        for _ in everything:
            row = shelf(app).current
            assert row
            seen.append(row.id)
            await pilot.press("j")
        assert seen == everything
        await pilot.press("home")
        assert shelf(app).cursor == 1
        await pilot.press("end", "k")
        row = shelf(app).current
        assert row
        assert row.id == seen[-2]


async def test_the_cursor_stays_in_view_with_the_heading_above_the_first(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5", "end")
        await pilot.pause()
        rows = app.screen.query_one("#rows", VerticalScroll)
        assert rows.scroll_y <= shelf(app).cursor < rows.scroll_y + rows.size.height
        await pilot.press("home")
        await pilot.pause()
        assert rows.scroll_y == 0


async def test_a_click_selects_an_exercise_and_no_heading(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("5")
        await pilot.click(Shelf, offset=(5, 3))
        assert shelf(app).cursor == 3
        await pilot.click(Shelf, offset=(5, 0))
        assert shelf(app).cursor == 3


async def test_a_window_may_be_drawn_in_while_an_exercise_is_read(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5")
        for columns in range(36, 44):  # among them those at which two are left beside the list before it is alone
            await pilot.resize_terminal(columns, 10)
            await pilot.pause()
            await pilot.resize_terminal(80, 24)
            await pilot.pause()
        assert app.is_running


# --- what is said of an exercise ----------------------------------------------------------------------------


def words(found: Catalogue, exercise: Exercise, language: str) -> Iterator[str]:
    """Yield every text that the catalogue has of an exercise."""
    for one in (exercise.name, exercise.position, exercise.cue, exercise.on_ball, exercise.on_floor):
        if one:
            yield one.in_(language)
    for side in (exercise.side_left, exercise.side_right):
        if side:
            yield side.in_(language)
    yield from exercise.steps.in_(language)
    yield from exercise.cautions.in_(language)
    for terms, used in (
        (found.muscles, exercise.muscles),
        (found.equipment, exercise.equipment),
        (found.sources, exercise.sources),
    ):
        for id_ in used:
            yield terms[id_].name.in_(language)
            yield terms[id_].about.in_(language)
    for near in (exercise.lighter, exercise.heavier):
        if near:
            yield found.exercises[near].name.in_(language)
    for programme, _entry in found.appearances(exercise.id):
        yield programme.name.in_(language)


@pytest.mark.parametrize(("language", "width"), [("en", 100), ("nl", 40)])
async def test_every_text_of_every_exercise_reaches_the_screen(
    home: Home, clocks: FakeClocks, language: str, width: int
) -> None:
    i18n.use(language)
    app = make_app(home, clocks, look__language=language)
    async with app.run_test(size=(width, 120)) as pilot:
        await pilot.press("5")
        if width < 76:
            await pilot.press("enter")
        missing = []
        for id_ in ids(app):
            shelf(app).select(id_)
            await pilot.pause()
            await pilot.pause()  # the text is as tall as it needs to be only once it has been laid out
            said = read(app)
            missing += [one for one in words(load(), load().exercises[id_], language) if one not in said]
        assert missing == []


async def test_doses_are_those_of_each_programme_and_of_the_persons_sides(home: Home, clocks: FakeClocks) -> None:
    in_turn = "in total, left and right in turn"
    for sides, meant in (("ask", "left and right"), ("each", "each side"), ("total", in_turn)):
        app = make_app(home, clocks, session__sides=sides)
        async with app.run_test(size=(100, 60)) as pilot:
            await pilot.press("5", "down", "down")
            await pilot.pause()
            assert f"Core programme: 3 × 30 s hold, {meant} Four pillars: 2 × 20 s hold, {meant}" in read(app)
            shelf(app).select("belly-breathing")
            await pilot.pause()
            assert "Four pillars: 5 min" in read(app)


async def test_a_text_begins_at_its_top_and_can_be_read_to_its_end(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5", "enter", "end")
        await pilot.pause()
        leaf = app.screen.query_one("#leaf", VerticalScroll)
        assert leaf.scroll_y == leaf.max_scroll_y > 0
        await pilot.press("escape", "down")
        await pilot.pause()
        assert leaf.scroll_y == 0
        assert app.focused is shelf(app)
        await pilot.press("l", "j", "j")
        await pilot.pause()
        assert leaf.scroll_y == 2
        await pilot.press("h")
        assert app.focused is shelf(app)


async def test_a_narrow_screen_shows_one_at_a_time(home: Home, clocks: FakeClocks) -> None:
    for size in ((60, 20), (40, 10)):
        app = make_app(home, clocks)
        async with app.run_test(size=size) as pilot:
            await pilot.press("5", "down")
            await pilot.pause()
            assert (shelf(app).region.area > 0, app.screen.query_one("#leaf").display) == (True, False)
            await pilot.press("enter")
            await pilot.pause()
            assert not app.screen.query_one("#shelves").display
            assert "Front plank, 1 leg" in read(app)
            await pilot.press("escape")
            await pilot.pause()
            assert (shelf(app).cursor, app.focused) == (2, shelf(app))
            assert not app.screen.query_one("#leaf").display


async def test_the_text_stays_when_the_screen_grows_and_shrinks(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("5", "enter")
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert app.screen.query_one("#shelves").display
        assert app.screen.query_one("#leaf").display
        await pilot.resize_terminal(60, 20)
        await pilot.press("escape")
        await pilot.pause()
        assert app.focused is shelf(app)
        assert "CORE PROGRAMME" in shown(app)


async def test_a_change_of_language_is_followed_on_the_same_exercise(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("5", "down", "down")
        i18n.use("nl")
        app.workplace.keeper.revision += 1
        app.tick()
        await pilot.pause()
        assert "Zijplank, 2 benen" in read(app)


@pytest.mark.parametrize(("language", "width"), [("en", 100), ("nl", 60)])
async def test_the_articles_are_one_key_away_and_read_to_their_end(
    home: Home, clocks: FakeClocks, language: str, width: int
) -> None:
    i18n.use(language)
    app = make_app(home, clocks, look__language=language, profile__height=1.75)
    async with app.run_test(size=(width, 60)) as pilot:
        await pilot.press("5", "down", "a")
        await pilot.pause()
        assert [row.id for row in shelf(app).rows if row.id][-9:] == [ARTICLE + id_ for id_ in load().articles]
        if width < 76:
            await pilot.press("enter")
        missing = []
        for id_, article in load().articles.items():
            shelf(app).select(ARTICLE + id_)
            await pilot.pause()
            await pilot.pause()  # the text is as tall as it needs to be only once it has been laid out
            said = read(app)
            sources = [load().sources[source].name.in_(language) for source in article.sources]
            words = [article.title.in_(language), *article.paragraphs.in_(language), *sources]
            missing += [one for one in words if one.removeprefix(POINT) not in said]
            assert bool(re.search(r"1[.,]75 m: .* 65 cm\.", said)) == (id_ == "ball-size")
        assert missing == []
        await pilot.press("a")
        await pilot.pause()
        row = shelf(app).current
        assert row
        assert (row.id, app.focused) == ("front-plank-1-leg", shelf(app))


# --- search -------------------------------------------------------------------------------------------------


async def test_typing_filters_and_escape_shows_all_of_it_again(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("5", "down", "slash", *"plank")
        assert len(ids(app)) == 6
        assert headings(app) == ["CORE PROGRAMME"]
        assert text(app, "#hits") == "6"
        await pilot.press("space", *"side")
        assert ids(app) == ["side-plank-2-legs", "side-plank-1-leg"]
        await pilot.pause()
        assert read(app).startswith("Side plank, 2 legs")
        await pilot.press("escape")
        assert len(ids(app)) == len(load().exercises)
        assert (app.screen.query_one(Input).value, app.focused) == ("", shelf(app))
        row = shelf(app).current
        assert row
        assert row.id == "side-plank-2-legs"


async def test_enter_and_down_go_to_what_was_found(home: Home, clocks: FakeClocks) -> None:
    for key in ("enter", "down"):
        app = make_app(home, clocks)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("5", "slash", *"superman", key)
            assert (app.focused, ids(app)) == (shelf(app), ["superman"])
            await pilot.press("escape")
            assert len(ids(app)) == len(load().exercises)


async def test_letters_are_typed_only_into_the_search(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("5", "j", "j", "k")
        assert app.screen.query_one(Input).value == ""
        assert shelf(app).cursor == 2
        await pilot.press("slash", "j", "f", "q", "u", "1", "h")
        assert app.screen.query_one(Input).value == "jfqu1h"
        assert isinstance(app.screen, LibraryScreen)
        assert {"f", "q", "u", "question_mark", "1"}.isdisjoint(app.screen.active_bindings)
        assert "escape" in app.screen.active_bindings
        await pilot.press("escape", "1")
        assert not isinstance(app.screen, LibraryScreen)


async def test_what_is_nowhere_is_said_so(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("5", "slash", *"xyz")
        await pilot.pause()
        assert text(app, "#nothing") == "Nothing found. esc shows everything again."
        assert read(app) == ""
        await pilot.press("enter", "enter", "escape")
        await pilot.pause()
        assert text(app, "#nothing") == ""
        assert read(app).startswith("Front plank, 2 legs")


@pytest.mark.parametrize(
    ("language", "wanted", "found"),
    [
        ("en", "hip bridge", {"hip-bridge"}),
        ("en", "  BRIDGE ", {"hip-bridge"}),
        ("nl", "bruggetje", {"hip-bridge"}),
        ("en", "bruggetje", set()),
        ("en", "band", {"pallof-press"}),
        ("en", "gluteals", {"pelvic-tilts"}),
        ("en", "buttock", {"pelvic-tilts"}),
        ("nl", "bilspieren", {"pelvic-tilts"}),
        ("en", "cure-all", {"short-walk"}),
        ("en", "sceptic walk", {"short-walk"}),
    ],
)
def test_the_search_looks_in_names_muscles_equipment_and_sources(
    language: str, wanted: str, found: set[str]
) -> None:
    i18n.use(language)
    assert {one.id for one in load().exercises.values() if fits(load(), one, wanted)} == found


def test_each_group_is_in_the_order_of_its_programme() -> None:
    rows = [row.id for _heading, group in groups(load()) for row in group]
    assert len(rows) == len(set(rows)) == len(load().exercises)


# --- own files, and mistakes in them ------------------------------------------------------------------------


async def test_own_exercises_stand_last_and_without_the_words_of_the_app(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    write_own(home, OWN)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("5")
        shelf(app).select("wall-sit")
        await pilot.pause()
        assert headings(app)[-2:] == ["YOUR OWN", "WHAT THE SOURCES SAY"]
        assert ids(app)[-1] == "wall-sit"
        said = read(app)
        assert said.startswith("Muurzit Back flat. A stretch: gently, free of pain")
        assert "Easier: Hip bridge" in said
        assert "interpretation" not in said


async def test_a_mistake_in_own_files_stands_first_and_says_what_it_is(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    write_own(home, OWN.replace('name = { nl = "Muurzit" }', "name = '[b]'"))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("5")
        await pilot.pause()
        assert headings(app)[0] == "MISTAKES IN YOUR FILES"
        assert read(app).startswith("Front plank, 2 legs")
        await pilot.press("home")
        await pilot.pause()
        assert shelf(app).rows[1].text.startswith("own.toml: exercises.wall-sit.name is ")
        assert (
            "exercises/own.toml: exercises.wall-sit.name is '[b]'; expected a text in en, in nl, or in both."
            in read(app)
        )
        assert home.exercises in read(app).replace(" ", "")
        assert set(load().exercises) < set(ids(app))
        write_own(home, OWN)
        await pilot.press("4", "5")
        await pilot.pause()
        assert headings(app)[0] == "CORE PROGRAMME"
        assert "wall-sit" in ids(app)


# --- red flags ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", i18n.LANGUAGES)
async def test_the_red_flags_are_one_key_away(home: Home, clocks: FakeClocks, language: str) -> None:
    i18n.use(language)
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("5", "f")
        await pilot.pause()
        assert isinstance(app.screen, RedFlags)
        said = " ".join(app.screen.query_one(Prose).render().plain.replace("·", "").split())
        for one in (red_flags.INTRO, *red_flags.SIGNS, red_flags.CALL, red_flags.SOURCE):
            assert i18n._(one) in said
        await pilot.press("escape")
        assert isinstance(app.screen, LibraryScreen)


def test_the_red_flags_are_those_of_the_facts() -> None:
    assert len(red_flags.SIGNS) == 4
    for sign, words_ in zip(
        red_flags.SIGNS, ("urine stool", "genitals anus thighs", "leg strength both", "sexual"), strict=True
    ):
        assert all(word in sign for word in words_.split())
    assert "call your gp, out-of-hours service or emergency number now" in red_flags.CALL.lower()


async def test_the_red_flags_can_be_read_to_the_end_on_a_small_screen(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("5", "f")
        await pilot.pause()
        assert "With back pain" in shown(app)
        seen = shown(app)
        for _ in range(20):
            await pilot.press("down")
            await pilot.pause()
            seen += shown(app)
        assert "number now." in seen
        assert "cauda equina" in seen


# --- the parts ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", i18n.LANGUAGES)
async def test_five_screens_and_the_chair_have_room_in_the_top_line(
    home: Home, clocks: FakeClocks, language: str
) -> None:
    i18n.use(language)
    app = make_app(home, clocks)
    async with app.run_test(size=(100, 30)) as pilot:
        bar = app.screen.query_one(TopBar)
        for columns, chair in itertools.product(
            (100, 80, 60, 40), ("◔ 1 h 30 min", "● stand up", "opgestaan", "")
        ):
            await pilot.resize_terminal(columns, 24)
            bar.chair = chair  # and at once: each second the app says what it is
            line = "".join(segment.text for segment in bar.render_line(0))
            assert (chair or bar.time) in line
            names = bar.places.values()
            assert [line[name.start : name.stop].split()[0] for name in names] == ["1", "2", "3", "4", "5"]
            assert {line[name.stop : name.stop + 1] for name in names} == {" "}


def test_words_are_folded_at_spaces_and_nothing_is_lost() -> None:
    lines = fold([(word, "") for word in ("one", "two", "äöü", "無理", "x" * 9)], 7)
    assert ["".join(part for part, _role in line) for line in lines] == ["one two", "äöü", "無理", "xxxxxxx", "xx"]


def test_labels_stand_beside_where_there_is_room() -> None:
    prose = Prose()
    prose.set_reactive(Prose.sections, (Section("Steps", (Item("Up.", mark="1"), Item("Down.", mark="2"))),))
    assert ["".join(text for text, _role in line) for line in prose.lines(60)] == [
        "Steps         1  Up.",
        "              2  Down.",
    ]
    assert ["".join(text for text, _role in line) for line in prose.lines(40)] == ["Steps", "1  Up.", "2  Down."]
