"""`doctor`, `notify-test` and `demo`: what they say, what they leave alone, and how they end."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coretui import i18n
from coretui.cli import build, main
from coretui.commands.demo import throw_away
from coretui.desktop.lock import KeeperLock
from coretui.desktop.notices.notifier import ChannelHealth, DesktopNotifier
from coretui.doctor.check import Check, usable
from coretui.doctor.checks import colours
from coretui.doctor.notices import desktop_notices, notices
from coretui.paths import Home, find_home
from coretui.services.desk import NO_TERMINALS
from coretui.settings import file as config
from coretui.settings.keys import Settings
from coretui.store.database import open_store


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """Return a home that does not exist yet, with no desktop around it."""
    monkeypatch.setenv("CORETUI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PATH", str(tmp_path / "no programs"))
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "DISPLAY", "WAYLAND_DISPLAY", "TMUX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANGUAGE", "")  # every command sets it for click
    yield find_home()
    i18n.use("en")


Output = pytest.CaptureFixture[str]


def examined(capsys: Output, expected: int = 0, terminals: str = NO_TERMINALS) -> dict[str, Check]:
    assert main(["doctor", "--json"], terminals) == expected
    document = json.loads(capsys.readouterr().out)
    assert set(document) == {"ok", "checks"}
    assert document["ok"] is (expected == 0)
    assert all(set(check) - {"advice"} == {"id", "ok", "text"} for check in document["checks"])
    return {
        one["id"]: Check(one["id"], one["ok"], one["text"], (one["advice"],) if "advice" in one else ())
        for one in document["checks"]
    }


# doctor


def test_doctor_makes_no_store(home: Home, capsys: Output) -> None:
    found = examined(capsys)
    assert found["store"].ok
    assert home.database in found["store"].detail
    assert not os.path.exists(home.data_dir)


def test_doctor_looks_at_everything(home: Home, capsys: Output) -> None:
    open_store(home).close()
    assert set(examined(capsys)) == {
        "python", "sqlite", "store", "backups", "permissions", "settings", "log", "keeper", "notices.desktop",
        "notices.terminal", "terminal", "language", "colours", "encoding", "signs",
    }  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="no such terminals")
def test_doctor_looks_at_the_terminals_it_is_told_of_and_at_no_others(
    home: Home, tmp_path: Path, capsys: Output
) -> None:
    assert "Keyboard and mouse cannot be observed" in examined(capsys)["signs"].detail
    (tmp_path / "0").touch()
    assert "Reported by terminals." in examined(capsys, terminals=str(tmp_path))["signs"].detail


def test_doctor_says_it_in_words(home: Home, capsys: Output) -> None:
    assert main(["doctor"]) == 0
    out = capsys.readouterr().out
    assert "SQLite" in out
    assert "!!  Notices: desktop" in out
    assert "sudo apt install libnotify-bin" in out


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("text", "not a database"),
        ("foreign", "another program"),
        ("newer", "newer version of coretui (9999_later)"),
        ("folder", "is a folder"),
    ],
)
def test_doctor_finds_a_broken_store_and_leaves_it_alone(
    home: Home, capsys: Output, wrong: str, said: str
) -> None:
    path = Path(home.database)
    open_store(home).close()
    match wrong:
        case "text":
            path.write_text("something else entirely\n" * 100)
        case "folder":
            path.unlink()
            path.mkdir()
        case "foreign":
            path.unlink()
            change(path, "create table other (id)")
        case _:
            change(
                path,
                "insert into _sqlite_migrations (migration_set, name, applied_at)"
                " values ('coretui', '9999_later', 0)",
            )
    before = path.read_bytes() if path.is_file() else b""

    found = examined(capsys, expected=1)["store"]

    assert not found.ok
    assert said in found.detail
    assert before == (path.read_bytes() if path.is_file() else b"")


def change(path: Path, statement: str) -> None:
    db = sqlite3.connect(path)
    with db:
        db.execute(statement)
    db.close()


def test_doctor_finds_a_damaged_store(home: Home, capsys: Output) -> None:
    open_store(home).close()
    change(Path(home.database), "insert into chair values (1, json_quote(hex(zeroblob(50000))), null)")
    with open(home.database, "r+b") as file:
        file.seek(20_000)
        file.write(b"\xff" * 60_000)
    assert not examined(capsys, expected=1)["store"].ok


def test_doctor_names_the_mistakes_in_the_settings(home: Home, capsys: Output) -> None:
    os.makedirs(home.config_dir)
    Path(home.config).write_text('[chair]\ninterval = "soon"\n')
    found = examined(capsys)["settings"]
    assert not found.ok
    assert f"{home.config}, line 2" in found.detail
    assert "chair.interval" in found.detail


def test_doctor_sees_a_store_that_others_can_read(home: Home, capsys: Output) -> None:
    open_store(home).close()
    assert examined(capsys)["permissions"].ok
    os.chmod(home.database, 0o644)
    found = examined(capsys)["permissions"]
    assert not found.ok
    assert f"chmod go= {home.database}" in found.advice[0]


def test_doctor_tells_whether_the_chair_is_kept(home: Home, capsys: Output) -> None:
    open_store(home).close()
    alone = examined(capsys)["keeper"]
    lock = KeeperLock(home.lock)
    assert lock.acquire()
    kept = examined(capsys)["keeper"]
    lock.release()
    assert alone.ok
    assert kept.ok
    assert alone.detail != kept.detail


def test_only_the_python_and_the_store_are_vital() -> None:
    assert usable((Check("store", ok=True, detail=""), Check("notices.desktop", ok=False, detail="")))
    assert not usable((Check("store", ok=False, detail=""),))


def test_a_desktop_needs_a_sender_and_a_bus(tmp_path: Path) -> None:
    sender = tmp_path / "notify-send"
    sender.write_text("#!/bin/sh\n")
    sender.chmod(0o755)
    bus = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/bus", "DISPLAY": ":0"}
    whole = desktop_notices({"PATH": str(tmp_path), **bus})
    assert whole.ok
    assert whole.advice == ()
    assert not desktop_notices({"PATH": str(tmp_path)}).ok
    without = desktop_notices({"PATH": "", **bus})
    assert not without.ok
    assert "libnotify-bin" in " ".join(without.advice)


def test_the_bus_is_also_found_in_the_runtime_folder(tmp_path: Path) -> None:
    assert "none;" in desktop_notices({"XDG_RUNTIME_DIR": str(tmp_path)}).detail
    (tmp_path / "bus").touch()
    assert str(tmp_path / "bus") in desktop_notices({"XDG_RUNTIME_DIR": str(tmp_path)}).detail


def test_only_channels_that_are_on_are_looked_at() -> None:
    def names(*channels: str) -> list[str]:
        return [check.name for check in notices(Settings.of(notices__channels=list(channels)), {})]

    assert names() == ["notices"]
    assert names("bell", "desktop") == ["notices.desktop", "notices.bell"]


def test_a_tmux_that_does_not_answer_hands_nothing_on() -> None:
    [terminal] = notices(Settings.of(notices__channels=["terminal"]), {"TMUX": "/nowhere,1,0", "PATH": ""})
    assert not terminal.ok
    assert "allow-passthrough on" in terminal.advice[0]


def terminal_check(environ: dict[str, str]) -> Check:
    [check] = notices(Settings.of(notices__channels=["terminal"]), environ)
    return check


def test_a_terminal_is_known_by_what_it_shows() -> None:
    assert terminal_check({"TERM": "xterm-kitty"}).detail == "Sent as OSC 99."
    assert "not every terminal" in terminal_check({"TERM": "xterm-256color"}).detail
    assert not terminal_check({"TERM": "linux"}).ok


@pytest.mark.parametrize(("version", "ok"), [("3.2", True), ("3.1c", False)])
def test_popups_need_a_tmux_that_has_them(tmp_path: Path, version: str, ok: bool) -> None:
    tmux = tmp_path / "tmux"
    tmux.write_text(f"#!/bin/sh\necho {version}\n")
    tmux.chmod(0o755)
    settings = Settings.of(notices__channels=["popup"])
    [inside] = notices(settings, {"TMUX": "/nowhere,1,0", "PATH": str(tmp_path)})
    assert (inside.ok, inside.detail) == (ok, f"tmux {version}.")
    assert ("3.2 or newer" in " ".join(inside.advice)) is not ok
    for lacking in ({"PATH": str(tmp_path)}, {"TMUX": "/nowhere,1,0", "PATH": ""}):
        [outside] = notices(settings, lacking)
        assert not outside.ok


def test_inside_tmux_the_terminals_that_are_written_to_are_named(tmp_path: Path) -> None:
    tmux = tmp_path / "tmux"
    tmux.write_text("#!/bin/sh\necho 'client 3.3a 0 $1 /dev/pts/7 /dev/pts/7 xterm kitty(0.36.4)'\n")
    tmux.chmod(0o755)
    found = terminal_check({"TMUX": "/nowhere,1,0", "PATH": str(tmp_path)})
    assert (found.ok, found.detail) == (True, "Sent around tmux to /dev/pts/7 (OSC 99).")
    tmux.write_text("#!/bin/sh\n")
    assert not terminal_check({"TMUX": "/nowhere,1,0", "PATH": str(tmp_path)}).ok


def test_colours_follow_the_environment() -> None:
    assert "NO_COLOR" in colours({"NO_COLOR": "1", "COLORTERM": "truecolor"}).detail
    assert colours({"COLORTERM": "truecolor"}).detail == "16 million."
    assert colours({"TERM": "xterm-256color"}).detail == "256."


# notify-test


def test_a_notice_that_nothing_can_send_is_one_sentence(home: Home, capsys: Output) -> None:
    assert main(["notify-test"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "libnotify-bin" in said.err


@pytest.mark.parametrize(
    ("health", "code"), [(ChannelHealth.SHOWN, 0), (ChannelHealth.REFUSED, 1), (ChannelHealth.SILENT, 1)]
)
def test_notify_test_says_how_it_went(
    home: Home, capsys: Output, monkeypatch: pytest.MonkeyPatch, health: ChannelHealth, code: int
) -> None:
    sent: list[str] = []

    async def send(self: DesktopNotifier, title: str, text: str) -> ChannelHealth:
        sent.append(title)
        return health

    monkeypatch.setattr(DesktopNotifier, "send", send)
    assert main(["notify-test"]) == code
    said = capsys.readouterr()
    assert sent == ["Stand up for a moment"]
    if code == 0:
        assert [line[:25].split() for line in said.out.splitlines()] == [
            ["ok", "Notices:", "desktop"],
            ["!!", "Notices:", "terminal"],
        ]
    else:
        assert (said.out, said.err.count("\n")) == ("", 1)


def test_notify_test_says_of_each_channel_that_is_on_what_is_missing(home: Home, capsys: Output) -> None:
    os.makedirs(home.config_dir)
    Path(home.config).write_text('[notices]\nchannels = ["popup", "bell"]\n')
    assert main(["notify-test"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "not inside tmux" in said.err
    assert "tmux new coretui" in said.err
    assert "no terminal here to ring" in said.err
    assert "libnotify-bin" not in said.err


def test_without_any_channel_there_is_no_notice_to_try(home: Home, capsys: Output) -> None:
    os.makedirs(home.config_dir)
    Path(home.config).write_text("[notices]\nchannels = []\n")
    assert main(["notify-test"]) == 1
    assert "Switched off" in capsys.readouterr().err


# demo


def test_demo_writes_a_home_that_gives_no_notices(home: Home, tmp_path: Path, capsys: Output) -> None:
    folder = tmp_path / "new" / "it's here"
    assert main(["demo", str(folder), "--weeks", "1"]) == 0
    out = capsys.readouterr().out
    assert "1 week of" in out
    assert "CORETUI_HOME='" in out
    settings = config.load(str(folder / "config.toml"))[0]
    assert settings.notices.channels == ()
    assert (settings.profile.goal, settings.session.ball, list(settings.doses)) == (
        "rehabilitation",
        True,
        ["superman"],
    )
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "coretui.db").stat().st_mode) == 0o600
    assert not os.path.exists(home.data_dir)


def test_demo_takes_an_empty_folder(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    assert main(["demo", str(folder), "--weeks", "1"]) == 0
    assert (folder / "coretui.db").exists()


@pytest.mark.parametrize("file", [True, False])
def test_demo_leaves_what_is_there_alone(home: Home, tmp_path: Path, capsys: Output, *, file: bool) -> None:
    target = tmp_path / "target"
    kept = target if file else target / "letter.txt"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text("mine")
    assert main(["demo", str(target)]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert kept.read_text() == "mine"
    assert file or os.listdir(target) == ["letter.txt"]


@pytest.mark.parametrize(
    "options",
    [
        ["--weeks", "0"],
        ["--weeks", "-3"],
        ["--weeks", "6000"],
        ["--years", "0"],
        ["--years", "101"],
        ["--weeks", "1", "--years", "1"],
        ["--weeks", "many"],
        ["--seed", "x"],
    ],
)
def test_demo_refuses_impossible_lengths(home: Home, tmp_path: Path, capsys: Output, options: list[str]) -> None:
    target = tmp_path / "target"
    assert main(["demo", str(target), *options]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not target.exists()


def test_a_demo_that_cannot_be_finished_leaves_nothing_behind(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("coretui.sample.weeks.fill", fail)
    target = tmp_path / "target"
    assert main(["demo", str(target)]) == 130
    assert os.listdir(target) == []


def test_a_throw_away_demo_looks_like_the_users_own_and_is_gone_afterwards(home: Home) -> None:
    os.makedirs(home.config_dir)
    Path(home.config).write_text(
        '[look]\nlanguage = "nl"\n[days]\nstart = "05:00"\n'
        '[chair]\ninterval = "5s"\n[notices]\nchannels = ["bell"]\n'
    )
    with throw_away(build(home)) as sample:
        folder = sample.home.data_dir
        assert sample.settings.look.language == "nl"
        assert sample.settings.days.start == 5 * 3600
        assert sample.settings.chair.interval == 1800
        assert sample.settings.notices.channels == ()
        assert sample.open().db.table("span").count > 500
        assert folder != home.data_dir
    assert not os.path.exists(folder)
    assert not os.path.exists(home.database)
