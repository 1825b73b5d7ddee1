"""The command line: what it does not understand, what is not possible now, and that nothing changes then."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from coretui.store.database import Store
from tests.shell import Desk

# not understood


@pytest.mark.parametrize(
    ("command", "names"),
    [
        ("nonsense", "'nonsense' is not a command"),
        ("--nonsense", "--nonsense"),
        ("week --nonsense", "--nonsense"),
        ("done", "HABIT is missing: a habit, such as core; see `coretui done --help`."),
        ("done nonsense", "'nonsense' is not a habit; choose from breaks, breathing, core, movement, self-check"),
        ("done br", "'br' matches more than one habit; choose from breaks, breathing"),
        ("done core --on soon", "'soon' is not a date"),
        ("done core --on 2999-01-01", "'2999-01-01' is in the future"),
        ("done core --on 2026-11-24", "'2026-11-24' is in the future"),
        ("done core --on 2026-02-30", "'2026-02-30' is not a date"),
        ("done core --on 20261122", "'20261122' is not a date"),
        ("done core --on", "--on"),
        ("done core movement", "coretui done --help"),
        ("undone nonsense", "'nonsense' is not a habit"),
        ("undone core --on 2027-01-01", "in the future"),
        ("today --on nonsense", "'nonsense' is not a date"),
        ("today --on 2026-11-24", "in the future"),
        ("week 2026-W54", "'2026-W54' is not a week"),
        ("week 2026-W49", "in the future"),
        ("streaks nonsense", "'nonsense' is not a habit"),
        ("log", "KIND is missing: what you did, such as walk or swim; see `coretui log --help`."),
        ("pain", "SCORE is missing: a whole number from 0 to 10; see `coretui pain --help`."),
        ("habits add", "NAME is missing: the new name; see `coretui habits add --help`."),
        ("pain -1", "'-1' is less than 0, which nothing can be here; see `coretui pain --help`."),
        ("report --html", "--html needs a value; see `coretui report --help`."),
        ("log walk", "is missing"),
        ("log fly 20m", "'fly' is not a kind of movement; choose from walk"),
        ("log walk soon", "'soon' is not a duration"),
        ("log walk 0m", "'0m' is not a duration"),
        ("log walk 999999999999h", "is not a duration"),
        ("log walk 20m --at 25:00", "'25:00' is not a time"),
        ("log walk 20m --at 09:30", "in the future"),
        ("log walk 2h --at 08:00", "'2h' from '08:00' ends in the future"),
        ("log walk 20m --at 2027-01-01T09:00", "in the future"),
        ("log walk 20m --at 2026-13-01T09:00", "is not a time"),
        ("log walk 20x", "'20x' is not a duration"),
        ("log walk -20m", "'-20m' is less than 0, which nothing can be here; see `coretui log --help`."),
        ("pause -5m", "'-5m' is less than 0"),
        ("pause soon", "'soon' does not say how long"),
        ("pause until", "until"),
        ("pause until 25:00", "does not say how long"),
        ("pause until tomorrow morning", "does not say how long"),
        ("break", "coretui break --help"),
        ("break now", "'now' is not a command"),
        ("break skip --reason tired", "choose from meeting, flow, pain, other"),
        ("habits nonsense", "'nonsense' is not a command"),
        ("config get nonsense", "'nonsense' is not a setting"),
        ("config get chair.intervall", "perhaps you mean chair.interval."),
        ("config set chair.interval", "is missing"),
        ("config set chair.interval 4s", "'4s' is not valid for chair.interval"),
        ("demo", "DIR is missing"),
        ("config set nonsense 4", "'nonsense' is not a setting"),
        ("exercises show nonsense", "nonsense"),
        ("exercises --json show nonsense", "nonsense"),
        ("articles show nonsense --json", "nonsense"),
        ("log weight lifting", "DURATION is missing"),
        ("programmes nonsense", "coretui programmes --help"),
        ("status --nonsense", "--nonsense"),
    ],
)
def test_what_cannot_be_understood_is_said_in_one_line(desk: Desk, command: str, names: str) -> None:
    assert names.casefold() in desk.refuses(command, 2).casefold()
    assert not Path(desk.home.config).exists()


@pytest.mark.parametrize(
    "words", [["done", ""], ["log", "walk", ""], ["done", "core", "--on", ""], ["week", "  "]]
)
def test_empty_words_are_not_understood(desk: Desk, words: list[str]) -> None:
    assert desk.refuses(words, 2)


# not possible now


@pytest.mark.parametrize("command", ["break start", "break back", "break snooze", "break skip", "stand", "sit"])
def test_nothing_but_a_hold_and_leaving_works_without_a_keeper(desk: Desk, command: str) -> None:
    assert desk.refuses(command, 1) == "Nothing is tracking your sitting; start coretui first."


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("break back", "You are already sitting."),
        ("sit", "You are already sitting."),
        ("break snooze", "No break is due."),
        ("break skip --reason flow", "No break is due."),
        ("resume", "Reminders are not paused."),
        ("undo", "There is nothing to undo."),
        ("redo", "There is nothing to redo."),
        ("undone core", "Core session was not ticked on Mon 23 Nov."),
    ],
)
def test_what_is_not_possible_now_is_said_in_one_line(kept: Desk, command: str, why: str) -> None:
    assert kept.refuses(command, 1) == why


def test_what_facts_prove_cannot_be_unticked(desk: Desk) -> None:
    desk.says("log walk 25m --at 08:00")
    assert "25 min of movement" in desk.refuses("undone movement", 1)


def test_the_app_needs_a_terminal(desk: Desk) -> None:
    assert "needs a terminal" in desk.refuses([], 1)


def test_a_store_from_a_newer_version_is_said_in_one_line(desk: Desk) -> None:
    with closing(Store(desk.home.database)) as store, store.write() as db:
        db.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at) values ('coretui', '0099_x', '')"
        )
    before = Path(desk.home.database).read_bytes()
    for command in ("today", "done core", "streaks --json"):
        code, out, err = desk.run(command)
        assert (code, out, err.count("\n")) == (1, "", 1)
        assert "0099_x" in err
    assert Path(desk.home.database).read_bytes() == before
