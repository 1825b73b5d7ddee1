"""Commands for settings, and where files are."""

from __future__ import annotations

import json

import click

from coretui.desktop.output import say
from coretui.domain.harmless import escaped
from coretui.errors import UsageError
from coretui.i18n import _
from coretui.services.desk import Desk
from coretui.settings import file as settings_file
from coretui.settings.keys import NAMED, form_of, known
from coretui.settings.strangers import strangers


@click.group("config", help=_("Read and change settings."))
def config() -> None:
    """Group the commands for settings."""


@config.command("path", help=_("Where the settings are."))
@click.pass_obj
def config_path(desk: Desk) -> None:
    """Print the path of the settings file."""
    say(desk.home.config)


@config.command("get", help=_("One setting, or all of them."))
@click.argument("key", required=False, metavar="[" + _("KEY") + "]")
@click.pass_obj
def config_get(desk: Desk, key: str | None) -> None:
    """Print settings as TOML writes them."""
    for problem in desk.problems:
        say(problem, err=True)
    given = settings_file.as_written(desk.home.config)
    for stranger in strangers(desk.home, given):
        say(stranger, err=True)
    if key is not None and (table := f"{key}.") in NAMED:
        if not any(name.startswith(table) for name in given):
            say(_("Nothing is set; the form is {form}.").format(form=form_of(table)), err=True)
        given = {name: value for name, value in given.items() if name.startswith(table)}
    elif key is not None:
        known(key)
        say(_toml(given.get(key, ""), bare=True))
        return
    for name, value in given.items():
        say(f"{name} = {_toml(value)}")


@config.command("set", help=_("Change a setting."))
@click.argument("key", metavar=_("KEY"))
@click.argument("value", metavar=_("VALUE"), nargs=-1, required=True)
@click.pass_obj
def config_set(desk: Desk, key: str, value: tuple[str, ...]) -> None:
    """Change a setting in the file, which keeps its comments."""
    settings_file.check(key, " ".join(value))
    for stranger in strangers(desk.home, [key]):
        raise UsageError(stranger)
    settings_file.write(desk.home.config, key, " ".join(value))
    given = settings_file.as_written(desk.home.config)
    say(f"{key} = {_toml(given[key])}")


def _toml(value: object, *, bare: bool = False) -> str:
    return value if bare and isinstance(value, str) else escaped(json.dumps(value, ensure_ascii=False))


@click.command(help=_("Where the files are."))
@click.pass_obj
def path(desk: Desk) -> None:
    """Print the paths of the database, of the settings and of the log of faults, a line each."""
    for where in (desk.home.database, desk.home.config, desk.home.log):
        say(where)
