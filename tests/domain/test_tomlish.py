"""Values are shown as a file would say them."""

from __future__ import annotations

from datetime import date

import pytest

from coretui.domain.tomlish import as_toml


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (True, "true"),
        (False, "false"),
        (float("inf"), "inf"),
        (2, "2"),
        ("x", '"x"'),
        (["x", 1.5, []], '["x", 1.5, []]'),
        ({"a": [True]}, "{a = [true]}"),
        (date(2026, 11, 23), "2026-11-23"),
        ("\x1b[31m", '"\\u001b[31m"'),
        (list(range(9)), "[0, 1, 2, 3, 4, 5, …]"),
        ([[[[1]]]], "[[[[…]]]]"),
    ],
)
def test_a_value_is_written_as_toml_does(value: object, said: str) -> None:
    assert as_toml(value) == said


def test_a_long_value_is_cut() -> None:
    assert as_toml("x" * 1000) == '"' + "x" * 58 + "…"
