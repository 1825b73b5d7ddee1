"""Taking the record out and bringing it in, from the command line."""

from __future__ import annotations

import gzip
import hashlib
import json
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from coretui import cli
from coretui.paths import Home
from coretui.settings import file as config
from coretui.store.tables import RECORD
from tests.clock import FakeClocks
from tests.foreign import FRIDAY
from tests.shell import Desk
from tests.stores import a_store, lay_out, lay_own, two_weeks_until_friday

At = Callable[[str], Desk]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> At:
    """Return what gives the shell of a machine by its name; `lived` has two weeks on record."""
    clocks = FakeClocks(FRIDAY)
    monkeypatch.setenv("LANGUAGE", "")
    monkeypatch.setattr(cli, "MachineClocks", lambda: clocks)
    monkeypatch.chdir(tmp_path)

    def shell(name: str) -> Desk:
        home = Home(str(tmp_path / name), str(tmp_path / name))
        lay_out(home, two_weeks_until_friday() if name == "lived" else None)
        monkeypatch.setenv("CORETUI_HOME", home.data_dir)
        return Desk(home, clocks, capsys)

    return shell


def record(desk: Desk) -> dict[str, list[Any]]:
    with closing(a_store(desk.home)) as store:
        return {
            table: store.db.execute(f"select * from {table} order by id").fetchall()  # noqa: S608 - ours
            for table in RECORD
        }


def rows(path: str) -> bytes:
    content = Path(path).read_bytes()
    return (gzip.decompress(content) if path.endswith(".gz") else content).split(b"\n", 1)[1]


@pytest.mark.parametrize("name", ["out.json", "out.json.gz", "out"])
def test_what_is_taken_out_comes_in_as_it_was(machine: At, name: str) -> None:
    lived = machine("lived")
    assert lived.says(["export", name]).startswith(f"Your record is in {Path(name).absolute()} (")
    lived.says("export before.json")
    other = machine("other")
    said = other.says(["import", name, "--yes"]).splitlines()
    assert said[0] == f"{name}, exported 14:32:"
    assert said[-2] == f"{name} is imported."
    assert record(other) == record(machine("lived"))
    machine("other").says("export after.json")
    assert rows("after.json") == rows("before.json")
    files = [Path(name)] if Path(name).is_file() else list(Path(name).iterdir())
    assert {stat.S_IMODE(one.stat().st_mode) for one in files} == {0o600}
    assert not list(Path().glob("*.*.*.*"))


def test_a_second_time_changes_nothing_and_the_first_can_be_undone(machine: At) -> None:
    machine("lived").says("export out.json")
    other = machine("other")
    other.says("habits")
    before = record(other)
    undo = other.says("import out.json --yes").splitlines()[-1]
    assert other.says("import out.json --yes").splitlines()[-1] == "Nothing was changed."
    name = undo.removeprefix("To undo that: coretui ")
    other.says(f"{name} --yes")
    assert record(other) == before


def test_a_dry_run_says_what_would_change_and_changes_nothing(machine: At) -> None:
    machine("lived").says("export out.json")
    other = machine("other")
    other.says("habits")
    before = other.dump()
    said = other.says("import out.json --dry-run")
    assert said.splitlines()[-1] == "Nothing was changed."
    assert "  sessions" in said
    assert "Nothing here is deleted" in said
    assert other.dump() == before
    assert not Path(other.home.backups).exists() or not list(Path(other.home.backups).glob("before-import*"))


def test_off_a_terminal_it_has_to_be_confirmed(machine: At) -> None:
    machine("lived").says("export out.json")
    assert "confirm it with --yes" in machine("other").refuses("import out.json", 1)


