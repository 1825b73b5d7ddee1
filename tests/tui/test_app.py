"""The app as a whole: screens, sizes, leaving."""

from __future__ import annotations

import sqlite3

import pytest
from textual import events
from textual.command import CommandPalette

from coretui import i18n
from coretui.i18n import _
from coretui.paths import Home
from coretui.settings import file as config
from coretui.settings import values
from coretui.tui.screens.help import Help
from coretui.tui.terminal.key_guard import is_burst, undecided
from coretui.tui.widgets.cells import CellWidget
from coretui.tui.widgets.frame import KeyBar, TopBar
from coretui.tui.widgets.prose import Prose
from coretui.tui.widgets.rows import Rows
from coretui.words.terms import terms
from tests.clock import FakeClocks
from tests.dutch import dutch
from tests.textual_words import textual_says
from tests.tui.desk import SIZE, make_app, text, told, wait
from tests.tui.emulated import rows_shown, settle


async def test_digits_tab_and_page_keys_switch_screens(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        seen = []
        for key in ("2", "3", "4", "5", "1", "tab", "pagedown", "pageup", "shift+tab", "shift+tab"):
            await pilot.press(key)
            await pilot.pause()
            seen.append(app.current_mode)
        digits, turns = seen[:5], seen[5:]
        assert digits == ["breathe", "session", "week", "library", "today"]
        assert turns == ["breathe", "session", "breathe", "today", "library"]


async def test_the_chair_stands_in_the_top_line_of_every_other_screen(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        wait(app, clocks, 15 * 60)
        for key in ("2", "3", "4"):
            await pilot.press(key)
            await pilot.pause()
            assert app.screen.query_one(TopBar).chair == "◔ 15 min"


@pytest.mark.parametrize("glyphs", ["ascii", "unicode"])
async def test_all_that_draws_on_a_screen_does_so_in_the_same_characters(
    home: Home, clocks: FakeClocks, glyphs: str
) -> None:
    app = make_app(home, clocks, look__glyphs=glyphs)
    async with app.run_test(size=SIZE) as pilot:
        for key in "1234y5":
            await pilot.press(key)
            await pilot.pause()
            drawing = [one for one in app.screen.query(CellWidget) if hasattr(one, "ascii")]
            assert drawing, key
            assert {one.ascii for one in drawing} == {glyphs == "ascii"}, key


@pytest.mark.parametrize(("typed", "mode"), [("libr", "library"), ("week", "week")])
async def test_ctrl_p_finds_a_command_by_its_name_and_enter_does_it(
    home: Home, clocks: FakeClocks, typed: str, mode: str
) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert isinstance(app.screen, CommandPalette)
        await pilot.press(*typed)
        await app.workers.wait_for_complete()
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen.query_one(TopBar).here == app.current_mode == mode


async def test_escape_closes_the_palette_and_nothing_was_done(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "ctrl+p", *"libr")
        await app.workers.wait_for_complete()
        assert isinstance(app.screen, CommandPalette)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen.query_one(TopBar).here == app.current_mode == "week"


@pytest.mark.slow
async def test_every_screen_stands_at_sizes_that_nobody_would_choose(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=(1, 1)) as pilot:
        for key in ("2", "3", "4", "5", "1"):
            await pilot.press(key)
            for size in ((20, 5), (300, 100), (1, 1)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
        assert app.is_running


async def test_a_paste_does_nothing_and_says_so(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        app.post_message(events.Paste("b z x q"))
        await pilot.pause()
        assert app.is_running
        assert ["accidental paste" in said for said in told(app)] == [True]


async def test_leaving_stores_what_is_open_and_lets_go_of_the_chair(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        wait(app, clocks, 600)
        clocks.advance(5)
        await pilot.press("q")
    assert app.return_value == "Reminders stop now, unless `coretui watch` runs."
    again = make_app(home, clocks)
    async with again.run_test(size=SIZE):
        assert again.workplace.keeper.keeping
        assert again.workplace.keeper.view().sat == 605


async def test_closing_for_less_than_a_break_changes_nothing(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE):
        wait(app, clocks, 600)
    clocks.advance(60)
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE):
        assert app.workplace.keeper.view().sat == 660


async def test_the_keys_shown_fit_the_line(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=(40, 10)):
        bindings = [active.binding for active in app.screen.active_bindings.values()]
        whole = {f"{app.get_key_display(one)} {one.description}" for one in bindings}
        shown = app.screen.query_one(KeyBar).render_line(0).text.strip().split("  ")
        assert len(shown) > 2
        assert whole >= set(shown)


async def test_a_click_on_the_name_of_a_screen_shows_it(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        for name in ("Week", "Breathe"):
            line = app.screen.query_one(TopBar).render_line(0).text
            await pilot.click(TopBar, offset=(line.index(name) + len(name) - 1, 0))
            await pilot.pause()
            assert app.current_mode == name.lower()


async def test_a_click_on_a_key_presses_it(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        line = app.screen.query_one(KeyBar).render_line(0).text
        await pilot.click(KeyBar, offset=(line.index("b break"), 0))
        await pilot.pause()
        assert app.workplace.keeper.view().state == "break"


async def test_a_theme_that_this_textual_lacks_falls_back_to_ours(
    home: Home, clocks: FakeClocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(values, "THEMES", (*values.THEMES, "no-such-theme"))
    app = make_app(home, clocks, look__theme="no-such-theme")
    async with app.run_test(size=SIZE):
        assert app.theme == "coretui-dark"


@pytest.mark.parametrize("theme", ["coretui-light", "ansi-dark"])
async def test_other_themes_have_every_role(home: Home, clocks: FakeClocks, theme: str) -> None:
    app = make_app(home, clocks, look__theme=theme)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4")
        await pilot.pause()
        assert app.theme == theme


async def test_a_theme_chosen_in_the_palette_is_kept(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        app.action_change_theme()
        await pilot.pause()
        await pilot.press(*"nord")
        await app.workers.wait_for_complete()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert app.theme == "nord"
        assert config.load(home.config)[0].look.theme == "nord"
        app.tick()  # what the file says now is what is shown
        assert app.theme == "nord"


@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=str)
@pytest.mark.parametrize("language", ["en", "nl"])
async def test_the_help_is_read_to_its_end_in_ones_own_language_and_closed_by_escape_or_its_key(
    home: Home, clocks: FakeClocks, size: tuple[int, int], language: str
) -> None:
    app = make_app(home, clocks)
    i18n.use(language, dutch() if language == "nl" else None)
    async with app.run_test(size=size) as pilot:
        await pilot.press("question_mark")
        await settle(app, pilot)
        shown = rows_shown(app)
        for _page in range(4):
            await pilot.press("pagedown")
            await settle(app, pilot)
            shown += rows_shown(app)
        everything = " ".join(" ".join(shown).split())
        assert [title in everything for title in map(_, ("This screen", "Everywhere", "Words"))] == [True] * 3
        assert [f"{term}:" for term, _meaning in terms() if f"{term}:" not in everything] == []
        assert terms()[-1][1].split()[-1] in everything, "the last line is hidden"
        assert [english for english in textual_says() if english in everything] == []
        assert app.current_mode == "today"
        await pilot.press("escape")
        assert not isinstance(app.screen, Help)
        await pilot.press("question_mark")
        await pilot.pause()
        await pilot.press("question_mark")
        assert not isinstance(app.screen, Help)


async def test_a_burst_of_keys_does_nothing_and_says_so(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        app.patience = 1000  # it is the test that says when the wait is over
        for key in ("b", "s", "p", "q"):
            app.post_message(events.Key(key, key))
        await pilot.pause()
        app.call_later(app.let_keys_act, at_once=True)
        await pilot.pause()
        assert app.is_running
        assert app.workplace.keeper.view().state == "sitting"
        assert ["stray typing" in said for said in told(app)] == [True]


async def test_a_few_quick_keys_act_in_their_order(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        app.patience = 1000
        for key in ("2", "4", "3"):
            app.post_message(events.Key(key, key))
        await pilot.pause()
        app.call_later(app.let_keys_act, at_once=True)
        for _ in range(200):  # a busy machine takes its time to build three screens
            if app.current_mode == "session":
                break
            await pilot.pause()
        assert app.current_mode == "session"


@pytest.mark.parametrize(("characters", "burst"), [("bzxq", True), ("bbbbbb", False), ("bzx", False), ("", False)])
def test_four_different_keys_at_once_are_a_burst(characters: str, burst: bool) -> None:
    keys = [events.Key(character, character) for character in characters]
    assert is_burst(keys) is burst


def test_one_key_waits_for_company_and_two_for_the_whole_window() -> None:
    first, other = events.Key("b", "b"), events.Key("z", "z")
    assert undecided([first], first.time + 0.03) == 0
    assert undecided([first, other], first.time + 0.03) == pytest.approx(0.07)
    assert undecided([first, other], first.time + 0.2) == 0


async def test_while_a_store_is_locked_the_chair_goes_on_and_is_stored_later(
    home: Home, clocks: FakeClocks
) -> None:
    app = make_app(home, clocks)
    app.workplace.store.hurry(0.01)
    async with app.run_test(size=SIZE) as pilot:
        other = sqlite3.connect(home.database)
        other.execute("begin immediate")
        for _ in range(3):
            clocks.advance(31)
            app.tick()
        await pilot.pause()
        assert (told(app), app.workplace.unsaved) == ([], 1)
        other.rollback()
        other.close()
        app.tick()
        assert (app.workplace.keeper.view().sat, app.workplace.unsaved) == (93, 0)


async def test_another_language_holds_for_what_is_on_the_screen_already(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        assert text(app, "#list-title") == "TODAY"
        config.write(home.config, "look.language", "nl")
        app.tick()
        await pilot.pause()
        assert text(app, "#list-title") == i18n._("TODAY")
        assert app.screen.query_one(TopBar).tabs[0].label == i18n._("Today")


async def test_the_checklist_has_the_keys_once_there_is_room_for_it(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.resize_terminal(*SIZE)
        await pilot.pause()
        await pilot.pause()
        assert app.screen.focused is app.screen.query_one(Rows)


async def test_the_help_names_no_key_twice_for_the_same_thing(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        for screen in "12345":
            await pilot.press(screen, "question_mark")
            await pilot.pause()
            marks = [
                item.mark.split() for section in app.screen.query_one(Prose).sections for item in section.items
            ]
            assert [keys for keys in marks if len(keys) != len(set(keys))] == []
            await pilot.press("escape")
