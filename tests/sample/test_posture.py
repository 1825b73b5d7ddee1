"""What the made-up person notes of how they sit, and the one thing that goes together in their days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest

from coretui.domain.days import logical_day
from coretui.domain.insights.pairs import Verdict
from coretui.paths import Home
from coretui.sample.weeks import fill
from coretui.services import insights
from coretui.services.overviews import Overviews
from coretui.settings.keys import Settings
from coretui.store import posture
from coretui.store.database import Store
from coretui.store.habits import read_habits
from tests.clock import MONDAY_NINE, FakeClocks
from tests.stores import a_store

FOUR = 4 * 3600


@pytest.fixture
def empty(home: Home) -> Iterator[Store]:
    """Return a store with nothing in it."""
    with closing(a_store(home)) as opened:
        yield opened


def lived(store: Store, weeks: int, days_later: int = 0) -> insights.Insights:
    """Live so many weeks, and look at what goes together."""
    clocks = FakeClocks(MONDAY_NINE + days_later * 86_400)
    now = clocks.now()
    today = logical_day(now, FOUR)
    fill(store, today=today, now=now, weeks=weeks, seed=1, zone=clocks.zone, day_start=FOUR)
    return insights.read(Overviews(store, Settings.of(), clocks.zone, today))


def test_eight_weeks_note_postures_and_honestly_say_not_yet(empty: Store) -> None:
    found = lived(empty, 8)
    today = logical_day(FakeClocks().now(), FOUR)
    assert "posture" in {one.id for one in read_habits(empty, today) if one.retired is None}
    notes = posture.notes(empty, today - timedelta(days=56), today)
    per_day = Counter(note.day for note in notes)
    assert len(per_day) > 20
    assert set(per_day.values()) <= {1, 2, 3}
    assert sum(count >= 2 for count in per_day.values()) > 0.9 * len(per_day)
    assert {note.moment for note in notes} == {"break"}
    assert {one.verdict for one in found.findings} == {Verdict.TOO_FEW}
    assert all(one.wants > 0 for one in found.findings)


@pytest.mark.slow
@pytest.mark.parametrize("days_later", [0, 100, 216, 300])
def test_sixty_weeks_have_one_hint_and_it_is_the_planted_one(empty: Store, days_later: int) -> None:
    found = lived(empty, 60, days_later)
    assert [one.pair.id for one in found.findings if one.verdict is Verdict.SIGN] == ["longest"]
    assert 0.5 < found.findings[0].difference < 1.5
