"""`coretui week`, `today` and `streaks` as people read them: all that the screens show, in plain columns."""

from __future__ import annotations

import json
import textwrap
from contextlib import closing
from datetime import date

import pytest

from coretui.domain.exercises.dose import Dose, Side
from coretui.domain.exercises.plan import PlannedSet
from coretui.domain.habits.schedules import Week
from coretui.domain.pain import Pain
from coretui.domain.posture.notes import Moment, Posture
from coretui.services.overviews import Overviews, read_week
from coretui.settings.keys import Settings
from coretui.store import care, notes, posture, records
from coretui.store.database import Store, open_store
from coretui.store.sessions import Outline, begin, finish_set
from coretui.words.weeks import told
from tests.clock import FakeClocks, utc
from tests.shell import Desk

FOUR = 4 * 3600
WIDTH = 80


def on(clocks: FakeClocks, day: int) -> FakeClocks:
    """Return clocks at nine on a day of November."""
    return FakeClocks(clocks.now().wall - (23 - day) * 86_400)


@pytest.fixture
def full(desk: Desk, clocks: FakeClocks) -> Desk:
    """Return a desk with a week behind it in which there was something of everything."""
    with closing(open_store(desk.home)) as store:
        fill(store, clocks)
    return desk


def fill(store: Store, clocks: FakeClocks) -> None:
    for number, (day, outcome, reason) in enumerate(
        ((18, "taken", ""), (18, "skipped", "flow"), (18, "skipped", "meeting"), (19, "skipped", ""))
    ):
        row = {"id": f"p{number}", "due_at": 0.0, "utc_offset": 0, "day": f"2026-11-{day}"}
        with store.write() as db:
            db.table("prompt").insert({**row, "outcome": outcome, "reason": reason})
    for day, length in ((11, 75), (18, 52)):
        night = {"id": f"n{day}", "body": "away", "utc_offset": 0, "seconds": 5 * 3600, "ends_stretch": 1}
        with store.write() as db:
            started = on(clocks, day).now().wall - 40_000
            db.table("span").insert({**night, "started_at": started, "day": f"2026-11-{day - 1}"})
        records.log_sitting(store, on(clocks, day).now().later(-6000), length * 60, FOUR)
    for kind, day in (("walk", 17), ("swim", 19)):
        records.log_movement(store, kind, 30, on(clocks, day).now(), FOUR)
    care.feel(store, Pain(4), date(2026, 11, 17), clocks.now())
    care.feel(store, Pain(6, leg=True), date(2026, 11, 20), clocks.now())
    begun = begin(store, Outline(programme="programme", planned=51), on(clocks, 20).now(), FOUR)
    for number, side in enumerate((Side.LEFT, Side.LEFT, Side.RIGHT), 1):
        one = PlannedSet("front-plank-1-leg", number, side, Dose(3, reps=15))
        finish_set(store, begun, one, on(clocks, 20).now().later(60), amount=15)
    care.hurt(store, begun, Pain(3), on(clocks, 20).now())
    notes.write(store, notes.Note("new chair", date(2026, 11, 18)), clocks.now())


def row(said: str, name: str) -> list[str]:
    """Return the columns after a row's name."""
    line = next(line for line in said.splitlines() if line.startswith(name))
    return line.removeprefix(name).split()


def test_a_week_has_a_row_of_seven_days_for_each_thing_that_is_counted(full: Desk) -> None:
    said = full.says("week 2026-W47")
    dot = "·"
    assert row(said, "Sitting, h:min") == [dot, dot, "0:52", dot, dot, dot, dot, "52", "min"]
    assert row(said, "Longest, min") == [dot, dot, "52", dot, dot, dot, dot, "52", "min"]
    assert row(said, "the week before") == [dot, dot, "75", dot, dot, dot, dot, "1", "h", "15"]
    assert row(said, "Breaks due") == [dot, dot, "3", "1", dot, dot, dot, "4"]
    assert row(said, "Breaks kept, %") == [dot, dot, "33", "0", dot, dot, dot, "25"]
    assert row(said, "Moved, min") == [dot, "30", dot, "30", dot, dot, dot, "1", "h", "00"]
    assert row(said, "Sessions") == [dot, dot, dot, dot, "1", dot, dot, "1"]
    assert row(said, "Back pain, 0–10") == [dot, "4", dot, dot, "6", dot, dot, "max", "6"]


