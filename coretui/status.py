"""`coretui status`: the chair now, in one line, fast enough for a status bar.

It reads the store with the standard library alone: neither Textual nor sqlite-utils is imported on this path.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from coretui import i18n
from coretui.desktop.clocks import MachineClocks
from coretui.desktop.lock import kept_by_someone
from coretui.desktop.output import answered, say
from coretui.domain.chair.spans import open_spans
from coretui.domain.chair.view import ChairState, View, view
from coretui.domain.days import Instant, Zone, logical_day
from coretui.domain.harmless import escaped, quoted
from coretui.errors import StoreDamagedError, StoreError, UsageError
from coretui.i18n import _
from coretui.paths import Home, find_home, refuse_irregular
from coretui.settings import file as config
from coretui.settings.keys import Settings
from coretui.store.codec import UNREADABLE, decode
from coretui.store.day import Totals, totals
from coretui.store.place import damaged, is_full, open_to_read, passing, reason, refuse_strange
from coretui.words.chair import state_name, status_line
from coretui.words.time import countdown, minutes

ICONS = {
    ChairState.OFF: "·",
    ChairState.AWAY: "◌",
    ChairState.BREAK: "▲",
    ChairState.SESSION: "◆",
    ChairState.STANDING: "▮",
    ChairState.HELD: "‖",
    ChairState.DUE: "●",
    ChairState.SITTING: "◔",
}
USAGE = "coretui status [--json | --format TEXT]"


@dataclass(frozen=True, slots=True)
class Status:
    """The chair at an instant, and today's totals, where the zone holds."""

    view: View
    today: Totals
    now: Instant
    zone: Zone


def main(arguments: Sequence[str]) -> int:
    """Print the chair as the arguments ask; return the exit code."""
    return answered(lambda: _shown(arguments), _explained)


def _explained(error: Exception) -> str:
    from coretui.desktop.faults import note  # noqa: PLC0415 - only when something goes wrong

    return note(find_home(), error)


def _shown(arguments: Sequence[str]) -> int:
    i18n.use("auto")  # until the settings are read
    home = find_home()
    settings, problems = config.take_over(home.config)
    shape, template = _arguments(arguments)
    clocks = MachineClocks()
    for problem in problems:
        say(problem, err=True)
    status = read_status(home, settings, clocks.now(), clocks.zone)
    say(render(status, shape, template))
    if is_full(home.database):
        say(_("The disk is full: nothing is counted or saved."), err=True)
    return 0


def _arguments(arguments: Sequence[str]) -> tuple[str, str]:
    match list(arguments):
        case []:
            return "line", ""
        case ["--json"]:
            return "json", ""
        case ["--format", template]:
            return "format", template
        case [one] if one.startswith("--format="):
            return "format", one.removeprefix("--format=")
        case ["--help" | "-h"]:
            return "help", ""
        case other:
            raise UsageError(
                _("{words} cannot be understood; write {usage}.").format(
                    words=quoted(" ".join(other)), usage=USAGE
                )
            )


def read_status(home: Home, settings: Settings, now: Instant, zone: Zone) -> Status:
    """Read the store, which may not be there yet, and say what the chair is.

    Raises `StoreError` with a sentence if the file cannot be read.
    """
    policy = settings.policy
    today = logical_day(now, policy.day_start)
    refuse_strange(home)
    keeper = _kept(home)
    if not _is_there(home.database):
        return Status(view(None, now, policy, keeper=keeper), Totals(), now, zone)
    try:
        db = open_to_read(home)
        try:
            row = db.execute("select state from chair").fetchone()
            chair = decode(row[0]) if row else None
            live = open_spans(chair, now, policy.day_start) if chair and keeper else ()
            sums = totals(db, today, day_start=policy.day_start, zone=zone, live=live)
        finally:
            db.close()
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            return Status(view(None, now, policy, keeper=keeper), Totals(), now, zone)
        raise _unreadable(home, error) from error
    except (sqlite3.DatabaseError, OSError, *UNREADABLE) as error:
        raise _unreadable(home, error) from error
    return Status(view(chair, now, policy, keeper=keeper, zone=zone), sums, now, zone)


def _unreadable(home: Home, error: Exception) -> StoreError:
    if not (isinstance(error, OSError) or passing(error)):
        return StoreDamagedError(damaged(home.database, reason(error)))
    return StoreError(_("{path} cannot be read ({error}).").format(path=home.database, error=reason(error)))


def _is_there(path: str) -> bool:
    """Tell whether there is a store; raises `StoreError` where that cannot be seen."""
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise StoreError(_("{path} cannot be read ({error}).").format(path=path, error=error.strerror)) from error
    return True


def _kept(home: Home) -> bool:
    """Tell whether somebody keeps the chair; what cannot be looked at is nobody's."""
    refuse_irregular(home.lock)
    try:
        return kept_by_someone(home.lock)
    except StoreError:
        return False


def render(status: Status, shape: str, template: str = "") -> str:
    """Write a status as one line, as JSON, or by a template."""
    now = status.now.wall
    if shape == "json":
        return escaped(json.dumps(document(status), ensure_ascii=False))
    if shape == "format":
        return _filled(status, template)
    if shape == "help":
        return _(
            "Usage: {usage}\n\nYour sitting timer now, in one line. TEXT may contain {fields}."
        ).format(usage=USAGE, fields="{state} {due_in} {sat} {bar} {icon}")  # fmt: skip
    return status_line(status.view, now, status.zone)


def document(status: Status) -> dict[str, object]:
    """Return the JSON document of the status."""
    seen = status.view
    return {
        "state": seen.state.value,
        "since": _iso(seen.since.wall, seen.since.offset) if seen.since else None,
        "reason": status_line(seen, status.now.wall, status.zone),
        "sitting_seconds": round(seen.sat),
        "due_at": _iso(seen.due_at, status.zone(seen.due_at)) if seen.due_at is not None else None,
        "due_in_seconds": round(seen.due_in) if seen.due_in is not None else None,
        "until": _iso(seen.until, status.zone(seen.until)) if seen.until is not None else None,
        "keeper": seen.keeper,
        "idle_source": seen.source,
        "snoozes": seen.snoozes,
        "today": {
            "sitting_seconds": round(status.today.sitting_seconds),
            "due": status.today.due,
            "kept": status.today.kept,
            "longest_seconds": round(status.today.longest_seconds),
        },
    }


def _filled(status: Status, template: str) -> str:
    seen = status.view
    share = min(1.0, max(0.0, seen.lasted / seen.length)) if seen.length else 0.0
    full = round(share * 10)
    fields = {
        "state": state_name(seen.state),
        "due_in": _due_in(seen),
        "sat": minutes(seen.sat),
        "bar": "▰" * full + "▱" * (10 - full),
        "icon": ICONS[seen.state],
    }
    try:
        return template.format(**fields)
    except (LookupError, ValueError, AttributeError, TypeError) as error:
        names = " ".join(f"{{{name}}}" for name in fields)
        raise UsageError(
            _("{template} is not a valid format; it may contain {fields}.").format(
                template=quoted(template), fields=names
            )
        ) from error


def _due_in(seen: View) -> str:
    if seen.due_in is None:
        return "–"
    late = seen.due_in < 0
    size = abs(seen.due_in)
    text = countdown(size) if size < 60 else minutes(size)
    return f"-{text}" if late else text


def _iso(wall: float, offset: int) -> str:
    return datetime.fromtimestamp(wall, timezone(timedelta(seconds=offset)) if offset else UTC).isoformat(
        timespec="seconds"
    )
