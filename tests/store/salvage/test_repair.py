"""A new store in the place of a damaged one: asked for, checked, and nothing of the old one is removed."""

from __future__ import annotations

import os
import stat
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coretui.errors import NotNowError, StoreError, StoreLostError
from coretui.paths import Home
from coretui.store.database import open_store
from coretui.store.health import last_verdict
from coretui.store.salvage.repair import afresh, rebuilt, trouble_of
from coretui.store.salvage.reports import reports
from tests.store.test_health import TODAY, change
from tests.stores import lay_out, two_weeks_until_friday

AT = datetime(2026, 11, 27, 15, 30, tzinfo=UTC)
FILE = two_weeks_until_friday


def nobody(_read: int, _all: int) -> None:
    """Hear how far it is."""


@pytest.fixture
def damaged(home: Home) -> Home:
    """Return a home whose store has lost a page."""
    file = bytearray(FILE())
    file[20 * 4096 : 21 * 4096] = bytes(4096)
    lay_out(home, bytes(file))
    return home


def test_what_is_whole_is_no_trouble(home: Home) -> None:
    assert trouble_of(home) is None
    lay_out(home, FILE())
    assert trouble_of(home) is None


def test_nothing_is_changed_until_it_is_asked_for(damaged: Home) -> None:
    before = Path(damaged.database).read_bytes()
    assert trouble_of(damaged)
    with rebuilt(damaged, TODAY, nobody):
        assert Path(damaged.database).read_bytes() == before
    assert Path(damaged.database).read_bytes() == before
    assert set(os.listdir(damaged.data_dir)) <= {"coretui.db", "coretui.db-shm", "coretui.db-wal"}


def test_the_damaged_files_are_put_aside_whole_with_a_report(damaged: Home) -> None:
    Path(f"{damaged.database}-wal").write_bytes(b"what is left of a log")
    before = Path(damaged.database).read_bytes()
    with rebuilt(damaged, TODAY, nobody) as new:
        folder = Path(new.put_in_place(AT, "what came back"))
    assert folder.name == "damaged-2026-11-27-153000"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert (folder / "coretui.db").read_bytes() == before
    assert (folder / "coretui.db-wal").read_bytes() == b"what is left of a log"
    assert reports(damaged) == [str(folder / "report.txt")]
    assert trouble_of(damaged) is None
    assert stat.S_IMODE(os.stat(damaged.database).st_mode) == 0o600
    assert last_verdict(damaged).whole == TODAY
    with closing(open_store(damaged)) as store:
        assert store.db.table("span").count > 0


def test_two_repairs_in_a_second_have_a_folder_each(damaged: Home) -> None:
    before = Path(damaged.database).read_bytes()
    folders = set()
    for _time in range(2):
        Path(damaged.database).write_bytes(before)
        with rebuilt(damaged, TODAY, nobody) as new:
            folders.add(new.put_in_place(AT, ""))
    assert len(folders) == 2


def test_what_somebody_writes_meanwhile_is_not_put_aside(damaged: Home) -> None:
    with rebuilt(damaged, TODAY, nobody) as new:
        Path(damaged.database).write_bytes(FILE())
        with pytest.raises(NotNowError, match="was changed meanwhile"):
            new.put_in_place(AT, "")
    assert Path(damaged.database).read_bytes() == FILE()


def test_a_repair_that_was_broken_off_is_finished_by_the_next(damaged: Home) -> None:
    with rebuilt(damaged, TODAY, nobody) as new:
        folder = new.put_in_place(AT, "")
        wanted = new.salvaged
    os.remove(damaged.database)  # the moment before the new store is there
    os.remove(os.path.join(folder, "report.txt"))
    with pytest.raises(StoreLostError, match="damaged-2026"):
        open_store(damaged)
    with rebuilt(damaged, TODAY, nobody) as new:
        assert new.salvaged == wanted


def test_what_a_killed_repair_left_is_removed(damaged: Home) -> None:
    left = Path(damaged.data_dir, "repairing-abc")
    left.mkdir()
    with rebuilt(damaged, TODAY, nobody):
        assert not left.exists()


@pytest.mark.parametrize("how", ["removed", "emptied"])
def test_a_store_that_is_gone_is_trouble_and_can_begin_afresh(home: Home, how: str) -> None:
    Path(home.data_dir).mkdir()
    Path(home.health).write_text('{"whole": "2026-11-26"}')
    if how == "emptied":
        Path(home.database).touch()
    found = trouble_of(home)
    assert found is not None
    assert (found.gone, found.backup) == (True, None)
    with afresh(home) as new:
        new.put_in_place(AT, "")
    assert trouble_of(home) is None
    open_store(home).close()


def test_a_copy_that_was_rescued_is_read(home: Home) -> None:
    Path(home.data_dir).mkdir()
    Path(home.data_dir, "rescued-2026-11-27-150000.db").write_bytes(FILE())
    with rebuilt(home, TODAY, nobody) as new:
        assert new.salvaged is not None
        assert new.salvaged.read > 500


def test_a_database_of_another_program_is_left_alone(home: Home) -> None:
    Path(home.data_dir).mkdir()
    change(home, "create table theirs (id)")
    with pytest.raises(StoreError, match="of another program"):
        trouble_of(home)
