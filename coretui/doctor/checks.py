"""What works here and what is missing, as values: each check says what it found and what to do about it.

Nothing is changed by looking: a store that is not there yet is not made.
"""

from __future__ import annotations

import locale
import os
import sqlite3
import sys
import time

from coretui.desktop.lock import kept_by_someone
from coretui.doctor.check import Check, Environment, dotted
from coretui.doctor.notices import notices
from coretui.doctor.store import permissions, repaired, rescued, store
from coretui.errors import CoretuiError
from coretui.i18n import LOCALE_DIR, _, language
from coretui.paths import Home
from coretui.settings.keys import OWN_DOSE, OWN_RHYTHM, Settings
from coretui.settings.strangers import strangers

PYTHON = (3, 11)
SQLITE = (3, 37)
"""The first version with STRICT tables."""


def examine(
    home: Home, settings: Settings, problems: tuple[str, ...], environ: Environment = os.environ
) -> tuple[Check, ...]:
    """Look at everything the program needs; `problems` are the mistakes found in the settings."""
    return (
        python(),
        sqlite(),
        store(home),
        *repaired(home),
        *rescued(home),
        *permissions(home),
        settings_file(home, (*problems, *strangers(home, _exercises_set(settings)))),
        log(home),
        keeper(home),
        *notices(settings, environ),
        terminal(environ),
        spoken(),
        colours(environ),
        encoding(),
    )


def python() -> Check:
    """Look at the version of Python."""
    ok = sys.version_info >= PYTHON
    advice = _("Install Python {version} or newer.").format(version=dotted(PYTHON))
    return Check("python", ok, dotted(sys.version_info[:3]), () if ok else (advice,))


def sqlite() -> Check:
    """Look at the version of SQLite that Python brings."""
    ok = sqlite3.sqlite_version_info >= SQLITE
    advice = _("Use a Python with SQLite {version} or newer.").format(version=dotted(SQLITE))
    return Check("sqlite", ok, sqlite3.sqlite_version, () if ok else (advice,))


def _exercises_set(settings: Settings) -> list[str]:
    return [*(OWN_DOSE + name for name in settings.doses), *(OWN_RHYTHM + name for name in settings.rhythms)]


def settings_file(home: Home, problems: tuple[str, ...]) -> Check:
    """Tell the mistakes in the settings."""
    if problems:
        advice = _("Fix it; until then, defaults apply to what could not be read.")
        return Check("settings", ok=False, detail=" ".join(problems), advice=(advice,))
    found = (
        _("{path} has no mistakes.") if os.path.exists(home.config) else _("There is no {path}: defaults apply.")
    )
    return Check("settings", ok=True, detail=found.format(path=home.config))


def log(home: Home) -> Check:
    """Tell when something last went wrong inside the program; that it once did keeps nothing from working."""
    try:
        last = time.localtime(os.stat(home.log).st_mtime)
    except OSError:
        return Check("log", ok=True, detail=_("None; they would be written to {path}.").format(path=home.log))
    when = time.strftime("%Y-%m-%d %H:%M", last)
    return Check("log", ok=True, detail=_("The last was at {time}: {path}").format(time=when, path=home.log))


def keeper(home: Home) -> Check:
    """Tell whether some process keeps the chair; none is no fault."""
    try:
        kept = kept_by_someone(home.lock)
    except CoretuiError as error:
        return Check("keeper", ok=False, detail=str(error))
    if kept:
        return Check("keeper", ok=True, detail=_("coretui is running and tracking your sitting."))
    return Check("keeper", ok=True, detail=_("coretui is not running, so nothing is tracking your sitting."))


def terminal(environ: Environment) -> Check:
    """Look at the terminal that we are in."""
    kind = environ.get("TERM", "")
    if kind in {"", "dumb"}:
        detail = _("According to TERM, this terminal cannot show the app.")
        return Check("terminal", ok=False, detail=detail, advice=(_("Open the app in another terminal."),))
    inside = _("{kind}, inside tmux.") if environ.get("TMUX") else _("{kind}, not inside tmux.")
    return Check("terminal", ok=True, detail=inside.format(kind=kind))


def spoken() -> Check:
    """Look whether the texts of the language that is wanted are there."""
    code = language()
    if code == "en" or os.path.exists(os.path.join(LOCALE_DIR, code, "LC_MESSAGES", "coretui.mo")):
        return Check("language", ok=True, detail=f"{code}.")
    return Check(
        "language",
        ok=False,
        detail=_("The texts for {code} are missing from this installation, so they are in English.").format(
            code=code
        ),
        advice=(_("Install coretui again: {command}").format(command="pip install ."),),
    )


def colours(environ: Environment) -> Check:
    """Tell how many colours there are; none is no fault."""
    if environ.get("NO_COLOR"):
        return Check("colours", ok=True, detail=_("None, because NO_COLOR is set."))
    if environ.get("COLORTERM") in {"truecolor", "24bit"}:
        return Check("colours", ok=True, detail=_("16 million."))
    number = "256" if "256" in environ.get("TERM", "") else "16"
    advice = _("If your terminal can show more: {command}").format(command="export COLORTERM=truecolor")
    return Check("colours", ok=True, detail=f"{number}.", advice=(advice,))


def encoding() -> Check:
    """Look whether the terminal is written to in Unicode."""
    name = (getattr(sys.stdout, "encoding", None) or locale.getpreferredencoding(do_setlocale=False)).lower()
    ok = name.replace("-", "").startswith("utf8")
    advice = _("Unicode shows more: {command}").format(command="export LANG=C.UTF-8")
    return Check("encoding", ok, f"{name}.", () if ok else (advice,))
