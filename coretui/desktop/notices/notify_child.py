"""Shows one desktop notice through plyer, as a short-lived process of its own.

It is run as a script and imports nothing of coretui: plyer may block for as long as a desktop does, and may
write to the terminal, so the parent closes its streams and ends it after a time limit. The exit code says how
it went: 0 shown, 3 this system has no way to show notices, 4 the desktop refused it.
"""

import json
import subprocess
import sys
import warnings
from typing import Any

NO_WAY = 3
REFUSED = 4


def main() -> int:
    """Read `{"title", "text", "seconds"}` from stdin and show it."""
    notice = json.load(sys.stdin)
    warnings.simplefilter("ignore")  # plyer warns where it has to fall back, which is the normal case

    def notify_send(_arguments: list[str]) -> int:
        # plyer's own call loses a title that starts with a dash, never lets the notice go, and takes every
        # exit code for success.
        options = ["--app-name=coretui", f"--expire-time={notice['seconds'] * 1000}"]
        done = subprocess.run(["notify-send", *options, "--", notice["title"], notice["text"]], check=False)
        if done.returncode:
            raise OSError(done.returncode)
        return 0

    module: Any = subprocess  # no type lets a module be given another function
    module.call = notify_send
    try:
        from plyer import notification  # noqa: PLC0415 - only after the wrapping

        notification.notify(
            title=notice["title"], message=notice["text"], app_name="coretui", timeout=notice["seconds"]
        )
    except NotImplementedError:
        return NO_WAY
    except Exception:  # noqa: BLE001 - every desktop has its own ways to fail; the parent gets the one code
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main())
