"""Only regular files are opened and replaced; a link to one is as good."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coretui.commands import files
from coretui.desktop.lock import KeeperLock, kept_by_someone
from coretui.errors import NotNowError, StoreError
from coretui.paths import Home, read_regular, refuse_irregular
from tests.odd import KINDS, lay_odd


@pytest.fixture(params=[*KINDS, "link to a pipe", "link to a folder", "link to a device"])
def odd(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a path at which something else than a file is."""
    kind = request.param.removeprefix("link to a ")
    path = lay_odd(tmp_path / "odd", kind)
    if kind == request.param:
        return path
    (tmp_path / "link").symlink_to(path)
    return tmp_path / "link"


def test_what_is_no_file_is_refused_by_whoever_would_open_it(odd: Path) -> None:
    before = os.lstat(odd)
    for use in (
        lambda: refuse_irregular(str(odd)),
        lambda: read_regular(str(odd), 10),
        lambda: KeeperLock(str(odd)).acquire(),
        lambda: kept_by_someone(str(odd)),
    ):
        with pytest.raises(StoreError, match=r"odd|link"):
            use()
    assert os.lstat(odd).st_mode == before.st_mode


def test_a_report_takes_the_place_of_nothing_but_a_file(odd: Path) -> None:
    with pytest.raises(Exception, match=r"is a folder; name a file|it must be a file"):
        files.check(str(odd), Home("/nowhere", "/nowhere"), force=True)


@pytest.mark.parametrize("name", ["coretui.db", "coretui.db-wal", "config.toml", "health.json"])
@pytest.mark.parametrize(
    "way", ["as it is", "by a detour", "by a link", "by a second name", "by a link to the folder"]
)
def test_what_coretui_keeps_itself_is_nobodys_to_replace(tmp_path: Path, name: str, way: str) -> None:
    folder = tmp_path / "home"
    own = folder / name
    folder.mkdir()
    own.write_text("kept")
    path = {
        "as it is": own,
        "by a detour": tmp_path / "home" / ".." / "home" / name,
        "by a link": tmp_path / "link",
        "by a second name": tmp_path / "second",
        "by a link to the folder": tmp_path / "folder" / name,
    }[way]
    (tmp_path / "link").symlink_to(own)
    (tmp_path / "folder").symlink_to(folder)
    if way == "by a second name":
        path.hardlink_to(own)
    with pytest.raises(NotNowError, match="belongs to coretui itself; name another file"):
        files.check(str(path), Home(str(folder), str(folder)), force=True)


def test_what_coretui_has_not_made_yet_is_nobodys_to_make(tmp_path: Path) -> None:
    home = Home(str(tmp_path), str(tmp_path))
    with pytest.raises(NotNowError, match="belongs to coretui itself"):
        files.check(home.health, home, force=False)
    with pytest.raises(NotNowError, match="belongs to coretui itself"):
        files.check(str(tmp_path / "backups" / "a.db"), home, force=True)
    files.check(str(tmp_path / "report.html"), home, force=False)


def test_a_file_a_link_to_one_and_nothing_at_all_will_do(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"0123456789abc")
    (tmp_path / "link").symlink_to("real")
    for name in ("real", "link", "nowhere"):
        refuse_irregular(str(tmp_path / name))
    assert read_regular(str(tmp_path / "link"), 10) == b"0123456789"
    with pytest.raises(FileNotFoundError):
        read_regular(str(tmp_path / "nowhere"), 10)
