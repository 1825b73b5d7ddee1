"""What the doctor says of the copies of the store."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from coretui.doctor.backups import backups
from coretui.doctor.check import Check
from coretui.paths import Home
from coretui.store.backups import make_daily
from coretui.store.database import Store
from tests.clock import FakeClocks, utc


def look(home: Home, clocks: FakeClocks, written_days_later: float = 0) -> Check:
    """Look while the store was last written so many days later."""
    written = clocks.now().wall + written_days_later * 86_400
    os.utime(home.database, (written, written))
    Path(f"{home.database}-wal").unlink(missing_ok=True)
    return backups(home, clocks.now().later(written_days_later * 86_400), utc)


def test_each_state_of_the_newest_copy_is_said(home: Home, store: Store, clocks: FakeClocks) -> None:
    store.close()
    none = look(home, clocks)
    assert (none.ok, none.detail) == (True, "None yet; one is made on each day on which something is recorded.")
    make_daily(home, date(2026, 11, 22), clocks.now().later(-86_400))
    made = make_daily(home, date(2026, 11, 23), clocks.now())
    whole = look(home, clocks)
    assert (whole.ok, whole.detail) == (True, "2 backups; the newest, from 09:00, is intact (10 rows).")
    assert look(home, clocks, 1.9).ok
    old = look(home, clocks, 2.1)
    assert (old.ok, old.advice) == (False, ("Make one now: coretui backup now",))
    assert old.detail == "The newest is from Mon 09:00, and more has been recorded long after it."
    Path(made.path).write_bytes(Path(made.path).read_bytes()[:-1])
    damaged = look(home, clocks)
    assert (damaged.ok, damaged.detail) == (False, "The newest, daily-2026-11-23, is damaged.")
    assert damaged.advice == old.advice


def test_a_folder_that_is_none_is_said(home: Home) -> None:
    Path(home.data_dir).mkdir()
    Path(home.backups).write_text("in the way")
    found = backups(home, FakeClocks().now(), utc)
    assert (found.ok, found.detail) == (False, f"{home.backups} cannot be read (Not a directory).")
