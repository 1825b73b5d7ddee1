"""Marks and amounts: one column each, told apart by shape, true to the value."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from coretui.tui.theme import ROLES
from coretui.tui.widgets.marks import MARKS, amount, bar, mark, spark


def test_marks_are_one_column_and_all_different_in_both_sets() -> None:
    assert "".join(mark(name) for name in ("done", "partly", "open", "rest", "missed", "off")) == "●◐○·×◌"
    assert {cell_len(sign.glyph) for sign in MARKS.values()} == {1}
    plain = [mark(name, ascii=True) for name in MARKS]
    assert all(sign.isascii() and len(sign) == 1 for sign in plain)
    assert len(set(plain)) == len(MARKS)


def test_marks_have_a_colour_that_every_theme_knows() -> None:
    assert {sign.role for sign in MARKS.values()} <= set(ROLES)


@pytest.mark.parametrize(
    ("value", "of", "drawn"),
    [(0, 8, " "), (0.1, 8, "▁"), (1, 8, "▁"), (4, 8, "▄"), (7.9, 8, "▇"), (8, 8, "█"), (12, 8, "█"), (3, 0, " ")],
)
def test_an_amount_is_full_only_when_it_is_whole(value: float, of: float, drawn: str) -> None:
    assert amount(value, of) == drawn


def test_amounts_in_ascii_grow_with_the_value() -> None:
    drawn = [amount(value, 8, ascii=True) for value in range(9)]
    assert len(set(drawn)) == 9
    assert "".join(drawn).isascii()


def test_a_spark_is_scaled_to_its_largest_value() -> None:
    assert spark([1, 2, 4, 8], 4) == "▁▂▄█"
    assert spark([10, 20, 40, 80], 4) == "▁▂▄█"


def test_a_spark_shows_the_last_values_and_starts_empty() -> None:
    assert spark([9, 1, 2], 2) == "▄█"
    assert spark([1, 2], 4) == "  ▄█"
    assert spark([1, 2], 0) == ""


def test_a_spark_tells_nothing_from_not_known() -> None:
    assert spark([0, None, 4], 3) == "▁ █"
    assert spark([0, 0], 2) == "▁▁"


@pytest.mark.parametrize(
    ("share", "drawn"),
    [(-1, ""), (0, ""), (0.01, ""), (0.03125, "▏"), (0.25, "█"), (0.375, "█▌"), (1, "████"), (2, "████")],
)
def test_a_bar_fills_by_eighths_from_the_left(share: float, drawn: str) -> None:
    assert bar(share, 4) == drawn
