"""The map of a year, plots, and the grid's marks: every state by its shape."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from textual.app import App, ComposeResult
from textual.widget import Widget

from coretui.domain.habits.streaks import DayMark
from coretui.domain.habits.year import YearDay, months
from coretui.tui.theme import THEMES, role_variables
from coretui.tui.widgets.cells import CellWidget
from coretui.tui.widgets.heat import Heat, HeatSheet
from coretui.tui.widgets.plots import Curve, PairBars, Plot, column
from coretui.tui.widgets.weekgrid import GridLine, Sheet, WeekGrid, plan
from coretui.tui.widgets.weeknumbers import WeekNumbers
from coretui.words.tables import Numbers, Pairs

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class Bench(App[None]):
    """Shows one widget."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return role_variables(THEMES[0])

    def compose(self) -> ComposeResult:
        yield self.widget


def drawn(widget: CellWidget, width: int, height: int) -> list[str]:
    return ["".join(sign for sign, _ in row).rstrip() for row in widget.draw(width, height)]


def heat(*levels: str, weeks: int = 1, cursor: int = 0, ascii_: bool = False) -> Heat:
    widget = Heat()
    widget.sheet = HeatSheet(date(2026, 1, 5), levels or ("4",) * 7 * weeks, ((0, "Jan"),), DAYS)
    widget.cursor, widget.ascii = cursor, ascii_
    return widget


@pytest.mark.parametrize(
    ("ascii_", "signs"),
    [(False, ["◇", "▂", "▃", "▅", "▇", "×", "◌"]), (True, ["+", ":", "=", "%", "#", "x", "-"])],
)
async def test_each_level_has_a_shape_of_its_own(ascii_: bool, signs: list[str]) -> None:
    widget = heat("rest", "1", "2", "3", "4", "missed", "off", ascii_=ascii_)
    async with Bench(widget).run_test(size=(20, 10)):
        assert [line[5] for line in drawn(widget, 20, 8)[1:]] == signs


async def test_tones_differ_too_and_what_is_to_come_is_empty() -> None:
    widget = heat("1", "2", "3", "4", "open", "rest", "", cursor=5)
    async with Bench(widget).run_test(size=(20, 10)):
        grid = widget.draw(20, 8)
        tones = {grid[row][5][1].color for row in range(1, 5)}
        assert len(tones) == 4
        assert [grid[row][5][0] for row in (5, 6, 7)] == ["○", "◇", " "]


async def test_the_cursor_is_seen_on_a_full_day_and_named_beside_it() -> None:
    widget = heat(weeks=3, cursor=9)
    async with Bench(widget).run_test(size=(30, 10)):
        lines = drawn(widget, 30, 8)
        assert lines[3].startswith("▸Wed")
        assert lines[3][7] == "◆"  # two columns a week where there is room
        assert sum("◆" in line for line in lines) == 1


async def test_little_room_shows_the_last_weeks_or_those_round_the_cursor() -> None:
    levels = ("rest",) * 7 * 20 + ("4",) * 7 * 20 + ("",) * 7 * 10
    late, early = heat(*levels, cursor=7 * 39), heat(*levels, cursor=7 * 2)
    async with Bench(late).run_test(size=(40, 10)):
        lines = drawn(late, 25, 8)
        assert lines[2][5:] == "▇" * 20
    async with Bench(early).run_test(size=(40, 10)):
        assert drawn(early, 25, 8)[1][5:8] == "◇··"


async def test_the_cursor_is_in_sight_where_nothing_is_known() -> None:
    widget = heat(*[""] * 7 * 50, cursor=7 * 49)
    async with Bench(widget).run_test(size=(40, 10)):
        assert drawn(widget, 25, 8)[1].endswith("◇")


async def test_a_click_leads_to_a_day() -> None:
    widget = heat(weeks=4)
    seen: list[date] = []

    class Clicked(Bench):
        def on_heat_moved(self, event: Heat.Moved) -> None:
            seen.append(event.day)

    async with Clicked(widget).run_test(size=(30, 10)) as pilot:
        await pilot.click(Heat, offset=(7, 3))
        await pilot.pause()
    assert seen == [date(2026, 1, 14)]


