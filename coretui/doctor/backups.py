"""Whether there is a copy of the store that can be gone back to."""

from __future__ import annotations

from coretui.doctor.check import Check
from coretui.domain.days import Instant, Zone
from coretui.domain.harmless import one_line
from coretui.errors import CoretuiError
from coretui.i18n import _, ngettext
from coretui.paths import Home
from coretui.words.backups import rows
from coretui.words.time import moment

NOW = "coretui backup now"


def backups(home: Home, now: Instant, zone: Zone) -> Check:
    """Tell how old the newest copy is, and whether it is whole: it is read from its first byte to its last."""
    from coretui.store.backups import glanced, is_behind, newest  # noqa: PLC0415 - nothing else here needs it

    make = _("Make one now: {command}").format(command=NOW)
    try:
        one, count = newest(home, thorough=True), len(glanced(home))
    except CoretuiError as error:
        return Check("backups", ok=False, detail=str(error))
    if one is None:
        detail = _("None yet; one is made on each day on which something is recorded.")
        return Check("backups", ok=True, detail=detail)
    when = moment(one.at.timestamp(), now.wall, zone)
    if not one.ok:
        detail = _("The newest, {name}, is damaged.").format(name=one_line(one.short))
        return Check("backups", ok=False, detail=detail, advice=(make,))
    if is_behind(home, one):
        detail = _("The newest is from {when}, and more has been recorded long after it.").format(when=when)
        return Check("backups", ok=False, detail=detail, advice=(make,))
    said = ngettext("{n} backup", "{n} backups", count).format(n=count)
    detail = _("{backups}; the newest, from {when}, is intact ({rows}).")
    return Check("backups", ok=True, detail=detail.format(backups=said, when=when, rows=rows(one.rows)))
