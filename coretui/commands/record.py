"""Commands that write down what was done."""

from __future__ import annotations

from datetime import date

import click

from coretui.caring import recovery
from coretui.commands.desk import Desk, day, duration, habit, past_moment
from coretui.domain.overview import Record
from coretui.domain.seat import Body
from coretui.errors import NotNowError, UsageError
from coretui.i18n import _
from coretui.telling import MOVEMENTS, habit_name, proof, step_sentence
from coretui.wording import minutes, short_date


@click.command(help=_("Tick a habit, today or on another day."))
@click.argument("name", metavar=_("HABIT"))
@click.option("--on", "on", metavar=_("DATE"), help=_("2026-11-22, today or yesterday."))
@click.pass_obj
def done(desk: Desk, name: str, on: str | None) -> None:
    """Tick a habit."""
    from coretui.store.records import tick

    store, when = desk.open(), day(desk, on)
    record = _find(desk, name)
    words = {"habit": _named(record), "day": short_date(when)}
    if record.ticked.get(when) and (record.habit.derived or record.habit.goal == 1):
        click.echo(_("{habit} was ticked on {day} already.").format(**words))
        return
    tick(store, record.habit.id, when, desk.now)
    click.echo(_("{habit} ticked on {day}.").format(**words))


@click.command(help=_("Untick a habit, today or on another day."))
@click.argument("name", metavar=_("HABIT"))
@click.option("--on", "on", metavar=_("DATE"), help=_("2026-11-22, today or yesterday."))
@click.pass_obj
def undone(desk: Desk, name: str, on: str | None) -> None:
    """Untick a habit."""
    from coretui.store.records import untick

    store, when = desk.open(), day(desk, on)
    record = _find(desk, name)
    words = {"habit": _named(record), "day": short_date(when)}
    if not record.ticked.get(when):
        raise NotNowError(_nothing_to_untick(desk, record, when))
    untick(store, record.habit.id, when, desk.now)
    click.echo(_("{habit} unticked on {day}.").format(**words))


def _nothing_to_untick(desk: Desk, record: Record, when: date) -> str:
    """Say why there is no tick to take back: facts prove the day, or nothing was ticked."""
    from coretui.store.reading import facts

    words = {"habit": _named(record), "day": short_date(when)}
    seen = record.evidence.get(when)
    if seen is None or not seen.done:
        return _("{habit} was not ticked on {day}.").format(**words)
    settings, zone = desk.settings, desk.clocks.zone
    day_facts = facts(desk.open().db.conn, when, when, day_start=settings.day_start, zone=zone)[when]
    return _("{habit} stays done on {day}: {proof}.").format(**words, proof=proof(record.habit.id, day_facts))


@click.command(help=_("Write down movement (walk 20m), or sitting elsewhere (sit 3h: a flight)."))
@click.argument("kind", metavar=_("KIND"))
@click.argument("length", metavar=_("DURATION"))
@click.option("--at", "at", metavar=_("TIME"), help=_("When it began: 13:10 or 2026-11-20T18:00."))
@click.option("--note", default="", metavar=_("TEXT"), help=_("In your own words."))
@click.pass_obj
def log(desk: Desk, kind: str, length: str, at: str | None, note: str) -> None:
    """Write down movement or sitting."""
    from coretui.desktop.lock import kept_by_someone
    from coretui.domain.sitting import open_spans
    from coretui.store.chair import load
    from coretui.store.records import log_movement, log_sitting

    what = _kind(kind)
    seconds = duration(length)
    store, now = desk.open(), desk.now
    start = past_moment(desk, at) if at else None
    if start and start.wall + seconds > now.wall + 1:
        raise UsageError(_("{length} from {time} ends in the future.").format(length=length, time=at))
    if what == "sit":
        chair = load(store)
        if start is None:
            sits = chair is not None and chair.body is Body.SITTING and chair.since.wall < now.wall
            end = chair.since if chair and sits else now
            start = end.later(-seconds)
        day_start = desk.settings.day_start
        last = now if kept_by_someone(desk.home.lock) or chair is None else chair.seen
        running = open_spans(chair, last, day_start) if chair else ()
        log_sitting(store, start, seconds, day_start, running)
        click.echo(_("Sitting for {length} written down.").format(length=minutes(seconds)))
        return
    start = start or now.later(-seconds)
    on = log_movement(store, what, seconds / 60, start, desk.settings.day_start, note)
    sentence = _("{kind}, {length}, written down on {day}.")
    click.echo(sentence.format(kind=_(MOVEMENTS[what]), length=minutes(seconds), day=short_date(on)))
    if on == desk.today and (said := recovery(what)):
        click.echo(said)


def _kind(word: str) -> str:
    """Return the kind of movement that a word in either language means; `sit` for sitting."""
    wanted = word.casefold()
    if wanted in {"sit", _("sit")}:
        return "sit"
    for kind, name in MOVEMENTS.items():
        if wanted in {kind, _(name)}:
            return kind
    raise UsageError(
        _("{word} is not a movement; there are {names}.").format(word=word, names=", ".join([*MOVEMENTS, "sit"]))
    )


@click.command(help=_("Take back what was recorded last."))
@click.pass_obj
def undo(desk: Desk) -> None:
    """Take back the last step."""
    from coretui.naming import namer
    from coretui.store.corrections import undo as undo_step

    step = undo_step(desk.open(), desk.now, desk.settings.policy)
    sentence = step_sentence(step.code, step.words, namer(desk.open(), desk.today))
    click.echo(_("Undone: {step}.").format(step=sentence))


@click.command(help=_("Do again what was taken back."))
@click.pass_obj
def redo(desk: Desk) -> None:
    """Do a step again."""
    from coretui.naming import namer
    from coretui.store.corrections import redo as redo_step

    step = redo_step(desk.open(), desk.now, desk.settings.policy)
    sentence = step_sentence(step.code, step.words, namer(desk.open(), desk.today))
    click.echo(_("Done again: {step}.").format(step=sentence))


def _find(desk: Desk, name: str) -> Record:
    from coretui.store.reading import records

    known = {record.habit.id: record for record in records(desk.open(), desk.today)}
    return known[habit(name, (record.habit for record in known.values())).id]


def _named(record: Record) -> str:
    return habit_name(record.habit.id, record.habit.name)
