"""The terminal that tests use: a tmux server that ends at its start is started once more, and then with a log."""

from __future__ import annotations

import os
import shlex
import shutil
from pathlib import Path

import pytest

from tests.real.conftest import Installed, require
from tests.real.terminal import Pane, environment

ENDS = 'echo "server exited unexpectedly" >&2; exit 1'


def failing(folder: Path, home: Path, *, times: int) -> dict[str, str]:
    """Return an environment in which tmux ends at so many of its starts, the log of a verbose one left behind."""
    real = shlex.quote(shutil.which("tmux") or "")
    fake = folder / "tmux"
    fake.write_text(f"""#!/bin/sh
case " $* " in
*" -vv "*) echo "why it ended" > tmux-server-1.log ;;
esac
case " $* " in
*" new-session "*) echo >> {shlex.quote(str(folder / "starts"))}
    if [ "$(wc -l < {shlex.quote(str(folder / "starts"))})" -le {times} ]; then {ENDS}; fi ;;
esac
exec {real} "$@"
""")
    fake.chmod(0o700)
    env = environment(home)
    return {**env, "PATH": f"{folder}{os.pathsep}{env['PATH']}"}


def test_a_server_that_ends_at_its_start_is_started_once_more(coretui: Installed, tmp_path: Path) -> None:
    require("tmux")
    with Pane(failing(tmp_path, coretui.home, times=1), coretui.home) as pane:
        pane.run("pwd")
        pane.wait_for(str(coretui.home)[:60])
    assert (tmp_path / "starts").read_text() == "\n\n"


def test_one_that_ends_again_fails_with_what_both_said_and_the_log(coretui: Installed, tmp_path: Path) -> None:
    require("tmux")
    with pytest.raises(AssertionError, match="server exited unexpectedly") as failed:
        Pane(failing(tmp_path, coretui.home, times=2), coretui.home)
    [note] = failed.value.__notes__
    assert note == "at first: tmux new-session: server exited unexpectedly\ntmux-server-1.log:\nwhy it ended\n"
