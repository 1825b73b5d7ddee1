"""The second that passes: each part has its effect, whatever goes wrong in the others."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest

from coretui.domain.chair.messages import Call
from coretui.errors import StoreError, StoreNewerError
from coretui.paths import Home
from coretui.services.guard import Saying, Severity
from coretui.services.heartbeat import Heartbeat, Pulse
from coretui.services.keeper import Keeper
from coretui.services.overviews import Overviews
from coretui.services.reminder import Reminder
from coretui.services.workplace import Workplace
from coretui.settings import file as config
from coretui.settings.keys import Settings
from tests.clock import FakeClocks
from tests.notices import Notices
from tests.tui.desk import make_app, told

BUSY = "The file is busy."
ERRORS = (StoreError(BUSY), sqlite3.OperationalError(BUSY))


@pytest.fixture
def workplace(workplace: Workplace) -> Workplace:
    """Return a workplace at nine on a Monday; a session is reminded of when the first break falls due."""
    workplace.desk.settings = Settings.of(session__remind=["mon 09:30"])
    return workplace


def failing(error: Exception) -> Callable[..., None]:
    """Return a method that raises."""

    def fail(*_given: object) -> None:
        raise error

    return fail


def until_due(heartbeat: Heartbeat, clocks: FakeClocks) -> list[Pulse]:
    """Beat until a second after the first break falls due."""
    pulses = []
    for _ in range(30 * 60 + 2):
        pulses.append(heartbeat.beat())
        clocks.advance(1)
    return pulses


def calls(pulses: list[Pulse]) -> list[Call]:
    return [notice.call for pulse in pulses for notice in pulse.notices]


def sayings(pulses: list[Pulse]) -> list[Saying]:
    return [saying for pulse in pulses for saying in pulse.sayings]


def test_a_quiet_second_has_nothing_to_say(workplace: Workplace) -> None:
    assert Heartbeat.of(workplace).beat() == Pulse((), (), None, outdated=False)


@pytest.mark.parametrize("error", ERRORS, ids=["store", "sqlite"])
@pytest.mark.parametrize(("owner", "part"), [(Reminder, "look"), (Workplace, "follow_settings")])
def test_a_part_that_goes_wrong_leaves_the_break_that_falls_due(
    workplace: Workplace,
    clocks: FakeClocks,
    monkeypatch: pytest.MonkeyPatch,
    owner: type,
    part: str,
    error: Exception,
) -> None:
    monkeypatch.setattr(owner, part, failing(error))
    pulses = until_due(Heartbeat.of(workplace), clocks)
    assert Call.DUE in calls(pulses)
    [saying] = sayings(pulses)  # once, not each second
    assert saying.severity is Severity.ERROR


@pytest.mark.parametrize("error", ERRORS, ids=["store", "sqlite"])
def test_a_chair_that_goes_wrong_leaves_the_settings_and_what_the_owner_shows(
    workplace: Workplace, home: Home, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    heartbeat = Heartbeat.of(workplace)
    monkeypatch.setattr(Keeper, "tick", failing(error))
    config.write(home.config, "look.motion", "reduced")
    pulse = heartbeat.beat()
    assert pulse.problems == ()
    assert workplace.still
    shown: list[bool] = []
    assert heartbeat.guard(lambda: shown.append(True)) == ()
    assert shown


def test_what_the_owner_does_is_guarded_too_and_what_two_parts_say_is_said_once(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    heartbeat = Heartbeat.of(workplace)

    def show() -> None:
        raise StoreError(BUSY)

    assert heartbeat.guard(show) == (Saying(BUSY, Severity.ERROR),)
    monkeypatch.setattr(Keeper, "tick", failing(StoreError(BUSY)))
    assert heartbeat.beat().sayings == heartbeat.guard(show) == ()


def test_what_goes_wrong_again_later_is_said_again(workplace: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    heartbeat = Heartbeat.of(workplace)
    pulses = []
    for wrong in (True, True, False, True):
        with monkeypatch.context() as patch:
            if wrong:
                patch.setattr(Keeper, "tick", failing(StoreError(BUSY)))
            pulses.append(heartbeat.beat())
    assert [len(pulse.sayings) for pulse in pulses] == [1, 0, 0, 1]


def test_a_store_that_is_outdated_is_told_by_the_pulse_alone(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def outdate(keeper: Keeper) -> None:
        keeper.store.outdated = True
        raise StoreNewerError(BUSY)

    monkeypatch.setattr(Keeper, "tick", outdate)
    assert Heartbeat.of(workplace).beat() == Pulse((), (), None, outdated=True)


def test_a_session_whose_second_went_wrong_is_told_of_in_the_next(
    workplace: Workplace, clocks: FakeClocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    heartbeat = Heartbeat.of(workplace)
    heartbeat.beat()
    clocks.advance(30 * 60)
    with monkeypatch.context() as patch:
        patch.setattr(Overviews, "day", failing(StoreError(BUSY)))
        assert Call.SESSION not in calls([heartbeat.beat()])
    clocks.advance(1)
    assert Call.SESSION in calls([heartbeat.beat()])


async def test_the_app_sends_what_falls_due_while_the_reminder_goes_wrong(
    home: Home, clocks: FakeClocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    notices = Notices()
    app = make_app(home, clocks, notices)
    async with app.run_test() as pilot:
        monkeypatch.setattr(Reminder, "look", failing(StoreError(BUSY)))
        for _ in range(30 * 60 // 10 + 1):
            clocks.advance(10)
            app.tick()
        await pilot.pause()
        assert len(notices.sent) == 1
        assert told(app) == [BUSY]