@pytest.mark.parametrize(
    ("seen", "level"),
    [
        (YearDay(DayMark.DONE, 1.0, 1, 1), "4"),
        (YearDay(DayMark.PARTLY, 0.99, 0, 1), "3"),
        (YearDay(DayMark.PARTLY, 0.5, 2, 4), "2"),
        (YearDay(DayMark.PARTLY, 0.1, 0, 1), "1"),
        (YearDay(DayMark.MISSED, 0.0, 0, 1), "missed"),
        (YearDay(DayMark.OPEN, 0.0, 0, 1), "open"),
        (YearDay(DayMark.OFF, 0.0, 0, 0), "off"),
        (YearDay(DayMark.REST, 0.0, 0, 0), "rest"),
    ],
)
def test_a_day_has_one_of_four_tones_or_a_mark(seen: YearDay, level: str) -> None:
    assert seen.level == level


def test_months_begin_in_the_column_of_their_first_day() -> None:
    assert months([date(2026, 1, 1), date(2026, 1, 28), date(2026, 2, 2)]) == ((0, 1), (2, 2))


# plots


@pytest.mark.parametrize(
    ("value", "text"), [(0, "  "), (0.01, "▁ "), (1, "▄ "), (2, "█ "), (3, "█▄"), (4, "██"), (9, "██")]
)
def test_columns_fill_from_below_and_little_still_shows(value: float, text: str) -> None:
    assert column(value, 4, 2) == text


async def test_a_plot_shows_what_is_not_known_as_a_dot_and_nothing_as_a_line() -> None:
    widget = Plot()
    widget.curve = Curve("Breathing", "5 min", (None, 0.0, 60.0, 120.0))
    async with Bench(widget).run_test(size=(20, 3)):
        lines = drawn(widget, 20, 3)
        assert lines[0] == "Breathing      5 min"
        assert [lines[2][x] for x in (0, 5, 10, 15)] == ["·", "▁", "█", "█"]
        assert [lines[1][x] for x in (10, 15) if x < len(lines[1])] == [" ", "█"]


async def test_a_plot_in_one_row_is_a_spark_line() -> None:
    widget = Plot()
    widget.curve = Curve("Pain", "5", (None, 0.0, 5.0, 10.0))
    async with Bench(widget).run_test(size=(30, 1)):
        assert drawn(widget, 30, 1) == ["Pain" + " " * 15 + "▁▄█       5"]


async def test_plots_in_one_row_have_their_columns_in_the_same_places_whatever_they_are_called() -> None:
    widget = Plot()
    async with Bench(widget).run_test(size=(40, 1)):
        for width, bars in ((22, range(10, 22)), (40, range(20, 32)), (12, range(7, 12))):
            for title, now in (("Pain", "5"), ("Sitting", "6 h 12"), ("The longest of stretches", "–")):
                widget.curve = Curve(title, now, (60.0,) * 12, short="Longest")
                [line] = drawn(widget, width, 1)
                assert [x for x, sign in enumerate(line) if sign == "█"] == [*bars]
                assert (
                    line.startswith(title[:4] if title == "Pain" or width == 12 else title[:6]) or "Longe" in line
                )


async def test_pairs_stand_side_by_side_in_their_order() -> None:
    widget = PairBars()
    widget.pairs = Pairs(("Mon", "Tue"), (40.0, 0.0), (20.0, 40.0))
    async with Bench(widget).run_test(size=(20, 5)):
        lines = drawn(widget, 20, 5)
        assert [lines[0][:2], lines[2][:2]] == ["40", "20"]
        assert lines[-1].split() == ["Mon", "Tue"]
        x = lines[-1].index("Mon")
        assert lines[3][x : x + 6] == "██████"
        assert lines[1][x : x + 6].rstrip() == "███"


# the grid


