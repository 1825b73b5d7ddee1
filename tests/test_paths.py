"""Where a user's files are; told the environment and the home, so that no test looks at the real one."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs
import pytest

from coretui.errors import UsageError
from coretui.paths import Home, find_home


@pytest.fixture
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the folder that `~` stands for, of a user who has set nothing."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    return str(tmp_path)


def test_one_folder_holds_all_where_the_environment_names_it(user: str) -> None:
    for named in (f"{user}/desk", "~/desk", f"{user}/else/../desk"):
        home = find_home({"CORETUI_HOME": named, "XDG_CONFIG_HOME": "/etc", "XDG_DATA_HOME": "/srv"})
        assert home == Home(f"{user}/desk", f"{user}/desk")


@pytest.mark.parametrize(
    ("environ", "config", "data"),
    [
        ({}, "{user}/.config", "{user}/.local/share"),
        (
            {"CORETUI_HOME": "", "XDG_CONFIG_HOME": "", "XDG_DATA_HOME": ""},
            "{user}/.config",
            "{user}/.local/share",
        ),
        # Relative paths are ignored, as the XDG rules say: they would be another place in each folder.
        (
            {"XDG_CONFIG_HOME": "own", "XDG_DATA_HOME": "~/d"},
            "{user}/.config",
            "{user}/.local/share",
        ),
        ({"XDG_CONFIG_HOME": "./own", "XDG_DATA_HOME": "/srv/own"}, "{user}/.config", "/srv/own"),
        ({"XDG_CONFIG_HOME": "/etc/own"}, "/etc/own", "{user}/.local/share"),
        ({"XDG_DATA_HOME": "/srv/own"}, "{user}/.config", "/srv/own"),
        ({"XDG_CONFIG_HOME": "/etc/own", "XDG_DATA_HOME": "/srv/own"}, "/etc/own", "/srv/own"),
    ],
)
def test_on_linux_settings_and_data_are_where_xdg_has_them(
    user: str, monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], config: str, data: str
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert find_home(environ) == Home(f"{config.format(user=user)}/coretui", f"{data.format(user=user)}/coretui")


@pytest.mark.parametrize("asked", ["desk", "./desk", "../desk", "~nobody-of-this-name/desk"])
def test_a_home_of_our_own_must_be_a_full_path(user: str, asked: str) -> None:
    del user
    said = f"CORETUI_HOME is {asked}, which is not a full path; write one such as /"
    with pytest.raises(UsageError, match=said) as error:
        find_home({"CORETUI_HOME": asked})
    assert error.value.exit_code == 2


def test_elsewhere_the_platform_says(user: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    for folder in ("config", "data"):
        # What platformdirs answers is its own affair; which folders it is asked for is ours.
        monkeypatch.setattr(
            f"platformdirs.user_{folder}_dir", lambda name, *, appauthor, folder=folder: f"/{folder} of {name}"
        )
    assert find_home({}) == Home("/config of coretui", "/data of coretui")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="compares with what platformdirs says of Linux")
def test_on_linux_it_is_what_platformdirs_would_say(user: str) -> None:
    home = find_home({})
    assert home.config_dir == platformdirs.user_config_dir("coretui", appauthor=False)
    assert home.data_dir == platformdirs.user_data_dir("coretui", appauthor=False)


@pytest.mark.parametrize("home", ["rel", "./rel", ""])
def test_a_home_that_is_no_full_path_is_ignored(monkeypatch: pytest.MonkeyPatch, home: str) -> None:
    monkeypatch.setenv("HOME", home)
    found = find_home({})
    assert found.config_dir.startswith("/")
    assert "rel" not in found.database
