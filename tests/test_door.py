"""The door: what `coretui` does with its arguments, the settings and the terminal before anything else does."""

from __future__ import annotations

import gettext
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import pytest
from platformdirs import PlatformDirs

from coretui import __main__, __version__, cli, i18n, paths, status
from coretui.desktop.notices.notifier import NoNotifier
from coretui.errors import StoreError
from coretui.paths import Home

Capture = pytest.CaptureFixture[str]
MISTAKEN = '[chair]\ninterval = "soon"\n'


@pytest.fixture(autouse=True)
def _here(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(home.data_dir).mkdir()
    monkeypatch.setenv("CORETUI_HOME", home.data_dir)


@dataclass
class Shown:
    """Stands in for the app: it is opened, and says what it was told to say."""

    said: str | None = None
    unkept: list[str] = field(default_factory=list)
    fault: str = ""
    damage: str = ""
    return_code: int | None = None

    def run(self) -> str | None:
        return self.said

    def at_a_terminal(self, monkeypatch: pytest.MonkeyPatch) -> Self:
        """Be what is opened when somebody types `coretui` at a terminal."""
        monkeypatch.setattr(cli, "at_terminal", lambda *_: True)
        monkeypatch.setattr(cli, "make_app", lambda *_, **__: self)
        return self


def test_without_a_terminal_the_app_is_not_opened(capsys: Capture) -> None:
    assert cli.main([]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "The app needs a terminal; `coretui status` and the other commands do not.\n"


@pytest.mark.parametrize(
    ("app", "code", "out", "err"),
    [
        (Shown(), 0, "", ""),
        (Shown(said="See you tomorrow."), 0, "See you tomorrow.\n", ""),
        (Shown(return_code=4), 4, "", ""),
        (Shown(unkept=["Not saved: core."]), 1, "", "Not saved: core.\n"),
        (Shown(fault="Something went wrong.", return_code=4), 1, "", "Something went wrong.\n"),
    ],
)
def test_the_exit_code_tells_whether_all_was_kept(
    app: Shown, code: int, out: str, err: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.at_a_terminal(monkeypatch)
    assert cli.main([]) == code
    assert capsys.readouterr() == (out, err)


def test_an_app_for_somebody_watches_the_machine_and_one_for_show_does_not(home: Home) -> None:
    desk = cli.build(home)
    real, shown = cli.make_app(desk), cli.make_app(desk, demo=True)
    assert real.workplace.watcher is not None
    assert shown.workplace.watcher is None
    assert isinstance(shown.workplace.notifier, NoNotifier)
    assert not isinstance(real.workplace.notifier, NoNotifier)


def test_mistakes_in_the_settings_are_said_once_by_whatever_runs(home: Home, capsys: Capture) -> None:
    Path(home.config).write_text(MISTAKEN)
    for command in ("today", "doctor"):
        cli.main([command])
        said = capsys.readouterr()
        assert (said.out + said.err).count("'soon'") == 1, command


def test_click_speaks_the_language_of_the_settings_too(home: Home, capsys: Capture) -> None:
    Path(home.config).write_text('[look]\nlanguage = "nl"\n')
    assert cli.main(["--help"]) == 0
    assert "Gebruik: coretui" in capsys.readouterr().out
    assert gettext.dgettext("coretui", "Usage:") == "Gebruik:"


def test_status_goes_the_short_way_and_all_else_through_click(
    home: Home, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["coretui", "status", "--format", "{state}"])
    assert __main__.main() == 0
    assert capsys.readouterr().out == "off\n"
    monkeypatch.setattr(sys, "argv", ["coretui", "--version"])
    monkeypatch.setattr(status, "main", lambda _: pytest.fail("the way of status"))
    assert __main__.main() == 0
    assert capsys.readouterr().out == f"coretui {__version__}\n"


def test_status_says_what_lies_in_the_place_of_the_store(home: Home, capsys: Capture) -> None:
    Path(home.database).mkdir()
    assert status.main([]) == 1
    assert capsys.readouterr().err == f"{home.database} is a folder; it must be a file.\n"


def test_only_files_are_read_and_replaced(home: Home) -> None:
    for act in (lambda: paths.read_regular(home.config, 10), lambda: paths.replace_private(home.config, "")):
        Path(home.config).mkdir(exist_ok=True)
        with pytest.raises(StoreError, match="is a folder"):
            act()


def test_elsewhere_the_name_of_no_author_stands_in_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    asked: list[tuple[str, object]] = []

    def folder(app: str, *, appauthor: object) -> str:
        asked.append((app, appauthor))
        return PlatformDirs(app, appauthor=False).user_data_dir

    monkeypatch.setattr("platformdirs.user_config_dir", folder)
    monkeypatch.setattr("platformdirs.user_data_dir", folder)
    paths.find_home({})
    assert asked == [("coretui", False)] * 2


def test_a_language_without_a_catalogue_is_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n, "LOCALE_DIR", str(tmp_path))
    i18n.use("nl")
    assert i18n._("Today") == "Today"
