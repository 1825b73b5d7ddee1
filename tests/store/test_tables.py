"""Every table is somebody's: of the record, or of this machine."""

from __future__ import annotations

from coretui.paths import Home
from coretui.store.database import open_store
from coretui.store.tables import OF_THIS_MACHINE, RECORD


def test_every_table_is_of_the_record_or_of_this_machine(home: Home) -> None:
    store = open_store(home)
    names = {name for name in store.db.table_names() if not name.startswith("sqlite_")}
    store.close()
    assert names == {*RECORD, *OF_THIS_MACHINE}
    assert not {*RECORD} & {*OF_THIS_MACHINE}


def test_what_others_refer_to_comes_first(home: Home) -> None:
    store = open_store(home)
    for place, table in enumerate(RECORD):
        for key in store.db.table(table).foreign_keys:
            assert RECORD.index(key.other_table) < place
    store.close()
