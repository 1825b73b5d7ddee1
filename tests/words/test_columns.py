"""Text in columns, whatever its script: what a person sees as one sign is one, and tables stay straight."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from coretui.words.columns import cut, filled, graphemes, padded, width, wrapped

FAMILY, THUMB, WARN, FLAG, PERSIAN = "👩‍👩‍👧", "👍🏽", "⚠️", "🇳🇱", "می‌خواهم"
NAMES = {
    "core": 4, "één": 3, "e\u0301e\u0301n": 3, "日本語の習慣": 12, "한국어": 6,
    f"{THUMB} thumbs": 9, f"{WARN} warn": 7,
    f"{FAMILY} family": 9, PERSIAN: 7, FLAG: 2, "Привычка": 8, "习惯": 4, "1️⃣": 2, "ไทย": 3, "–●○·→": 5, "": 0,
}  # fmt: skip


@pytest.mark.parametrize(("text", "columns"), NAMES.items())
def test_a_text_has_the_columns_that_a_terminal_gives_it(text: str, columns: int) -> None:
    assert width(text) == cell_len(text) == columns


@pytest.mark.parametrize("sign", [FAMILY, THUMB, WARN, FLAG, "e\u0301", "ی‌", "1️⃣", "한"])
def test_what_looks_like_one_sign_is_one(sign: str) -> None:
    assert graphemes(sign * 3) == [sign] * 3


@pytest.mark.parametrize(
    "text", [*NAMES, f"{FAMILY}日本語{FLAG}{THUMB}", "a\x1b[31mb", "a very long name of a habit"]
)
@pytest.mark.parametrize("columns", [0, 1, 2, 5, 8])
def test_a_column_is_filled_to_the_cell_and_no_sign_is_cut_in_two(text: str, columns: int) -> None:
    shown = filled(text, columns)
    assert width(shown) == columns
    assert "\x1b" not in shown
    whole = cut(text, columns)
    assert width(whole) <= columns
    if width(text) > columns > 1:
        assert whole.endswith("…")
        assert graphemes(whole)[:-1] == graphemes(text.replace("\x1b", "?"))[: len(graphemes(whole)) - 1]


def test_what_is_too_wide_is_padded_with_nothing() -> None:
    assert padded("日本語", 4) == "日本語"
    assert padded("日本", 6) == "日本  "


@pytest.mark.parametrize(
    "text", ["日本語の習慣 " * 6, "short 日本語の習慣はとても長いので折り返します end", f"{FAMILY} " * 20]
)
def test_lines_are_folded_by_columns_and_lose_nothing(text: str) -> None:
    lines = wrapped(text, 20, indent="  ")
    assert all(width(line) <= 20 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@example("  日", 3)
@given(st.text(alphabet=st.sampled_from("ab 日👍🏽‍e\u0301ی‌⚠️🇳🇱\x1b"), max_size=40), st.integers(3, 12))
def test_however_text_is_made_up_it_keeps_to_its_columns(text: str, columns: int) -> None:
    assert width(filled(text, columns)) == columns
    assert all(width(line) <= columns for line in wrapped(text, columns))
