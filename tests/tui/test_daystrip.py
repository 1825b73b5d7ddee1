"""The day strip: what each cell shows, its shapes, its hours, and what a change repaints."""

from __future__ import annotations

from itertools import pairwise

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.widget import Widget

from coretui.tui.theme import CORETUI_DARK, role_variables
from coretui.tui.widgets.daystrip import (
    WORKDAY,
    Axis,
    DayStrip,
    HourScale,
    Piece,
    StripKind,
    hours_of,
    kinds,
    labels,
)

TEN = Axis(540, 10, 12)
"""Nine to eleven in cells of ten minutes."""


class StripApp(App[None]):
    """One widget, so many columns wide."""

    def __init__(self, widget: Widget, width: int, height: int | None = None) -> None:
        super().__init__()
        self.register_theme(CORETUI_DARK)
        self.theme = "coretui-dark"
        self.widget = widget
        widget.styles.width = width
        if height is not None:
            widget.styles.height = height

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return role_variables(self.current_theme)

    def compose(self) -> ComposeResult:
        yield self.widget


def strip(*pieces: Piece, now: int | None = None, hours: tuple[int, int] | None = (9, 11)) -> DayStrip:
    widget = DayStrip()
    widget.pieces, widget.now, widget.hours = pieces, now, hours
    return widget


def rows(widget: Widget) -> list[str]:
    return [widget.render_line(y).text for y in range(widget.size.height)]


# What each cell shows


def test_a_cell_shows_what_fills_most_of_it() -> None:
    pieces = (Piece("sitting", 540, 574), Piece("away", 574, 596), Piece("standing", 596, 620))
    assert kinds(pieces, None, TEN) == ["sitting"] * 3 + ["away"] * 3 + ["standing"] * 2 + [""] * 4


def test_a_short_break_has_a_cell_of_its_own() -> None:
    pieces = (Piece("sitting", 540, 571), Piece("break", 571, 573), Piece("sitting", 573, 600))
    assert kinds(pieces, None, TEN)[:6] == ["sitting", "sitting", "sitting", "break", "sitting", "sitting"]


def test_short_breaks_in_cells_beside_each_other_do_not_seem_one_long_one() -> None:
    pieces = [Piece("sitting", 540 + 20 * n, 558 + 20 * n) for n in range(5)]
    pieces += [Piece("break", 558 + 20 * n, 560 + 20 * n) for n in range(5)]
    shown = kinds(pieces, None, Axis(540, 20, 5))
    assert shown == ["break", "sitting", "break", "sitting", "break"]
    pieces[6] = Piece("session", 578, 580)
    assert kinds(pieces, None, Axis(540, 20, 5))[:3] == ["break", "session", "break"]


def test_where_cells_are_long_short_breaks_do_not_hide_the_sitting() -> None:
    pieces = [Piece("sitting", 540 + 30 * n, 567 + 30 * n) for n in range(4)]
    pieces += [Piece("break", 567 + 30 * n, 570 + 30 * n) for n in range(4)]
    assert kinds(pieces, None, Axis(540, 60, 2)) == ["sitting", "sitting"]


def test_sitting_over_the_interval_is_told_from_other_sitting() -> None:
    pieces = (Piece("sitting", 540, 560), Piece("sitting", 560, 600, long=True))
    assert kinds(pieces, None, TEN)[:6] == ["sitting", "sitting", "long", "long", "long", "long"]


def test_what_is_to_come_is_told_from_what_is_not_known() -> None:
    assert kinds((), 600, TEN) == [""] * 6 + ["future"] * 6
    assert kinds((), None, TEN) == [""] * 12
    assert kinds((), 0, TEN) == ["future"] * 12


def test_pieces_outside_the_hours_are_cut() -> None:
    pieces = (
        Piece("sitting", 480, 550),
        Piece("break", 500, 502),
        Piece("session", 650, 900),
        Piece("break", 890, 892),
    )
    assert kinds(pieces, None, TEN) == ["sitting", *[""] * 10, "session"]


def test_hours_after_midnight_go_on() -> None:
    assert kinds((Piece("sitting", 1430, 1460),), None, Axis(1420, 10, 4)) == ["", "sitting", "sitting", "sitting"]


# Hours


@pytest.mark.parametrize(
    ("pieces", "now", "hours"),
    [
        ((), None, WORKDAY),
        ((), 1380, WORKDAY),
        ((Piece("sitting", 600, 700),), 700, (9, 18)),
        ((Piece("sitting", 430, 700),), 700, (7, 18)),
        ((Piece("sitting", 600, 1201),), 700, (9, 21)),
        ((Piece("sitting", 600, 1200),), 1290, (9, 22)),
        ((Piece("sitting", 1320, 1500),), 1500, (22, 31)),
        ((Piece("sitting", 1080, 1690),), 1690, (18, 29)),
    ],
)
def test_the_hours_shown_are_those_of_work_made_wider_by_what_is_outside_them(
    pieces: tuple[Piece, ...], now: int | None, hours: tuple[int, int]
) -> None:
    assert hours_of(pieces, now) == hours


@pytest.mark.parametrize("width", [1, 2, 5, 9, 12, 29, 46, 96, 200])
def test_the_axis_keeps_within_its_width_and_covers_the_hours(width: int) -> None:
    axis = Axis.fitting((9, 18), width)
    assert 1 <= axis.cells <= max(1, width)
    assert axis.cells * axis.minutes == pytest.approx(540)
    assert axis.minutes >= 5


def test_hours_have_equal_cells_wherever_there_is_room() -> None:
    assert Axis.fitting((9, 18), 56) == Axis(540, 10, 54)
    assert Axis.fitting((9, 18), 64) == Axis(540, 10, 54)
    assert Axis.fitting((9, 18), 500) == Axis(540, 5, 108)


