"""Commands that look after the program: what works here, a notice to try."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from coretui.commands.documents import print_json
from coretui.desktop.output import at_terminal, say
from coretui.errors import NotNowError, UsageError
from coretui.i18n import _
from coretui.services.desk import Desk

if TYPE_CHECKING:
    from coretui.desktop.notices.notifier import ChannelHealth
    from coretui.doctor.check import Check


# --- what works here ----------------------------------------------------------------------------------------


@click.command(help=_("What works here, and what is missing."))
@click.option("--json", "as_json", is_flag=True, help=_("As one JSON document."))
@click.option(
    "--repair", "repairs", is_flag=True, help=_("Bring back what can be read of a damaged or lost record.")
)
@click.option(
    "--afresh", is_flag=True, help=_("With --repair: start with an empty record; the old files are kept.")
)
@click.option("--yes", is_flag=True, help=_("Yes, do it."))
@click.pass_obj
def doctor(desk: Desk, *, as_json: bool, repairs: bool, afresh: bool, yes: bool) -> int:
    """Print what was found; return 1 if the program cannot be used like this."""
    if repairs:
        from coretui.commands.repair import repair

        return repair(desk, yes=yes, afresh=afresh)
    if afresh or yes:
        raise UsageError(_("--yes and --afresh belong to --repair."))
    from coretui.desktop.signs.watcher import sources_here
    from coretui.doctor.backups import backups
    from coretui.doctor.check import usable
    from coretui.doctor.checks import examine
    from coretui.doctor.clock import clock
    from coretui.doctor.signs import signs

    sources = sources_here(os.environ, desk.terminals)
    checks = (
        *examine(desk.home, desk.settings, desk.problems),
        backups(desk.home, desk.now, desk.clocks.zone),
        *clock(desk.home, desk.today),
        signs(desk.clocks, os.environ, sources),
    )
    if as_json:
        found = [_document(check) for check in checks]
        print_json({"ok": usable(checks), "checks": found})
    else:
        for check in checks:
            _print_check(check)
    return 0 if usable(checks) else 1


def _document(check: Check) -> dict[str, object]:
    """Return the JSON of a check; `advice` is there where something can be done."""
    document: dict[str, object] = {"id": check.name, "ok": check.ok, "text": check.detail}
    return {**document, "advice": " ".join(check.advice)} if check.advice else document


def _print_check(check: Check) -> None:
    from coretui.doctor.check import NAMES

    mark = _("ok") if check.ok else "!!"
    say(f"{mark:<4}{_(NAMES[check.name]):<20} {check.detail}")
    for advice in check.advice:
        say(f"{'':<25}{advice}")


@click.command("notify-test", help=_("Show a notice on every channel that is switched on."))
@click.pass_obj
def notify_test(desk: Desk) -> None:
    """Send one real notice on every channel and say how each went; raises `NotNowError` if none showed it."""
    import asyncio

    from coretui.desktop.notices.channels import Channels
    from coretui.desktop.notices.notifier import ChannelHealth
    from coretui.domain.chair.messages import Call
    from coretui.words.notices import notice

    channels = Channels.of(desk.settings.notices.channels, os.environ)
    if not channels.healths:
        raise NotNowError(_("Switched off in the settings: only the app itself shows them."))
    title, text = notice(Call.DUE, desk.settings.notices.text)
    asyncio.run(channels.send(title, text, notice(Call.DUE, "movement")[1]))
    tried = [_tried(name, how) for name, how in channels.healths.items()]
    if channels.health is not ChannelHealth.SHOWN:
        raise NotNowError(" ".join(text for check in tried for text in (check.detail, *check.advice)))
    for check in tried:
        _print_check(check)


def _tried(channel: str, health: ChannelHealth) -> Check:
    """Return how a notice went on a channel, and what to do if it was not shown."""
    from coretui.desktop.notices.notifier import ChannelHealth
    from coretui.doctor.check import Check

    tell = {"desktop": _on_desktop, "terminal": _in_terminal, "bell": _by_bell, "popup": _in_popup}[channel]
    return Check(f"notices.{channel}", health is ChannelHealth.SHOWN, *tell(health))


Told = tuple[str, tuple[str, ...]]
"""What happened, and what can be done about it."""


def _on_desktop(health: ChannelHealth) -> Told:
    from coretui.desktop.notices.notifier import ChannelHealth
    from coretui.doctor.notices import SENDER, SERVICE, desktop_notices

    match health:
        case ChannelHealth.SHOWN:
            return _("The desktop accepted the notice."), ()
        case ChannelHealth.SILENT:
            return _("The notification service of the desktop did not answer in time; restart it."), ()
        case ChannelHealth.NO_WAY if sys.platform.startswith("linux"):
            return _("Nothing here can send notices; install something that can: {command}").format(
                command=SENDER
            ), ()
        case ChannelHealth.REFUSED if sys.platform.startswith("linux"):
            refused = _("No notification service accepted the notice; install one: {command}")
            return refused.format(command=SERVICE), ()
        case _:
            return _("The notice was not shown."), desktop_notices(os.environ).advice


def _in_terminal(health: ChannelHealth) -> Told:
    from coretui.desktop.notices.notifier import ChannelHealth
    from coretui.doctor.notices import terminal_notices

    if health is ChannelHealth.SHOWN:
        return _("The terminal was sent the notice."), (terminal_notices(os.environ).detail,)
    if health is ChannelHealth.NO_WAY and not os.environ.get("TMUX") and not at_terminal(sys.stdout):
        return _("There is no terminal here to show a notice."), ()
    found = terminal_notices(os.environ)
    return _("The terminal was not sent the notice."), (() if found.ok else (found.detail, *found.advice))


def _by_bell(health: ChannelHealth) -> Told:
    from coretui.desktop.notices.notifier import ChannelHealth

    if health is ChannelHealth.SHOWN:
        return _("The terminal was asked to ring; its own settings decide."), ()
    return _("There is no terminal here to ring."), ()


def _in_popup(health: ChannelHealth) -> Told:
    from coretui.desktop.notices.notifier import ChannelHealth
    from coretui.doctor.notices import popup_notices

    match health:
        case ChannelHealth.SHOWN:
            return _("The popup is open; any key closes it."), ()
        case ChannelHealth.REFUSED:
            return _("tmux opened no popup; close what is in front and try again."), ()
        case ChannelHealth.SILENT:
            return _("tmux did not answer in time."), ()
        case _:
            found = popup_notices(os.environ)
            return (_("No terminal is attached to this tmux."), ()) if found.ok else (found.detail, found.advice)
