"""The moments at which it is asked how somebody sat, and what makes a question leave."""

from __future__ import annotations

import pytest

from coretui.domain.chair.messages import (
    Away,
    Back,
    Breathe,
    Command,
    Pause,
    Stand,
    StartBreak,
    StartSession,
)
from coretui.domain.posture.asking import Answer
from coretui.errors import NotSavedError
from coretui.services import posture
from coretui.services.offering import Offering
from coretui.services.workplace import Workplace
from coretui.store import corrections
from coretui.store import posture as stored
from coretui.store.database import Store
from coretui.store.timeoff import flare_on
from tests.clock import FakeClocks


class Hour:
    """An hour at a desk, of whose seconds only those are looked at that matter."""

    def __init__(self, place: Workplace, clocks: FakeClocks) -> None:
        self.place, self.clocks = place, clocks
        self.offering = Offering(place)
        self.offering.look(seen=True)

    def does(self, command: Command, *, seen: bool = True) -> None:
        """Let the person do something, and a second pass."""
        self.place.keeper.command(command)
        self.passes(1, seen=seen)

    def passes(self, seconds: float, *, seen: bool = True) -> str:
        """Let time pass awake, in steps that no process misses; return what is said."""
        said = ""
        while not said and seconds > 0:
            step = min(seconds, 30)
            self.clocks.advance(step)
            seconds -= step
            self.place.keeper.tick()
            said = self.offering.look(seen=seen)
        return said

    def sleeps(self, seconds: float) -> None:
        """Let the machine sleep."""
        self.clocks.sleep(seconds)
        self.passes(1)

    @property
    def asked(self) -> list[Answer | None]:
        """What became of each question."""
        return [one.answer for one in stored.asks(self.place.store)]


@pytest.fixture
def hour(place: Workplace, clocks: FakeClocks) -> Hour:
    return Hour(place, clocks)


@pytest.mark.parametrize("leaves", [[StartBreak()], [Away(), Back()]], ids=["a break begins", "back"])
def test_it_is_asked_once_as_a_break_begins_or_on_the_return(hour: Hour, leaves: list[Command]) -> None:
    for command in leaves:
        assert hour.asked == []
        hour.does(command)
        hour.passes(30)
    question = posture.standing(hour.place)
    assert question
    assert question.left == 2
    assert hour.asked == [None]


def test_the_moment_is_that_of_the_break_of_the_return_or_ones_own(hour: Hour) -> None:
    assert posture.moment(hour.place, None) == "own"
    hour.does(StartBreak())
    assert posture.moment(hour.place, None) == "break"
    hour.does(Back())
    assert posture.moment(hour.place, posture.standing(hour.place)) == "back"


@pytest.mark.parametrize("command", [Stand(), StartSession(), Breathe(60.0), Pause(600.0)], ids=str)
def test_nothing_else_that_begins_is_a_moment(hour: Hour, command: Command) -> None:
    hour.does(command)
    hour.passes(300)
    assert hour.asked == []


def test_nothing_is_asked_that_nobody_would_see(hour: Hour) -> None:
    hour.does(StartBreak(), seen=False)
    hour.passes(5)
    assert hour.asked == []


def test_whoever_was_away_as_the_app_opened_is_not_asked_on_the_return(
    place: Workplace, clocks: FakeClocks
) -> None:
    place.keeper.command(Away())
    clocks.advance(600)
    hour = Hour(place, clocks)
    hour.does(Back())
    assert hour.asked == []


def test_an_undone_break_is_no_return(hour: Hour) -> None:
    hour.passes(600)
    hour.does(StartBreak(), seen=False)
    corrections.undo(hour.place.store, hour.place.now, hour.place.settings.policy)
    hour.place.keeper.reload()
    hour.passes(1)
    assert hour.asked == []


@pytest.mark.parametrize("leaves", [StartBreak(), Away()], ids=["break", "away"])
def test_nothing_is_asked_after_a_sleep_until_somebody_has_sat_for_a_while(hour: Hour, leaves: Command) -> None:
    hour.does(leaves, seen=False)
    hour.sleeps(1800)
    if hour.place.keeper.view().body == "away":
        hour.passes(30)
        hour.does(Back())
    hour.passes(300)
    hour.does(StartBreak())
    hour.does(Back())
    assert hour.asked == []
    hour.passes(300)
    hour.passes(300)
    hour.does(StartBreak())
    assert hour.asked == [None]


@pytest.mark.parametrize("command", [Pause(600.0), Breathe(60.0), StartSession()], ids=str)
def test_a_question_leaves_by_itself_when_something_else_begins(hour: Hour, command: Command) -> None:
    hour.does(StartBreak())
    hour.does(Back())
    assert hour.asked == [None]
    hour.does(command)
    assert hour.asked == [Answer.PASSED]
    assert posture.standing(hour.place) is None


def test_a_question_leaves_when_a_break_falls_due(hour: Hour) -> None:
    chair = hour.place.settings.chair._replace(interval=300)
    hour.place.keeper.policy = hour.place.settings._replace(chair=chair).policy
    hour.does(StartBreak())
    hour.passes(120)
    hour.passes(270)
    assert hour.asked == [None]
    hour.passes(60)
    assert hour.asked == [Answer.PASSED]


def test_a_flare_up_takes_the_question_away(hour: Hour) -> None:
    hour.does(StartBreak())
    flare_on(hour.place.store, hour.place.today, hour.place.now)
    hour.passes(10)
    assert hour.asked == [Answer.PASSED]


def test_after_ten_minutes_it_leaves_and_the_tenth_says_once_that_it_is_off(hour: Hour) -> None:
    for _ in range(9):
        stored.answer(hour.place.store, stored.ask(hour.place.store, hour.place.desk.at(0), 0), Answer.PASSED)
    hour.does(StartBreak())
    assert hour.passes(590) == ""
    said = [hour.passes(10, seen=False), hour.passes(10)]
    assert said[0].startswith("The question about how you sit is off now")
    assert said[1] == ""
    assert posture.standing(hour.place) is None
    assert hour.place.settings.posture.ask == "off"


def test_a_store_that_takes_nothing_now_is_not_asked(hour: Hour, monkeypatch: pytest.MonkeyPatch) -> None:
    hour.place.keeper.command(StartBreak())

    def full(store: Store) -> None:
        raise NotSavedError

    monkeypatch.setattr(Store, "write", full)
    assert hour.offering.look(seen=True) == ""
