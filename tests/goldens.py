"""Texts that a person has read and found good; what is drawn later is compared with them.

`make goldens` writes them anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from difflib import unified_diff
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
UNCHANGED = 2
"""Lines around a difference that are shown with it."""


def text_of(rows: Iterable[str]) -> str:
    """Return rows as a golden has them: without the blanks that end them."""
    return "".join(f"{row.rstrip()}\n" for row in rows)


def check(names: str, drawn: Mapping[str, str]) -> None:
    """Compare what was drawn with the goldens that `names` matches, or write them when that is asked for.

    The test fails with the difference of each, also of those that were not drawn any more.
    """
    if os.environ.get("GOLDENS") == "write":
        _write(names, drawn)
        return
    goldens = {_name(path): path.read_text("utf-8") for path in GOLDEN.glob(names)}
    differing = [name for name in sorted({*goldens, *drawn}) if goldens.get(name) != drawn.get(name)]
    if differing:
        count = f"{len(differing)} of {len({*goldens, *drawn})} goldens differ; if that is meant: make goldens"
        diffs = (_diff(name, goldens.get(name, ""), drawn.get(name, "")) for name in differing)
        pytest.fail("\n".join([count, *differing, "", *diffs]), pytrace=False)


def _name(path: Path) -> str:
    return path.relative_to(GOLDEN).as_posix()


def _diff(name: str, golden: str, drawn: str) -> str:
    lines = (golden.splitlines(), drawn.splitlines())
    return "\n".join(unified_diff(*lines, f"golden/{name}", f"drawn/{name}", n=UNCHANGED, lineterm=""))


def _write(names: str, drawn: Mapping[str, str]) -> None:
    for path in GOLDEN.glob(names):
        if _name(path) not in drawn:
            path.unlink()
    for name, text in drawn.items():
        path = GOLDEN / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
