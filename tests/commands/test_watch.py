"""`coretui watch`: what it says, and how it ends, without a screen."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from coretui.commands import watch
from coretui.domain.chair.messages import Call, Notice
from coretui.services.guard import Saying, Severity
from coretui.services.heartbeat import OUTDATED, Heartbeat, Pulse
from coretui.services.workplace import Workplace
from tests.notices import Notices
from tests.shell import Desk


class Nobody:
    """A watcher that sees nothing and touches nothing."""

    def __init__(self, *_parts: object, **_named: object) -> None:
        """Look at nothing."""

    async def start(self) -> None:
        """Nothing to start."""

    async def stop(self) -> None:
        """Nothing to stop."""


@pytest.fixture
def notices(monkeypatch: pytest.MonkeyPatch) -> Iterator[Notices]:
    """Let `watch` see nobody, send where the test looks, and leave the signals of this process as they were."""
    found = Notices()
    monkeypatch.setattr(watch, "Watcher", Nobody)
    monkeypatch.setattr("coretui.desktop.notices.channels.Channels.of", lambda *_: found)
    numbers = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    before = [signal.getsignal(number) for number in numbers]
    yield found
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


@pytest.mark.parametrize("unkept", [(), ("The last minute is not saved.",)])
def test_all_there_is_to_say_is_said_and_what_is_not_kept_ends_it_otherwise(
    desk: Desk, notices: Notices, monkeypatch: pytest.MonkeyPatch, unkept: tuple[str, ...]
) -> None:
    pulse = Pulse(
        notices=(Notice(Call.BREATHING),),
        sayings=(Saying("It went wrong.", Severity.ERROR),),
        problems=("A setting is wrong.",),
        outdated=True,
    )
    monkeypatch.setattr(Heartbeat, "beat", lambda _self: pulse)
    put_away = Workplace.put_away
    monkeypatch.setattr(Workplace, "put_away", lambda self: (put_away(self), unkept)[1])
    code, said, complained = desk.run("watch")
    assert (code, said.count("\n")) == (int(bool(unkept)), 1)
    assert complained.splitlines() == ["A setting is wrong.", "It went wrong.", OUTDATED, *unkept]
    assert [title for title, _text in notices.sent] == ["Time to breathe"]
