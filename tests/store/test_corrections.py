"""Sat anyway: an absence becomes sitting, exactly, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coretui.desktop.lock import KeeperLock
from coretui.domain.chair.messages import Away, Back, StartBreak
from coretui.domain.chair.spans import open_spans
from coretui.domain.chair.state import Policy
from coretui.domain.chair.view import ChairState
from coretui.errors import NotNowError
from coretui.paths import Home
from coretui.services.keeper import Keeper
from coretui.store import corrections
from coretui.store.corrections import absences, sat_anyway
from coretui.store.database import Store, open_store
from coretui.store.reading import facts
from tests.clock import FakeClocks, utc
from tests.examples import examples

POLICY = Policy()
TODAY = date(2026, 11, 23)


@pytest.fixture
def keeper(store: Store, home: Home, clocks: FakeClocks) -> Iterator[Keeper]:
    """Return a keeper on its first tick at nine."""
    kept = Keeper(store, clocks, POLICY, KeeperLock(home.lock))
    kept.tick()
    yield kept
    kept.close()


def sit(keeper: Keeper, clocks: FakeClocks, minutes: float) -> None:
    for _ in range(round(minutes * 2)):
        clocks.advance(30)
        keeper.tick()


def away(keeper: Keeper, clocks: FakeClocks, minutes: float) -> None:
    keeper.command(Away())
    sit(keeper, clocks, minutes)
    keeper.command(Back())


def correct(keeper: Keeper, clocks: FakeClocks) -> None:
    sat_anyway(keeper.store, absences(keeper.store, TODAY)[0].id, clocks.now(), POLICY)
    keeper.reload()
    keeper.tick()


def prompts(store: Store) -> list[str]:
    return [row[0] for row in store.db.execute("select outcome from prompt order by due_at").fetchall()]


def sat(keeper: Keeper) -> tuple[float, float]:
    """Return the seconds of sitting that are stored for today, and the present stretch."""
    found = facts(keeper.store, TODAY, TODAY, day_start=4 * 3600, zone=utc)[TODAY]
    return found.sitting_seconds, keeper.view().sat


def test_an_absence_becomes_sitting_in_totals_and_stretch(keeper: Keeper, clocks: FakeClocks) -> None:
    sit(keeper, clocks, 10)
    away(keeper, clocks, 5)
    assert sat(keeper) == (600, 0)
    correct(keeper, clocks)
    assert sat(keeper) == (900, 900)
    assert absences(keeper.store, TODAY) == []


def test_the_interval_counts_from_the_start_of_the_stretch_again(keeper: Keeper, clocks: FakeClocks) -> None:
    sit(keeper, clocks, 10)
    away(keeper, clocks, 5)
    correct(keeper, clocks)
    assert keeper.view().due_in == 15 * 60
    sit(keeper, clocks, 14.5)
    assert keeper.view().state is ChairState.SITTING
    sit(keeper, clocks, 0.5)
    assert keeper.view().state is ChairState.DUE


def test_a_prompt_it_answered_was_missed_and_one_falls_due_at_once(keeper: Keeper, clocks: FakeClocks) -> None:
    sit(keeper, clocks, 31)
    away(keeper, clocks, 10)
    assert prompts(keeper.store) == ["absence"]
    correct(keeper, clocks)
    assert keeper.view().state is ChairState.DUE
    assert keeper.view().sat == 41 * 60
    assert prompts(keeper.store)[0] == "missed"


def test_no_prompt_is_added_to_the_past(keeper: Keeper, clocks: FakeClocks) -> None:
    sit(keeper, clocks, 20)
    away(keeper, clocks, 5)
    assert prompts(keeper.store) == ["absence"]  # a break of one's own accord, one due and one kept
    correct(keeper, clocks)
    assert prompts(keeper.store) == []


def test_an_older_absence_changes_totals_and_not_the_present_stretch(keeper: Keeper, clocks: FakeClocks) -> None:
    sit(keeper, clocks, 5)
    away(keeper, clocks, 5)
    sit(keeper, clocks, 5)
    keeper.command(StartBreak())
    sit(keeper, clocks, 2)
    sit(keeper, clocks, 6)
    assert sat(keeper) == (600, 360)
    correct(keeper, clocks)
    assert sat(keeper) == (900, 360)


def test_undo_gives_back_the_absence_and_redo_takes_it_again(keeper: Keeper, clocks: FakeClocks) -> None:
    sit(keeper, clocks, 31)
    away(keeper, clocks, 10)
    sit(keeper, clocks, 2)
    before = (prompts(keeper.store), sat(keeper), keeper.view().due_in)
    sat_anyway(keeper.store, absences(keeper.store, TODAY)[0].id, clocks.now(), POLICY)
    corrections.undo(keeper.store, clocks.now(), POLICY)
    keeper.reload()
    assert (prompts(keeper.store), sat(keeper), keeper.view().due_in) == before
    corrections.redo(keeper.store, clocks.now(), POLICY)
    keeper.reload()
    assert keeper.view().sat == 43 * 60


def test_what_is_no_such_absence_any_more_is_refused(keeper: Keeper, clocks: FakeClocks) -> None:
    sit(keeper, clocks, 10)
    away(keeper, clocks, 5)
    [only] = absences(keeper.store, TODAY)
    sat_anyway(keeper.store, only.id, clocks.now(), POLICY)
    with pytest.raises(NotNowError, match="changed in the meantime"):
        sat_anyway(keeper.store, only.id, clocks.now(), POLICY)


def test_an_absence_too_short_to_count_is_not_offered(keeper: Keeper, clocks: FakeClocks) -> None:
    sit(keeper, clocks, 10)
    away(keeper, clocks, 1)
    assert absences(keeper.store, TODAY) == []
    assert keeper.view().sat == 11 * 60


@pytest.mark.slow
@examples(15)
@given(st.lists(st.tuples(st.integers(1, 45), st.integers(0, 40)), min_size=1, max_size=5))
def test_saying_so_of_every_absence_gives_the_totals_of_never_having_been_away(day: list[tuple[int, int]]) -> None:
    with TemporaryDirectory() as folder:
        home, clocks = Home(folder, folder), FakeClocks()
        store = open_store(home)
        kept = Keeper(store, clocks, POLICY, KeeperLock(home.lock))
        kept.tick()
        for sitting, absent in day:
            sit(kept, clocks, sitting)
            away(kept, clocks, absent)
        for one in absences(store, TODAY):
            sat_anyway(store, one.id, clocks.now(), POLICY)
        kept.reload()
        minutes = sum(sitting + absent for sitting, absent in day)
        stored, stretch = sat(kept)
        chair = kept.chair
        assert chair is not None
        running = sum(span.seconds for span in open_spans(chair, clocks.now(), POLICY.day_start))
        assert stored + running == stretch == minutes * 60
        kept.close()
        store.close()
