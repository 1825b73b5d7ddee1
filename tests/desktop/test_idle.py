"""The order of the sources, what happens when one dies, and how each reads what it is told."""

from __future__ import annotations

import asyncio
import os
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from coretui import i18n
from coretui.desktop.signs import keys, macos, tmux
from coretui.desktop.signs import watcher as idle
from coretui.desktop.signs.bus import own_session_address, session_address
from coretui.desktop.signs.keys import RETRY, Keys
from coretui.desktop.signs.macos import MacOS
from coretui.desktop.signs.mutter import Mutter
from coretui.desktop.signs.source import LIMIT, NoSignError, Rest, Sight, Stamps, WatchHealth
from coretui.desktop.signs.terminals import Terminals
from coretui.desktop.signs.timeline import SignTimeline
from coretui.desktop.signs.watcher import NONE, Watcher, sources_here
from coretui.desktop.signs.windows import WRAP, rested
from coretui.desktop.signs.x11 import X11, Display, cookies, parse_display
from coretui.domain.days import between
from coretui.services.desk import NO_TERMINALS
from tests.clock import FakeClocks
from tests.test_arrows import loaded

BARE = {"DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nonexistent/bus"}
"""The environment of a machine without any desktop."""


class Fake:
    """A source that says what it is told to say; an error is raised, None never answers."""

    every = 1.0
    grain = 0.0
    complete = True

    def __init__(self, name: str, says: Sight | Exception | None, *, beside: bool = False) -> None:
        self.name, self.says, self.beside = name, says, beside
        self.opened = self.closed = 0

    async def open(self) -> None:
        self.opened += 1

    async def look(self) -> Sight:
        if self.says is None:
            await asyncio.Event().wait()
        if isinstance(self.says, Sight):
            return self.says
        raise self.says or TimeoutError

    async def close(self) -> None:
        self.closed += 1


def gone() -> NoSignError:
    return NoSignError(WatchHealth.LOST)


def names(watched: Keys) -> list[str]:
    return [one.source.name for one in watched.working]


# --- order, and dying ---------------------------------------------------------------------------------------


async def test_the_first_source_that_works_is_taken_and_the_others_are_left_alone(clocks: FakeClocks) -> None:
    absent, second, third = Fake("first", OSError()), Fake("second", Rest(40)), Fake("third", Rest(1))
    watched = Keys(clocks, [absent, second, third])
    await watched.look()
    assert names(watched) == ["second"]
    assert watched.input_at == clocks.now().later(-40)
    assert third.opened == 0
    assert watched.states() == [
        ("first", WatchHealth.ABSENT),
        ("second", WatchHealth.WORKS),
        ("third", WatchHealth.SPARE),
    ]


@pytest.mark.parametrize("failure", [NoSignError(WatchHealth.LOST), OSError(), EOFError(), ValueError()])
async def test_a_source_that_dies_is_dropped_and_the_next_takes_its_place_at_once(
    clocks: FakeClocks, failure: Exception
) -> None:
    first, second = Fake("first", Rest(3)), Fake("second", Rest(7))
    watched = Keys(clocks, [first, second])
    await watched.look()
    clocks.advance(600)
    first.says = failure
    await watched.look()
    assert names(watched) == ["second"]
    assert watched.input_at == clocks.now().later(-7)
    assert first.closed
    assert first.opened == 1, "it was tried again in the same moment"
    assert "first" in (message := watched.take_message())
    assert "second" in message
    assert watched.take_message() == ""


