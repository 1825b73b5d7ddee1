"""What the lower panel of a week is drawn with: how somebody sat, and when in the day they sit long."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coretui.domain.chair.by_hour import SittingHour, SittingHours
from coretui.domain.habits.schedules import week_of
from coretui.domain.posture.notes import Moment, Posture, PostureNote
from coretui.tui.screens.week.hours import hour_sheet
from coretui.tui.screens.week.posture import posture_sheet
from coretui.tui.widgets.daystrip import Axis
from coretui.tui.widgets.hourbars import HourBars, HourSheet
from coretui.tui.widgets.postureweek import NoteSign, PostureRow, PostureSheet, PostureWeek, placed, plan
from coretui.words.posture import GLYPHS
from tests.tui.test_heat import DAYS, Bench, drawn

NAMES = ("upright", "slumped", "hollow", "left", "right", "crossed", "standing")
COUNTS = (2, 1, 0, 0, 0, 0, 3)
POSTURES = tuple(
    PostureRow(sign, name, str(n), ("–", "20%", "30%"), n / 5, standing=name == "standing")
    for sign, name, n in zip(GLYPHS.values(), NAMES, COUNTS, strict=True)
)
MONDAY = (NoteSign(9, "│", standing=False), NoteSign(9, "↑", standing=True), NoteSign(17, ")", standing=False))
SUMS = (
    PostureRow("", "notes", "6", ("–", "40", "50")),
    PostureRow("", "sat differently", "–", ("–", "9%", "8%")),
)
SHEET = PostureSheet(
    title="HOW YOU SAT, BY HOUR",
    days=DAYS,
    notes=(MONDAY, *[()] * 6),
    postures=POSTURES,
    sums=SUMS,
    heads=("THIS WEEK", "12 WEEKS, IN FOURS"),
    begins=("7 Sep", "5 Oct", "2 Nov"),
    words=("6 notes, by you, at breaks", "No posture here is good or bad."),
)


async def test_what_there_is_no_room_for_leaves_the_spells_first_and_the_counts_last() -> None:
    widget = PostureWeek()
    widget.sheet = SHEET
    async with Bench(widget).run_test(size=(100, 14)):
        wide = drawn(widget, 96, 12)
        assert wide[2].split() == ["Mon", "│↑" + "·" * 22 + ")··", "│", "upright", "2", "–", "20%", "30%", "━━━━━"]
        assert wide[1].split() == ["7", "Sep", "5", "Oct", "2", "Nov"]
        assert wide[10].split()[-4:] == ["–", "–", "9%", "8%"]
        assert wide[11] == " 6 notes, by you, at breaks · No posture here is good or bad."
        medium = drawn(widget, 74, 9)
        assert medium[0].split()[-4:] == ["│", "upright", "2", "━" * 5 + "╸"]
        assert medium[8].split()[0] == "9"
        assert medium[8].endswith("No posture here is good or bad.")
        small = drawn(widget, 48, 11)
        assert small[9:] == [" 6 notes, by you, at breaks", " No posture here is good or bad."]
        assert all("%" not in line for line in (*medium, *small))
        tiny = drawn(widget, 20, 11)
        assert [line.split()[-1] for line in tiny[1:8]] == [str(n) for n in COUNTS]
        for width in range(1, 120):
            assert len(widget.draw(width, widget.get_content_height(widget.size, widget.size, width))) >= 9


async def test_only_standing_has_a_colour() -> None:
    widget = PostureWeek()
    widget.sheet = SHEET
    async with Bench(widget).run_test(size=(100, 14)):
        inks = {sign: style.color for row in widget.draw(74, 9) for sign, style in row if sign in GLYPHS.values()}
        assert inks["│"] == inks[")"] == inks["╳"]
        assert inks["↑"] != inks["│"]


async def test_notes_of_one_hour_stand_beside_each_other_and_the_last_ones_where_they_are_too_many() -> None:
    widget = PostureWeek()
    crowd = tuple(NoteSign(9, str(n), standing=False) for n in range(5))
    widget.sheet = replace(SHEET, notes=(crowd, *[()] * 6), hours=(9, 18))
    async with Bench(widget).run_test(size=(100, 14)):
        assert "  234····" in drawn(widget, 74, 9)[1]
        assert "  34····" in drawn(widget, 48, 11)[1]


@pytest.mark.parametrize("width", [4, 8, 11, 20, 29, 40, 56])
def test_no_note_stands_under_another_hour_and_the_last_of_each_is_there(width: int) -> None:
    hours = (*[9] * 5, 10, 13, 13, *[17] * 9)
    notes = [NoteSign(hour, str(n), standing=False) for n, hour in enumerate(hours)]
    axis = Axis.fitting((9, 18), width)
    found = list(placed(notes, axis))
    assert all(0 <= x < axis.cells for x, _note in found)
    cells = dict(found)
    for x, note in cells.items():
        assert (
            x == int(axis.cell(60 * note.hour))
            or 60 * note.hour <= axis.start + x * axis.minutes < 60 * note.hour + 60
        )
    assert cells[max(cells)].sign == str(len(hours) - 1)
    if axis.minutes <= 60:
        assert {note.sign for note in cells.values()} >= {"4", "5", "7", "16"}


async def test_one_note_does_not_fill_a_bar_and_ascii_is_plain() -> None:
    widget = PostureWeek()
    signs = (replace(row, sign="|") for row in POSTURES)
    widget.sheet, widget.ascii = replace(SHEET, notes=((),) * 7, postures=tuple(signs), begins=()), True
    async with Bench(widget).run_test(size=(100, 14)):
        lines = drawn(widget, 96, 9)
        assert all(line.isascii() for line in lines)
        assert [line.count("=") for line in lines[:7]] == [5, 3, 0, 0, 0, 0, 8]


@pytest.mark.parametrize("title", ["HOW YOU SAT", "HOW YOU SAT, AND THAT BY THE HOUR"])
def test_a_long_title_has_a_row_of_its_own(title: str) -> None:
    sheet = replace(SHEET, title=title, begins=())
    widget = PostureWeek()
    widget.set_reactive(PostureWeek.sheet, sheet)
    long = len(title) > plan(sheet, 60).right - 2
    assert widget.get_content_height(widget.size, widget.size, 60) == 9 + long


async def test_the_part_that_stands_out_is_at_the_foot_of_its_column() -> None:
    widget = HourBars()
    widget.sheet = HourSheet((9, 10, 24), (60.0, 30.0, 0.0), (30.0, 0.0, 0.0), 60, "Got up", ("1.5", "·", "0.3"))
    async with Bench(widget).run_test(size=(60, 6)):
        lines = drawn(widget, 32, 6)
        assert lines[0] == "    60  ██████"
        assert lines[2].split() == ["30", "██████", "██████"]
        assert lines[3].split() == ["██████", "██████", "▁▁▁▁▁▁"]
        assert lines[4].split() == ["9", "10", "0"]
        assert lines[5].split() == ["Got", "up", "1.5", "·", "0.3"]
        grid = widget.draw(32, 6)
        inks = [grid[row][8][1].color for row in range(4)]
        assert (inks[0] == inks[1], inks[2] == inks[3], inks[1] == inks[2]) == (True, True, False)
        assert grid[3][16][1].color == inks[0]
        assert drawn(widget, 12, 6)[5].split() == ["9", "10"]  # no room for numbers
        widget.ascii = True
        assert drawn(widget, 32, 6)[0] == "    60  ::::::"
        assert drawn(widget, 32, 6)[3].split() == ["######", "::::::", "______"]


async def test_a_part_that_ends_inside_a_cell_has_the_rest_behind_it() -> None:
    widget = HourBars()
    widget.sheet = HourSheet((9,), (60.0,), (20.0,), 60)
    async with Bench(widget).run_test(size=(60, 6)):
        sign, style = widget.draw(32, 6)[3][4]
        assert (sign, style.bgcolor) == ("▅", widget.draw(32, 6)[0][4][1].color)


# what the panels make of facts

WEEK = week_of(date(2026, 11, 23), 0)
NINE = 1_795_424_400.0
"""Nine o'clock UTC on its first day."""


