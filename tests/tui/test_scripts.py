"""Names of any script on the screens, in straight columns, and signs that would steer a terminal nowhere."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Region

from coretui.paths import Home
from coretui.settings.values import THEMES
from coretui.tui.terminal.line_filter import HARMLESS
from coretui.tui.widgets.cells import blank, changed, write
from tests.clock import FakeClocks
from tests.stores import a_store
from tests.tui.desk import make_app, told
from tests.tui.emulated import rows_shown, settle

STYLE = Style(color="red")
NAMES = ("日本語の習慣", "한국어", "👍🏽 thumbs", "⚠️ warn", "één", "👩‍👩‍👧 family", "می‌خواهم")
NASTY = "[b]a\x1b[31mb\x9b2Jc\u202ed"


def written(*texts: tuple[int, str]) -> list[str]:
    """Return the cells of a row of eight after texts were written at their columns."""
    grid = blank(8, 1)
    for x, text in texts:
        write(grid, x, 0, text, STYLE)
    assert cell_len("".join(sign for sign, _ in grid[0])) == 8
    return [sign for sign, _ in grid[0]]


@pytest.mark.parametrize(
    ("texts", "cells"),
    [
        ([(0, "a日b")], ["a", "日", "", "b", " ", " ", " ", " "]),
        ([(0, "👩‍👩‍👧x")], ["👩‍👩‍👧", "", "x", " ", " ", " ", " ", " "]),
        ([(0, "e\u0301x")], ["e\u0301", "x", " ", " ", " ", " ", " ", " "]),
        ([(7, "日")], [" "] * 8),
        ([(-1, "日a")], [" ", "a", " ", " ", " ", " ", " ", " "]),
        ([(2, "日"), (2, "a")], [" ", " ", "a", " ", " ", " ", " ", " "]),
        ([(2, "日"), (3, "a")], [" ", " ", " ", "a", " ", " ", " ", " "]),
        ([(2, "日日"), (3, "本")], [" ", " ", " ", "本", "", " ", " ", " "]),
        ([(0, "a\x1bb\u202e")], ["a", "?", "b", "?", " ", " ", " ", " "]),
    ],
)
def test_a_wide_sign_has_two_cells_or_none(texts: list[tuple[int, str]], cells: list[str]) -> None:
    assert written(*texts) == cells


def test_a_wide_sign_is_painted_whole() -> None:
    before, after = blank(8, 1), blank(8, 1)
    write(before, 2, 0, "日本", STYLE)
    write(after, 2, 0, "日語", STYLE)
    assert changed(before, after) == [Region(4, 0, 2, 1)]
    assert changed(after, blank(8, 1)) == [Region(2, 0, 4, 1)]


async def test_names_of_any_script_stand_in_straight_columns(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    store = a_store(home)
    for place, name in enumerate((*NAMES, NASTY)):
        store.db.execute(
            "insert into habit (id, name, goal, unit, position, created_day) values (?, ?, 8, ?, ?, '2026-11-02')",
            [f"own-{place}", name, "杯" if place % 2 else "", 10 + place],
        )
        store.db.execute(
            "insert into schedule (id, habit, repeat, times, weekdays, effective_from)"
            " values (?, ?, 'daily', 1, '', '2026-11-02')",
            [f"s{place}", f"own-{place}"],
        )
    store.db.conn.commit()
    store.close()
    async with app.run_test(size=(100, 60)) as pilot:
        for key in ("1", "2", "4"):
            await pilot.press(key)
            await settle(app, pilot)
            rows = rows_shown(app)
            assert {cell_len(row) for row in rows} == {100}
            assert not any(sign in "".join(rows) for sign in "\x1b\x9b\u202e")
            if key != "2":
                shown = [row for row in rows if any(name in row for name in NAMES) and "○" in row]
                for count in ("0 of 8", "0 of 7"):  # of today's list, and of the week's grid
                    ends = [
                        cell_len(row[: row.rindex(count)]) for row in shown if count in row and "杯" not in row
                    ]
                    assert len({*ends}) <= 1
                assert len(shown) >= (len(NAMES) if key == "4" else 5)
        app.notify(f"{NASTY} [/] [red")
        await settle(app, pilot)
        assert told(app)[-1] == f"{NASTY} [/] [red"
        assert HARMLESS in app.get_line_filters()
        assert {*app.available_themes} == {*THEMES}


def test_no_line_of_the_screen_steers_the_terminal_or_changes_its_width() -> None:
    segments = [Segment(NASTY, STYLE), Segment("日本 ⚠️", STYLE)]
    cleaned = HARMLESS.apply(segments, Color(0, 0, 0))
    assert [one.text for one in cleaned] == ["[b]a[31mb2Jcd", "日本 ⚠️"]
    assert [one.cell_length for one in cleaned] == [one.cell_length for one in segments]
