"""Lengths of time as people type them, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coretui.domain.days import duration as written
from coretui.errors import UsageError
from coretui.parsing.durations import A_DAY, duration, length, lengths
from coretui.words.time import minutes

UNDERSTOOD = {
    45: ("45s", "45 sec", "45 seconden", "45 Seconds"),
    90: ("90s", "90 s", "1m30s", "1,5 min", "1.5 minutes", "1½ minuut"),
    300: (" 5M ", "5 m", "5 minuten", "5 min.", "0:05"),
    900: ("15m", "kwartier", "een kwartier", "a quarter of an hour", "¼ uur"),
    1200: ("20 min", "20 minutes", "20 minuten", "20min"),
    1800: ("half uur", "een half uur", "halfuur", "half an hour", "0.5h", "0,5 uur", "½ h", "Half Uur"),
    2700: ("45m", "drie kwartier", "0:45", "0,75 uur"),
    3600: ("1h", "1 hour", "een uur", "an hour", "één uur", "1 uur", "60m"),
    4800: ("1h20m", "1h 20m", "1:20", "1u20", "1 u 20", "1h20", "1 uur en 20 minuten", "1 hour, 20 minutes"),
    5400: ("1.5h", "1,5 uur", "1½ uur", "anderhalf uur", "an hour and a half", "90m", "1:30"),
    9000: ("2,5 h", "2 en een half uur", "2 and a half hours", "2½ hours"),
    4805: ("1h20m5s", "1:20:05"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "seconds"), [(text, n) for n, texts in UNDERSTOOD.items() for text in texts])
def test_a_length_is_understood_as_people_type_it_in_either_language(text: str, seconds: int) -> None:
    assert duration(text) == seconds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "m",
        "0m",
        "0h0m0s",
        "-5m",
        "20m1h",
        "5m!",
        "5d",
        "1h20x",
        "30m 20",
        "1:60",
        "later",
        "1e3s",
        "nan",
        "1h,",
    ],
)
def test_what_is_no_length_is_refused_with_what_is(text: str) -> None:
    assert length(text) is None
    with pytest.raises(UsageError, match=r" is not a duration; write 45m, 1h or 1h30\.$"):
        duration(text)


@pytest.mark.parametrize(("text", "meant"), [("20", {20, 1200}), ("1.500 min", {90, 90_000}), ("1,5", {2, 90})])
def test_what_may_be_two_lengths_is_neither(text: str, meant: set[int]) -> None:
    assert set(lengths(text)) == meant
    assert length(text) is None
    with pytest.raises(UsageError, match="can mean two durations; write 45m, 1h or 1h30"):
        duration(text)


def test_a_length_has_a_most() -> None:
    assert duration("24h", A_DAY) == A_DAY
    with pytest.raises(UsageError, match="'999999h' is too long; write at most 24 h"):
        duration("999999h", A_DAY)
    with pytest.raises(UsageError, match="write at most 366 days"):
        duration("999999h")


@given(st.integers(1, 10**6))
def test_a_length_that_was_written_is_read_again(seconds: int) -> None:
    assert length(written(seconds)) == seconds


@given(st.integers(1, 1440))
def test_a_length_is_read_as_the_screens_show_it(whole: int) -> None:
    assert length(minutes(60 * whole)) == 60 * whole
