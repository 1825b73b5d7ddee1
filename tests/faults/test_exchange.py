"""Exports and imports over stores that nobody thought of: the same bytes, whole or nothing, both ways alike."""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coretui.domain.habits.habit import built_in_habits
from coretui.errors import CoretuiError
from coretui.paths import Home
from coretui.services.exchange import opened
from coretui.store.database import Store, open_store
from coretui.store.exchange.folder import write_folder
from coretui.store.exchange.header import ExportHeader
from coretui.store.exchange.lines import write_lines
from coretui.store.exchange.loading import schema_now
from coretui.store.exchange.merge import merge
from coretui.store.habits import add_built_in_habits
from coretui.store.health import trouble
from coretui.store.tables import RECORD
from tests.examples import examples
from tests.faults.living import NINE, TODAY, Living
from tests.stores import lay_out

HEADER = ExportHeader(schema_now(), "2026-11-27T15:00:00+00:00")


@contextmanager
def a_store(folder: Path, name: str = "home", habits: int | None = 0) -> Iterator[Store]:
    """Give a store, with built-in habits since so many days ago, or with none."""
    home = Home(str(folder / name), str(folder / name))
    lay_out(home)
    with closing(open_store(home)) as store:
        if habits is not None:
            add_built_in_habits(store, built_in_habits(TODAY.replace(day=TODAY.day - habits)))
        yield store


def exported(store: Store) -> bytes:
    out = io.BytesIO()
    with store.reading():
        write_lines(store.db.conn, out, HEADER)
    return out.getvalue()


def put(folder: Path, content: bytes) -> str:
    path = folder / "export.json"
    path.write_bytes(content)
    return str(path)


def content(store: Store) -> dict[str, list[Any]]:
    return {
        table: store.db.execute(f"select * from {table} order by id").fetchall()  # noqa: S608 - ours
        for table in RECORD
    }


# stores of rows that nobody thought of

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
HEX = st.text("0123456789abcdef", min_size=16, max_size=16)
AT = st.floats(NINE, NINE + 20_000)
AMOUNT = st.floats(1e-6, 1e9)
OFFSET = st.sampled_from((0, 3600, -5400))
DAY = st.just(TODAY.isoformat())
HABIT, SESSION = st.sampled_from(("core", "water")), st.sampled_from(("5e55101100000000", "5e55101200000000"))
WHEN = {"utc_offset": OFFSET, "day": DAY}
SIDES = {"sides": st.sampled_from(("each", "total")), "first_side": st.sampled_from(("left", "right"))}


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


