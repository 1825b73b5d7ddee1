"""What leaves the program as text: made harmless on its way, and written to a reader who may be gone.

Whatever a person, a file or another program wrote may hold signs that steer a terminal. They are taken out
where text is shown, here, and nowhere else; the app's screens use the same rule.
"""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress

from coretui.errors import CoretuiError
from coretui.i18n import _

UNSAFE = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, but tab and newline
    "\u2028\u2029\u202a-\u202e\u2066-\u2069"  # lines and directions that reach beyond their own text
    "\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"  # signs that nobody sees
    "\ud800-\udfff"  # halves of characters, as undecodable bytes become
)
"""What no terminal is given, as the inside of a set in a regular expression."""
_STEERING = f"[{UNSAFE}]"
_UNWRITTEN = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF, errno.EROFS})
READER_GONE = 128 + 13
"""The exit code that a shell shows for a program that wrote into a pipe which nobody reads: 128 + SIGPIPE."""
LONGEST_QUOTE = 60


class ReaderGoneError(CoretuiError):
    """Nobody reads any more what is written: no fault, and there is nobody to tell."""

    exit_code = READER_GONE


class UnwrittenError(CoretuiError):
    """What was to be shown could not be written: a full disk, say."""


def harmless(text: str) -> str:
    """Return text in which each sign that would steer a terminal has become a question mark."""
    # What Python calls printable is a part of what is harmless: most text needs no search, and no expression made.
    return text if text.isprintable() else re.sub(_STEERING, "?", text)


def quoted(text: object) -> str:
    """Return something as a sentence can quote it: harmless, on one line, and cut where it is long."""
    plain = " ".join(harmless(str(text)).split())
    return plain if len(plain) <= LONGEST_QUOTE else plain[: LONGEST_QUOTE - 1] + "…"


def escaped(json: str) -> str:
    """Return a JSON document without signs that would steer a terminal; it says the same."""
    return json if json.isprintable() else re.sub(_STEERING, lambda match: f"\\u{ord(match[0]):04x}", json)


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
            _let_go()
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
        return UnwrittenError(_("The output cannot be written: {error}.").format(error=error.strerror))
    raise error


def _let_go() -> None:
    """Send what still waits to be written nowhere: Python would try once more at its end, and complain."""
    with suppress(OSError, ValueError), open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