def noted(count: int, *, day: int = 0, hour: int = 0, posture: Posture = Posture.LEFT) -> list[PostureNote]:
    at = NINE + 86_400 * day + 3600 * hour
    return [PostureNote(posture, Moment.OWN, at + n, 0, WEEK.first + timedelta(days=day)) for n in range(count)]


def shown(*fours: list[PostureNote], running: bool = True) -> PostureSheet:
    spells = [(WEEK.first, WEEK.last, tuple(notes)) for notes in fours]
    return posture_sheet(WEEK, spells, ascii=False, running=running)


def test_shares_need_ten_notes_and_a_bar_five() -> None:
    sheet = shown([], noted(9, day=-20), noted(10, day=-10), noted(2))
    left = sheet.postures[3]
    assert (left.count, left.spells, left.share) == ("2", ("–", "–", "100%", "–"), 0.4)
    assert sheet.sums[0].spells == ("–", "9", "10", "2")
    assert sheet.sums[1].spells == ("–", "0%", "0%", "–")
    assert shown(noted(8)).postures[3].share == 1


def test_hours_go_on_as_far_as_notes_do() -> None:
    assert shown(noted(1)).hours == (9, 18)
    assert shown(noted(1, hour=-2) + noted(1, hour=10)).hours == (7, 20)


def test_a_week_without_notes_says_so_and_without_any_before_has_no_spells() -> None:
    assert shown([]).begins == ()
    assert shown([]).words == ("Nothing noted this week.", "On Today, o notes how you sit.")
    assert shown([], running=False).words[0] == "Nothing noted in that week."
    assert [shown([], running=running).heads[0] for running in (True, False)] == ["THIS WEEK", "WEEK"]
    assert shown(noted(3, day=-10)).begins == ("23 Nov",)


def test_the_working_day_is_shown_and_what_is_sat_round_it_on_a_mean_day() -> None:
    hours = (SittingHour(6, 1190, 0, 4), SittingHour(8, 1200, 600, 24), SittingHour(20, 36_000))
    sheet = hour_sheet(SittingHours(20, 2700, hours))
    assert sheet.hours == tuple(range(8, 21))
    assert (sheet.every[0], sheet.part[0], sheet.each[0], sheet.each[1]) == (1.0, 0.5, "1.2", "·")
    assert hour_sheet(SittingHours(0, 2700, ())) == HourSheet()
    assert hour_sheet(SittingHours(1, 2700, (SittingHour(10, 59),))).hours == tuple(range(9, 18))
