"""Beginning a session: what is planned for this person goes into the store, and the chair waits."""

from __future__ import annotations

from coretui.domain.chair.messages import StartSession
from coretui.domain.exercises.catalogue import Catalogue
from coretui.services.session_run import next_first, planned, sides_of
from coretui.services.workplace import Workplace
from coretui.store import sessions
from coretui.store.sessions import Outline


def begin_session(
    workplace: Workplace, catalogue: Catalogue, programme: str, *, minutes: int | None = None, easy: bool = False
) -> None:
    """Put a session that begins now into the store: the chair waits from now on."""
    sets = planned(workplace, catalogue, programme, minutes=minutes, easy=easy)
    outline = Outline(
        programme,
        len(sets),
        sides_of(workplace.settings, programme),
        next_first(workplace, programme),
        sets,
        minutes,
        catalogue.programmes[programme].counts_as,
    )
    sessions.begin(workplace.store, outline, workplace.now, workplace.settings.days.start)
    workplace.keeper.command(StartSession())