def test_a_week_says_why_breaks_were_skipped_and_what_else_there_was(full: Desk) -> None:
    lines = full.says("week 2026-W47").splitlines()
    assert lines[:2] == [
        "2026-W47  16–22 November",
        "Longest sitting 52 min (week before: 1 h 15). Core 0 of 3.",
    ]
    assert lines[-7:] == [
        "Breaks     1 of 4; skipped: no reason given 1, in the flow 1, meeting 1",
        "Sessions   Fri left 2, right 1, pain 3",
        "Back pain  Fri 6, into a leg",
        "Movement   2 kinds: walk, swim",
        "By hour    Your long sits (over 45 min) fall most often between 7:00 and 8:00:",
        "           40 min of that hour on average.",
        "Note       Wed: new chair",
    ]


def test_the_signs_of_a_week_are_told(full: Desk) -> None:
    legend = "● done   ◐ partly done   ○ still open   × missed   ◌ time off   · not due"
    assert legend in full.says("week").splitlines()


def test_an_empty_week_leaves_out_what_there_is_nothing_of(desk: Desk) -> None:
    said = desk.says("week")
    assert said.splitlines()[1] == "Core 0 of 3, 7 days left."
    assert not [word for word in ("skipped", "kinds", "Note") if word in said]


def test_plain_characters_are_enough_where_they_are_wanted(full: Desk) -> None:
    full.says("config set look.glyphs ascii")
    said = full.says("week 2026-W47") + full.says("today") + full.says("week")
    assert said.isascii()
    assert row(said, "Moved, min")[:4] == [".", "30", ".", "30"]
    assert "* done   + partly done   o still open   x missed   - time off   . not due" in said


@pytest.mark.parametrize("command", ["week", "week 2026-W47", "today", "today --on 2026-11-18", "streaks"])
def test_nothing_is_wider_than_a_terminal(full: Desk, clocks: FakeClocks, command: str) -> None:
    full.says(["habits", "add", "A habit with a name of nearly sixty letters, which is a lot", "--per", "week"])
    with closing(open_store(full.home)) as store:
        notes.write(store, notes.Note("much to tell " * 15, date(2026, 11, 18)), clocks.now())
        for day in (16, 17, 18, 19, 21):
            fill_session(store, clocks, day)
    said = full.says(command)
    assert max(map(len, said.splitlines())) <= WIDTH
    assert "\x1b" not in said
    assert said == "\n".join(line.rstrip() for line in said.splitlines())


def fill_session(store: Store, clocks: FakeClocks, day: int) -> None:
    begun = begin(store, Outline(programme="programme", planned=51), on(clocks, day).now(), FOUR)
    for side in (Side.LEFT, Side.RIGHT):
        one = PlannedSet("front-plank-1-leg", 1, side, Dose(3, reps=15))
        finish_set(store, begun, one, on(clocks, day).now().later(60), amount=15)


def test_a_long_list_of_sessions_is_folded_between_sessions(full: Desk, clocks: FakeClocks) -> None:
    with closing(open_store(full.home)) as store:
        for day in (16, 17, 18, 19, 21):
            fill_session(store, clocks, day)
    lines = full.says("week 2026-W47").splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("Sessions   Mon"))
    assert lines[at + 1].startswith(" " * 11 + "Thu left 1, right 1")
    assert lines[at].endswith(" ·")
    assert "\N{NO-BREAK SPACE}" not in "".join(lines)


