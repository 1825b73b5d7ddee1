"""What Week shows and what it recorded, for tests."""

from __future__ import annotations

from coretui.store.database import new_id
from coretui.tui.app import CoretuiApp
from coretui.tui.widgets.weekgrid import WeekGrid


def ticks(app: CoretuiApp) -> list[tuple[str, str]]:
    rows = app.workplace.store.db.execute("select habit, day from tick order by day").fetchall()
    return [tuple(row) for row in rows]


def add_water(app: CoretuiApp, goal: float = 3, created: str = "2026-11-02") -> None:
    with app.workplace.store.write() as db:
        row = {"id": "water", "name": "Water", "goal": goal, "unit": "glasses", "position": 9}
        db.table("habit").insert({**row, "created_day": created})
        db.table("schedule").insert(
            {"id": new_id(), "habit": "water", "repeat": "daily", "weekdays": "", "effective_from": created}
        )


def names(app: CoretuiApp) -> list[tuple[str | None]]:
    rows = app.workplace.store.db.execute("select name from habit order by position").fetchall()
    return [tuple(row) for row in rows]


def schedules(app: CoretuiApp, habit: str = "water") -> list[tuple[str, str, int]]:
    query = "select repeat, weekdays, times from schedule where habit = ? order by effective_from, rowid"
    return [tuple(row) for row in app.workplace.store.db.execute(query, [habit]).fetchall()]


def off(app: CoretuiApp, first: str, last: str | None, reason: str = "off") -> None:
    with app.workplace.store.write() as db:
        db.table("time_off").insert({"id": new_id(), "first": first, "last": last, "reason": reason})


def marks(app: CoretuiApp, habit: str) -> list[str]:
    return [*next(line for line in app.screen.query_one(WeekGrid).sheet.lines if line.id == habit).marks]
