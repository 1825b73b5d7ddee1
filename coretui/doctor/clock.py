"""Whether what is on record was written while the clock was ahead of today."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date

from coretui.doctor.check import Check
from coretui.i18n import _, ngettext
from coretui.paths import Home
from coretui.store.place import open_to_read
from coretui.words.time import short_date


def clock(home: Home, today: date) -> Iterator[Check]:
    """Look for habits and records of days to come; nothing to say where there are none, or nothing can be read."""
    from coretui.store.ahead import read_ahead  # noqa: PLC0415 - brings sqlite-utils along

    if not os.path.isfile(home.database):
        return
    try:
        with closing(open_to_read(home)) as db:
            found = read_ahead(db, today)
    except (sqlite3.Error, OSError, ValueError):
        return  # the store's own check says so
    if found.until and found.beyond_a_journey(today):
        detail = _("Your habits only start on {day}.").format(day=short_date(found.until, today))
        if found.behind_now:
            advice = _("A lot is recorded after today: check the clock of this computer.")
        else:
            advice = _("The clock was ahead when they were added; open coretui and they start today.")
        yield Check("clock", ok=False, detail=detail, advice=(advice,))
    elif found.days:
        said = ngettext("{n} future day has records.", "{n} future days have records.", found.days)
        advice = _("The clock was ahead when they were recorded, or it is behind now.")
        yield Check("clock", ok=False, detail=said.format(n=found.days), advice=(advice,))