def test_no_line_begins_with_what_stands_between_sessions(full: Desk, clocks: FakeClocks) -> None:
    with closing(open_store(full.home)) as store:
        for day in (16, 17, 18, 19, 21):
            fill_session(store, clocks, day)
        today = date(2026, 11, 23)
        read = read_week(Overviews(store, Settings.of(), utc, today), Week(date(2026, 11, 16)))
    said = dict(told(read))["Sessions"]
    for width in range(30, WIDTH):
        assert not [line for line in textwrap.wrap(said, width) if line.startswith("·")]


def test_a_full_day_is_folded_between_the_things_done_on_it(full: Desk) -> None:
    for command in ("log swim 9m --at 2026-11-20T18:00", "log sit 3h --at 2026-11-20T22:00"):
        full.says(command)
    lines = full.says("today --on 2026-11-20").splitlines()
    assert lines[1:3] == [
        "sat 3 h 00 · longest 0 min · no break due · moved 9 min · 1 session ·",
        "back pain 6, into a leg",
    ]


def test_a_day_says_what_was_done_on_it(full: Desk) -> None:
    lines = full.says("today --on 2026-11-18").splitlines()
    assert lines[1] == "sat 52 min · longest 52 min · 1 of 3 breaks kept"
    assert lines[-1] == "Note       new chair"
    lines = full.says("today --on 2026-11-20").splitlines()
    assert lines[1].endswith("no break due · 1 session · back pain 6, into a leg")
    lines = full.says("today --on 2026-11-19").splitlines()
    assert "● Move 20 min               30 min  " in "\n".join(lines)


def test_pain_into_a_leg_is_told_of_a_day_and_of_a_week(full: Desk) -> None:
    week = full.says("week 2026-W47")
    assert "Back pain  Fri 6, into a leg" in week.splitlines()
    assert "Tue 4" not in week
    noted = {day["date"]: day["back_pain"] for day in full.json("week 2026-W47 --json")["days"]}
    assert noted["2026-11-17"] == {"score": 4, "leg": False}
    assert noted["2026-11-18"] is None
    assert noted["2026-11-20"] == {"score": 6, "leg": True}
    assert full.json("today --on 2026-11-20 --json")["back_pain"] == {"score": 6, "leg": True}
    full.run("config set look.language nl")
    assert "rugpijn 6, tot in een been" in full.says("today --on 2026-11-20")
    assert "Rugpijn    vr 6, tot in een been" in full.says("week 2026-W47")


def test_signs_tell_what_colours_would(full: Desk) -> None:
    full.says("done core")
    full.says("off today --habit breathing")
    signs = {line[2:].split("  ")[0]: line[0] for line in full.says("today").splitlines()[2:]}
    assert (signs["Core session"], signs["Breathing"], signs["Self-check"]) == ("●", "◌", "○")


def test_the_document_of_a_week_has_notes_of_posture_and_the_hours(full: Desk, clocks: FakeClocks) -> None:
    with closing(open_store(full.home)) as store:
        for n, one in enumerate((Posture.SLUMPED, Posture.LEFT)):
            posture.note(store, one, Moment.OWN, on(clocks, 18).now().later(3600 * n), FOUR)
    document = json.loads(full.says("week 2026-W47 --json"))
    assert document["posture"]["notes"] == 2
    assert document["posture"]["counts"]["left"] == document["posture"]["counts"]["slumped"] == 1
    assert document["posture"]["changes"] == {"changed": 1, "of": 1}
    assert [day["got_up"] for day in document["days"]] == [0] * 7
    hours = document["by_hour"]
    assert (hours["weeks"], hours["days"], hours["long_from_seconds"]) == (12, 1, 45 * 60)
    assert sum(one["sitting_seconds"] for one in hours["hours"]) == 52 * 60
    assert set(hours["hours"][0]) == {"hour", "sitting_seconds", "long_seconds", "got_up"}
    assert "Posture    2 notes: slumped 1, left 1. Once you sat differently than at the" in full.says(
        "week 2026-W47"
    )
