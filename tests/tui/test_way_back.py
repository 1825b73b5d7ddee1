"""What a key has recorded says how it is taken back, and words on the screen do what they say."""

from __future__ import annotations

from coretui.domain.chair.view import ChairState
from coretui.paths import Home
from coretui.tui.app import CoretuiApp
from coretui.tui.widgets.frame import KeyBar
from tests.clock import FakeClocks
from tests.tui.desk import SIZE, make_app, text, told, wait
from tests.tui.led import KNOWN, READY, go, lead, rows


async def test_a_word_for_the_shell_typed_here_is_taken_back(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=(80, 24)) as pilot:
        wait(app, clocks, 600)
        for word, state, said in (
            ("ls", ChairState.STANDING, "Standing from 09:10. Press u to undo."),
            ("w", ChairState.AWAY, "Away since 09:10. Press u to undo."),
            ("pip", ChairState.HELD, "Reminders paused from 09:10. Press u to undo."),
        ):
            await pilot.press(*word)
            await pilot.pause()
            await pilot.press("enter")
            await pilot.pause()
            await pilot.pause()
            assert app.workplace.keeper.view().state is state, word
            assert said in told(app)
            await pilot.press("u")
            await pilot.pause()
            assert app.workplace.keeper.view().state is ChairState.SITTING, word
            assert said not in told(app)  # u would take back something else now
        assert app.workplace.keeper.view().sat == 600


async def test_back_after_a_short_absence_is_no_complaint(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=(80, 24)) as pilot:
        wait(app, clocks, 600)
        await pilot.press("w")
        clocks.advance(20)
        app.tick()
        await pilot.press("b")
        await pilot.pause()
        assert app.workplace.keeper.view().state is ChairState.SITTING
        assert not [said for said in told(app) if "already" in said]


def footer(app: CoretuiApp) -> str:
    return app.screen.query_one(KeyBar).render_line(0).text


async def test_what_the_list_says_comes_next_is_what_every_key_goes_on_with(
    home: Home, clocks: FakeClocks
) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        await pilot.press(*["right"] * 7)  # exercise 2, whose sides take turns: left of set 1
        assert text(app, "#act-side") == "left leg up"
        assert "space pause" in footer(app)
        await pilot.press("space")
        await pilot.pause()
        assert "space go on" in footer(app)
        await pilot.press("x", "escape")
        await pilot.pause()
        assert text(app, "#next").endswith("set 1, right leg up")
        assert text(app, "#side") == "right leg up"
        await pilot.press("enter")
        await pilot.pause()
        assert text(app, "#act-side") == "right leg up"


async def test_a_set_that_was_taken_back_is_the_next_one(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        go(app, clocks, READY + 30 + 30 + 30 + 5)
        assert len(rows(app)) == 2
        await pilot.press("escape", "u")
        await pilot.pause()
        assert text(app, "#next") == "Next: Front plank, 2 legs, set 2"
        await pilot.press("enter")
        await pilot.pause()
        assert text(app, "#act") == "Front plank, 2 legs  ·  set 2 of 3"


async def test_the_breath_says_go_on_while_it_is_paused(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2")
        await pilot.pause()
        said = [footer(app)]
        for _ in range(3):
            await pilot.press("space")
            await app.workers.wait_for_complete()
            await pilot.pause()
            said.append(footer(app))
        assert [one.split("  ")[0].strip() for one in said] == [
            "space start", "space pause", "space go on", "space pause",
        ]  # fmt: skip
