"""Ways of breaking each room, and whether its tests notice: `python -m tests.mutants [ROOM …]`.

A mutant is the program with one small fault: a comparison turned round, a statement left out, a number one higher.
Which ones are made follows from the code alone, so that two runs on the same code try the same. Each is made in a
copy of the checkout, and of the room's tests those run that come by its line, up to a limit. What survives is
printed with its line: a fault that nobody would hear of, or a change that changes nothing.
"""

from __future__ import annotations

import argparse
import ast
import copy
import hashlib
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import coverage
import hypothesis  # noqa: F401 - what every test needs is loaded once, here, and each mutant's process is a fork
import pytest
import textual.app
import textual.widgets  # noqa: F401 - as above

ROOT = Path(__file__).parents[1]
PROCESSES = 2
SECONDS = 300
"""A mutant whose tests take longer turns in a circle: noticed."""
LOADED_ONCE = "ignore:Module already imported:pytest.PytestAssertRewriteWarning"
"""What pytest says of plugins that were loaded before it began, here on purpose; else it would be an error."""
QUICK = "not real and not slow and not ordinary_user"
MOST = 250
"""So many tests at most are run on a mutant, taken evenly from those that come by its line."""
TESTS = {
    "hall": [
        "tests/test_status.py",
        "tests/test_translations.py",
        "tests/test_door.py",
        "tests/test_output.py",
        "tests/test_paths.py",
        "tests/test_not_a_file.py",
        "tests/test_foreign_commands.py",
        "tests/commands",
    ],
    "commands": ["tests/commands", "tests/reporting"],
    "words": [
        "tests/words",
        "tests/commands",
        "tests/services",
        "tests/test_status.py",
        "tests/tui/test_goldens.py",
    ],
    "doctor": ["tests/doctor", "tests/commands", "tests/test_foreign_commands.py"],
    "parsing": ["tests/parsing", "tests/commands"],
}
"""Where the tests of a room are, unless in the folder of its name."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A file with one fault in it."""

    file: str
    line: int
    was: str
    now: str
    start: int  # where in the file, in bytes
    end: int
    rank: str

    def __str__(self) -> str:
        was, now = (" ".join(text.split())[:60] for text in (self.was, self.now))
        return f"{self.file}:{self.line}: {was}  →  {now}"


TURNED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
}  # fmt: skip


def broken(node: ast.AST) -> ast.AST | None:
    """Return this piece of a program with a fault in it, None if there is none to make."""
    fault: ast.AST | None = None
    match node:
        case ast.Compare(ops=[op]) if type(op) in TURNED:
            fault = _with(node, ops=[TURNED[type(op)]()])
        case ast.BoolOp(op=op) | ast.BinOp(op=op) if type(op) in TURNED and not _is_text(node):
            fault = _with(node, op=TURNED[type(op)]())
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            fault = operand
        case ast.IfExp(test=test, body=body, orelse=orelse):
            fault = ast.IfExp(test, orelse, body)
        case ast.Constant(value=bool(value)):
            fault = ast.Constant(not value)
        case ast.Constant(value=int(value) | float(value)):
            fault = ast.Constant(value + 1)
        case ast.Return(value=ast.expr() as value) if not _is_none(value):
            fault = ast.Return(ast.Constant(None))
        case ast.Expr(value=ast.Call()):
            fault = ast.Pass()
        case _:
            pass
    return fault


def _with(node: ast.AST, **parts: object) -> ast.AST:
    changed = copy.copy(node)
    for name, part in parts.items():
        setattr(changed, name, part)
    return changed


