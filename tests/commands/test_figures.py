"""`coretui figures`, and the still of `coretui exercises show`."""

from __future__ import annotations

import io
import re
import tomllib
from pathlib import Path

import pytest

from coretui import cli
from coretui.catalogue import load
from coretui.catalogue.figures import built_in
from tests.shell import Desk

DOCS = Path(__file__).parents[2] / "docs" / "exercises.md"
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


class Terminal(io.StringIO):
    """A screen to print on."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, columns: int, *command: str) -> str:
    """Return what a command prints on a terminal so wide."""
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    monkeypatch.setenv("COLUMNS", str(columns))
    assert cli.main(list(command)) == 0
    return terminal.getvalue()


def test_the_sheet_has_every_pose_of_every_figure(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "all.svg"
    said = desk.says(["figures", "--sheet", str(file), "--size", "24x12"])
    assert str(file) in said
    captions = re.findall(r"<text[^>]*>([^<]+)</text>", file.read_text("utf-8"))
    assert len(captions) == sum(len(figure.cycle) for figure in built_in().values())
    assert captions[0] == "front-plank-2-legs: knees"
    assert list(dict.fromkeys(re.sub("[:,].*", "", caption) for caption in captions)) == list(load().exercises)


def test_a_sheet_that_is_there_is_replaced_only_if_asked(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "all.svg"
    file.write_text("mine", "utf-8")
    command = ["figures", "--sheet", str(file), "--size", "24x12"]
    assert "--force" in desk.refuses(command, 1)
    assert file.read_text("utf-8") == "mine"
    desk.says([*command, "--force", "--light"])
    assert file.read_text("utf-8").startswith("<svg")


@pytest.mark.parametrize("size", ["40", "40x", "x16", "20x16", "40x8", "9999x16", "a lot"])
def test_a_size_that_will_not_do_is_refused(desk: Desk, tmp_path: Path, size: str) -> None:
    sentence = desk.refuses(["figures", "--sheet", str(tmp_path / "a.svg"), "--size", size], 2)
    assert size in sentence
    assert not list(tmp_path.glob("*.svg"))


def test_a_sheet_is_asked_where_to_go(desk: Desk) -> None:
    assert "--sheet" in desk.refuses("figures", 2)


def test_a_folder_is_no_file(desk: Desk, tmp_path: Path) -> None:
    assert "is a folder" in desk.refuses(["figures", "--sheet", str(tmp_path)], 1)


def test_a_folder_that_is_not_there_is_named(desk: Desk, tmp_path: Path) -> None:
    command = ["figures", "--sheet", str(tmp_path / "none" / "a.svg"), "--size", "24x12"]
    assert "cannot be written" in desk.refuses(command, 1)


@pytest.mark.usefixtures("desk")
def test_a_terminal_shows_the_exercise_above_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    printed = shown(monkeypatch, 80, "exercises", "show", "bird-dog")
    picture, words = (part.splitlines() for part in printed.split("\n\n", 1))
    assert 6 <= len(picture) <= 16
    assert picture[0].strip()
    assert "\x1b[38;2;" in "".join(picture)
    assert all(len(ESCAPES.sub("", line)) <= 40 for line in picture)
    assert words[0] == "Bird dog"


@pytest.mark.usefixtures("desk")
def test_without_colours_it_is_in_dots(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    printed = shown(monkeypatch, 80, "exercises", "show", "bird-dog")
    assert "\x1b" not in printed
    assert any("\u2800" < sign <= "\u28ff" for sign in printed)


def test_a_pipe_a_narrow_terminal_and_words_alone_get_none(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert desk.says("exercises show bird-dog").startswith("Bird dog\n")
    assert shown(monkeypatch, 39, "exercises", "show", "bird-dog").startswith("Bird dog")
    monkeypatch.undo()


@pytest.mark.parametrize("setting", ["look.figures=text", "look.glyphs=ascii"])
def test_who_wants_words_gets_words(desk: Desk, monkeypatch: pytest.MonkeyPatch, setting: str) -> None:
    desk.says(["config", "set", *setting.split("=")])
    assert shown(monkeypatch, 80, "exercises", "show", "bird-dog").startswith("Bird dog")


def test_the_figure_in_the_documentation_is_a_good_one(desk: Desk) -> None:
    example, figure = re.findall(r"```toml\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)[:2]
    assert "figures" in tomllib.loads(figure)
    folder = Path(desk.home.exercises)
    folder.mkdir(parents=True)
    (folder / "physio.toml").write_text(example + figure, "utf-8")
    _code, _out, err = desk.run("exercises")
    assert err == ""