def sheet(**given: object) -> Sheet:
    marks = ("done", "partly", "open", "missed", "off", "rest", "done")
    line = GridLine("core", "Core session", marks, "2 of 3", "5 weeks", trend=(None, *([0.5] * 10), 1.0))
    return Sheet("HABITS", DAYS, 0, (line,), "target", "streak", "12 weeks", **given)  # type: ignore[arg-type]


async def test_all_six_states_have_a_shape_and_a_colour_of_their_own() -> None:
    widget = WeekGrid()
    widget.sheet = sheet()
    async with Bench(widget).run_test(size=(100, 4)):
        cells = widget.draw(96, 2)[1]
        marks = {sign: style.color for sign, style in cells if sign in "●◐○×◌·"}
        assert set(marks) == set("●◐○×◌·")
        assert len({str(colour) for colour in marks.values()}) == 6


async def test_the_spark_line_goes_first_where_there_is_no_room() -> None:
    widget = WeekGrid()
    widget.sheet = sheet()
    async with Bench(widget).run_test(size=(100, 4)):
        assert drawn(widget, 96, 2)[1].endswith("▄▄▄▄▄▄▄▄▄▄▇")
        assert drawn(widget, 62, 2)[1].endswith("5 weeks")
        assert drawn(widget, 55, 2)[1].endswith("2 of 3")


async def test_a_long_name_is_cut_before_the_spark_line_goes() -> None:
    widget = WeekGrid()
    given = sheet()
    widget.sheet = replace(given, lines=(replace(given.lines[0], name="A name of a habit that goes on and on"),))
    async with Bench(widget).run_test(size=(120, 4)):
        assert "A name of a habit that goes on and on " in drawn(widget, 116, 2)[1]
        cut = drawn(widget, 96, 2)[1]
        assert " A name of a habit that …" in cut
        assert cut.endswith("▄▄▄▄▄▄▄▄▄▄▇")


async def test_days_with_notes_carry_a_sign() -> None:
    widget = WeekGrid()
    widget.sheet = sheet(noted=frozenset({2}))
    async with Bench(widget).run_test(size=(100, 4)):
        assert "Tue   Wed✎" in drawn(widget, 96, 2)[0]
        widget.ascii = True
        assert 'Wed"' in drawn(widget, 96, 2)[0]


async def test_what_is_counted_shows_how_much_where_it_is_done_partly() -> None:
    widget = WeekGrid()
    line = GridLine(
        "water", "Water", ("partly", "done", *["rest"] * 5), "1 of 7", "–", amounts=(0.5, 1.0, *[0.0] * 5)
    )
    widget.sheet = Sheet("HABITS", DAYS, None, (line,))
    async with Bench(widget).run_test(size=(80, 4)):
        assert drawn(widget, 60, 2)[1].split()[2:4] == ["▄", "●"]
        widget.ascii = True
        assert drawn(widget, 60, 2)[1].split()[1:4] == ["Water", "+", "*"]


async def test_numbers_stand_under_the_days_of_the_grid() -> None:
    widget = WeekNumbers()
    widget.sheet = sheet()
    widget.rows = (Numbers("Longest, min", ("40", "·", "5", "", "", "", "100"), "1 h 40"),)
    async with Bench(widget).run_test(size=(100, 4)):
        head, row = drawn(widget, 96, 2)
        place = plan(widget.sheet, 96)
        assert head.index("Mon") == place.days + 1
        assert row.index("40") + 2 == place.days + 4
        assert row.rstrip().endswith("1 h 40")


@pytest.mark.parametrize("columns", [59, 66, 90])
async def test_beside_the_grid_the_names_of_the_numbers_are_whole(columns: int) -> None:
    widget = WeekNumbers()
    widget.sheet, widget.beside = sheet(), True
    widget.rows = (Numbers("Langst gezeten, min", ("40", "·", "5", "", "", "", "100"), "1 u 40"),)
    async with Bench(widget).run_test(size=(100, 4)):
        head, row = drawn(widget, columns, 2)
        assert "Langst gezeten, min" in row
        assert row.rstrip().endswith("1 u 40")
        assert row.index("40") + 2 <= head.index("Mon") + 3
