"""Numbers as people type them, with points and commas."""

from __future__ import annotations

import pytest

from coretui.errors import UsageError
from coretui.parsing.numbers import number, readings, typed_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2", 2), ("1,75", 1.75), ("1.75", 1.75), (" 0,5 ", 0.5), (".5", 0.5), ("½", 0.5), ("2½", 2.5), ("-3", -3),
        ("+3", 3), ("1 000", 1000), ("1.234,5", 1234.5), ("1,234.5", 1234.5), ("1.234.567", 1_234_567),
        ("0,125", 0.125),
    ],
)  # fmt: skip
def test_a_number_is_understood_with_a_point_or_a_comma(text: str, value: float) -> None:
    assert typed_number(text) == value


@pytest.mark.parametrize("text", ["", "many", "1,,5", "1.2.3", "nan", "inf", "1e3", "0x10", "1_000", "٣", "--1"])
def test_what_is_no_number_is_refused(text: str) -> None:
    assert readings(text) == set()
    with pytest.raises(UsageError, match=r"is not a number; write 20 or 1\.5"):
        typed_number(text)


def test_what_may_be_thousands_is_asked_for_again_unless_only_one_will_do() -> None:
    assert readings("1.500") == readings("1,500") == {1.5, 1500}
    with pytest.raises(UsageError, match="'1,500' can mean two numbers"):
        typed_number("1,500")
    assert number("1,500", 1, 3) == 1.5
    assert number("1,500", 100, 3000) == 1500
