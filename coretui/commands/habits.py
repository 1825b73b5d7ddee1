"""Commands that add, change, order, retire and forget habits."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date

import click

from coretui.commands.desk import Number, complete_habit
from coretui.commands.documents import print_json, schedule_document
from coretui.commands.read import overviews
from coretui.desktop.output import at_terminal, say
from coretui.domain.habits.habit import MINUTES_IN_A_DAY, MOST_IN_A_DAY, Habit, goal_allowed
from coretui.domain.habits.schedules import Repeat, Schedule, Unit, schedule_on
from coretui.domain.harmless import harmless, quoted
from coretui.errors import NotNowError, UsageError
from coretui.i18n import N_, _
from coretui.parsing.days import typed_weekdays
from coretui.parsing.names import habit, typed_name, typed_words
from coretui.services.desk import Desk
from coretui.services.offered import offered, switch_on
from coretui.words.columns import filled
from coretui.words.columns import width as columns
from coretui.words.habits import asked, named, schedule
from coretui.words.numbers import decimal
from coretui.words.time import short_date

LONGEST_UNIT = 20
PLACES = ("first", "last", "before", "after")
GOALS = {
    "%": N_("more than 0 and at most 100 percent"),
    "min": N_("more than 0 and at most {most} minutes"),
    "": N_("a whole number from 1 to {most}"),
}
"""What will do as a goal, by the unit of a built-in habit."""


@click.group(help=_("Your habits."), invoke_without_command=True)
@click.pass_context
def habits(ctx: click.Context) -> None:
    """Habits commands; without one, the list."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_)


@habits.command("list", help=_("Every habit: its id, name and schedule."))
@click.option("--all", "everything", is_flag=True, help=_("Stopped ones too."))
@click.option("--json", "as_json", is_flag=True, help=_("As one JSON document."))
@click.pass_obj
def list_(desk: Desk, *, everything: bool, as_json: bool) -> None:
    """List the habits."""
    start, today = desk.settings.days.week_start, desk.today
    known = [record for record in overviews(desk).records() if everything or record.habit.retired is None]
    if as_json:
        document = [
            {
                "id": record.habit.id,
                "name": named(record.habit),
                "schedule": schedule_document(schedule_on(record.history.schedules, today, start)),
                "goal": record.habit.goal,
                "unit": record.habit.unit,
                "derived": record.habit.derived,
                "created": record.habit.created.isoformat(),
                "retired": record.habit.retired.isoformat() if record.habit.retired else None,
            }
            for record in known
        ]
        print_json({"habits": document})
        return
    width = max((len(record.habit.id) for record in known), default=0)
    wide = max((columns(named(record.habit)) for record in known), default=0)
    for record in known:
        one, last = record.habit, record.history.schedules[-1]
        said = asked(one, schedule_on(record.history.schedules, today, start))
        if one.retired:
            said += ", " + _("stopped on {first}").format(first=short_date(one.retired, today))
        elif last.effective_from > today:
            words = {"schedule": schedule(last), "first": short_date(last.effective_from, today)}
            said += ", " + _("{schedule} from {first}").format(**words)
        say(f"{one.id:<{max(12, width)}} {filled(named(one), max(28, wide))} {said}")


@habits.command(help=_("Add a habit: every day, on fixed weekdays, a number of times a week, or counted."))
@click.argument("called", metavar=_("NAME"))
@click.option(
    "--times", type=int, metavar=_("N"), help=_("With --per day: the count; with --per week: the number of days.")
)
@click.option("--per", type=click.Choice(["day", "week"]), help=_("The period that --times is for."))
@click.option("--unit", metavar=_("UNIT"), help=_("What you count, such as glasses."))
@click.option("--on", "on", metavar=_("WEEKDAYS"), help=_("On fixed weekdays: mon,wed,fri."))
@click.pass_obj
def add(desk: Desk, called: str, times: int | None, per: str | None, unit: str | None, on: str | None) -> None:
    """Add a habit."""
    from coretui.store.habits import add as write

    if times is not None and per is None:
        raise UsageError(_("--times needs a period; add --per day or --per week."))
    if unit is not None and (times is None or per != "day"):
        raise UsageError(_("--unit only goes with --times and --per day."))
    today = desk.today
    if (wanted_one := offered(called, today)) and times is None and on is None:
        one, asks = switch_on(desk, *wanted_one)
        say(_("{name} added as {id}: {asked}.").format(name=named(one), id=one.id, asked=asked(one, asks)))
        return
    wanted = _schedule(today, times, per, on) or Schedule(today, Repeat.DAILY)
    one = Habit(
        id="",
        name=typed_name(called),
        derived=False,
        goal=times or 1 if per == "day" else 1,
        unit=_unit(unit) if unit is not None else "",
        created=today,
        retired=None,
        position=0,
    )
    _check_goal(one, one.goal if per != "day" or times is None else times)
    found = write(desk.open(), one, wanted, desk.now)
    words = {"name": one.name, "id": found, "asked": asked(one, wanted)}
    say(_("{name} added as {id}: {asked}.").format(**words))


