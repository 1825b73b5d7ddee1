"""Habits and time off on the command line: what is refused, in one sentence, with nothing changed."""

from __future__ import annotations

import pytest

from coretui.store.database import Store
from tests.shell import Desk


@pytest.fixture
def full(desk: Desk) -> Desk:
    """Return a desk with habits of its own: one counted, one weekly, one retired, and some days off."""
    desk.says(["habits", "add", "Drink water", "--times", "8", "--per", "day", "--unit", "glasses"])
    desk.says(["habits", "add", "Water plants", "--times", "2", "--per", "week"])
    desk.says(["habits", "add", "Piano"])
    desk.says("habits retire piano")
    desk.says("off 2026-11-10 2026-11-12")
    desk.says("off 2026-11-11 2026-11-14 --habit core")
    desk.says("done drink --times 3")
    return desk


@pytest.mark.parametrize(
    ("command", "says"),
    [
        # adding
        ("habits add", "NAME is missing"),
        ("habits add Run --times", "--times needs a value"),
        ("habits add Run --times 3", "add --per day or --per week"),
        (
            "habits add Run --times 0 --per day",
            "'0' is not a valid goal for Run; write a whole number from 1 to 10000.",
        ),
        ("habits add Run --times -1 --per day", "'-1' is not a valid goal"),
        ("habits add Run --times 10001 --per day", "'10001' is not a valid goal"),
        (
            "habits add Run --times 0 --per week",
            "'0' is not valid for --times; write a number of days a week, 1 to 7.",
        ),
        (
            "habits add Run --times 8 --per week",
            "'8' is not valid for --times; write a number of days a week, 1 to 7.",
        ),
        ("habits add Run --times many --per day", "'many' is not valid for --times; write a whole number."),
        ("habits add Run --times 2.5 --per day", "'2.5' is not valid for --times"),
        ("habits add Run --per month", "choose from day, week"),
        ("habits add Run --on", "--on needs a value"),
        ("habits add Run --on someday", "'someday' is not a weekday; write mon,wed,fri."),
        ("habits add Run --on mon,,fri", "'' is not a weekday"),
        ("habits add Run --on mon --times 2 --per week", "--on names the days and --per week counts them"),
        ("habits add Run --unit km", "--unit only goes with --times and --per day."),
        ("habits add Run --times 3 --per week --unit km", "--unit only goes with"),
        ("habits add Run twice", "'twice' is an unexpected argument"),
        # changing
        ("habits change", "HABIT is missing"),
        ("habits change nonsense --times 3", "'nonsense' is not a habit; choose from breaks"),
        (
            "habits change water --times 3",
            "'water' matches more than one habit; choose from drink-water, water-plants.",
        ),
        ("habits change core", "There is nothing to change; add --times, --per, --on, --goal, --unit or --name."),
        ("habits change core --times 9", "'9' is not valid for --times; write a number of days a week, 1 to 7."),
        ("habits change core --goal 0", "'0' is not a valid goal for Core session; write more than 0"),
        ("habits change core --goal 101", "'101' is not a valid goal"),
        ("habits change breaks --goal nan", "'nan' is not valid for --goal"),
        ("habits change movement --goal 1441", "at most 1440 minutes"),
        ("habits change movement --goal inf", "'inf' is not valid for --goal"),
        ("habits change movement --goal much", "'much' is not valid for --goal; write a number."),
        ("habits change breathing --goal 1.5", "write a whole number from 1 to 10000"),
        ("habits change self-check --goal 2", "A self-check has no goal"),
        (
            "habits change movement --times 3",
            "--times does not say enough for this habit; add --per week, or use --goal.",
        ),
        ("habits change movement --times 3 --per day", "is not counted by hand; use --goal."),
        ("habits change movement --unit km", "has a unit of its own"),
        ("habits change drink --times 3 --per day --goal 4", "mean the same"),
        ("habits change drink --on mon --per week", "use one of the two"),
        ("habits rename drink", "NAME is missing"),
        ("habits order core", "is missing"),
        ("habits order core up", "'up' is not a place in the list; choose from first, last, before, after."),
        ("habits order core before", "'before' and 'after' need another habit"),
        ("habits order core first breaks", "'before' and 'after' need another habit"),
        ("habits order core after core", "cannot go before or after itself"),
        ("habits order core after nonsense", "'nonsense' is not a habit"),
        ("habits retire", "HABIT is missing"),
        ("habits retire nonsense", "'nonsense' is not a habit"),
        ("habits restore nonsense", "'nonsense' is not a habit"),
        ("habits forget nonsense --yes --really", "'nonsense' is not a habit"),
        # ticking
        ("done drink --times 0", "'0' is not valid for --times; write 1 to 10000."),
        ("done drink --times 10001", "'10001' is not valid"),
        ("done drink --times many", "write a whole number"),
        ("done core --times 2", "Core session is not counted; tick it without --times."),
        ("done core --on tomorrow", "'tomorrow' is in the future"),
        ("done core --on someday", "'someday' is not a date; write 2026-11-22, today, yesterday or Monday."),
        ("undone drink --times 0", "'0' is not valid"),
        ("streaks nonsense", "'nonsense' is not a habit"),
        # time off
        ("off soon", "'soon' is not a date"),
        ("off 2026-12-24 2026-12-23", "'2026-12-23' is before '2026-12-24'"),
        ("off today yesterday", "'yesterday' is before 'today'"),
        ("off today 2029-01-01", "'2029-01-01' is more than two years ahead; choose an earlier day."),
        ("off 9999-12-31", "'9999-12-31' is more than two years ahead; choose an earlier day."),
        ("off 1969-12-31", "is not a date"),
        ("off today tomorrow core", "'core' is an unexpected argument"),
        ("off today --habit nonsense", "'nonsense' is not a habit"),
        ("off today --nonsense", "--nonsense is not an option"),
        ("off remove", "is missing"),
        ("off remove nonsense", "'nonsense' is not a date"),
        ("off remove 2026-11-11", "'2026-11-11' matches more than one entry of time off"),
    ],
)
def test_what_cannot_be_understood_is_said_in_one_line(full: Desk, command: str, says: str) -> None:
    assert says in full.refuses(command, 2)


