"""What a check is, and what it is made in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coretui.i18n import N_

NAMES = {
    "python": N_("Python"),
    "sqlite": N_("SQLite"),
    "store": N_("Database"),
    "backups": N_("Backups"),
    "repair": N_("Repaired"),
    "rescued": N_("Rescued"),
    "clock": N_("Clock"),
    "permissions": N_("Permissions"),
    "settings": N_("Settings"),
    "log": N_("Faults"),
    "keeper": N_("Sitting time"),
    "notices": N_("Notices"),
    "notices.desktop": N_("Notices: desktop"),
    "notices.terminal": N_("Notices: terminal"),
    "notices.bell": N_("Notices: bell"),
    "notices.popup": N_("Notices: popup"),
    "terminal": N_("Terminal"),
    "language": N_("Language"),
    "colours": N_("Colours"),
    "encoding": N_("Encoding"),
    "signs": N_("Keyboard and mouse"),
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


def dotted(version: tuple[int, ...]) -> str:
    """Write a version as it is known: 3.11."""
    return ".".join(map(str, version))
