"""What the terminal shows of the chair outside the app: the window's title, and progress in the taskbar."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from coretui.desktop.notices import terminal
from coretui.desktop.notices.terminal import TaskbarProgress
from coretui.domain.chair.view import ChairState, View

WriteTerminal = Callable[[str], None]


class Beacon:
    """Writes title and progress when they change, by the minute, and gives the old title back.

    Progress goes only to a terminal that is known to have it. In tmux every client may have another one:
    `write_each` sends it to those that have it.
    """

    def __init__(
        self,
        write: WriteTerminal,
        write_each: WriteTerminal,
        environ: Mapping[str, str],
        *,
        title: bool,
        progress: bool,
    ) -> None:
        around = terminal.from_environment(environ)
        self._write = write
        self._write_progress = write_each if around.inside_tmux else write
        self._title = title
        self._progress = progress and (around.progress or around.inside_tmux)
        self._shown: tuple[str, str] | None = None

    def show(self, seen: View, words: str) -> None:
        """Show the chair: `words` for the title, how far the interval is for the taskbar."""
        progress = _progress(seen)
        if self._shown is None and self._title:
            self._write(terminal.SAVE_TITLE)
        before, self._shown = self._shown or ("", ""), (words, progress)
        if self._title and words != before[0]:
            self._write(terminal.title(words))
        if self._progress and progress != before[1]:
            self._write_progress(progress)

    def end(self) -> None:
        """Give back what was there before."""
        if self._shown is None:
            return
        if self._progress:
            self._write_progress(terminal.progress(TaskbarProgress.NONE))
        if self._title:
            self._write(terminal.RESTORE_TITLE)
        self._shown = None


def _progress(seen: View) -> str:
    match seen.state:
        case ChairState.SITTING if seen.length:
            minute = max(60.0, seen.length / 100)
            return terminal.progress(TaskbarProgress.NORMAL, 100 * (seen.lasted // minute * minute) / seen.length)
        case ChairState.DUE:
            return terminal.progress(TaskbarProgress.DUE, 100)
        case ChairState.HELD:
            return terminal.progress(TaskbarProgress.HELD, 100)
        case _:
            return terminal.progress(TaskbarProgress.NONE)
