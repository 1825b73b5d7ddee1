"""Habits in the store: what they are, and every way to change them.

Each call that writes is one step of the journal. Only `forget` is none: it takes a habit out of the journal
too, so that nothing of it is left.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from coretui.domain.days import Instant
from coretui.domain.habits.habit import DERIVED_IDS, Habit, habit_id
from coretui.domain.habits.schedules import Repeat, Schedule, change_of_this_week, holds_from, schedule_on
from coretui.domain.harmless import in_line
from coretui.errors import NotNowError
from coretui.i18n import _
from coretui.parsing.names import folded
from coretui.store.database import Store, new_id
from coretui.store.deeds import deed
from coretui.store.journal import OF_A_HABIT, Changes, JournalRow, RowChange, recorded
from coretui.store.tables import dated_id, first_id
from coretui.store.timeoff import EARLIEST, days_of
from coretui.words.habits import named, names_of
from coretui.words.time import short_date

_IN_TIME = "effective_from, id not like '%@first'"
"""Schedules of a habit in the order in which they held."""

# reading


def read_habits(store: Store, today: date) -> tuple[Habit, ...]:
    """Return every habit in the user's order, retired ones too, each with the goal of this day."""
    changed: defaultdict[str, list[tuple[date, float]]] = defaultdict(list)
    for habit, since, amount in store.db.execute(
        "select habit, effective_from, amount from goal order by effective_from"
    ):
        changed[habit].append((date.fromisoformat(since), amount))
    found = store.db.execute(
        "select id, name, goal, unit, position, created_day, retired_day from habit order by position, id"
    )
    return tuple(_habit(row, changed[row[0]], today) for row in found.fetchall())


def _habit(row: tuple[Any, ...], changed: Sequence[tuple[date, float]], today: date) -> Habit:
    habit, name, goal, unit, position, created, retired = row  # their types stand in the schema
    goals = ((date.min, goal), *changed) if changed else ()
    return Habit(
        id=habit,
        name=name and in_line(name),
        derived=habit in DERIVED_IDS,
        goal=[amount for since, amount in goals if since <= today][-1] if goals else goal,
        unit=in_line(unit),
        created=max(date.fromisoformat(created), EARLIEST),
        retired=date.fromisoformat(retired) if retired else None,
        position=position,
        goals=goals,
    )


def read_schedules(store: Store) -> defaultdict[str, tuple[Schedule, ...]]:
    """Return the schedules of each habit, the oldest first."""
    found: defaultdict[str, tuple[Schedule, ...]] = defaultdict(tuple)
    for habit, repeat, times, weekdays, since in store.db.execute(
        f"select habit, repeat, times, weekdays, effective_from from schedule order by {_IN_TIME}"
    ):
        one = Schedule(date.fromisoformat(since), Repeat(repeat), times, frozenset(map(int, weekdays)))
        found[habit] = (*found[habit], one)
    return found


def read_retired(store: Store, habits: Sequence[Habit], today: date) -> dict[str, frozenset[date]]:
    """Return the days on which each habit was retired; one that is retired now stays so for the week to come."""
    found: defaultdict[str, set[date]] = defaultdict(set)
    for habit, first, last in store.db.execute("select habit, first, last from retirement"):
        found[habit].update(days_of(date.fromisoformat(first), date.fromisoformat(last), today))
    for one in habits:
        if one.retired:
            found[one.id].update(days_of(one.retired, today + timedelta(days=7), today))
    return {habit: frozenset(days) for habit, days in found.items()}


