"""`coretui exercises` and `coretui programmes`: what there is to do, to read and for scripts."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from itertools import dropwhile

import click

from coretui import catalogue
from coretui.catalogue.illustrated import IllustratedCatalogue
from coretui.commands.articles import show_article
from coretui.commands.documents import exercise_document, exercises_document, print_json, programmes_document
from coretui.commands.sheet import bullets, load, section, terms, wants_json, wrapped
from coretui.desktop.output import at_terminal, say
from coretui.domain.exercises.catalogue import Catalogue, Exercise, Programme
from coretui.domain.exercises.dose import Dose
from coretui.domain.exercises.plan import PlannedSet
from coretui.errors import UsageError
from coretui.i18n import _, language, ngettext
from coretui.services.desk import Desk
from coretui.settings.keys import OWN_RHYTHM, Settings
from coretui.words.columns import padded

STILL = (40, 16)
"""Columns and rows of the figure that `exercises show` prints."""


def _amount(dose: Dose) -> str:
    """Write a dose as a leaflet does: `3 × 25 repetitions, hold 1 s at each end`."""
    if dose.seconds is not None:
        minutes, rest = divmod(dose.seconds, 60)
        length = _("{n} min").format(n=minutes) if minutes and not rest else _("{n} s").format(n=dose.seconds)
        return f"{dose.sets} × {length}"
    reps = dose.reps or 0
    amount = f"{dose.sets} × " + ngettext("{n} repetition", "{n} repetitions", reps).format(n=reps)
    if dose.hold_seconds is None:
        return amount
    held = _("hold {n} s at each end") if dose.each_way else _("hold {n} s")
    return f"{amount}, {held.format(n=dose.hold_seconds)}"


def _week(programme: Programme) -> str:
    n = programme.times_per_week
    return ngettext("{n} time a week", "{n} times a week", n).format(n=n)


def _positions(exercise: Exercise) -> Iterator[str]:
    spoken = language()
    yield exercise.position.in_(spoken)
    if exercise.on_ball:
        yield _("With a ball: {support}").format(support=exercise.on_ball.in_(spoken))
    if exercise.on_floor:
        yield _("Without a ball: {support}").format(support=exercise.on_floor.in_(spoken))


def _sides(exercise: Exercise) -> Iterator[str]:
    if exercise.side_left and exercise.side_right:
        yield _("Left: {side}").format(side=exercise.side_left.in_(language()))
        yield _("Right: {side}").format(side=exercise.side_right.in_(language()))


def _figure(context: click.Context, found: IllustratedCatalogue, id_: str) -> list[str]:
    """Return a still of the exercise and an empty line, where it can be seen: in a terminal that has room."""
    from coretui.catalogue.figures import figure_of
    from coretui.commands import plain
    from coretui.figures import palettes
    from coretui.figures.painter import Reel

    desk = context.find_object(Desk)
    figure = figure_of(found, id_, ball=bool(desk and desk.settings.session.ball))
    style = desk.settings.look.figures if desk else "blocks"
    ascii_only = desk is not None and desk.settings.look.glyphs == "ascii"
    wide, high = STILL
    if figure is None or style == "text" or ascii_only or not at_terminal(sys.stdout):
        return []
    if shutil.get_terminal_size().columns < wide:
        return []
    if os.environ.get("NO_COLOR"):
        lines = plain.bare(Reel(figure, wide, high, style="dots")[figure.still])
    else:
        light = desk is not None and "light" in desk.settings.look.theme
        picture = Reel(figure, wide, high, style=style)[figure.still]
        lines = plain.printed(picture, palettes.LIGHT if light else palettes.DARK)
    return [*dropwhile(lambda line: not line.strip(), lines), ""]


def _sheet(found: Catalogue, exercise: Exercise, settings: Settings) -> Iterator[str]:
    """Yield the lines of one exercise, as `exercises show` prints them."""
    spoken = language()
    yield exercise.name.in_(spoken)
    yield wrapped(exercise.cue.in_(spoken))
    yield from section(_("Dose"), bullets(_doses(found, exercise)))
    yield from section(_("Rhythm"), bullets(_rhythms(found, exercise, settings)))
    yield from section(_("Position"), bullets(_positions(exercise)))
    steps = enumerate(exercise.steps.in_(spoken), 1)
    yield from section(_("Steps"), [wrapped(step, f"  {number} ") for number, step in steps])
    yield from section(_("Left and right, trained separately"), bullets(_sides(exercise)))
    yield from section(_("Take care"), bullets(exercise.cautions.in_(spoken)))
    yield from section(_("Needed"), terms(found.equipment, exercise.equipment))
    yield from section(_("Muscles"), terms(found.muscles, exercise.muscles))
    yield from section(_("Variants"), bullets(_variants(found, exercise)))
    yield from section(_("Also possible"), bullets(_named(found, found.choices(exercise.id))))
    yield from section(
        _("To read"),
        bullets(
            _("{title}: coretui articles show {id}").format(title=one.title.in_(spoken), id=one.id)
            for one in found.reading(exercise.id)
        ),
    )
    yield from section(_("Sources"), terms(found.sources, exercise.sources))


def _doses(found: Catalogue, exercise: Exercise) -> Iterator[str]:
    for programme, entry in found.appearances(exercise.id):
        yield _("{programme}, no. {number}: {dose}, {week}").format(
            programme=programme.name.in_(language()),
            number=entry.number,
            dose=_amount(entry.dose),
            week=_week(programme),
        )
    for programme, entry in found.stands_in(exercise.id):
        (instead,) = _named(found, [entry.exercise_id])
        yield _("{programme}: instead of {exercise}").format(
            programme=programme.name.in_(language()), exercise=instead
        )


def _rhythms(found: Catalogue, exercise: Exercise, settings: Settings) -> Iterator[str]:
    """Yield how long a repetition takes this person in each dose that has repetitions, and where that is set."""
    from coretui.services.session_run import tempo_of
    from coretui.words.sessions import each

    tempo = tempo_of(settings, found)
    doses = [entry.dose for _programme, entry in found.appearances(exercise.id) if entry.dose.reps]
    yield from dict.fromkeys(each(tempo.rhythm_of(PlannedSet(exercise.id, 1, None, dose))) for dose in doses)
    for dose in doses[:1]:
        seconds = round(tempo.rhythm_of(PlannedSet(exercise.id, 1, None, dose)).seconds)
        yield _("To change it: coretui config set {key} {n}").format(key=OWN_RHYTHM + exercise.id, n=seconds)


def _variants(found: Catalogue, exercise: Exercise) -> Iterator[str]:
    for line, id_ in ((_("Easier: {name}"), exercise.lighter), (_("Harder: {name}"), exercise.heavier)):
        if id_:
            yield line.format(name=found.exercises[id_].name.in_(language()))
    if exercise.id in catalogue.load().exercises and (exercise.lighter or exercise.heavier):
        yield _("Which is easier or harder is coretui's interpretation.")


def _named(found: Catalogue, ids: Iterable[str]) -> list[str]:
    """Return what exercises are called."""
    return [found.exercises[id_].name.in_(language()) for id_ in ids]


def _programme_sheet(found: Catalogue, programme: Programme) -> Iterator[str]:
    """Yield the lines of one programme: what it is, and its exercises with their doses."""
    spoken = language()
    yield f"{programme.name.in_(spoken)} ({programme.id}), {_week(programme)}"
    yield wrapped(programme.about.in_(spoken), "  ")
    for entry in programme.entries:
        exercise = found.exercises[entry.exercise_id]
        sides = _(", left and right") if exercise.sides else ""
        yield f"  {entry.number:>2}  {padded(exercise.name.in_(spoken), 24)}  {_amount(entry.dose)}{sides}"
        if entry.alternatives:
            yield " " * 6 + _("or: {exercises}").format(exercises=", ".join(_named(found, entry.alternatives)))


@click.group(invoke_without_command=True, help=_("List the exercises; `exercises show ID` explains one."))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
@click.pass_context
def exercises(context: click.Context, as_json: bool) -> None:
    """List the exercises with their places in the programmes, unless a subcommand follows."""
    if context.invoked_subcommand:
        return
    found = load(context)
    if as_json:
        print_json(exercises_document(found, language()))
        return
    width = max(map(len, found.exercises))
    for exercise in found.exercises.values():
        places = ", ".join(f"{programme.id} {entry.number}" for programme, entry in found.appearances(exercise.id))
        say(f"{exercise.id:<{width}}  {padded(exercise.name.in_(language()), 24)}  {places}".rstrip())


@exercises.command(
    help=_("Explain one exercise: dose, steps, sides, cautions, muscles, sources; or print an article.")
)
@click.argument("id_", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
@click.pass_context
def show(context: click.Context, id_: str, as_json: bool) -> None:
    """Print one exercise, or an article, in words or as JSON; an unknown id raises `UsageError`."""
    found = load(context)
    if id_ in found.articles:
        show_article(context, found, found.articles[id_], as_json=as_json)
        return
    if id_ not in found.exercises:
        raise UsageError(_("'{id}' is not an exercise; `coretui exercises` lists them.").format(id=id_))
    if wants_json(context, as_json=as_json):
        print_json(exercise_document(found, found.exercises[id_], language()))
        return
    for line in _figure(context, found, id_):
        click.echo(line)  # a picture made of escapes that are ours
    desk = context.find_object(Desk)
    settings = desk.settings if desk else Settings.of()
    say("\n".join(_sheet(found, found.exercises[id_], settings)))


@click.command(help=_("List the programmes with their exercises and doses."))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
@click.pass_context
def programmes(context: click.Context, as_json: bool) -> None:
    """Print each programme with what it is and how much of what."""
    found = load(context)
    if as_json:
        print_json(programmes_document(found, language()))
        return
    say("\n\n".join("\n".join(_programme_sheet(found, one)) for one in found.programmes.values()))
