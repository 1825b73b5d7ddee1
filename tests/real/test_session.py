"""A session that is led, in a real terminal: it outlives a sudden death at the very set and side."""

from __future__ import annotations

import os
import signal

from tests.real.conftest import Installed, OpenPane
from tests.real.terminal import alive, until

SETTINGS = """
[session]
sides = "each"
ball = "no"
asked = ["goal", "band"]
ready = "1m"
rest = "1m"
switch = "1m"
[notices]
channels = []
"""
BEFORE = 3 + 6 + 3
"""The sets before set 2 right of exercise 3: all of 1 and 2, and set 1 left and right, set 2 left."""


def test_a_sudden_death_goes_on_at_the_same_set_and_side(coretui: Installed, open_pane: OpenPane) -> None:
    coretui.configure(SETTINGS)
    pane = open_pane()
    pid = pane.start()
    pane.wait_for_app()
    pane.send("3")
    pane.wait_for("CORE PROGRAMME")
    pane.send("Enter")
    pane.wait_for("get ready")
    for place in range(1, BEFORE + 1):
        pane.send("Right", "Right")
        until(
            lambda: coretui.rows("select position from session") == [(place,)],  # noqa: B023 - asked at once
            within=10,
            what=pane.text,
        )
    pane.wait_for("Side plank, 2 legs  ·  set 2 of 3")
    pane.wait_for("right arm under")
    before = coretui.rows("select exercise, number, side, done from session_set")

    os.kill(pid, signal.SIGKILL)
    until(lambda: not alive(pid), within=10, what=lambda: f"{pid} still runs")

    pane = open_pane()
    pane.start()
    pane.wait_for_app()
    pane.send("3")
    pane.wait_for("enter go on")
    pane.send("Enter")
    pane.wait_for("get ready")
    screen = pane.text()
    assert "Side plank, 2 legs  ·  set 2 of 3" in screen
    assert "right arm under" in screen
    assert coretui.rows("select exercise, number, side, done from session_set") == before
    assert len(coretui.rows("select id from session")) == 1
    pane.send("Escape")
    pane.wait_for("enter go on")
    pane.leave()
