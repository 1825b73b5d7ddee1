"""The words of posture and of what goes together: none judges, gives a reason or frightens, and all fit."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from babel.messages.pofile import read_po

from coretui import i18n
from coretui.domain.chair.spans import over_budget
from coretui.domain.insights.pairs import PAIRS, Finding, Verdict
from coretui.domain.posture.notes import Moment, Posture, PostureChanges, PostureNote
from coretui.words import insights, posture
from coretui.words.chair import past_budget
from coretui.words.columns import width
from tests.dutch import PO, dutch

WIDE = 80
LANGUAGES = [("en", None), ("nl", dutch())]
OURS = (
    "words/posture.py", "words/insights.py", "words/hours.py", "reporting/posture_words.py", "commands/posture.py",
    "week/posture.py", "week/hours.py", "week/turns.py",
    "week/insights.py",
)  # fmt: skip
JUDGING = re.compile(
    r"\b(because|causes|better|worse|should|must|omdat|veroorzaakt|beter|slechter|moet|slecht)\b", re.IGNORECASE
)
DAY = date(2026, 11, 23)
FOUND = [
    Finding(
        pair, 163, 84, 79, split, at_least=True, difference=0.94, low=0.42, high=1.38, verdict=verdict, wants=12
    )
    for pair, split in zip(PAIRS, (54.0, 20.0, 0.8, 3.0), strict=True)
    for verdict in Verdict
]


@pytest.fixture(params=LANGUAGES, ids=["en", "nl"])
def language(request: pytest.FixtureRequest) -> str:
    code: str = request.param[0]
    i18n.use(*request.param)
    return code


def ours() -> list[str]:
    """Return every text of posture and insights in both languages."""
    with PO.open("rb") as lines:
        messages = [one for one in read_po(lines) if one.id]
    found: list[str] = []
    for one in messages:
        if any(str(place).endswith(OURS) for place, _line in one.locations):
            for text in (one.id, one.string):
                found += [text] if isinstance(text, str) else [str(part) for part in text or ()]
    return found


def test_no_sentence_gives_a_reason_or_a_judgement() -> None:
    texts = ours()
    assert len(texts) > 120
    assert [text for text in texts if JUDGING.search(text)] == []


def test_every_posture_has_a_sign_of_one_column_and_one_in_ascii() -> None:
    signs = [posture.glyph(one) for one in Posture]
    plain = [posture.glyph(one, ascii=True) for one in Posture]
    assert signs == ["│", ")", "(", "╲", "╱", "╳", "↑"]
    assert len(set(plain)) == len(plain) == 7
    assert all(one.isascii() and len(one) == 1 for one in plain)
    assert {width(one) for one in signs} == {1}


def test_every_posture_has_a_name_of_its_own(language: str) -> None:
    assert len({posture.long(one) for one in Posture}) == len({posture.short(one) for one in Posture}) == 7
    assert posture.widest() <= 26


def test_a_note_is_told_with_its_time_there(language: str) -> None:
    note = PostureNote(Posture.HOLLOW, Moment.BREAK, 1_795_424_400.0, 3600, DAY)
    assert (
        posture.noted(note, 2, 3.0)
        == {
            "en": "Noted at 10:00: hollow. 2 of 3 today.",
            "nl": "Genoteerd om 10:00: hol. 2 van 3 vandaag.",
        }[language]
    )
    assert posture.noted(note, 3, 3.0).count("3") == 2
    beyond = posture.noted(note, 10, 3.0)
    assert beyond.endswith({"en": "hollow. 10 today.", "nl": "hol. Vandaag 10."}[language])


def test_changes_are_told_only_where_there_is_something_to_compare(language: str) -> None:
    assert posture.changes(PostureChanges()) == ""
    assert (
        posture.changes(PostureChanges(9, 11))
        == {
            "en": "You sat differently at 9 of 11 notes than at the one before.",
            "nl": "Bij 9 van de 11 keer zat je anders dan de keer ervoor.",
        }[language]
    )


@pytest.mark.parametrize("said", [posture.changes, posture.changes_in_short])
def test_what_a_count_would_make_a_score_of_is_told_without_one(said: Callable[[PostureChanges], str]) -> None:
    assert said(PostureChanges(1, 1)) == "Once you sat differently than at the note before."
    assert said(PostureChanges(0, 1)) == "You sat as you did at the note before."
    assert said(PostureChanges(0, 3)) == "Each time you sat as you did at the note before."
    assert "1 of 2 notes" in said(PostureChanges(1, 2))


def test_a_question_says_how_often_it_may_come_back_today(language: str) -> None:
    last = {"en": ["once more today at most", "2 more today at most"],
            "nl": ["vandaag hooguit nog één keer", "vandaag hooguit nog 2 keer"]}[language]  # fmt: skip
    assert posture.answers(1) == (*posture.answers(0), last[0])
    assert posture.answers(2)[2:] == (last[1],)


NOTES = [
    PostureNote(one, Moment.BREAK, 1_795_424_400.0 + 5400 * n, 0, DAY)
    for n, one in enumerate((Posture.STANDING, Posture.UPRIGHT, Posture.STANDING))
]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (90, "Sun 29 Nov · Notice how you sit: 3 of 3 · standing 09:00, upright 10:30, standing 12:00"),
        (74, "Sun 29 Nov · 3 of 3 · standing 09:00, upright 10:30, standing 12:00"),
        (54, "3 of 3 · standing 09:00, upright 10:30, standing 12:00"),
        (40, "3 of 3 · standing 09:00, upright 10:30"),
        (9, "3 of 3 · standing 09:00"),
    ],
)
def test_the_notes_of_a_day_are_told_with_their_times_as_many_as_fit(columns: int, said: str) -> None:
    assert posture.noticed("Sun 29 Nov", "Notice how you sit", 3.0, NOTES, columns) == said


def test_the_notes_of_a_week_are_told_in_one_line(language: str) -> None:
    assert (
        posture.in_one_line(NOTES)
        == {
            "en": "3 notes: upright 1, standing 2. You sat differently at 2 of 2 notes.",
            "nl": "3 notities: rechtop 1, staand 2. Bij 2 van de 2 keer zat je anders.",
        }[language]
    )


def test_every_line_fits_a_terminal(language: str) -> None:
    texts = [
        *(f"  {insights.line(one)}" for one in FOUND),
        *(f"{insights.compared(one)}, {insights.lag(one)}" for one in FOUND),
        insights.span(12, DAY, date(2026, 12, 28), DAY),
        "  ·  ".join([i18n._(posture.SHORT_QUESTION), *posture.answers(1)]),
        i18n._(posture.NEITHER),
        i18n._(insights.INVITED),
    ]
    assert [(text, width(text)) for text in texts if width(text) > WIDE] == []


def test_a_hint_is_told_with_its_size_and_where_it_may_lie(language: str) -> None:
    over = {
        "en": "On days with over 55 min at a stretch your back pain was",
        "nl": "Op dagen dat je langer dan 55 min achter elkaar zat, was je rugpijn",
    }[language]
    [longest] = [one for one in FOUND if one.pair.id == "longest" and one.verdict is Verdict.SIGN]
    lower = replace(longest, difference=-0.94, low=-1.38, high=-0.42)
    if language == "en":
        assert insights.hint(longest) == f"{over} 0.9 points higher: somewhere from 0.4 to 1.4."
        assert insights.hint(lower) == f"{over} 0.9 points lower: somewhere from 0.4 to 1.4."
        assert insights.line(longest) == "hint · 0.9 higher (0.4 to 1.4) · 84 days against 79"
    else:
        assert insights.hint(longest) == f"{over} 0,9 punt hoger: ergens tussen 0,4 en 1,4."
        assert insights.line(lower) == "aanwijzing · 0,9 lager (0,4 tot 1,4) · 84 dagen tegen 79"


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (-0.7, 0.3, "between 0.7 lower and 0.3 higher"),
        (0.1, 0.4, "between 0.1 and 0.4 higher"),
        (-0.8, -0.2, "between 0.2 and 0.8 lower"),
    ],
)
def test_no_hint_is_told_with_where_the_difference_may_lie(low: float, high: float, said: str) -> None:
    assert insights.interval(replace(FOUND[0], low=low, high=high)) == said


def test_breathing_is_told_with_what_part_of_it_eases_by_itself(language: str) -> None:
    said = insights.breathing(5.1, 3.44, 24)
    if language == "en":
        assert said.startswith("Breathing: tension 5.1 before and 3.4 after, on average over 24 times. ")
        assert said.endswith("part of it eases by itself.")
        assert "once" in insights.breathing(5, 3, 1)
    else:
        assert said.startswith("Ademen: spanning 5,1 ervoor en 3,4 erna, gemiddeld over 24 keer. ")


def test_too_few_days_say_how_many_are_wanting(language: str) -> None:
    few = replace(FOUND[0], verdict=Verdict.TOO_FEW, wants=12)
    alike = replace(few, wants=0)
    assert "12" in insights.line(few)
    assert (
        insights.line(alike)
        == {
            "en": "not yet: too little difference between your days",
            "nl": "nog niet: te weinig verschil tussen je dagen",
        }[language]
    )


@pytest.mark.parametrize(
    ("at_least", "said"), [(True, "2 or 3 different postures"), (False, "3 different postures")]
)
def test_how_many_postures_a_varied_day_has_follows_the_split(*, at_least: bool, said: str) -> None:
    one = replace(FOUND[-1], split=2.0, at_least=at_least)
    assert insights.compared(one) == said
    assert insights.hint(one).startswith(f"On days with {said} your back pain was ")
    assert insights.compared(replace(FOUND[-1], split=0.0)) == "Different postures"


@pytest.mark.parametrize(
    ("sat", "budget", "expected"), [(21_600, 21_600, True), (21_599, 21_600, False), (90_000, 0, False)]
)
def test_a_budget_of_sitting_is_passed_when_it_is_reached_and_never_without_one(
    sat: float, budget: float, *, expected: bool
) -> None:
    assert over_budget(sat, budget) is expected


def test_a_passed_budget_is_one_quiet_line() -> None:
    assert past_budget(22_500, 21_600) == "Sat 6 h 15 today; you had 6 h 00 in mind."
