"""Numbers with decimals, in the sign of the language wherever they are told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coretui import i18n
from coretui.domain.breathing.patterns import PATTERNS
from coretui.errors import UsageError
from coretui.settings.keys import Settings
from coretui.words import articles, breathing
from coretui.words.numbers import decimal
from tests.dutch import dutch

ROOMS = Path(i18n.__file__).parent
NOT_FOR_PEOPLE = {
    Path("domain/breathing/patterns.py"),  # an id
    Path("catalogue/figure_reading.py"),  # about TOML, in which numbers are English
    Path("tui/widgets/plots.py"),  # whole numbers
}


@pytest.mark.parametrize(
    ("value", "places", "said"),
    [
        (5.5, 1, "5.5"),
        (4.0, 1, "4"),
        (0, 1, "0"),
        (100, 0, "100"),
        (1.75, 2, "1.75"),
        (990.0, 1, "990"),
        (3.04, 1, "3"),
    ],
)
def test_a_number_has_as_many_decimals_as_it_needs(value: float, places: int, said: str) -> None:
    assert decimal(value, places) == said


def test_a_length_of_the_body_keeps_its_decimals() -> None:
    assert decimal(1.8, 2, fixed=True) == "1.80"


def test_in_dutch_a_comma_stands_between_a_whole_and_its_tenths() -> None:
    i18n.use("nl", dutch())
    assert breathing.parts(PATTERNS["coherent"]) == "5,5 · 5,5"
    assert breathing.tension(6.25, 3.5) == "Spanning 6,2 → 3,5"
    assert "1,75 m" in articles.for_you("ball-size", 1.75)
    with pytest.raises(UsageError, match="van 1,2 tot en met 2,3 zoals 1,75"):
        Settings.of(profile__height=3)
    with pytest.raises(UsageError, match="van 0,5 tot en met 1,5"):
        Settings.of(breathing__speed=3)


def test_nobody_else_writes_decimals() -> None:
    found = {path.relative_to(ROOMS) for path in ROOMS.rglob("*.py") if re.search(r":g\}", path.read_text())}
    assert found == NOT_FOR_PEOPLE