async def test_a_source_that_does_not_answer_any_more_is_dropped(
    clocks: FakeClocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = Fake("first", Rest(3)), Fake("second", Rest(7))
    watched = Keys(clocks, [first, second])
    await watched.look()
    clocks.advance(1)
    first.says = None
    monkeypatch.setattr(keys, "LIMIT", 0.05)
    await watched.look()
    assert watched.states() == [("first", WatchHealth.SILENT), ("second", WatchHealth.WORKS)]


async def test_the_last_source_that_dies_leaves_neither_activity_nor_idleness(clocks: FakeClocks) -> None:
    only = Fake("only", Rest(3))
    watcher = Watcher(clocks, BARE, [only])
    await watcher.start()
    try:
        assert watcher.read(clocks.now()).rest == 3
        only.says = gone()
        clocks.advance(1000)
        before = watcher.read(clocks.now())
        assert before.rest == 3, "time in which nobody looked is no rest"
        await watcher.keys.look()
        signs = watcher.read(clocks.now())
        assert (signs.input_at, signs.seen_at, signs.rest, signs.source) == (None, None, None, NONE)
        assert "only keys pressed here" in watcher.take_message()
    finally:
        await watcher.stop()


async def test_only_where_keys_can_be_pressed_are_they_what_is_left(clocks: FakeClocks) -> None:
    said = []
    for has_keys in (True, False):
        only = Fake("only", Rest(3))
        watched = Keys(clocks, [only], has_keys=has_keys)
        await watched.look()
        only.says = gone()
        clocks.advance(1000)
        await watched.look()
        said.append(watched.take_message().partition(" through only")[2])
    assert said == ["; only keys pressed here count now.", ", nor in any other way."]


async def test_what_failed_is_tried_again_after_a_while_and_told_of_only_once(clocks: FakeClocks) -> None:
    first, second = Fake("first", Rest(3)), Fake("second", Rest(7))
    watched = Keys(clocks, [first, second])
    await watched.look()
    for _time in range(2):
        clocks.advance(2)
        first.says = gone()
        await watched.look()
        assert names(watched) == ["second"]
        first.says = Rest(0)
        clocks.advance(RETRY / 2)
        await watched.look()
        assert names(watched) == ["second"]
        clocks.advance(RETRY / 2 + 1)
        await watched.look()
        assert names(watched) == ["first"]
        assert watched.states()[1] == ("second", WatchHealth.SPARE)
    assert "first" in watched.take_message()
    clocks.advance(2)
    first.says = gone()
    await watched.look()
    assert watched.take_message() == ""


async def test_a_source_heard_beside_another_proves_presence_too(clocks: FakeClocks) -> None:
    desk, elsewhere = Fake("desk", Rest(600)), Fake("elsewhere", Rest(20), beside=True)
    watched = Keys(clocks, [desk, elsewhere, Fake("spare", Rest(0))])
    await watched.look()
    assert names(watched) == ["desk", "elsewhere"]
    assert watched.input_at == clocks.now().later(-20)
    elsewhere.says = gone()
    clocks.advance(1)
    await watched.look()
    assert names(watched) == ["desk"]


async def test_each_source_is_asked_at_its_own_pace(clocks: FakeClocks) -> None:
    slow = Fake("slow", Rest(0))
    slow.every = 5.0
    watched = Keys(clocks, [slow])
    await watched.look()
    first_seen = watched.working[0].timeline.seen_at
    clocks.advance(4)
    await watched.look()
    assert watched.working[0].timeline.seen_at == first_seen
    clocks.advance(1)
    await watched.look()
    assert watched.working[0].timeline.seen_at == clocks.now()


# --- start and stop -----------------------------------------------------------------------------------------


async def test_with_nothing_to_read_everything_says_so(clocks: FakeClocks) -> None:
    watcher = Watcher(clocks, BARE, [X11(BARE), Mutter(BARE), tmux.Tmux(BARE), Terminals("/nonexistent")])
    await watcher.start()
    signs = watcher.read(clocks.now())
    await watcher.stop()
    assert signs == idle.WatchedSigns(health="keyboard and mouse cannot be observed here")
    assert signs.locked is None
    assert watcher.take_message() == "", "nothing was lost"
    assert {health for _name, health in watcher.sources()[4:]} == {"not available here"}


async def test_over_ssh_the_health_says_so_in_the_users_language(clocks: FakeClocks) -> None:
    watcher = Watcher(clocks, {**BARE, "SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22"}, [])
    assert watcher.read(clocks.now()).health == i18n._("over SSH")


async def test_start_returns_in_time_and_stop_ends_what_still_hangs(
    clocks: FakeClocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(idle, "LIMIT", 0.05)
    hanging = Fake("hanging", None)
    watcher = Watcher(clocks, BARE, [hanging])
    async with asyncio.timeout(LIMIT - 1):
        await watcher.start()
        assert watcher.read(clocks.now()).source == NONE
        await watcher.stop()
    assert hanging.closed
    assert len(asyncio.all_tasks()) == 1


async def test_a_watcher_can_be_stopped_and_started_again(clocks: FakeClocks) -> None:
    source = Fake("source", Rest(0))
    watcher = Watcher(clocks, BARE, [source])
    for times in (1, 2):
        await watcher.start()
        await watcher.start()
        assert watcher.read(clocks.now()).source == "source"
        await watcher.stop()
        assert (source.opened, source.closed) == (times, times)


async def test_the_terminals_looked_at_are_those_of_the_folder_given(
    tmp_path: Path, pts: Callable[[str, float], None]
) -> None:
    pts("3", 1000)
    last = sources_here(BARE, str(tmp_path))[-1]
    await last.open()
    assert await last.look() == Stamps({"3": 1000})
    with pytest.raises(NoSignError):
        await sources_here(BARE, NO_TERMINALS)[-1].open()


def test_whoever_has_no_bus_does_not_pay_for_one() -> None:
    assert not {"dbus_fast", "ctypes", "textual"} & loaded("import coretui.desktop.signs.watcher")


# --- from answers to instants -------------------------------------------------------------------------------


def test_the_same_input_keeps_its_instant_though_answers_jitter(clocks: FakeClocks) -> None:
    timeline = SignTimeline(clocks)
    timeline.add(Rest(10.0))
    first = timeline.input_at
    for jitter in (0.03, -0.04, 0.02):
        clocks.advance(100)
        timeline.add(Rest(between(first or clocks.now(), clocks.now()) + jitter))
        assert timeline.input_at == first
    assert timeline.seen_at == clocks.now()


def test_slow_typing_is_seen_although_each_step_is_small(clocks: FakeClocks) -> None:
    timeline = SignTimeline(clocks)
    for _key in range(10):
        timeline.add(Rest(0.2))
        clocks.advance(0.4)
    assert timeline.input_at is not None
    assert between(timeline.input_at, clocks.now()) < 1.2


def test_sleep_counts_as_rest_though_the_source_slept_too(clocks: FakeClocks) -> None:
    timeline = SignTimeline(clocks)
    timeline.add(Rest(10))
    before = timeline.input_at
    clocks.sleep(2400)
    clocks.advance(1)
    timeline.add(Rest(11))
    assert timeline.input_at == before


def test_a_key_just_before_the_lid_was_shut_is_not_one_after_it_was_opened(clocks: FakeClocks) -> None:
    timeline = SignTimeline(clocks)
    timeline.add(Rest(100))
    at_last_look = clocks.now()
    clocks.advance(0.6)
    clocks.sleep(2400)
    clocks.advance(0.4)
    timeline.add(Rest(0.5))
    assert timeline.input_at is not None
    assert between(at_last_look, timeline.input_at) == pytest.approx(0.5)


@pytest.mark.parametrize("change", [3600, -3600])
def test_changing_the_wall_clock_moves_no_input(clocks: FakeClocks, change: float) -> None:
    timeline = SignTimeline(clocks)
    stamp = clocks.now().wall - 30
    timeline.add(Stamps({"1": stamp, "2": stamp - 9}))
    before = timeline.input_at
    assert before == clocks.now().later(-30)
    clocks.set_wall(change)
    clocks.advance(5)
    timeline.add(Stamps({"1": stamp, "2": stamp - 9}))
    assert timeline.input_at == before
    # A key after the change, stamped by the new clock, is seen whichever way it was set.
    key = clocks.now().later(2)
    clocks.advance(5)
    timeline.add(Stamps({"1": stamp, "2": key.wall}))
    assert timeline.input_at is not None
    assert between(key, timeline.input_at) == pytest.approx(0)


def test_a_key_stamped_before_the_wall_clock_was_set_forward_is_no_older_than_the_last_look(
    clocks: FakeClocks,
) -> None:
    timeline = SignTimeline(clocks)
    timeline.add(Stamps({"1": clocks.now().wall - 30}))
    last_look = clocks.now()
    clocks.advance(1)
    key = clocks.now().wall
    clocks.set_wall(3600)
    clocks.advance(1)
    timeline.add(Stamps({"1": key}))
    assert timeline.input_at == last_look


def test_a_terminal_that_appears_or_goes_has_not_been_typed_in(clocks: FakeClocks) -> None:
    timeline = SignTimeline(clocks)
    stamp = clocks.now().wall - 300
    timeline.add(Stamps({"1": stamp, "2": stamp - 60}))
    before = timeline.input_at
    clocks.advance(10)
    timeline.add(Stamps({"2": stamp - 60, "3": clocks.now().wall}))
    assert timeline.input_at == before


def test_stamps_from_before_the_clock_was_set_back_are_no_input(clocks: FakeClocks) -> None:
    timeline = SignTimeline(clocks)
    timeline.add(Stamps({"1": clocks.now().wall + 3000, "2": clocks.now().wall - 40}))
    assert timeline.input_at == clocks.now().later(-40)
    timeline = SignTimeline(clocks)
    timeline.add(Stamps({"1": clocks.now().wall + 3000}))
    assert timeline.input_at is None


# --- what each source reads ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "now", "seconds"),
    [
        (1000, 61_000, 60.0),
        (WRAP - 2000, 3000, 5.0),
        (0, WRAP - 5000, 4_294_962.296),
        (5000, 4990, 0.0),  # stamped a moment ahead: not 49 days ago
        (5, WRAP - 10, 0.0),  # the same across the wrap
    ],
)
def test_the_count_of_windows_begins_again_after_49_days(last: int, now: int, seconds: float) -> None:
    assert rested(last, now) == pytest.approx(seconds)


def test_ioreg_tells_nanoseconds() -> None:
    printed = """+-o IOHIDSystem  <class IOHIDSystem, id 0x100000301, registered, matched, active, busy 0 (1 ms)>
    {
      "HIDScrollCountMaxTimeDeltaBetween" = 600
      "HIDIdleTime" = 8512345678
      "HIDParameters" = {"HIDIdleTimeout"=5,"Clicking"=0}
    }"""
    assert macos.parse(printed) == pytest.approx(8.512345678)
    assert macos.parse(printed + printed.replace("8512345678", "2000000000")) == 2.0
    with pytest.raises(NoSignError):
        macos.parse("")


def test_tmux_tells_a_stamp_per_client() -> None:
    assert tmux.parse("1795320796 /dev/pts/3\n1795320801 /dev/pts/11\n") == {
        "/dev/pts/3": 1795320796.0,
        "/dev/pts/11": 1795320801.0,
    }
    assert tmux.parse("") == {}
    assert tmux.parse("no server running\n12\n ²3 /dev/pts/1\n") == {}


@pytest.fixture
def pts(tmp_path: Path) -> Callable[[str, float], None]:
    def touch(name: str, stamp: float) -> None:
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (stamp, 0))

    return touch


