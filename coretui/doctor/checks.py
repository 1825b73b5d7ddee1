"""What works here and what is missing, as values: each check says what it found and what to do about it.

Nothing is changed by looking: a store that is not there yet is not made.
"""

from __future__ import annotations

import locale
import os
import shlex
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from coretui.desktop.lock import kept_by_someone
from coretui.desktop.notices import tmux
from coretui.desktop.notices.terminal import from_environment
from coretui.i18n import LOCALE_DIR, N_, _, language
from coretui.paths import FILE_MODE, FOLDER_MODE, Home
from coretui.settings.file import Settings

PYTHON = (3, 11)
SQLITE = (3, 37)
"""The first version with STRICT tables."""
TMUX_SECONDS = 2.0
SENDER = "sudo apt install libnotify-bin"
SERVICE = "sudo apt install dunst"

NAMES = {
    "python": N_("Python"),
    "sqlite": N_("SQLite"),
    "store": N_("Store"),
    "permissions": N_("Permissions"),
    "settings": N_("Settings"),
    "keeper": N_("Keeper"),
    "notices": N_("Notices"),
    "notices.desktop": N_("Notices: desktop"),
    "notices.terminal": N_("Notices: terminal"),
    "notices.bell": N_("Notices: bell"),
    "notices.popup": N_("Notices: popup"),
    "terminal": N_("Terminal"),
    "language": N_("Language"),
    "colours": N_("Colours"),
    "encoding": N_("Encoding"),
    "signs": N_("Keys and mouse"),
}
"""The ids of the checks, and what they are called."""

VITAL = frozenset({"python", "sqlite", "store"})
"""Without these nothing works."""