@pytest.mark.parametrize(
    "words",
    [
        ["habits", "add", ""],
        ["habits", "add", "  "],
        ["habits", "add", "x" * 61],
        ["habits", "add", "bell \x07"],
        ["habits", "rename", "drink", ""],
        ["habits", "change", "drink", "--name", " "],
        ["habits", "change", "drink", "--unit", ""],
        ["habits", "change", "drink", "--unit", "x" * 21],
        ["habits", "change", "", "--times", "3"],
        ["off", ""],
        ["off", "remove", ""],
        ["off", "today", ""],
    ],
)
def test_empty_and_endless_words_are_refused(full: Desk, words: list[str]) -> None:
    assert full.refuses(words, 2)


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (["habits", "add", "drink  WATER"], "There is already a habit called drink WATER; choose another name."),
        (["habits", "add", "Core session"], "There is already a habit called Core session; choose another name."),
        (
            ["habits", "rename", "drink", "Piano"],
            "Piano was stopped on Mon 23 Nov; bring it back with `coretui habits restore piano`.",
        ),
        (
            ["habits", "rename", "core", "move 20 min"],
            "There is already a habit called move 20 min; choose another name.",
        ),
        (["habits", "rename", "drink", "Drink water"], "Nothing changes: it is already like that."),
        (["habits", "change", "core", "--times", "3"], "Nothing changes: it is already like that."),
        (["habits", "order", "breaks", "first"], "Nothing changes: it is already like that."),
        (["habits", "retire", "piano"], "Piano was already stopped on Mon 23 Nov."),
        (["habits", "restore", "drink"], "Drink water is not stopped."),
        (
            ["habits", "forget", "core", "--yes", "--really"],
            "Core session is built in and cannot be deleted; stop it with `coretui habits retire core`.",
        ),
        (
            ["habits", "forget", "drink"],
            "That would delete Drink water and its history for ever; confirm it with --yes --really.",
        ),
        (
            ["habits", "forget", "drink", "--yes"],
            "That would delete Drink water and its history for ever; confirm it with --yes --really.",
        ),
        (
            ["done", "piano"],
            "Piano was stopped on Mon 23 Nov; bring it back with `coretui habits restore piano`.",
        ),
        (["undone", "drink", "--times", "4"], "Drink water was ticked 3× on Mon 23 Nov, not 4×."),
        (["undone", "plants"], "Water plants was not ticked on Mon 23 Nov."),
        (["off", "2026-11-10"], "These days are already off."),
        (["off", "2026-11-10", "--habit", "core"], "These days are already off."),
        (["off", "remove", "2026-11-20"], "Fri 20 Nov is not a day off; `coretui off list` shows which are."),
        (
            ["off", "remove", "2026-11-10", "--habit", "movement"],
            "Tue 10 Nov is not a day off; `coretui off list` shows which are.",
        ),
        (["redo"], "There is nothing to redo."),
    ],
)
def test_what_is_not_possible_now_is_said_in_one_line(full: Desk, command: list[str], says: str) -> None:
    assert full.refuses(command, 1) == says


def test_a_flare_up_that_goes_on_is_not_taken_back_as_time_off(full: Desk) -> None:
    full.says("flare on")
    assert "coretui flare off" in full.refuses("off remove today", 1)


def test_what_was_changed_since_is_not_undone(full: Desk) -> None:
    store = Store(full.home.database)
    with store.write() as db:
        db.execute("update tick set times = 5")
    store.close()
    assert full.refuses("undo", 1) == "This has been changed in the meantime, so it was left as it is now."
