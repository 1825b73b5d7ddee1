"""Escape sequences by value: one way of notice for each terminal, clean texts, titles, progress."""

from __future__ import annotations

import pytest

from coretui.desktop.notices.terminal import (
    LONGEST,
    RESTORE_TITLE,
    SAVE_TITLE,
    TaskbarProgress,
    Terminal,
    Way,
    from_environment,
    notice,
    of_client,
    progress,
    through_tmux,
    title,
)

XTERM = {"TERM": "xterm-256color"}


# which terminal


@pytest.mark.parametrize(
    ("environ", "way"),
    [
        (XTERM, Way.OSC9),
        ({"TERM": "xterm-kitty"}, Way.OSC99),
        ({**XTERM, "KITTY_WINDOW_ID": "1"}, Way.OSC99),
        ({"TERM": "xterm-ghostty"}, Way.OSC777),
        ({**XTERM, "TERM_PROGRAM": "ghostty"}, Way.OSC777),
        ({"TERM": "foot"}, Way.OSC777),
        ({"TERM": "foot-direct"}, Way.OSC777),
        ({**XTERM, "TERM_PROGRAM": "WezTerm"}, Way.OSC777),
        ({**XTERM, "TERM_PROGRAM": "WarpTerminal"}, Way.OSC777),
        ({"TERM": "rxvt-unicode-256color"}, Way.OSC777),
        ({**XTERM, "VTE_VERSION": "7006"}, Way.OSC777),
        ({**XTERM, "TERM_PROGRAM": "iTerm.app"}, Way.OSC9),
        ({**XTERM, "LC_TERMINAL": "iTerm2"}, Way.OSC9),
        ({**XTERM, "TERM_PROGRAM": "Apple_Terminal"}, Way.NONE),
        ({"TERM": "alacritty"}, Way.NONE),
        ({**XTERM, "WT_SESSION": "a-b-c"}, Way.NONE),
        ({"TERM": "linux"}, Way.NONE),
        ({"TERM": "dumb", "TERM_PROGRAM": "ghostty"}, Way.NONE),
        ({}, Way.NONE),
    ],
)
def test_each_terminal_gets_the_one_way_it_knows(environ: dict[str, str], way: Way) -> None:
    assert from_environment(environ).notices is way


def test_a_terminal_started_from_another_is_known_by_its_own_name() -> None:
    left_over = {"KITTY_WINDOW_ID": "1", "VTE_VERSION": "8000", "TERM_PROGRAM": "iTerm.app"}
    assert from_environment({"TERM": "foot", **left_over}) == Terminal(Way.OSC777, certain=True)
    assert from_environment({**XTERM, "TERM_PROGRAM": "ghostty", "KITTY_WINDOW_ID": "1"}).notices is Way.OSC777


@pytest.mark.parametrize("inside", [{"TERM": "tmux-256color"}, {"TERM": "screen", "TMUX": "/run/tmux,1,0"}])
def test_the_terminal_outside_tmux_is_not_known(inside: dict[str, str]) -> None:
    terminal = from_environment({**inside, "KITTY_WINDOW_ID": "1", "WT_SESSION": "left over"})
    assert terminal == Terminal(Way.OSC9, inside_tmux=True)


@pytest.mark.parametrize(
    ("environ", "known"),
    [
        ({**XTERM, "WT_SESSION": "a-b-c"}, True),
        ({"ConEmuANSI": "ON"}, True),
        ({"TERM": "xterm-ghostty"}, True),
        ({**XTERM, "TERM_PROGRAM": "WezTerm", "TERM_PROGRAM_VERSION": "20250209-182623-44866cc1"}, True),
        ({"TERM": "wezterm", "TERM_PROGRAM": "WezTerm", "TERM_PROGRAM_VERSION": "20250209-1-a"}, True),
        ({**XTERM, "TERM_PROGRAM": "WezTerm", "TERM_PROGRAM_VERSION": "20240203-110809-5046fc22"}, False),
        ({"TERM": "wezterm"}, False),
        ({**XTERM, "TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.6.6"}, True),
        ({**XTERM, "TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.5.11"}, False),
        ({**XTERM, "LC_TERMINAL": "iTerm2", "LC_TERMINAL_VERSION": "3.6.10"}, True),
        ({**XTERM, "VTE_VERSION": "7900"}, True),
        ({**XTERM, "VTE_VERSION": "7899"}, False),
        ({"TERM": "xterm-kitty"}, False),
        (XTERM, False),
    ],
)
def test_progress_is_for_those_who_would_not_take_it_for_a_notice(environ: dict[str, str], known: bool) -> None:
    assert from_environment(environ).progress is known


