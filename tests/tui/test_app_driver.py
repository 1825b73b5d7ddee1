"""What the app's driver takes over from Textual: names that Textual may change without notice."""

from __future__ import annotations

import inspect
import re
import sys

import pytest
from textual.driver import Driver

from coretui.paths import Home
from tests.clock import FakeClocks
from tests.tui.desk import make_app

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")


def test_textual_still_has_what_a_stop_is_told_by() -> None:
    from textual.drivers.linux_driver import LinuxDriver  # noqa: PLC0415

    assert {"_sigcont_application", "_sigtstp_application"} <= vars(LinuxDriver).keys()
    source = inspect.getsource(Driver) + inspect.getsource(LinuxDriver)
    assert "self._must_signal_resume" in source
    assert "self._auto_restart" in source
    assert {"self._file", "self.attrs_before", "self.fileno"} <= set(re.findall(r"self\.\w+", source))


def test_the_app_has_ours_where_there_is_a_terminal(
    home: Home, clocks: FakeClocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)
    from textual.app import App  # noqa: PLC0415
    from textual.drivers.linux_driver import LinuxDriver  # noqa: PLC0415

    from coretui.tui.terminal.app_driver import SturdyDriver  # noqa: PLC0415

    assert App().get_driver_class() is LinuxDriver
    assert make_app(home, clocks).get_driver_class() is SturdyDriver
