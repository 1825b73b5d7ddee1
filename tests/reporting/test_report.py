"""The report: what was prescribed and done, pain and the days after, in a terminal and as a page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest

from coretui import catalogue
from coretui.domain.care.selfcheck import SelfCheck
from coretui.domain.exercises.dose import Dose, Side
from coretui.domain.exercises.plan import PlannedSet
from coretui.domain.pain import Pain
from coretui.reporting import plots, tables, words
from coretui.reporting.page import FEW, page
from coretui.reporting.report import BOTH, Count, Swap, SwapKind
from coretui.reporting.text import lines
from coretui.store import care, notes, timeoff
from coretui.store.database import Store
from coretui.store.notes import Note
from coretui.store.records import log_movement, tick
from coretui.store.sessions import Counted, finish_set
from tests.clock import FakeClocks
from tests.reporting.records import FOUR, OTHER, PLANK, TODAY, ago, everything, line_of, report_on, session

# what is in it


def test_sets_are_counted_against_those_prescribed_for_each_side(store: Store, clocks: FakeClocks) -> None:
    session(store, ago(clocks, 1), (PLANK, 15), (OTHER, 9))
    session(store, ago(clocks, 3), (PLANK, 15))
    found = line_of(report_on(store), "front-plank-1-leg")
    assert found.sets == {"left": Count(2, 6), "right": Count(0, 6)}
    assert found.repetitions == 39
    assert line_of(report_on(store), "front-plank-2-legs").sets == {BOTH: Count(0, 6)}


def test_what_was_done_instead_counts_for_what_it_stands_in_for(store: Store, clocks: FakeClocks) -> None:
    swapped = PlannedSet("dead-bug", 1, Side.LEFT, Dose(1, reps=8), instead_of="superman", worth=1.5)
    session(store, ago(clocks, 1), (swapped, 8), plan=(swapped,), planned=2)
    report = report_on(store)
    found = line_of(report, "superman")
    assert found.sets == {"left": Count(1.5, 1.5)}
    assert found.swaps == (Swap("dead-bug", SwapKind.OTHER, 1),)
    assert [line.exercise for line in report.exercises] == ["superman"]
    assert tables.exercises(report, catalogue.load()).below == ["instead: Dead bug 1×"]


def test_something_else_altogether_leaves_the_set_undone(store: Store, clocks: FakeClocks) -> None:
    walk = PlannedSet("walk", 1, None, Dose(1, seconds=60), instead_of="superman", counts=False)
    session(store, ago(clocks, 1), (walk, 60), plan=(walk,), planned=1)
    assert line_of(report_on(store), "superman").sets == {BOTH: Count(0, 1)}


def test_a_programme_that_is_gone_is_told_by_what_was_done(store: Store, clocks: FakeClocks) -> None:
    session(store, ago(clocks, 1), (PLANK, 15), programme="my-own")
    report = report_on(store)
    assert line_of(report, "front-plank-1-leg").sets == {"left": Count(1, 1)}
    assert report.sessions[0].sets == Count(1, 1)


def test_a_session_has_its_worst_pain_and_the_back_of_the_day_after(store: Store, clocks: FakeClocks) -> None:
    begun = session(store, ago(clocks, 1), (PLANK, 15))
    for score in (2, 5, 3):
        care.hurt(store, begun, Pain(score), ago(clocks, 1), "front-plank-1-leg")
    care.feel(store, Pain(7), TODAY - timedelta(days=1), ago(clocks, 1))
    care.feel(store, Pain(4, leg=True), TODAY, clocks.now())
    [line] = report_on(store).sessions
    assert (line.pain, line.after) == (Pain(5), Pain(4, leg=True))
    [row] = tables.sessions(report_on(store), catalogue.load()).rows
    assert row == ("Sun 22 Nov *", "1 of 51", "5", "4 (leg)", "Front plank, 1 leg", "")


def test_pain_of_a_whole_session_is_put_on_no_exercise(store: Store, clocks: FakeClocks) -> None:
    alone, both = (session(store, ago(clocks, days), (PLANK, 15)) for days in (2, 1))
    care.hurt(store, alone, Pain(8, leg=True), ago(clocks, 2))
    for pain, exercise in (
        (Pain(8), None),
        (Pain(2), "superman"),
        (Pain(1), "superman"),
        (Pain(3, leg=True), "plank"),
    ):
        care.hurt(store, both, pain, ago(clocks, 1), exercise)
    rows = tables.sessions(report_on(store), catalogue.load()).rows
    assert [(row[2], row[4]) for row in rows] == [("8 (leg)", ""), ("8 (leg)", "plank (3, leg); Superman (2)")]


@pytest.mark.parametrize(
    ("holds", "said"), [((30, 30, 30), "90 s"), ((90, 90, 90), "4:30 min"), ((60, 60), "2 min")]
)
def test_no_second_of_what_was_held_is_lost(
    store: Store, clocks: FakeClocks, holds: tuple[int, ...], said: str
) -> None:
    held = [(PlannedSet("superman", n, None, Dose(3, seconds=one)), one) for n, one in enumerate(holds, 1)]
    session(store, ago(clocks, 1), *held)
    found = tables.exercises(report_on(store), catalogue.load())
    assert next(row for row in found.rows if row[0] == "Superman")[found.head.index("in total")] == said


def test_the_day_after_the_last_day_is_told_but_is_no_day_of_the_report(store: Store, clocks: FakeClocks) -> None:
    yesterday = TODAY - timedelta(days=1)
    session(store, ago(clocks, 1), (PLANK, 15))
    care.feel(store, Pain(4), TODAY, clocks.now())
    report = report_on(store, last=yesterday)
    assert report.sessions[0].after == Pain(4)
    assert report.back == {}


def test_a_session_with_too_few_sets_is_marked_and_why_it_is_not_counted_is_said(
    store: Store, clocks: FakeClocks
) -> None:
    sets = [replace(PLANK, number=n, worth=1.0) for n in range(1, 6)]
    for days, done in ((2, 4), (3, 3), (4, 3)):
        session(store, ago(clocks, days), *((one, 15) for one in sets[:done]), plan=tuple(sets), planned=5)
    session(
        store,
        ago(clocks, 5),
        (PLANK, 15),
        programme="gentle",
        counts_as="movement",
        plan=(PLANK, OTHER),
        planned=2,
    )
    ticked = TODAY - timedelta(days=4)
    tick(store, "core", ticked, clocks.now())
    report = report_on(store, TODAY - timedelta(days=6))
    assert [(one.day.day, one.counts) for one in report.sessions] == [
        (18, True),
        (19, True),
        (20, False),
        (21, True),
    ]
    assert report.trained == {ticked, TODAY - timedelta(days=2)}
    assert plots.back(report).count('<path class="done" d="M') == len(report.trained) + 1  # one in its key
    assert [row[0] for row in tables.sessions(report, catalogue.load()).rows] == [
        "Thu 19 Nov", "Fri 20 Nov *", "Sat 21 Nov",
    ]  # fmt: skip
    said = "* Not counted: a core session counts from 80% of its sets."
    assert "  " + said in lines(report, catalogue.load())
    assert said in page(report, catalogue.load())
    assert said not in "\n".join(lines(report_on(store, TODAY - timedelta(days=2)), catalogue.load()))


def test_a_goal_of_ones_own_says_from_how_many_sets_a_session_counts(store: Store, clocks: FakeClocks) -> None:
    session(store, ago(clocks, 1), (PLANK, 15), plan=(PLANK, OTHER), planned=2)
    assert not report_on(store).sessions[0].counts
    with store.write() as db:
        db.execute("update habit set goal = 50 where id = 'core'")
    report = report_on(store)
    assert (report.enough, report.sessions[0].counts) == (50, True)


@pytest.mark.parametrize(
    ("pains", "said"),
    [
        ([None, None], "Other sessions, pain not noted: Instead of stretching 2×."),
        ([0, 0], "Other sessions, without pain: Instead of stretching 2×."),
        (
            [0, None, None],
            (
                "Other sessions, without pain: Instead of stretching 1×."
                " Other sessions, pain not noted: Instead of stretching 2×."
            ),
        ),
        ([4, None], "Other sessions, pain not noted: Instead of stretching 1×."),
        ([4], ""),
    ],
)
def test_nothing_is_without_pain_that_nobody_was_asked_about(
    store: Store, clocks: FakeClocks, pains: list[int | None], said: str
) -> None:
    for days, score in enumerate(pains, 1):
        begun = session(store, ago(clocks, days), (PLANK, 15), programme="gentle", counts_as="movement")
        if score is not None:
            care.hurt(store, begun, Pain(score), ago(clocks, days))
    assert words.others(report_on(store), catalogue.load()) == said


def test_a_session_in_which_nothing_was_done_is_none(store: Store, clocks: FakeClocks) -> None:
    session(store, ago(clocks, 1))
    assert report_on(store).sessions == ()


def test_core_sessions_are_told_of_whole_weeks_only(store: Store, clocks: FakeClocks) -> None:
    for days in (1, 2, 8, 20):
        full = PlannedSet("log-roll", 1, None, Dose(1, reps=5))
        session(store, ago(clocks, days), (full, 5), plan=(full,), planned=1)
    monday = date(2026, 11, 9)
    assert report_on(store, monday, TODAY).asked == Count(3, 6)
    assert report_on(store, monday + timedelta(days=1), TODAY).asked == Count(2, 3)


def core_begins(store: Store, day: date) -> None:
    with store.write() as db:
        db.execute("update habit set created_day = ? where id = 'core'", [day.isoformat()])


def core_done(store: Store, day: date, clocks: FakeClocks) -> None:
    tick(store, "core", day, clocks.now())


def test_weeks_before_the_habit_began_asked_for_nothing(store: Store, clocks: FakeClocks) -> None:
    core_begins(store, date(2026, 11, 7))  # a Saturday
    assert report_on(store).asked == Count(0, 6)
    core_done(store, date(2026, 11, 10), clocks)
    assert report_on(store).asked == Count(1, 6)


def test_the_first_tick_begins_a_habit_too(store: Store, clocks: FakeClocks) -> None:
    core_begins(store, date(2026, 11, 9))
    core_done(store, date(2026, 10, 28), clocks)
    assert report_on(store, date(2026, 10, 26)).asked == Count(0, 9)


def test_the_week_in_which_a_habit_begins_counts_when_it_was_met(store: Store, clocks: FakeClocks) -> None:
    core_begins(store, date(2026, 11, 11))
    for day in (11, 12):
        core_done(store, date(2026, 11, day), clocks)
    assert report_on(store).asked == Count(0, 3)
    core_done(store, date(2026, 11, 13), clocks)
    assert report_on(store).asked == Count(3, 6)


@pytest.mark.parametrize("flaring", [False, True])
def test_the_week_that_was_begun_is_marked_as_not_judged(store: Store, clocks: FakeClocks, flaring: bool) -> None:
    core_begins(store, date(2026, 11, 2))
    for day in (3, 10):
        core_done(store, date(2026, 11, day), clocks)
    if flaring:
        timeoff.flare_on(store, date(2026, 11, 7), ago(clocks, 16))
        timeoff.flare_off(store, date(2026, 11, 8), ago(clocks, 15))
    report = report_on(store, last=date(2026, 11, 20))
    rows = [row[:2] for row in tables.weeks(report).rows]
    assert rows == [("2–8 Nov **", "1"), ("9–15 Nov", "1 of 3"), ("16–20 Nov *", "0")]
    assert [one.judged for one in report.weeks] == [False, True, True]
    assert words.overview(report)[0][1] == "1 of 3"
    assert "** Not judged: you began in that week or later." in words.weeks(report)


def test_a_week_off_is_judged(store: Store, clocks: FakeClocks) -> None:
    core_begins(store, date(2026, 11, 2))
    timeoff.take(store, date(2026, 11, 9), date(2026, 11, 15), clocks.now())
    [week] = report_on(store, date(2026, 11, 9), date(2026, 11, 15)).weeks
    assert (week.judged, week.core) == (True, Count())
    assert "**" not in words.weeks(report_on(store, date(2026, 11, 9)))


def test_where_nothing_was_asked_for_what_was_done_is_told(store: Store, clocks: FakeClocks) -> None:
    core_begins(store, date(2026, 11, 21))
    for day in (21, 22):
        core_done(store, date(2026, 11, day), clocks)
    report = report_on(store)
    assert report.asked == Count(2)
    assert words.overview(report)[0] == ("Core sessions", "2", "no full week with a plan")
    assert "0 of" not in "\n".join(lines(report, catalogue.load()))


def test_breaks_movement_breaths_signs_and_sitting_add_up(store: Store, clocks: FakeClocks) -> None:
    everything(store, clocks)
    report = report_on(store)
    assert report.breaks == Count(2, 3)
    assert report.skipped == 1
    assert report.movements == (("swim", 1, 30),)
    assert report.breaths == (("4-7-8", 1, 76.0),)
    assert report.signs == {"stiff": 1}
    assert report.longest is not None
    assert report.longest.longest_seconds == 5400


# how it looks


class Checker(HTMLParser):
    """Reads a page: its words, and whether every element ends where it should."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.said: list[str] = []
        self.tags: set[str] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.add(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        self.tags.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def test_the_page_needs_nothing_from_outside_and_every_element_ends(store: Store, clocks: FakeClocks) -> None:
    everything(store, clocks)
    text = page(report_on(store), catalogue.load())
    seen = Checker(text)
    assert seen.open == []
    assert not seen.tags & {"script", "link", "img", "iframe", "object"}
    assert not [word for word in ("http", "@import", "src=", "javascript") if word in text]
    assert text.count("url(") == text.count("url(#")  # what is drawn in the page itself
    assert text.count('role="img"') == 2


def test_the_page_says_what_the_terminal_says(store: Store, clocks: FakeClocks) -> None:
    everything(store, clocks)
    report = report_on(store)
    said = " ".join(Checker(page(report, catalogue.load())).said)
    told = " ".join(" ".join(lines(report, catalogue.load())).split())
    for expected in (
        "27 October – 23 November 2026 (28 days)",
        "Front plank, 1 leg",
        "1 of 3",
        "24×",
        "4 (leg)",
        "2 of 3 kept (67%). 1 break was skipped.",
        "swim",
        "30 min",
        "4-7-8",
        "1 h 30",
        "tension that comes from stress",
        "stiff on standing up",
    ):
        assert expected in said, expected
        assert expected in told, expected


def test_it_says_how_many_sets_nobody_but_the_player_has_counted(store: Store, clocks: FakeClocks) -> None:
    begun = session(store, clocks.now(), (PLANK, 15))
    assert words.counted(report_on(store)) == ""
    finish_set(store, begun, OTHER, clocks.now().later(90), counted=Counted.PLAYER)
    report = report_on(store)
    sentence = "1 of the 2 sets done was counted by coretui by itself: it cannot see whether anybody is there."
    assert sentence in " ".join(" ".join(lines(report, catalogue.load())).split())
    assert sentence in " ".join(Checker(page(report, catalogue.load())).said)


@pytest.mark.parametrize(
    ("early", "said"),
    [
        (1, "1 break was taken early, before half the interval had passed."),
        (2, "2 breaks were taken early, before half the interval had passed."),
    ],
)
def test_an_early_break_is_told_with_what_early_means(store: Store, early: int, said: str) -> None:
    report = report_on(store)
    days = (replace(report.days[0], breaks_early=early),)
    assert said in words.kept(replace(report, days=days))


@pytest.mark.parametrize(("written", "said"), [(1, "note 1"), (2, "notes 1, 2")])
def test_below_an_exercise_stands_one_note_or_several(
    store: Store, clocks: FakeClocks, written: int, said: str
) -> None:
    begun = session(store, clocks.now(), (PLANK, 15))
    for number in range(written):
        notes.write(store, Note(f"wobbles {number}", TODAY, begun, PLANK.exercise), clocks.now())
    told = lines(report_on(store), catalogue.load())
    assert [line.strip().split(" · ")[-1] for line in told if " · note" in line] == [said]


def test_what_people_typed_is_text_on_the_page(store: Store, clocks: FakeClocks) -> None:
    nasty = "<script>alert('&\")</script>"
    log_movement(store, nasty, 30, clocks.now(), FOUR)
    session(store, clocks.now(), (PlannedSet(nasty, 1, None, Dose(1, reps=5)), 5), programme=nasty)
    seen = Checker(page(report_on(store), catalogue.load()))
    assert "script" not in seen.tags
    assert "".join(seen.said).count(nasty) == 3


def test_nothing_on_the_page_steers_whoever_prints_it(store: Store, clocks: FakeClocks) -> None:
    log_movement(store, "\x1b[31mrun", 30, clocks.now(), FOUR)
    written = page(report_on(store), catalogue.load())
    assert "?[31mrun" in written
    assert "\x1b" not in written


def test_without_anything_each_part_says_so(store: Store) -> None:
    report = report_on(store)
    page_said = " ".join(Checker(page(report, catalogue.load())).said)
    told = "\n".join(lines(report, catalogue.load()))
    for sentence in (
        words.NO_SESSION,
        words.NO_BACK,
        words.NO_SITTING,
        words.NO_MOVEMENT,
        words.NO_BREATHING,
        "No break fell due in this period.",
        words.NO_CHECK,
    ):
        assert sentence in page_said
        assert sentence in told


def test_only_the_newest_self_checks_have_room_and_the_page_says_so(store: Store, clocks: FakeClocks) -> None:
    for days in range(FEW + 2):
        day = TODAY - timedelta(days=days)
        care.check(
            store, SelfCheck(day, frozenset({"stiff"}) if days < FEW else frozenset({"pull"})), clocks.now()
        )
    said = "".join(Checker(page(report_on(store), catalogue.load())).said)
    assert f"The last {FEW} of {FEW + 2}." in said
    assert "stiff on standing up" in said
    assert "a pull when lifting the knee" not in said


# the command
