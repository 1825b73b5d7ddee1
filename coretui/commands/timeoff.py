"""Commands for time off: days on which nothing is asked."""

from __future__ import annotations

from datetime import date

import click

from coretui.commands.desk import complete_habit, day, last_day
from coretui.commands.documents import print_json
from coretui.desktop.output import say
from coretui.domain.habits.habit import Habit
from coretui.domain.harmless import quoted
from coretui.errors import NotNowError, UsageError
from coretui.i18n import _
from coretui.parsing.names import habit
from coretui.services.desk import Desk
from coretui.store.timeoff import AHEAD, FLARE, TimeOff
from coretui.words.habits import named
from coretui.words.time import short_date


class _Off(click.Group):
    """`off today` is `off add today`: what is no command of its own is a day."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in {*self.commands, "-h", "--help"}:
            args = ["add", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Off, invoke_without_command=True, help=_("Time off: days on which nothing is asked."))
@click.pass_context
def off(ctx: click.Context) -> None:
    """Time off; without anything, the list."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_)


@off.command(help=_("Take days off from all habits or from one; `coretui off today` does the same."))
@click.argument("first", metavar=_("FROM"))
@click.argument("last", required=False, metavar=_("TO"))
@click.option(
    "--habit", "name", metavar=_("HABIT"), shell_complete=complete_habit, help=_("Only from this habit.")
)
@click.pass_obj
def add(desk: Desk, first: str, last: str | None, name: str | None) -> None:
    """Take days off."""
    from coretui.store.timeoff import take

    begin = day(desk, first, ahead=True)
    end = begin if last is None else last_day(desk, last, begin)
    if end < begin:
        raise UsageError(
            _("{last} is before {first}; write the first day first.").format(
                last=quoted(last), first=quoted(first)
            )
        )
    if end > desk.today + AHEAD:
        raise UsageError(
            _("{text} is more than two years ahead; choose an earlier day.").format(text=quoted(last or first))
        )
    one = habit(name, _known(desk)) if name is not None else None
    begin, end = take(desk.open(), begin, end, desk.now, one.id if one else None)
    say(_line(TimeOff("", begin, end, "off", one.id if one else None), one, desk.today) + ".")


@off.command("list", help=_("All time off, the latest first."))
@click.option("--json", "as_json", is_flag=True, help=_("As one JSON document."))
@click.pass_obj
def list_(desk: Desk, *, as_json: bool) -> None:
    """List time off."""
    from coretui.store.timeoff import all_time_off

    known = {one.id: one for one in _known(desk)}
    found = sorted(all_time_off(desk.open()), key=lambda one: one.first, reverse=True)
    if as_json:
        document = [
            {
                "id": one.id,
                "from": one.first.isoformat(),
                "to": one.last.isoformat() if one.last else None,
                "reason": one.reason,
                "habit": one.habit,
            }
            for one in found
        ]
        print_json({"off": document})
        return
    if not found:
        say(_("No time off."))
    for one in found:
        say(f"{one.id}  {_line(one, known[one.habit] if one.habit else None, desk.today)}")


@off.command(help=_("Cancel time off: by its id, or by a day in it."))
@click.argument("which", metavar=_("ID|DATE"))
@click.option(
    "--habit", "name", metavar=_("HABIT"), shell_complete=complete_habit, help=_("Only from this habit.")
)
@click.pass_obj
def remove(desk: Desk, which: str, name: str | None) -> None:
    """Take time off back."""
    from coretui.store.timeoff import all_time_off, give_back

    known = {one.id: one for one in _known(desk)}
    wanted = habit(name, known.values()) if name is not None else None
    everything = [one for one in all_time_off(desk.open()) if wanted is None or one.habit == wanted.id]
    word = which.strip().casefold()
    found = [one for one in everything if len(word) >= 4 and one.id.startswith(word)]
    if not found:
        when = day(desk, which, ahead=True)
        found = [one for one in everything if one.first <= when <= (one.last or date.max)]
        if not found:
            raise NotNowError(
                _("{day} is not a day off; `coretui off list` shows which are.").format(
                    day=short_date(when, desk.today)
                )
            )
    if len(found) > 1:
        ids = ", ".join(one.id for one in found)
        raise UsageError(
            _("{text} matches more than one entry of time off; choose from {ids}.").format(
                text=quoted(which), ids=ids
            )
        )
    [one] = found
    give_back(desk.open(), one, desk.now)
    line = _line(one, known[one.habit] if one.habit else None, desk.today)
    say(_("Cancelled: {off}.").format(off=line[0].lower() + line[1:]))


def _line(one: TimeOff, of: Habit | None, today: date) -> str:
    """Write time off: Off from Thu 24 Dec to Sat 2 Jan, Core session."""
    words = {"first": short_date(one.first, today), "last": short_date(one.last, today) if one.last else ""}
    flare = one.reason == FLARE
    if one.last is None:
        sentence = _("Flare-up since {first}")
    elif one.first == one.last:
        sentence = _("Flare-up on {first}") if flare else _("Time off on {first}")
    else:
        sentence = _("Flare-up from {first} to {last}") if flare else _("Time off from {first} to {last}")
    return sentence.format(**words) + (f", {named(of)}" if of else "")


def _known(desk: Desk) -> list[Habit]:
    from coretui.store.habits import read_habits

    return list(read_habits(desk.open(), desk.today))
