"""The chair while nobody sits: away, in a session, breathing."""

from __future__ import annotations

import pytest

from coretui.domain.chair.engine import step
from coretui.domain.chair.messages import Away, Back, Breathe, Refusal, Snooze, Stand, StartBreak, StartSession
from coretui.domain.chair.reading import Reading
from coretui.domain.chair.spans import open_spans
from coretui.domain.chair.state import Body, Policy
from coretui.domain.chair.view import ChairState
from tests.clock import FakeClocks
from tests.domain.script import Script

# away


def test_an_absence_announced_is_credited_as_soon_as_it_is_long_enough(due: Script) -> None:
    due.command(Away())
    due.tick(1, 59)
    due.expect()
    due.tick(seconds=1)
    due.expect("sitting 09:00-09:30", "09:32 absence")
    due.tick(28)
    assert due.view.state is ChairState.AWAY
    due.command(Back())
    due.expect("away 09:30-10:00, full")
    assert (due.sat, due.due_in) == (0, 30)


def test_too_short_an_absence_leaves_one_whole_span_of_sitting(script: Script) -> None:
    script.tick(10)
    script.command(Away())
    script.tick(1, 59)
    script.command(Back())
    assert script.sat == pytest.approx(11 + 59 / 60)
    script.tick(8, 1)
    script.command(StartBreak())
    script.expect("sitting 09:00-09:20")


def test_leaving_ends_what_one_was_doing(script: Script) -> None:
    script.command(Stand())
    script.tick(10)
    script.command(Away())
    script.tick(5)
    script.command(Back())
    script.expect("standing 09:00-09:10, full", "away 09:10-09:15, full")


def test_asleep_while_away_one_is_away_until_one_says_otherwise(script: Script) -> None:
    script.tick(20)
    script.command(Away())
    script.sleep(60)
    script.expect("sitting 09:00-09:20", "09:20 due", "09:22 absence")
    script.tick(10)
    assert script.view.state is ChairState.AWAY
    script.command(Back())
    script.expect("away 09:20-10:30, full")


def test_an_absence_too_short_to_count_is_open_beside_the_sitting_before_it(script: Script) -> None:
    script.tick(10)
    script.command(Away())
    script.tick(1)
    assert script.chair
    spans = open_spans(script.chair, script.clocks.now(), 4 * 3600)
    assert [(span.body, span.seconds) for span in spans] == [(Body.SITTING, 600), (Body.AWAY, 60)]


# sessions and breathing


def test_a_session_is_a_break_once_it_is_as_long_as_one(due: Script) -> None:
    due.command(StartSession())
    due.tick(2)
    due.expect("sitting 09:00-09:30", "09:32 taken")
    due.tick(10)
    due.command(StartSession())
    due.tick(15)
    due.command(Back())
    due.expect("session 09:30-09:57, full")
    assert (due.sat, due.due_in) == (0, 30)


def test_nothing_falls_due_in_a_session(script: Script) -> None:
    script.tick(29)
    script.command(StartSession())
    for _ in range(4):
        script.tick(15)
        script.command(StartSession())
    script.expect("sitting 09:00-09:29", "09:29 due", "09:31 taken")


def test_a_session_without_a_sign_for_twenty_minutes_ended_at_the_last_one(script: Script) -> None:
    script.command(StartSession())
    script.tick(10)
    script.command(StartSession())
    script.tick(19, 59)
    script.expect()
    script.tick(seconds=1)
    script.expect("session 09:00-09:10, full")
    assert (script.sat, script.due_in) == (20, 10)


def test_a_session_left_at_once_is_no_break(due: Script) -> None:
    due.command(StartSession())
    due.tick(1)
    due.command(Back())
    due.expect("sitting 09:00-09:30", "session 09:30-09:31")
    assert (due.view.state, due.sat) == (ChairState.DUE, 30)


def test_breathing_delays_the_notice(script: Script) -> None:
    script.tick(29)
    script.command(Breathe(300))
    script.tick(4, 59)
    script.expect()
    assert script.view.why == "breathing"
    script.tick(seconds=1)
    script.expect("09:34 due", "notice: due")


def test_breathing_that_ends_early_delays_no_longer(script: Script) -> None:
    script.tick(29)
    script.command(Breathe(300))
    script.tick(2)
    script.expect()
    script.command(Breathe(0))
    script.expect("09:31 due", "notice: due")


def test_breathing_delays_a_snooze_too(due: Script) -> None:
    due.tick(1)
    due.command(Snooze())
    due.command(Breathe(400))
    due.tick(6, 39)
    due.expect()
    due.tick(seconds=1)
    due.expect("notice: again")


def test_nothing_falls_due_before_the_last_breath(script: Script) -> None:
    script.tick(29)
    script.command(Breathe(90))
    script.stall(seconds=110)
    script.expect("09:30:50 due", "notice: due")


def test_nothing_falls_due_before_breathing_is_ended(script: Script) -> None:
    script.tick(29, 40)
    script.command(Breathe(400))
    script.clocks.advance(30)
    script.command(Breathe(0))
    script.expect("09:30:10 due", "notice: due")


def test_back_after_an_absence_that_its_own_key_has_ended_is_no_refusal() -> None:
    clocks = FakeClocks()
    chair, _told = step(None, Reading(clocks.now()), Policy())
    chair, _told = step(chair, Reading(clocks.now(), Away()), Policy())
    clocks.advance(20)
    now = clocks.now()
    chair, _told = step(chair, Reading(now, Back(), own_key=now), Policy())
    assert chair.body is Body.SITTING
    with pytest.raises(Refusal, match="sitting already"):
        step(chair, Reading(clocks.now(), Back()), Policy())
