"""Exercises that settings name: there is no use in a dose of one that there is not.

Only who writes settings or looks after them asks; reading the catalogue would hold up all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coretui.domain.harmless import quoted
from coretui.i18n import _
from coretui.paths import Home
from coretui.settings.keys import OWN_DOSE, OWN_RHYTHM


def strangers(home: Home, names: Iterable[str]) -> Iterator[str]:
    """Yield a sentence for each key that names an exercise which neither the app nor the person has."""
    wanted = [
        (name, name.removeprefix(beginning))
        for name in names
        for beginning in (OWN_DOSE, OWN_RHYTHM)
        if name.startswith(beginning)
    ]
    if not wanted:
        return
    from coretui.catalogue import load_with_own  # noqa: PLC0415 - see above

    known = load_with_own(home.exercises)[0].exercises
    for name, exercise in wanted:
        if exercise not in known:
            sentence = _("{key}: there is no exercise {id}; `coretui exercises` lists the ids there are.")
            yield sentence.format(key=name, id=quoted(exercise))