@habits.command(help=_("Change what a habit asks of you; the past keeps its old goal."))
@click.argument("name", metavar=_("HABIT"), shell_complete=complete_habit)
@click.option(
    "--times", type=int, metavar=_("N"), help=_("With --per day: the count; with --per week: the number of days.")
)
@click.option("--per", type=click.Choice(["day", "week"]), help=_("The period that --times is for."))
@click.option("--on", "on", metavar=_("WEEKDAYS"), help=_("On fixed weekdays: mon,wed,fri."))
@click.option("--goal", type=Number(), metavar=_("N"), help=_("Goal per day: minutes, percent, glasses."))
@click.option("--unit", metavar=_("UNIT"), help=_("What you count, such as glasses."))
@click.option("--name", "called", metavar=_("NAME"), help=_("Its new name."))
@click.pass_obj
def change(  # noqa: PLR0917 - one for each option
    desk: Desk,
    name: str,
    times: int | None,
    per: str | None,
    on: str | None,
    goal: float | None,
    unit: str | None,
    called: str | None,
) -> None:
    """Change a habit."""
    from coretui.store.habits import Change
    from coretui.store.habits import change as write

    if all(given is None for given in (times, per, on, goal, unit, called)):
        raise UsageError(_("There is nothing to change; add --times, --per, --on, --goal, --unit or --name."))
    one = _find(desk, name)
    last = _schedules(desk, one)[-1]
    if times is not None and per is None:
        if one.derived and last.unit is Unit.DAYS:
            raise UsageError(_("--times does not say enough for this habit; add --per week, or use --goal."))
        per = "week" if last.repeat is Repeat.TIMES and on is None else "day"
    if per == "day" and times is not None:
        if goal is not None:
            raise UsageError(_("--times per day and --goal mean the same; use one of the two."))
        if one.derived and times != 1:
            raise UsageError(_("{habit} is not counted by hand; use --goal.").format(habit=named(one)))
        goal = None if one.derived else times
    if unit is not None and one.derived:
        raise UsageError(_("{habit} has a unit of its own, which cannot be changed.").format(habit=named(one)))
    if goal is not None:
        _check_goal(one, goal)
    wanted = _schedule(desk.today, times, per, on)
    if wanted and wanted.repeat is Repeat.DAILY and times is not None and last.unit is Unit.DAYS:
        wanted = None  # a new count for the same days
    different = Change(
        name=typed_name(called) if called is not None else None,
        unit=_unit(unit) if unit is not None else None,
        goal=goal,
        schedule=wanted,
    )
    since = write(desk.open(), one, different, desk.today, desk.settings.days.week_start, desk.now)
    after = _find(desk, one.id)
    if since and since > desk.today:
        words = {
            "habit": named(after),
            "schedule": schedule(_schedules(desk, one)[-1]),
            "first": short_date(since, desk.today),
        }
        say(_("{habit}: {schedule} from {first}; this week keeps its old goal.").format(**words))
    else:
        in_force = schedule_on(_schedules(desk, one), desk.today, desk.settings.days.week_start)
        say(_("{habit}: {asked}.").format(habit=named(after), asked=asked(after, in_force)))


@habits.command(help=_("Give a habit another name; its id stays."))
@click.argument("name", metavar=_("HABIT"), shell_complete=complete_habit)
@click.argument("called", metavar=_("NAME"))
@click.pass_context
def rename(ctx: click.Context, name: str, called: str) -> None:
    """Rename a habit."""
    ctx.invoke(change, name=name, called=called)


@habits.command(help=_("Put a habit first, last, or before or after another one."))
@click.argument("name", metavar=_("HABIT"), shell_complete=complete_habit)
@click.argument("place", metavar="|".join(PLACES))
@click.argument("other", required=False, metavar=_("OTHER"), shell_complete=complete_habit)
@click.pass_obj
def order(desk: Desk, name: str, place: str, other: str | None) -> None:
    """Put a habit somewhere else in the list."""
    from coretui.store.habits import order as write

    if place not in PLACES:
        raise UsageError(
            _("{given} is not a place in the list; choose from {allowed}.").format(
                given=quoted(place), allowed=", ".join(PLACES)
            )
        )
    if (other is not None) is not (place in {"before", "after"}):
        raise UsageError(_("'before' and 'after' need another habit; 'first' and 'last' take none."))
    one = _find(desk, name)
    ids = [known.id for known in _known(desk, one)]
    if other is None:
        ids.insert(0 if place == "first" else len(ids), one.id)
    else:
        beside = _find(desk, other)
        if beside.id == one.id:
            raise UsageError(_("{habit} cannot go before or after itself.").format(habit=named(one)))
        ids.insert(ids.index(beside.id) + (place == "after"), one.id)
    write(desk.open(), ids, desk.now)
    say(", ".join(known.id for known in _known(desk) if known.retired is None))


