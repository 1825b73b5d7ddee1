"""The command line: what it writes down, what it does to the chair, what it answers."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from coretui import cli, i18n
from coretui.domain.chair.state import Body
from coretui.domain.habits.habit import BUILT_IN_IDS
from coretui.store.chair import load
from coretui.store.database import open_store
from tests.clock import FakeClocks, amsterdam
from tests.domain.script import at
from tests.shell import Desk, pass_time

DAY_KEYS = [
    "date",
    "sitting_seconds",
    "longest_seconds",
    "breaks_due",
    "breaks_kept",
    "breathing_seconds",
    "sessions",
    "movement_minutes",
    "breaks_early",
    "back_pain",
    "got_up",
]


# records


def test_a_tick_goes_and_comes_back(desk: Desk) -> None:
    def done() -> bool:
        return any(one["done"] for one in desk.json("today --json")["habits"] if one["id"] == "core")

    assert desk.says("done core") == "Core session ticked on Mon 23 Nov."
    assert done()
    assert desk.says("undone core") == "Core session unticked on Mon 23 Nov."
    assert not done()
    assert desk.says("undo") == "Undone: Core session unticked on Mon 23 Nov."
    assert done()
    assert desk.says("redo") == "Redone: Core session unticked on Mon 23 Nov."
    assert not done()


def test_a_tick_on_another_day_is_on_that_day(desk: Desk) -> None:
    assert desk.says("done self-check --on yesterday") == "Self-check ticked on Sun 22 Nov."
    assert desk.says("done self-check --on 2026-11-23") == "Self-check ticked on Mon 23 Nov."
    assert desk.says("done self-check --on 2026-11-20") == "Self-check ticked on Fri 20 Nov."
    week = desk.json("week 2026-W47 --json")
    assert next(one for one in week["habits"] if one["id"] == "self-check")["done"] == [False] * 4 + [
        True,
        False,
        True,
    ]


def test_what_is_ticked_already_is_not_ticked_twice(desk: Desk) -> None:
    desk.says("done self-check")
    assert desk.says("done self-check") == "Self-check was already ticked on Mon 23 Nov."
    desk.says("undo")
    assert desk.refuses("undo", 1)


def test_after_midnight_it_is_still_the_evening(desk: Desk) -> None:
    desk.clocks.sleep(17 * 3600)
    assert desk.says("done core") == "Core session ticked on Mon 23 Nov."
    assert desk.json("today --json")["date"] == "2026-11-23"


def test_movement_is_written_down(desk: Desk) -> None:
    assert desk.says("log walk 20m") == "Walk, 20 min, logged on Mon 23 Nov."
    assert desk.says("log swim 45m --at 2026-11-20T18:00") == "Swim, 45 min, logged on Fri 20 Nov."
    today = desk.json("today --json")
    movement = next(one for one in today["habits"] if one["id"] == "movement")
    assert today["movement_minutes"] == 20
    assert movement == {
        "id": "movement",
        "name": "Move 20 min",
        "done": True,
        "amount": 20,
        "goal": 20,
        "due": False,
    }
    assert desk.says("undo") == "Undone: swim, 45 min, on Fri 20 Nov."


def test_sitting_elsewhere_is_written_down(desk: Desk) -> None:
    assert desk.says("log sit 3h --at 2026-11-22T14:00") == "Sitting for 3 h 00 logged."
    assert desk.json("today --on yesterday --json")["sitting_seconds"] == 3 * 3600
    assert "Something else is recorded" in desk.refuses("log sit 1h --at 2026-11-22T15:00", 1)


def test_a_budget_that_is_passed_is_told_that_day_alone(desk: Desk) -> None:
    for when in ("2026-11-22T12:00", "2026-11-23T05:00"):
        desk.says(f"log sit 3h --at {when}")
    assert "at most" not in desk.says("today")
    desk.says("config set chair.day 3h")
    assert "Sat 3 h 00 today; you had 3 h 00 in mind." in desk.says("today")
    assert "at most" not in desk.says("today --on yesterday")


def test_sitting_elsewhere_ended_when_this_sitting_began(kept: Desk) -> None:
    pass_time(kept, 10)
    kept.says("log sit 1h")
    with closing(open_store(kept.home)) as store:
        assert store.db.execute("select started_at, seconds from span").fetchall() == [(at("08:00"), 3600)]


# the chair


def test_a_break_is_started_and_ended(kept: Desk) -> None:
    pass_time(kept, 31)
    assert kept.says("break start").startswith("On a break.")
    assert kept.chair() is Body.BREAK
    kept.clocks.advance(60)
    assert kept.says("break back").startswith("Stand up at 10:02.")
    with closing(open_store(kept.home)) as store:
        assert store.db.execute("select outcome from prompt").fetchall() == [("short",)]


def test_a_break_is_put_off_and_skipped(kept: Desk) -> None:
    pass_time(kept, 31)
    assert kept.says("break snooze").startswith("Snoozed until 09:36.")
    assert kept.says(["break", "skip", "--reason", "flow", "--note", "one more test"]).startswith(
        "Stand up at 10:01"
    )
    with closing(open_store(kept.home)) as store:
        assert store.db.execute("select outcome, reason, note from prompt").fetchall() == [
            ("skipped", "flow", "one more test")
        ]


def test_standing_begins_and_ends_by_saying_so(kept: Desk) -> None:
    assert kept.says("stand").startswith("Standing since 09:00.")
    assert kept.chair() is Body.STANDING
    kept.says("sit")
    assert kept.chair() is Body.SITTING


def test_what_the_chair_was_told_is_undone_and_done_again(kept: Desk) -> None:
    kept.says("stand")
    assert kept.says("undo") == "Undone: standing from 09:00."
    assert kept.chair() is Body.SITTING
    assert kept.says("redo") == "Redone: standing from 09:00."
    assert kept.chair() is Body.STANDING


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("pause 45m", "Paused until 09:45."),
        ("pause until 14:30", "Paused until 14:30."),
        ("pause until 08:00", "Paused until Tue 08:00."),
        ("pause until tomorrow", "Paused until Tue 04:00."),
        ("pause", "Paused until you resume."),
        ("pause 45m --reason meeting", "Paused until 09:45 (meeting)."),
    ],
)
def test_reminders_are_held_and_come_again(kept: Desk, command: str, says: str) -> None:
    assert kept.says(command).startswith(says)
    assert kept.says("resume").startswith("Stand up at 09:30.")


def test_reminders_can_be_held_before_anybody_keeps_the_chair(desk: Desk) -> None:
    assert desk.says("pause 45m") == "Reminders are paused until 09:45."
    assert desk.says("resume") == "Reminders are on again."
    assert desk.says("away") == "You are away."
    assert desk.chair() is Body.AWAY


def test_what_is_done_without_a_keeper_leaves_the_chair_closed(desk: Desk) -> None:
    desk.says("pause 45m")
    with closing(open_store(desk.home)) as store:
        chair = load(store)
    assert chair
    assert chair.closed


def test_what_is_done_beside_a_keeper_leaves_it_open(kept: Desk) -> None:
    kept.says("pause 45m")
    with closing(open_store(kept.home)) as store:
        chair = load(store)
    assert chair
    assert not chair.closed


def test_a_time_of_day_is_meant_where_one_is(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "MachineClocks", lambda: FakeClocks(zone=amsterdam))
    desk.says("log walk 20m --at 09:30")
    desk.says("pause until 14:30")
    with closing(open_store(desk.home)) as store:
        started = store.db.execute("select started_at, utc_offset from movement").fetchall()
        chair = load(store)
    assert started == [(at("08:30"), 3600)]
    assert chair
    assert chair.hold
    assert chair.hold.until == at("13:30")


# documents


def test_today_has_the_facts_of_the_day_and_its_habits(kept: Desk) -> None:
    pass_time(kept, 40)
    found = kept.json("today --json")
    assert list(found) == [*DAY_KEYS, "habits"]
    assert (found["date"], found["sitting_seconds"], found["longest_seconds"]) == ("2026-11-23", 2400, 2400)
    assert [one["id"] for one in found["habits"]] == list(BUILT_IN_IDS)
    assert all(list(one) == ["id", "name", "done", "amount", "goal", "due"] for one in found["habits"])


def test_a_week_has_its_days_and_habits(desk: Desk) -> None:
    desk.says("log walk 20m")
    found = desk.json("week --json")
    assert list(found) == ["week", "from", "to", "days", "habits", "variety", "posture", "by_hour"]
    assert (found["week"], found["from"], found["to"]) == ("2026-W48", "2026-11-23", "2026-11-29")
    assert [day["date"][-2:] for day in found["days"]] == ["23", "24", "25", "26", "27", "28", "29"]
    assert all(list(day) == DAY_KEYS for day in found["days"])
    assert found["variety"] == ["walk"]
    core = next(one for one in found["habits"] if one["id"] == "core")
    assert core == {
        "id": "core",
        "name": "Core session",
        "schedule": {"kind": "times", "times": 3},
        "done": [False] * 7,
        "count": 0,
        "target": 3,
        "state": "open",
        "streak": {"current": 0, "longest": 0, "unit": "weeks"},
    }
    movement = next(one for one in found["habits"] if one["id"] == "movement")
    assert movement["schedule"]["kind"] == "daily"
    assert movement["streak"] == {"current": 1, "longest": 1, "unit": "days"}


def test_streaks_say_how_long_and_why(desk: Desk) -> None:
    for day in ("16", "18", "20"):
        desk.says(f"done core --on 2026-11-{day}")
    found = desk.json("streaks --json")
    assert list(found) == ["habits"]
    assert [one["id"] for one in found["habits"]] == list(BUILT_IN_IDS)
    assert all(list(one) == ["id", "streak", "why"] for one in found["habits"])
    core = next(one for one in found["habits"] if one["id"] == "core")
    assert core["streak"] == {"current": 1, "longest": 1, "unit": "weeks"}
    assert all(isinstance(reason, str) for reason in core["why"])
    assert len(desk.json("streaks core --json")["habits"]) == 1


def test_people_get_the_same_in_words(desk: Desk) -> None:
    desk.says("log walk 20m")
    assert desk.says("today").splitlines()[0] == "Mon 23 Nov"
    assert desk.says("week").splitlines()[0] == "2026-W48  23–29 November"
    assert "Move 20 min: 1 day, longest 1 day." in desk.says("streaks")
    assert desk.says("habits") == desk.says("habits list")
    assert desk.says("programmes --json").startswith("[")
    assert desk.says("exercises --json").startswith("[")


def test_the_catalogue_is_a_document_with_the_agreed_keys(desk: Desk) -> None:
    programmes = desk.json("programmes --json")
    assert {one["id"] for one in programmes} == {"programme", "pillars", "gentle", "desk"}
    assert all({"id", "name", "times_per_week", "exercises"} <= one.keys() for one in programmes)
    for one in desk.json("exercises --json"):
        assert {"id", "name", "programmes", "sides", "muscles", "steps", "cautions", "sources"} <= one.keys()


@pytest.mark.parametrize("command", ["exercises show {id} --json", "exercises --json show {id}"])
def test_one_exercise_or_article_is_the_object_that_the_list_has(desk: Desk, command: str) -> None:
    for every, id_ in (("exercises", "dead-bug"), ("articles", "why-sitting-matters")):
        [listed] = [one for one in desk.json(f"{every} --json") if one["id"] == id_]
        assert desk.json(command.format(id=id_)) == listed
        assert desk.json(command.format(id=id_).replace("exercises", every)) == listed


def test_the_columns_of_the_exercises_stand_under_each_other(desk: Desk) -> None:
    listed = desk.json("exercises --json")
    longest = max(len(one["id"]) for one in listed)
    lines = desk.says("exercises").splitlines()
    assert [line[longest + 2 :].split("  ")[0] for line in lines] == [one["name"] for one in listed]


@pytest.mark.parametrize(
    ("exercise", "dose"),
    [
        ("superman", "no. 8: 3 × 30 s, 3 times a week"),
        ("short-walk", "no. 5: 1 × 5 min, "),
        ("upper-abdominals", "no. 9: 3 × 25 repetitions, hold 1 s, "),
        ("pelvic-tilts", "no. 12: 3 × 25 repetitions, hold 1 s at each end, "),
    ],
)
def test_a_dose_is_written_as_a_leaflet_does(desk: Desk, exercise: str, dose: str) -> None:
    assert dose in desk.says(f"exercises show {exercise}")


# settings


def test_settings_are_set_and_read(desk: Desk) -> None:
    assert desk.says("config path") == desk.home.config
    assert desk.says("path").splitlines() == [desk.home.database, desk.home.config, desk.home.log]
    assert desk.says("config get chair.interval") == "30m"
    assert desk.says("config set chair.interval 45m") == 'chair.interval = "45m"'
    assert desk.says("config get chair.interval") == "45m"
    assert 'chair.interval = "45m"' in desk.says("config get").splitlines()


def test_a_group_of_settings_is_read_whole_and_a_stranger_in_it_is_told(desk: Desk) -> None:
    assert desk.run("config get session.rhythms") == (0, "", "Nothing is set; the form is session.rhythms.ID.\n")
    desk.says("config set session.rhythms.superman 3")
    Path(desk.home.config).write_text("[session.rhythms]\nsuperman = 3\nbanana = 3\n", "utf-8")
    code, out, err = desk.run("config get session.rhythms")
    assert (code, out) == (0, "session.rhythms.superman = 3\nsession.rhythms.banana = 3\n")
    assert "there is no exercise 'banana'" in err
    assert "write session.doses.ID" in desk.refuses("config set session.doses 3x5", 2)
    assert "write breathing.patterns.NAME" in desk.refuses("config set breathing.patterns 4-4", 2)


def test_an_exercise_tells_its_rhythm_and_how_to_set_it(desk: Desk) -> None:
    shown = desk.says("exercises show dead-bug")
    assert "about 7 s a rep" in shown
    assert "coretui config set session.rhythms.dead-bug 7" in shown
    assert "a rep" not in desk.says("exercises show superman")


def test_the_language_follows_the_settings(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    desk.says("config set look.language nl")
    desk.says("path")
    assert i18n.language() == "nl"
    desk.says("config set look.language auto")
    desk.says("path")
    assert i18n.language() == "en"


def test_a_version_is_said(desk: Desk) -> None:
    assert desk.says("--version").startswith("coretui ")


def test_every_day_of_another_year_is_told_with_its_year(desk: Desk) -> None:
    assert desk.says("done core --on 2025-11-25") == "Core session ticked on Tue 25 Nov 2025."
    assert "Tue 25 Nov 2025" in desk.refuses("undone breathing --on 2025-11-25", 1)
    assert desk.says("undo") == "Undone: Core session ticked on Tue 25 Nov 2025."
    assert desk.says("log walk 20m --at 2025-11-25T18:00").endswith("logged on Tue 25 Nov 2025.")
    assert desk.says("off 2025-12-24 2026-01-02") == "Time off from Wed 24 Dec 2025 to Fri 2 Jan."
    assert desk.says("off list").endswith("Time off from Wed 24 Dec 2025 to Fri 2 Jan")
    assert desk.says("pain 3 --on 2025-11-25").startswith("Back pain on Tue 25 Nov 2025: ")
    assert desk.says("today --on 2025-11-25").startswith("Tue 25 Nov 2025\n")
    assert desk.says("week 2025-W48").startswith("2025-W48  24–30 November 2025\n")
    assert "Tue 25 Nov 2025" in desk.says("report 2025-11-24 2025-11-30")
    desk.says("habits retire core")
    desk.clocks.sleep(60 * 86_400)
    assert "stopped on Mon 23 Nov 2026" in desk.refuses("habits retire core", 1)


def test_the_same_walk_written_down_twice_counts_once_and_that_is_said(desk: Desk) -> None:
    assert desk.says("log walk 20m --at 8:00") == "Walk, 20 min, logged on Mon 23 Nov."
    assert desk.says("log walk 20m --at 8:05").splitlines() == [
        "Walk, 20 min, logged on Mon 23 Nov.",
        "Part of that time was already logged and counts once: you moved 25 min that day.",
    ]
    assert desk.json("today --json")["movement_minutes"] == 25
    assert desk.json("week --json")["days"][0]["movement_minutes"] == 25
    assert "moved 25 min" in desk.says("today")
    assert "2×" in desk.says("report 2026-11-23 2026-11-23")
    assert "at most 24 h" in desk.refuses("log walk 46h --at 2026-11-20T08:00", 2)


def test_two_kinds_of_movement_without_a_time_came_one_after_the_other(desk: Desk) -> None:
    for kind in ("walk", "swim", "yoga"):
        assert desk.says(f"log {kind} 20m") == f"{kind.capitalize()}, 20 min, logged on Mon 23 Nov."
    assert desk.json("today --json")["movement_minutes"] == 60


def test_a_time_after_midnight_is_one_of_the_day_that_goes_on(desk: Desk) -> None:
    desk.clocks.sleep(15.5 * 3600)  # half past midnight
    assert desk.says("log walk 20m --at 22:00") == "Walk, 20 min, logged on Mon 23 Nov."
    desk.says("log sit 1h --at 20:30")
    assert desk.json("today --json")["movement_minutes"] == 20
    assert "in the future" in desk.refuses("log walk 20m --at 00:31", 2)
