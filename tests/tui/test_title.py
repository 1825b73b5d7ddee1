"""What the terminal shows outside the app: title and progress, by the minute, and nothing left behind."""

from __future__ import annotations

import pytest

from coretui.desktop.notices import terminal
from coretui.desktop.notices.terminal import TaskbarProgress
from coretui.domain.chair.engine import step
from coretui.domain.chair.messages import Pause
from coretui.domain.chair.reading import Reading
from coretui.domain.chair.state import Policy
from coretui.domain.chair.view import View, view
from coretui.tui.terminal.title import Beacon
from tests.clock import FakeClocks

GHOSTTY, TMUX, XTERM = {"TERM": "xterm-ghostty"}, {"TERM": "tmux-256color", "TMUX": "x"}, {"TERM": "xterm"}
HALF = terminal.progress(TaskbarProgress.NORMAL, 50)
NONE = terminal.progress(TaskbarProgress.NONE)


class Written:
    """A beacon, and what it has written: here, and to each client of tmux."""

    def __init__(self, environ: dict[str, str], *, title: bool = True, progress: bool = True) -> None:
        self.here: list[str] = []
        self.each: list[str] = []
        self.beacon = Beacon(self.here.append, self.each.append, environ, title=title, progress=progress)

    def take(self) -> tuple[list[str], list[str]]:
        here, each = self.here[:], self.each[:]
        self.here.clear()
        self.each.clear()
        return here, each


def after(seconds: float, *, held: bool = False) -> View:
    """Return the chair after so many seconds of sitting."""
    clocks, policy = FakeClocks(), Policy()
    chair, _ = step(None, Reading(clocks.now()), policy)
    for _ in range(int(seconds) // 30):
        clocks.advance(30)
        chair, _ = step(chair, Reading(clocks.now()), policy)
    if held:
        chair, _ = step(chair, Reading(clocks.now(), Pause(None, None, "")), policy)
    return view(chair, clocks.now(), policy, zone=lambda _wall: 0)


@pytest.mark.parametrize(("environ", "in_tmux"), [(GHOSTTY, False), (TMUX, True)])
def test_progress_goes_where_it_is_seen_and_is_taken_away(environ: dict[str, str], in_tmux: bool) -> None:
    written = Written(environ, title=False)
    written.beacon.show(after(900), "15 min")
    written.beacon.show(after(930), "15 min")
    here, each = written.take()
    assert (each if in_tmux else here) == [HALF]
    assert (here if in_tmux else each) == []
    written.beacon.show(after(930, held=True), "held")
    written.beacon.end()
    written.beacon.end()
    here, each = written.take()
    assert (each if in_tmux else here) == [terminal.progress(TaskbarProgress.HELD, 100), NONE]


def test_a_terminal_without_progress_gets_the_title_only() -> None:
    written = Written(XTERM)
    written.beacon.show(after(0), "30 min")
    written.beacon.show(after(0), "30 min")
    written.beacon.end()
    assert written.take() == ([terminal.SAVE_TITLE, terminal.title("30 min"), terminal.RESTORE_TITLE], [])


def test_what_is_switched_off_is_not_written() -> None:
    written = Written(TMUX, title=False, progress=False)
    written.beacon.show(after(900), "15 min")
    written.beacon.end()
    assert written.take() == ([], [])
