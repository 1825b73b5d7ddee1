"""The machine's zone: a process that stays open follows it."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from coretui.desktop.clocks import MachineClocks

HOUR = 3600


def zone_file(path: Path, offset: int) -> None:
    """Put the file of a zone that never changes in place, as an administrator's tool does: by a rename."""
    head = b"TZif" + bytes(16) + struct.pack(">6l", 0, 0, 0, 0, 1, 4)
    new = path.with_suffix(".new")
    new.write_bytes(head + struct.pack(">lbB", offset, 0, 0) + b"HERE")
    new.replace(path)


@pytest.mark.parametrize("colon", [":", ""])
def test_a_zone_file_that_is_replaced_is_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, colon: str
) -> None:
    path, clocks = tmp_path / "localtime", MachineClocks()
    zone_file(path, HOUR)
    monkeypatch.setenv("TZ", f"{colon}{path}")
    assert clocks.now().offset == HOUR
    zone_file(path, 9 * HOUR)
    before = clocks.now()
    assert before.offset == clocks.zone(before.wall) == 9 * HOUR
    zone_file(path, -8 * HOUR)
    assert clocks.now().offset == -8 * HOUR


def test_a_zone_that_is_named_anew_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    clocks = MachineClocks()
    monkeypatch.setenv("TZ", "JST-9")
    assert clocks.now().offset == 9 * HOUR
    monkeypatch.setenv("TZ", "PST8")
    assert clocks.now().offset == -8 * HOUR