@pytest.mark.parametrize(
    ("term", "answer", "way", "certain"),
    [
        ("xterm-256color", "kitty(0.36.4)", Way.OSC99, True),
        ("xterm-256color", "iTerm2 3.5.2", Way.OSC9, True),
        ("xterm-256color", "WezTerm 20240203-110809-5046fc22", Way.OSC777, True),
        ("xterm-256color", "ghostty 1.2.0", Way.OSC777, True),
        ("xterm-256color", "VTE(7600)", Way.OSC777, False),
        ("xterm-256color", "XTerm(390)", Way.NONE, False),
        ("foot", "", Way.OSC777, True),
        ("xterm-256color", "", Way.OSC9, False),
        ("xterm-256color", "nothing we know (1)", Way.OSC9, False),
        ("linux", "", Way.NONE, False),
    ],
)
def test_a_client_is_known_by_its_answer_or_its_term(term: str, answer: str, way: Way, certain: bool) -> None:
    found = of_client(term, answer)
    assert (found.notices, found.certain, found.inside_tmux) == (way, certain, False)


# notices


@pytest.mark.parametrize(
    ("way", "text", "sequence"),
    [
        (Way.NONE, "Walk.", ""),
        (Way.OSC9, "Walk.", "\x1b]9;Stand up: Walk.\x1b\\"),
        (Way.OSC9, "", "\x1b]9;Stand up\x1b\\"),
        (
            Way.OSC99,
            "Walk.",
            "\x1b]99;i=coretui:d=0;Stand up\x1b\\\x1b]99;i=coretui:d=1:p=body;Walk.\x1b\\",
        ),
        (Way.OSC99, "", "\x1b]99;i=coretui:d=1;Stand up\x1b\\"),
        (Way.OSC777, "Walk.", "\x1b]777;notify;Stand up;Walk.\x1b\\"),
        (Way.OSC777, "", "\x1b]777;notify;Stand up;\x1b\\"),
    ],
)
def test_each_way_of_giving_notice_has_its_escape(way: Way, text: str, sequence: str) -> None:
    assert notice(Terminal(way), "Stand up", text) == sequence


def test_inside_tmux_a_notice_is_wrapped_whole() -> None:
    wrapped = notice(Terminal(Way.OSC9, inside_tmux=True), "Stand up", "")
    assert wrapped == "\x1bPtmux;\x1b\x1b]9;Stand up\x1b\x1b\\\x1b\\"
    assert notice(Terminal(Way.NONE, inside_tmux=True), "Stand up", "") == ""


def test_every_escape_is_doubled_for_tmux() -> None:
    assert through_tmux("\x1b]2;a\x1b\\b") == "\x1bPtmux;\x1b\x1b]2;a\x1b\x1b\\b\x1b\\"


HOSTILE = "a\x1b]0;b\a\x1b\\\x9c\x9d;c\r\nd\u202ee\x7f"


@pytest.mark.parametrize("way", [Way.OSC9, Way.OSC99, Way.OSC777])
def test_what_is_in_a_text_is_never_a_command(way: Way) -> None:
    harmless = notice(Terminal(way), "a]0,b\\,c de", "a]0,b\\,c de")
    assert notice(Terminal(way), HOSTILE, HOSTILE) == harmless
    assert notice(Terminal(Way.OSC9), "4;2;100", "") == "\x1b]9;4,2,100\x1b\\", "no progress"


def test_long_texts_are_cut() -> None:
    assert notice(Terminal(Way.OSC9), "é" * 1000, "") == f"\x1b]9;{'é' * LONGEST}\x1b\\"


# title, progress


def test_a_title_is_set_without_escapes_of_others() -> None:
    assert title("28 min · coretui") == "\x1b]2;28 min · coretui\x1b\\"
    assert title(HOSTILE) == "\x1b]2;a]0;b\\;c de\x1b\\"
    assert (SAVE_TITLE, RESTORE_TITLE) == ("\x1b[22;2t", "\x1b[23;2t")


@pytest.mark.parametrize(
    ("state", "percent", "sequence"),
    [
        (TaskbarProgress.NONE, 50, "\x1b]9;4;0;0\x1b\\"),
        (TaskbarProgress.NORMAL, 49.6, "\x1b]9;4;1;50\x1b\\"),
        (TaskbarProgress.NORMAL, -3, "\x1b]9;4;1;0\x1b\\"),
        (TaskbarProgress.NORMAL, 250, "\x1b]9;4;1;100\x1b\\"),
        (TaskbarProgress.DUE, 100, "\x1b]9;4;2;100\x1b\\"),
        (TaskbarProgress.HELD, 30, "\x1b]9;4;4;30\x1b\\"),
    ],
)
def test_progress_shows_its_state_and_0_to_100_percent(
    state: TaskbarProgress, percent: float, sequence: str
) -> None:
    assert progress(state, percent) == sequence
