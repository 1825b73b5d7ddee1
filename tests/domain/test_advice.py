"""Advice: every row of the table of pain, in both languages; complaints that last; weeks away; sports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coretui import catalogue, i18n
from coretui.domain.care.advice import (
    Advice,
    Goal,
    Lasting,
    Work,
    advise,
    comeback,
    lasting,
    loads_the_psoas,
    work_of,
)
from coretui.domain.care.selfcheck import SelfCheck
from coretui.words import care as caring
from tests.dutch import dutch

MONDAY = date(2026, 11, 23)

OWN, EIGEN = " (coretui's own advice)", " (advies van coretui zelf)"
LEAFLET, FOLDER = " (the sport physician's leaflet)", " (de folder van de sportarts)"

STOP = (
    "Stop this exercise. Ask your physician or physiotherapist before you go on." + OWN,
    "Stop met deze oefening. Overleg met je arts of fysiotherapeut voordat je verdergaat." + EIGEN,
)
RISING = (
    "More pain each time, three sessions in a row. Talk to your doctor or physiotherapist." + OWN,
    "Drie sessies op rij steeds meer pijn. Bespreek het met je arts of fysiotherapeut." + EIGEN,
)
HARDER = (
    "No pain three sessions in a row. Your leaflet says it may be made harder. Talk it over first." + LEAFLET,
    (
        "Drie sessies op rij geen pijn. Volgens je folder mag het zwaarder. Overleg eerst met je arts"
        " of fysiotherapeut."
    )
    + FOLDER,
)
PART = (
    "Some pain can be part of it, says your leaflet." + LEAFLET,
    "Een beetje pijn kan erbij horen, volgens je folder." + FOLDER,
)
FINE = (
    "Fine if the pain eases; otherwise swap the exercise." + OWN,
    "Prima als de pijn wegtrekt. Zo niet, kies een andere oefening." + EIGEN,
)
ASK = (
    "Make it lighter. More pain tomorrow? Ask first." + OWN,
    "Maak het lichter. Morgen meer pijn? Overleg dan eerst." + EIGEN,
)
SWAP = (
    "Make it lighter or swap it." + OWN,
    "Maak de oefening lichter of kies een andere." + EIGEN,
)
EASE = (
    "Ease off until the stretch is free of pain. (the article on stretching)",
    "Rek minder ver, tot het geen pijn meer doet. (het artikel over rekken)",
)

Said = tuple[str, str] | None
REHAB, WELL = Goal.REHABILITATION, Goal.PREVENTION
TABLE: dict[tuple[Work, Goal], tuple[Said, ...]] = {
    #                        0     1     2     3     4     5     6     7     8     9     10
    (Work.LEAFLET, REHAB): (None, PART, PART, PART, ASK, ASK, STOP, STOP, STOP, STOP, STOP),
    (Work.LEAFLET, WELL): (None, FINE, FINE, FINE, SWAP, SWAP, STOP, STOP, STOP, STOP, STOP),
    (Work.OTHER, REHAB): (None, FINE, FINE, FINE, SWAP, SWAP, STOP, STOP, STOP, STOP, STOP),
    (Work.OTHER, WELL): (None, FINE, FINE, FINE, SWAP, SWAP, STOP, STOP, STOP, STOP, STOP),
    (Work.STRETCH, REHAB): (None, EASE, EASE, EASE, EASE, EASE, STOP, STOP, STOP, STOP, STOP),
    (Work.STRETCH, WELL): (None, EASE, EASE, EASE, EASE, EASE, STOP, STOP, STOP, STOP, STOP),
}

HISTORIES: list[tuple[int, bool, tuple[int | None, ...], Said, Said, Said, Said]] = [
    # score, leg, the last sessions; the leaflet's for rehabilitation, for prevention; another one; a stretch
    (0, False, (0, 0), None, None, None, None),
    (0, False, (0, 0, 0), HARDER, None, None, None),
    (0, False, (5, 0, 0, 0), HARDER, None, None, None),
    (0, False, (0, 1, 0), None, None, None, None),
    (0, False, (0, None, 0, 0), None, None, None, None),
    (1, False, (0, 0, 0), PART, FINE, FINE, EASE),
    (3, False, (3, 3, 3), PART, FINE, FINE, EASE),
    (5, False, (0, 0, 5), ASK, SWAP, SWAP, EASE),
    (10, False, (0, 0, 10), STOP, STOP, STOP, STOP),
    (0, True, (0, 0, 0), STOP, STOP, STOP, STOP),
    (3, False, (1, 2, 3), RISING, RISING, RISING, RISING),
    (2, False, (9, 0, 1, 2), RISING, RISING, RISING, RISING),
    (2, False, (0, None, 1, None, 2), PART, FINE, FINE, EASE),
    (3, False, (1, 2, None, 3), PART, FINE, FINE, EASE),
    (5, False, (3, 4, 5), RISING, RISING, RISING, RISING),
    (0, False, (1, 2, 3), None, None, None, None),
    (2, False, (1, 2, 3), PART, FINE, FINE, EASE),
    (4, False, (1, 2, 3), RISING, RISING, RISING, RISING),
    (3, False, (2, 3, 3), PART, FINE, FINE, EASE),
    (3, False, (2, 3), PART, FINE, FINE, EASE),
    (6, False, (4, 5, 6), STOP, STOP, STOP, STOP),
    (3, True, (1, 2, 3), STOP, STOP, STOP, STOP),
]


def said(code: Advice | None) -> Said:
    """Return what is said in English and in Dutch."""
    if code is None:
        return None
    i18n.use("en")
    english = caring.advice(code)
    i18n.use("nl", dutch())
    return english, caring.advice(code)


@pytest.mark.parametrize("goal", Goal)
@pytest.mark.parametrize("work", Work)
def test_the_table_of_pain_is_said_in_both_languages(work: Work, goal: Goal) -> None:
    for score, expected in enumerate(TABLE[work, goal]):
        assert said(advise(score, leg=False, goal=goal, work=work)) == expected
        assert said(advise(score, leg=True, goal=goal, work=work)) == STOP


@pytest.mark.parametrize(("score", "leg", "history", "healing", "well", "other", "stretch"), HISTORIES)
def test_three_sessions_decide_what_one_does_not(
    score: int,
    leg: bool,
    history: Sequence[int | None],
    healing: Said,
    well: Said,
    other: Said,
    stretch: Said,
) -> None:
    assert said(advise(score, leg, REHAB, Work.LEAFLET, history)) == healing
    assert said(advise(score, leg, WELL, Work.LEAFLET, history)) == well
    for goal in Goal:
        assert said(advise(score, leg, goal, Work.OTHER, history)) == other
        assert said(advise(score, leg, goal, Work.STRETCH, history)) == stretch


def test_nothing_is_made_harder_in_a_flare_up() -> None:
    assert advise(0, leg=False, goal=REHAB, work=Work.LEAFLET, history=(0, 0, 0), flaring=True) is None
    assert advise(6, leg=False, goal=REHAB, work=Work.LEAFLET, history=(0, 0, 6), flaring=True) is Advice.STOP


def test_the_leaflet_speaks_of_its_own_exercises_only() -> None:
    known = catalogue.load()
    leaflet = {entry.exercise_id for entry in known.programmes["programme"].entries}
    assert len(leaflet) == 12
    for programme in known.programmes:
        for one in known.exercises.values():
            expected = Work.STRETCH if one.stretch else Work.LEAFLET if one.id in leaflet else Work.OTHER
            assert work_of(one, programme) is expected
        assert work_of(None, programme) is (Work.LEAFLET if programme == "programme" else Work.OTHER)


@pytest.mark.parametrize("score", [-1, 11])
def test_a_score_that_is_none_is_refused(score: int) -> None:
    with pytest.raises(ValueError, match=str(score)):
        advise(score, leg=False, goal=WELL)


CAREFUL = list(Advice)
"""From the least careful to the most."""


@given(
    st.integers(0, 10),
    st.booleans(),
    st.sampled_from(Goal),
    st.sampled_from(Work),
    st.lists(st.none() | st.integers(0, 10), max_size=6),
)
def test_more_pain_is_never_answered_with_less_care(
    score: int, leg: bool, goal: Goal, work: Work, history: list[int | None]
) -> None:
    def care(pain: int, into_a_leg: bool) -> int:
        code = advise(pain, into_a_leg, goal, work, history)
        return CAREFUL.index(code) if code else 0

    assert all(care(more, leg) >= care(score, leg) for more in range(score, 11))
    assert care(score, into_a_leg=True) == CAREFUL.index(Advice.STOP)
    if score >= 6:
        assert advise(score, leg, goal, work, history) is Advice.STOP
    if goal is WELL or work is not Work.LEAFLET:
        assert advise(score, leg, goal, work, history) not in {Advice.HARDER, Advice.PART_OF_IT}


def test_a_day_of_pain_names_no_exercise_and_has_nothing_of_the_leaflet() -> None:
    assert caring.back_advice(None) == ""
    codes = {advise(score, leg, goal) for score in range(11) for leg in (False, True) for goal in Goal} - {None}
    assert codes == {Advice.FINE_IF_IT_EASES, Advice.LIGHTER_SWAP, Advice.STOP}
    for code in (*codes, Advice.RISING):
        assert "leaflet" not in caring.back_advice(code)
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
        "Back pain of 4 or more, three weeks in a row (coretui's own measure). No fewer signs than six"
        " weeks ago (coretui's own measure). If symptoms do not ease, see a physiotherapist or GP (the"
        " sceptical article)."
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
        assert "(the article on posture)" in caring.recovery(kind)
    for kind in ("walk", "swim", "yoga", "strength", "other"):
        assert not loads_the_psoas(kind)
        assert caring.recovery(kind) == ""
    assert "The sceptical article" in caring.recovery("cycle")