Environment = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at (an id of `NAMES`), whether it is well, what was found, and what can be done about it."""

    name: str
    ok: bool
    detail: str
    advice: tuple[str, ...] = ()


def usable(checks: tuple[Check, ...]) -> bool:
    """Tell whether the program can be used at all, whatever else may be missing."""
    return all(check.ok for check in checks if check.name in VITAL)


def examine(
    home: Home, settings: Settings, problems: tuple[str, ...], environ: Environment = os.environ
) -> tuple[Check, ...]:
    """Look at everything the program needs; `problems` are the mistakes found in the settings."""
    return (
        python(),
        sqlite(),
        store(home),
        *permissions(home),
        settings_file(home, problems),
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
    advice = _("Install Python {version} or newer.").format(version=_dotted(PYTHON))
    return Check("python", ok, _dotted(sys.version_info[:3]), () if ok else (advice,))


def sqlite() -> Check:
    """Look at the version of SQLite that Python brings."""
    ok = sqlite3.sqlite_version_info >= SQLITE
    advice = _("Use a Python with SQLite {version} or newer.").format(version=_dotted(SQLITE))
    return Check("sqlite", ok, sqlite3.sqlite_version, () if ok else (advice,))


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


# --- the store ----------------------------------------------------------------------------------------------


def store(home: Home) -> Check:
    """Look whether the store can be read and written, is whole, and is one that this version knows."""
    path = home.database
    if not os.path.lexists(path):
        return _store_to_be(home)
    if not os.access(path, os.R_OK | os.W_OK) or not os.access(home.data_dir, os.W_OK | os.X_OK):
        command = f"sudo chown -R $USER {shlex.quote(home.data_dir)}"
        detail = _("{path} cannot be read and written.").format(path=path)
        advice = _("Make it yours again: {command}").format(command=command)
        return Check("store", ok=False, detail=detail, advice=(advice,))
    try:
        with closing(sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True, timeout=1)) as db:
            return _store_inside(db, path)
    except sqlite3.Error as error:
        advice = _("Move it away and start again, or put a copy from {folder} in its place.")
        if "locked" in str(error):
            advice = _("Another program holds it; close that one.")
        detail = _("{path} cannot be read ({error}).").format(path=path, error=error)
        return Check("store", ok=False, detail=detail, advice=(advice.format(folder=home.backups),))


def _store_to_be(home: Home) -> Check:
    """Look whether a store could be made where there is none."""
    folder = Path(home.data_dir).absolute()
    while not os.path.lexists(folder):
        folder = folder.parent
    if folder.is_dir() and os.access(folder, os.W_OK | os.X_OK):
        return Check("store", ok=True, detail=_("{path} will be made when needed.").format(path=home.database))
    return Check(
        "store",
        ok=False,
        detail=_("{path} cannot be made: {folder} cannot be written.").format(path=home.database, folder=folder),
        advice=(_("Choose another folder: {command}").format(command="CORETUI_HOME=DIR coretui"),),
    )


def _store_inside(db: sqlite3.Connection, path: str) -> Check:
    """Look into a store that can be opened."""
    from coretui.store.database import migration_files  # noqa: PLC0415 - brings sqlite-utils along

    tables = {name for (name,) in db.execute("select name from sqlite_master where type = 'table'")}
    if "_sqlite_migrations" not in tables:
        detail = _("{path} is empty and will be filled when needed.").format(path=path)
        if tables:
            detail = _("{path} is a database of another program.").format(path=path)
        return Check("store", not tables, detail)
    [[verdict]] = db.execute("pragma quick_check(1)")
    if verdict != "ok":
        damaged = _("{path} is damaged ({error}).").format(path=path, error=verdict)
        return Check("store", ok=False, detail=damaged, advice=(_("Put a copy in its place."),))
    query = "select name from _sqlite_migrations where migration_set = 'coretui'"
    applied = {name for (name,) in db.execute(query)}
    known = {file.stem for file in migration_files()}
    if newer := applied - known:
        detail = _("{path} was written by a newer coretui ({name}).").format(path=path, name=max(newer))
        return Check("store", ok=False, detail=detail, advice=(_("Update this one."),))
    if known - applied:
        sentence = _("{path} is from an older coretui and will be brought up to date; a copy is kept.")
        return Check("store", ok=True, detail=sentence.format(path=path))
    return Check("store", ok=True, detail=_("{path} is whole and up to date.").format(path=path))


def permissions(home: Home) -> Iterator[Check]:
    """Look whether others can read what is private; nothing to say where there is nothing yet."""
    wanted = {home.data_dir: FOLDER_MODE, home.config_dir: FOLDER_MODE}
    wanted |= dict.fromkeys((home.database, home.config), FILE_MODE)
    modes = {path: stat.S_IMODE(os.stat(path).st_mode) for path in wanted if os.path.exists(path)}
    if open_ones := [path for path, mode in modes.items() if mode & 0o077]:
        detail = _("Others may look into {paths}.").format(paths=", ".join(open_ones))
        command = f"chmod go= {shlex.join(open_ones)}"
        advice = _("Close it: {command}").format(command=command)
        yield Check("permissions", ok=False, detail=detail, advice=(advice,))
    elif modes:
        yield Check("permissions", ok=True, detail=_("Only you can read what is stored."))


def settings_file(home: Home, problems: tuple[str, ...]) -> Check:
    """Tell the mistakes in the settings."""
    if problems:
        advice = _("Mend it; until then the defaults hold for what could not be read.")
        return Check("settings", ok=False, detail=" ".join(problems), advice=(advice,))
    found = _("{path} has no mistakes.") if os.path.exists(home.config) else _("No {path}: the defaults hold.")
    return Check("settings", ok=True, detail=found.format(path=home.config))


def keeper(home: Home) -> Check:
    """Tell whether some process keeps the chair; none is no fault."""
    try:
        kept = kept_by_someone(home.lock)
    except OSError as error:
        detail = _("{path} cannot be used ({error}).").format(path=home.lock, error=error.strerror)
        return Check("keeper", ok=False, detail=detail)
    if kept:
        return Check("keeper", ok=True, detail=_("A coretui is running and keeps the chair."))
    return Check("keeper", ok=True, detail=_("No coretui is running, so nobody counts your sitting now."))


# --- notices ------------------------------------------------------------------------------------------------


def notices(settings: Settings, environ: Environment) -> Iterator[Check]:
    """Look at each way of giving notice that is switched on."""
    channels: tuple[str, ...] = settings["notices.channels"]
    if not channels:
        yield Check("notices", ok=True, detail=_("Switched off in the settings: only the app itself shows them."))
    if "desktop" in channels:
        yield desktop_notices(environ)
    if "terminal" in channels:
        yield terminal_notices(environ)
    if "bell" in channels:
        yield Check("notices.bell", ok=True, detail=_("The terminal rings, if it is set to."))
    if "popup" in channels:
        yield popup_notices(environ)


def desktop_notices(environ: Environment) -> Check:
    """Look whether this system can show a notice on the desktop, and say what to install if not."""
    if sys.platform == "darwin":
        ok = find_spec("pyobjus") is not None
        advice = _("Install it: {command}").format(command="pip install pyobjus")
        return Check("notices.desktop", ok, _("They are shown through pyobjus."), () if ok else (advice,))
    if not sys.platform.startswith("linux"):
        return Check(
            "notices.desktop", ok=True, detail=_("Try it: {command}").format(command="coretui notify-test")
        )
    way = _sender(environ)
    bus = _session_bus(environ)
    display = environ.get("WAYLAND_DISPLAY") or environ.get("DISPLAY")
    found = _("Sent by {way}; D-Bus session: {bus}; display: {display}.").format(
        way=way or _("nothing"), bus=bus or _("none"), display=display or _("none")
    )
    return Check("notices.desktop", bool(way and bus), found, tuple(_desktop_advice(way, bus, display)))


def _sender(environ: Environment) -> str:
    """Return what would send a desktop notice, in the order in which plyer looks for it."""
    if find_spec("dbus") is not None:
        return "dbus-python"
    return "notify-send" if shutil.which("notify-send", path=environ.get("PATH", "")) else ""


def _session_bus(environ: Environment) -> str:
    """Return the address of the D-Bus session, empty without one."""
    if address := environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return address.split(",")[0]
    if (folder := environ.get("XDG_RUNTIME_DIR")) and os.path.exists(os.path.join(folder, "bus")):
        return f"unix:path={folder}/bus"
    return ""


def _desktop_advice(way: str, bus: str, display: str | None) -> Iterator[str]:
    if not way:
        yield _("Install what sends notices: {command}").format(command=SENDER)
    if not (bus and display):
        yield _("Outside a desktop session, over SSH say, notices come through the terminal and the app itself.")
    if not bus:
        yield _("A desktop without a notification service needs one: {command}").format(command=SERVICE)


def terminal_notices(environ: Environment) -> Check:
    """Look whether a notice can be shown by the terminal, or inside tmux by everyone's who is attached to it."""
    if environ.get("TMUX"):
        return _client_notices(environ)
    known = from_environment(environ)
    if not known.notices:
        detail = _("This terminal shows no notices.")
        return Check("notices.terminal", ok=False, detail=detail, advice=(_("Use one that does: kitty, say."),))
    if known.certain:
        return Check("notices.terminal", ok=True, detail=_("Sent as {kind}.").format(kind=known.notices))
    detail = _("Sent as {kind}; not every terminal shows it.").format(kind=known.notices)
    return Check("notices.terminal", ok=True, detail=detail)


