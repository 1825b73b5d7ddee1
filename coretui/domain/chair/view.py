"""What the chair is called from outside, at one instant."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from coretui.domain.chair.state import NO_SOURCE, STALL, Body, Chair, Policy
from coretui.domain.days import Instant, Zone, between


class ChairState(StrEnum):
    """What the chair is called from outside; the first that applies."""

    OFF = "off"
    AWAY = "away"
    BREAK = "break"
    SESSION = "session"
    STANDING = "standing"
    HELD = "held"
    DUE = "due"
    SITTING = "sitting"


@dataclass(frozen=True, slots=True)
class View:
    """The chair at one instant, ready to be shown.

    Lengths are in seconds, `due_at` and `until` wall times. `due_in` is negative once due; `until` is the
    end of a hold, a snooze, a break or the time outside hours; `length` what the present wait lasts in all.
    """

    state: ChairState
    body: Body
    since: Instant | None
    sat: float
    due_at: float | None = None
    due_in: float | None = None
    until: float | None = None
    snoozed: bool = False
    snoozes: int = 0
    why: str = ""
    lasted: float = 0.0
    length: float = 0.0
    source: str = NO_SOURCE
    keeper: bool = True


def view(
    chair: Chair | None, now: Instant, policy: Policy, *, keeper: bool = True, zone: Zone | None = None
) -> View:
    """Say what the chair is now. Without a keeper, or outside hours, it is off."""
    if chair is None:
        return View(ChairState.OFF, Body.SITTING, None, 0.0, why="no keeper", keeper=keeper)
    sat = chair.banked + (between(chair.since, now) if chair.body is Body.SITTING else 0.0)
    if not keeper:
        gone = between(chair.seen, now) >= max(policy.break_length, STALL)
        return View(ChairState.OFF, chair.body, chair.seen, 0.0 if gone else sat, why="no keeper", keeper=False)
    seen = _body(chair, now, policy, sat) if chair.body is not Body.SITTING else _reminder(chair, now, policy, sat)
    seen = replace(seen, source=chair.source)
    if policy.hours.open_at(now):
        return seen
    return replace(
        seen,
        state=ChairState.OFF,
        until=policy.hours.opens_at(now, zone),
        why="outside hours",
        due_at=None,
        due_in=None,
    )


def _body(chair: Chair, now: Instant, policy: Policy, sat: float) -> View:
    """Say what it is while nobody sits."""
    lasted = between(chair.since, now)
    seen = View(ChairState(chair.body.value), chair.body, chair.since, sat, lasted=lasted)
    if chair.body is not Body.BREAK:
        return seen
    left = policy.break_length - lasted
    return replace(seen, until=now.wall + left, length=policy.break_length)


def _reminder(chair: Chair, now: Instant, policy: Policy, sat: float) -> View:
    """Say where the reminder is while somebody sits."""
    if chair.hushed and not chair.hold:
        return View(ChairState.HELD, chair.body, chair.since, sat, why="do not disturb")
    if hold := chair.hold:
        left = hold.seconds - between(hold.since, now) if hold.seconds is not None else None
        until = now.wall + left if left is not None else hold.until
        return View(ChairState.HELD, chair.body, hold.since, sat, until=until, why=hold.reason)
    if prompt := chair.prompt:
        late = between(prompt.due, now)
        rest = policy.snooze - between(prompt.snoozed, now) if prompt.snoozed else None
        return View(
            ChairState.DUE,
            chair.body,
            prompt.due,
            sat,
            due_at=now.wall - late,
            due_in=-late,
            until=now.wall + rest if rest is not None else None,
            snoozed=prompt.snoozed is not None,
            snoozes=prompt.snoozes,
            lasted=late,
            length=policy.interval,
        )
    lasted = between(chair.anchor, now)
    return View(
        ChairState.SITTING,
        chair.body,
        chair.since,
        sat,
        due_at=now.wall + policy.interval - lasted,
        due_in=policy.interval - lasted,
        lasted=lasted,
        length=policy.interval,
        why="breathing" if chair.quiet_until else "",
    )
