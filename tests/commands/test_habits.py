"""Habits on the command line: added, changed, ticked by count, put in order, retired, forgotten, and days off."""

from __future__ import annotations

import io
import os
import re
from contextlib import closing
from datetime import date

import pytest

from coretui import cli
from coretui.domain.habits.habit import BUILT_IN_IDS
from coretui.services.overviews import Overviews
from coretui.settings.keys import Settings
from coretui.store.database import open_store
from coretui.words.habits import habit_amount
from tests.clock import utc
from tests.shell import Desk
from tests.stores import a_store


class Terminal(io.StringIO):
    """A keyboard at which somebody has typed."""

    def isatty(self) -> bool:
        return True


def listed(desk: Desk, habit: str) -> str:
    """Return what the list says of a habit, after its id and name."""
    [line] = [line for line in desk.says("habits list --all").splitlines() if line.startswith(f"{habit} ")]
    return line[41:].strip()


def add_water(desk: Desk) -> str:
    return desk.says(["habits", "add", "Drink water", "--times", "8", "--per", "day", "--unit", "glasses"])


# adding and changing


@pytest.mark.parametrize(
    ("options", "says", "schedule", "goal"),
    [
        ("", "every day", {"kind": "daily", "times": 1}, 1),
        ("--per day", "every day", {"kind": "daily", "times": 1}, 1),
        ("--times 8 --per day", "every day, 8 times", {"kind": "daily", "times": 1}, 8),
        ("--times 8 --per day --unit glasses", "every day, 8 glasses", {"kind": "daily", "times": 1}, 8),
        ("--times 1 --per day --unit glass", "every day, 1 glass", {"kind": "daily", "times": 1}, 1),
        ("--per week", "once a week", {"kind": "times", "times": 1}, 1),
        ("--times 3 --per week", "3 times a week", {"kind": "times", "times": 3}, 1),
        ("--on mon,Wednesday,fri", "Mon Wed Fri", {"kind": "weekdays", "times": 1, "weekdays": [0, 2, 4]}, 1),
        (
            "--on sat --times 2 --per day",
            "Sat, 2 times",
            {"kind": "weekdays", "times": 1, "weekdays": [5]},
            2,
        ),
    ],
)
def test_a_habit_is_added(desk: Desk, options: str, says: str, schedule: dict[str, object], goal: int) -> None:
    assert (
        desk.says(["habits", "add", "Drink water", *options.split()])
        == f"Drink water added as drink-water: {says}."
    )
    one = desk.json("habits list --json")["habits"][-1]
    assert list(one) == ["id", "name", "schedule", "goal", "unit", "derived", "created", "retired"]
    assert (one["id"], one["schedule"], one["goal"], one["retired"]) == ("drink-water", schedule, goal, None)
    assert next(h for h in desk.json("week --json")["habits"] if h["id"] == "drink-water")["schedule"] == schedule
    assert desk.says("undo") == "Undone: new habit Drink water."
    assert len(desk.json("habits list --json")["habits"]) == 5
    assert desk.says("redo") == "Redone: new habit Drink water."


