"""The installed program, a terminal and a desktop, each on a folder of its own."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from coretui.domain.chair.state import Chair
from coretui.store.codec import decode
from tests.real.desktop import TOOLS, Desktop
from tests.real.reaper import VARIABLE
from tests.real.terminal import CORETUI, Pane, environment

HERE = Path(__file__).parent
IN_CI = os.environ.get("CI") == "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands in this folder, so that `-m "not real"` leaves it out; it may wait for real programs."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.real)
            item.add_marker(pytest.mark.timeout(400))


@pytest.fixture(scope="session", autouse=True)
def _nothing_left_behind() -> Iterator[None]:
    """Mark all that is started, and let a process beside this one end it, should this one be killed."""
    mark = secrets.token_hex(8)
    beside = subprocess.Popen(
        [sys.executable, HERE / "reaper.py", mark], stdin=subprocess.PIPE, start_new_session=True
    )
    os.environ[VARIABLE] = mark
    yield
    del os.environ[VARIABLE]
    beside.communicate()


def require(*tools: str | Path) -> None:
    """Skip a test whose tools are missing, with the reason; in CI it fails, for there it must run."""
    missing = [str(tool) for tool in tools if not shutil.which(tool)]
    if not missing:
        return
    reason = f"not installed: {', '.join(missing)}"
    if IN_CI:
        pytest.fail(reason)
    pytest.skip(reason)


@dataclass(frozen=True, slots=True)
class Installed:
    """The program as a user has it, on one home folder."""

    home: Path

    def configure(self, text: str) -> None:
        """Write the config file."""
        (self.home / "config.toml").write_text(text, encoding="utf-8")

    def run(self, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        return subprocess.run(
            [CORETUI, *args],
            env=environment(self.home, **env),
            cwd=self.home,
            capture_output=True,
            text=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            timeout=30,
            check=False,
        )

    def json(self, *args: str) -> Any:
        """Return the document that a command prints with `--json`."""
        done = self.run(*args, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def habit(self, habit: str) -> dict[str, Any]:
        """Return a habit's entry in `coretui today`."""
        found: dict[str, Any] = next(h for h in self.json("today")["habits"] if h["id"] == habit)
        return found

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Read the store as it is on disk."""
        with closing(sqlite3.connect(f"file:{self.home / 'coretui.db'}?mode=ro", uri=True)) as db:
            return db.execute(query).fetchall()

    def chair(self) -> Chair:
        """Return the chair as it was last stored."""
        [(state,)] = self.rows("select state from chair")
        return decode(state)


@pytest.fixture(autouse=True)
def _terminal() -> Iterator[None]:
    """Hold a terminal open: where the user has no other, the last one to close beside a test is complained of."""
    ends = os.openpty()
    yield
    for end in ends:
        os.close(end)


@pytest.fixture
def coretui(tmp_path: Path) -> Installed:
    require(CORETUI)
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    return Installed(home)


OpenPane = Callable[..., Pane]


@pytest.fixture
def open_pane(coretui: Installed) -> Iterator[OpenPane]:
    """Open a terminal on this home; more environment and its size by name."""
    require("tmux")
    with ExitStack() as panes:

        def open_one(*, columns: int = 100, rows: int = 30, **env: str) -> Pane:
            pane = Pane(environment(coretui.home, **env), coretui.home, columns=columns, rows=rows)
            return panes.enter_context(pane)

        yield open_one


@pytest.fixture
def pane(open_pane: OpenPane) -> Pane:
    return open_pane()


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    require(*TOOLS)
    with Desktop() as desktop:
        yield desktop
