"""Reading what people said and did in a week: why breaks were skipped, sessions, the back, notes."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from coretui.domain.habits.overview import SessionFact, WeekFacts
from coretui.store.care import back_pain
from coretui.store.database import Store

_BETWEEN = "day between ? and ?"


def week_facts(store: Store, first: date, last: date) -> WeekFacts:
    """Return what was said and done from `first` to `last`."""
    db, limits = store.db.conn, [first.isoformat(), last.isoformat()]
    skipped = db.execute(
        f"select reason, count(*) as times from prompt where outcome = 'skipped' and {_BETWEEN}"
        " group by reason order by times desc, reason",
        limits,
    )
    sessions = db.execute(
        "select session.day, programme, sum(side = 'left'), sum(side = 'right'), sum(side = ''),"
        " (select max(score) from pain where pain.session = session.id)"
        # The days come first, then their sets: the other way round every set there is would be read.
        " from session cross join session_set on session_set.session = session.id"
        f" where session_set.done > 0 and session.{_BETWEEN} group by +session.id order by session.started_at",
        limits,
    )
    notes: defaultdict[date, tuple[str, ...]] = defaultdict(tuple)
    for day, words in db.execute(f"select day, words from note where {_BETWEEN} order by written_at, id", limits):
        notes[date.fromisoformat(day)] += (words,)
    return WeekFacts(
        skipped=dict(skipped.fetchall()),
        sessions=tuple(SessionFact(date.fromisoformat(day), *rest) for day, *rest in sessions),
        back={day: pain.score for day, pain in back_pain(store, first, last).items()},
        notes=dict(notes),
    )