def test_a_weekly_goal_changes_with_the_next_week(desk: Desk) -> None:
    said = desk.says("habits change core --times 4")
    assert said == "Core session: 4 times a week from Mon 30 Nov; this week keeps its old goal."
    assert listed(desk, "core") == "3 times a week, 80%, 4 times a week from Mon 30 Nov"
    core = next(one for one in desk.json("week --json")["habits"] if one["id"] == "core")
    assert (core["target"], core["schedule"]["times"]) == (3, 3)
    desk.clocks.sleep(7 * 86400)
    core = next(one for one in desk.json("week --json")["habits"] if one["id"] == "core")
    assert (core["target"], core["schedule"]["times"]) == (4, 4)
    assert next(h for h in desk.json("week 2026-W48 --json")["habits"] if h["id"] == "core")["target"] == 3


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ("--times 10", "Drink water: every day, 10 glasses."),
        ("--times 10 --per day", "Drink water: every day, 10 glasses."),
        ("--goal 6", "Drink water: every day, 6 glasses."),
        ("--on mon,tue", "Drink water: Mon Tue, 8 glasses."),
        ("--on mon --times 2", "Drink water: Mon, 2 glasses."),
        ("--unit cups", "Drink water: every day, 8 cups."),
        ("--name Tea --goal 2", "Tea: every day, 2 glasses."),
        (
            "--times 3 --per week",
            "Drink water: 3 times a week from Mon 30 Nov; this week keeps its old goal.",
        ),
    ],
)
def test_a_habit_of_ones_own_is_changed(desk: Desk, options: str, says: str) -> None:
    add_water(desk)
    before = listed(desk, "drink-water")
    assert desk.says(f"habits change water {options}") == says
    assert desk.says("undo").endswith("changed.")
    assert listed(desk, "drink-water") == before


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ("movement --goal 30", "Move 30 min: every day, 30 min."),
        ("breaks --goal 50", "Stand up every half hour: every day, 50%."),
        ("breathing --goal 2", "Breathing: every day, 2 patterns."),
        ("movement --on mon,wed,fri", "Move 20 min: Mon Wed Fri, 20 min."),
    ],
)
def test_what_is_built_in_is_changed_too(desk: Desk, options: str, says: str) -> None:
    assert desk.says(f"habits change {options}") == says


def test_a_new_goal_counts_from_today(desk: Desk) -> None:
    for day in ("20", "21"):
        desk.says(f"log walk 25m --at 2026-11-{day}T18:00")
    desk.says("habits change movement --goal 30")
    desk.says("log walk 25m")
    found = {day: desk.json(f"today --on {day} --json")["habits"][3] for day in ("2026-11-20", "2026-11-23")}
    assert [(one["done"], one["goal"]) for one in found.values()] == [(True, 20), (False, 30)]
    assert desk.json("today --on 2026-11-19 --json")["habits"][3]["goal"] == 20


def test_a_habit_is_renamed_and_keeps_its_id(desk: Desk) -> None:
    add_water(desk)
    assert desk.says(["habits", "rename", "water", "  Plain   tea "]) == "Plain tea: every day, 8 glasses."
    assert desk.json("habits list --json")["habits"][-1]["id"] == "drink-water"
    assert desk.says("done tea") == "Plain tea: 1 of 8 glasses on Mon 23 Nov."
    desk.says("undo")
    assert desk.says("undo") == "Undone: Drink water renamed Plain tea."
    assert desk.says("habits change core --name Trunk") == "Trunk: 3 times a week, 80%."


def test_an_exact_name_comes_before_a_part_of_one(desk: Desk) -> None:
    add_water(desk)
    desk.says(["habits", "add", "Water plants"])
    desk.says(["habits", "rename", "drink-water", "Water"])
    assert desk.says("done WATER").startswith("Water: 1 of 8")
    assert "more than one habit; choose from drink-water, water-plants" in desk.refuses("done wat", 2)


@pytest.mark.parametrize(
    ("where", "order"),
    [
        ("self-check first", "self-check, breaks, breathing, core, movement"),
        ("breaks last", "breathing, core, movement, self-check, breaks"),
        ("movement before breathing", "breaks, movement, breathing, core, self-check"),
        ("breaks after core", "breathing, core, breaks, movement, self-check"),
    ],
)
def test_habits_are_put_in_order(desk: Desk, where: str, order: str) -> None:
    assert desk.says(f"habits order {where}") == order
    assert [one["id"] for one in desk.json("today --json")["habits"]] == order.split(", ")
    assert desk.says("undo") == "Undone: order of habits changed."
    assert [one["id"] for one in desk.json("today --json")["habits"]] == [*BUILT_IN_IDS]


# ticking


