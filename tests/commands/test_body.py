"""The command line: pain, flare-ups, the self-check, and sports that ask for recovery."""

from __future__ import annotations

import pytest

from coretui.words import care as caring
from coretui.words import red_flags
from tests.shell import Desk

FLAGS = "\n".join(
    [
        red_flags.INTRO,
        *(f"  · {sign}" for sign in red_flags.SIGNS),
        red_flags.CALL,
        red_flags.SOURCE,
    ]
)


def done(desk: Desk, habit: str, on: str = "today") -> bool:
    day = desk.json(f"today --on {on} --json")
    return next(bool(one["done"]) for one in day["habits"] if one["id"] == habit)


# pain


def test_the_back_is_noted_with_what_follows(desk: Desk) -> None:
    assert desk.says("pain 3") == (
        "Back pain on Mon 23 Nov: 3 of 10.\n"
        "Fine if the pain eases; otherwise swap the exercise that brings it on. (coretui's own advice)\n"
        "Two or three days a week is enough for noting it."
    )
    assert desk.says("pain 0") == "Back pain on Mon 23 Nov: 0 of 10, in place of 3 of 10."
    assert desk.says("undo") == "Undone: back pain 0 on Mon 23 Nov."
    assert desk.says("redo") == "Redone: back pain 0 on Mon 23 Nov."


@pytest.mark.parametrize("command", ["pain 3", "check --signs none --reasons none"])
def test_a_weekday_will_do_as_its_help_says(desk: Desk, command: str) -> None:
    said = " ".join(desk.says(f"{command.split(maxsplit=1)[0]} --help").split())
    assert "2026-11-22, today, yesterday or a weekday." in said
    assert "Fri 20 Nov" in desk.says(f"{command} --on friday")


def test_the_leaflet_speaks_of_exercises_and_not_of_the_back_on_a_day(desk: Desk) -> None:
    said = [desk.says(f"pain {score} --on yesterday").splitlines()[1] for score in (3, 5)]
    desk.says("config set profile.goal rehabilitation")
    assert [desk.says(f"pain {score}").splitlines()[1] for score in (3, 5)] == said


@pytest.mark.parametrize(("command", "felt"), [("pain 6", "6 of 10"), ("pain 1 --leg", "1 of 10, into a leg")])
def test_a_lot_of_pain_brings_the_red_flags(desk: Desk, command: str, felt: str) -> None:
    assert desk.says(command) == (
        f"Back pain on Mon 23 Nov: {felt}.\n"
        "Stop the exercises that bring it on. Ask your doctor or physiotherapist before you go on."
        f" (coretui's own advice)\n\n{FLAGS}"
    )


def test_pain_that_lasts_is_for_a_professional(desk: Desk) -> None:
    desk.says("pain 4 --on 2026-11-10")
    desk.says("pain 5 --on 2026-11-17")
    assert desk.says("pain 4").splitlines()[-1] == (
        "Back pain of 4 or more, three weeks in a row (coretui's own measure). If symptoms do not"
        " ease, see a physiotherapist or GP (the sceptical article)."
    )


@pytest.mark.parametrize("score", ["11", "3.5", "much", "³", "999", ""])
def test_pain_is_a_whole_number_from_0_to_10(desk: Desk, score: str) -> None:
    assert desk.refuses(["pain", score], 2) == (
        f"'{score}' is not a pain score; write a whole number from 0 to 10."
    )


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("pain", "missing"),
        ("pain -1", "-1"),
        ("pain 3 --on tomorrow", "'tomorrow' is in the future"),
        ("pain 3 --on 2026-11-24", "'2026-11-24' is in the future"),
    ],
)
def test_what_is_no_pain_of_a_day_is_refused(desk: Desk, command: str, why: str) -> None:
    assert why in desk.refuses(command, 2)


# flare-ups


def test_a_flare_up_shows_the_red_flags_first_and_lets_targets_rest(desk: Desk) -> None:
    assert desk.says("flare on") == (
        f"{FLAGS}\n\n"
        "Flare-up since Mon 23 Nov. During a flare-up your targets are paused, no streak is lost, and easy"
        " movement and breathing come first: coretui asks before any other exercise.\n"
        "Easy movement: walking, swimming, gentle yoga (the article on stretching, the sceptical article).\n"
        "Breathing: 4-7-8, or into the belly, lying down with your hands on it (the article on stretching)."
    )
    assert not any(one["due"] for one in desk.json("today --json")["habits"])
    assert desk.refuses("flare on", 1) == "You are already in a flare-up."
    desk.clocks.sleep(86_400)
    assert desk.says("flare off") == (
        "The flare-up is over. Your targets were paused from Mon 23 Nov, and still are today."
    )
    assert desk.refuses("flare off", 1) == "You are not in a flare-up; `coretui flare on` begins one."
    assert not any(one["due"] for one in desk.json("today --json")["habits"])
    desk.clocks.sleep(86_400)
    assert any(one["due"] for one in desk.json("today --json")["habits"])
    assert desk.says("undo") == "Undone: flare-up ended on Tue 24 Nov."
    assert not any(one["due"] for one in desk.json("today --json")["habits"])


@pytest.mark.parametrize(
    ("command", "why"), [("flare", "missing"), ("flare up", "up"), ("flare on off", "coretui flare --help")]
)
def test_a_flare_up_is_on_or_off(desk: Desk, command: str, why: str) -> None:
    assert why in desk.refuses(command, 2)


