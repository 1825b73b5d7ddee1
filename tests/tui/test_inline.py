"""The pacer under the prompt: what it shows at every size, and that it keeps to its schedule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import accumulate, count

import pytest
from textual.widgets import Static

from coretui.desktop.notices.notifier import NoNotifier
from coretui.domain.breathing.pacer import PRELUDE
from coretui.domain.breathing.patterns import BELLY, COHERENT, FOUR_SEVEN_EIGHT, PATTERNS, Pattern
from coretui.errors import StoreError
from coretui.i18n import use
from coretui.paths import Home
from coretui.services.breathing_run import Breather
from coretui.services.desk import Desk
from coretui.services.workplace import Workplace
from coretui.settings.keys import Settings
from coretui.store.database import Store
from coretui.tui.breath_guide import FRAMES
from coretui.tui.inline import InlinePacer
from coretui.tui.terminal.inline_driver import DrawnLines
from coretui.tui.widgets.breath.widget import Breath
from tests.clock import FakeClocks

SIZE = (80, 24)
Make = Callable[..., InlinePacer]


@pytest.fixture
def make(home: Home, clocks: FakeClocks, store: Store) -> Make:
    def one(pattern: Pattern = FOUR_SEVEN_EIGHT, rounds: int = 2, **given: object) -> InlinePacer:
        settings = Settings.of(**given)
        workplace = Workplace.of(Desk(home, settings, clocks, opened=store), NoNotifier())
        return InlinePacer(Breather.of(workplace, pattern, rounds))

    return one


def guide(app: InlinePacer) -> list[str]:
    app.frame()
    return str(app.query_one("#guide", Static).content).split("\n")


def stored(store: Store) -> list[tuple[str, int, int, float]]:
    query = "select pattern, planned, rounds, seconds from breathing"
    return [tuple(row) for row in store.db.execute(query).fetchall()]


def pass_time(app: InlinePacer, clocks: FakeClocks, seconds: float) -> None:
    """Let time pass with a frame each second and at the end."""
    while seconds > 0:
        clocks.advance(min(1, seconds))
        seconds -= 1
        app.frame()


async def test_the_pacer_begins_at_once_and_shows_the_breath(make: Make, clocks: FakeClocks) -> None:
    app = make()
    async with app.run_test(size=SIZE):
        assert app.query_one(Breath).words == ("", "get ready", "3")
        pass_time(app, clocks, 3 + 4)
        assert app.query_one(Breath).words == ("■", "hold", "7")
        assert app.query_one(Breath).fullness == 1
        assert guide(app) == [
            "4-7-8",
            "Hold your breath, at ease",
            "",
            "▲ breathe in      4",
            "■ hold            7",
            "▼ breathe out     8",
            "",
            "◐ ○   0:34",
            "Stop if you feel dizzy.",
            "",
            "space pause   ctrl+c stop   enter finish this round",
        ]


async def test_the_pacer_ends_by_itself_and_says_one_line(make: Make, clocks: FakeClocks, store: Store) -> None:
    app = make()
    async with app.run_test(size=SIZE):
        pass_time(app, clocks, 3 + 2 * 19)
        assert app.return_value == "4-7-8: Done: all 2 rounds."
    assert app.return_code == 0
    assert stored(store) == [("4-7-8", 2, 2, 38)]


@pytest.mark.parametrize("key", ["ctrl+c", "q", "escape"])
async def test_keys_that_stop_keep_the_whole_rounds(
    make: Make, clocks: FakeClocks, store: Store, key: str
) -> None:
    app = make(rounds=3)
    async with app.run_test(size=SIZE) as pilot:
        pass_time(app, clocks, 3 + 19 + 18)
        await pilot.press(key)
    assert app.return_value == "4-7-8: 1 whole round, recorded."
    assert stored(store) == [("4-7-8", 3, 1, 19)]


async def test_space_rests_and_goes_on_with_the_round_anew(make: Make, clocks: FakeClocks, store: Store) -> None:
    app = make()
    async with app.run_test(size=SIZE) as pilot:
        pass_time(app, clocks, 3 + 19 + 10)
        await pilot.press("space")
        pass_time(app, clocks, 60)
        assert "Paused" in guide(app)
        assert guide(app)[-1].startswith("space start")
        await pilot.press("space")
        pass_time(app, clocks, 3 + 18)
        assert stored(store) == [("4-7-8", 2, 1, 19)]
        pass_time(app, clocks, 1)
    assert stored(store) == [("4-7-8", 2, 2, 38)]


async def test_enter_makes_this_round_the_last(make: Make, clocks: FakeClocks, store: Store) -> None:
    app = make(rounds=4)
    async with app.run_test(size=SIZE) as pilot:
        pass_time(app, clocks, 3 + 5)
        await pilot.press("enter")
        pass_time(app, clocks, 14)
    assert app.return_value == "4-7-8: 1 whole round, recorded."
    assert stored(store) == [("4-7-8", 4, 1, 19)]


async def test_nobody_breathes_with_what_is_not_shown(make: Make, clocks: FakeClocks, store: Store) -> None:
    app = make(rounds=4)
    async with app.run_test(size=SIZE):
        pass_time(app, clocks, 3 + 19 + 1)
        clocks.advance(600)
        assert "Paused" in guide(app)
    assert stored(store) == [("4-7-8", 4, 1, 19)]


async def test_a_stall_of_a_moment_shows_the_right_phase(make: Make, clocks: FakeClocks) -> None:
    app = make()
    async with app.run_test(size=SIZE):
        pass_time(app, clocks, 3 + 3)
        clocks.advance(2.5)
        app.frame()
        assert app.query_one(Breath).words == ("■", "hold", "6")


async def test_a_store_that_takes_nothing_ends_it(
    make: Make, clocks: FakeClocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_run: object, _rounds: int) -> bool:
        raise StoreError("The disk is full.")

    app = make()
    async with app.run_test(size=SIZE):
        monkeypatch.setattr("coretui.store.breathing.Run.keep", refuse)
        pass_time(app, clocks, 1)
    assert str(app.error) == "The disk is full."
    assert (app.return_value, app.return_code) == (None, 1)


async def test_belly_breathing_is_a_person_lying_down(make: Make) -> None:
    app = make(BELLY)
    async with app.run_test(size=SIZE):
        assert app.query_one(Breath).shape == "body"


async def test_reduced_motion_is_a_bar_and_ascii_is_plain(make: Make, clocks: FakeClocks) -> None:
    app = make(look__motion="reduced", look__glyphs="ascii")
    async with app.run_test(size=SIZE):
        pass_time(app, clocks, 3)
        assert (app.query_one(Breath).shape, app.query_one(Breath).ascii) == ("bar", True)
        assert app.query_one(Breath).words == ("^", "breathe in", "4")
        assert all(line.isascii() for line in guide(app) if not line.startswith("o +"))
        assert "+ o   0:38" in guide(app)


async def test_many_rounds_are_counted_in_words(make: Make) -> None:
    app = make(COHERENT, rounds=55)
    async with app.run_test(size=SIZE):
        assert "round 1 of 55   10:05" in guide(app)


LARGER = [pytest.param(size, marks=pytest.mark.slow) for size in ((60, 13), (80, 24), (200, 50))]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
@pytest.mark.parametrize("size", [(58, 12), *LARGER], ids=str)
async def test_beside_the_shape_there_is_room_for_every_line(
    make: Make, clocks: FakeClocks, pattern: Pattern, size: tuple[int, int], language: str
) -> None:
    use(language)
    app = make(pattern)
    async with app.run_test(size=size) as pilot:
        for _ in range(int(PRELUDE + pattern.seconds)):
            pass_time(app, clocks, 1)
            await pilot.pause()
            widget = app.query_one("#guide", Static)
            assert max(map(len, guide(app))) <= widget.content_size.width
            assert len(guide(app)) == widget.content_size.height <= app.screen.size.height


@pytest.mark.parametrize("size", [(57, 24), (80, 11), (40, 10), (30, 9)], ids=str)
async def test_where_no_guide_fits_beside_it_stands_one_line_under_it(make: Make, size: tuple[int, int]) -> None:
    app = make()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert guide(app) == ["○ ○   0:38"]
        shape, line = app.query_one(Breath).region, app.query_one("#guide").region
        assert line.y == shape.bottom
        assert line.height == 1
        assert app.screen.styles.height is not None
        assert app.screen.styles.height.value <= size[1] - 1


@pytest.mark.parametrize("size", [(20, 8), (20, 5), (10, 3), (4, 2), (1, 1)], ids=str)
async def test_in_the_smallest_rooms_there_is_the_shape_alone(
    make: Make, clocks: FakeClocks, size: tuple[int, int]
) -> None:
    app = make()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        pass_time(app, clocks, 3 + 19)
        assert not app.query_one("#guide").display
        assert app.query_one(Breath).region.width == size[0] - (2 if size[1] - 1 >= 8 else 0)


async def test_a_window_that_changes_its_size_shows_what_has_room(make: Make) -> None:
    app = make()
    async with app.run_test(size=SIZE) as pilot:
        assert len(guide(app)) > 1
        await pilot.resize_terminal(40, 10)
        assert len(guide(app)) == 1
        await pilot.resize_terminal(*SIZE)
        assert len(guide(app)) > 1


# the schedule


def frames(seconds: float) -> Iterator[float]:
    """Yield the seconds from each frame to the next: most are late by a little, one of 97 by much."""
    for number in count(1):
        late = 0.3 if number % 97 == 0 else number % 7 * 0.004
        yield 1 / FRAMES + late
        seconds -= 1 / FRAMES + late
        if seconds <= 0:
            return


@pytest.mark.slow
@pytest.mark.parametrize(
    ("pattern", "minutes"), [(FOUR_SEVEN_EIGHT, 5), pytest.param(COHERENT, 20, marks=pytest.mark.slow)]
)
async def test_after_many_minutes_each_phase_begins_with_the_first_frame_after_its_time(
    make: Make, clocks: FakeClocks, pattern: Pattern, minutes: int
) -> None:
    rounds = 60 * minutes // int(pattern.seconds) + 1
    lengths = [length for _phase, length in pattern.phases] * rounds
    *begins, _end = accumulate(lengths, initial=clocks.monotonic() + PRELUDE)
    app = make(pattern, rounds)
    async with app.run_test(size=SIZE):
        shown: list[tuple[float, float]] = []  # the last frame without a phase, and the first with it
        before, sign = clocks.monotonic(), ""
        for step in frames(PRELUDE + sum(lengths) - 0.1):
            clocks.advance(step)
            app.frame()
            if app.query_one(Breath).words[0] != sign:
                sign = app.query_one(Breath).words[0]
                shown.append((before, clocks.monotonic()))
            before = clocks.monotonic()
    assert begins[-1] - begins[0] > 60 * minutes - 10
    for (too_early, first), begin in zip(shown, begins, strict=True):
        assert too_early - 1e-6 <= begin <= first + 1e-6


# what is sent to the terminal


def test_only_lines_that_have_changed_are_sent() -> None:
    drawn = DrawnLines()
    assert drawn.news("one\ntwo\nthree\x1b[2A\r") == "one\ntwo\nthree\x1b[2A\r"
    assert drawn.news("one\n2\nthree\x1b[2A\r") == "\n2\n\x1b[2A\r"
    assert drawn.news("one\n2\nthree\x1b[2A\r") == ""
    assert drawn.news("1\n2\n3\x1b[2A\r") == "1\n\n3\x1b[2A\r"
    assert drawn.news("1\n2\x1b[1A\r") == "1\n2\x1b[1A\r"
    assert drawn.news("alone\r") == "alone\r"
