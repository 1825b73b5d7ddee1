"""The loop that the pacer's timing is measured beside: a frame, a sleep, and a word when a phase begins."""

from __future__ import annotations

import asyncio
import sys
import time

from coretui.domain.breathing.patterns import beat, parse
from coretui.tui.breath_guide import FRAMES


async def main(parts: str) -> None:
    """Say first when the pattern begins on the monotonic clock, then each phase as it is seen to have begun."""
    pattern = parse(parts)
    began = time.monotonic() + 0.5
    sys.stdout.write(f"{began!r}\n")
    before = None
    while True:
        elapsed = time.monotonic() - began
        now = beat(pattern, elapsed)
        if elapsed >= 0 and (now.phase, now.round) != before:
            before = now.phase, now.round
            sys.stdout.write(f"{now.phase}\n")
        sys.stdout.flush()
        await asyncio.sleep(1 / FRAMES)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