ROWS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "habit": {"id": st.just("water"), "name": maybe(TEXT), "goal": AMOUNT, "unit": TEXT, "position": st.just(1)}
    | {"created_day": DAY, "retired_day": maybe(DAY)},
    "schedule": {"id": st.just("water@first"), "habit": st.just("water"), "repeat": st.just("daily")}
    | {"effective_from": DAY},
    "goal": {"id": st.just(f"water@{TODAY}"), "habit": st.just("water"), "amount": AMOUNT, "effective_from": DAY},
    "retirement": {"id": HEX, "habit": HABIT, "first": DAY, "last": DAY},
    "time_off": {"id": HEX, "first": DAY, "last": maybe(DAY), "reason": st.just("off"), "habit": maybe(HABIT)},
    "tick": {"id": HEX, "habit": HABIT, "times": AMOUNT, "ticked_at": AT, **WHEN},
    "span": {"id": HEX, "body": st.just("away"), "started_at": AT, "started_elapsed": maybe(AT)}
    | {"boot": maybe(TEXT), "seconds": AMOUNT, **WHEN},
    "prompt": {"id": HEX, "due_at": AT, "ended_at": maybe(AT), "reason": TEXT, "note": TEXT, **WHEN},
    "movement": {"id": HEX, "kind": TEXT, "minutes": AMOUNT, "started_at": AT, "note": TEXT, **WHEN},
    "breathing": {"id": HEX, "pattern": TEXT, "parts": TEXT, "planned": st.integers(1, 9), "rounds": st.just(1)}
    | {"seconds": AMOUNT, "started_at": AT, "tension_after": maybe(st.integers(0, 10)), **WHEN},
    "session": {"id": SESSION, "programme": TEXT, "planned": st.integers(1, 9), "started_at": AT, **SIDES}
    | {"ended_at": maybe(AT), "plan": maybe(st.just("[]")), "position": maybe(st.integers(0, 9)), **WHEN},
    "session_set": {"id": HEX, "session": SESSION, "exercise": TEXT, "instead_of": TEXT, "done_at": AT}
    | {"number": st.integers(1, 99), "prescribed": st.integers(-(2**63), 2**63 - 1), "unit": st.just("reps")}
    | {"done": st.integers(0, 9), "utc_offset": OFFSET, "counted_by": maybe(st.just("player"))},
    "pain": {"id": HEX, "score": st.integers(0, 10), "session": SESSION, "exercise": maybe(TEXT), "felt_at": AT}
    | WHEN,
    "note": {"id": HEX, "words": TEXT, "session": maybe(SESSION), "exercise": maybe(TEXT), "written_at": AT}
    | {"habit": maybe(HABIT), **WHEN},
    "self_check": {"id": HEX, "signs": st.just("[]"), "reasons": st.just('["Ünï 水"]'), "checked_at": AT, **WHEN},
    "posture_note": {"id": HEX, "posture": st.just("slumped"), "moment": st.just("own"), "noted_at": AT, **WHEN},
    "posture_ask": {"id": HEX, "asked_at": AT, "answer": maybe(st.just("passed")), **WHEN},
    "origin": {"id": TEXT, "tbl": st.just("habit"), "row": TEXT},
}
PARENTS = ("habit", "schedule", "session")


