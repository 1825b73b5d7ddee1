"""The pacer under the prompt."""

from __future__ import annotations

import sys

import click

from coretui.commands.desk import Number
from coretui.domain.breathing.patterns import FASTEST, FOUR_SEVEN_EIGHT, PATTERNS, SLOWEST, Pattern, PatternError
from coretui.errors import NotNowError, UsageError
from coretui.i18n import N_, _
from coretui.parsing.durations import duration
from coretui.services.desk import Desk
from coretui.words import breathing as breaths
from coretui.words.numbers import decimal

MOST_ROUNDS = 999


ABOUT = N_(
    "The instruction for 4-7-8 is by A. Weil: breathe in for 4 seconds, hold your breath for 7, breathe"
    " out for 8; four rounds, twice a day, and no more in the first month."
)
"""What stands under the options of the command, before the cautions."""


@click.command(
    help=_("Follow the breathing pacer: 4-7-8, belly, box, coherent, or seconds such as 4-2-6."),
    epilog=" ".join(map(_, (ABOUT, breaths.DIZZY, breaths.NO_HOLDS))),
)
@click.argument("pattern", required=False, default=FOUR_SEVEN_EIGHT.id, metavar="[" + _("PATTERN") + "]")
@click.option("--rounds", "rounds", type=int, metavar=_("N"), help=_("Number of rounds."))
@click.option(
    "--for", "length", metavar=_("DURATION"), help=_("As many whole rounds as fill this time, such as 5m.")
)
@click.option(
    "--speed", "speed", type=Number(), metavar=_("FACTOR"), help=_("From 0.5 to 1.5; the ratio stays the same.")
)
@click.pass_obj
def breathe(desk: Desk, pattern: str, rounds: int | None, length: str | None, speed: float | None) -> int | None:
    """Run the pacer in the lines under the prompt, and leave one line behind."""
    from coretui.domain.breathing.patterns import most_rounds, rounds_for, suggested

    chosen = _pattern(desk, pattern)
    factor: float = desk.settings.breathing.speed if speed is None else speed
    if not SLOWEST <= factor <= FASTEST:
        raise UsageError(
            _("'{speed}' is not valid for --speed; write a number from {least} to {most}.").format(
                speed=decimal(factor, 6), least=decimal(SLOWEST), most=decimal(FASTEST)
            )
        )
    if rounds is not None and length is not None:
        raise UsageError(_("--rounds and --for do not go together; give one of them."))
    if rounds is not None and not 1 <= rounds <= MOST_ROUNDS:
        raise UsageError(
            _("'{n}' is not valid for --rounds; write a whole number from 1 to {most}.").format(
                n=rounds, most=MOST_ROUNDS
            )
        )
    if length is not None:
        rounds = rounds_for(duration(length), chosen.at(factor))
        if rounds > MOST_ROUNDS:
            words = {"length": length, "most": MOST_ROUNDS, "pattern": breaths.name(chosen.id)}
            raise UsageError(
                _("'{length}' is too long for --for; {most} rounds of {pattern} is the most.").format(**words)
            )
    if not all(stream and stream.isatty() for stream in (sys.__stdin__, sys.__stderr__)):
        raise NotNowError(_("The breathing pacer needs a terminal."))
    from coretui.desktop.notices.notifier import NoNotifier
    from coretui.desktop.output import say_if_heard as say
    from coretui.services.breathing_run import Breather
    from coretui.services.workplace import Workplace
    from coretui.store.breathing import first_breathed
    from coretui.tui.inline import InlinePacer

    store = desk.open()
    most = most_rounds(chosen, first_breathed(store, chosen.id), desk.today)
    planned = rounds or suggested(chosen, factor)
    if most and planned > most:
        say(breaths.too_many(most), err=True)
    workplace = Workplace.of(desk, NoNotifier())
    app = InlinePacer(Breather.of(workplace, chosen, planned, speed=factor))
    said = app.run(mouse=False)
    if app.error:
        raise app.error
    if said:
        say(said)
    return app.return_code


def _pattern(desk: Desk, text: str) -> Pattern:
    """Find a pattern by its name, or read one; raises `UsageError` with what a pattern is."""
    from coretui.domain.breathing.patterns import parse

    known = {**PATTERNS, **desk.settings.patterns}
    names = {breaths.name(one).casefold(): one for one in known}
    if (named := known.get(text) or known.get(names.get(text.casefold(), text.casefold()))) is not None:
        return named
    try:
        return parse(text)
    except PatternError as error:
        raise UsageError(breaths.no_pattern(text, str(error))) from error
