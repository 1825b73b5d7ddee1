"""Plans, rhythms and players for tests."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from coretui.catalogue import load
from coretui.domain.exercises.dose import Side, Sides
from coretui.domain.exercises.plan import Plan, plan
from coretui.domain.exercises.player import Cue, Ended, Player, Reopened, Turn, cues
from coretui.domain.exercises.steps import Step, Tempo
from coretui.domain.shown import STALL

CATALOGUE = load()


CALM = Tempo(ready=5, switch=5, rest=30, rep=4)
"""Even seconds, and no exercise with a rhythm of its own."""


OWN_PACE = replace(CALM, hands_free=False)


L, R = Side.LEFT, Side.RIGHT


START = 1000.25


PROGRAMMES = st.sampled_from(sorted(CATALOGUE.programmes))


TEMPI = st.builds(
    Tempo,
    ready=st.integers(1, 10),
    switch=st.integers(0, 10),
    rest=st.integers(0, 60),
    rep=st.integers(4, 24).map(lambda quarters: quarters / 4),
    speed=st.sampled_from([0.5, 0.8, 1.0, 1.5]),
    rhythms=st.sampled_from([{}, CATALOGUE.rhythms]),
    reps=st.dictionaries(st.sampled_from(["log-roll", "pelvic-tilts"]), st.integers(1, 9).map(float)),
)


def planned(programme: str = "programme", sides: Sides = Sides.EACH, first: Side = L) -> Plan:
    return plan(CATALOGUE.programmes[programme], CATALOGUE, sides, first)


def of(exercise: str, sides: Sides = Sides.EACH, first: Side = L) -> Plan:
    return tuple(one for one in planned(sides=sides, first=first) if one.exercise == exercise)


PLANS = st.builds(planned, PROGRAMMES, st.sampled_from(Sides), st.sampled_from(Side))


GAPS = st.lists(st.floats(0.5, STALL - 0.01), min_size=1, max_size=9)
"""Seconds between one tick and the next, again and again."""


HOLDS, LEGS = of("front-plank-2-legs"), of("front-plank-1-leg")


def words(step: Step) -> str:
    """Return a step as it is typed in the tables below: `work 1L 60`."""
    side = {None: "", L: "L", R: "R"}[step.planned.side]
    seconds = "-" if step.seconds is None else f"{step.seconds:g}"
    return f"{step.kind} {step.planned.number}{side} {seconds}"


def begun(sets: Plan, tempo: Tempo = CALM, index: int = 0, now: float = START) -> Player:
    return Player.at(sets, tempo, index).started(now)[0]


def ticked(player: Player, now: float, until: float) -> tuple[Player, list[Ended | Reopened]]:
    """Tell the player of the time every two seconds and a bit."""
    happened: list[Ended | Reopened] = []
    while now < until:
        now = min(until, now + 2.3)
        player, more = player.advanced(now)
        happened += more
    return player, happened


def run(player: Player, after: float) -> Player:
    """Return a player that was begun at the start, so many seconds later."""
    return ticked(player, START, START + after)[0]


def at_rest(turn: Turn) -> Player:
    assert turn[0].began is None
    return turn[0]


def run_from(player: Player, begin: float, end: float) -> Player:
    return ticked(player, START + begin, START + end)[0]


KEYS = st.sampled_from(["done", "forward", "skip", "back", "paused", "started", "advanced"])


def bells(player: Player, seconds: float, frame: float = 0.25) -> list[tuple[float, Cue]]:
    """Return the bells of a player that is told of the time, with the seconds since the start."""
    rung, before = list[tuple[float, Cue]](), player.moment(START)
    for n in range(1, int(seconds / frame) + 1):
        now = START + n * frame
        player, _ = player.advanced(now)
        after = player.moment(now)
        rung += [(now - START, cue) for cue in sorted(cues(before, after))]
        before = after
    return rung
