"""What trends are drawn from, as days and weeks are on record."""

from __future__ import annotations

import pytest

from coretui.domain.care.selfcheck import SelfCheck
from coretui.domain.chair.messages import Here, Skip, SkipBreak, StartBreak
from coretui.domain.days import Instant
from coretui.domain.pain import Pain
from coretui.domain.posture.notes import Moment, Posture
from coretui.services.trends import BodyDays, read_body, read_weeks
from coretui.services.workplace import Workplace
from coretui.store import care, posture
from coretui.store.records import log_sitting
from tests.clock import FakeClocks
from tests.domain.script import at


@pytest.mark.parametrize(("seconds", "known"), [(59, None), (60, 60)])
def test_a_day_counts_from_a_minute_of_sitting_and_from_the_first_habit_on(
    workplace: Workplace, seconds: int, known: float | None
) -> None:
    for days in (-22, -21, 0):  # the habits began three weeks ago
        log_sitting(workplace.store, Instant(at("07:00", days), 0, "", 0), seconds, 0)
    weeks = read_weeks(workplace.overviews())
    assert (weeks.last.first, len(weeks.sat)) == (workplace.today, 12)
    assert weeks.sat == (*[None] * 8, known, None, None, known)


def test_a_week_tells_which_share_of_its_breaks_was_kept(workplace: Workplace, clocks: FakeClocks) -> None:
    workplace.keeper.tick()
    for minutes, command in ((30, StartBreak()), (2, Here()), (30, SkipBreak(Skip.FLOW))):
        for _ in range(minutes):
            clocks.advance(60)
            workplace.keeper.tick()
        workplace.keeper.command(command)
    assert read_weeks(workplace.overviews()).kept == (*[None] * 11, 1 / 2)


def test_days_tell_of_the_body_what_was_said_of_them(workplace: Workplace) -> None:
    store, today, now = workplace.store, workplace.today, workplace.now
    care.check(store, SelfCheck(today, signs=frozenset({"hips", "pull"})), now)
    care.feel(store, Pain(3), today, now)
    log_sitting(store, now, 50, 0)
    found = read_body(workplace.overviews(), today)
    assert found == BodyDays(today, signs={today: 2}, pain={today: 3}, sat={today: 50}, sessions={today: 0})


def test_a_week_tells_how_often_somebody_got_up_and_how_notes_differed(
    workplace: Workplace, clocks: FakeClocks
) -> None:
    workplace.keeper.tick()
    for minutes, command in ((30, StartBreak()), (2, Here())) * 3:
        for _ in range(minutes):
            clocks.advance(60)
            workplace.keeper.tick()
        workplace.keeper.command(command)
    for number, one in enumerate((Posture.UPRIGHT, Posture.UPRIGHT, *[Posture.LEFT, Posture.RIGHT] * 2)):
        posture.note(workplace.store, one, Moment.OWN, clocks.now(), 0)
        clocks.advance(60)
        known = read_weeks(workplace.overviews()).changed[-1]
        assert known == {4: 3 / 4, 5: 4 / 5}.get(number), "four pairs say something, fewer do not"
    weeks = read_weeks(workplace.overviews())
    assert weeks.up == (*[None] * 11, 3)
    assert weeks.notes == (*[None] * 11, 6)
