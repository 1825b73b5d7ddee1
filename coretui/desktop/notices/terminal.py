"""Escape sequences for the terminal outside: notices, the window's title, progress in the taskbar.

Nothing is written here. Texts are cleaned first: what is in them never reaches a terminal as a command.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from coretui.desktop.notices.notifier import clean

ESC = "\x1b"
OSC = f"{ESC}]"
END = f"{ESC}\\"
BELL = "\a"
SAVE_TITLE = f"{ESC}[22;2t"
"""Has the terminal remember the title it has."""
RESTORE_TITLE = f"{ESC}[23;2t"
"""Gives the title back that was remembered."""
LONGEST = 200
"""Characters of a text that are sent at most: a short sequence is taken whole, or not at all."""


class Way(StrEnum):
    """How a terminal is asked to show a notice; only one, since terminals that know several show several."""

    NONE = ""
    OSC9 = "OSC 9"
    OSC99 = "OSC 99"
    OSC777 = "OSC 777"


class TaskbarProgress(StrEnum):
    """What the taskbar shows; the values are those of OSC 9;4."""

    NONE = "0"
    NORMAL = "1"
    DUE = "2"
    HELD = "4"


@dataclass(frozen=True, slots=True)
class Terminal:
    """What is known of a terminal.

    `notices` is the one way to send it notices, `certain` that it really shows them, `progress` that it knows
    OSC 9;4, `inside_tmux` that a tmux, whose terminal is not known, stands in between.
    """

    notices: Way
    certain: bool = False
    progress: bool = False
    inside_tmux: bool = False


# Of the three, OSC 9 is understood by the most terminals, and those that know none of them pass over it.
UNKNOWN = Terminal(Way.OSC9)

# Terminals by their own name, in lower case: in TERM, TERM_PROGRAM, or what they answer to tmux.
_TERMINALS = {
    "kitty": Terminal(Way.OSC99, certain=True),
    "ghostty": Terminal(Way.OSC777, certain=True, progress=True),
    "foot": Terminal(Way.OSC777, certain=True),
    "wezterm": Terminal(Way.OSC777, certain=True, progress=True),
    "warpterminal": Terminal(Way.OSC777, certain=True),
    "iterm": Terminal(Way.OSC9, certain=True, progress=True),
    "rxvt": Terminal(Way.OSC777),  # with an extension
    "vte": Terminal(Way.OSC777, progress=True),  # as some distributions build it
    "alacritty": Terminal(Way.NONE),
    "apple": Terminal(Way.NONE),
    "xterm": Terminal(Way.NONE),
    "windows": Terminal(Way.NONE, progress=True),
}
# The first versions that know OSC 9;4; older ones show a notice that says "4;1;50".
_PROGRESS_SINCE = {"wezterm": (20250209,), "iterm": (3, 6, 6), "vte": (7900,)}
_BY_TERM = {
    "xterm-kitty": "kitty",
    "xterm-ghostty": "ghostty",
    "foot": "foot",
    "wezterm": "wezterm",
    "rxvt-unicode": "rxvt",
    "alacritty": "alacritty",
}
_DEAF = ("", "dumb", "linux")
"""Values of TERM that promise no escape sequences, or a console that may print them."""


def from_environment(environ: Mapping[str, str]) -> Terminal:
    """Return what the environment of a process tells of the terminal it runs in.

    TERM goes first: every terminal sets it, and it comes along over SSH, whereas the other names may be those
    of the terminal from which this one was started.
    """
    term = environ.get("TERM", "")
    if environ.get("TMUX") or term.startswith("tmux"):
        return replace(UNKNOWN, inside_tmux=True)
    if environ.get("WT_SESSION") or environ.get("ConEmuANSI") == "ON":
        return _TERMINALS["windows"]
    if term in _DEAF:
        return Terminal(Way.NONE)
    program, version = environ.get("TERM_PROGRAM", ""), environ.get("TERM_PROGRAM_VERSION", "")
    if name := _name_in(term):
        return _named(name, version if program.lower() == name else "") or UNKNOWN
    if known := _named(program, version):
        return known
    if environ.get("KITTY_WINDOW_ID"):
        return _TERMINALS["kitty"]
    if vte := environ.get("VTE_VERSION"):
        return _named("vte", vte) or UNKNOWN
    return _named(environ.get("LC_TERMINAL", ""), environ.get("LC_TERMINAL_VERSION", "")) or UNKNOWN


def of_client(term: str, answer: str) -> Terminal:
    """Return what tmux tells of a client's terminal: its TERM, and its name and version where it gave them."""
    if term in _DEAF:
        return Terminal(Way.NONE)
    name, _, version = answer.partition("(") if "(" in answer else answer.partition(" ")
    return _named(name, version) or _named(_name_in(term), "") or UNKNOWN


def _name_in(term: str) -> str:
    """Return the name of the one terminal that has this TERM; empty where many have it."""
    return next((name for prefix, name in _BY_TERM.items() if term.startswith(prefix)), "")


def _named(name: str, version: str) -> Terminal | None:
    """Return what is known of a terminal by the name it gives itself, such as `iTerm.app` or `Apple_Terminal`."""
    word = name.lower().replace("iterm2", "iterm").partition(".")[0].partition("_")[0].strip()
    terminal = _TERMINALS.get(word)
    if terminal is not None and word in _PROGRESS_SINCE:
        numbers = tuple(int(number) for number in re.findall(r"\d+", version)[:3])
        return replace(terminal, progress=numbers >= _PROGRESS_SINCE[word])
    return terminal


def notice(terminal: Terminal, title: str, text: str) -> str:
    """Return what asks a terminal to show a notice; empty if it shows none."""
    title, text = _words(title), _words(text)
    match terminal.notices:
        case Way.NONE:
            return ""
        case Way.OSC99:
            # The same id each time: a new notice takes the place of the last.
            body = f"{OSC}99;i=coretui:d=1:p=body;{text}{END}" if text else ""
            sequence = f"{OSC}99;i=coretui:d={0 if text else 1};{title}{END}{body}"
        case Way.OSC777:
            sequence = f"{OSC}777;notify;{title};{text}{END}"
        case _:
            sequence = f"{OSC}9;{title}{': ' if title and text else ''}{text}{END}"
    return through_tmux(sequence) if terminal.inside_tmux else sequence


def title(text: str) -> str:
    """Return what gives the window a title (OSC 2)."""
    return f"{OSC}2;{_line(text)}{END}"


def progress(state: TaskbarProgress, percent: float = 0) -> str:
    """Return what shows progress in the taskbar (OSC 9;4): `percent` from 0 to 100, of no account in `NONE`."""
    share = 0 if state is TaskbarProgress.NONE else round(min(100.0, max(0.0, percent)))
    return f"{OSC}9;4;{state};{share}{END}"


def through_tmux(sequence: str) -> str:
    """Wrap a sequence so that tmux hands it on to its terminal, where `allow-passthrough` lets it."""
    return f"{ESC}Ptmux;{sequence.replace(ESC, ESC + ESC)}{END}"


def _words(text: str) -> str:
    """Return a text for a notice: semicolons would end its field, or make a command of OSC 9."""
    return _line(text).replace(";", ",")


def _line(text: str) -> str:
    """Return a text as one clean line of limited length."""
    return clean(" ".join(text.split()))[:LONGEST]
