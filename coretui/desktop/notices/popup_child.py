"""Shows one text in a popup of tmux until a key is pressed, as a short-lived process of its own.

It is run as a script, by tmux, and imports nothing of coretui. Its one argument is JSON in base64:
`{"title", "text", "foot", "seconds"}`, so that neither tmux nor a shell finds anything to act on in it.
"""

import base64
import json
import os
import select
import sys
import termios
import textwrap
import time
import tty
from typing import TypedDict

DEAF = 1.0
"""Seconds in which keys are passed over: they were meant for what was in front."""


class PopupText(TypedDict):
    """What is to be shown, and for how many seconds at most."""

    title: str
    text: str
    foot: str
    seconds: float


def page(order: PopupText, columns: int, rows: int) -> str:
    """Return what fills a popup of this size, the last line at its foot."""
    width = max(8, columns - 4)
    title = [f"\x1b[1m{line}\x1b[0m" for line in textwrap.wrap(order["title"], width)]
    body = [*title, "", *textwrap.wrap(order["text"], width)][: max(1, rows - 3)]
    lines = ["", *body]
    lines += [""] * (rows - 1 - len(lines))
    foot = f"\x1b[2m{order['foot'][:width]}\x1b[0m"
    return "\r\n".join(f"  {line}" if line else "" for line in [*lines, foot])


def main() -> None:
    """Show the text, and wait for a key or until the time is over."""
    order: PopupText = json.loads(base64.urlsafe_b64decode(sys.argv[1]))
    opened = time.monotonic()
    tty.setraw(0, termios.TCSANOW)
    columns, rows = os.get_terminal_size(1)
    os.write(1, f"\x1b[?25l\x1b[2J\x1b[H{page(order, columns, rows)}".encode())
    while (left := opened + order["seconds"] - time.monotonic()) > 0:
        if not select.select([0], [], [], left)[0]:
            break
        if not os.read(0, 1024) or time.monotonic() - opened > DEAF:
            break


if __name__ == "__main__":
    main()
