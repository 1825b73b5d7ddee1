"""Advice: every row of the table of pain, in both languages; complaints that last; weeks away; sports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coretui import i18n
from coretui.domain.care.advice import Advice, Goal, Lasting, advise, comeback, lasting, loads_the_psoas
from coretui.domain.care.selfcheck import SelfCheck
from coretui.words import care as caring
from tests.dutch import dutch

PREVENTION, REHABILITATION = Goal.PREVENTION, Goal.REHABILITATION
MONDAY = date(2026, 11, 23)

STOP = (
    "Stop this exercise. Ask your physician or physiotherapist before you go on. (our own caution)",
    "Stop met deze oefening. Vraag je arts of fysiotherapeut voordat je verdergaat. (onze eigen voorzichtigheid)",
)
RISING = (
    "More pain each time, three sessions in a row. Talk to your professional. (our own caution)",
    "Drie sessies op rij steeds meer pijn. Praat met je behandelaar. (onze eigen voorzichtigheid)",
)
HARDER = (
    (
        "No pain three sessions in a row."
        " Your leaflet says it may be made harder. Talk it over first. (source: programme)"
    ),
    "Drie sessies op rij geen pijn. Volgens je folder mag het zwaarder. Overleg eerst. (bron: programme)",
)
PART_OF_IT = (
    "Some pain can be part of it, says your leaflet. (source: programme)",
    "Wat pijn kan erbij horen, zegt je folder. (bron: programme)",
)
FINE = (
    "Fine if it eases. Otherwise swap it. (our own caution)",
    "Prima als het wegtrekt. Doe anders iets anders. (onze eigen voorzichtigheid)",
)
ASK = (
    "Make it lighter. More pain tomorrow? Ask first. (our own caution)",
    "Maak het lichter. Morgen meer pijn? Vraag het eerst. (onze eigen voorzichtigheid)",
)
SWAP = (
    "Make it lighter or swap it. (our own caution)",
    "Maak het lichter of doe iets anders. (onze eigen voorzichtigheid)",
)

TABLE = [
    # score, leg, history, rehabilitation, prevention
    (0, False, (), None, None),
    (0, False, (0, 0), None, None),
    (0, False, (0, 0, 0), HARDER, None),
    (0, False, (5, 0, 0, 0), HARDER, None),
    (0, False, (0, 1, 0), None, None),
    (0, False, (0, None, 0, 0), None, None),
    (1, False, (0, 0, 0), PART_OF_IT, FINE),
    (1, False, (), PART_OF_IT, FINE),
    (3, False, (3, 3, 3), PART_OF_IT, FINE),
    (4, False, (), ASK, SWAP),
    (5, False, (0, 0, 5), ASK, SWAP),
    (6, False, (), STOP, STOP),
    (10, False, (0, 0, 10), STOP, STOP),
    (1, True, (), STOP, STOP),
    (0, True, (0, 0, 0), STOP, STOP),
    (3, False, (1, 2, 3), RISING, RISING),
    (2, False, (9, 0, 1, 2), RISING, RISING),
    (2, False, (0, None, 1, None, 2), RISING, RISING),
    (5, False, (3, 4, 5), RISING, RISING),
    (0, False, (1, 2, 3), RISING, RISING),
    (3, False, (2, 3, 3), PART_OF_IT, FINE),
    (3, False, (2, 3), PART_OF_IT, FINE),
    (6, False, (4, 5, 6), STOP, STOP),
    (3, True, (1, 2, 3), STOP, STOP),
]


@pytest.mark.parametrize(("score", "leg", "history", "healing", "well"), TABLE)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_table_of_pain_is_said_in_both_languages(
    score: int,
    leg: bool,
    history: Sequence[int | None],
    healing: tuple[str, str] | None,
    well: tuple[str, str] | None,
    language: str,
) -> None:
    i18n.use(language, dutch() if language == "nl" else None)
    for goal, expected in ((REHABILITATION, healing), (PREVENTION, well)):
        code = advise(score, leg, goal, history)
        said = caring.advice(code) if code else None
        assert said == (expected[language == "nl"] if expected else None)


@pytest.mark.parametrize("score", [-1, 11])
def test_a_score_that_is_none_is_refused(score: int) -> None:
    with pytest.raises(ValueError, match=str(score)):
        advise(score, leg=False, goal=PREVENTION)


CAREFUL = list(Advice)
"""From the least careful to the most."""


@given(
    st.integers(0, 10),
    st.booleans(),
    st.sampled_from(Goal),
    st.lists(st.none() | st.integers(0, 10), max_size=6),
)
def test_more_pain_is_never_answered_with_less_care(
    score: int, leg: bool, goal: Goal, history: list[int | None]
) -> None:
    def care(pain: int, into_a_leg: bool) -> int:
        code = advise(pain, into_a_leg, goal, history)
        return CAREFUL.index(code) if code else 0

    assert all(care(more, leg) >= care(score, leg) for more in range(score, 11))
    assert care(score, into_a_leg=True) == CAREFUL.index(Advice.STOP)
    if score >= 6:
        assert advise(score, leg, goal, history) is Advice.STOP
    if goal is PREVENTION:
        assert advise(score, leg, goal, history) is not Advice.HARDER


def test_a_day_of_pain_names_no_exercise_and_makes_nothing_harder() -> None:
    assert caring.back_advice(None) == ""
    assert caring.back_advice(Advice.HARDER) == ""
    for code in set(Advice) - {Advice.HARDER}:
        assert "this exercise" not in caring.back_advice(code)
        assert caring.back_advice(code)


# complaints that last


def days(*given: tuple[int, int]) -> dict[date, int]:
    """Return scores by day, as days before the Monday and the score."""
    return {MONDAY - timedelta(days=ago): score for ago, score in given}


@pytest.mark.parametrize(
    ("back", "lasts"),
    [
        (days((0, 4), (7, 4), (14, 4)), True),
        (days((1, 4), (8, 4), (15, 4)), True),  # nothing noted yet this week
        (days((2, 9), (7, 4), (20, 5)), False),  # 2 and 7 days ago are one week
        (days((0, 4), (7, 3), (14, 4)), False),
        (days((0, 4), (7, 4)), False),
        (days((8, 4), (15, 4), (22, 4)), False),  # it eased last week
        (days((0, 1), (7, 4), (6, 0), (14, 6), (15, 4)), True),  # last week back to three weeks ago
        (days((-1, 9), (7, 4), (14, 4)), False),  # tomorrow is not yet
        ({}, False),
    ],
)
def test_pain_lasts_when_three_weeks_in_a_row_have_it(back: dict[date, int], lasts: bool) -> None:
    assert lasting(back, (), MONDAY, 0) == ((Lasting.PAIN,) if lasts else ())


def test_the_weeks_of_pain_begin_where_the_persons_do() -> None:
    back = days((1, 4), (2, 4), (9, 4))  # a Sunday, the Saturday before it, and the one before that
    assert lasting(back, (), MONDAY, 0) == ()
    assert lasting(back, (), MONDAY, 6) == (Lasting.PAIN,)


def checks(*given: tuple[int, str]) -> list[SelfCheck]:
    """Return self-checks, as days before the Monday and the signs."""
    return [SelfCheck(MONDAY - timedelta(days=ago), frozenset(signs.split())) for ago, signs in given]


@pytest.mark.parametrize(
    ("found", "lasts"),
    [
        (checks((0, "hollow"), (42, "stiff")), True),
        (checks((0, "hollow stiff"), (20, "stiff"), (42, "stiff")), True),
        (checks((0, "hollow"), (42, "stiff hollow")), False),
        (checks((0, "hollow"), (41, "stiff")), False),
        (checks((0, "hollow"), (20, ""), (42, "stiff")), False),
        (checks((0, "hollow"), (42, "")), False),
        (checks((0, ""), (42, "")), False),
        (checks((0, "hollow"), (85, "stiff")), False),  # too long ago to tell
        (checks((0, "hollow"), (43, "hollow stiff"), (50, "stiff")), False),  # the nearest one counts
        (checks((14, "hollow"), (56, "stiff")), True),
        (checks((15, "hollow"), (57, "stiff")), False),  # nothing said lately
        (checks((-7, "hollow"), (42, "stiff")), False),
        ([], False),
    ],
)
def test_signs_last_when_they_are_not_fewer_after_six_weeks(found: list[SelfCheck], lasts: bool) -> None:
    assert lasting({}, found, MONDAY, 0) == ((Lasting.SIGNS,) if lasts else ())


def test_what_lasts_is_for_a_physiotherapist_or_gp() -> None:
    assert caring.lasting_in_words(()) == ""
    assert caring.lasting_in_words((Lasting.PAIN, Lasting.SIGNS)) == (
        "Back pain of 4 or more, three weeks in a row. No fewer signs than six weeks ago."
        " Complaints that do not ease: see a physiotherapist or GP (sceptic)."
    )


# weeks away, sports


@pytest.mark.parametrize(("ago", "back"), [(0, False), (13, False), (14, True), (400, True), (-1, False)])
def test_two_weeks_without_a_session_are_weeks_away(ago: int, back: bool) -> None:
    assert comeback(MONDAY - timedelta(days=ago), MONDAY) is back


@pytest.mark.parametrize(("ago", "rested", "back"), [(20, 6, True), (20, 7, False), (14, 1, False)])
def test_time_off_is_no_absence(ago: int, rested: int, back: bool) -> None:
    assert comeback(MONDAY - timedelta(days=ago), MONDAY, rested) is back


def test_who_never_began_was_not_away() -> None:
    assert not comeback(None, MONDAY)


def test_sports_that_load_the_psoas_ask_for_recovery() -> None:
    for kind in ("run", "cycle", "dance", "weights", "football", "tennis"):
        assert loads_the_psoas(kind)
        assert "(posture)" in caring.recovery(kind)
    for kind in ("walk", "swim", "yoga", "strength", "other"):
        assert not loads_the_psoas(kind)
        assert caring.recovery(kind) == ""
    assert "(sceptic)" in caring.recovery("cycle")
