"""The report's blocks of how somebody sat and of what goes together: with enough notes, and only where wanted."""

from __future__ import annotations

from datetime import date, timedelta

from coretui import catalogue
from coretui.domain.days import Instant
from coretui.domain.posture.notes import Moment, Posture
from coretui.reporting.gathering import gather
from coretui.reporting.page import page
from coretui.reporting.report import Report
from coretui.reporting.text import lines
from coretui.services.overviews import Overviews
from coretui.settings.keys import Settings
from coretui.store import posture
from coretui.store.database import Store
from tests.clock import FakeClocks, utc
from tests.shell import Desk

TODAY = date(2026, 11, 23)


def noted(store: Store, now: Instant, count: int) -> None:
    for n in range(count):
        which = Posture.SLUMPED if n % 3 else Posture.STANDING
        posture.note(store, which, Moment.BREAK, now.later(-3600.0 * n), 14_400)


def report_on(store: Store, days: int = 28, *, together: bool = False) -> Report:
    overviews = Overviews(store, Settings.of(), utc, TODAY)
    return gather(overviews, TODAY - timedelta(days=days - 1), TODAY, catalogue.load(), together=together)


def test_ten_notes_make_a_block(store: Store, clocks: FakeClocks) -> None:
    noted(store, clocks.now(), 9)
    assert "How you sat" not in lines(report_on(store), catalogue.load())
    noted(store, clocks.now().later(-86_400), 1)
    said = lines(report_on(store), catalogue.load())
    block = said[said.index("How you sat") :]
    assert block[2] == "  slumped or leaning forward  6×  60%"
    assert block[8].startswith("  self-noted, asked for at breaks 3 times a day at most, not measured · another")
    assert "<h2>How you sat</h2>" in page(report_on(store), catalogue.load())


def test_more_than_four_weeks_are_told_by_four_weeks(store: Store, clocks: FakeClocks) -> None:
    noted(store, clocks.now(), 12)
    assert report_on(store).posture_spells == ()
    spells = report_on(store, 60).posture_spells
    assert [(begin, len(notes)) for begin, _end, notes in spells] == [
        (TODAY - timedelta(days=59), 0),
        (TODAY - timedelta(days=55), 0),
        (TODAY - timedelta(days=27), 12),
    ]


def test_what_goes_together_is_there_only_where_it_is_wanted(store: Store) -> None:
    assert report_on(store).insights is None
    wanted = report_on(store, together=True)
    said = lines(wanted, catalogue.load())
    block = " ".join(line.strip() for line in said[said.index("What goes together") + 1 :])
    assert block.startswith("No back pain is noted"), "nothing was looked at up to a day"
    assert "If your back pain has only just begun, leave this for later." in block
    assert "<h2>What goes together</h2>" in page(wanted, catalogue.load())


def test_the_json_has_both_blocks_where_the_page_has_them(desk: Desk) -> None:
    plain = desk.json("report --json")
    assert "insights" not in plain
    assert "posture" not in plain
    assert len(desk.json("report --json --insights")["insights"]["findings"]) == 4
    desk.says("config set insights.show on")
    assert "insights" in desk.json("report --json")
