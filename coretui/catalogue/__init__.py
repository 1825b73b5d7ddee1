"""What comes with the app, and a person's own beside it: exercises, programmes and articles with their sources."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from coretui.catalogue.illustrated import IllustratedCatalogue
from coretui.catalogue.own import Stamp, read_beside, stamp
from coretui.catalogue.reading import read
from coretui.catalogue.tables import CatalogueError
from coretui.i18n import language

__all__ = ["CatalogueError", "load", "load_with_own", "read"]

FILES = ("terms.toml", "leaflet.toml", "pillars.toml", "gentle.toml", "programmes.toml", "articles.toml")


@cache
def load() -> IllustratedCatalogue:
    """Return the catalogue that comes with the app, read once; a broken file raises `CatalogueError`."""
    folder = Path(__file__).parent
    return read(folder / name for name in FILES)


_with_own: dict[str, tuple[tuple[str, Stamp], tuple[IllustratedCatalogue, tuple[str, ...]]]] = {}


def load_with_own(folder: str) -> tuple[IllustratedCatalogue, tuple[str, ...]]:
    """Return the catalogue with a person's own exercises and programmes, and a sentence for each mistake in them.

    `folder` is `Home.exercises`; it need not be there. It is read again only when a file in it has changed or
    the language has; until then the very same catalogue is returned.
    """
    now = (language(), stamp(folder))
    if folder not in _with_own or _with_own[folder][0] != now:
        _with_own[folder] = (now, read_beside(load(), folder))
    return _with_own[folder][1]
