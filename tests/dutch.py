"""The Dutch catalogue as its .po says it now, whatever was compiled when coretui was installed."""

from __future__ import annotations

import gettext
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from coretui.i18n import LOCALE_DIR

PO = Path(LOCALE_DIR) / "nl" / "LC_MESSAGES" / "coretui.po"


@cache
def dutch() -> gettext.GNUTranslations:
    """Return the catalogue, compiled here and now."""
    with PO.open("rb") as lines:
        compiled = BytesIO()
        write_mo(compiled, read_po(lines, locale="nl"))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
