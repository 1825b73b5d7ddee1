"""The page of what goes together: off until it is wanted, without a key that waits, and nowhere else."""

from __future__ import annotations

import re
import threading
from contextlib import closing
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

import coretui
from coretui.domain.days import logical_day
from coretui.domain.pain import Pain
from coretui.paths import Home
from coretui.sample.weeks import fill
from coretui.services import insights
from coretui.settings.file import load
from coretui.store.care import feel
from coretui.store.timeoff import flare_on
from coretui.tui.app import CoretuiApp
from coretui.tui.dialogs.leaflet import Leaflet
from coretui.tui.dialogs.red_flags import RedFlags
from coretui.tui.screens.week.insights import InsightsScreen
from coretui.tui.screens.week.screen import WeekScreen
from coretui.tui.widgets.intervals import Compared, Comparisons, Interval, Intervals, laid_out
from coretui.tui.widgets.prose import Prose
from coretui.words import insights as together
from tests.clock import FakeClocks
from tests.stores import a_store
from tests.tui.desk import SIZE, make_app, text, told
from tests.tui.emulated import rows_shown, settle
from tests.tui.findings import LOOKED, lay_findings


def said(app: CoretuiApp, where: str) -> str:
    sections = app.screen.query_one(where, Prose).sections
    return "\n".join(item.text for section in sections for item in section.items)


def shown(app: CoretuiApp) -> list[str]:
    """Return what is told of each row: what was compared, and what came of it."""
    rows = app.screen.query_one(Intervals).shown.rows
    return [f"{row.name}: {row.verdict}" for row in rows]


def words(app: CoretuiApp) -> set[str]:
    """Return the words on the screen, and each two of them that follow one another."""
    found = " ".join(rows_shown(app)).casefold().split()
    return {*found, *(" ".join(pair) for pair in pairwise(found))}


