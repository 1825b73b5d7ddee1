"""The output of a short-lived child process, awaited."""

from __future__ import annotations

import asyncio
import contextlib
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Mapping

from coretui.desktop.signs.source import NoSignError, WatchHealth


async def output(*command: str, environ: Mapping[str, str] | None = None) -> str:
    """Return what a command prints; raise `NoSignError` if it fails. Cancelled, it ends the child first."""
    try:
        child = await asyncio.create_subprocess_exec(
            *command, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL, env=None if environ is None else dict(environ)
        )
    except OSError as error:
        raise NoSignError(WatchHealth.ABSENT) from error
    try:
        printed, _ = await child.communicate()
    finally:
        if child.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                child.kill()
            await child.wait()
    if child.returncode:
        raise NoSignError(WatchHealth.LOST)
    return printed.decode("utf-8", "replace")
