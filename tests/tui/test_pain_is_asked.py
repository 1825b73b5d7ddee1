"""Pain is asked for by the person's own key and in a session, and by nothing else: watching it slows recovery."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

TUI = Path(__file__).parents[2] / "coretui" / "tui"


def callers(name: str) -> Iterator[str]:
    """Yield the functions of the app in which this one is called."""
    for path in TUI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                called = {
                    one.func.id
                    for one in ast.walk(node)
                    if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)
                }
                if name in called:
                    yield f"{path.parent.name}/{path.stem}.{node.name}"


def test_the_back_is_asked_for_by_its_key_alone() -> None:
    assert list(callers("note_back")) == ["today/screen.action_back_pain"]


def test_pain_is_asked_for_there_and_in_sessions() -> None:
    found = sorted(callers("ask_pain"))
    assert [one for one in found if not one.startswith("session/")] == ["care/pain.note_back"]
    assert any(one.startswith("session/") for one in found)
