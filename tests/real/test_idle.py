"""The installed app on a desktop of its own: it sees keys and mouse rest, and is put right with one key."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

from tests.real.conftest import Installed, OpenPane, require
from tests.real.desktop import Desktop
from tests.real.terminal import Pane, until

QUICK = '[chair]\naway = "5s"\nbreak = "3s"\n[notices]\nchannels = []\n'
ASKED = re.compile(r"(?s)Away \d+ min: counted.*Sat anyway\? \(n\)")


def xdotool(desktop: Desktop, *args: str) -> None:
    subprocess.run(["xdotool", *args], env={**os.environ, **desktop.env}, check=True, timeout=20)


@contextmanager
def typing(desktop: Desktop) -> Iterator[None]:
    """Let somebody type on the desktop, a few keys a second, until the block is left."""
    enough = Event()

    def type_on() -> None:
        # One key at a time: a program that is ended in the middle of one leaves it pressed, and it repeats.
        while not enough.wait(0.2):
            xdotool(desktop, "key", "a")

    with ThreadPoolExecutor(1) as hands:
        typed = hands.submit(type_on)
        try:
            yield
        finally:
            enough.set()
        typed.result()


def state(coretui: Installed) -> str:
    found: str = coretui.json("status")["state"]
    return found


def becomes(coretui: Installed, wanted: str, pane: Pane) -> None:
    until(
        lambda: state(coretui) == wanted,
        within=30,
        what=lambda: f"{wanted}: {coretui.json('status')}\n{pane.text()}",
    )


def test_resting_is_an_absence_typing_the_return_and_n_takes_it_back(
    coretui: Installed, open_pane: OpenPane, desktop: Desktop
) -> None:
    require("xdotool")
    coretui.configure(QUICK)
    pane = open_pane(**desktop.env)
    with typing(desktop):
        pane.start()
        pane.wait_for_app()
        pane.wait_for("activity from X11")
        assert coretui.json("status")["idle_source"].startswith("X11")
        # For longer than it takes to be away: whoever types is not.
        until(lambda: coretui.json("status")["sitting_seconds"] >= 8, within=30, what=pane.text)
        assert (state(coretui), coretui.rows("select body from span")) == ("sitting", [])

    becomes(coretui, "away", pane)
    pane.wait_for("Away since")
    until(lambda: coretui.json("today")["longest_seconds"] >= 5, within=10, what=pane.text)

    with typing(desktop):
        becomes(coretui, "sitting", pane)
        assert ASKED.search(pane.wait_for("Sat anyway?"))
        [(absence, away)] = coretui.rows("select id, seconds from span where body = 'away' and ends_stretch = 1")
        assert away >= 3
        before = coretui.json("today")

        pane.send("n")

        query = f"select body, ends_stretch from span where id = '{absence}'"  # noqa: S608
        until(lambda: coretui.rows(query) == [("sitting", 0)], within=10, what=pane.text)
        after = coretui.json("today")
        assert after["sitting_seconds"] - before["sitting_seconds"] >= away - 1
        # What was sat before it, the absence and what was sat since are one stretch.
        [(earlier,)] = coretui.rows("select seconds from span where body = 'sitting' order by started_at limit 1")
        assert earlier >= 5
        assert after["longest_seconds"] >= earlier + away - 1
        assert after["longest_seconds"] >= before["longest_seconds"] + away - 1
        until(lambda: "Sat anyway?" not in pane.text(), within=10, what=pane.text)
        assert state(coretui) == "sitting"
    assert "Traceback" not in pane.leave()


def test_a_touch_in_passing_is_no_return(coretui: Installed, open_pane: OpenPane, desktop: Desktop) -> None:
    require("xdotool")
    coretui.configure(QUICK)
    pane = open_pane(**desktop.env)
    pane.start()
    pane.wait_for_app()
    becomes(coretui, "away", pane)
    since = coretui.json("status")["since"]
    xdotool(desktop, "mousemove", "10", "10", "mousemove", "50", "50")
    until(lambda: coretui.chair().touched, within=20, what=lambda: str(coretui.chair()))
    # For longer than a return takes.
    begun = time.monotonic()
    until(lambda: time.monotonic() - begun > 7 or state(coretui) != "away", within=20, what=pane.text)
    assert (state(coretui), coretui.json("status")["since"]) == ("away", since)
    pane.leave()


def test_a_display_that_goes_away_is_said_and_the_app_goes_on(
    coretui: Installed, open_pane: OpenPane, desktop: Desktop
) -> None:
    coretui.configure(QUICK)
    pane = open_pane(**desktop.env)
    pane.start()
    pane.wait_for_app()
    pane.wait_for("activity from X11")
    os.kill(desktop.pids["Xvfb"], 9)
    pane.wait_for("through X11")
    until(lambda: "X11" not in coretui.json("status")["idle_source"], within=20, what=pane.text)
    assert coretui.json("status")["keeper"]
    pane.leave()
