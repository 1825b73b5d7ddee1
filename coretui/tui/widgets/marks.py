"""The small signs: what became of a day or a set, and amounts as eighths of a block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

UP = " ▁▂▃▄▅▆▇█"
"""A cell filled from below by so many eighths."""

LEFT = " ▏▎▍▌▋▊▉█"
"""A cell filled from the left by so many eighths."""

_PLAIN_UP = " .:-=+*#@"


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign one column wide: its glyph, the ASCII in its place, and its colour role (`role` in TCSS: `$role`)."""

    glyph: str
    plain: str
    role: str


MARKS: Mapping[str, Mark] = MappingProxyType(
    {
        "done": Mark("●", "*", "done"),
        "partly": Mark("◐", "+", "sitting"),
        "open": Mark("○", "o", "muted"),
        "rest": Mark("·", ".", "faint"),
        "missed": Mark("×", "x", "due"),
        "off": Mark("◌", "-", "away"),
    }
)
"""done, partly done, still open today, not scheduled, missed, time off."""


def mark(name: str, *, ascii: bool = False) -> str:
    """Return the sign of that name; raises KeyError for a name not in `MARKS`."""
    return MARKS[name].plain if ascii else MARKS[name].glyph


def amount(value: float, of: float, *, ascii: bool = False) -> str:
    """Return one column filled from below by the share `value / of`.

    Any amount above nothing shows, and only the whole fills the column: seven and a half of eight glasses
    is not eight. Nothing, or nothing asked for, is a space.
    """
    levels = _PLAIN_UP if ascii else UP
    return levels[_eighths(value, of)]


def spark(values: Sequence[float | None], width: int, *, ascii: bool = False) -> str:
    """Return the last `width` values as columns against the largest of them, `width` columns in all.

    A value of nothing is the lowest column, to be told from None (not known), which is a space, like the
    columns before the first value.
    """
    levels = _PLAIN_UP if ascii else UP
    shown = list(values[-width:]) if width > 0 else []
    largest = max((value for value in shown if value is not None), default=0)
    line = "".join(" " if value is None else levels[max(1, _eighths(value, largest))] for value in shown)
    return line.rjust(max(0, width))


def bar(share: float, width: int) -> str:
    """Return the filled part of a bar `width` columns long in eighths of a column; at most `width` long.

    Less than an eighth of a column is nothing; the caller draws the rest of the track.
    """
    eighths = int(min(max(share, 0.0), 1.0) * width * 8 + 1e-9)
    return LEFT[8] * (eighths // 8) + (LEFT[eighths % 8] if eighths % 8 else "")


def _eighths(value: float, of: float) -> int:
    """Return the share in eighths, 1 to 7 for every amount between nothing and all."""
    if value <= 0 or of <= 0:
        return 0
    return 8 if value >= of else min(7, max(1, round(8 * value / of)))