def test_nothing_is_written_over_unasked(machine: At) -> None:
    lived = machine("lived")
    Path("out.json").write_text("mine", encoding="utf-8")
    Path("full").mkdir()
    Path("full", "mine.txt").write_text("mine", encoding="utf-8")
    assert lived.refuses("export out.json", 1) == "out.json exists already; --yes replaces it."
    assert lived.refuses("export full --yes", 1) == "full is not empty; name a new or empty folder."
    assert "write FILE.json" in lived.refuses("export -", 2)
    assert "write FILE.json" in lived.refuses("export out.csv", 2)
    assert "make it first" in lived.refuses("export no/out.json", 1)
    assert "belongs to coretui" in lived.refuses(["export", lived.home.data_dir], 1)
    assert Path("out.json").read_text(encoding="utf-8") == "mine"
    lived.says("export out.json --yes")
    lived.says("export out")
    assert lived.refuses("export out", 1) == "out exists already; --yes replaces it."
    lived.says("export out --yes")
    assert "out is imported." in machine("other").says("import out --yes")


def test_settings_come_along_where_there_are_none_or_when_asked(machine: At) -> None:
    lived = machine("lived")
    for name, value in (("chair.interval", "45m"), ("hours.monday", '["09:00-12:00"]'), ("session.rep", "5")):
        config.write(lived.home.config, name, value)
    lay_own(lived.home, "own-stretch", "My stretch")
    lived.says("export out.json")
    head, rest = Path("out.json").read_text(encoding="utf-8").split("\n", 1)
    header = json.loads(head)
    header["settings"] |= {"hooks.due": "rm -rf", "session.voice_command": "x", "chair.break": "never"}
    header["exercises"] |= {"../evil.toml": "x", ".hidden.toml": "x", "a/b.toml": "x"}
    Path("out.json").write_text(json.dumps(header, separators=(",", ":")) + "\n" + rest, encoding="utf-8")
    fresh = machine("fresh")
    said = fresh.says("import out.json --yes")
    assert "Settings: chair.interval, hours.monday, session.rep." in said
    assert "Your own exercises: own.toml." in said
    assert "Left out, because it cannot be used here: hooks.due, session.voice_command, chair.break, " in said
    assert config.given(fresh.home.config) == config.given(lived.home.config)
    assert [one.name for one in Path(fresh.home.exercises).iterdir()] == ["own.toml"]
    set_up = machine("set-up")
    config.write(set_up.home.config, "chair.interval", "20m")
    assert "The settings in it are left out" in set_up.says("import out.json --yes")
    assert config.given(set_up.home.config) == {"chair.interval": "20m"}
    set_up.says("import out.json --settings --yes")
    assert config.given(set_up.home.config)["chair.interval"] == "45m"


# what is no export

HEAD = b'{"coretui":1,"schema":"0009_exchange","made":"2026-11-27T15:00:00+00:00","settings":{},"exercises":{}}\n'


def vouched(*lines: str, rows: int | None = None, head: bytes = HEAD) -> bytes:
    """Return an export of these lines, with an end that tallies."""
    body = "".join(f"{line}\n" for line in lines).encode()
    count = sum(line.startswith("[") for line in lines) if rows is None else rows
    end = {"end": True, "rows": count, "sha256": hashlib.sha256(body).hexdigest()}
    return head + body + json.dumps(end).encode() + b"\n"


def named(schema: str) -> bytes:
    return HEAD.replace(b"0009_exchange", schema.encode())