@habits.command(help=_("Stop a habit; its history stays."))
@click.argument("name", metavar=_("HABIT"), shell_complete=complete_habit)
@click.pass_obj
def retire(desk: Desk, name: str) -> None:
    """Retire a habit."""
    from coretui.store.habits import retire as write

    one = _find(desk, name)
    if one.retired:
        words = {"habit": named(one), "first": short_date(one.retired, desk.today)}
        raise NotNowError(_("{habit} was already stopped on {first}.").format(**words))
    write(desk.open(), one, desk.today, desk.now)
    sentence = _("{habit} is stopped; its history stays. Bring it back with `coretui habits restore {id}`.")
    say(sentence.format(habit=named(one), id=one.id))


@habits.command(help=_("Bring a stopped habit back; the days in between count as time off."))
@click.argument("name", metavar=_("HABIT"), shell_complete=complete_habit)
@click.pass_obj
def restore(desk: Desk, name: str) -> None:
    """Bring a habit back."""
    from coretui.store.habits import restore as write

    try:
        one = habit(name, [known for known in _known(desk) if known.retired])
    except UsageError:
        one = _find(desk, name)
    if one.retired is None:
        raise NotNowError(_("{habit} is not stopped.").format(habit=named(one)))
    write(desk.open(), one, desk.today, desk.now)
    say(_("{habit} is back; the days in between count as time off.").format(habit=named(one)))


@habits.command(help=_("Delete a habit and its history. This cannot be undone."))
@click.argument("name", metavar=_("HABIT"), shell_complete=complete_habit)
@click.option("--yes", is_flag=True, help=_("Yes, delete it."))
@click.option("--really", is_flag=True, help=_("Yes, its history too."))
@click.pass_obj
def forget(desk: Desk, name: str, *, yes: bool, really: bool) -> None:
    """Forget a habit, asked twice."""
    from coretui.store.habits import forget as write

    one = _find(desk, name)
    words = {"habit": named(one), "id": one.id}
    if one.derived:
        raise NotNowError(
            _("{habit} is built in and cannot be deleted; stop it with `coretui habits retire {id}`.").format(
                **words
            )
        )
    if not (yes and really):
        if not at_terminal(sys.stdin):
            raise NotNowError(
                _("That would delete {habit} and its history for ever; confirm it with --yes --really.").format(
                    **words
                )
            )
        first = _ask(_("Delete {habit} and its history? This cannot be undone. (yes/no)").format(**words))
        if first not in {"yes", "y", _("yes"), _("y")} or (
            _ask(_("Really? Type {id} to delete it for ever").format(**words)) != one.id
        ):
            say(_("Nothing was changed."))
            return
    write(desk.open(), one)
    say(_("{habit} and its history are deleted.").format(**words))


def _ask(question: str) -> str:
    answer: str = click.prompt(harmless(question), default="", show_default=False)
    return answer.strip().casefold()


def _known(desk: Desk, but: Habit | None = None) -> list[Habit]:
    from coretui.store.habits import read_habits

    found = read_habits(desk.open(), desk.today)
    return [one for one in found if but is None or one.id != but.id]


def _find(desk: Desk, word: str) -> Habit:
    return habit(word, _known(desk))


def _schedules(desk: Desk, one: Habit) -> tuple[Schedule, ...]:
    from coretui.store.habits import read_schedules

    return read_schedules(desk.open())[one.id]


def _schedule(today: date, times: int | None, per: str | None, on: str | None) -> Schedule | None:
    """Return the schedule that the options ask for, None if they ask for none."""
    if on is not None:
        if per == "week":
            raise UsageError(_("--on names the days and --per week counts them; use one of the two."))
        return Schedule(today, Repeat.WEEKDAYS, weekdays=typed_weekdays(on))
    if per == "week":
        n = 1 if times is None else times
        if not 1 <= n <= 7:
            raise UsageError(
                _("'{n}' is not valid for --times; write a number of days a week, 1 to 7.").format(n=n)
            )
        return Schedule(today, Repeat.TIMES, n)
    return Schedule(today, Repeat.DAILY) if per == "day" else None


def _check_goal(one: Habit, goal: float) -> None:
    if goal_allowed(replace(one, id=one.id or "habit"), goal):
        return
    if one.id == "self-check":
        raise UsageError(_("A self-check has no goal, only how often: --times N --per week."))
    most = MINUTES_IN_A_DAY if one.id == "movement" else MOST_IN_A_DAY
    allowed = _(GOALS.get(one.unit if one.derived else "", GOALS[""])).format(most=most)
    words = {"given": decimal(goal, 6), "habit": named(one), "allowed": allowed}
    raise UsageError(_("'{given}' is not a valid goal for {habit}; write {allowed}.").format(**words))


def _unit(text: str) -> str:
    return typed_words(text, LONGEST_UNIT, _("That is not a valid unit; write 1 to {most} characters."))
