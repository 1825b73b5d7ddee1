"""Which ways of telling a person something work here."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec

from coretui.desktop.notices import tmux
from coretui.desktop.notices.terminal import from_environment
from coretui.desktop.signs.bus import session_address
from coretui.doctor.check import Check, Environment, dotted
from coretui.i18n import _
from coretui.settings.keys import Settings

TMUX_SECONDS = 2.0
"""How long tmux may take to answer."""
SENDER = "sudo apt install libnotify-bin"
SERVICE = "sudo apt install dunst"


def notices(settings: Settings, environ: Environment) -> Iterator[Check]:
    """Look at each way of giving notice that is switched on."""
    channels: tuple[str, ...] = settings.notices.channels
    if not channels:
        yield Check("notices", ok=True, detail=_("Switched off in the settings: only the app itself shows them."))
    if "desktop" in channels:
        yield desktop_notices(environ)
    if "terminal" in channels:
        yield terminal_notices(environ)
    if "bell" in channels:
        yield Check("notices.bell", ok=True, detail=_("The terminal rings its bell, if its settings allow it."))
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
    bus = session_address(environ).split(",", maxsplit=1)[0]  # the rest is an id that nobody reads
    display = environ.get("WAYLAND_DISPLAY") or environ.get("DISPLAY")
    found = (
        _("Sent by {way}; D-Bus session: {bus}; display: {display}.")
        if way
        else _("Nothing here can send them; D-Bus session: {bus}; display: {display}.")
    ).format(way=way, bus=bus or _("none"), display=display or _("none"))
    return Check("notices.desktop", bool(way and bus), found, tuple(_desktop_advice(way, bus, display)))


def _sender(environ: Environment) -> str:
    """Return what would send a desktop notice, in the order in which plyer looks for it."""
    if find_spec("dbus") is not None:
        return "dbus-python"
    return "notify-send" if shutil.which("notify-send", path=environ.get("PATH", "")) else ""


def _desktop_advice(way: str, bus: str, display: str | None) -> Iterator[str]:
    if not way:
        yield _("Install something that sends notices: {command}").format(command=SENDER)
    if not (bus and display):
        yield _(
            "Outside a desktop session, such as over SSH, notices come through the terminal and the app itself."
        )
    if not bus:
        yield _("A desktop without a notification service needs one: {command}").format(command=SERVICE)


def terminal_notices(environ: Environment) -> Check:
    """Look whether a notice can be shown by the terminal, or inside tmux by everyone's who is attached to it."""
    if environ.get("TMUX"):
        return _client_notices(environ)
    known = from_environment(environ)
    if not known.notices:
        detail = _("This terminal shows no notices.")
        return Check("notices.terminal", ok=False, detail=detail, advice=(_("Use one that does, such as kitty."),))
    if known.certain:
        return Check("notices.terminal", ok=True, detail=_("Sent as {kind}.").format(kind=known.notices))
    detail = _("Sent as {kind}; not every terminal shows it.").format(kind=known.notices)
    return Check("notices.terminal", ok=True, detail=detail)


def _client_notices(environ: Environment) -> Check:
    listing = _tmux(environ, *tmux.LISTING)
    if listing is None:
        # Wherever this tmux is, it can only be spoken to through the pane.
        advice = _("Let it pass notices on: {command}").format(command="tmux set -g allow-passthrough on")
        return Check("notices.terminal", ok=False, detail=_("tmux does not answer."), advice=(advice,))
    clients = tmux.parse(listing, environ.get("TMUX_PANE", ""))
    if not clients:
        return Check("notices.terminal", ok=False, detail=_("No terminal is attached to this tmux."))
    ways = ", ".join(f"{one.tty or one.name} ({one.terminal.notices or 'tmux'})" for one in clients)
    return Check("notices.terminal", ok=True, detail=_("Sent around tmux to {terminals}.").format(terminals=ways))


def popup_notices(environ: Environment) -> Check:
    """Look whether tmux can open a popup."""
    needed = _("Use tmux {version} or newer.").format(version=dotted(tmux.POPUPS_SINCE))
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
