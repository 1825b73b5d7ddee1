"""The self-check: what the gate lets through, and how it is answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coretui.domain.care.selfcheck import ESTABLISHED, REASONS, SIGNS, Answers, Gate, SelfCheck, gate
from coretui.domain.habits.trends import columns, latest, mean, widened
from coretui.words import care as caring

MONDAY = date(2026, 11, 23)
CHECK = SelfCheck(MONDAY)


def test_there_are_five_signs_and_four_reasons() -> None:
    assert len(set(SIGNS)) == 5
    assert len(set(REASONS)) == 4
    assert sorted(ESTABLISHED) == ["inflamed", "unstable"]


def test_before_the_first_self_check_no_stretch_is_offered() -> None:
    assert gate(None) == Gate(stretches=False, checked=False)
    assert not gate(None).offers(stretch=True)
    assert gate(None).offers(stretch=False)


SETS = list(chain.from_iterable(combinations(REASONS, n) for n in range(len(REASONS) + 1)))


@pytest.mark.parametrize("reasons", SETS)
def test_any_reason_hides_stretches_and_only_an_inflamed_psoas_asks_first(reasons: tuple[str, ...]) -> None:
    seen = gate(replace(CHECK, signs=frozenset(SIGNS), reasons=frozenset(reasons)))
    assert seen == Gate(stretches=not reasons, checked=True, reasons=reasons, ask_first="inflamed" in reasons)
    assert seen.offers(stretch=True) is not bool(reasons)
    assert seen.offers(stretch=False)


def test_a_reason_of_another_version_hides_stretches_too() -> None:
    seen = gate(replace(CHECK, reasons=frozenset({"new", "stress"})))
    assert not seen.stretches
    assert seen.reasons == ("stress", "new")


def test_what_is_hidden_is_told_with_what_both_sources_say() -> None:
    both = (
        "The article on core training says to stretch the hips regularly;"
        " the article on stretching says when not to."
    )
    hidden = gate(replace(CHECK, reasons=frozenset({"stress", "inflamed"})))
    assert caring.gate_in_words(hidden) == (
        "Stretches are hidden: overloaded or inflamed, tension that comes from stress."
    )
    assert caring.about_stretching(hidden) == [
        caring.ASK_FIRST,
        caring.FORCED,
        both,
    ]
    for lifts in ("2, 4, 6 and 7", "leg lifts", "dead bug", "bird dog"):
        assert lifts in caring.ASK_FIRST
    offered = gate(CHECK)
    assert caring.gate_in_words(offered) == "Stretches are offered."
    assert caring.about_stretching(offered) == [
        "Always gently and free of pain, breathing into your belly, says the article on stretching.",
        both,
    ]
    assert caring.gate_in_words(gate(None)).startswith("No self-check yet")
    assert caring.about_stretching(gate(None)) == [both]


def test_the_questions_are_those_of_the_sources() -> None:
    for item in (*SIGNS, *REASONS):
        assert caring.question(item)
        asked = caring.question(item)
        established = asked.startswith("Has a doctor or therapist found") and "When in doubt, ask." in asked
        assert established is (item in ESTABLISHED)


# answering


def test_dont_know_is_an_answer_to_what_a_doctor_establishes_and_no_reason() -> None:
    answers = Answers()
    for reason in REASONS:
        answers = answers.answered(reason, None)
    assert answers.open == ("stress", "overstretched")
    answers = answers.answered("stress", answer=False).answered("overstretched", answer=False)
    assert answers.open == ()
    assert answers.check(MONDAY) == CHECK
    assert gate(answers.check(MONDAY)).stretches


def test_signs_can_be_skipped_reasons_cannot() -> None:
    assert Answers().open == REASONS
    answers = Answers().answered("stiff", answer=True).answered("hips", answer=False)
    assert answers.open == REASONS
    assert answers.check(MONDAY).signs == {"stiff"}


def test_a_reason_holds_until_the_answer_is_another_one() -> None:
    before = SelfCheck(MONDAY - timedelta(days=7), frozenset({"stiff"}), frozenset({"inflamed", "new"}))
    answers = Answers.after(before)
    assert answers.given == {"inflamed": True}
    assert "inflamed" not in answers.open
    assert answers.answered("inflamed", answer=False).check(MONDAY).reasons == frozenset()
    assert Answers.after(None) == Answers()


def test_space_turns_through_the_answers_there_are() -> None:
    sign, reason = Answers(), Answers()
    seen = []
    for _ in range(4):
        sign, reason = sign.turned("stiff"), reason.turned("inflamed")
        seen.append((sign.given["stiff"], reason.given["inflamed"]))
    assert seen == [(True, True), (False, False), (True, None), (False, True)]


# trends


def test_columns_gather_the_days_of_a_part_of_a_week() -> None:
    per_day = {MONDAY: 1.0, MONDAY + timedelta(days=1): 5.0, MONDAY + timedelta(days=6): 2.0}
    per_day[MONDAY + timedelta(days=7)] = 7.0
    assert columns(per_day, MONDAY, 2, 1, max) == (5, 7)
    assert columns(per_day, MONDAY, 2, 1, latest) == (2, 7)
    assert columns(per_day, MONDAY, 2, 1, sum) == (8, 7)
    assert columns(per_day, MONDAY, 1, 1, mean) == (8 / 3,)
    assert columns(per_day, MONDAY, 1, 7, max) == (1, 5, None, None, None, None, 2)
    assert columns(per_day, MONDAY, 1, 2, max) == (5, 2)
    assert widened((1, None), 2) == (1, 1, None, None)


@given(st.integers(1, 7), st.lists(st.integers(0, 27), unique=True))
def test_every_day_is_in_one_column(parts: int, found: list[int]) -> None:
    per_day = {MONDAY + timedelta(days=n): 1.0 for n in found}
    line = columns(per_day, MONDAY, 4, parts, sum)
    assert len(line) == 4 * parts
    assert sum(value or 0 for value in line) == len(found)
