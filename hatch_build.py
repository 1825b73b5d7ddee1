"""Compile the translations while building, so that an installed coretui needs no tool to speak Dutch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface[Any]):
    """Turn each `coretui.po` into the `coretui.mo` beside it and put that into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Compile before the files are collected; a source archive gets the `.po` files only."""
        if self.target_name != "wheel":
            return
        for po in sorted(Path(self.root, "coretui", "locale").glob("*/LC_MESSAGES/coretui.po")):
            mo = compile_catalogue(po)
            build_data["artifacts"].append(mo.relative_to(self.root).as_posix())


def compile_catalogue(po: Path) -> Path:
    """Write the `.mo` in one step, so that a program that starts meanwhile never reads half of it."""
    with po.open("rb") as lines:
        catalogue = read_po(lines, locale=po.parent.parent.name, domain=po.stem, abort_invalid=True)
    mo = po.with_suffix(".mo")
    fresh = mo.with_suffix(".mo.new")
    with fresh.open("wb") as out:
        write_mo(out, catalogue)
    fresh.replace(mo)
    return mo
