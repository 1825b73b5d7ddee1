"""The desktop notice, received by a real notification daemon, and the app beside it undisturbed."""

from __future__ import annotations

import os
import signal

from tests.real.conftest import Installed, OpenPane
from tests.real.desktop import Desktop, Received
from tests.real.terminal import CORETUI, Pane, until

# A reminder that nobody answers stays for one more interval, so this is also the time a test has to answer it.
QUICK = '[chair]\ninterval = "8s"\nbreak = "1m"\nremind = "5m"\n'
STRAY = ("Traceback", "notify-send", "dbus", "DBus", "libnotify", "Warning", "Errno")


def assert_nothing_painted_over(screen: str) -> None:
    assert "coretui" in screen
    assert not [word for word in STRAY if word in screen], screen


def test_the_notice_arrives_once_with_its_words(coretui: Installed, open_pane: OpenPane, desktop: Desktop) -> None:
    coretui.configure(QUICK + '[notices]\ntext = "movement"\n')
    pane = open_pane(**desktop.env)
    pane.start()
    pane.wait_for_app()

    until(desktop.received, within=25, what=pane.text)
    assert_nothing_painted_over(pane.wait_for("Stand up"))
    assert coretui.json("status")["state"] == "due"
    pane.leave()

    [notice] = desktop.received()
    assert notice == Received("coretui", "Stand up for a moment", "Short walk: Walk at an easy pace.")


def test_a_daemon_that_hangs_does_not_hold_the_app(
    coretui: Installed, open_pane: OpenPane, desktop: Desktop
) -> None:
    coretui.configure(QUICK)
    os.kill(desktop.pids["dunst"], signal.SIGSTOP)
    pane = open_pane(**desktop.env)
    pane.start()
    pane.wait_for_app()
    until(lambda: coretui.json("status")["state"] == "due", within=20, what=pane.text)

    pane.send("b")
    until(lambda: coretui.json("status")["state"] == "break", within=3, what=pane.text)
    assert_nothing_painted_over(pane.text())
    pane.leave()


def test_without_a_desktop_the_app_works_and_says_so_itself(coretui: Installed, pane: Pane) -> None:
    coretui.configure(QUICK)
    pane.start()
    pane.wait_for_app()
    until(lambda: coretui.json("status")["state"] == "due", within=20, what=pane.text)
    screen = pane.wait_for("Stand up")
    assert "coretui" in screen
    assert "Traceback" not in screen
    pane.send("b")
    until(lambda: coretui.json("status")["state"] == "break", within=5, what=pane.text)
    pane.leave()


def test_notify_test_reaches_the_desktop(coretui: Installed, desktop: Desktop) -> None:
    done = coretui.run("notify-test", **desktop.env)
    assert done.returncode == 0, done.stderr
    until(lambda: len(desktop.received()) == 1, within=30, what=lambda: done.stdout)


def test_a_missing_channel_is_named_with_what_to_install(coretui: Installed) -> None:
    doctor = coretui.run("doctor", PATH=str(CORETUI.parent))
    assert "libnotify-bin" in doctor.stdout
    assert "Traceback" not in doctor.stdout + doctor.stderr

    tried = coretui.run("notify-test", PATH=str(CORETUI.parent))
    assert tried.returncode == 1
    assert "Traceback" not in tried.stderr
