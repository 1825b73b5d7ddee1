"""Commands that act on the chair; another process keeps it."""

from __future__ import annotations

import click

from coretui.desktop.output import say
from coretui.domain.chair.messages import (
    Away,
    Back,
    Command,
    Resume,
    Skip,
    SkipBreak,
    Snooze,
    Stand,
    StartBreak,
)
from coretui.domain.chair.state import Body
from coretui.errors import NotNowError
from coretui.i18n import _
from coretui.parsing.times import pause_for
from coretui.services.desk import Desk
from coretui.words.chair import status_line
from coretui.words.time import moment


@click.group("break", help=_("Start a break, end it, skip it or snooze it."))
def break_() -> None:
    """Break commands."""


@break_.command("start", help=_("Stand up now."))
@click.pass_obj
def break_start(desk: Desk) -> None:
    """Start a break."""
    act(desk, StartBreak())


@break_.command("back", help=_("Sit down again: end the break."))
@click.pass_obj
def break_back(desk: Desk) -> None:
    """End a break."""
    act(desk, Back())


@break_.command("skip", help=_("Skip this break and say why."))
@click.option("--reason", type=click.Choice([reason.value for reason in Skip]), default=Skip.OTHER.value)
@click.option("--note", default="", metavar=_("TEXT"), help=_("In your own words."))
@click.pass_obj
def break_skip(desk: Desk, reason: str, note: str) -> None:
    """Skip a break."""
    act(desk, SkipBreak(Skip(reason), note))


@break_.command("snooze", help=_("Snooze this break."))
@click.pass_obj
def break_snooze(desk: Desk) -> None:
    """Put a break off."""
    act(desk, Snooze())


@click.command(help=_("Leave your desk."))
@click.pass_obj
def away(desk: Desk) -> None:
    """Leave the desk."""
    act(desk, Away(), anyone=True)


@click.command(help=_("Work standing."))
@click.pass_obj
def stand(desk: Desk) -> None:
    """Work standing."""
    act(desk, Stand())


@click.command(help=_("Sit down again."))
@click.pass_obj
def sit(desk: Desk) -> None:
    """Sit down again."""
    act(desk, Back())


@click.command(help=_("Pause reminders: 45m, until 14:30, until tomorrow; without a time, until you resume them."))
@click.argument("when", nargs=-1, metavar="[" + _("WHEN") + "]...")
@click.option(
    "--reason", default="", metavar=_("TEXT"), help=_("The reason; it is shown while reminders are paused.")
)
@click.pass_obj
def pause(desk: Desk, when: tuple[str, ...], reason: str) -> None:
    """Hold reminders."""
    pause_ = pause_for(when, reason, desk.now, desk.clocks.zone, desk.settings.days.start)
    act(desk, pause_, anyone=True)


@click.command(help=_("Resume reminders."))
@click.pass_obj
def resume(desk: Desk) -> None:
    """Resume reminders."""
    act(desk, Resume(), anyone=True)


def act(desk: Desk, command: Command, *, anyone: bool = False) -> None:
    """Carry out a command on the stored chair, and say what it is now.

    Only holding and leaving work without a keeper (`anyone`); all else is refused then, for nobody would
    count it. Raises `NotNowError` with a sentence.
    """
    from coretui.desktop.lock import KeeperLock, kept_by_someone
    from coretui.services.keeper import Keeper

    kept = kept_by_someone(desk.home.lock)
    if not kept and not anyone:
        raise NotNowError(_("Nothing is tracking your sitting; start coretui first."))
    keeper = Keeper(desk.open(), desk.clocks, desk.settings.policy, KeeperLock(desk.home.lock))
    keeper.command(command, alone=not kept)
    chair, now = keeper.chair, desk.now
    if kept or chair is None:
        say(status_line(keeper.view(), now.wall, desk.clocks.zone))
    elif chair.hold:
        until = chair.hold.ends_at()
        say(
            _("Reminders are paused until {time}.").format(time=moment(until, now.wall, desk.clocks.zone))
            if until
            else _("Reminders are paused until you resume them.")
        )
    else:
        say(_("Reminders are on again.") if chair.body is not Body.AWAY else _("You are away."))
