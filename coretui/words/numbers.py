"""Numbers in words: the sign between a whole and its tenths is that of the language."""

from __future__ import annotations

from coretui.i18n import _


def decimal(value: float, places: int = 1, *, fixed: bool = False) -> str:
    """Write a number with so many decimals at most, or with all of them where that is `fixed`: 5.5, 1.75."""
    said = f"{value:.{places}f}"
    if places and not fixed:
        said = said.rstrip("0").rstrip(".")
    # Translators: what stands between the whole and the tenths of a number.
    return said.replace(".", _("."))