# the self-check


def test_before_the_first_self_check_nothing_stretches(desk: Desk) -> None:
    said = desk.says("check")
    assert said.startswith("No self-check yet: until there is one, no stretches are offered.\n")
    assert "body-oriented therapy with a professional" in said
    assert said.endswith(FLAGS)
    assert desk.json("check --json") == {
        "date": None,
        "signs": [],
        "reasons": [],
        "stretches": False,
        "ask_first": False,
        "lasting": [],
    }


def test_a_self_check_is_kept_and_done_for_its_week(desk: Desk) -> None:
    assert desk.says("check --signs stiff,hollow --reasons none --on yesterday").splitlines()[:5] == [
        "Self-check of Sun 22 Nov.",
        "Sun 22 Nov. Signs: lower back hollow or tense, stiff on standing up.",
        "Stretches are offered.",
        caring.GENTLY,
        caring.BOTH_SOURCES,
    ]
    assert done(desk, "self-check", "yesterday")
    assert not done(desk, "self-check")
    week = desk.json("week 2026-W47 --json")
    assert next(one["state"] for one in week["habits"] if one["id"] == "self-check") == "met"
    assert desk.refuses("undone self-check --on yesterday", 1) == (
        "Self-check still counts as done on Sun 22 Nov: a self-check was done."
    )
    assert desk.says("undo") == "Undone: self-check on Sun 22 Nov."
    assert not done(desk, "self-check", "yesterday")


def test_a_reason_hides_stretches_and_says_what_serves_instead(desk: Desk) -> None:
    desk.says("check --signs none --reasons none")
    said = desk.says("check --signs None --reasons inflamed,Stress").splitlines()
    assert said[:3] == [
        "Self-check of Mon 23 Nov, in place of the one before.",
        "Mon 23 Nov. No signs.",
        "Stretches are hidden: overloaded or inflamed, tension that comes from stress.",
    ]
    assert caring.ASK_FIRST in said
    assert "  · easy movement: walking, swimming, gentle yoga" in said
    assert desk.json("check --json") == {
        "date": "2026-11-23",
        "signs": [],
        "reasons": ["inflamed", "stress"],
        "stretches": False,
        "ask_first": True,
        "lasting": [],
    }


def test_a_self_check_can_be_kept_and_printed_as_one_document(desk: Desk) -> None:
    kept = desk.json("check --signs hips --reasons none --json")
    assert (kept["signs"], kept["stretches"]) == (["hips"], True)


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (
            "check --signs hollow,back --reasons none",
            "'back' is not valid for --signs; choose from hollow, hips, pull, unequal, stiff, none.",
        ),
        (
            "check --signs none --reasons tired",
            "'tired' is not valid for --reasons; choose from inflamed, unstable, stress, overstretched, none.",
        ),
        (
            "check --signs none,stiff --reasons none",
            "'none,stiff' is not valid for --signs; none stands alone.",
        ),
        (
            "check --signs hollow",
            (
                "--signs needs --reasons with it; choose from inflamed, unstable, stress, overstretched, none,"
                " with commas between them."
            ),
        ),
        (
            "check --reasons none",
            (
                "--reasons needs --signs with it; choose from hollow, hips, pull, unequal, stiff, none,"
                " with commas between them."
            ),
        ),
        ("check --on yesterday", "--on needs --signs and --reasons."),
        (
            "check --signs none --reasons none --on 2026-11-24",
            "'2026-11-24' is in the future; write today or an earlier day.",
        ),
    ],
)
def test_a_self_check_that_is_not_understood_is_refused(desk: Desk, command: str, sentence: str) -> None:
    assert desk.refuses(command, 2) == sentence


def test_nothing_at_all_is_no_answer(desk: Desk) -> None:
    desk.refuses(["check", "--signs", "", "--reasons", "none"], 2)


# sports


def test_a_sport_that_loads_the_psoas_brings_a_line_about_recovery_that_day(desk: Desk) -> None:
    line = (
        "Running loads the psoas, most of all sprints and hills: allow for recovery, mobility and"
        " strength work (the article on posture)."
    )
    assert desk.says("log run 40m") == f"Run, 40 min, logged on Mon 23 Nov.\n{line}"
    assert desk.says("log run 40m --at 2026-11-20T18:00") == "Run, 40 min, logged on Fri 20 Nov."
    assert desk.says("log strength 20m") == "Strength training, 20 min, logged on Mon 23 Nov."
    assert "squats and deadlifts are done with poor form" in desk.says("log weights 20m")


# what is set


def test_height_and_goal_have_their_bounds(desk: Desk) -> None:
    for height in ("1.2", "1.75", "2.3", "0", "2"):
        assert desk.says(f"config set profile.height {height}") == f"profile.height = {height}"
    for height in ("1,75", "1.75 m", "175", "175 cm"):
        assert desk.says(["config", "set", "profile.height", height]) == "profile.height = 1.75"
    for wrong in ("1.19", "2.31", "300", "tall", "-1", "nan", "true"):
        sentence = desk.refuses(["config", "set", "profile.height", "--", wrong], 2)
        assert "a height in metres from 1.2 to 2.3 such as 1.75, or 0 to leave it open" in sentence
    assert "prevention, rehabilitation" in desk.refuses("config set profile.goal fun", 2)
