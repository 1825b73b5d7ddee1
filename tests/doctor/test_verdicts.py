"""Which checks are well in which situation; what they say stands in the tests of the command."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from coretui import i18n
from coretui.doctor import checks, notices
from coretui.doctor.checks import examine
from coretui.paths import Home
from coretui.settings.keys import Settings
from coretui.store import database
from coretui.store.database import open_store

HERE = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PATH": ""}
DESKTOP = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere", "DISPLAY": ":7"}


def verdicts(home: Home, problems: tuple[str, ...] = (), **environ: str) -> dict[str, bool]:
    """Return which checks are well."""
    return {one.name: one.ok for one in examine(home, Settings.of(), problems, HERE | environ)}


def test_all_is_well_before_the_first_start_but_for_a_desktop_that_is_not_there(home: Home) -> None:
    said = verdicts(home)
    assert [name for name, ok in said.items() if not ok] == ["notices.desktop"]
    assert {"python", "sqlite", "store", "settings", "log", "keeper", "language"} <= said.keys()


def test_all_is_well_with_a_store_and_a_fault_that_is_over(home: Home) -> None:
    open_store(home).close()
    Path(home.log).write_text("something went wrong once")
    said = verdicts(home)
    assert (said["store"], said["permissions"], said["log"], said["keeper"]) == (True, True, True, True)


def test_a_store_of_an_older_version_is_well(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    files = database.migration_files()
    with monkeypatch.context() as patch:
        patch.setattr(database, "migration_files", lambda: files[:-1])
        open_store(home).close()
    assert verdicts(home)["store"]


def test_a_lock_that_cannot_be_used_and_settings_with_a_mistake_are_not_well(home: Home) -> None:
    Path(home.lock).mkdir(parents=True)
    said = verdicts(home, ("config.toml: a mistake",))
    assert (said["keeper"], said["settings"]) == (False, False)


def test_a_terminal_that_can_do_nothing_is_not_well(home: Home) -> None:
    assert not verdicts(home, TERM="dumb")["terminal"]


@pytest.mark.parametrize(("code", "there", "ok"), [("en", False, True), ("nl", True, True), ("nl", False, False)])
def test_a_language_is_well_where_its_texts_are(
    code: str, there: bool, ok: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if there:
        folder = tmp_path / code / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "coretui.mo").touch()
    monkeypatch.setattr(checks, "LOCALE_DIR", str(tmp_path))
    monkeypatch.setattr(checks, "language", lambda: code)
    assert checks.spoken().ok is ok
    assert i18n.language() == "en"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="another way there")
@pytest.mark.parametrize(
    ("way", "environ", "ok", "advice"),
    [
        ("notify-send", DESKTOP, True, 0),
        ("notify-send", DESKTOP | {"DISPLAY": ""}, True, 1),
        ("notify-send", DESKTOP | {"DBUS_SESSION_BUS_ADDRESS": ""}, False, 2),
        ("notify-send", {}, False, 2),
        ("", DESKTOP, False, 1),
        ("", {}, False, 3),
    ],
)
def test_the_desktop_is_well_with_a_sender_and_a_bus(
    way: str, environ: dict[str, str], ok: bool, advice: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "find_spec", lambda _name: None)
    if way:
        (tmp_path / way).touch(mode=0o755)
    found = notices.desktop_notices({"PATH": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)} | environ)
    assert (found.ok, len(found.advice)) == (ok, advice)
