"""Names of any script, counted as people count."""

from __future__ import annotations

from datetime import date

import pytest

from coretui.domain.habits.habit import Habit
from coretui.errors import UsageError
from coretui.parsing.names import habit, typed_name

FAMILY = "👩‍👩‍👧"


@pytest.mark.parametrize(
    "name",
    ["日本語の習慣", "한국어", "👍🏽 thumbs", "⚠️ warn", f"{FAMILY} family", "می‌خواهم", FAMILY * 60,
     "x" * 60, "हिन्दी",
     "🇳🇱" * 60, "עברית", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"],
)  # fmt: skip
def test_a_name_of_any_script_is_taken_up_to_sixty_signs(name: str) -> None:
    assert typed_name(f"  {name} ") == name


@pytest.mark.parametrize(
    "name",
    ["", " ", "x" * 61, FAMILY * 61, "\x1b[31mred", "a\u202eb", "\u200d\u200d", "\u0301",
     "bell\a", "e" + "\u0301" * 1000],
)  # fmt: skip
def test_a_name_that_cannot_be_seen_or_steers_a_terminal_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match=r"^That is not a valid name; write 1 to 60 characters\.$"):
        typed_name(name)


@pytest.mark.parametrize("name", ["\u00ad", "\u115f", "\u2800\u2800", "\u3164", "\u200b", "\ufe0f", "\u17b4"])
def test_a_name_that_shows_nothing_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match=r"^That is not a valid name; write 1 to 60 characters\.$"):
        typed_name(name)


def test_where_a_line_may_end_is_no_part_of_a_name() -> None:
    assert (
        typed_name("\u17a2\u17b6\u1793\u200b\u179f\u17c0\u179c\u1797\u17c5")
        == "\u17a2\u17b6\u1793\u179f\u17c0\u179c\u1797\u17c5"
    )
    assert typed_name("zit\u00adten") == "zitten"


def test_a_whole_name_comes_before_a_part_of_others_be_it_retired() -> None:
    def own(id_: str, retired: date | None = None) -> Habit:
        return Habit(
            id_, id_.upper(), derived=False, goal=1, unit="", created=date(2026, 1, 1), retired=retired, position=0
        )

    gone = own("z", date(2026, 11, 1))
    assert habit("z", [gone, own("za"), own("zb")]) is gone
    with pytest.raises(UsageError, match="'z' matches more than one habit; choose from za, zb"):
        habit("z", [own("za"), own("zb")])
    with pytest.raises(UsageError, match=r"^'' is not a habit"):
        habit("", [gone])


def test_what_looks_the_same_is_the_same_name() -> None:
    assert typed_name("e\u0301e\u0301n") == "één"
    own = Habit(
        "een", "Één  glas", derived=False, goal=1, unit="", created=date(2026, 1, 1), retired=None, position=0
    )
    other = Habit("x", "x", derived=False, goal=1, unit="", created=date(2026, 1, 1), retired=None, position=1)
    for word in ("één glas", "E\u0301ÉN  GLAS"):
        assert habit(word, [own, other]) is own
