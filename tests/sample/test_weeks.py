"""The sample weeks: the same for the same seed, believable, and true to what the app itself would write."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from coretui.domain.chair.messages import Snooze
from coretui.domain.chair.state import Body, Policy
from coretui.domain.chair.view import ChairState, view
from coretui.domain.days import Instant, Zone, logical_day
from coretui.domain.habits.overview import Record
from coretui.domain.habits.schedules import week_of
from coretui.domain.habits.streaks import WeekState, streak, week_state
from coretui.paths import Home
from coretui.sample.person import DeskWorker
from coretui.sample.weeks import fill
from coretui.store import chair, sessions
from coretui.store.bulk import Bulk
from coretui.store.database import Store, open_store
from coretui.store.reading import facts, records, spans

DAY_START = 4 * 3600
SUNDAY = 6
NOW = "2026-11-18 14:32"  # a Wednesday
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TABLES = (
    "habit",
    "schedule",
    "span",
    "prompt",
    "session",
    "session_set",
    "breathing",
    "movement",
    "self_check",
    "pain",
    "note",
    "posture_note",
    "time_off",
    "chair",
)


def zone(wall: float) -> int:
    offset = datetime.fromtimestamp(wall, AMSTERDAM).utcoffset()
    assert offset is not None
    return int(offset.total_seconds())


def instant(text: str) -> Instant:
    wall = datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM).timestamp()
    return Instant(wall, 5000.0, "this boot", zone(wall))


@contextmanager
def sample(
    folder: Path,
    now: str = NOW,
    *,
    seed: int = 1,
    weeks: int | None = 8,
    years: int | None = None,
    week_start: int = 0,
    zone: Zone = zone,
) -> Iterator[Store]:
    store = open_store(Home(str(folder), str(folder)))
    fill(
        store,
        today=logical_day(instant(now), DAY_START),
        now=instant(now),
        weeks=weeks,
        years=years,
        seed=seed,
        zone=zone,
        day_start=DAY_START,
        week_start=week_start,
    )
    try:
        yield store
    finally:
        store.close()


def content(store: Store, before: str = "9") -> dict[str, list[sqlite3.Row]]:
    """Return the rows of every table that has days, of the days before one, and of the others whole."""
    dated = {"span", "prompt", "session", "breathing", "movement", "self_check", "pain", "note"}
    where = {table: f"where day < '{before}'" if table in dated else "" for table in TABLES}
    return {
        table: store.db.execute(f"select * from {table} {where[table]} order by 1").fetchall()  # noqa: S608
        for table in TABLES
    }


def record(store: Store, habit: str, today: date) -> Record:
    return next(one for one in records(store, today) if one.habit.id == habit)


def test_the_same_seed_gives_the_same_rows(tmp_path: Path) -> None:
    with sample(tmp_path / "one") as one, sample(tmp_path / "two") as two:
        assert content(one) == content(two)


def test_another_seed_gives_other_days(tmp_path: Path) -> None:
    with sample(tmp_path / "one", seed=1) as one, sample(tmp_path / "two", seed=2) as two:
        first, second = content(one), content(two)
    assert [row[2] for row in first["span"]] != [row[2] for row in second["span"]]
    ids = {row[0] for table in ("span", "prompt", "session") for row in first[table]}
    assert not ids & {row[0] for table in ("span", "prompt", "session") for row in second[table]}


def test_the_time_of_day_changes_nothing_before_today(tmp_path: Path) -> None:
    today, yesterday = "2026-11-18", "2026-11-17"
    with (
        sample(tmp_path / "one", "2026-11-18 10:00") as one,
        sample(tmp_path / "two", "2026-11-18 22:00") as two,
    ):
        # The absence of the night ends today, so yesterday itself is not complete before today's beginning.
        first, second = content(one, yesterday), content(two, yesterday)
        counts = [
            store.db.execute("select count(*) from span where day >= ?", [today]).fetchone()[0]
            for store in (one, two)
        ]
    for table in ("span", "prompt", "session", "breathing", "movement", "self_check", "pain", "note"):
        assert first[table] == second[table], table
    assert counts[0] < counts[1]


@pytest.mark.parametrize("weeks", [1, 3, 8])
def test_so_many_weeks_end_today(tmp_path: Path, weeks: int) -> None:
    with sample(tmp_path, weeks=weeks) as store:
        first, last = store.db.execute("select min(day), max(day) from span").fetchone()
        created = store.db.execute("select distinct created_day from habit").fetchall()
    monday = date(2026, 11, 16) - timedelta(weeks=weeks - 1)
    assert last == "2026-11-18"
    assert first == monday.isoformat()
    assert created == [(monday.isoformat(),)]


def test_nothing_lies_in_the_future(tmp_path: Path) -> None:
    now = instant("2026-11-18 11:00")
    with sample(tmp_path, "2026-11-18 11:00") as store:
        for table, end in (
            ("span", "started_at + seconds"),
            ("prompt", "ended_at"),
            ("movement", "started_at + minutes * 60"),
            ("breathing", "started_at + seconds"),
            ("session_set", "done_at"),
            ("self_check", "checked_at"),
            ("pain", "felt_at"),
            ("note", "written_at"),
        ):
            latest = store.db.execute(f"select max({end}) from {table}").fetchone()[0]  # noqa: S608
            assert latest <= now.wall, table


@pytest.mark.parametrize("now", [NOW, "2026-03-29 12:00", "2026-10-25 23:30"])
def test_spans_follow_each_other_without_overlap_or_gap(tmp_path: Path, now: str) -> None:
    with sample(tmp_path, now) as store:
        rows = store.db.execute("select started_at, seconds from span order by started_at").fetchall()
    assert len(rows) > 500
    for (start, seconds), (following, _) in pairwise(rows):
        assert start + seconds == pytest.approx(following, abs=1e-3)


def test_prompts_lie_where_somebody_sat(tmp_path: Path) -> None:
    with sample(tmp_path) as store:
        wrong = store.db.execute(
            "select count(*) from prompt where not exists (select 1 from span where body = 'sitting'"
            " and started_at <= due_at + 0.001 and started_at + seconds >= due_at - 0.001)"
        ).fetchone()
        outcomes = {row[0] for row in store.db.execute("select distinct outcome from prompt").fetchall()}
        reasons = store.db.execute("select count(*) from prompt where (reason = '') = (outcome = 'skipped')")
        assert wrong == (0,)
        assert outcomes >= {"taken", "short", "absence", "stood", "skipped", "missed"}
        assert None not in outcomes
        assert reasons.fetchone() == (0,)


@pytest.mark.parametrize(
    ("week_start", "now"),
    [
        (0, "2026-11-16 08:00"),
        (5, NOW),
        (SUNDAY, "2026-11-22 14:00"),
        pytest.param(0, "2026-11-22 14:00", marks=pytest.mark.slow),
        pytest.param(5, "2026-11-21 20:00", marks=pytest.mark.slow),
    ],
)
def test_the_core_streak_is_five_weeks_after_a_missed_one(tmp_path: Path, week_start: int, now: str) -> None:
    today = logical_day(instant(now), DAY_START)
    with sample(tmp_path, now, week_start=week_start) as store:
        core = record(store, "core", today).history
    this_week = week_of(today, week_start)
    assert streak(core, today, week_start).current == 5
    assert week_state(core, this_week.shift(-6), today).state is WeekState.MISSED
    assert week_state(core, this_week, today).state is WeekState.OPEN


def test_a_session_has_its_51_sets_and_todays_waits_to_be_gone_on_with(tmp_path: Path) -> None:
    with sample(tmp_path) as store:
        counts = store.db.execute(
            "select planned, count(*), sum(side = 'left') - sum(side = 'right') from session"
            " join session_set on session = session.id where programme = 'programme' group by session.id"
        ).fetchall()
        waiting = sessions.running(store, date(2026, 11, 18))
    assert {planned for planned, _, _ in counts} == {51}
    assert (51, 51, 0) in counts
    assert all(0 < done <= 51 for _, done, _ in counts)
    assert waiting is not None
    assert 10 < len(waiting.done) < 41


def test_the_longest_stretch_shrinks(tmp_path: Path) -> None:
    today = date(2026, 11, 18)
    with sample(tmp_path) as store:
        found = facts(store, today - timedelta(weeks=8), today, day_start=DAY_START, zone=zone)
    monday = date(2026, 9, 28)

    def longest(week: int) -> float:
        days = [found[monday + timedelta(weeks=week, days=n)].longest_seconds for n in range(5)]
        return sum(days) / len(days)

    assert longest(5) + longest(6) < longest(0) + longest(1)
    assert max(day.longest_seconds for day in found.values()) < 90 * 60


def test_a_working_day_is_plausible(tmp_path: Path) -> None:
    monday, friday = date(2026, 11, 9), date(2026, 11, 13)
    with sample(tmp_path) as store:
        found = facts(store, monday, friday, day_start=DAY_START, zone=zone)
    for day in found.values():
        assert 4.5 * 3600 < day.sitting_seconds < 8 * 3600
        assert 7 <= day.breaks_due <= 22
        assert 0.5 < day.breaks_kept / day.breaks_due <= 1
        assert day.longest_seconds < 80 * 60
    assert sum(day.breathing_finished for day in found.values()) >= 3
    assert sum(day.movement_minutes >= 20 for day in found.values()) >= 3


@pytest.mark.parametrize(
    "now",
    [
        "2026-11-18 04:01",
        NOW,
        "2026-11-19 03:30",
        *(pytest.param(f"2026-11-18 {at}", marks=pytest.mark.slow) for at in ("06:00", "09:10", "17:45")),
    ],
)
def test_at_any_time_of_day_somebody_has_sat_for_a_quarter_of_an_hour(tmp_path: Path, now: str) -> None:
    with sample(tmp_path, now) as store:
        seen = view(chair.load(store), instant(now), Policy(day_start=DAY_START))
        stored = store.db.execute("select prompt from chair").fetchone()
    assert seen.state is ChairState.SITTING
    assert seen.body is Body.SITTING
    assert seen.sat == pytest.approx(15 * 60, abs=1)
    assert seen.due_in == pytest.approx(15 * 60, abs=1)
    assert stored == (None,)


@pytest.mark.parametrize(
    "now",
    [
        "2026-11-18 07:30",
        "2026-11-22 14:32",
        *(pytest.param(now, marks=pytest.mark.slow) for now in (NOW, "2026-11-18 22:00")),
    ],
)
def test_today_has_something_to_show_on_any_day_of_the_week(tmp_path: Path, now: str) -> None:
    today = logical_day(instant(now), DAY_START)
    with sample(tmp_path, now) as store:
        found = facts(store, today, today, day_start=DAY_START, zone=zone)[today]
        strip = {span.body for span in spans(store, today, today) if span.day == today}
    assert found.breaks_kept >= 2
    assert found.movement_minutes >= 20
    assert strip >= {Body.SITTING, Body.SESSION}
    assert found.core_share == pytest.approx(0.4, abs=0.02)


def test_a_command_that_the_chair_refuses_changes_nothing(tmp_path: Path) -> None:
    now = instant(NOW)
    store = open_store(Home(str(tmp_path), str(tmp_path)))
    worker = DeskWorker(Bulk(store), zone, DAY_START, now)
    worker.open(now.wall - 3600)
    before = worker.chair
    worker.do(Snooze())
    store.close()
    assert worker.chair == before


@pytest.mark.slow
def test_years_go_before_weeks(tmp_path: Path) -> None:
    def utc(_wall: float) -> int:
        return 0

    with sample(tmp_path, years=1, weeks=None, zone=utc) as store:
        [first] = store.db.execute("select min(day) from span").fetchone()
        [rows] = store.db.execute("select count(*) from session_set").fetchone()
        assert store.db.execute("pragma foreign_key_check").fetchall() == []
    begun = datetime.fromisoformat(first).replace(tzinfo=UTC)
    assert 357 <= (datetime(2026, 11, 18, tzinfo=UTC) - begun).days <= 371
    assert rows > 6000
