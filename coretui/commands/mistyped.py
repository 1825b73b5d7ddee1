"""What is wrong with a command line, in one sentence: what was given, and what is allowed."""

from __future__ import annotations

import re
from collections.abc import Iterable

import click

from coretui.domain.harmless import quoted
from coretui.i18n import N_, _

ALLOWED = {
    "which_backup": N_("a backup, such as daily-2026-11-30"),
    "score": N_("a whole number from 0 to 10"),
    "state": N_("on or off"),
    "kind": N_("what you did, such as walk or swim"),
    "length": N_("how long, such as 20m or 1h30"),
    "name": N_("a habit, such as core"),
    "called": N_("the new name"),
    "key": N_("a setting, such as chair.interval"),
    "value": N_("what to set it to"),
    "first": N_("the first day, such as today or 2026-11-22"),
    "which": N_("an id or a day from the list"),
    "id_": N_("an id from the list"),
    "folder": N_("a folder that is not there yet"),
}
"""What may stand in the place of an argument, by its name."""


def in_a_sentence(error: click.ClickException, words: Iterable[str], group: click.Group) -> str:
    """Say what is wrong with the words that were typed after the name of the program."""
    typed = tuple(words)
    see = _("see `{command} --help`.").format(command=_asked(typed, group).command_path)
    named = re.search(r"'(.+?)'|\((.+)\)", error.message)
    given = (named[1] or named[2]) if named else ""
    match error:
        case click.NoSuchOption(option_name=name):
            for word in typed:  # of -5m click names the first sign alone
                if word.startswith(name) and re.fullmatch(r"-\d[\d.,]*[a-z]*", word):
                    sentence = _("{given} is less than 0, which nothing can be here; {see}")
                    return sentence.format(given=quoted(word), see=see)
            return _("{name} is not an option; {see}").format(name=name, see=see)
        case click.MissingParameter(param=param) if param is not None:
            name, allowed = param.human_readable_name, ALLOWED.get(param.name or "")
            if not allowed:
                return _("{name} is missing; {see}").format(name=name, see=see)
            return _("{name} is missing: {allowed}; {see}").format(name=name, allowed=_(allowed), see=see)
        case click.BadParameter(param=click.Parameter(type=click.Choice(choices=choices)) as param):
            one_of = ", ".join(str(choice) for choice in choices)
            sentence = _("{given} is not valid for {name}; choose from {allowed}.")
            return sentence.format(given=quoted(given), name=param.opts[0], allowed=one_of)
        case click.BadParameter(param=click.Parameter(type=click.types.IntParamType()) as param):
            return _("{given} is not valid for {name}; write a whole number.").format(
                given=quoted(given), name=param.opts[0]
            )
        case click.BadParameter(param=click.Parameter(type=click.types.FloatParamType()) as param):
            return _("{given} is not valid for {name}; write a number.").format(
                given=quoted(given), name=param.opts[0]
            )
        case click.UsageError() if error.message.startswith("No such command"):
            return _("{given} is not a command; {see}").format(given=quoted(given), see=see)
        case click.BadOptionUsage(option_name=name):
            return _("{name} needs a value; {see}").format(name=name, see=see)
        case click.UsageError() if error.message.startswith("Got unexpected extra"):
            return _("{given} is an unexpected argument; {see}").format(given=quoted(given), see=see)
        case click.exceptions.NoArgsIsHelpError():
            return _("A command is missing; {see}").format(see=see)
        case _:
            return " ".join(f"{error.format_message().rstrip('.')}; {see}".split())


def _asked(words: Iterable[str], group: click.Group) -> click.Context:
    """Return where the help is for what was typed: not every fault of click's says that itself."""
    command: click.Command = group
    context = click.Context(command, info_name="coretui")
    for word in words:
        found = command.get_command(context, word) if isinstance(command, click.Group) else None
        if found is None:
            break
        command, context = found, click.Context(found, info_name=word, parent=context)
    return context
