"""Keeping the chair without a screen, for a service manager or a spare terminal."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal

import click

from coretui.commands.desk import Desk
from coretui.desktop.idle import Watcher
from coretui.desktop.notices import DesktopNotifier, NoNotifier, Notifier
from coretui.i18n import _
from coretui.telling import notice
from coretui.workplace import Workplace


@click.command(help=_("Keep the chair without a screen."))
@click.pass_obj
def watch(desk: Desk) -> None:
    """Keep the chair until a signal says otherwise; follow whoever keeps it already."""
    asyncio.run(_watch(desk))


async def _watch(desk: Desk) -> None:
    watcher = Watcher(desk.clocks, os.environ)
    wanted = "desktop" in desk.settings["notices.channels"]
    notifier: Notifier = DesktopNotifier() if wanted else NoNotifier()
    keeper = Workplace.of(
        store=desk.open(),
        clocks=desk.clocks,
        settings=desk.settings,
        home=desk.home,
        notifier=notifier,
        watcher=watcher,
    ).keeper
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await watcher.start()
    sending: set[asyncio.Task[object]] = set()
    said: bool | None = None
    try:
        while not stop.is_set():
            for told in keeper.tick():
                task = asyncio.create_task(notifier.send(*notice(told.call, desk.settings["notices.text"])))
                sending.add(task)
                task.add_done_callback(sending.discard)
            if keeper.keeping is not said:
                said = keeper.keeping
                click.echo(
                    _("Keeping the chair.") if said else _("Another coretui keeps the chair; following it.")
                )
            if keeper.store.outdated:
                click.echo(
                    _("A newer coretui has changed the file: restart. Nothing is written any more."), err=True
                )
                break
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), 1)
    finally:
        keeper.close()
        await watcher.stop()
        await asyncio.gather(*sending, return_exceptions=True)