async def press(app: CoretuiApp, pilot: Pilot[Any], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(app, pilot)


# wanted, explained, and left off again


async def test_it_is_off_until_it_is_wanted_and_off_again_with_one_key(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        lay_findings(app)
        await press(app, pilot, "4", "i")
        assert isinstance(app.screen, Leaflet)
        assert said(app, "Leaflet Prose") == together.INVITATION
        await press(app, pilot, "escape")
        assert isinstance(app.screen, WeekScreen)
        assert not load(home.config)[0].insights.show
        await press(app, pilot, "i", "enter")
        assert isinstance(app.screen, InsightsScreen)
        assert load(home.config)[0].insights.show
        assert shown(app) == [
            "Longest sitting over 55 min: hint",
            "Moved 20 min or more: no hint",
            "Core session: no hint",
            "3 different postures: not yet: at least 12 days more",
        ]
        rows = app.screen.query_one(Intervals).shown.rows
        assert rows[0].told.startswith(
            "On days with over 55 min at a stretch your back pain was 0.9 points higher"
        )
        assert said(app, "#look-words") == together.CHANCE
        assert text(app, "#look-span") == "1 month up to Sun 1 Nov · next look Mon 30 Nov"
        await press(app, pilot, "enter")
        assert isinstance(app.screen, Leaflet)
        assert said(app, "Leaflet Prose") == "\n".join(together.EXPLAINED)
        await press(app, pilot, "f")
        assert isinstance(app.screen, RedFlags)
        await press(app, pilot, "escape", "enter", "escape", "i")
        assert isinstance(app.screen, InsightsScreen)  # nothing is asked a second time
        await press(app, pilot, "d")
        assert isinstance(app.screen, WeekScreen)
        assert not load(home.config)[0].insights.show
        assert told(app)[-1] == together.TURNED_OFF
        await press(app, pilot, "i")
        assert isinstance(app.screen, Leaflet)


async def test_without_pain_there_is_nothing_to_show_and_in_a_flare_up_nothing_new(
    home: Home, clocks: FakeClocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(home, clocks, insights__show="on")
    async with app.run_test(size=SIZE) as pilot:
        await press(app, pilot, "4", "i")
        assert said(app, "#look-about") == together.NO_PAIN
        assert (shown(app), said(app, "#look-words")) == ([], "")
        await press(app, pilot, "escape")
        flare_on(app.workplace.store, date(2026, 11, 1), clocks.now())
        monkeypatch.setattr(insights, "eased", lambda *given: (5.1, 3.4, 24))
        lay_findings(app, date(2026, 9, 20))
        await press(app, pilot, "i")
        assert said(app, "#look-about") == f"{together.RESTING}\n{together.COMPARED}"
        assert text(app, "#look-span").startswith("1 month up to Sun 4 Oct")
        assert said(app, "#look-words") == f"{together.breathing(5.1, 3.4, 24)}\n{together.CHANCE}"
        assert "hint" in words(app)
        await pilot.resize_terminal(160, 45)
        for key in ("escape", "1"):
            await press(app, pilot, key)
            assert not {"hint", "goes together"} & words(app)


async def test_while_it_is_worked_out_the_keys_act_and_a_fault_is_said(
    home: Home, clocks: FakeClocks, monkeypatch: pytest.MonkeyPatch, faults_wanted: None
) -> None:
    worked_out, go_on = insights.work_out, threading.Event()

    def wrongly(found: insights.Insights) -> insights.Insights:
        raise ZeroDivisionError

    tried = []

    def slowly(found: insights.Insights) -> insights.Insights:
        tried.append(found)
        go_on.wait(20)
        return worked_out(found)

    monkeypatch.setattr(insights, "work_out", wrongly)
    app = make_app(home, clocks, insights__show="on")
    async with app.run_test(size=SIZE) as pilot:
        feel(app.workplace.store, Pain(3), LOOKED, clocks.now())
        await press(app, pilot, "4", "i")
        await app.workers.wait_for_complete()
        assert isinstance(app.screen, InsightsScreen)
        assert len(told(app)) == 1
        monkeypatch.setattr(insights, "work_out", slowly)
        await press(app, pilot, "escape", "i")
        assert said(app, "#look-about") == together.COMPARED
        assert shown(app) == []
        await press(app, pilot, "enter")
        assert isinstance(app.screen, Leaflet)
        await press(app, pilot, "escape")
        go_on.set()
        await app.workers.wait_for_complete()
        await settle(app, pilot)
        assert [row.split(": ", 1)[1] for row in shown(app)] == ["not yet: at least 56 days more"] * 4
        assert len(tried) == 1
        await press(app, pilot, "escape", "i")
        assert len(shown(app)) == 4  # kept, so that it is there at once


# in the demo


@pytest.mark.slow
@pytest.mark.parametrize(("weeks", "hints"), [(8, []), (60, ["Longest sitting over 50 min: hint"])])
async def test_the_demo_says_not_yet_after_eight_weeks_and_has_one_hint_after_sixty(
    home: Home, clocks: FakeClocks, weeks: int, hints: list[str]
) -> None:
    with closing(a_store(home)) as store:
        now, today = clocks.now(), logical_day(clocks.now(), 4 * 3600)
        fill(store, today=today, now=now, weeks=weeks, seed=1, zone=clocks.zone, day_start=4 * 3600)
    app = make_app(home, clocks, insights__show="on")
    async with app.run_test(size=SIZE) as pilot:
        await press(app, pilot, "4", "i")
        await app.workers.wait_for_complete()
        await settle(app, pilot)
        rows = shown(app)
        assert [row for row in rows if row.endswith(": hint")] == hints
        assert len(rows) == 4
        assert all(": not yet: at least " in row for row in rows) is (not hints)


# nowhere else

KNOW_OF_IT = {
    *("commands/posture.py", "commands/posture_documents.py"),
    *("reporting/gathering.py", "reporting/posture_words.py", "reporting/report.py", "reporting/tables.py"),
    "tui/screens/week/insights.py",
}
"""What asks for it: the page behind a key, a command, a report that was told to."""


def test_only_the_page_the_command_and_the_report_know_what_goes_together() -> None:
    root = Path(coretui.__file__).parent
    known = re.compile(
        r"^ *from coretui\.(services|words)(\.insights import| import .*\binsights\b)", re.MULTILINE
    )
    asking = {
        path.relative_to(root).as_posix() for path in root.rglob("*.py") if known.search(path.read_text("utf-8"))
    }
    assert asking == KNOW_OF_IT


# what is drawn

FOUR_ROWS = Comparisons(
    (
        Compared(
            "Longest sitting over 55 min", "same day", "hint", days="84 days against 79", stands_out=True,
            told="Over 55 min your back was 0.9 higher.", interval=Interval(0.4, 0.9, 1.4),
        ),
        Compared(
            "Moved 20 min or more", "next day", "no hint", days="97 days against 66",
            between="between 0.7 lower and 0.3 higher", interval=Interval(-0.7, -0.2, 0.3),
        ),
        Compared("3 different postures", "same day", "not yet: at least 12 days more"),
    ),
    "less pain",
    "more pain",
)  # fmt: skip


def drawn(wide: int, shown: Comparisons = FOUR_ROWS, *, ascii: bool = False) -> list[str]:
    lines = []
    for pieces in laid_out(shown, wide, ascii=ascii):
        line = [" "] * wide
        for x, part, _role in pieces:
            line[x : x + len(part)] = part
        assert len(line) == wide or wide < 24, f"{line} is too long"
        lines.append("".join(line).rstrip())
    return lines


def test_names_verdicts_and_one_axis_stand_beside_each_other() -> None:
    assert drawn(76) == [
        "                                       less pain         0         more pain",
        "Longest sitting over 55 min   hint     ·                 │   ├───●────┤    ·",
        "(same day)                    84 days against 79",
        "Over 55 min your back was 0.9 higher.",
        "",
        "Moved 20 min or more          no hint  ·           ├───●─┼──┤              ·",
        "(next day)                    97 days against 66",
        "",
        "3 different postures          not yet: at least 12 days more",
        "(same day)",
    ]
    assert "97 days against 66 · between 0.7 lower and 0.3 higher" in drawn(94)[6]


def test_with_little_room_the_axis_stands_below_and_in_ascii_it_is_one_too() -> None:
    assert drawn(42, ascii=True) == [
        "less pain           0           more pain",
        "Longest sitting over 55 min  (same day)",
        "hint  84 days against 79",
        ".                   |   [----*----]     .",
        "Over 55 min your back was 0.9 higher.",
        "",
        "Moved 20 min or more  (next day)",
        "no hint  97 days against 66",
        ".            [----*-+--]                .",
        "",
        "3 different postures  (same day)",
        "not yet: at least 12 days more",
    ]


def test_the_axis_is_as_long_as_what_lies_furthest_out_and_no_sign_leaves_it() -> None:
    row = Compared("A", "same day", "no hint", days="1 day against 2", interval=Interval(-2.6, 0.0, 0.0))
    wide = drawn(80, Comparisons((row,), "less", "more"))
    assert "·  ├" in wide[1]  # three points to either end
    assert "●" in wide[1]
    assert "┤" not in wide[1]  # what is likeliest hides the end it stands on
    for columns in range(1, 100):
        drawn(columns)
    assert drawn(0) == []


@pytest.mark.parametrize(
    ("interval", "signs"),
    [
        (Interval(-0.6, -0.3, 0.02), "├─●─┼┤"),
        (Interval(-0.02, 0.3, 0.6), "├┼─●─┤"),
        (Interval(0.02, 0.3, 0.6), "│├●─┤"),
        (Interval(-0.6, -0.3, 0.0), "├─●─┤"),
    ],
)
def test_an_interval_reaches_over_no_difference_only_where_its_numbers_do(interval: Interval, signs: str) -> None:
    row = Compared("A", "same day", "no hint", days="1 day against 2", interval=interval)
    line = drawn(66, Comparisons((row,), "less", "more"))[1]
    assert signs in line.replace(" ", ""), line


def test_nothing_known_has_no_axis() -> None:
    assert drawn(76, Comparisons(FOUR_ROWS.rows[2:], "less", "more")) == [
        "3 different postures          not yet: at least 12 days more",
        "(same day)",
    ]