def test_labels_stand_under_their_hour_and_never_touch() -> None:
    assert labels(Axis.fitting((9, 12), 20)) == [(9, 0, "9"), (10, 6, "10"), (11, 12, "11"), (12, 18, "12")]
    assert " ".join(label for _, _, label in labels(Axis.fitting((22, 31), 96))) == "22 23 0 1 2 3 4 5 6 7"
    for width in range(8, 120):
        spots = labels(Axis.fitting((9, 18), width))
        assert all(one + len(text) < other for (_, one, text), (_, other, _) in pairwise(spots))


# Shapes

DAY = (
    Piece("sitting", 540, 570),
    Piece("break", 570, 580),
    Piece("sitting", 580, 610, long=True),
    Piece("standing", 610, 620),
    Piece("session", 620, 630),
    Piece("away", 630, 640),
)


async def test_three_rows_tell_kinds_by_height_and_hours_below() -> None:
    widget = strip(*DAY, now=640)
    async with StripApp(widget, 14).run_test(size=(80, 10)):
        assert rows(widget) == ["▄▄▄ ███       ", "███▄████▌▁╌╌  ", "9     10    11"]


async def test_two_rows_have_hours_too() -> None:
    widget = strip(*DAY, now=640)
    async with StripApp(widget, 14, 2).run_test(size=(80, 10)):
        assert rows(widget) == ["▅▅▅▂▇▇▇⣤▌─··  ", "9     10    11"]


async def test_compact_is_one_row_without_hours() -> None:
    widget = strip(*DAY, now=640)
    widget.compact = True
    async with StripApp(widget, 14).run_test(size=(80, 10)):
        assert rows(widget) == ["▅▅▅▂▇▇▇⣤▌─··  "]


async def test_becoming_compact_takes_one_row() -> None:
    widget = strip(*DAY)
    async with StripApp(widget, 14).run_test(size=(80, 10)) as pilot:
        assert widget.size.height == 3
        widget.compact = True
        await pilot.pause()
        assert widget.size.height == 1


async def test_ascii_tells_kinds_apart() -> None:
    widget = strip(*DAY, now=640)
    widget.ascii = True
    async with StripApp(widget, 14).run_test(size=(80, 10)) as pilot:
        assert rows(widget) == ["    ###       ", "###_###=%-..  ", "9     10    11"]
        widget.compact = True
        await pilot.pause()
        assert rows(widget) == ["###_@@@=%-..  "]


@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("plain", [False, True])
async def test_no_two_kinds_look_alike_without_colour(compact: bool, plain: bool) -> None:
    looks = set()
    every: tuple[StripKind, ...] = ("sitting", "standing", "break", "session", "away")
    days = [(Piece(kind, 540, 660),) for kind in every]
    for pieces in [*days, (Piece("sitting", 540, 660, long=True),), ()]:
        widget = strip(*pieces, now=0)
        widget.compact, widget.ascii = compact, plain
        async with StripApp(widget, 14).run_test(size=(80, 10)):
            looks.add("".join(row[0] for row in rows(widget)[:2]))
    assert len(looks) == 7


@pytest.mark.parametrize("width", [1, 2, 3, 8, 24, 46, 96])
@pytest.mark.parametrize("height", [1, 2, 3, 5])
async def test_every_cell_is_one_column_wide_at_every_size(width: int, height: int) -> None:
    widget = strip(*DAY, now=640, hours=None)
    async with StripApp(widget, width, height).run_test(size=(100, 10)):
        assert [len(row) for row in rows(widget)] == [width] * height
        assert all(cell_len(character) == 1 for row in rows(widget) for character in row)


async def test_each_kind_has_its_colour() -> None:
    widget = strip(*DAY, now=640)
    async with StripApp(widget, 14).run_test(size=(80, 10)):
        seen = [
            segment.style.color.get_truecolor().hex
            for segment in widget.render_line(1)
            if segment.style and segment.style.color
        ]
    roles = ("sitting", "onbreak", "sitting", "standing", "session", "away", "faint")
    assert seen == [CORETUI_DARK.variables[role] for role in roles]


async def test_this_hour_stands_out() -> None:
    widget = strip(*DAY, now=640)
    async with StripApp(widget, 14).run_test(size=(80, 10)):
        bold = [segment.text for segment in widget.render_line(2) if segment.style and segment.style.bold]
    assert bold == ["10"]


async def test_the_scale_fits_under_compact_strips() -> None:
    scale, widget = HourScale(), strip(*DAY, now=640)
    scale.hours = (9, 11)
    shown = []
    for one in (scale, widget):
        async with StripApp(one, 14).run_test(size=(80, 10)):
            shown.append(rows(one)[-1])
    assert shown[0] == shown[1] == "9     10    11"


# What a change costs


async def test_only_the_cells_that_changed_are_repainted(monkeypatch: pytest.MonkeyPatch) -> None:
    widget = strip(*DAY, now=640)
    async with StripApp(widget, 14).run_test(size=(80, 10)) as pilot:
        rows(widget)
        calls: list[tuple[Region, ...]] = []
        monkeypatch.setattr(widget, "refresh", lambda *regions, **_: calls.append(regions))
        widget.now = 641
        widget.pieces = (*DAY, Piece("sitting", 640, 641))
        await pilot.pause()
        assert calls == []
        widget.now = 648
        widget.pieces = (*DAY, Piece("sitting", 640, 648))
        await pilot.pause()
        assert {region for regions in calls for region in regions} == {Region(10, 1, 1, 1), Region(10, 0, 1, 1)}
