"""Removing everything that coretui has recorded on this machine."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from coretui.desktop.lock import KeeperLock
from coretui.desktop.output import at_terminal, say
from coretui.domain.harmless import harmless
from coretui.errors import NotNowError, StoreError
from coretui.i18n import _, ngettext
from coretui.services.desk import Desk
from coretui.words.numbers import decimal

if TYPE_CHECKING:
    from coretui.paths import Home
    from coretui.store.belongings import Belonging


@click.command(help=_("Delete everything that coretui has recorded: database, backups, log."))
@click.option("--yes", is_flag=True, help=_("Yes, delete it all, without asking."))
@click.pass_obj
def forget(desk: Desk, *, yes: bool) -> None:
    """Forget everything, asked twice."""
    from coretui.store.belongings import belongings

    home = desk.home
    if not yes and not at_terminal(sys.stdin):
        raise NotNowError(
            _("That would delete everything recorded in {path} for ever; confirm it with --yes.").format(
                path=home.data_dir
            )
        )
    try:
        if not any(one.own for one in belongings(home)):
            say(_("Nothing of coretui is in {path}.").format(path=home.data_dir))
            return
    except OSError as error:
        sentence = _("The folder {path} cannot be used ({error}); CORETUI_HOME can name another one.")
        raise StoreError(sentence.format(path=home.data_dir, error=error.strerror)) from error
    lock = KeeperLock(home.lock)
    if not lock.acquire():
        raise NotNowError(_("coretui is open, or `coretui watch` runs; close it first. Nothing was deleted."))
    try:
        found = belongings(home)
        _forget(home, [one for one in found if one.own], yes=yes)
        for one in found:
            if not one.own:
                say(_("A link, or not yours, and left where it is: {path}").format(path=one.path(home)))
    finally:
        lock.release()


def _forget(home: Home, found: list[Belonging], *, yes: bool) -> None:
    from coretui.store.belongings import remove

    if not yes:
        for one in found:
            say(f"  {one.path(home)}  {_size(one.size)}")
        word = _("delete")
        if not _agreed(found) or _ask(_("Really? Type {word} to delete it for ever").format(word=word)) != word:
            say(_("Nothing was changed."))
            return
    stays = remove(home, found)
    gone = len(found) - len(stays)
    said = ngettext("{n} file deleted ({size}).", "{n} files deleted ({size}).", gone)
    say(said.format(n=gone, size=_size(sum(one.size for one in found if one.path(home) not in stays))))
    for path in (home.config, home.exercises):
        if os.path.lexists(path):
            say(_("Yours, and left where it is: {path}").format(path=path))
    if stays:
        raise StoreError(_("These could not be deleted: {paths}.").format(paths=", ".join(stays)))


def _agreed(found: list[Belonging]) -> bool:
    size = _size(sum(one.size for one in found))
    question = ngettext(
        "Delete this file ({size}), with everything recorded in it? This cannot be undone. (yes/no)",
        "Delete these {n} files ({size}), with everything recorded in them? This cannot be undone. (yes/no)",
        len(found),
    )
    return _ask(question.format(n=len(found), size=size)) in {"yes", "y", _("yes"), _("y")}


def _ask(question: str) -> str:
    answer: str = click.prompt(harmless(question), default="", show_default=False)
    return answer.strip().casefold()


def _size(size: int) -> str:
    """Say how many bytes there are, as people do: 812 kB, 1.4 MB."""
    return f"{decimal(size / 1e6, 1)} MB" if size >= 1e6 else f"{-(-size // 1000)} kB"
