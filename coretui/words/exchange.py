"""Exports and imports in words: what would come in, and what is left as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coretui.domain.harmless import one_line
from coretui.i18n import _, ngettext
from coretui.words.backups import TABLES

MANY = 6
"""So many names stand in a sentence; the others are counted."""


def coming(table: str, new: int, changed: int, kept: int) -> tuple[str, str]:
    """Return what is in a table, and what becomes of rows that are not the same here."""
    parts = (
        ngettext("{n} new", "{n} new", new).format(n=new) if new else "",
        ngettext("{n} changed", "{n} changed", changed).format(n=changed) if changed else "",
        ngettext("{n} differs and stays as it is here", "{n} differ and stay as they are here", kept).format(
            n=kept
        )
        if kept
        else "",
    )
    return _(TABLES[table]), ", ".join(filter(None, parts))


def already(count: int) -> str:
    """Say how many rows are here already."""
    return ngettext("{n} row is here already.", "{n} rows are here already.", count).format(n=count)


def joined(pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield a sentence for each habit that two machines know under two ids."""
    for theirs, ours in pairs:
        if theirs != ours:
            sentence = _("The habit {theirs} in it is {ours} here: they have one name.")
        else:
            sentence = _("A habit of the same name gets the id {theirs}, which it has there.")
        yield sentence.format(theirs=one_line(theirs), ours=one_line(ours))


def names(found: Sequence[str]) -> str:
    """Write names, the first ones of many."""
    shown = ", ".join(one_line(name) for name in found[:MANY])
    return f"{shown}, …" if len(found) > MANY else shown
