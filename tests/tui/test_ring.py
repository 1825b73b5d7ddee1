"""The ring and the bar: shape by value, at every size, in every mode, and what a change repaints."""

from __future__ import annotations

import itertools
from typing import get_args

import pytest
from rich.cells import cell_len
from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.theme import Theme

from coretui.tui.theme import CORETUI_DARK, CORETUI_LIGHT, THEMES, role_variables
from coretui.tui.widgets.circle import circle
from coretui.tui.widgets.ring import ChairBar, Gauge, Mode, Ring
from tests.tui.ink import quarters_of

SIZES = [(12, 6), (13, 6), (20, 10), (23, 11), (27, 13), (28, 13), (60, 13), (14, 20), (40, 20), (60, 30)]


class GaugeApp(App[None]):
    """One gauge of a given size on a screen that has room for it."""

    def __init__(self, gauge: Gauge, width: int = 27, height: int = 13, theme: str = "coretui-dark") -> None:
        super().__init__()
        for own in THEMES:
            self.register_theme(own)
        self.theme = theme
        self.gauge = gauge
        gauge.styles.width, gauge.styles.height = width, height

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return role_variables(self.current_theme)

    def compose(self) -> ComposeResult:
        yield self.gauge


def ring(mode: Mode, fraction: float, big: str = "", small: str = "", *, plain: bool = False) -> Ring:
    widget = Ring()
    widget.mode, widget.fraction, widget.big, widget.small, widget.ascii = mode, fraction, big, small, plain
    return widget


def rows(gauge: Gauge) -> list[str]:
    return [gauge.render_line(y).text for y in range(gauge.size.height)]


def colours(gauge: Gauge) -> set[str]:
    """Return the colours of everything drawn, as #rrggbb."""
    return {
        segment.style.color.get_truecolor().hex
        for y in range(gauge.size.height)
        for segment in gauge.render_line(y)
        if segment.text.strip() and segment.style and segment.style.color
    }


def full(gauge: Ring) -> float:
    """Return the share of the ring's cells that are drawn in full, of those that differ from the track."""
    drawn = rows(gauge)
    told = [arc for arc in circle(*gauge.size).arcs if arc.full != arc.track]
    assert all(drawn[arc.y][arc.x] in {arc.full, arc.track} for arc in told)
    return sum(drawn[arc.y][arc.x] == arc.full for arc in told) / len(told)


# What stands inside


@pytest.mark.parametrize(("width", "height"), [(27, 13), (28, 13), (28, 14), (27, 14)])
async def test_digits_stand_in_the_very_middle(width: int, height: int) -> None:
    app = GaugeApp(ring("counting", 0.5, "88"), width, height)
    async with app.run_test(size=(80, 40)):
        inked = quarters_of(rows(app.gauge))
        xs, ys = [x for x, _ in inked], [y for _, y in inked]
        assert min(xs) + max(xs) == 2 * width - 1
        assert min(ys) + max(ys) == 2 * height - 1


async def test_the_caption_is_under_the_digits_and_centred() -> None:
    app = GaugeApp(ring("counting", 0.5, "15", "minutes"))
    async with app.run_test(size=(80, 40)):
        drawn = rows(app.gauge)
        assert [y for y, row in enumerate(drawn) if "minutes" in row] == [10]
        assert drawn[10].index("minutes") == 10


async def test_words_that_are_no_digits_are_written_plainly() -> None:
    app = GaugeApp(ring("off", 0, "–", "until Monday"))
    async with app.run_test(size=(80, 40)):
        assert rows(app.gauge)[6].strip(" ⠀⡇⢸").count("–") == 1
        assert "until Monday" in rows(app.gauge)[7]


# Fraction and mode


@pytest.mark.parametrize(
    ("mode", "fraction", "share"),
    [
        ("counting", 0.0, 0.0),
        ("counting", 0.5, 0.5),
        ("counting", 1.0, 1.0),
        ("counting", 7.0, 1.0),
        ("counting", -1.0, 0.0),
        ("due", 0.2, 1.0),
        ("break", 0.0, 1.0),
        ("break", 0.75, 0.25),
        ("held", 0.5, 0.5),
        ("standing", 0.5, 0.5),
        ("session", 0.5, 0.5),
        ("away", 0.5, 0.0),
        ("off", 0.5, 0.0),
    ],
)
async def test_the_ring_is_full_by_the_fraction_and_the_state(mode: Mode, fraction: float, share: float) -> None:
    gauge = ring(mode, fraction)
    async with GaugeApp(gauge).run_test(size=(80, 40)):
        assert full(gauge) == pytest.approx(share, abs=0.025)


async def test_half_of_the_interval_is_the_right_half_of_the_ring() -> None:
    gauge = ring("counting", 0.5)
    async with GaugeApp(gauge).run_test(size=(80, 40)):
        drawn = rows(gauge)
        for arc in circle(27, 13).arcs:
            if arc.x != 13:
                assert drawn[arc.y][arc.x] == (arc.full if arc.x > 13 else arc.track)