def test_what_is_counted_is_ticked_by_count(desk: Desk) -> None:
    add_water(desk)
    assert desk.says("done water --times 3") == "Drink water: 3 of 8 glasses on Mon 23 Nov."
    assert desk.says("done water") == "Drink water: 4 of 8 glasses on Mon 23 Nov."
    assert desk.says("undone water --times 2") == "Drink water: 2 of 8 glasses on Mon 23 Nov."
    assert desk.says("undo") == "Undone: Drink water unticked on Mon 23 Nov."
    assert desk.json("today --json")["habits"][-1]["amount"] == 4
    assert desk.says("undone water --times 4") == "Drink water unticked on Mon 23 Nov."
    assert desk.json("today --json")["habits"][-1]["amount"] == 0
    desk.says("done water --times 8 --on yesterday")
    found = desk.json("today --on yesterday --json")["habits"][-1]
    assert (found["done"], found["amount"], found["goal"], found["due"]) == (True, 8, 8, False)


@pytest.mark.parametrize(
    ("word", "day"),
    [("mon", 23), ("Monday", 23), ("sunday", 22), ("tue", 17), ("Friday", 20), ("yesterday", 22), ("today", 23)],
)
def test_a_weekday_is_the_last_such_day(desk: Desk, word: str, day: int) -> None:
    assert f" {day} Nov" in desk.says(f"done core --on {word}")


def test_words_are_understood_in_the_language_of_the_moment(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    dutch = {"Friday": "vrijdag", "Fri": "vr", "yesterday": "gisteren"}
    monkeypatch.setattr("coretui.parsing.days._", lambda text: dutch.get(text, text))
    for word in ("vrijdag", "VR", "friday"):
        assert "Fri 20 Nov" in desk.says(f"done core --on {word}")
    assert "Sun 22 Nov" in desk.says("done core --on gisteren")


def test_a_tick_on_top_of_facts_is_taken_back_and_the_day_stays_done(desk: Desk) -> None:
    desk.says("log walk 25m --at 08:00")
    desk.says("done movement")
    assert desk.says("undone movement").splitlines() == [
        "Move 20 min unticked on Mon 23 Nov.",
        "Move 20 min still counts as done today: 25 min of movement.",
    ]
    assert desk.json("today --json")["habits"][3]["done"]


def test_a_screen_says_how_far_a_count_is(desk: Desk) -> None:
    add_water(desk)
    desk.says(["habits", "add", "Piano"])
    desk.says("done water --times 3")
    with closing(open_store(desk.home)) as store:
        seen = Overviews(store, Settings.of(), utc, date(2026, 11, 23)).day(date(2026, 11, 23))
        assert [habit_amount(one, seen.facts) for one in seen.habits[-2:]] == ["3 of 8 glasses", "0 of 7"]


# retiring and forgetting


def test_a_retired_habit_is_no_longer_asked_for_and_keeps_its_history(desk: Desk) -> None:
    for day in ("16", "18", "20"):
        desk.says(f"done core --on 2026-11-{day}")
    said = desk.says("habits retire core")
    assert said == "Core session is stopped; its history stays. Bring it back with `coretui habits restore core`."
    assert "core" not in [one["id"] for one in desk.json("today --json")["habits"]]
    assert "core" not in [one["id"] for one in desk.json("streaks --json")["habits"]]
    assert desk.says("streaks core") == "1 week. Week 48 off."
    assert next(h for h in desk.json("week 2026-W47 --json")["habits"] if h["id"] == "core")["state"] == "met"
    assert listed(desk, "core").endswith("stopped on Mon 23 Nov")
    assert "core" not in [one["id"] for one in desk.json("habits list --json")["habits"]]
    desk.clocks.sleep(14 * 86400)
    assert desk.says("habits restore core") == "Core session is back; the days in between count as time off."
    assert desk.says("streaks core") == "1 week. Week 48 off. Week 49 off."
    assert desk.says("undo") == "Undone: Core session brought back."
    assert desk.says("undo") == "Undone: Core session stopped."
    assert desk.says("streaks core") == "0 weeks. Week 49 missed (0 of 3). Longest 1 week."


def test_a_name_means_the_habit_that_is_not_retired(desk: Desk) -> None:
    add_water(desk)
    desk.says(["habits", "add", "Water plants"])
    desk.says("habits retire plants")
    assert desk.says("done water").startswith("Drink water")
    assert desk.says("habits restore water").startswith("Water plants is back")


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("yes\ndrink-water\n", False),
        ("y\nDRINK-WATER\n", False),
        ("yes\nyes\n", True),
        ("yes\n\n", True),
        ("no\n", True),
        ("\n", True),
    ],
)
def test_forgetting_is_asked_twice(desk: Desk, monkeypatch: pytest.MonkeyPatch, typed: str, left: bool) -> None:
    add_water(desk)
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    said = desk.says("habits forget water")
    assert "This cannot be undone." in said
    assert said.splitlines()[-1].endswith("Nothing was changed." if left else "its history are deleted.")
    assert any("drink-water" in line for line in desk.dump()) is left


