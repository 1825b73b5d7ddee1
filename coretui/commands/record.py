"""Commands that write down what was done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from coretui.commands.desk import complete_habit, day, past_moment
from coretui.desktop.output import say
from coretui.domain.chair.state import Body
from coretui.domain.days import split
from coretui.domain.habits.habit import MOST_IN_A_DAY
from coretui.domain.habits.overview import Record
from coretui.domain.harmless import quoted
from coretui.errors import NotNowError, UsageError
from coretui.i18n import _
from coretui.parsing.durations import A_DAY, duration
from coretui.parsing.movements import SIT, movement_first
from coretui.parsing.names import habit
from coretui.services.desk import Desk
from coretui.words.care import recovery
from coretui.words.habits import named
from coretui.words.journal import MOVEMENTS, capital, step_sentence
from coretui.words.numbers import decimal
from coretui.words.time import minutes, short_date

if TYPE_CHECKING:
    from coretui.store.journal import JournalStep


@click.command(help=_("Tick a habit, today or on another day."))
@click.argument("name", metavar=_("HABIT"), shell_complete=complete_habit)
@click.option("--on", "on", metavar=_("DATE"), help=_("2026-11-22, today, yesterday or a weekday."))
@click.option("--times", type=int, metavar=_("N"), help=_("How many, for a habit that you count."))
@click.pass_obj
def done(desk: Desk, name: str, on: str | None, times: int | None) -> None:
    """Tick a habit."""
    from coretui.store.records import tick

    store, when = desk.open(), day(desk, on)
    record = _find(desk, name)
    habit, goal = record.habit, record.habit.goal_on(when)
    words = {"habit": named(habit), "day": short_date(when, desk.today)}
    _check_times(times)
    if habit.retired and when >= habit.retired:
        sentence = _("{habit} was stopped on {first}; bring it back with `coretui habits restore {id}`.")
        raise NotNowError(sentence.format(first=short_date(habit.retired, desk.today), id=habit.id, **words))
    if habit.derived or (goal == 1 and not habit.unit):
        if times is not None and times > 1:
            raise UsageError(_("{habit} is not counted; tick it without --times.").format(**words))
        if record.ticked.get(when):
            say(_("{habit} was already ticked on {day}.").format(**words))
            return
        tick(store, habit.id, when, desk.now)
        say(_("{habit} ticked on {day}.").format(**words))
        return
    tick(store, habit.id, when, desk.now, times or 1)
    say(_amount(record, when, desk.today, record.ticked.get(when, 0) + (times or 1)))


@click.command(help=_("Untick a habit, today or on another day."))
@click.argument("name", metavar=_("HABIT"), shell_complete=complete_habit)
@click.option("--on", "on", metavar=_("DATE"), help=_("2026-11-22, today, yesterday or a weekday."))
@click.option("--times", type=int, metavar=_("N"), help=_("How many to untick; default: all."))
@click.pass_obj
def undone(desk: Desk, name: str, on: str | None, times: int | None) -> None:
    """Untick a habit."""
    from coretui.store.records import untick

    store, when = desk.open(), day(desk, on)
    record = _find(desk, name)
    words = {"habit": named(record.habit), "day": short_date(when, desk.today)}
    _check_times(times)
    ticked = record.ticked.get(when, 0)
    if not ticked:
        raise NotNowError(_proven(desk, record, when) or _("{habit} was not ticked on {day}.").format(**words))
    if times is not None and times > ticked:
        sentence = _("{habit} was ticked {n}× on {day}, not {times}×.")
        raise NotNowError(sentence.format(n=decimal(ticked), times=times, **words))
    untick(store, record.habit.id, when, desk.now, times)
    if times is None or times == ticked:
        say(_("{habit} unticked on {day}.").format(**words))
    else:
        say(_amount(record, when, desk.today, ticked - times))
    if said := _proven(desk, record, when):
        say(said)


def _check_times(times: int | None) -> None:
    if times is not None and not 1 <= times <= MOST_IN_A_DAY:
        sentence = _("'{given}' is not valid for --times; write 1 to {most}.")
        raise UsageError(sentence.format(given=times, most=MOST_IN_A_DAY))


def _amount(record: Record, when: date, today: date, amount: float) -> str:
    """Say how far a habit that is counted is on a day."""
    unit, goal = record.habit.unit, record.habit.goal_on(when)
    words = {"n": decimal(amount), "target": f"{decimal(goal)} {unit}".rstrip()}
    day = short_date(when, today)
    return _("{habit}: {n} of {target} on {day}.").format(habit=named(record.habit), day=day, **words)


def _proven(desk: Desk, record: Record, when: date) -> str:
    """Say which facts prove a day whatever was ticked; empty if none do."""
    from coretui.commands.read import overviews
    from coretui.services.ticks import proven

    return proven(record.habit, overviews(desk).facts(when, when)[0], desk.today)


@click.command(help=_("Log movement (walk 20m), or sitting elsewhere (sit 3h: a flight)."))
@click.argument("kind", metavar=_("KIND"))
@click.argument("length", metavar=_("DURATION"), nargs=-1, required=True)
@click.option("--at", "at", metavar=_("TIME"), help=_("When it began: 13:10 or 2026-11-20T18:00."))
@click.option("--note", default="", metavar=_("TEXT"), help=_("In your own words."))
@click.pass_obj
def log(desk: Desk, kind: str, length: tuple[str, ...], at: str | None, note: str) -> None:
    """Write down movement or sitting."""
    from coretui.desktop.lock import kept_by_someone
    from coretui.domain.chair.spans import open_spans
    from coretui.store.chair import load
    from coretui.store.records import free_before, log_movement, log_sitting

    what, rest = movement_first((kind, *length))
    said = " ".join(rest)
    if not rest:
        context = click.get_current_context()
        [missing] = (param for param in context.command.params if param.name == "length")
        raise click.MissingParameter(ctx=context, param=missing)
    seconds = duration(said, A_DAY)
    store, now = desk.open(), desk.now
    start = past_moment(desk, at, seconds) if at else None
    if start and start.wall + seconds > now.wall + 1:
        sentence = _(
            "{length} from {time} ends in the future; choose an earlier time with --at, or a shorter duration."
        )
        raise UsageError(sentence.format(length=quoted(said), time=quoted(at)))
    if what == SIT:
        chair = load(store)
        if start is None:
            sits = chair is not None and chair.body is Body.SITTING and chair.since.wall < now.wall
            end = chair.since if chair and sits else now
            start = desk.at(free_before(store, SIT, seconds, end.wall) - seconds)
        day_start = desk.settings.days.start
        last = now if kept_by_someone(desk.home.lock) or chair is None else chair.seen
        running = open_spans(chair, last, day_start) if chair else ()
        log_sitting(store, start, seconds, day_start, running)
        say(_("Sitting for {length} logged.").format(length=minutes(seconds)))
        return
    start = start or desk.at(free_before(store, what, seconds, now.wall) - seconds)
    day_start, zone = desk.settings.days.start, desk.clocks.zone
    days = [one for one, _start, _seconds in split(start.wall, seconds, day_start, zone)]
    on, before = days[0], _moved(desk, days)
    log_movement(store, what, seconds / 60, start, day_start, note, zone)
    sentence = _("{kind}, {length}, logged on {day}.")
    say(sentence.format(kind=capital(_(MOVEMENTS[what])), length=minutes(seconds), day=short_date(on, desk.today)))
    if _moved(desk, days) < before + seconds // 60 - (len(days) - 1):  # each day counts whole minutes
        said = _("Part of that time was already logged and counts once: you moved {length} that day.")
        say(said.format(length=minutes(60 * _moved(desk, [on]))))
    if on == desk.today and (said := recovery(what)):
        say(said)


def _moved(desk: Desk, days: list[date]) -> int:
    """Return the minutes of movement that count on days that follow each other."""
    return sum(one.movement_minutes for one in desk.overviews(None).facts(days[0], days[-1]))


@click.command(help=_("Undo what was recorded last."))
@click.pass_obj
def undo(desk: Desk) -> None:
    """Take back the last step."""
    from coretui.store.corrections import undo as undo_step

    step = undo_step(desk.open(), desk.now, desk.settings.policy)
    sentence = _step_in_words(desk, step)
    say(_("Undone: {step}.").format(step=sentence))


@click.command(help=_("Redo what was undone."))
@click.pass_obj
def redo(desk: Desk) -> None:
    """Do a step again."""
    from coretui.store.corrections import redo as redo_step

    step = redo_step(desk.open(), desk.now, desk.settings.policy)
    sentence = _step_in_words(desk, step)
    say(_("Redone: {step}.").format(step=sentence))


def _step_in_words(desk: Desk, step: JournalStep) -> str:
    from coretui.services.names import namer

    name_of = namer(desk.open(), desk.today, desk.home.exercises)
    return step_sentence(step.code, step.words, name_of, desk.today, desk.clocks.zone)


def _find(desk: Desk, name: str) -> Record:
    from coretui.store.reading import records

    known = {record.habit.id: record for record in records(desk.open(), desk.today)}
    return known[habit(name, (record.habit for record in known.values())).id]
