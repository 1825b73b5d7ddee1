"""A file that is moved, removed or replaced while it is open: nothing that was saved in it is lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coretui.errors import NotNowError, StoreLostError
from coretui.paths import Home
from coretui.services.heartbeat import Heartbeat
from coretui.services.lost import ADD, BACK, NEW, WAIT, Lost
from coretui.services.workplace import Workplace
from coretui.store.database import open_store
from tests.clock import FakeClocks
from tests.store.test_health import write
from tests.tui.desk import make_app


@pytest.fixture
def workplace(home: Home, clocks: FakeClocks) -> Iterator[Workplace]:
    """Return the parts of an app in whose store something was just written."""
    place = make_app(home, clocks).workplace
    write(place.store, "ours")
    place.store.look()
    yield place
    place.store.close()


def remove(path: Path) -> None:
    path.unlink()


def remove_all(path: Path) -> None:
    for beside in path.parent.glob("coretui.db*"):
        beside.unlink()


def remove_folder(path: Path) -> None:
    shutil.rmtree(path.parent)


def move(path: Path) -> None:
    path.rename(path.with_name("elsewhere.db"))


def lost_of(workplace: Workplace) -> Lost:
    heartbeat = Heartbeat.of(workplace)
    heartbeat.beat()
    heartbeat.beat()
    assert heartbeat.lost is not None
    return heartbeat.lost


def habits(path: str) -> set[str]:
    with closing(sqlite3.connect(path)) as db:
        return {row_id for (row_id,) in db.execute("select id from habit")}


GONE = [remove, remove_all, remove_folder, move]


@pytest.mark.parametrize("lose", GONE)
def test_what_is_gone_is_copied_at_once_and_put_back(workplace: Workplace, lose: Callable[[Path], None]) -> None:
    path = Path(workplace.store.path)
    lose(path)
    lost = lost_of(workplace)
    assert "ours" in habits(lost.rescued)
    assert [name for name, _words in lost.answers] == [BACK, WAIT]
    lost.answer(BACK)
    assert "ours" in habits(str(path))
    write(workplace.store, "later")
    workplace.store.look()
    assert {"ours", "later"} <= habits(str(path))
    assert not list(path.parent.glob("rescued-*"))


def test_it_is_copied_once_however_long_it_is_gone(workplace: Workplace) -> None:
    path = Path(workplace.store.path)
    path.unlink()
    heartbeat = Heartbeat.of(workplace)
    for _second in range(3):
        heartbeat.beat()
    assert len(list(path.parent.glob("rescued-*.db"))) == 1


def test_where_a_file_is_there_again_nothing_is_put_over_it(workplace: Workplace) -> None:
    path = Path(workplace.store.path)
    move(path)
    lost = lost_of(workplace)
    path.write_text("theirs")
    with pytest.raises(NotNowError, match="There is a file in the place"):
        lost.answer(BACK)
    assert path.read_text() == "theirs"


def test_the_file_that_was_put_there_is_used_and_gets_what_only_the_copy_has(
    workplace: Workplace, tmp_path: Path
) -> None:
    path = Path(workplace.store.path)
    other = Home("", str(tmp_path / "other"))
    with closing(open_store(other)) as store:
        write(store, "theirs")
    os.replace(other.database, path)
    lost = lost_of(workplace)
    assert [name for name, _words in lost.answers] == [NEW, WAIT]
    assert "added from the copy" in lost.answer(NEW)
    write(workplace.store, "later")
    workplace.store.look()
    workplace.store.close()
    assert {"theirs", "ours", "later"} <= habits(str(path))


def test_what_waited_is_saved_once_it_is_back(workplace: Workplace) -> None:
    path = Path(workplace.store.path)
    path.unlink()
    lost = lost_of(workplace)
    with pytest.raises(StoreLostError):
        write(workplace.store, "waits")
    workplace.waiting.keep(lambda: write(workplace.store, "waits"), "a habit")
    assert len(workplace.waiting.deeds) == 1
    lost.answer(BACK)
    Heartbeat.of(workplace).beat()
    assert "waits" in habits(str(path))
    assert workplace.unsaved == 0


def test_of_a_file_that_was_cut_no_copy_is_taken_for_whole(workplace: Workplace) -> None:
    os.truncate(workplace.store.path, 8192)
    lost = lost_of(workplace)
    assert lost.rescued == ""
    assert list(Path(workplace.home.data_dir).glob("rescued-*")) == []


def left_at_a_replacement(workplace: Workplace, other: Home) -> Path:
    """Let another file take the place, and nobody answer; return that place, with an app's parts closed."""
    path = Path(workplace.store.path)
    with closing(open_store(other)) as store:
        write(store, "theirs")
    os.replace(other.database, path)
    assert lost_of(workplace).answer(WAIT) == ""
    workplace.store.close()
    return path


def test_what_was_left_is_asked_about_at_the_next_start_until_it_is_added(
    workplace: Workplace, home: Home, clocks: FakeClocks, tmp_path: Path
) -> None:
    path = left_at_a_replacement(workplace, Home("", str(tmp_path / "other")))
    for answer, found in ((WAIT, {"theirs"}), (ADD, {"theirs", "ours"})):
        later = make_app(home, clocks).workplace
        heartbeat = Heartbeat.of(later)
        for _second in range(3):
            heartbeat.beat()
        assert heartbeat.left is not None
        assert heartbeat.left.rows == 1
        heartbeat.left.answer(answer)
        later.store.close()
        assert found <= habits(str(path))
        assert ("ours" in habits(str(path))) == (answer == ADD)
    assert not list(path.parent.glob("rescued-*"))
    assert list((path.parent / "backups").glob("rescued-*.db"))


def test_a_copy_with_nothing_of_its_own_goes_to_the_backups_unasked(
    workplace: Workplace, home: Home, clocks: FakeClocks
) -> None:
    path = Path(workplace.store.path)
    away = path.with_name("away.db")
    path.rename(away)
    lost_of(workplace)
    workplace.store.close()
    away.rename(path)
    later = make_app(home, clocks).workplace
    heartbeat = Heartbeat.of(later)
    for _second in range(3):
        heartbeat.beat()
    later.store.close()
    assert heartbeat.left is None
    assert not list(path.parent.glob("rescued-*"))