async def test_terminals_tell_their_access_times(tmp_path: Path, pts: Callable[[str, float], None]) -> None:
    pts("0", 1000)
    pts("12", 1008)
    pts("ptmx", 9999)
    source = Terminals(str(tmp_path))
    await source.open()
    assert await source.look() == Stamps({"0": 1000, "12": 1008})


async def test_terminals_of_others_say_nothing(tmp_path: Path, pts: Callable[[str, float], None]) -> None:
    pts("0", 1000)
    with pytest.raises(NoSignError):
        await Terminals(str(tmp_path), user=os.getuid() + 1).open()


async def test_a_terminal_that_closes_is_passed_over(tmp_path: Path, pts: Callable[[str, float], None]) -> None:
    pts("0", 1000)
    (tmp_path / "1").symlink_to(tmp_path / "closed")
    assert await Terminals(str(tmp_path), os.getuid()).look() == Stamps({"0": 1000})


@pytest.mark.parametrize(
    ("text", "display"),
    [
        (":0", Display("", 0)),
        (":12.1", Display("", 12)),
        ("unix:3", Display("", 3)),
        ("localhost:10.0", Display("localhost", 10)),
        ("[::1]:2", Display("::1", 2)),
    ],
)
def test_a_display_is_a_host_and_a_number(text: str, display: Display) -> None:
    assert parse_display(text) == display


