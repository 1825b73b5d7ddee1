"""What came back of a damaged record, in words: for a screen, a command and the report beside the files."""

from __future__ import annotations

from datetime import date, datetime

from coretui.domain.salvaged import Salvaged
from coretui.i18n import N_, _, ngettext
from coretui.words.columns import width
from coretui.words.time import short_date

TABLES = {
    "habit": N_("habits"),
    "schedule": N_("schedules"),
    "goal": N_("goals"),
    "retirement": N_("stopped habits"),
    "time_off": N_("time off"),
    "tick": N_("ticks"),
    "span": N_("sitting, standing, breaks"),
    "prompt": N_("reminders"),
    "movement": N_("movement"),
    "breathing": N_("breathing"),
    "session": N_("sessions"),
    "session_set": N_("sets"),
    "pain": N_("pain"),
    "note": N_("notes"),
    "self_check": N_("self-checks"),
    "posture_note": N_("how you sat"),
    "posture_ask": N_("questions how you sat"),
}
"""What the tables of the record hold."""
THIN_SHOWN = 7
"""How many thin days are named."""


def summary(salvaged: Salvaged, backup: datetime | None, today: date) -> tuple[str, ...]:
    """Say in a few sentences what can be brought back, what is from the backup, and what is missing."""
    if not salvaged.pages:
        return _of_nothing(salvaged, backup, today)
    found = [_of_rows(salvaged, backup, today)]
    if salvaged.lost:
        one = ngettext(
            "{n} page of {all} could not be read.", "{n} pages of {all} could not be read.", salvaged.lost
        )
        found.append(one.format(n=salvaged.lost, all=salvaged.pages))
    if salvaged.parted:
        one = ngettext(
            "{n} row is left out, for what it belongs to is lost.",
            "{n} rows are left out, for what they belong to is lost.",
            salvaged.parted,
        )
        found.append(one.format(n=salvaged.parted))
    if salvaged.thin:
        named = ", ".join(short_date(day, today) for day in salvaged.thin[-THIN_SHOWN:])
        if more := len(salvaged.thin) - THIN_SHOWN:
            named = named if more < 0 else _("{n} more, {days}").format(n=more, days=named)
        found.append(_("Days of which little is left: {days}.").format(days=named))
    elif not salvaged.hurt:
        found.append(_("Nothing is missing."))
    return tuple(found)


def _of_nothing(salvaged: Salvaged, backup: datetime | None, today: date) -> tuple[str, ...]:
    if backup is None:
        return (_("There is nothing to bring back: no backup, and no copy."),)
    rows = ngettext(
        "{n} row can be brought back from the backup of {day}.",
        "{n} rows can be brought back from the backup of {day}.",
        salvaged.total,
    )
    day = short_date(backup.date(), today)
    return rows.format(n=salvaged.total, day=day), _("What was recorded after that, if anything, is missing.")


def _of_rows(salvaged: Salvaged, backup: datetime | None, today: date) -> str:
    rows = ngettext("{n} row can be brought back", "{n} rows can be brought back", salvaged.total)
    said = rows.format(n=salvaged.total)
    if backup is None:
        return _("{rows}; there is no backup to compare them with.").format(rows=said)
    day = short_date(backup.date(), today)
    if not salvaged.from_backup:
        return _("{rows}; none had to be taken from the backup of {day}.").format(rows=said, day=day)
    taken = _("{n} of them from the backup of {day}").format(n=salvaged.from_backup, day=day)
    return f"{said}, {taken}."


def table_lines(salvaged: Salvaged) -> tuple[str, ...]:
    """Return a table: rows that were read, those from the backup, and all there are now."""
    rows = [
        (_(TABLES[one.name]), one.read + one.from_journal, one.from_backup, one.total)
        for one in salvaged.tables
        if one.total or one.read
    ]
    head = ("", _("read"), _("from backup"), _("in all"))
    name = max((width(row[0]) for row in rows), default=0)
    cells = [
        max(width(str(one)) for one in column)
        for column in zip(*((head[1:], *(row[1:] for row in rows))), strict=True)
    ]
    lines = []
    for row in (head, *rows):
        numbers = "  ".join(str(one).rjust(columns) for one, columns in zip(row[1:], cells, strict=True))
        lines.append(f"{row[0]}{' ' * (name - width(str(row[0])))}  {numbers}")
    return tuple(lines)


def report(
    wrong: str, salvaged: Salvaged | None, backup: tuple[str, datetime] | None, at: datetime, today: date
) -> str:
    """Write the report that lies beside the damaged files; `backup` is its name and when it was made."""
    when = f"{at:%Y-%m-%d %H:%M}"
    lines = [
        _("coretui put its record together anew on {time}.").format(time=when),
        _("What was the matter: {wrong}.").format(wrong=wrong),
        _("The files as they were lie beside this report; nothing of them was removed."),
        "",
    ]
    if salvaged is None:
        return "\n".join([*lines, _("You chose to start afresh: nothing was taken over."), ""])
    lines += summary(salvaged, backup[1] if backup else None, today)
    if backup:
        lines.append(
            _("The backup: {name}, of {time}.").format(name=backup[0], time=f"{backup[1]:%Y-%m-%d %H:%M}")
        )
    return "\n".join([*lines, "", *table_lines(salvaged), ""])