def _is_text(node: ast.AST) -> bool:
    return any(isinstance(part, ast.JoinedStr) or _is_str(part) for part in ast.walk(node))


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _is_str(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def pieces(function: ast.AST) -> Iterator[ast.AST]:
    """Yield what stands in the body of a function, without annotations, f-strings and functions inside it."""
    for child in ast.iter_child_nodes(function):
        if isinstance(child, (ast.arguments, ast.JoinedStr, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        if child is getattr(function, "returns", None) or child in getattr(function, "decorator_list", ()):
            continue
        yield child
        yield from pieces(child.value if isinstance(child, ast.AnnAssign) and child.value else child)


def mutants_of(path: Path, root: Path) -> Iterator[Mutant]:
    """Yield every fault that can be made in a file."""
    source = path.read_bytes()
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    file = str(path.relative_to(root))
    seen: Counter[str] = Counter()
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        for node in pieces(function):
            fault = broken(node)
            if fault is None or not isinstance(node, (ast.expr, ast.stmt)):
                continue
            start = starts[node.lineno - 1] + node.col_offset
            end = starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
            was, now = source[start:end].decode(), ast.unparse(fault)
            now = f"({now})" if isinstance(fault, ast.expr) else now
            key = f"{file} {function.name} {was} {now}"
            seen[key] += 1
            rank = hashlib.sha256(f"{key} {seen[key]}".encode()).hexdigest()
            yield Mutant(file, node.lineno, was, now, start, end, rank)


def chosen(room: str, count: int, root: Path = ROOT) -> list[Mutant]:
    """Return so many mutants of a room, the same ones as long as its code is the same."""
    package = root / "coretui"
    files = package.glob("*.py") if room == "hall" else (package / room).rglob("*.py")
    found = {mutant.rank: mutant for file in files for mutant in mutants_of(file, root)}
    return [found[rank] for rank in sorted(found)[:count]]


def run_tests(root: Path, arguments: Sequence[str]) -> int:
    """Run pytest on a copy, in a process of its own; return its exit code, 1 if it goes on and on."""
    process = multiprocessing.get_context("fork").Process(target=partial(_run, root, arguments))
    process.start()
    process.join(SECONDS)
    if process.is_alive():
        process.kill()
        process.join()
        return 1
    return process.exitcode or 0


def _run(root: Path, arguments: Sequence[str]) -> None:
    os.setsid()
    os.chdir(root)
    sys.path[:] = [str(root), *(path for path in sys.path if path not in ("", str(ROOT)))]
    for name in [name for name in sys.modules if name.partition(".")[0] in ("coretui", "tests")]:
        del sys.modules[name]
    with open(os.devnull, "w") as nothing:
        os.dup2(nothing.fileno(), 1)
        os.dup2(nothing.fileno(), 2)
    os._exit(pytest.main(["-q", "-p", "no:cacheprovider", "-W", LOADED_ONCE, *arguments]))


def copied(folder: str) -> Path:
    """Copy the checkout, compiled translations included."""
    root = Path(folder, "copy")
    ignored = shutil.ignore_patterns(".git", ".venv", ".*_cache", "__pycache__", ".hypothesis")
    shutil.copytree(ROOT, root, ignore=ignored)
    return root


def came_by(room: str, root: Path) -> dict[str, dict[int, list[str]]]:
    """Return which tests of a room come by each line of the program."""
    where = [path for path in TESTS.get(room, [f"tests/{room}"]) if (root / path).exists()]
    data = root / ".coverage"
    data.unlink(missing_ok=True)
    options = [
        "--cov=coretui",
        "--cov-context=test",
        "--cov-report=",
        "-m",
        "not real and not slow and not ordinary_user",
    ]
    command = [sys.executable, "-m", "pytest", "-q", "-n", f"{PROCESSES}", *options, *where]
    if code := subprocess.run(command, cwd=root, check=False, stdout=subprocess.DEVNULL).returncode:
        raise SystemExit(f"the tests of {room} fail before anything is broken ({code})")
    measured = coverage.CoverageData(str(data))
    measured.read()
    found: dict[str, dict[int, list[str]]] = {}
    for file in measured.measured_files():
        lines = measured.contexts_by_lineno(file)
        tests = {line: sorted({c.rpartition("|")[0] for c in contexts if c}) for line, contexts in lines.items()}
        found[str(Path(file).relative_to(root))] = tests
    return found


def noticed(mutant: Mutant, tests: Sequence[str]) -> bool:
    """Tell whether a test fails on this mutant."""
    if not tests:
        return False
    with tempfile.TemporaryDirectory() as folder:
        root = copied(folder)
        file = root / mutant.file
        source = file.read_bytes()
        file.write_bytes(source[: mutant.start] + mutant.now.encode() + source[mutant.end :])
        return run_tests(root, ["-x", *tests[:: -(-len(tests) // MOST)]]) != 0


def try_room(room: str, count: int) -> tuple[int, list[Mutant]]:
    """Return how many mutants of a room were made, and those that no test noticed."""
    made = chosen(room, count)
    with tempfile.TemporaryDirectory() as folder:
        tests = came_by(room, copied(folder))
    reached = [tests.get(one.file, {}).get(one.line, []) for one in made]
    unbroken = [(replace(one, now=one.was), by) for one, by in zip(made, reached, strict=True) if by]
    if any(noticed(one, by) for one, by in unbroken[:1]):
        raise SystemExit(f"the tests of {room} fail on a copy in which nothing is broken")
    with ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("fork")) as pool:
        found = pool.map(noticed, made, reached)
        return len(made), [one for one, was_noticed in zip(made, found, strict=True) if not was_noticed]


def rooms() -> Iterable[str]:
    """Return the names of all rooms, the hall first."""
    return ["hall", *sorted(path.parent.name for path in (ROOT / "coretui").glob("*/__init__.py"))]


def main() -> None:
    """Try the rooms that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("rooms", nargs="*", default=list(rooms()), metavar="ROOM")
    parser.add_argument("--count", type=int, default=40, help="so many mutants of each room")
    options = parser.parse_args()
    for room in options.rooms:
        made, survived = try_room(room, options.count)
        print(f"{room}: {made - len(survived)} of {made} noticed", flush=True)
        for mutant in survived:
            print(f"    {mutant}", flush=True)


if __name__ == "__main__":
    main()
