"""What leaves the program as text: made harmless on its way, and written to a reader who may be gone."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from coretui.desktop.last_resort import let_go_of
from coretui.domain.harmless import harmless
from coretui.errors import CoretuiError
from coretui.i18n import _

if TYPE_CHECKING:
    from typing import TextIO

_UNWRITTEN = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF, errno.EROFS})
READER_GONE = 128 + 13
"""The exit code that a shell shows for a program that wrote into a pipe which nobody reads: 128 + SIGPIPE."""


class ReaderGoneError(CoretuiError):
    """Nobody reads any more what is written: no fault, and there is nobody to tell."""

    exit_code = READER_GONE


class UnwrittenError(CoretuiError):
    """What was to be shown could not be written: a full disk, say."""


def say(text: str = "", *, err: bool = False) -> None:
    """Write lines on stdout, or on stderr, for whoever reads them.

    Raises `ReaderGoneError` and `UnwrittenError` where they cannot be written.
    """
    stream = sys.stderr if err else sys.stdout
    if stream is None:  # closed by whoever started this
        return
    plain = harmless(text)
    encoding = getattr(stream, "encoding", None) or "utf-8"
    try:
        stream.write(plain.encode(encoding, "replace").decode(encoding) + "\n")
        stream.flush()
    except OSError as error:
        raise _unwritten(error) from error


def at_terminal(*streams: TextIO | None) -> bool:
    """Tell whether all of these are terminals; one that was closed by whoever started this is none."""
    return all(stream is not None and not stream.closed and stream.isatty() for stream in streams)


def answered(run: Callable[[], int], explain: Callable[[Exception], str]) -> int:
    """Run a command; return its exit code, and say in one sentence why it failed if it did.

    `explain` gives the sentence of what nobody foresaw.
    """
    try:
        return _answered(run)
    except Exception as error:  # noqa: BLE001 - a person gets a sentence, whatever went wrong
        with suppress(ReaderGoneError, UnwrittenError):
            say(explain(error), err=True)
        return 1


def _answered(run: Callable[[], int]) -> int:
    try:
        try:
            code = run()
            if sys.stdout is not None:
                sys.stdout.flush()
        except OSError as error:
            raise _unwritten(error) from error
    except CoretuiError as error:
        if isinstance(error, ReaderGoneError | UnwrittenError):
            let_go_of(sys.stdout)
        if said := " ".join(str(error).split()):
            with suppress(ReaderGoneError, UnwrittenError):
                say(said, err=True)
        return error.exit_code
    return code


def _unwritten(error: OSError) -> CoretuiError:
    """Return what a failed write means; raises any other error again."""
    if error.errno == errno.EPIPE:
        return ReaderGoneError()
    if error.errno in _UNWRITTEN and error.filename is None:
        return UnwrittenError(_("The output cannot be written ({error}).").format(error=error.strerror))
    raise error


def say_if_heard(text: str, *, err: bool = False) -> None:
    """Write a line; where nobody reads it any more, this and all that follows goes nowhere."""
    try:
        say(text, err=err)
    except (ReaderGoneError, UnwrittenError):
        let_go_of(sys.stderr if err else sys.stdout)
