"""Commands that look after the program: what works here, a notice to try, sample data to look around in."""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import click

from coretui.commands.desk import Desk
from coretui.domain.days import logical_day
from coretui.errors import NotNowError, StoreError, UsageError
from coretui.i18n import _, ngettext
from coretui.paths import Home, private_folder
from coretui.settings import file as config

if TYPE_CHECKING:
    from coretui.desktop.notices.notifier import Health
    from coretui.doctor.checks import Check

MOST_YEARS = 100
MOST_WEEKS = 5200
SEED = 1
KEPT_SETTINGS = ("look.", "days.", "session.")
"""What a throw-away demo takes over from the user: how things look and are counted, no hours and no notices."""


# --- sample data --------------------------------------------------------------------------------------------


@click.command(help=_("Write sample weeks, or years, that end today into a new or empty folder."))
@click.argument("folder", metavar=_("DIR"))
@click.option("--weeks", type=int, metavar="N", help=_("How many weeks; 8 if nothing is said."))
@click.option("--years", type=int, metavar="N", help=_("How many years, instead of weeks."))
@click.option("--seed", type=int, default=SEED, metavar="N", help=_("The same number, the same days."))
@click.pass_obj
def demo(desk: Desk, folder: str, weeks: int | None, years: int | None, seed: int) -> None:
    """Write a store full of sample weeks."""
    _check_length(weeks, years)
    path = os.path.abspath(os.path.expanduser(folder))
    home = _empty_home(path, folder)
    try:
        _write_sample(desk, home, {}, weeks=weeks, years=years, seed=seed)
    except BaseException:
        # Half a demo would pass for a whole one, and be in the way of the next.
        _forget(home)
        raise
    click.echo(_told(weeks, years).format(n=years or weeks or 8, folder=path))
    click.echo(_("Open it with: {command}").format(command=f"CORETUI_HOME={shlex.quote(path)} coretui"))


def _told(weeks: int | None, years: int | None) -> str:
    if years:
        return ngettext(
            "{n} year of sample days is in {folder}.", "{n} years of sample days are in {folder}.", years
        )
    return ngettext(
        "{n} week of sample days is in {folder}.", "{n} weeks of sample days are in {folder}.", weeks or 8
    )


def _check_length(weeks: int | None, years: int | None) -> None:
    if weeks is not None and years is not None:
        raise UsageError(_("Say --weeks or --years, not both."))
    for option, given, most in (("--weeks", weeks, MOST_WEEKS), ("--years", years, MOST_YEARS)):
        if given is not None and not 1 <= given <= most:
            raise UsageError(
                _("{option} {given} will not do: expected a whole number from 1 to {most}.").format(
                    option=option, given=given, most=most
                )
            )


def _empty_home(path: str, folder: str) -> Home:
    """Make a folder, or make sure that it is empty."""
    try:
        if os.path.lexists(path) and not os.path.isdir(path):
            raise NotNowError(_("{path} is a file; name a new or empty folder.").format(path=folder))
        if os.path.isdir(path) and os.listdir(path):
            raise NotNowError(_("{path} is not empty; name a new or empty folder.").format(path=folder))
    except OSError as error:
        raise StoreError(
            _("The folder {path} cannot be used: {error}.").format(path=folder, error=error.strerror)
        ) from error
    private_folder(path)
    return Home(path, path)


def _write_sample(
    desk: Desk,
    home: Home,
    settings: dict[str, str],
    *,
    weeks: int | None = None,
    years: int | None = None,
    seed: int = SEED,
) -> None:
    """Write settings that give no notices, and a store full of sample days up to this moment."""
    from coretui.sample.weeks import fill
    from coretui.store.database import open_store

    for key, value in {**settings, "notices.channels": "[]"}.items():
        config.write(home.config, key, value)
    used, _problems = config.load(home.config)
    now = desk.now
    store = open_store(home)
    try:
        fill(
            store,
            today=logical_day(now, used.day_start),
            now=now,
            weeks=weeks,
            years=years,
            seed=seed,
            zone=desk.clocks.zone,
            day_start=used.day_start,
            week_start=used.week_start,
        )
    finally:
        store.close()


def _forget(home: Home) -> None:
    """Remove the files of a sample that could not be finished."""
    for path in (home.config, home.database, f"{home.database}-wal", f"{home.database}-shm"):
        with suppress(OSError):
            os.remove(path)


@contextmanager
def throw_away(desk: Desk) -> Iterator[Desk]:
    """Give a desk on sample weeks in a folder that is removed afterwards; the user's own is not touched.

    It looks as the user has set it, and sends no notices.
    """
    from tempfile import TemporaryDirectory

    own = config.as_written(desk.home.config)
    kept = {key: str(value) for key, value in own.items() if key.startswith(KEPT_SETTINGS)}
    try:
        folder = TemporaryDirectory(prefix="coretui-demo-", ignore_cleanup_errors=True)
    except OSError as error:
        raise StoreError(_("No folder can be made for the demo: {error}.").format(error=error.strerror)) from error
    with folder as path:
        home = Home(path, path)
        _write_sample(desk, home, kept)
        settings, problems = config.load(home.config)
        sample = Desk(home, settings, desk.clocks, problems)
        store = sample.open()
        try:
            yield sample
        finally:
            store.close()


