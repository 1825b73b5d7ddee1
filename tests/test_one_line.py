"""What others wrote stays on its own line wherever it is shown: a newline in a name makes no row of its own."""

from __future__ import annotations

from contextlib import closing

import pytest

from tests.shell import Desk
from tests.stores import a_store

FORGED = "tea\n✓ Core session\tdone\r\nx"
SHOWING = (
    "today",
    "week",
    "streaks",
    "habits list --all",
    "report",
    "undo",
    "redo",
    "done tea",
    "report --html -",
)


@pytest.mark.parametrize("command", SHOWING)
def test_a_name_with_newlines_is_one_line(desk: Desk, command: str) -> None:
    desk.says("habits add tea --times 3 --per day --unit cups")
    desk.says("done tea")
    if command == "redo":
        desk.says("undo")
    plain = desk.run(command)[1]
    if command in {"undo", "redo", "done tea"}:
        desk.run("redo" if command == "undo" else "undo")
    with closing(a_store(desk.home)) as store:
        store.db.execute("update habit set name = ?, unit = ? where id = 'tea'", [FORGED, "cups\n1"])
        named = "json_type(words, '$.name') = 'text'"
        store.db.execute(f"update journal set words = json_set(words, '$.name', ?) where {named}", [FORGED])  # noqa: S608
        store.db.conn.commit()
    out = desk.run(command)[1]
    assert out
    assert len(out.splitlines()) == len(plain.splitlines()), out
