"""A day as a user lives it: due, a break, a tick, a breath, closing and opening again."""

from __future__ import annotations

from typing import Any

from tests.real.conftest import Installed, OpenPane
from tests.real.terminal import Pane, until

# A reminder that nobody answers stays for one more interval, so this is also the time a test has to answer it.
# Where input is known, resting for a break's length while due is that break: this is the time to press a key.
QUICK = '[chair]\ninterval = "20s"\nbreak = "10s"\nremind = "5m"\n'
RECORDS = ("span", "prompt", "tick", "breathing")
ROUND = 19  # seconds of one round of 4-7-8


def done_habits(coretui: Installed) -> list[str]:
    return [habit["id"] for habit in coretui.json("today")["habits"] if habit["done"]]


def recorded(coretui: Installed) -> dict[str, list[Any]]:
    """Return all that is on record of breaks, ticks and breaths, in the order in which it was written."""
    return {name: coretui.rows(f"select * from {name} order by rowid") for name in RECORDS}  # noqa: S608 - ours


def test_a_break_a_tick_and_a_breath_are_still_there_after_closing(coretui: Installed, pane: Pane) -> None:
    coretui.configure(QUICK)
    pane.start()
    pane.wait_for_app()

    until(lambda: coretui.json("status")["state"] == "due", within=40, what=pane.text)
    pane.wait_for(lambda screen: "Stand up for a moment" in screen and "x skip" in screen)

    pane.send("b")
    until(lambda: coretui.json("status")["state"] == "break", within=5, what=pane.text)
    until(lambda: coretui.json("status")["state"] != "break", within=30, what=pane.text)
    until(lambda: coretui.json("today")["breaks_kept"] == 1, within=5, what=pane.text)
    pane.wait_for("b break")

    ticked = coretui.json("today")["habits"][1]["id"]  # the first is seen by the app itself: the breaks
    pane.send("Down")
    pane.send("Space")
    until(lambda: ticked in done_habits(coretui), within=5, what=pane.text)

    pane.send("2")
    pane.wait_for("4-7-8")
    for _ in range(4):
        pane.send("-")
    pane.send("Space")
    until(lambda: coretui.json("today")["breathing_seconds"] >= ROUND, within=40, what=pane.text)

    pane.leave()
    pane.run("echo ended with $?")
    pane.wait_for("ended with 0")
    before, facts = coretui.json("today"), recorded(coretui)
    assert ticked in done_habits(coretui)
    assert (before["breaks_kept"], before["breathing_seconds"]) == (1, ROUND)

    pane.start()
    pane.wait_for_app()
    after = coretui.json("today")
    assert {name: rows[: len(facts[name])] for name, rows in recorded(coretui).items()} == facts
    assert after["habits"][1:] == before["habits"][1:]  # to be away from the closed app may be another break
    assert after["breathing_seconds"] == ROUND
    pane.leave()


def test_a_tick_is_undone_and_done_again(coretui: Installed, pane: Pane) -> None:
    pane.start()
    pane.wait_for_app()
    pane.send("Space")
    until(lambda: done_habits(coretui), within=5, what=pane.text)
    ticked = done_habits(coretui)

    pane.send("u")
    until(lambda: not done_habits(coretui), within=5, what=pane.text)
    pane.send("U")
    until(lambda: done_habits(coretui) == ticked, within=5, what=pane.text)
    assert ticked == ["breaks"]
    pane.leave()


def test_every_screen_opens_and_the_app_outlives_every_size(coretui: Installed, open_pane: OpenPane) -> None:
    pane = open_pane(columns=80, rows=24)
    pid = pane.start()
    pane.wait_for_app()
    for columns, rows in ((20, 5), (300, 100), (40, 10), (60, 20), (140, 40), (80, 24)):
        pane.resize(columns, rows)
        for key in "2341":
            before = pane.settled()  # what is still being drawn is no answer to the key
            pane.send(key)
            until(lambda shown=before: pane.text() != shown, within=10, what=pane.text)  # type: ignore[misc]
    pane.wait_for("coretui")
    assert coretui.json("status")["keeper"], pane.text()
    assert pid
    assert "Traceback" not in pane.leave()


def test_the_demo_leaves_the_own_home_alone(coretui: Installed, pane: Pane) -> None:
    pane.start("--demo")
    pane.wait_for_app()
    pane.send("4")
    pane.wait_for("Mon")
    pane.leave()
    assert not (coretui.home / "coretui.db").exists()