def _client_notices(environ: Environment) -> Check:
    listing = _tmux(environ, *tmux.LISTING)
    if listing is None:
        # Wherever this tmux is, it can only be spoken to through the pane.
        advice = _("Let it hand notices on: {command}").format(command="tmux set -g allow-passthrough on")
        return Check("notices.terminal", ok=False, detail=_("tmux does not answer."), advice=(advice,))
    clients = tmux.parse(listing, environ.get("TMUX_PANE", ""))
    if not clients:
        return Check("notices.terminal", ok=False, detail=_("Nobody is attached to this tmux."))
    ways = ", ".join(f"{one.tty or one.name} ({one.terminal.notices or 'tmux'})" for one in clients)
    return Check("notices.terminal", ok=True, detail=_("Sent past tmux to {terminals}.").format(terminals=ways))


def popup_notices(environ: Environment) -> Check:
    """Look whether tmux can open a popup."""
    needed = _("Use tmux {version} or newer.").format(version=_dotted(tmux.POPUPS_SINCE))
    if not environ.get("TMUX"):
        detail = _("Only tmux has popups, and this is not inside tmux.")
        advice = _("Open it there: {command}").format(command="tmux new coretui")
        return Check("notices.popup", ok=False, detail=detail, advice=(advice, needed))
    version = _tmux(environ, "display-message", "-p", "#{version}")
    if version is None:
        return Check("notices.popup", ok=False, detail=_("tmux does not answer."), advice=(needed,))
    ok = tmux.version(version) >= tmux.POPUPS_SINCE
    return Check("notices.popup", ok, f"tmux {version.strip()}.", () if ok else (needed,))


def _tmux(environ: Environment, *words: str) -> str | None:
    """Return what a command of the tmux around us prints; None if it fails or does not answer in time."""
    program = shutil.which("tmux", path=environ.get("PATH", ""))
    try:
        asked = subprocess.run(  # noqa: S603 - the words are ours
            [program or "tmux", *words],
            env=dict(environ),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=TMUX_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return asked.stdout if asked.returncode == 0 else None


# --- the terminal -------------------------------------------------------------------------------------------


def terminal(environ: Environment) -> Check:
    """Look at the terminal that we are in."""
    kind = environ.get("TERM", "")
    if kind in {"", "dumb"}:
        detail = _("TERM says that this terminal can do nothing.")
        return Check("terminal", ok=False, detail=detail, advice=(_("Open the app in another terminal."),))
    inside = _("{kind}, inside tmux.") if environ.get("TMUX") else _("{kind}, not inside tmux.")
    return Check("terminal", ok=True, detail=inside.format(kind=kind))


def spoken() -> Check:
    """Look whether the texts of the language that is wanted are there."""
    code = language()
    if code == "en" or (LOCALE_DIR / code / "LC_MESSAGES" / "coretui.mo").exists():
        return Check("language", ok=True, detail=f"{code}.")
    return Check(
        "language",
        ok=False,
        detail=_("The texts for {code} were not compiled, so they are in English.").format(code=code),
        advice=(_("Install coretui again: {command}").format(command="pip install ."),),
    )


def colours(environ: Environment) -> Check:
    """Tell how many colours there are; none is no fault."""
    if environ.get("NO_COLOR"):
        return Check("colours", ok=True, detail=_("None, as NO_COLOR asks."))
    if environ.get("COLORTERM") in {"truecolor", "24bit"}:
        return Check("colours", ok=True, detail=_("16 million."))
    number = "256" if "256" in environ.get("TERM", "") else "16"
    advice = _("If yours can do more: {command}").format(command="export COLORTERM=truecolor")
    return Check("colours", ok=True, detail=f"{number}.", advice=(advice,))


def encoding() -> Check:
    """Look whether the terminal is written to in Unicode."""
    name = (getattr(sys.stdout, "encoding", None) or locale.getpreferredencoding(do_setlocale=False)).lower()
    ok = name.replace("-", "").startswith("utf8")
    advice = _("Unicode shows more: {command}").format(command="export LANG=C.UTF-8")
    return Check("encoding", ok, f"{name}.", () if ok else (advice,))
