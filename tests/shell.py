"""A shell with `coretui` in it: commands run in this process, on a home and clocks of the test's own."""

from __future__ import annotations

import json
from contextlib import closing
from typing import Any

import pytest

from coretui import cli
from coretui.domain.chair.reading import Reading
from coretui.domain.chair.state import Body, Policy
from coretui.paths import Home
from coretui.store.chair import load, transition
from tests.clock import FakeClocks
from tests.stores import a_store


class Desk:
    """A shell with `coretui` in it, in a home of its own."""

    def __init__(self, home: Home, clocks: FakeClocks, capsys: pytest.CaptureFixture[str]) -> None:
        self.home, self.clocks, self._capsys = home, clocks, capsys

    def run(self, command: str | list[str]) -> tuple[int, str, str]:
        """Run a command; return its exit code and what it wrote on stdout and stderr."""
        code = cli.main(command.split() if isinstance(command, str) else command)
        said = self._capsys.readouterr()
        return code, said.out, said.err

    def says(self, command: str | list[str]) -> str:
        """Run a command that must succeed and complain about nothing."""
        code, out, err = self.run(command)
        assert (code, err) == (0, "")
        return out.removesuffix("\n")

    def json(self, command: str) -> Any:
        """Run a command that must print one JSON document and nothing else."""
        return json.loads(self.says(command))

    def refuses(self, command: str | list[str], code: int) -> str:
        """Run a command that must say in one line why not, and change nothing; return that line."""
        before = self.dump()
        found, out, err = self.run(command)
        assert (found, out) == (code, "")
        assert err.count("\n") == 1
        assert "Traceback" not in err
        assert self.dump() == before
        return err.removesuffix("\n")

    def dump(self) -> list[str]:
        """Return everything in the store."""
        with closing(a_store(self.home)) as store:
            return list(store.db.conn.iterdump())

    def chair(self) -> Body | None:
        with closing(a_store(self.home)) as store:
            chair = load(store)
            return chair.body if chair else None


def pass_time(desk: Desk, minutes: int) -> None:
    """Let the keeper keep the chair for so many minutes."""
    with closing(a_store(desk.home)) as store:
        for _ in range(minutes + 1):
            transition(store, (Reading(desk.clocks.now()),), Policy())
            desk.clocks.advance(60)
        desk.clocks.sleep(-60)