def test_forgetting_without_a_terminal_is_said_twice(desk: Desk) -> None:
    add_water(desk)
    desk.says("done water --times 3")
    assert desk.says("habits forget water --yes --really") == "Drink water and its history are deleted."
    assert not any("water" in line for line in desk.dump())
    assert "nothing to undo" in desk.refuses("undo", 1)


# time off


def test_time_off_is_taken_listed_and_taken_back(desk: Desk) -> None:
    assert desk.says("off list") == "No time off."
    assert desk.says("off today") == "Time off on Mon 23 Nov."
    assert (
        desk.says("off 2026-12-24 2027-01-02 --habit core")
        == "Time off from Thu 24 Dec to Sat 2 Jan 2027, Core session."
    )
    found = desk.json("off list --json")["off"]
    assert [list(one) for one in found] == [["id", "from", "to", "reason", "habit"]] * 2
    assert [(one["from"], one["to"], one["habit"]) for one in found] == [
        ("2026-12-24", "2027-01-02", "core"),
        ("2026-11-23", "2026-11-23", None),
    ]
    assert [line[18:] for line in desk.says("off").splitlines()] == [
        "Time off from Thu 24 Dec to Sat 2 Jan 2027, Core session",
        "Time off on Mon 23 Nov",
    ]
    assert (
        desk.says("off remove 2026-12-31")
        == "Cancelled: time off from Thu 24 Dec to Sat 2 Jan 2027, Core session."
    )
    assert desk.says(f"off remove {found[1]['id'][:8]}") == "Cancelled: time off on Mon 23 Nov."
    assert desk.says("off list") == "No time off."
    assert desk.says("undo") == "Undone: time off on Mon 23 Nov cancelled."
    assert desk.says("off list").endswith("Time off on Mon 23 Nov")


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("off yesterday", "Time off on Sun 22 Nov."),
        ("off tomorrow", "Time off on Tue 24 Nov."),
        ("off today friday", "Time off from Mon 23 Nov to Fri 27 Nov."),
        ("off sat sun", "Time off from Sat 21 Nov to Sun 22 Nov."),
        ("off --habit core today tomorrow", "Time off from Mon 23 Nov to Tue 24 Nov, Core session."),
        ("off add today", "Time off on Mon 23 Nov."),
    ],
)
def test_days_off_can_lie_ahead(desk: Desk, command: str, says: str) -> None:
    assert desk.says(command) == says


def test_time_off_lowers_the_target_of_the_running_week(desk: Desk) -> None:
    desk.says("off 2026-11-24 2026-11-27")
    assert {one["id"]: one["target"] for one in desk.json("week --json")["habits"]}["core"] == 2
    desk.says("undo")
    desk.says("off 2026-11-24 2026-11-27 --habit movement")
    targets = {one["id"]: one["target"] for one in desk.json("week --json")["habits"]}
    assert (targets["core"], targets["movement"]) == (3, 3)
    assert next(h for h in desk.json("today --json")["habits"] if h["id"] == "movement")["due"]
    desk.says("off today --habit movement")
    assert not next(h for h in desk.json("today --json")["habits"] if h["id"] == "movement")["due"]


def test_a_flare_up_is_in_the_list(desk: Desk) -> None:
    desk.says("flare on")
    assert desk.says("off list")[18:] == "Flare-up since Mon 23 Nov"
    desk.says("flare off")
    assert desk.says("off list")[18:] == "Flare-up on Mon 23 Nov"


