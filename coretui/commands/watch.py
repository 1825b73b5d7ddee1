"""Keeping the chair without a screen, for a service manager or a spare terminal."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal

import click

from coretui.desktop.last_resort import leave_within
from coretui.desktop.notices.channels import Channels
from coretui.desktop.output import say_if_heard as say
from coretui.desktop.signs.watcher import Watcher, sources_here
from coretui.i18n import N_, _
from coretui.services.desk import Desk
from coretui.services.heartbeat import OUTDATED, Heartbeat
from coretui.services.keeper import Keeper
from coretui.services.movements import told
from coretui.services.workplace import Workplace
from coretui.words.notices import notice


@click.command(help=_("Track your sitting without a screen."))
@click.pass_obj
def watch(desk: Desk) -> int:
    """Keep the chair until a signal says otherwise; follow whoever keeps it already."""
    return asyncio.run(_watch(desk))


async def _watch(desk: Desk) -> int:
    watcher = Watcher(desk.clocks, os.environ, sources_here(os.environ, desk.terminals), has_keys=False)
    notifier = Channels.of(desk.settings.notices.channels, os.environ)
    known = len(desk.problems)
    workplace = Workplace.of(desk, notifier, watcher)
    keeper, heartbeat = workplace.keeper, Heartbeat.of(workplace)
    stop, kept, loop = asyncio.Event(), asyncio.Event(), asyncio.get_running_loop()

    def leave(*_: object) -> None:
        leave_within(code=lambda: int(not kept.is_set()))  # here: the loop may wait for the store
        loop.call_soon_threadsafe(stop.set)

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, leave)
    if hasattr(signal, "SIGTSTP"):
        loop.add_signal_handler(signal.SIGTSTP, _stand_still, workplace)
    await watcher.start()
    sending: set[asyncio.Task[object]] = set()
    said = ""
    for problem in desk.problems[known:]:  # of the store; all others were said before
        say(problem, err=True)
    try:
        while not stop.is_set():
            pulse = heartbeat.beat()
            for problem in pulse.problems or ():
                say(problem, err=True)
            for one in pulse.notices:
                offered = told(workplace)
                title, text = notice(one.call, workplace.settings.notices.text, offered)
                task = asyncio.create_task(notifier.send(title, text, notice(one.call, "movement", offered)[1]))
                sending.add(task)
                task.add_done_callback(sending.discard)
            if (keeps := who_keeps(keeper)) != said:
                said = keeps
                say(_(keeps))
            for saying in pulse.sayings:
                say(saying.sentence, err=True)
            if pulse.outdated:
                say(_(OUTDATED), err=True)
                break
            if workplace.guard.damage:
                break
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), 1)
    finally:
        unkept = workplace.put_away()
        for sentence in unkept:
            say(sentence, err=True)
        if not unkept:
            kept.set()
        await watcher.stop()
        await asyncio.gather(*sending, return_exceptions=True)
        await notifier.close()
    return int(bool(unkept or workplace.guard.damage))


def who_keeps(keeper: Keeper) -> str:
    """Return which process keeps the chair; not translated."""
    if keeper.keeping:
        return N_("Tracking your sitting.")
    if keeper.store.only_read and not keeper.lock.taken:
        return N_(
            "Nothing is tracking your sitting, because nothing can be saved here; `coretui doctor` says why."
        )
    return N_("Another coretui is already tracking your sitting; this one follows it.")


def _stand_still(workplace: Workplace) -> None:
    """Leave the chair to another process while this one is stopped; the next second asks for it back."""
    for sentence in workplace.stop():
        say(sentence, err=True)
    os.kill(os.getpid(), signal.SIGSTOP)
