"""Ten working days, lived through second by second, and what a person with a pencil makes of them.

All lengths are minutes. The app is closed in the evening and opened at nine.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from coretui.domain.chair.messages import (
    Back,
    Corrected,
    Pause,
    PromptEnded,
    PromptOpened,
    Skip,
    SkipBreak,
    Snooze,
    SpanEnded,
    Stand,
    StartBreak,
)
from coretui.domain.chair.spans import Span, longest_by_day, seconds_by_day
from coretui.domain.chair.state import COUNTED, KEPT, Body, Outcome
from coretui.domain.days import logical_day
from tests.clock import utc
from tests.domain.script import Script, at

MONDAY = date(2026, 11, 23)
FOUR = 4 * 3600


def sit(script: Script, minutes: float) -> None:
    """Work, beginning with the input that shows that somebody is back."""
    script.type_on(seconds=5)
    script.tick(minutes, -5)


def rest(script: Script, minutes: float) -> None:
    """Take a break; it ends with the next input."""
    script.command(StartBreak())
    script.idle(minutes)


def ordinary(script: Script) -> None:
    """Keep every break, have lunch, and leave with one just due."""
    for _ in range(6):
        sit(script, 30)
        rest(script, 3)
    sit(script, 12)
    script.lock()
    script.idle(45)
    script.unlock()
    for _ in range(4):
        sit(script, 30)
        rest(script, 3)
    sit(script, 33)


def meeting(script: Script) -> None:
    """Hold for an hour across a due, and skip the last break."""
    sit(script, 20)
    script.command(Pause(seconds=3600, reason="meeting"))
    sit(script, 60)
    for _ in range(2):
        rest(script, 3)
        sit(script, 30)
    rest(script, 3)
    sit(script, 30)
    script.command(SkipBreak(Skip.MEETING))
    sit(script, 1)


def lid(script: Script) -> None:
    """Shut the lid twice, once with a break due for ten minutes."""
    sit(script, 20)
    script.sleep(40)
    sit(script, 40)
    script.sleep(60)
    sit(script, 10)


def reading(script: Script) -> None:
    """Read for 25 minutes without a touch; nobody says that this was sitting."""
    sit(script, 20)
    script.touch()
    script.idle(25)
    sit(script, 30)
    rest(script, 3)
    sit(script, 12)


def reading_corrected(script: Script) -> None:
    """Read for 25 minutes, and say a minute later that this was sitting."""
    sit(script, 20)
    script.touch()
    script.idle(25)
    sit(script, 1)
    nine = script.clocks.now().later(-46 * 60)
    script.command(Corrected(45 * 60, nine))
    rest(script, 3)
    sit(script, 11)


def standing_desk(script: Script) -> None:
    """Answer by standing, and step away from the standing desk."""
    sit(script, 30)
    script.command(Stand())
    sit(script, 40)
    script.command(Back())
    sit(script, 30)
    script.command(Stand())
    sit(script, 20)
    script.touch()
    script.idle(10)
    sit(script, 10)


def flight(script: Script) -> None:
    """Shut the lid for three hours and ten minutes, of which three hours are sat on a plane."""
    sit(script, 20)
    script.sleep(190)
    sit(script, 30)
    rest(script, 3)


def ignored(script: Script) -> None:
    """Ignore two breaks, go to lunch, and take a minute of the next one."""
    sit(script, 130)
    script.lock()
    script.idle(50)
    script.unlock()
    sit(script, 30)
    rest(script, 1)
    sit(script, 9)


def snoozing(script: Script) -> None:
    """Put a break off twice, then take it."""
    sit(script, 31)
    script.command(Snooze())
    sit(script, 6)
    script.command(Snooze())
    sit(script, 6)
    rest(script, 3)
    sit(script, 14)


DAYS = (
    ordinary, meeting, lid, reading, reading_corrected,
    standing_desk, flight, ignored, ordinary, snoozing,
)  # fmt: skip


@dataclass(frozen=True)
class Sum:
    """What a day comes to, in minutes and prompts."""

    sitting: float
    standing: float
    longest: float
    due: int
    kept: int


SUMS = (
    # 6 x 30 + 12, lunch, 4 x 30 + 33; the eleventh prompt lapses with the evening
    Sum(345, 0, 33, 10, 10),
    # 20 + 60 held, then due at once; 3 breaks of 3; 2 x 30, and 30 + 1 with the skip between
    Sum(80 + 60 + 31, 0, 80, 4, 3),
    # 20, asleep (more than half an interval: one due, one kept), 30 + 10 late, asleep, 10
    Sum(20 + 40 + 10, 0, 40, 2, 2),
    # 20, read for 25 and counted as a break, 30, break, 12
    Sum(20 + 30 + 12, 0, 30, 2, 2),
    # 20 + 25 read + 1, then due at once, break, 11
    Sum(46 + 11, 0, 46, 1, 1),
    # sat 30 twice, stood 40, 20 and, after ten minutes away, 10
    Sum(60, 40 + 20 + 10, 30, 2, 2),
    # 20, the lid (one due, one kept), 180 on the plane and 30 after it in one stretch, break
    Sum(20 + 180 + 30, 0, 210, 2, 2),
    # 130 with two prompts missed, lunch; 30, a short break that ends no stretch, 9
    Sum(130 + 30 + 9, 0, 130, 3, 1),
    Sum(345, 0, 33, 10, 10),
    # 31 + 6 + 6 until the break at last, 14
    Sum(43 + 14, 0, 43, 1, 1),
)


def test_a_fortnight_comes_to_what_a_pencil_says() -> None:
    script = Script(source="x11")
    dates = [MONDAY + timedelta(days=number + 2 * (number >= 5)) for number in range(10)]
    for day, live in zip(dates, DAYS, strict=True):
        script.clocks.sleep(at("09:00", (day - MONDAY).days) - script.clocks.now().wall)
        script.key()
        live(script)
        script.close()
    script.reopen(24 * 60)

    spans = [
        Span(e.body, e.start.wall, e.seconds, logical_day(e.start, FOUR), e.ends_stretch)
        for e in script.events
        if isinstance(e, SpanEnded)
    ]
    corrected, flown = at("09:20", 4), at("09:30", 8)
    read = next(span for span in spans if span.start == corrected)
    spans[spans.index(read)] = replace(read, body=Body.SITTING, ends_stretch=False)
    spans.append(Span(Body.SITTING, flown, 3 * 3600, dates[6]))
    spans.sort(key=lambda span: span.start)
    prompts = [prompt for prompt in ended_prompts(script) if prompt[0] != corrected]

    sitting, standing = (seconds_by_day(spans, body, FOUR, utc) for body in (Body.SITTING, Body.STANDING))
    longest = longest_by_day(spans)
    for number, (day, wanted) in enumerate(zip(dates, SUMS, strict=True)):
        outcomes = [outcome for due, outcome in prompts if 0 <= due - at("04:00", (day - MONDAY).days) < 86_400]
        found = Sum(
            round(sitting[day] / 60, 6),
            standing.get(day, 0.0) / 60,
            longest[day] / 60,
            sum(outcome in COUNTED for outcome in outcomes),
            sum(outcome in KEPT for outcome in outcomes),
        )
        assert found == wanted, (number + 1, DAYS[number].__name__, outcomes)
    assert sum(seconds for seconds in sitting.values()) / 60 == sum(day.sitting for day in SUMS)


def ended_prompts(script: Script) -> list[tuple[float, Outcome]]:
    """Return the wall time and the outcome of each prompt."""
    opened = [event.due.wall for event in script.events if isinstance(event, PromptOpened)]
    ended = [event.outcome for event in script.events if isinstance(event, PromptEnded)]
    return list(zip(opened, ended, strict=True))