# --- what works here ----------------------------------------------------------------------------------------


@click.command(help=_("What works here, and what is missing."))
@click.option("--json", "as_json", is_flag=True, help=_("As one JSON document."))
@click.pass_obj
def doctor(desk: Desk, *, as_json: bool) -> int:
    """Print what was found; return 1 if the program cannot be used like this."""
    from coretui.doctor.checks import examine, usable
    from coretui.doctor.signs import signs

    checks = (*examine(desk.home, desk.settings, desk.problems), signs(desk.clocks, os.environ))
    if as_json:
        found = [{"name": one.name, "ok": one.ok, "detail": _detail(one)} for one in checks]
        click.echo(json.dumps({"ok": usable(checks), "checks": found}, indent=2))
    else:
        for check in checks:
            _print_check(check)
    return 0 if usable(checks) else 1


def _detail(check: Check) -> str:
    return " ".join((check.detail, *check.advice))


def _print_check(check: Check) -> None:
    from coretui.doctor.checks import NAMES

    mark = _("ok") if check.ok else "!!"
    _say(f"{mark:<4}{_(NAMES[check.name]):<20} {check.detail}")
    for advice in check.advice:
        _say(f"{'':<25}{advice}")


def _say(text: str) -> None:
    """Print even where the terminal cannot write everything: here that may be what is looked for."""
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    click.echo(text.encode(encoding, "replace").decode(encoding))


@click.command("notify-test", help=_("Show a notice on every channel that is switched on."))
@click.pass_obj
def notify_test(desk: Desk) -> None:
    """Send one real notice on every channel and say how each went; raises `NotNowError` if none showed it."""
    import asyncio

    from coretui.desktop.notices.channels import Channels
    from coretui.desktop.notices.notifier import Health
    from coretui.domain.chair.messages import Call
    from coretui.words.habits import notice

    channels = Channels.of(desk.settings["notices.channels"], os.environ)
    if not channels.healths:
        raise NotNowError(_("Switched off in the settings: only the app itself shows them."))
    title, text = notice(Call.DUE, desk.settings["notices.text"])
    health = asyncio.run(channels.send(title, text, notice(Call.DUE, "movement")[1]))
    tried = [_tried(name, how) for name, how in channels.healths.items()]
    if health is not Health.SHOWN:
        raise NotNowError(" ".join(_detail(check) for check in tried))
    for check in tried:
        _print_check(check)


def _tried(channel: str, health: Health) -> Check:
    """Return how a notice went on a channel, and what to do if it was not shown."""
    from coretui.desktop.notices.notifier import Health
    from coretui.doctor.checks import Check

    tell = {"desktop": _on_desktop, "terminal": _in_terminal, "bell": _by_bell, "popup": _in_popup}[channel]
    return Check(f"notices.{channel}", health is Health.SHOWN, *tell(health))


Told = tuple[str, tuple[str, ...]]
"""What happened, and what can be done about it."""


def _on_desktop(health: Health) -> Told:
    from coretui.desktop.notices.notifier import Health
    from coretui.doctor.checks import SENDER, SERVICE, desktop_notices

    match health:
        case Health.SHOWN:
            return _("The desktop took the notice."), ()
        case Health.SILENT:
            return _("The notification service of the desktop did not answer in time; restart it."), ()
        case Health.NO_WAY if sys.platform.startswith("linux"):
            return _("Nothing here can send notices; install it: {command}").format(command=SENDER), ()
        case Health.REFUSED if sys.platform.startswith("linux"):
            refused = _("No notification service took the notice; a desktop without one needs it: {command}")
            return refused.format(command=SERVICE), ()
        case _:
            return _("The notice was not shown."), desktop_notices(os.environ).advice


def _in_terminal(health: Health) -> Told:
    from coretui.desktop.notices.notifier import Health
    from coretui.doctor.checks import terminal_notices

    if health is Health.SHOWN:
        return _("The terminal was sent the notice."), (terminal_notices(os.environ).detail,)
    if health is Health.NO_WAY and not os.environ.get("TMUX") and not sys.stdout.isatty():
        return _("There is no terminal here to show a notice."), ()
    found = terminal_notices(os.environ)
    return _("The terminal was not sent the notice."), (() if found.ok else (found.detail, *found.advice))


def _by_bell(health: Health) -> Told:
    from coretui.desktop.notices.notifier import Health

    if health is Health.SHOWN:
        return _("The terminal was told to ring; whether it does is set there."), ()
    return _("There is no terminal here to ring."), ()


def _in_popup(health: Health) -> Told:
    from coretui.desktop.notices.notifier import Health
    from coretui.doctor.checks import popup_notices

    match health:
        case Health.SHOWN:
            return _("The popup is open; any key closes it."), ()
        case Health.REFUSED:
            return _("tmux opened no popup; close what is in front and try again."), ()
        case Health.SILENT:
            return _("tmux did not answer in time."), ()
        case _:
            found = popup_notices(os.environ)
            return (_("Nobody is attached to this tmux."), ()) if found.ok else (found.detail, found.advice)
