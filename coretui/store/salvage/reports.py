"""Where the reports of earlier repairs lie: beside the damaged files, in the folder of their date."""

from __future__ import annotations

import os

from coretui.paths import Home
from coretui.store.place import SET_ASIDE

REPORT = "report.txt"
"""What says beside damaged files what was brought back of them."""


def reports(home: Home) -> list[str]:
    """Return the reports of earlier repairs, the newest first."""
    try:
        names = sorted((name for name in os.listdir(home.data_dir) if name.startswith(SET_ASIDE)), reverse=True)
    except OSError:
        return []
    paths = [os.path.join(home.data_dir, name, REPORT) for name in names]
    return [path for path in paths if os.path.isfile(path)]
