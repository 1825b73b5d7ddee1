"""What lies in the place of the store: a store, nothing yet, or something that must be left alone and said."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coretui.doctor import store as doctor
from coretui.doctor.checks import examine
from coretui.doctor.clock import clock
from coretui.errors import NotSavedError, StoreDamagedError, StoreError, StoreLostError
from coretui.paths import Home, companions
from coretui.settings.keys import Settings
from coretui.status import read_status
from coretui.store import database, only_read, place
from coretui.store.database import Store, open_store
from coretui.store.health import Vouch
from coretui.store.place import open_to_read
from tests.clock import FakeClocks
from tests.foreign import FRIDAY
from tests.store.test_health import TODAY, write
from tests.stores import lay_out, two_weeks_until_friday


@pytest.fixture
def used(home: Home) -> Iterator[Store]:
    """Return an open store of a home in which something was written."""
    lay_out(home, two_weeks_until_friday())
    with closing(open_store(home)) as store:
        store.vouch = Vouch(home, lambda: TODAY)
        write(store)
        yield store


def names(home: Home) -> set[str]:
    return {path.name for path in Path(home.data_dir).iterdir()}


# gone before it is opened


@pytest.mark.parametrize("how", ["removed", "emptied"])
@pytest.mark.parametrize("beside", ["health.json", "coretui.db-wal", "backups"])
def test_a_store_that_is_gone_is_not_made_anew(home: Home, how: str, beside: str) -> None:
    folder = Path(home.data_dir)
    folder.mkdir()
    if how == "emptied":
        Path(home.database).touch()
    if beside == "backups":
        (folder / beside).mkdir()
        (folder / beside / "a.db").write_text("a copy")
    else:
        (folder / beside).write_text("something")
    before = names(home)
    with pytest.raises(StoreLostError, match=rf"is missing or empty, but something was saved there.*{beside}"):
        open_store(home)
    assert names(home) == before


def test_where_there_never_was_one_it_is_made(home: Home) -> None:
    Path(home.data_dir).mkdir()
    Path(home.database).touch()
    open_store(home).close()
    assert Path(home.database).stat().st_size > 0


@pytest.mark.parametrize(("before", "after"), [(b"", 0o600), (two_weeks_until_friday, 0o644)])
def test_an_empty_file_is_made_private_when_it_is_filled(home: Home, before: object, after: int) -> None:
    lay_out(home, before() if callable(before) else b"")
    Path(home.database).chmod(0o644)
    open_store(home).close()
    assert stat.S_IMODE(os.stat(home.database).st_mode) == after


def test_a_byte_is_no_store(home: Home) -> None:
    Path(home.data_dir).mkdir()
    Path(home.database).write_text("x")
    with pytest.raises(StoreError, match="only 1 bytes are left"):
        open_store(home)
    assert Path(home.database).read_text() == "x"


# gone while it is open


def remove(path: Path) -> None:
    path.unlink()


def move(path: Path) -> None:
    path.rename(path.with_name("elsewhere.db"))


def replace(path: Path) -> None:
    other = path.with_name("other.db")
    shutil.copyfile(path, other)
    other.replace(path)


def cut(path: Path) -> None:
    os.truncate(path, 8192)


def empty(path: Path) -> None:
    os.truncate(path, 0)


def lose_the_log(path: Path) -> None:
    Path(f"{path}-wal").unlink()


@pytest.mark.parametrize(
    ("lose", "said"),
    [
        (remove, "was moved away or removed while coretui was open. Nothing is saved until it is back."),
        (move, "was moved away or removed while coretui was open. Nothing is saved until it is back."),
        (replace, "Another file was put in the place of"),
        (cut, "A part of"),
        (empty, "A part of"),
        (lose_the_log, "A part of"),
    ],
)
def test_what_becomes_of_the_file_is_noticed_before_something_is_written(
    used: Store, lose: Callable[[Path], None], said: str
) -> None:
    used.look()
    lose(Path(used.path))
    with pytest.raises(StoreLostError, match=said):
        used.look()
    with pytest.raises(StoreLostError, match=said):
        write(used, "more")


def test_whose_beginning_was_written_over_is_damaged_and_not_another_file(used: Store) -> None:
    used.look()
    with open(used.path, "r+b") as file:
        file.write(b"#" * 4096)
    with pytest.raises(StoreDamagedError, match="it is not a database"):
        used.look()


def test_what_is_lost_while_it_is_written_is_not_told_as_saved(used: Store) -> None:
    def write_and_lose() -> None:
        with used.write() as db:
            db.execute("update habit set position = 1 where id = 'new'")
            Path(used.path).unlink()

    with pytest.raises(StoreError, match="was moved away or removed") as told:
        write_and_lose()
    assert not isinstance(told.value, NotSavedError), "it is in the file that was lost: not to be written twice"


def test_a_file_that_is_put_back_is_written_again(used: Store) -> None:
    path = Path(used.path)
    move(path)
    with pytest.raises(StoreLostError):
        used.look()
    path.with_name("elsewhere.db").rename(path)
    write(used, "more")
    assert used.db.table("habit").count_where("id = 'more'") == 1


def test_a_file_that_was_tidied_up_is_whole(used: Store) -> None:
    with used.write() as db:
        db.execute("delete from span")
    size = os.path.getsize(used.path)
    with closing(sqlite3.connect(used.path)) as other:
        other.execute("vacuum")
        other.execute("pragma wal_checkpoint(truncate)")
    assert os.path.getsize(used.path) < size
    write(used, "more")


# that cannot be written


def test_a_store_that_cannot_be_written_is_read_and_left_alone(ordinary_user: Home) -> None:
    home = ordinary_user
    lay_out(home, two_weeks_until_friday())
    Path(home.database).chmod(0o400)
    before = names(home)
    with closing(open_store(home)) as store:
        assert store.db.table("span").count > 0
        with pytest.raises(StoreError, match="is read-only here; nothing was changed"):
            write(store)
    assert names(home) == before
    assert stat.S_IMODE(os.stat(home.database).st_mode) == 0o400


def test_looking_leaves_nothing_beside_a_store_that_cannot_be_written(ordinary_user: Home) -> None:
    lay_out(ordinary_user, two_weeks_until_friday())
    Path(ordinary_user.database).chmod(0o400)
    before = names(ordinary_user)
    examine(ordinary_user, Settings.of(), ())
    list(clock(ordinary_user, TODAY))
    assert names(ordinary_user) == before


def test_a_folder_that_may_not_be_looked_into_is_told_as_all_else_is(ordinary_user: Home) -> None:
    lay_out(ordinary_user, two_weeks_until_friday())
    Path(ordinary_user.lock).touch()
    Path(ordinary_user.data_dir).chmod(0)
    try:
        looked = (*examine(ordinary_user, Settings.of(), ()), *clock(ordinary_user, TODAY))
        with pytest.raises(StoreError, match=r"coretui\.db cannot be read \(Permission denied\)"):
            read_status(ordinary_user, Settings.of(), FakeClocks(FRIDAY).now(), FakeClocks(FRIDAY).zone)
    finally:
        Path(ordinary_user.data_dir).chmod(0o700)
    checks = {check.name: check for check in looked}
    assert "coretui.db cannot be read (Permission denied)" in checks["store"].detail
    assert "keeper.lock cannot be used (Permission denied)" in checks["keeper"].detail


@pytest.fixture
def full(home: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """Return a home with a store on a disk that is full: no file can grow."""
    lay_out(home, two_weeks_until_friday())
    for room in (database, place, only_read, doctor):
        monkeypatch.setattr(room, "is_full", lambda _path: True)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, before[1]))
    yield home
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.ordinary_user
def test_on_a_full_disk_a_store_is_read(full: Home) -> None:
    with closing(open_to_read(full)) as db:
        assert db.execute("select count(*) from span").fetchone() > (0,)
    with closing(open_store(full)) as store:
        assert store.db.table("span").count > 0
        with pytest.raises(StoreError, match=r"The disk is full, so .* can only be read; nothing was changed"):
            write(store)
    check = doctor.store(full)
    assert (check.ok, check.advice) == (False, ("Make room on that disk.",))
    assert os.path.getsize(companions(full.database)[0]) == 0


def test_what_is_only_in_the_log_of_writes_is_read_too(ordinary_user: Home) -> None:
    home = ordinary_user
    lay_out(home)
    with closing(open_store(home)) as kept:
        write(kept)
        Path(home.data_dir).chmod(0o500)
        with closing(open_store(home)) as store:
            assert store.only_read
            assert store.db.table("habit").count_where("id = 'new'") == 1
        Path(home.data_dir).chmod(0o700)
