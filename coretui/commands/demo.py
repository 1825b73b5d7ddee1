"""The app on sample weeks, and writing such weeks into a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import click

from coretui.desktop.output import say
from coretui.domain.days import logical_day
from coretui.domain.harmless import for_shell, harmless
from coretui.errors import NotNowError, StoreError, UsageError
from coretui.i18n import _, ngettext
from coretui.paths import FOLDER_MODE, Home
from coretui.services.desk import Desk
from coretui.settings import file as config

MOST_YEARS, MOST_WEEKS = 100, 5200
SEED = 1
KEPT_SETTINGS = ("look.", "days.", "session.")
"""What a throw-away demo takes over from the user: how things look and are counted, no hours and no notices."""

PERSON = {
    "profile.goal": "rehabilitation",
    "profile.height": "1.75",
    "session.sides": "each",
    "session.ball": "yes",
    "session.doses.superman": "3x20s",
}
"""What the made-up person has answered about themselves; their sessions are what it says."""


@click.command(help=_("Write sample weeks, or years, that end today into a new or empty folder."))
@click.argument("folder", metavar=_("DIR"))
@click.option("--weeks", type=int, metavar="N", help=_("Number of weeks (default 8)."))
@click.option("--years", type=int, metavar="N", help=_("Number of years, instead of weeks."))
@click.option("--seed", type=int, default=SEED, metavar="N", help=_("Same seed, same data (default 1)."))
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
    shown = path if harmless(path) == path else for_shell(path)
    say(_told(weeks, years).format(n=years or weeks or 8, folder=shown))
    say(_("Open it with: {command}").format(command=f"CORETUI_HOME={for_shell(path)} coretui"))


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
        raise UsageError(_("Give --weeks or --years, not both."))
    for option, given, most in (("--weeks", weeks, MOST_WEEKS), ("--years", years, MOST_YEARS)):
        if given is not None and not 1 <= given <= most:
            raise UsageError(
                _("'{given}' is not valid for {option}; write a whole number from 1 to {most}.").format(
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
        os.makedirs(path, mode=FOLDER_MODE, exist_ok=True)
    except OSError as error:
        raise StoreError(
            _("The folder {path} cannot be used ({error}); name another one.").format(
                path=folder, error=error.strerror
            )
        ) from error
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

    for key, value in {**PERSON, **settings, "notices.channels": "[]"}.items():
        config.write(home.config, key, value)
    used, _problems = config.load(home.config)
    now = desk.now
    store = open_store(home)
    try:
        fill(
            store,
            today=logical_day(now, used.days.start),
            now=now,
            weeks=weeks,
            years=years,
            seed=seed,
            zone=desk.clocks.zone,
            day_start=used.days.start,
            week_start=used.days.week_start,
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