@pytest.mark.parametrize("text", ["", "0", ":", ":x", "host", "a b:0"])
def test_what_is_no_display_is_refused(text: str) -> None:
    with pytest.raises(NoSignError):
        parse_display(text)


def test_the_keys_to_a_display_are_those_of_its_number_ours_first() -> None:
    def entry(family: int, *parts: bytes) -> bytes:
        return struct.pack(">H", family) + b"".join(struct.pack(">H", len(part)) + part for part in parts)

    cookie = b"MIT-MAGIC-COOKIE-1"
    authority = (
        entry(256, b"elsewhere", b"0", cookie, b"theirs")
        + entry(256, b"desk", b"1", cookie, b"another display")
        + entry(256, b"desk", b"0", b"XDM-AUTHORIZATION-1", b"another kind")
        + entry(256, b"desk", b"0", cookie, b"ours")
        + entry(0xFFFF, b"", b"", cookie, b"anyone's")
    )
    assert cookies(authority, 0, "desk") == [b"ours", b"anyone's", b"theirs"]
    for cut in range(len(authority)):
        cookies(authority[:cut], 0, "desk")


@pytest.mark.parametrize("variable", [{"WAYLAND_DISPLAY": "wayland-0"}, {"XDG_SESSION_TYPE": "wayland"}])
async def test_x11_is_not_asked_under_wayland(variable: dict[str, str]) -> None:
    with pytest.raises(NoSignError) as refused:
        await X11({"DISPLAY": ":0", **variable}).open()
    assert refused.value.health is WatchHealth.WAYLAND


async def test_over_ssh_nobody_listens_to_the_desk_of_the_far_machine() -> None:
    environ = {"SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/bus"}
    assert session_address(environ) == "unix:path=/run/bus"
    assert own_session_address(environ) == ""
    for source in (Mutter(environ), MacOS(environ)):
        with pytest.raises(NoSignError) as refused:
            await source.open()
        assert refused.value.health is WatchHealth.OVER_SSH
