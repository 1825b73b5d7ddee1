"""Commands for how somebody sits, and for what goes together in their days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import click
from click.shell_completion import CompletionItem

from coretui.commands.desk import day, past_moment
from coretui.commands.documents import print_json
from coretui.commands.posture_documents import insights_document, posture_document
from coretui.desktop.output import say
from coretui.domain.days import logical_day
from coretui.domain.habits.schedules import week_of
from coretui.domain.harmless import quoted
from coretui.domain.posture.notes import Moment, Posture, changed
from coretui.errors import UsageError
from coretui.i18n import _
from coretui.services.desk import Desk
from coretui.words import insights as together
from coretui.words import posture as sitting
from coretui.words.columns import width, wrapped
from coretui.words.time import short_date

WIDTH = 80


def complete_posture(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the ids of postures to a shell."""
    del ctx, param
    return [
        CompletionItem(one.value, help=sitting.long(one))
        for one in Posture
        if one.value.startswith(incomplete.casefold())
    ]


@click.command(help=_("Note how you sit, or read your notes back. No posture is good or bad."))
@click.argument("name", required=False, metavar=_("[POSTURE]"), shell_complete=complete_posture)
@click.option("--at", "at", metavar=_("TIME"), help=_("When it was: 10:30 or 2026-11-22T10:30."))
@click.option("--on", "on", metavar=_("DATE"), help=_("2026-11-22, today, yesterday or a weekday."))
@click.option("--week", is_flag=True, help=_("The notes of a whole week."))
@click.option("--json", "as_json", is_flag=True, help=_("As one JSON document."))
@click.pass_obj
def posture(desk: Desk, name: str | None, at: str | None, on: str | None, *, week: bool, as_json: bool) -> None:
    """Note a posture, or print the notes of a day or a week."""
    if name is None:
        if at is not None:
            raise UsageError(_("--at needs a posture; choose from {allowed}.").format(allowed=", ".join(Posture)))
        _read(desk, on, week=week, as_json=as_json)
        return
    if on is not None or week:
        raise UsageError(_("--on and --week read notes back; say when it was with --at."))
    _note(desk, name, at, as_json=as_json)


def _note(desk: Desk, name: str, at: str | None, *, as_json: bool) -> None:
    from coretui.services.posture import note, notes

    wanted = name.strip().casefold()
    if wanted not in set(Posture):
        sentence = _("{given} is not a posture; choose from {allowed}.")
        raise UsageError(sentence.format(given=quoted(name), allowed=", ".join(Posture)))
    when = past_moment(desk, at) if at is not None else None
    if when and logical_day(when, desk.settings.days.start) < desk.today - timedelta(days=1):
        sentence = _("{time} is too long ago; a posture is noted on the same day or the day after.")
        raise UsageError(sentence.format(time=quoted(at)))
    made = note(desk, Posture(wanted), Moment.OWN, when)
    if as_json:
        print_json(posture_document(notes(desk, made.note.day, made.note.day)))
    elif made.note.day == desk.today:
        say(sitting.noted(made.note, made.count, made.goal))
    else:
        say(sitting.noted_on(made.note, short_date(made.note.day, desk.today)))


def _read(desk: Desk, on: str | None, *, week: bool, as_json: bool) -> None:
    from coretui.services.posture import notes

    when, plain = day(desk, on), desk.settings.look.glyphs == "ascii"
    whole = week_of(when, desk.settings.days.week_start)
    first, last = (whole.first, whole.last) if week else (when, when)
    found = notes(desk, first, last)
    if as_json:
        print_json(posture_document(found, first, last) if week else posture_document(found))
        return
    if not found:
        say(sitting.nothing_in_a_week(running=first <= desk.today <= last) if week else _(sitting.NOTHING_YET))
        return
    if week:
        lines = _rows(sitting.counted(found, ascii=plain), " · ")
        lines.append(sitting.sum_on_days(len(found), len({note.day for note in found})))
    else:
        lines = _rows([short_date(when, desk.today), *sitting.in_a_row(found, ascii=plain)], "   ")
    for line in (*lines, sitting.changes(changed(found))):
        if line:
            say(line.replace(" · ", " | ") if plain else line)


def _rows(parts: Iterable[str], between: str) -> list[str]:
    """Return parts on as few lines as they fit on, none of them broken."""
    rows: list[str] = []
    for part in parts:
        if rows and width(longer := f"{rows[-1]}{between}{part}") <= WIDTH:
            rows[-1] = longer
        else:
            rows.append(part)
    return rows


@click.command(help=_("What goes together with your back pain, once in four weeks; it may be chance."))
@click.option("--json", "as_json", is_flag=True, help=_("As one JSON document."))
@click.pass_obj
def insights(desk: Desk, *, as_json: bool) -> None:
    """Print what goes together."""
    from coretui.commands.read import overviews
    from coretui.services.insights import read

    found = read(overviews(desk))
    if as_json:
        print_json(insights_document(found))
        return
    plain = desk.settings.look.glyphs == "ascii"
    lines = [_(together.RESTING)] if found.resting else []
    if not found.days:
        lines.append(_(together.NO_PAIN))
    else:
        lines.insert(0, together.span(found.months, found.as_of, found.next_look, desk.today))
        for one in found.findings:
            lines += ["", f"{together.compared(one)}, {together.lag(one)}", f"  {together.line(one)}"]
        lines += ["", _(together.CHANCE)]
    if found.breathing:
        lines += ["", together.breathing(*found.breathing)]
    lines += ["", _(together.JUST_BEGUN)]  # whoever types a command has not been invited
    for line in lines:
        for part in wrapped(line, WIDTH) if len(line) > WIDTH else [line]:
            say(part.replace(" · ", " | ") if plain else part)
