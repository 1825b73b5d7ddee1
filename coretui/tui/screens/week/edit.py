"""Changing a habit from the grid: its name, its goal, how often, its place, whether it is asked at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from coretui.domain.habits.habit import MOST_IN_A_DAY, Habit, goal_allowed
from coretui.domain.habits.schedules import Repeat, Schedule
from coretui.domain.harmless import quoted
from coretui.errors import UsageError
from coretui.i18n import _
from coretui.parsing.days import typed_schedule
from coretui.parsing.names import typed_name
from coretui.parsing.numbers import number
from coretui.store import habits
from coretui.store.habits import Change
from coretui.tui.dialogs.choice import Choice
from coretui.tui.dialogs.line import LineDialog
from coretui.tui.screens.page import Page
from coretui.words.habits import named, schedule
from coretui.words.numbers import decimal
from coretui.words.time import short_date


async def edit_habit(screen: Page, habit: Habit, everyone: Sequence[Habit]) -> None:
    """Ask what is to be different about a habit, and change it; `everyone` are all habits in their order."""
    chosen = await screen.app.push_screen_wait(Choice(named(habit), _offers(habit, everyone)))
    match chosen:
        case "name":
            await _rename(screen, habit)
        case "often":
            await _how_often(screen, habit)
        case "goal":
            await _goal(screen, habit)
        case "up" | "down":
            _move(screen, habit, everyone, -1 if chosen == "up" else 1)
        case "retire" | "restore":
            store, today, now = screen.workplace.store, screen.workplace.today, screen.workplace.now
            turn = habits.retire if chosen == "retire" else habits.restore
            screen.attempt(lambda: turn(store, habit, today, now))
        case _:
            pass


def _offers(habit: Habit, everyone: Sequence[Habit]) -> tuple[tuple[str, str], ...]:
    """Return what can be changed about a habit."""
    ids = [one.id for one in everyone]
    offers = [("name", _("change its name")), ("often", _("change how often"))]
    if habit.unit or habit.goal != 1 or habit.derived:
        offers.append(("goal", _("change the goal per day")))
    if habit.id != ids[0]:
        offers.append(("up", _("move it up")))
    if habit.id != ids[-1]:
        offers.append(("down", _("move it down")))
    offers.append(("restore", _("start it again")) if habit.retired else ("retire", _("stop it")))
    return tuple(offers)


async def _rename(screen: Page, habit: Habit) -> None:
    await _typed(screen, _("What should it be called?"), named(habit), lambda line: _call(screen, habit, line))


def _call(screen: Page, habit: Habit, text: str) -> None:
    _apply(screen, habit, Change(name=typed_name(text)))


async def _how_often(screen: Page, habit: Habit) -> None:
    today = screen.workplace.today
    ways = {"daily": Schedule(today, Repeat.DAILY)}
    ways |= {str(times): Schedule(today, Repeat.TIMES, times) for times in range(1, 7)}
    ways["work"] = Schedule(today, Repeat.WEEKDAYS, weekdays=frozenset(range(5)))
    answers = (*((key, schedule(way)) for key, way in ways.items()), ("days", _("other days (type them)")))
    chosen = await screen.app.push_screen_wait(Choice(_("How often?"), answers))
    if chosen == "days":
        question = _("On which days? Or type daily, or how often a week.")
        await _typed(screen, question, _("mon wed fri"), lambda line: _set_days(screen, habit, line))
    elif chosen:
        screen.attempt(lambda: _apply(screen, habit, Change(schedule=ways[chosen])))


def _set_days(screen: Page, habit: Habit, text: str) -> None:
    _apply(screen, habit, Change(schedule=typed_schedule(text, screen.workplace.today)))


async def _goal(screen: Page, habit: Habit) -> None:
    question = _("What is the goal per day? It is {goal} now.").format(
        goal=f"{decimal(habit.goal)} {_(habit.unit)}".strip()
    )
    await _typed(screen, question, decimal(habit.goal), lambda line: _set_goal(screen, habit, line.strip()))


def _set_goal(screen: Page, habit: Habit, text: str) -> None:
    goal = number(text, 0, MOST_IN_A_DAY)
    if goal is None or not goal_allowed(habit, goal):
        wrong = _("{text} is not a goal; write a whole number from 1.")
        raise UsageError(wrong.format(text=quoted(text)))
    _apply(screen, habit, Change(goal=goal))


async def _typed(screen: Page, question: str, example: str, change: Callable[[str], None]) -> None:
    """Ask for a line and change something by it; what will not do is told why, and can be put right."""
    line: str | None = ""
    while True:
        line = await screen.app.push_screen_wait(LineDialog(question, example, line or ""))
        if not (line and line.strip()):
            return
        if screen.attempt(partial(change, line)):
            return


def _apply(screen: Page, habit: Habit, wanted: Change) -> None:
    workplace = screen.workplace
    settings, today = workplace.settings, workplace.today
    since = habits.change(workplace.store, habit, wanted, today, settings.days.week_start, workplace.now)
    if since and since > today:
        screen.app.notify(_("This applies from {day}.").format(day=short_date(since, today)))


def _move(screen: Page, habit: Habit, everyone: Sequence[Habit], by: int) -> None:
    ids = [one.id for one in everyone]
    place = ids.index(habit.id)
    ids.insert(place + by, ids.pop(place))
    screen.attempt(lambda: habits.order(screen.workplace.store, ids, screen.workplace.now))
