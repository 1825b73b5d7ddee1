"""Commands for copies of the database: list them, make one, put one back."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from coretui.commands.documents import print_json
from coretui.desktop.output import at_terminal, say
from coretui.domain.harmless import harmless, one_line
from coretui.errors import CoretuiError, NotNowError
from coretui.i18n import _
from coretui.services.desk import Desk

if TYPE_CHECKING:
    from coretui.domain.differences import Difference
    from coretui.store.backups import Backup


def complete_backup(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the names of backups to a shell."""
    del param
    desk = ctx.find_object(Desk)
    if desk is None:
        return []
    from coretui.store.backups import glanced
    from coretui.words.backups import made_for

    try:
        found = glanced(desk.home)
    except CoretuiError:
        return []  # a shell that completes has nowhere to say why
    return [
        CompletionItem(one.short, help=harmless(made_for(one.reason)))
        for one in found
        if one.short.startswith(incomplete)
    ]


@click.group(
    "backup", invoke_without_command=True, help=_("Backups of the database: make one, list them, restore one.")
)
@click.option("--json", "as_json", is_flag=True, help=_("As one JSON document."))
@click.pass_context
def backup(ctx: click.Context, *, as_json: bool) -> None:
    """Backups; without anything, the list."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_, as_json=as_json)


@backup.command("list", help=_("All backups, the newest first."))
@click.option("--json", "as_json", is_flag=True, help=_("As one JSON document."))
@click.pass_obj
def list_(desk: Desk, *, as_json: bool) -> None:
    """List what there is."""
    from coretui.store.backups import listed

    found = listed(desk.home)
    if as_json:
        print_json([_document(one) for one in found])
    elif not found:
        say(_("There is no backup yet; `coretui backup now` makes one."))
    else:
        for line in _table(desk, found):
            say(line)


@backup.command(help=_("Make a backup now."))
@click.option("--json", "as_json", is_flag=True, help=_("As one JSON document."))
@click.pass_obj
def now(desk: Desk, *, as_json: bool) -> None:
    """Make one, of a store that is there."""
    from coretui.store.backups import make
    from coretui.words.backups import rows, size

    desk.open()
    made = make(desk.home, "now", desk.now)
    if as_json:
        print_json(_document(made))
    else:
        words = {"name": made.short, "rows": rows(made.rows), "size": size(made.size)}
        say(_("Backup made: {name} ({rows}, {size}).").format(**words))


@backup.command(help=_("Put back what a backup holds; what is there now is backed up first."))
@click.argument("which_backup", metavar=_("NAME"), shell_complete=complete_backup)
@click.option("--yes", is_flag=True, help=_("Restore it without asking."))
@click.pass_obj
def restore(desk: Desk, which_backup: str, *, yes: bool) -> None:
    """Show what differs, ask, and put it back."""
    from coretui.store.backups import named
    from coretui.store.restore import difference, prepared
    from coretui.store.restore import restore as put_back

    one = named(desk.home, which_backup)
    if not yes and not at_terminal(sys.stdin):
        sentence = _("Restoring {name} replaces what is recorded now; confirm it with --yes.")
        raise NotNowError(sentence.format(name=one_line(one.short)))
    store = desk.open()
    with prepared(desk.home, one.name) as path:
        found = difference(desk.home, path)
    if found.alike:
        say(_("{name} holds what is recorded now; nothing was changed.").format(name=one.short))
        return
    if not yes:
        _preview(desk, one, found)
        if not _agreed():
            say(_("Nothing was changed."))
            return
    before = put_back(store, desk.home, one.name, desk.now)
    say(_("{name} is restored.").format(name=one.short))
    say(_("To undo that: {command}").format(command=f"coretui backup restore {before.short}"))


def _agreed() -> bool:
    question = _("Put this back in place of what is recorded now? (yes/no)")
    answer: str = click.prompt(harmless(question), default="", show_default=False)
    return answer.strip().casefold() in {"yes", "y", _("yes"), _("y")}


def _preview(desk: Desk, one: Backup, found: Difference) -> None:
    from coretui.words.backups import days, differing
    from coretui.words.columns import padded, width
    from coretui.words.time import moment

    when = moment(one.at.timestamp(), desk.now.wall, desk.clocks.zone)
    say(_("What differs from {name} ({when}):").format(name=one.short, when=when))
    lines = list(differing(found))
    columns = max(width(what) for what, _counts in lines)
    for what, counts in lines:
        say(f"  {padded(what, columns)}  {counts}")
    if said := days(found, desk.today):
        say(said)


def _table(desk: Desk, found: Iterable[Backup]) -> list[str]:
    from coretui.words.backups import made_for, rows, size
    from coretui.words.columns import padded, width
    from coretui.words.time import moment

    def cells(one: Backup) -> tuple[str, ...]:
        when = moment(one.at.timestamp(), desk.now.wall, desk.clocks.zone)
        whole = rows(one.rows) if one.ok else _("damaged")
        return one_line(one.short), when, size(one.size), whole, made_for(one.reason)

    lines = [cells(one) for one in found]
    columns = [max(map(width, column)) for column in zip(*lines, strict=True)]
    return ["  ".join(map(padded, line, columns)).rstrip() for line in lines]


def _document(one: Backup) -> dict[str, object]:
    """Return the JSON of a backup."""
    return {"name": one.name, "at": one.at.isoformat(), "bytes": one.size, "ok": one.ok, "rows": one.rows}
