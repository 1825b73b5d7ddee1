"""Large digits: their shapes, that they stand still, and where a countdown puts them."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from coretui.tui.theme import role_variables
from coretui.tui.widgets.digits import HEIGHTS, Countdown, big, bitmap, blocks, columns, drawable, placed


def test_fifteen_in_five_rows_is_drawn_to_the_half_cell() -> None:
    assert big("15") == [
        "▝▜▌  █▀▀▀",
        " ▐▌  █   ",
        " ▐▌  ▀▀▀▙",
        " ▐▌     █",
        "▗▟▙▖ ▄▄▄▛",
    ]


def test_a_time_in_three_rows() -> None:
    assert big("0:42", 3) == [
        "▟▀▙ ▄ █ █ ▀▀▙",
        "█ █   ▝▀█ ▟▀▘",
        "▜▄▛ ▀   █ █▄▄",
    ]


def test_ten_rows_are_five_with_every_stroke_doubled() -> None:
    small, large = bitmap("8", 5), bitmap("8", 10)
    assert large == [[pixel for pixel in line for _ in range(2)] for line in small for _ in range(2)]


@pytest.mark.parametrize("height", HEIGHTS)
@pytest.mark.parametrize("plain", [False, True])
def test_every_digit_is_as_wide_and_high_as_any_other(height: int, plain: bool) -> None:
    drawn = [big(digit, height, ascii=plain) for digit in "0123456789"]
    assert {len(rows) for rows in drawn} == {height}
    assert {cell_len(row) for rows in drawn for row in rows} == {columns("0", height)}
    assert len({tuple(rows) for rows in drawn}) == 10
    assert all(len(row) == cell_len(row) for rows in drawn for row in rows)


@pytest.mark.parametrize("height", [3, 5, 10])
def test_ascii_is_ascii_and_as_wide_as_blocks(height: int) -> None:
    plain, solid = big("12:40", height, ascii=True), big("12:40", height)
    assert all(row.isascii() for row in plain)
    assert {len(row) for row in plain} == {len(row) for row in solid}


@pytest.mark.parametrize("height", HEIGHTS)
@pytest.mark.parametrize("text", ["8", "15", "0:42", "1 2", "12:00:00"])
def test_the_columns_asked_for_are_those_drawn(text: str, height: int) -> None:
    assert columns(text, height) == len(big(text, height)[0])


def test_ascii_digits_are_seven_strokes() -> None:
    assert big("45", 5, ascii=True) == ["#  # ####", "#  # #   ", "#### ####", "   #    #", "   # ####"]
    assert big("45", 3, ascii=True) == ["     _ ", "|_| |_ ", "  |  _|"]


@pytest.mark.parametrize("digit", ["0", "8"])
def test_round_digits_are_symmetric(digit: str) -> None:
    pixels = bitmap(digit, 5)
    assert [line[::-1] for line in pixels] == pixels


@pytest.mark.parametrize("text", ["", "-", "1m", "ten", "½"])
def test_what_cannot_be_drawn_is_refused(text: str) -> None:
    assert not drawable(text)
    with pytest.raises(ValueError, match="only digits"):
        big(text)


@pytest.mark.parametrize("height", [0, 1, 4, 6])
def test_other_heights_are_refused(height: int) -> None:
    with pytest.raises(ValueError, match="rows"):
        big("1", height)


def test_pixels_move_by_half_a_cell_without_changing_shape() -> None:
    pixels = bitmap("7", 3)
    moved = blocks(pixels, right=1, down=1)
    assert blocks(pixels) == ["▀▀█", " ▟▘", " █ "]
    assert moved == ["▗▄▄▖", "  ▟▘", " ▐▌ ", " ▝▘ "]


def test_placed_text_keeps_to_half_cells_and_ascii_to_cells() -> None:
    assert min(x for x, _, _ in placed("8", 5, (7, 4))) == 3
    assert {y for _, y, _ in placed("8", 5, (7, 5))} == {2, 3, 4, 5, 6, 7}
    assert {y for _, y, _ in placed("8", 5, (7, 5), ascii=True)} == {3, 4, 5, 6, 7}


class CountdownApp(App[None]):
    def __init__(self, height: int) -> None:
        super().__init__()
        self.height = height

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return role_variables(self.current_theme)

    def compose(self) -> ComposeResult:
        countdown = Countdown()
        countdown.text = "0:42"
        countdown.styles.height = self.height
        yield countdown


@pytest.mark.parametrize(("height", "width", "rows"), [(5, 16, 5), (4, 13, 4), (3, 13, 3), (2, 4, 1), (1, 4, 1)])
async def test_a_countdown_is_as_wide_as_its_largest_digits(height: int, width: int, rows: int) -> None:
    app = CountdownApp(height)
    async with app.run_test(size=(60, 20)):
        countdown = app.screen.query_one(Countdown)
        assert countdown.size == (width, height)
        drawn = [countdown.render_line(y).text for y in range(height)]
        assert sum(bool(row.strip()) for row in drawn) == rows
        assert drawn[(height - 1) // 2].strip()


async def test_a_countdown_repaints_only_the_digit_that_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    app = CountdownApp(5)
    async with app.run_test(size=(60, 20)) as pilot:
        countdown = app.screen.query_one(Countdown)
        refreshed = []
        monkeypatch.setattr(countdown, "refresh", lambda *regions, **_: refreshed.extend(regions))
        countdown.text = "0:41"
        await pilot.pause()
        assert refreshed
        assert all(region.x >= 12 and region.right <= 16 for region in refreshed)


async def test_a_countdown_writes_what_is_no_time() -> None:
    app = CountdownApp(5)
    async with app.run_test(size=(60, 20)) as pilot:
        countdown = app.screen.query_one(Countdown)
        countdown.text = "now"
        await pilot.pause()
        assert [countdown.render_line(y).text.strip() for y in range(5)] == ["", "", "now", "", ""]
        assert countdown.size.width == 3
        countdown.text = "12:00"
        await pilot.pause()
        assert countdown.size.width == columns("12:00", 5)
