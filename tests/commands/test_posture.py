"""`posture` and `insights` on the command line: what they write, print and refuse."""

from __future__ import annotations

import pytest

from coretui.domain.posture.notes import Posture
from tests.clock import FakeClocks
from tests.shell import Desk

ALLOWED = "upright, slumped, hollow, left, right, crossed, standing"


def test_a_posture_is_noted_and_read_back(desk: Desk) -> None:
    assert desk.says("posture") == "Nothing noted on this day."
    assert desk.says("posture --week") == "Nothing noted this week."
    assert desk.says("posture --week --on 2026-11-20") == "Nothing noted in that week."
    assert desk.says("posture slumped") == "Noted at 09:00: slumped. 1 of 3 today."
    assert desk.says("posture STANDING --at 08:10") == "Noted at 08:10: standing. 2 of 3 today."
    assert desk.says("posture").splitlines() == [
        "Mon 23 Nov   08:10 ↑ standing   09:00 ) slumped",
        "Once you sat differently than at the note before.",
    ]
    week = desk.says("posture --week")
    assert "( hollow 0" in week
    assert "2 notes on 1 day, noted by you." in week


def test_its_json_has_all_seven_and_the_changes(desk: Desk) -> None:
    desk.says("posture left --at 08:10")
    desk.says("posture right")
    found = desk.json("posture --json")
    assert found["notes"] == [
        {"at": "2026-11-23T08:10:00+00:00", "posture": "left", "moment": "own"},
        {"at": "2026-11-23T09:00:00+00:00", "posture": "right", "moment": "own"},
    ]
    assert list(found["counts"]) == list(Posture)
    assert found["changes"] == {"changed": 1, "of": 1}
    week = desk.json("posture --week --json")
    assert (week["from"], week["to"]) == ("2026-11-23", "2026-11-29")
    assert week["notes"] == found["notes"]
    assert desk.json("posture --on yesterday --json")["notes"] == []


def test_after_midnight_it_is_still_the_day_before(desk: Desk, clocks: FakeClocks) -> None:
    clocks.sleep(17 * 3600)
    desk.says("posture hollow --at 2026-11-23T23:30")
    desk.says("posture hollow")
    assert len(desk.json("posture --on 2026-11-23 --json")["notes"]) == 2
    clocks.sleep(3 * 3600)
    said = desk.says("posture hollow --at 2026-11-24T01:00")
    assert said == "Noted on Mon 23 Nov at 01:00: hollow."


def test_undo_takes_a_note_back(desk: Desk) -> None:
    desk.says("posture crossed")
    assert desk.says("undo") == "Undone: how you sat at 09:00: crossed."
    assert desk.json("posture --json")["notes"] == []
    desk.says("redo")
    assert len(desk.json("posture --json")["notes"]) == 1


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("posture leaning", f"'leaning' is not a posture; choose from {ALLOWED}."),
        ("posture --at 08:00", f"--at needs a posture; choose from {ALLOWED}."),
        ("posture left --on yesterday", "--on and --week read notes back; say when it was with --at."),
        ("posture left --week", "--on and --week read notes back; say when it was with --at."),
        (
            "posture left --at 2026-11-21T10:00",
            "'2026-11-21T10:00' is too long ago; a posture is noted on the same day or the day after.",
        ),
    ],
)
def test_what_it_refuses(desk: Desk, command: str, said: str) -> None:
    assert desk.refuses(command, 2) == said


def test_nothing_is_noted_in_the_future(desk: Desk) -> None:
    desk.refuses("posture left --at 2026-11-23T11:00", 2)


def test_the_habit_is_added_by_name_and_a_note_alone_never_does(desk: Desk) -> None:
    desk.says("posture left")
    ids = [one["id"] for one in desk.json("habits list --all --json")["habits"]]
    assert "posture" not in ids
    assert desk.says("habits add posture") == "Notice how you sit added as posture: every day, 3 times."
    [habit] = [one for one in desk.json("today --json")["habits"] if one["id"] == "posture"]
    assert (habit["amount"], habit["goal"], habit["done"]) == (1, 3, False)
    desk.says("posture right")
    desk.says("posture right")
    assert [one["done"] for one in desk.json("today --json")["habits"] if one["id"] == "posture"] == [True]
    assert desk.refuses("habits add Posture", 1).startswith("There is already a habit called Notice how you sit")
    desk.says("habits retire posture")
    desk.says("habits add posture")
    desk.says("habits retire posture")
    assert "3 notes of how you sat" in desk.run("undone posture")[2]


def test_insights_always_have_four_findings_and_null_where_too_few(desk: Desk) -> None:
    found = desk.json("insights --json")
    assert [one["of"] for one in found["findings"]] == ["longest", "movement", "core", "changes"]
    assert [one["after_days"] for one in found["findings"]] == [0, 1, 1, 0]
    assert (found["days"], found["as_of"], found["next"]) == (0, "2026-11-01", "2026-11-30")
    for one in found["findings"]:
        assert (one["with"], one["verdict"]) == ("back-pain", "too-few")
        assert [one[name] for name in ("difference", "low", "high", "chance", "chance_of_any")] == [None] * 5
        assert one["wants"] > 0


def test_insights_without_pain_have_no_table(desk: Desk) -> None:
    said = desk.says("insights").splitlines()
    assert said[0].startswith("No back pain is noted, so there is nothing to lay beside it.")
    assert said[-1] == "If your back pain has only just begun, leave this for later."
