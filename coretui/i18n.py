"""The language of the interface: gettext over the compiled catalogues in `locale/`.

English is what the code says, so it needs no catalogue. The language is chosen once by whoever
composes the program (`use`), and can be changed while it runs: nothing is translated at import.
"""

from __future__ import annotations

import gettext
import os

LANGUAGES = ("en", "nl")
LOCALE_DIR = os.path.join(os.path.dirname(__file__), "locale")
"""Where the compiled catalogues are, as plain text: the status line does without pathlib."""

CONTEXT = "\x04"
"""Stands between a context and its text, as gettext has it."""

_current = "en"
_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def N_(message: str) -> str:  # noqa: N802 - gettext's own name
    """Mark a text for translation where it is defined; `_` translates it where it is shown."""
    return message


def NP_(context: str, message: str) -> str:  # noqa: N802 - as N_
    """Mark a text for translation as `N_` does, where one English word needs two in another language."""
    return f"{context}{CONTEXT}{message}"


def _(message: str) -> str:
    """Return the text in the current language."""
    context, _found, text = message.rpartition(CONTEXT)
    if context:
        return _catalogue.pgettext(context, text)
    return _catalogue.gettext(text) if text else ""


def pgettext(context: str, message: str) -> str:
    """Return the text in the current language, where one English word needs two in another."""
    return _catalogue.pgettext(context, message)


def ngettext(one: str, many: str, n: int) -> str:
    """Return the text for a count of `n` in the current language."""
    return _catalogue.ngettext(one, many, n)


def language() -> str:
    """Return the current language's code: `en` or `nl`."""
    return _current


def from_environment(environ: dict[str, str] | os._Environ[str] = os.environ) -> str:
    """Return the language that `LC_ALL`, `LC_MESSAGES` or `LANG` asks for; English if none of ours."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name):
            code = value.split(".")[0].split("_")[0].lower()
            return code if code in LANGUAGES else "en"
    return "en"


def use(code: str, translations: gettext.NullTranslations | None = None) -> None:
    """Speak this language from now on: `auto`, `en` or `nl`; `translations` replaces its catalogue."""
    global _current, _catalogue  # noqa: PLW0603 - the one place that holds the language of the process
    _current = from_environment() if code == "auto" else code
    _catalogue = translations or (
        gettext.NullTranslations()
        if _current == "en"
        else gettext.translation("coretui", LOCALE_DIR, [_current], fallback=True)
    )