TICK = '{"table":"tick","columns":["id","habit","day","times","ticked_at","utc_offset"]}'
ORIGIN = '{"table":"origin","columns":["id","tbl","row"]}'
MANY = [ORIGIN, *(f'["{n}","b","c"]' for n in range(5000))]
BAD: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "it is no export of coretui"),
    "another program's": (b'{"habits": []}\n', "it is no export of coretui"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "it is no export of coretui"),
    "broken gzip": (b"\x1f\x8b" + b"x" * 50, "it is no export of coretui"),
    "no end": (HEAD + TICK.encode() + b"\n", "its end is missing"),
    "cut in a line": (vouched(TICK)[:-9], "its end is missing"),
    "cut gzip": (gzip.compress(vouched(*MANY))[:-30], "its end is missing"),
    "another sum": (vouched(TICK, rows=3), "it was changed or damaged since it was exported"),
    "more after the end": (vouched(TICK) + b"x\n", "line 4 is damaged"),
    "a newer version": (vouched(head=named("0099_later")), "it was made by a newer version of coretui"),
    "a newer format": (vouched(head=HEAD.replace(b":1,", b":2,", 1)), "a newer version of coretui"),
    "an unknown schema": (vouched(head=named("0005_other")), "its schema '0005_other' is unknown"),
    "an unknown table": (vouched('{"table":"chair","columns":["id"]}'), "'chair' is not part of an export"),
    "a table twice": (vouched(ORIGIN, ORIGIN), "'origin' is not part of an export"),
    "other columns": (vouched('{"table":"tick","columns":["id"]}'), "tick has other columns"),
    "too few values": (vouched(ORIGIN, '["a"]'), "line 3 is damaged"),
    "a list in a row": (vouched(ORIGIN, '["a",[],"b"]'), "a row of origin is impossible"),
    "true in a row": (vouched(ORIGIN, '["a",true,"b"]'), "a row of origin is impossible"),
    "a long text": (vouched(ORIGIN, json.dumps(["a", "b", "c" * 70_000])), "a row of origin is impossible"),
    "half a letter": (vouched(ORIGIN, r'["a","\ud800","b"]'), "a row of origin is impossible"),
    "a huge number": (vouched(ORIGIN, f'["a",{9**99},"b"]'), "a row of origin is impossible"),
    "no number": (vouched(ORIGIN, '["a",NaN,"b"]'), "line 3 is damaged"),
    "deep": (vouched(ORIGIN, "[" * 50_000), "line 3 is damaged"),
    "an id twice": (vouched(ORIGIN, '["a","b","c"]', '["a","b","c"]'), "a row of origin is impossible"),
    "a tick of no habit": (vouched(TICK, '["a","none","2026-11-23",1,0,0]'), "belongs to something"),
    "no day": (vouched(TICK, '["a","core","soon",1,0,0]'), "cannot be imported"),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_export_is_refused_in_a_sentence(machine: At, kind: str) -> None:
    content, why = BAD[kind]
    Path("bad.json").write_bytes(content)
    said = machine("other").refuses("import bad.json --yes", 1)
    assert said.startswith("bad.json cannot be imported: ")
    assert why in said


def test_a_bomb_is_not_unpacked(machine: At, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coretui.store.exchange.lines.LARGEST", 1_000_000)
    bomb = gzip.compress(HEAD + ORIGIN.encode() + b"\n" + (b'["' + b"a" * 999 + b'","b","c"]\n') * 2000)
    Path("bomb.json.gz").write_bytes(bomb)
    assert len(bomb) < 20_000
    assert "it is larger than" in machine("other").refuses("import bomb.json.gz --yes", 1)


def test_a_file_that_is_not_there_and_what_is_no_file(machine: At) -> None:
    other = machine("other")
    assert other.refuses("import none.json --yes", 2) == "There is no file 'none.json'."
    Path("empty").mkdir()
    assert "it is no export of coretui" in other.refuses("import empty --yes", 1)


def test_a_folder_in_which_something_was_changed_is_refused(machine: At) -> None:
    lived = machine("lived")
    lived.says("export out")
    other = machine("other")
    table = Path("out", "movement.csv")
    before = table.read_bytes()
    for content, why in (
        (before.replace(b"walk", b"swim", 1), "it was changed or damaged"),
        (before[:-5], "damaged"),
        (before + b'"', "damaged"),
        (b"", "it was changed or damaged"),
    ):
        table.write_bytes(content)
        assert why in other.refuses("import out --yes", 1)
    table.unlink()
    assert "movement.csv" in other.refuses("import out --yes", 1)


def test_what_steers_a_terminal_is_made_harmless_where_it_is_shown(machine: At) -> None:
    lived = machine("lived")
    with closing(a_store(lived.home)) as store, store.write() as db:
        db.execute("update note set words = ? || char(27) || '[2J'", ["quiet"])
    lived.says("export out.json")
    other = machine("other")
    other.says("import out.json --yes")
    assert "\x1b" not in other.says("report")
