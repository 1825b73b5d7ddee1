"""Saying something to whoever listens: that nobody does any more is no reason to stop."""

from __future__ import annotations

import sys

from coretui import output
from coretui.desktop.last_resort import let_go_of


def say(words: str, *, err: bool = False) -> None:
    """Write a sentence; where nobody reads it any more, this and all that follows goes nowhere."""
    try:
        output.say(words, err=err)
    except (output.ReaderGoneError, output.UnwrittenError):
        let_go_of(sys.stderr if err else sys.stdout)
