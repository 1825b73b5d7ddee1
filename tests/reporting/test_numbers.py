"""The numbers of a report, typed by hand over a small store, and the same in JSON, in a terminal and on paper."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import date, timedelta
from typing import Any

import pytest

from coretui.domain.care.selfcheck import SelfCheck
from coretui.domain.days import Instant
from coretui.domain.exercises.dose import Dose, Side
from coretui.domain.exercises.plan import Plan, PlannedSet
from coretui.domain.pain import Pain
from coretui.reporting import words
from coretui.reporting.report import Count, Mean
from coretui.store import care, notes, timeoff
from coretui.store.database import Store, open_store
from coretui.store.notes import Note
from coretui.store.records import log_sitting
from coretui.store.sessions import Counted, Outline, begin, finish_set
from tests.clock import FakeClocks
from tests.shell import Desk

FOUR = 4 * 3600
TODAY = date(2026, 11, 23)
MONDAY, WEDNESDAY, FRIDAY = date(2026, 11, 16), date(2026, 11, 18), date(2026, 11, 20)
SUPERMAN = PlannedSet("superman", 1, None, Dose(2, seconds=20))
AGAIN = PlannedSet("superman", 2, None, Dose(2, seconds=20))
ONE_ONLY = PlannedSet("superman", 1, None, Dose(1, seconds=20))
"""What a session that was cut to ten minutes leaves of it."""
LEFT = PlannedSet("side-plank-1-leg", 1, Side.LEFT, Dose(1, reps=15))
RIGHT = PlannedSet("side-plank-1-leg", 1, Side.RIGHT, Dose(1, reps=15))
LEFT_ON_TWO, RIGHT_ON_TWO = (
    PlannedSet("side-plank-2-legs", 1, side, Dose(1, seconds=30), instead_of="side-plank-1-leg") for side in Side
)


def at(clocks: FakeClocks, day: date) -> Instant:
    return clocks.now().later(86_400 * (day - TODAY).days)


def trained(
    store: Store, now: Instant, plan: Plan, *done: tuple[PlannedSet, int, Counted], cut: int | None = None
) -> str:
    session = begin(store, Outline("programme", len(plan), plan=plan, cut=cut), now, FOUR)
    for planned, amount, counted in done:
        finish_set(store, session, planned, now.later(60), amount=amount, counted=counted)
    return session


@pytest.fixture
def laid(desk: Desk, clocks: FakeClocks) -> Desk:
    """Return a desk with a week of three sessions, pain, a flare-up, a day off, a self-check and notes."""
    told, player = Counted.PERSON, Counted.PLAYER
    with closing(open_store(desk.home)) as store:
        monday, wednesday, friday = (at(clocks, day) for day in (MONDAY, WEDNESDAY, FRIDAY))
        first = trained(store, monday, (SUPERMAN, AGAIN, LEFT, RIGHT), (SUPERMAN, 20, told), (AGAIN, 20, player),
                        (LEFT, 15, told), (RIGHT, 9, told))  # fmt: skip
        care.hurt(store, first, Pain(3), monday, "side-plank-1-leg")
        care.hurt(store, first, Pain(5, leg=True), monday, "side-plank-1-leg")
        notes.write(store, Note("right wobbles", MONDAY, first, "side-plank-1-leg"), monday)
        eased = trained(store, wednesday, (ONE_ONLY, LEFT_ON_TWO, RIGHT_ON_TWO), (LEFT_ON_TWO, 30, told),
                        (RIGHT_ON_TWO, 30, told), cut=10)  # fmt: skip
        care.hurt(store, eased, Pain(0), wednesday)
        trained(store, friday, (SUPERMAN,), (SUPERMAN, 20, told))
        notes.write(store, Note("bad night", WEDNESDAY), wednesday)
        for day, score in ((MONDAY, 4), (MONDAY + timedelta(days=1), 6), (FRIDAY, 2)):
            care.feel(store, Pain(score), day, at(clocks, day))
        log_sitting(store, at(clocks, FRIDAY), 5400, FOUR)
        timeoff.flare_on(store, WEDNESDAY, wednesday)
        timeoff.flare_off(store, WEDNESDAY + timedelta(days=1), wednesday)
        timeoff.take(store, date(2026, 11, 22), date(2026, 11, 22), clocks.now())
        timeoff.take(store, MONDAY, MONDAY, clocks.now(), "breathing")
        care.check(store, SelfCheck(FRIDAY, frozenset({"stiff", "pull"}), frozenset({"stress"})), friday)
        for number, (outcome, reason, note) in enumerate(
            (("taken", "", ""), ("skipped", "meeting", ""), ("skipped", "other", "quarrel at home"))
        ):
            with store.write() as db:
                row = {"id": str(number), "due_at": float(number), "utc_offset": 0, "day": MONDAY.isoformat()}
                db.table("prompt").insert({**row, "outcome": outcome, "reason": reason, "note": note})
    desk.run("config set profile.goal rehabilitation")
    desk.run("config set session.ball yes")
    desk.run("config set profile.height 1.75")
    return desk


WEEK = "report 2026-W47"


def found(laid: Desk, exercise: str) -> dict[str, Any]:
    [line] = [one for one in laid.json(f"{WEEK} --json")["exercises"] if one["id"] == exercise]
    assert isinstance(line, dict)
    return line


def test_an_exercise_has_its_doses_sides_pain_swaps_and_notes(laid: Desk) -> None:
    assert found(laid, "side-plank-1-leg") == {
        "id": "side-plank-1-leg",
        "prescribed": [{"sets": 3, "reps": 15}],
        "own": [{"sets": 1, "reps": 15}],
        "sets": {"left": {"done": 2, "planned": 2}, "right": {"done": 1, "planned": 2}},
        "reps": 24,
        "seconds": 0,
        "instead": [{"exercise": "side-plank-2-legs", "kind": "lighter", "sets": 2}],
        "pain": {"score": 5, "leg": True},
        "hurt_times": 2,
        "counted_by_player": 0,
        "notes": [1],
    }


def test_a_cut_session_has_no_dose_of_its_own_and_the_player_is_named(laid: Desk) -> None:
    superman = found(laid, "superman")
    assert superman["prescribed"] == [{"sets": 3, "seconds": 30}]
    assert superman["own"] == [{"sets": 2, "seconds": 20}]
    assert superman["sets"] == {"both": {"done": 3, "planned": 4}}
    assert (superman["seconds"], superman["counted_by_player"]) == (60, 1)


def test_sessions_say_where_it_hurt_and_how_the_back_was_the_day_after(laid: Desk) -> None:
    monday, wednesday, friday = laid.json(f"{WEEK} --json")["sessions"]
    assert monday["pain"] == {"score": 5, "leg": True}
    assert monday["hurt"] == ["side-plank-1-leg"]
    assert monday["pain_at"] == [{"exercise": "side-plank-1-leg", "score": 5, "leg": True}]
    assert monday["back_day_after"] == {"score": 6, "leg": False}
    assert monday["sets"] == {"done": 3, "planned": 4}
    assert (wednesday["pain"], wednesday["hurt"]) == ({"score": 0, "leg": False}, [])
    assert friday["pain"] is None


def test_a_week_has_its_target_its_means_with_their_days_and_its_days_off(laid: Desk) -> None:
    document = laid.json(f"{WEEK} --json")
    [week] = document["weeks"]
    assert week["back_pain"] == {"mean": {"value": 4.0, "days": 3}, "highest": 6}
    assert (week["flare_days"], week["time_off_days"], week["whole"]) == (2, 1, True)
    assert week["breaks"] == {"due": 3, "kept": 1}
    assert document["back_pain"]["first"] == {"date": "2026-11-16", "score": 4, "leg": False}
    assert document["back_pain"]["last"] == {"date": "2026-11-20", "score": 2, "leg": False}
    assert [(one["from"], one["to"], one["reason"]) for one in document["time_off"]] == [
        ("2026-11-18", "2026-11-19", "flare"),
        ("2026-11-22", "2026-11-22", "off"),
    ]


def test_a_week_that_is_not_whole_has_no_target(laid: Desk) -> None:
    first, last = laid.json("report 2026-11-17 2026-11-23 --json")["weeks"]
    assert (first["core_sessions"], first["whole"], first["state"]) == ({"done": 1, "target": None}, False, None)
    assert (last["from"], last["to"]) == ("2026-11-23", "2026-11-23")


def test_weeks_before_anything_was_on_record_are_left_out(desk: Desk, clocks: FakeClocks) -> None:
    assert desk.json("report 2026-10-26 2026-11-23 --json")["weeks"] == []
    assert words.NO_WEEK in desk.says("report 2026-10-26 2026-11-23")
    with closing(open_store(desk.home)) as store:
        care.feel(store, Pain(2), WEDNESDAY, clocks.now())
    weeks = desk.json("report 2026-10-26 2026-11-23 --json")["weeks"]
    assert [week["from"] for week in weeks] == ["2026-11-16", "2026-11-23"]


def test_the_person_the_self_checks_and_the_notes_are_in_it(laid: Desk) -> None:
    document = laid.json(f"{WEEK} --json")
    assert document["person"] == {"goal": "rehabilitation", "ball": True, "height": 1.75, "sides": "ask"}
    assert document["self_checks"] == [{"date": "2026-11-20", "signs": ["pull", "stiff"], "reasons": ["stress"]}]
    assert [(one["number"], one["exercise"], one["text"]) for one in document["notes"]] == [
        (1, "side-plank-1-leg", "right wobbles"),
        (2, None, "bad night"),
    ]
    assert document["counted_by_player"] == {"sets": 1, "of": 6}


def test_a_goal_that_nobody_gave_is_not_said(desk: Desk) -> None:
    assert desk.json("report --json")["person"]["goal"] is None
    assert "Goal: not said. Ball or floor: not said." in desk.says("report")
    desk.run("config set profile.goal prevention")
    assert desk.json("report --json")["person"]["goal"] == "prevention"
    assert "Goal: prevention." in desk.says("report")


def plain(html: str) -> str:
    """Return the words of a page, without its style and marks."""
    return " ".join(re.sub(r"<style>.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL).split())


SAID = (
    "Goal: rehabilitation (prescribed because of an injury). With a ball (65 cm).",
    "Made on 23 November 2026 with coretui",
    "3 × 15",
    "1 × 15",
    "easier: Side plank, 2 legs 2×",
    "2 of 2",
    "1 of 2",
    "5 (leg), 2×",
    "Flare-up: 18–19 Nov. Time off: Sun 22 Nov.",
    "From 4 (Mon 16 Nov) to 2 (Fri 20 Nov).",
    "mean of 3 days noted, highest 6",
    "a pull when lifting the knee, stiff on standing up",
    "reason not to stretch: tension that comes from stress",
    "Left means: left arm under (Side plank, 1 leg). Right is the mirror image.",
    "right wobbles",
    "bad night",
    "1 of the 6 sets done was counted by coretui by itself",
    "1 of 3 kept (33%). 2 breaks were skipped.",
)


def test_paper_and_terminal_say_the_numbers_of_the_json(laid: Desk) -> None:
    page = plain(laid.says(f"{WEEK} --html -"))
    told = " ".join(laid.says(WEEK).split())
    for sentence in SAID:
        assert sentence in page, sentence
        assert sentence in told, sentence


def test_the_page_has_lines_for_the_name_and_shades_what_was_off(laid: Desk) -> None:
    page = laid.says(f"{WEEK} --html -")
    for field in words.FIELDS:
        assert f"{field}<i></i>" in page
    assert page.count('<rect class="flare"') == 4  # in both plots, and in the key of each
    assert page.count('<rect class="off"') == 4


@pytest.mark.parametrize("form", ["", " --json", " --html -"])
def test_why_breaks_were_skipped_is_told_only_where_that_is_wanted(laid: Desk, form: str) -> None:
    private, wanted = laid.says(f"{WEEK}{form}"), laid.says(f"{WEEK}{form} --reasons")
    for word in ("meeting", "quarrel"):
        assert word not in private
        assert word in wanted


def test_a_terminal_of_80_columns_has_room_for_it(laid: Desk) -> None:
    assert max(map(len, laid.says(WEEK).splitlines())) <= 80
    laid.run("config set look.language nl")
    assert max(map(len, laid.says(WEEK).splitlines())) <= 80


def test_a_mean_says_over_how_many_days_it_is() -> None:
    assert words.mean(Mean(3.25, 4)) == "3.2 (4 days)"
    assert Mean.of([]) is None


@pytest.mark.parametrize(
    ("origin", "done", "kind"),
    [
        ("side-plank-1-leg", "side-plank-2-legs", "lighter"),
        ("side-plank-2-legs", "side-plank-1-leg", "heavier"),
        ("superman", "walk", "other"),
    ],
)
def test_what_was_done_instead_is_lighter_heavier_or_something_else(
    desk: Desk, clocks: FakeClocks, origin: str, done: str, kind: str
) -> None:
    one = PlannedSet(done, 1, None, Dose(1, seconds=30), instead_of=origin)
    with closing(open_store(desk.home)) as store:
        trained(store, clocks.now(), (one,), (one, 30, Counted.PERSON))
    [line] = desk.json("report --json")["exercises"]
    assert (line["id"], line["instead"]) == (origin, [{"exercise": done, "kind": kind, "sets": 1}])


@pytest.mark.parametrize(
    ("dose", "said"),
    [
        (Dose(3, reps=15), "3 × 15"),
        (Dose(3, seconds=30), "3 × 30 s"),
        (Dose(1, seconds=300), "1 × 5 min"),
        (Dose(1, seconds=150), "1 × 2:30 min"),
        (Dose(3, reps=25, hold_seconds=1), "3 × 25, hold 1 s"),
        (Dose(3, reps=25, hold_seconds=1, each_way=True), "3 × 25, hold 1 s at each end"),
    ],
)
def test_a_dose_is_written_as_it_is_done(dose: Dose, said: str) -> None:
    assert words.dose(dose) == said


def test_nothing_done_of_nothing_is_a_dash() -> None:
    assert words.of(Count()) == words.NOTHING
