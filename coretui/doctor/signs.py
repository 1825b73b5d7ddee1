"""What tells on this machine whether somebody is at the desk: asked once, for `coretui doctor`."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from coretui.desktop.clocks import Clocks
from coretui.desktop.signs.source import Source
from coretui.desktop.signs.watcher import NONE, Watcher
from coretui.doctor.check import Check
from coretui.i18n import _


def signs(clocks: Clocks, environ: Mapping[str, str], sources: Sequence[Source]) -> Check:
    """Look at everything that can tell of keys, mouse, locks and do-not-disturb; takes 3 seconds at most."""
    return asyncio.run(_signs(Watcher(clocks, environ, sources), clocks))


async def _signs(watcher: Watcher, clocks: Clocks) -> Check:
    await watcher.start()
    try:
        seen = watcher.read(clocks.now())
        found = tuple(f"{name}: {health}" for name, health in watcher.sources())
    finally:
        await watcher.stop()
    if seen.source == NONE:
        nothing = _("Keyboard and mouse cannot be observed here: only keys pressed in coretui count.")
        return Check("signs", ok=True, detail=nothing, advice=found)
    return Check("signs", ok=True, detail=_("Reported by {source}.").format(source=seen.source), advice=found)
