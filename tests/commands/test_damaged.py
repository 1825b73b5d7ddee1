"""Whatever has become of the bytes of a store, every command says one sentence, and none writes into it."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from coretui.paths import FILE_MODE
from tests.shell import Desk
from tests.stores import two_weeks_until_friday

PAGE = 4096
READING = ("today", "week", "streaks", "status", "report", "habits list")
WRITING = ("done core", "log walk 20m", "undo", "pain 3")
Damage = Callable[[random.Random, bytearray], object]


def flip(chance: random.Random, file: bytearray, times: int = 1) -> None:
    for _ in range(times):
        file[chance.randrange(len(file))] ^= 1 << chance.randrange(8)


def flip_many(chance: random.Random, file: bytearray) -> None:
    flip(chance, file, 20)


def header(chance: random.Random, file: bytearray) -> None:
    file[16:100] = chance.randbytes(84)


def empty_pages(chance: random.Random, file: bytearray) -> None:
    for _ in range(5):
        page = chance.randrange(1, len(file) // PAGE)
        file[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)


def swap_pages(chance: random.Random, file: bytearray) -> None:
    one, other = (page * PAGE for page in chance.sample(range(1, len(file) // PAGE), 2))
    file[one : one + PAGE], file[other : other + PAGE] = file[other : other + PAGE], file[one : one + PAGE]


def garbage(chance: random.Random, file: bytearray) -> None:
    start = chance.randrange(len(file) - 16 * PAGE)
    file[start : start + 16 * PAGE] = chance.randbytes(16 * PAGE)


def cut(chance: random.Random, file: bytearray) -> None:
    del file[chance.randrange(100, len(file)) :]


@pytest.mark.parametrize("damage", [flip_many, header, empty_pages, swap_pages, garbage, cut, flip])
@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 15))])
@pytest.mark.usefixtures("faults_wanted")
def test_a_damaged_store_is_one_sentence_and_stays_as_it_is(desk: Desk, damage: Damage, seed: int) -> None:
    file = bytearray(two_weeks_until_friday())
    damage(random.Random(seed), file)  # noqa: S311 - the same in each run
    path = Path(desk.home.database)
    for beside in ("", "-wal", "-shm"):  # a file of its own: what had the other one open may still write into that
        path.with_name(path.name + beside).unlink(missing_ok=True)
    path.touch(FILE_MODE)
    path.write_bytes(file)
    Path(desk.home.health).unlink(missing_ok=True)  # nobody has looked today
    refused = []
    for command in (*READING, *WRITING):
        code, _out, err = desk.run(command)
        assert code in {0, 1}, command
        assert err.count("\n") == (1 if code else 0), command
        assert "inside coretui" not in err, command
        refused += [command] if code else []
    found, out, _err = desk.run("doctor")
    assert any(line.startswith("!!  Database") for line in out.splitlines()) is bool(found)
    if set(refused) & set(READING):
        assert found == 1
    if found:
        assert set(WRITING) <= set(refused)
        assert path.read_bytes() == bytes(file)
        assert not os.path.exists(desk.home.health)