# streaks


def test_a_streak_says_why(desk: Desk) -> None:
    for day in ("10-05", "10-06", "11-02", "11-03", "11-04", "11-09", "11-10", "11-11"):
        desk.says(f"done core --on 2026-{day}")
    desk.says("off 2026-10-19 2026-11-01")
    desk.says("off 2026-11-16 2026-11-22")
    said = "2 weeks. Week 42 missed (0 of 3). Week 43 off. Week 44 off. Week 47 off."
    assert desk.says("streaks core") == said
    [core] = desk.json("streaks core --json")["habits"]
    assert core["streak"]["current"] == 2
    assert core["why"] == ["Week 42 missed (0 of 3).", "Week 43 off.", "Week 44 off.", "Week 47 off."]


# completion


def test_of_a_long_time_off_the_last_weeks_are_told_and_the_others_counted(desk: Desk) -> None:
    with closing(a_store(desk.home)) as store:
        store.db.execute("update habit set created_day = '2020-01-06'")
        off = "insert into time_off values ('0123456789abcdef', '2020-01-06', '2026-11-23', 'off', null)"
        store.db.execute(off)
        store.db.conn.commit()
    said = desk.says("streaks core")
    assert said.count(" off.") == 10
    assert re.search(r"… and [0-9]{3} more before that\.", said)
    [core] = desk.json("streaks core --json")["habits"]
    assert len(core["why"]) == 11


def completed(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: str
) -> list[str]:
    """Return what a shell is offered after these words."""
    monkeypatch.setenv("_CORETUI_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", f"coretui {words}")
    monkeypatch.setenv("COMP_CWORD", str(len(f"coretui {words}_".split()) - 1))
    with pytest.raises(SystemExit):
        cli.main([])
    monkeypatch.delenv("_CORETUI_COMPLETE")
    said = capsys.readouterr()
    assert said.err == ""
    return [line.removeprefix("plain,") for line in said.out.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("un", ["undone", "undo"]),
        ("habits re", ["rename", "restore", "retire"]),
        ("done ", ["breaks", "breathing", "core", "movement", "self-check", "drink-water"]),
        ("done d", ["drink-water"]),
        ("habits retire s", ["self-check"]),
        ("off add today --habit br", ["breaks", "breathing"]),
        ("streaks xyz", []),
    ],
)
def test_a_shell_completes_commands_and_habits(
    desk: Desk,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: str,
    offered: list[str],
) -> None:
    add_water(desk)
    assert completed(desk, capsys, monkeypatch, words) == offered


def test_completion_makes_no_store_and_says_nothing_of_a_broken_one(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in os.listdir(desk.home.data_dir):
        if name.startswith("coretui.db"):
            os.remove(os.path.join(desk.home.data_dir, name))
    assert completed(desk, capsys, monkeypatch, "done ") == []
    assert not os.path.exists(desk.home.database)
    with open(desk.home.database, "w", encoding="utf-8") as broken:
        broken.write("no database at all, and long enough to be looked at as one by whoever opens it")
    assert completed(desk, capsys, monkeypatch, "done ") == []


def test_every_step_is_undone_and_done_again(desk: Desk) -> None:
    add_water(desk)
    for command in (
        "done water --times 3",
        "habits change water --times 6",
        "habits rename water Tea",
        "habits order tea first",
        "off today --habit tea",
        "off remove today",
        "off 2026-12-24 2027-01-02",
        "habits retire tea",
        "habits restore tea",
        "undone tea --times 1",
    ):
        desk.says(command)

    def contents() -> list[str]:
        with closing(open_store(desk.home)) as store:
            return sorted(
                line
                for line in store.db.conn.iterdump()
                if line.startswith("INSERT") and '"journal"' not in line[:24]
            )

    after = contents()
    for _ in range(11):
        assert desk.says("undo").startswith("Undone: ")
    assert "nothing to undo" in desk.refuses("undo", 1)
    assert len(desk.json("habits list --all --json")["habits"]) == 5
    for _ in range(11):
        assert desk.says("redo").startswith("Redone: ")
    assert contents() == after
