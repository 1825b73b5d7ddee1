"""Text made harmless: what a person, a file or another program wrote may hold signs that steer a terminal.

They are taken out where text is shown, and nowhere else: by what commands write and by the app's lines alike.
"""

from __future__ import annotations

import re

UNSAFE = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, but tab and newline
    "\u2028\u2029\u202a-\u202e\u2066-\u2069"  # lines and directions that reach beyond their own text
    "\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"  # signs that nobody sees
    "\ud800-\udfff"  # halves of characters, as undecodable bytes become
)
"""What no terminal is given, as the inside of a set in a regular expression."""
_STEERING = f"[{UNSAFE}]"
LONGEST_QUOTE = 60


def harmless(text: str) -> str:
    """Return text in which each sign that would steer a terminal has become a question mark."""
    # What Python calls printable is a part of what is harmless: most text needs no search, and no expression made.
    return text if text.isprintable() else re.sub(_STEERING, "?", text)


def in_line(text: str) -> str:
    """Return a name or a unit as it stands in a row or a sentence: what somebody else stored may have lines."""
    return text if text.isprintable() else " ".join(text.split())


def one_line(text: object) -> str:
    """Return something as a part of a sentence: harmless, on one line, and cut where it is long."""
    plain = " ".join(harmless(str(text)).split())
    return plain if len(plain) <= LONGEST_QUOTE else plain[: LONGEST_QUOTE - 1] + "…"


def quoted(text: object) -> str:
    """Return what somebody gave as an error quotes it: 'banana', harmless, on one line, cut where it is long."""
    return f"'{one_line(text)}'"


def for_shell(path: str) -> str:
    """Return a path as it is typed in a shell; one with signs that would steer a terminal is spelled out."""
    import shlex  # noqa: PLC0415 - the status line quotes nothing for a shell

    if harmless(path) == path:
        return shlex.quote(path)
    plain = (
        chr(one) if 32 <= one < 127 and one not in b"'\\" else f"\\x{one:02x}"
        for one in path.encode("utf-8", "surrogateescape")
    )
    return f"$'{''.join(plain)}'"


def escaped(json: str) -> str:
    """Return a JSON document without signs that would steer a terminal; it says the same."""
    return json if json.isprintable() else re.sub(_STEERING, lambda match: f"\\u{ord(match[0]):04x}", json)