@pytest.mark.parametrize("theme", [CORETUI_DARK, CORETUI_LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize(
    ("mode", "role"),
    [("due", "due"), ("break", "onbreak"), ("held", "away"), ("standing", "standing"), ("session", "session")],
)
async def test_each_state_has_its_colour(theme: Theme, mode: Mode, role: str) -> None:
    gauge = ring(mode, 0.5)
    async with GaugeApp(gauge, theme=theme.name).run_test(size=(80, 40)):
        assert colours(gauge) - {theme.variables["faint"]} == {theme.variables[role]}


async def test_counting_goes_from_sage_to_amber() -> None:
    gauge = ring("counting", 1.0)
    async with GaugeApp(gauge).run_test(size=(80, 40)) as pilot:
        assert {CORETUI_DARK.variables["done"], CORETUI_DARK.variables["sitting"]} <= colours(gauge)
        gauge.fraction = 0.1
        await pilot.pause()
        assert CORETUI_DARK.variables["done"] in colours(gauge)
        assert CORETUI_DARK.variables["sitting"] not in colours(gauge)


async def test_a_mode_that_has_no_look_is_refused() -> None:
    gauge = ring("off", 0)
    async with GaugeApp(gauge).run_test(size=(80, 40)):
        with pytest.raises(ValueError, match="no such mode"):
            gauge.mode = "resting"  # type: ignore[assignment]


async def test_another_theme_is_seen_at_once() -> None:
    gauge = ring("due", 1, "3")
    app = GaugeApp(gauge)
    async with app.run_test(size=(80, 40)) as pilot:
        before = colours(gauge)
        app.theme = "coretui-light"
        await pilot.pause()
        assert (before, colours(gauge)) == ({CORETUI_DARK.variables["due"]}, {CORETUI_LIGHT.variables["due"]})


# Every size


@pytest.mark.parametrize("size", [*SIZES, (11, 5), (40, 5), (20, 3), (8, 1), (3, 2), (1, 1)])
async def test_every_cell_is_one_column_wide_at_every_size(size: tuple[int, int]) -> None:
    for gauge in (ring("counting", 0.4, "0:42", "minutes"), ChairBar()):
        async with GaugeApp(gauge, *size).run_test(size=(80, 40)):
            for mode, plain in itertools.product(get_args(Mode), (False, True)):
                gauge.mode, gauge.fraction, gauge.big, gauge.small, gauge.ascii = (
                    mode,
                    0.4,
                    "0:42",
                    "minutes",
                    plain,
                )
                drawn = rows(gauge)
                assert [len(row) for row in drawn] == [size[0]] * size[1]
                assert all(cell_len(character) == 1 for row in drawn for character in row)
                assert not plain or all(row.isascii() for row in drawn)


async def test_ascii_tells_the_states_apart_by_shape() -> None:
    signs = {}
    for mode in get_args(Mode):
        gauge = ring(mode, 0.5, plain=True)
        async with GaugeApp(gauge).run_test(size=(80, 40)):
            signs[mode] = set("".join(rows(gauge))) - {" ", "."}
    assert signs == {
        "counting": {"#"},
        "due": {"!"},
        "break": {"<"},
        "held": {"="},
        "standing": {"|"},
        "session": {"+"},
        "away": set(),
        "off": set(),
    }


async def test_too_little_room_for_a_ring_gives_a_bar() -> None:
    small, bar = ring("counting", 0.5, "15", "minutes"), ChairBar()
    bar.mode, bar.fraction, bar.big, bar.small = "counting", 0.5, "15", "minutes"
    drawn = []
    for gauge in (small, bar):
        async with GaugeApp(gauge, 40, 5).run_test(size=(80, 40)):
            drawn.append(rows(gauge))
    assert drawn[0] == drawn[1]
    assert any("█" in row for row in drawn[0])


# The bar


@pytest.mark.parametrize(
    ("fraction", "drawn"),
    [
        (0.0, "15 minutes  ────────────────"),
        (0.5, "15 minutes  ████████────────"),
        (0.53125, "15 minutes  ████████▌───────"),
        (1.0, "15 minutes  ████████████████"),
    ],
)
async def test_a_bar_fills_by_eighths(fraction: float, drawn: str) -> None:
    bar = ChairBar()
    bar.mode, bar.fraction, bar.big, bar.small = "counting", fraction, "15", "minutes"
    async with GaugeApp(bar, 28, 1).run_test(size=(80, 40)):
        assert rows(bar) == [drawn]


async def test_a_bar_of_three_rows_has_large_digits() -> None:
    bar = ChairBar()
    bar.mode, bar.fraction, bar.big, bar.small = "break", 0.5, "15", "left"
    async with GaugeApp(bar, 26, 3).run_test(size=(80, 40)):
        assert rows(bar) == [
            "▀█  █▀▀                   ",
            " █  ▀▀▙   ████████────────",
            "▗█▖ ▄▄▛   left            ",
        ]


# What a change costs


async def test_only_what_is_seen_to_change_is_repainted(monkeypatch: pytest.MonkeyPatch) -> None:
    gauge = ring("counting", 0.505, "15", "minutes")
    async with GaugeApp(gauge).run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        rows(gauge)
        calls: list[tuple[Region, ...]] = []
        monkeypatch.setattr(gauge, "refresh", lambda *regions, **_: calls.append(regions))
        gauge.fraction = 0.5051
        gauge.small = "minutes"
        await pilot.pause()
        assert calls == []
        gauge.fraction = 0.53
        await pilot.pause()
        assert sum(region.area for region in calls.pop()) <= 6
        gauge.big = "14"
        await pilot.pause()
        (regions,) = calls
        assert {region.height for region in regions} == {1}
        assert all(region.x >= 14 and region.right <= 18 for region in regions)


async def test_other_digits_do_not_draw_the_ring_again(monkeypatch: pytest.MonkeyPatch) -> None:
    gauge = ring("counting", 0.5, "15", "minutes")
    async with GaugeApp(gauge).run_test(size=(80, 40)) as pilot:
        rows(gauge)
        shaded: list[float] = []
        shade = gauge.shade

        def spy(turn: float) -> Style:
            shaded.append(turn)
            return shade(turn)

        monkeypatch.setattr(gauge, "shade", spy)
        gauge.big = "14"
        await pilot.pause()
        assert shaded == []
        gauge.fraction = 0.7
        await pilot.pause()
        assert max(shaded) == pytest.approx(0.7, abs=0.02)
