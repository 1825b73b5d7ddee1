"""Files of other programs in words: what does not come in as it was there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coretui.domain.harmless import one_line
from coretui.i18n import N_, _, ngettext

MANY = 50
"""So many names stand in a sentence; the others are counted."""
NAMED = {
    "at-most": N_("Left out, because a habit here is never “at most so much”: {names}."),
    "deleted": N_("Left out, because it was deleted there: {names}."),
    "approximate": N_("Approximate, because a habit here is daily or so many times a week: {names}."),
    "together": N_("Approximate, because an amount here is for one day and not for several together: {names}."),
    "tracked": N_("Only tracked there, so it is stopped here; `coretui habits restore` brings it back: {names}."),
    "unlisted": N_("No longer listed there, so it is stopped; `coretui habits restore` brings it back: {names}."),
    "renamed": N_("Under another name, because that one is taken or cannot be used here: {names}."),
}
"""What is said of habits."""


def goes_to(pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield a sentence for the habits that are here already, each as it is known in the file and here."""
    if pairs:
        names = _joined([ours for _theirs, ours in pairs])
        yield _("Already a habit of yours, which stays as it is and gets the days: {names}.").format(names=names)


def remark(code: str, names: Sequence[str], count: int) -> str:
    """Say what does not come in as it was, of habits or of so many things."""
    if code in NAMED:
        return _(NAMED[code]).format(names=_joined(names))
    return _counted(code, count).format(n=count)


def _counted(code: str, count: int) -> str:
    match code:
        case "future":
            return ngettext(
                "Left out: {n} day that has not been yet.", "Left out: {n} days that have not been yet.", count
            )
        case "texts":
            return ngettext(
                "Left out: {n} question or description.", "Left out: {n} questions and descriptions.", count
            )
        case "groups":
            return ngettext("Left out: {n} group of habits.", "Left out: {n} groups of habits.", count)
        case "shortened":
            return ngettext("{n} note is too long, and cut.", "{n} notes are too long, and cut.", count)
        case _:
            return ngettext(
                "Left out: {n} entry that makes no sense.", "Left out: {n} entries that make no sense.", count
            )


def _joined(names: Sequence[str]) -> str:
    shown = ", ".join(one_line(name) for name in names[:MANY])
    return f"{shown}, …" if len(names) > MANY else shown