@st.composite
def stores(draw: st.DrawFn) -> dict[str, list[dict[str, Any]]]:
    """Return rows for every table; those that others refer to are all there."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table in RECORD:
        one = st.fixed_dictionaries(ROWS[table])
        least = 2 if table == "session" else 1 if table in PARENTS else 0
        most = {"session": 2, "habit": 1, "schedule": 1, "goal": 1, "self_check": 1}.get(table, 3)
        found[table] = draw(st.lists(one, min_size=least, max_size=most, unique_by=lambda row: str(row["id"])))
    return found


def fill(store: Store, rows: dict[str, list[dict[str, Any]]]) -> None:
    with store.write() as db:
        for table in RECORD:
            for row in rows[table]:
                db.table(table).insert(row, ignore=table == "session_set")


@examples(12)
@given(stores(), st.booleans())
def test_what_is_taken_out_and_brought_in_is_taken_out_the_same(
    rows: dict[str, list[dict[str, Any]]], as_folder: bool
) -> None:
    assert ROWS.keys() == {*RECORD}
    with tempfile.TemporaryDirectory() as name, ExitStack() as both:
        folder = Path(name)
        one, two = (both.enter_context(a_store(folder, name, habits)) for name, habits in (("a", 0), ("b", None)))
        fill(one, rows)
        before = exported(one)
        path = put(folder, before)
        if as_folder:
            path = str(folder / "tables")
            Path(path).mkdir()
            write_folder(one.db.conn, path, HEADER)
        with opened(path, TODAY) as found:
            merge(two, found.path)
            assert merge(two, found.path).nothing
        assert exported(two) == before


# files that nobody wrote


def lived(seed: int) -> bytes:
    with tempfile.TemporaryDirectory() as name, a_store(Path(name)) as store:
        person = Living(store, Random(seed), "boot")  # noqa: S311 - made up
        for _deed in range(60):
            person.do()
        return exported(store)


LIVED = lived(1)


def flipped(file: bytearray, random: Random) -> None:
    for _time in range(random.choice((1, 20))):
        file[random.randrange(len(file))] ^= 1 << random.randrange(8)


def cut(file: bytearray, random: Random) -> None:
    del file[random.randrange(len(file)) :]


def shuffled(file: bytearray, random: Random) -> None:
    lines = bytes(file).split(b"\n")
    random.shuffle(lines)
    file[:] = b"\n".join(lines)


def other_values(file: bytearray, random: Random) -> None:
    """Put impossible values into rows, and vouch for them."""
    lines = bytes(file).split(b"\n")[:-2]
    for _time in range(random.choice((1, 5))):
        place = random.randrange(1, len(lines))
        row = json.loads(lines[place])
        if isinstance(row, list):
            odd: tuple[Any, ...] = (
                None,
                -1,
                1e300,
                "",
                "x" * 10,
                [],
                {},
                True,
                2**70,
                "\ud800",
                "\x00",
                "'; drop table tick; --",
            )
            row[random.randrange(len(row))] = random.choice(odd)
        else:
            row[random.choice(("table", "columns", "odd"))] = random.choice(("habit", "chair", [], ["id"], None))
        lines[place] = json.dumps(row).encode()
    if random.random() < 0.3:
        head = json.loads(lines[0])
        odd_head: tuple[Any, ...] = (
            None,
            3,
            "0001_facts",
            "9999",
            [],
            {"a": [[]] * 9},
            {"look.theme": "x"},
            {"../a.toml": "b"},
        )
        head[random.choice(("coretui", "schema", "made", "settings", "exercises"))] = random.choice(odd_head)
        lines[0] = json.dumps(head, separators=(",", ":")).encode()
    body = b"".join(line + b"\n" for line in lines[1:])
    rows = sum(line.startswith(b"[") for line in lines)
    end = {"end": True, "rows": rows, "sha256": hashlib.sha256(body).hexdigest()}
    file[:] = lines[0] + b"\n" + body + json.dumps(end).encode() + b"\n"


DAMAGE: tuple[Callable[[bytearray, Random], None], ...] = (flipped, cut, shuffled, other_values)


@examples(25)
@given(st.integers(0, 2**32), st.sampled_from(DAMAGE))
def test_a_file_that_nobody_wrote_comes_in_whole_or_not_at_all(
    seed: int, damage: Callable[[bytearray, Random], None]
) -> None:
    random, file = Random(seed), bytearray(LIVED)  # noqa: S311 - made up
    damage(file, random)
    with tempfile.TemporaryDirectory() as name, a_store(Path(name)) as store:
        before = content(store)
        said, rows = "", 0
        try:
            with opened(put(Path(name), bytes(file)), TODAY) as found:
                rows = found.rows
                merge(store, found.path)
        except CoretuiError as error:
            said = str(error)
        assert "\n" not in said
        assert content(store) == before if said else sum(map(len, content(store).values())) >= rows
        assert trouble(store.db.conn) == ""


# two machines


def live_apart(seed: int, deeds: int) -> None:
    """Let two machines be used in turn, with an import now and then; in the end both hold the same."""
    random = Random(seed)  # noqa: S311 - made up
    with tempfile.TemporaryDirectory() as name, ExitStack() as both:
        folder = Path(name)
        stores = [both.enter_context(a_store(folder, name, random.randrange(20))) for name in ("one", "two")]
        people = [Living(store, random, f"boot {n}") for n, store in enumerate(stores)]

        def copy(store: Store, n: int = 0) -> str:
            path = folder / f"copy {random.random()} {n}.db"
            store.db.execute("vacuum into ?", [str(path)])
            return str(path)

        for _deed in range(deeds):
            random.choice(people).do()
            if random.random() < 0.03:
                here, there = random.sample(stores, 2)
                merge(here, copy(there))
        for person in people:
            person.minutes = max(one.minutes for one in people)
        paths = [copy(store, n) for n, store in enumerate(stores)]
        merge(stores[0], paths[1])
        merge(stores[1], paths[0])
        assert content(stores[0]) == content(stores[1]), seed
        for store in stores:
            assert trouble(store.db.conn) == "", seed
            for path in paths:
                assert merge(store, path).nothing, seed


@pytest.mark.parametrize("seed", range(3))
def test_two_machines_of_one_person_hold_the_same_in_the_end(seed: int) -> None:
    live_apart(seed, 60)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10, 210))
def test_two_hundred_pairs_of_machines_hold_the_same_in_the_end(seed: int) -> None:
    live_apart(seed, 150)
