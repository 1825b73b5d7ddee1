"""The checklist of a session, put together for the widget that shows it."""

from __future__ import annotations

from collections.abc import Mapping

from coretui.domain.exercises.catalogue import Catalogue
from coretui.domain.exercises.dose import Side
from coretui.domain.exercises.plan import Plan, PlannedSet, SetKey
from coretui.store.sessions import StoredSession
from coretui.tui.widgets.setlist import SetRow
from coretui.words import sessions as training


def set_rows(
    plan: Plan, session: StoredSession | None, catalogue: Catalogue, numbers: Mapping[str, int]
) -> tuple[SetRow, ...]:
    """Return the checklist of a session: a row for each exercise of its programme, by their `numbers` there."""
    done: frozenset[SetKey] = session.done if session else frozenset()
    partly: frozenset[SetKey] = session.partly if session else frozenset()

    def marks(sets: list[PlannedSet], side: Side | None) -> tuple[str, ...]:
        return tuple(
            "done" if one.key in done else "partly" if one.key in partly else "open"
            for one in sets
            if one.side is side
        )

    rows = []
    for origin in dict.fromkeys(one.origin for one in plan):
        sets = [one for one in plan if one.origin == origin]
        rows.append(
            SetRow(
                id=origin,
                mark="",
                text=training.called(catalogue, sets[-1].exercise),
                quiet=all(one.key in done for one in sets),
                number=numbers.get(origin, 0),
                middle=marks(sets, None),
                left=marks(sets, Side.LEFT),
                right_sets=marks(sets, Side.RIGHT),
            )
        )
    return tuple(rows)
