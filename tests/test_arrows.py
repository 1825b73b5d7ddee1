"""Arrows point one way: what the core may know of, seen in what is loaded."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

import coretui.domain
from coretui.paths import Home

ROOT = Path(__file__).parents[1]
DOMAIN = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in Path(coretui.domain.__file__).parent.rglob("*.py")
)
FORBIDDEN = {
    *("textual", "rich", "sqlite3", "sqlite_utils", "click", "plyer", "platformdirs", "tomlkit", "tomllib"),
    *("asyncio", "subprocess", "socket", "logging", "gettext", "random", "pathlib"),
}
"""What a rule has no use for; the interpreter's own start loads `os` and `time`, so the contract minds those."""


def loaded(program: str) -> set[str]:
    """Return the modules that a fresh interpreter has loaded after a program."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys; before = {{*sys.modules}}; {program}; print(*({{*sys.modules}} - before))",
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return set(done.stdout.split())


def test_the_domain_loads_the_standard_library_alone() -> None:
    modules = loaded(";".join(f"import {name}" for name in DOMAIN))
    assert set(DOMAIN) <= modules
    ours = {name for name in modules if name.startswith("coretui.") and not name.startswith("coretui.domain")}
    assert ours == set()
    tops = {name.split(".")[0] for name in modules}
    assert tops & FORBIDDEN == set()
    assert tops <= sys.stdlib_module_names | {"coretui"}


def test_the_store_and_the_desktop_load_no_screen() -> None:
    store = sorted(path.stem for path in (ROOT / "coretui/store").glob("[!_]*.py"))
    desktop = sorted(path.stem for path in (ROOT / "coretui/desktop").glob("[!_]*.py") if "child" not in path.stem)
    program = [f"import coretui.store.{name}" for name in store]
    program += [f"import coretui.desktop.{name}" for name in desktop]
    modules = loaded(";".join(program))
    assert not {"textual", "rich", "coretui.tui.app", "coretui.services.keeper", "coretui.cli"} & modules


def test_a_week_in_a_terminal_loads_no_screen() -> None:
    modules = loaded("import coretui.commands.read, coretui.services.overviews, coretui.commands.week_table")
    assert "coretui.words.weeks" in modules
    assert not {"textual", "rich", "coretui.tui.app", "coretui.services.keeper"} & modules


def test_the_import_contract_is_kept() -> None:
    tool = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    if tool is None:
        pytest.skip("import-linter is not installed")
    done = subprocess.run([tool, "--no-cache"], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def coretui_modules(shown: str) -> list[str]:
    return sorted(name for name in shown.split() if name.split(".")[0] == "coretui")


def listed(file: str) -> list[str]:
    return (Path(__file__).parent / "golden" / file).read_text(encoding="utf-8").split()


def test_the_status_line_loads_what_is_listed_and_no_more(home: Home) -> None:
    """One module more is an import that every prompt of a shell pays for: list it only if it must be."""
    program = "import sys; from coretui.status import main; main([]); print(); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = [{str(ROOT)!r}]; {program}"],
        env={**os.environ, "CORETUI_HOME": home.data_dir},
        capture_output=True,
        text=True,
        check=True,
    )
    modules = done.stdout.splitlines()[-1]
    assert coretui_modules(modules) == listed("status_modules.txt")
    assert not {"pathlib", "textual", "click", "sqlite_utils"} & set(modules.split())


FIRST_PAINT = """
import asyncio, sys
from coretui.cli import main
from textual.app import App

async def shown(self, **_):
    async with self.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        print(*sys.modules)

App.run = lambda self, **kept: asyncio.run(shown(self))
sys.stdin.isatty = sys.stdout.isatty = lambda: True
sys.argv = ["coretui"]
main()
"""


def test_the_first_paint_loads_what_is_listed(home: Home) -> None:
    """Whoever adds a module to the start sees it here; whoever takes one away shortens the list."""
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT],
        env={**os.environ, "CORETUI_HOME": home.data_dir, "TERM": "xterm-256color"},
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    assert coretui_modules(done.stdout) == listed("first_paint_modules.txt")


def is_private(name: str) -> bool:
    """Tell whether a name is its module's own; `_` is the translation, `__main__` and its like are Python's."""
    return name.startswith("_") and name != "_" and not name.startswith("__")


def test_no_module_imports_a_private_name_of_another_but_where_a_fault_of_textual_is_mended() -> None:
    found = [
        f"{path.name} {name}"
        for path in sorted((ROOT / "coretui").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (getattr(node, "module", None) or "", *(alias.name for alias in node.names))
        if any(map(is_private, name.split(".")))
    ]
    assert found == ["painted.py textual._compositor"]  # kept honest by tests/tui/test_painted.py


def test_one_name_of_a_class_has_one_meaning() -> None:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "coretui").rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            names = [node.name] if isinstance(node, ast.ClassDef) else []
            if isinstance(node, ast.Assign):
                names = [target.id for target in node.targets if isinstance(target, ast.Name)]
            for name in names:
                if name[0].isupper() and not name.isupper():
                    found[name].append(path.name)
    assert {name: places for name, places in found.items() if len(places) > 1} == {}


@pytest.mark.parametrize(("folder", "most"), [("coretui", 350), ("tests", 500)])
def test_no_file_is_longer_than_one_idea(folder: str, most: int) -> None:
    lines = {path: len(path.read_text("utf-8").splitlines()) for path in (ROOT / folder).rglob("*.py")}
    assert {str(path): count for path, count in lines.items() if count > most} == {}