# writing


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be different about a habit; None leaves a thing as it is.

    The day on which `schedule` begins is not used: that follows from the day of the change.
    """

    name: str | None = None
    unit: str | None = None
    goal: float | None = None
    schedule: Schedule | None = None


@deed
def add(store: Store, habit: Habit, schedule: Schedule, now: Instant) -> str:
    """Add a habit after all others, under an id made from its name; return the id.

    The habit's own `id` and `position` are not used. Raises `NotNowError` if another one has that name.
    """
    name = habit.name or habit.id
    with store.write() as db:
        _unused(store, name, habit.created)
        taken = [row[0] for row in db.execute("select id from habit").fetchall()]
        found = habit_id(name, [*taken, *DERIVED_IDS])
        with recorded(store, now.wall, "habit add", name=name) as changes:
            _insert(store, changes, replace(habit, id=found, name=name), schedule)
    return found


@deed
def add_offered(store: Store, habit: Habit, schedule: Schedule, now: Instant) -> None:
    """Add a built-in habit that is only offered, after all others.

    Raises `NotNowError` if it is there, even if it was stopped: that one is brought back.
    """
    with store.write() as db:
        if db.execute("select 1 from habit where id = ?", [habit.id]).fetchone():
            raise NotNowError(_("Nothing changes: it is already like that."))
        with recorded(store, now.wall, "habit add", name=named(habit)) as changes:
            _insert(store, changes, habit, schedule)


def _insert(store: Store, changes: Changes, habit: Habit, schedule: Schedule) -> None:
    [(last,)] = store.db.execute("select coalesce(max(position), -1) from habit").fetchall()
    changes.insert(
        "habit",
        {
            "id": habit.id,
            "name": habit.name,
            "goal": habit.goal,
            "unit": habit.unit,
            "position": last + 1,
            "created_day": habit.created.isoformat(),
        },
    )
    changes.insert("schedule", _schedule_row(first_id(habit.id), habit.id, schedule, schedule.effective_from))


def renamed(store: Store) -> tuple[str, str, str] | None:
    """Return the id that an own habit had, the one it got because the app has a habit of that id, and its name.

    It is told once: whoever asks again hears of none.
    """
    row = store.db.execute(
        "select before, habit_renamed.id, name from habit_renamed join habit on habit.id = habit_renamed.id"
    ).fetchone()
    if row:
        with store.write() as db:
            db.execute("delete from habit_renamed")
    return (row[0], row[1], row[2]) if row else None


@deed
def change(store: Store, habit: Habit, wanted: Change, today: date, week_start: int, now: Instant) -> date | None:
    """Change a habit; return the day from which a new schedule holds, None without one.

    A new goal holds from today, a new schedule by the rule of `holds_from`; what was changed before and does not
    hold yet never will. Raises `NotNowError` if all of it is so already, or if another habit has that name.
    """
    renamed = wanted.name if wanted.name != habit.name else None
    if renamed is not None and (wanted.unit, wanted.goal, wanted.schedule) == (None, None, None):
        code, words = "habit rename", {"before": habit.name or habit.id, "habit": habit.id, "name": renamed}
    else:
        code, words = "habit change", {"habit": habit.id}
    since = None
    with recorded(store, now.wall, code, **words) as changes:
        if renamed is not None:
            _unused(store, renamed, today, habit.id)
            changes.update("habit", habit.id, name=renamed)
        if wanted.unit is not None and wanted.unit != habit.unit:
            changes.update("habit", habit.id, unit=wanted.unit)
        if wanted.goal is not None and wanted.goal != habit.goal:
            _set_goal(store, changes, habit, wanted.goal, today)
        if wanted.schedule is not None:
            since = _set_schedule(store, changes, habit, wanted.schedule, today, week_start)
        if not changes.made:
            raise NotNowError(_("Nothing changes: it is already like that."))
    return since


def _set_goal(store: Store, changes: Changes, habit: Habit, goal: float, today: date) -> None:
    query = "select id from goal where habit = ? and effective_from >= ?"
    for (row,) in store.db.execute(query, [habit.id, today.isoformat()]).fetchall():
        changes.delete("goal", row)
    since = today.isoformat()
    row = {"id": dated_id(habit.id, since), "habit": habit.id, "amount": goal, "effective_from": since}
    changes.insert("goal", row)


def _set_schedule(
    store: Store, changes: Changes, habit: Habit, wanted: Schedule, today: date, week_start: int
) -> date | None:
    """Put a schedule in the place of all that do not hold yet; nothing if it is what was asked last."""
    rows = list(store.db.query(f"select * from schedule where habit = ? order by {_IN_TIME}", [habit.id]))
    known = read_schedules(store)[habit.id]
    if _asks(known[-1]) == _asks(wanted):
        return None
    in_force = schedule_on(known, today, week_start)
    if taken_back := change_of_this_week(known, today, week_start):
        change, before, first = taken_back
        if _asks(before) == _asks(wanted):
            for row in rows[1:]:
                if row["effective_from"] >= change.effective_from.isoformat():
                    changes.delete("schedule", row["id"])
            return first
    since = holds_from(in_force, wanted, today, week_start)
    for row in rows[1:]:  # the first one holds for all earlier days, and stays
        if row["effective_from"] >= since.isoformat():
            changes.delete("schedule", row["id"])
    changes.insert("schedule", _schedule_row(dated_id(habit.id, since.isoformat()), habit.id, wanted, since))
    return since


def _asks(schedule: Schedule) -> tuple[Repeat, int, frozenset[int]]:
    """Return what a schedule asks, without its day and without what means nothing for it."""
    times = schedule.times if schedule.repeat is Repeat.TIMES else 0
    return schedule.repeat, times, schedule.weekdays if schedule.repeat is Repeat.WEEKDAYS else frozenset()


def _schedule_row(row: str, habit: str, schedule: Schedule, since: date) -> JournalRow:
    return {
        "id": row,
        "habit": habit,
        "repeat": schedule.repeat.value,
        "times": schedule.times,
        "weekdays": "".join(str(day) for day in sorted(schedule.weekdays)),
        "effective_from": since.isoformat(),
    }


@deed
def order(store: Store, habits: Sequence[str], now: Instant) -> None:
    """Put habits in this order. Raises `NotNowError` if they are in it already."""
    found = dict(store.db.execute("select id, position from habit").fetchall())
    with recorded(store, now.wall, "habit order") as changes:
        for position, habit in enumerate(habits):
            if found[habit] != position:
                changes.update("habit", habit, position=position)
        if not changes.made:
            raise NotNowError(_("Nothing changes: it is already like that."))


@deed
def retire(store: Store, habit: Habit, today: date, now: Instant) -> None:
    """Ask no more for a habit, from today; its history stays. Raises `NotNowError` if that is so already."""
    if habit.retired:
        raise NotNowError(_("Nothing changes: it is already like that."))
    with recorded(store, now.wall, "habit retire", habit=habit.id) as changes:
        changes.update("habit", habit.id, retired_day=today.isoformat())


@deed
def restore(store: Store, habit: Habit, today: date, now: Instant) -> None:
    """Ask for a habit again, from today; the days before are off. Raises `NotNowError` if it is not retired."""
    if habit.retired is None:
        raise NotNowError(_("Nothing changes: it is already like that."))
    with recorded(store, now.wall, "habit restore", habit=habit.id) as changes:
        changes.update("habit", habit.id, retired_day=None)
        if habit.retired < today:
            days = {"first": habit.retired.isoformat(), "last": (today - timedelta(days=1)).isoformat()}
            changes.insert("retirement", {"id": new_id(), "habit": habit.id, **days})


def forget(store: Store, habit: Habit) -> None:
    """Remove a habit, all that was recorded of it and every step of the journal about it, for ever.

    Steps that also touched something else keep that part. Raises `NotNowError` for a built-in habit.
    """
    if habit.derived:
        raise NotNowError(_("A built-in habit cannot be deleted; you can stop it."))
    with store.write() as db:
        db.execute("delete from habit where id = ?", [habit.id])
        for seq, words, made in db.execute("select seq, words, changes from journal").fetchall():
            before = json.loads(made)
            after = [one for one in before if not _is_of(habit.id, one)]
            if not after:
                db.table("journal").delete(seq)
            elif len(after) < len(before):
                said = {key: value for key, value in json.loads(words).items() if key != "habit"}
                db.table("journal").update(seq, {"words": json.dumps(said), "changes": json.dumps(after)})


def _is_of(habit: str, one: RowChange) -> bool:
    row = one["after"] or one["before"] or {}
    if one["table"] == "habit":
        return bool(row["id"] == habit)
    return one["table"] in OF_A_HABIT and row["habit"] == habit


def _unused(store: Store, name: str, today: date, but: str = "") -> None:
    """Refuse a name that another habit has; of one that is retired, say how to bring it back."""
    for other in read_habits(store, today):
        if other.id == but or folded(name) not in {folded(called) for called in names_of(other)}:
            continue
        if other.retired is None:
            raise NotNowError(_("There is already a habit called {name}; choose another name.").format(name=name))
        sentence = _("{habit} was stopped on {first}; bring it back with `coretui habits restore {id}`.")
        raise NotNowError(sentence.format(habit=name, first=short_date(other.retired, today), id=other.id))


def add_built_in_habits(store: Store, habits: Sequence[tuple[Habit, Schedule]]) -> None:
    """Put the built-in habits into a store that does not have them yet."""
    known = "select 1 from habit where id = ?"
    if all(store.db.execute(known, [habit.id]).fetchone() for habit, _ in habits):
        return
    with store.write() as db:
        for habit, schedule in habits:
            if db.execute(known, [habit.id]).fetchone():
                continue
            db.table("habit").insert(
                {
                    "id": habit.id,
                    "goal": habit.goal,
                    "unit": habit.unit,
                    "position": habit.position,
                    "created_day": habit.created.isoformat(),
                }
            )
            first = _schedule_row(first_id(habit.id), habit.id, schedule, schedule.effective_from)
            db.table("schedule").insert(first)
