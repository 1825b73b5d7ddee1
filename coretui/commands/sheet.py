"""Sheets of running text that commands print: headings, bullets, lines broken to fit any terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping

import click

from coretui import catalogue
from coretui.catalogue.illustrated import IllustratedCatalogue
from coretui.desktop.output import say
from coretui.domain.exercises.catalogue import Term
from coretui.i18n import language
from coretui.services.desk import Desk

WIDTH = 78
"""Columns of running text: reads well, and fits the smallest usual terminal."""


def load(context: click.Context) -> IllustratedCatalogue:
    """Return the catalogue with the person's own files; what is wrong in those goes to stderr."""
    desk = context.find_object(Desk)
    if desk is None:
        return catalogue.load()
    found, problems = catalogue.load_with_own(desk.home.exercises)
    for problem in problems:
        say(problem, err=True)
    return found


def wrapped(text: str, first: str = "", rest: str | None = None) -> str:
    """Return a text on lines that fit; `first` stands before the first, `rest` or as much air before the rest."""
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=" " * len(first) if rest is None else rest,
        break_on_hyphens=False,  # an id or a command is read as one word
    )


def section(heading: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield a heading and its lines, after an empty line; nothing where there are no lines."""
    lines = list(lines)
    if lines:
        yield from ("", heading, *lines)


def bullets(texts: Iterable[str]) -> list[str]:
    """Return each text as a point of a list."""
    return [wrapped(text, "  · ") for text in texts]


def terms(known: Mapping[str, Term], ids: Iterable[str]) -> list[str]:
    """Return what sources, muscles or pieces of equipment are called, as a list."""
    return bullets(known[id_].name.in_(language()) for id_ in ids)


def wants_json(context: click.Context, *, as_json: bool) -> bool:
    """Tell whether a subcommand is to print JSON: `--json` may stand behind it or before it."""
    return as_json or bool(context.parent and context.parent.params.get("as_json"))
