"""What a figure in TOML may say, and the one sentence for what it may not."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from coretui import catalogue
from coretui.catalogue.figure_reading import read_figures
from coretui.catalogue.figures import built_in, figure_of
from coretui.catalogue.tables import CatalogueError, parse
from coretui.domain.exercises.rep import Rep, RepPhase
from coretui.figures.figure import Figure, FigureInstant, KeyPose, PropKind, ease
from coretui.figures.skeleton import between, body

GOOD = """
[figures.plank]
exercise = "bird-dog"
work = ["leg.far"]
view = { yaw = 20 }
props = [{ kind = "ball", at = [-40] }]
cycle = [{ pose = "down", hold = 1, move = 2 }, { pose = "up", hold = 2 }]
[figures.plank.poses.down]
hip = [0, 32]
trunk = 0
leg.both = { hip = 90 }
leg.far = { hip = 80, knee = 20 }
arm.near = { on = "floor", at = [31] }
[figures.plank.poses.up]
like = "down"
trunk = 5
"""
OWN = """
[exercises.my-own]
name.en = "My own"
position.en = "Standing."
steps.en = ["Stand."]
cue.en = "Stand."
sources = ["posture"]
[figures.my-own]
cycle = [{ pose = "stand", hold = 1 }]
poses.stand = { hip = [0, 53.7], trunk = 90 }
"""


def read(text: str) -> dict[tuple[str, bool], Figure]:
    raw = parse("a.toml", text)["figures"]
    assert isinstance(raw, dict)
    return dict(read_figures("a.toml", raw, {"exercises": {"bird-dog", "dead-bug"}}))


def test_a_figure_is_read_with_what_it_does_not_say() -> None:
    figure = read(GOOD)["bird-dog", False]
    assert figure.cycle == (KeyPose("down", 1, 2), KeyPose("up", 2, 1.5))
    assert (figure.yaw, figure.pitch, figure.top, figure.side) == (20, 0, 1, "right")
    assert figure.work == {"leg.far"}
    assert [(prop.kind, prop.at, prop.size) for prop in figure.props] == [(PropKind.BALL, (-40, 15, 0), 15)]
    down, up = figure.poses["down"], figure.poses["up"]
    assert (down.trunk.pitch, up.trunk.pitch) == (0, 5)
    assert up.limbs == down.limbs
    assert (down.limbs["leg.near"].flexion, down.limbs["leg.far"].bend) == (90, 20)
    assert down.limbs["arm.far"].target is None


def test_a_figure_like_another_has_its_poses_and_changes_some() -> None:
    more = GOOD + '[figures.other]\nlike = "plank"\nexercise = "dead-bug"\n[figures.other.poses.up]\n'
    found = read(more + 'like = "down"\ntrunk = 4\n')
    one, other = found["bird-dog", False], found["dead-bug", False]
    assert other.cycle == one.cycle
    assert other.poses["down"] == one.poses["down"]
    assert other.poses["up"].trunk.pitch == 4


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('exercise = "bird-dog"', 'exercise = "nosuch"', "figures.plank.exercise is 'nosuch'"),
        ('work = ["leg.far"]', 'work = ["leg.left"]', "figures.plank.work"),
        ("yaw = 20", 'yaw = "much"', "figures.plank.view.yaw"),
        ("yaw = 20", "yaws = 20", "figures.plank.view.yaws is not a known key"),
        ('kind = "ball"', 'kind = "rope"', "figures.plank.props[1].kind is 'rope'"),
        ('pose = "up", hold = 2', 'pose = "high"', "figures.plank.cycle[2].pose is 'high'"),
        ("hold = 1, move = 2", "hold = -1", "figures.plank.cycle[1].hold is -1"),
        ("hold = 1, move = 2", "hold = true", "figures.plank.cycle[1].hold is true"),
        ('like = "down"', 'like = "up"', "figures.plank.poses.up.like is 'up'"),
        ('like = "down"', "", "figures.plank.poses.up.hip is missing"),
        ("hip = [0, 32]", "hip = [0]", "figures.plank.poses.down.hip"),
        ("trunk = 0", "trunk = 1e9", "figures.plank.poses.down.trunk"),
        ("trunk = 0", "", "figures.plank.poses.down.trunk is missing"),
        ("trunk = 0", "trunk = 0\nlean_on = {}", "figures.plank.poses.down.lean_on"),
        ("cycle = [", 'still = "high"\ncycle = [', "figures.plank.still is 'high'"),
        ("hip = 90", "hips = 90", "figures.plank.poses.down.leg.near.hips is not a known key"),
        ('on = "floor"', 'on = "moon"', "figures.plank.poses.down.arm.near.on is 'moon'"),
        ('on = "floor", at = [31]', 'on = "floor"', "figures.plank.poses.down.arm.near.at is missing"),
        ("at = [31]", "at = [90]", "a place within reach; it is"),
        ("cycle = [", 'top = "high"\ncycle = [', "figures.plank.top is 'high'"),
        ('props = [{ kind = "ball", at = [-40] }]', "", ""),
    ],
)
def test_a_mistake_is_one_sentence_that_names_the_key(old: str, new: str, key: str) -> None:
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    if not key:  # what is left out without harm
        assert read(text)
        return
    with pytest.raises(CatalogueError) as mistake:
        read(text)
    assert key in str(mistake.value)
    assert str(mistake.value).startswith("a.toml: ")
    assert "\n" not in str(mistake.value)


def test_what_rests_on_a_ball_needs_one() -> None:
    text = GOOD.replace('props = [{ kind = "ball", at = [-40] }]', "")
    text = text.replace('on = "floor", at = [31]', 'on = "ball", at = [90]')
    with pytest.raises(CatalogueError, match=r"figures\.plank\.props"):
        read(text)


def test_an_exercise_of_ones_own_can_bring_its_figure(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(OWN, "utf-8")
    found, problems = catalogue.load_with_own(str(tmp_path))
    assert problems == ()
    figure = figure_of(found, "my-own", ball=True)
    assert figure is not None
    assert body(figure, figure.still).joints["pelvis"][1] == pytest.approx(53.7)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("trunk = 90", "trunk = 'up'", "figures.my-own.poses.stand.trunk"),
        ("cycle =", 'exercise = "bird-dog"\ncycle =', "figures.my-own.exercise is 'bird-dog'"),
    ],
)
def test_a_mistake_in_it_costs_the_figure_alone(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    (tmp_path / "mine.toml").write_text(OWN.replace(old, new), "utf-8")
    found, problems = catalogue.load_with_own(str(tmp_path))
    assert len(problems) == 1
    assert sentence in problems[0]
    assert "my-own" in found.exercises
    assert figure_of(found, "my-own", ball=False) is None


def test_the_cycle_holds_moves_and_begins_anew() -> None:
    figure = read(GOOD)["bird-dog", False]
    assert figure.seconds == 6.5
    assert [figure.at(time) for time in (0, 6.5, 13)] == [FigureInstant(0)] * 3
    assert figure.at(1.0) == FigureInstant(0, 0)
    assert figure.at(8.5) == figure.at(2.0)
    assert figure.at(2.0) == FigureInstant(0, 12)
    assert figure.at(3.0) == FigureInstant(1)
    assert figure.at(5.0) == FigureInstant(1, 0)
    assert figure.at(5.75) == FigureInstant(1, 9)
    assert figure.still == FigureInstant(1)
    assert read(GOOD.replace("cycle = [", 'still = "down"\ncycle = ['))["bird-dog", False].still == FigureInstant(
        0
    )


def test_a_hold_breathes_and_begins_and_ends_empty() -> None:
    figure = read(GOOD)["bird-dog", False]
    assert [figure.held(1, time).breath for time in (0, 1, 2, 3, 4)] == [0, 2, 4, 2, 0]


def test_a_repetition_is_at_the_top_when_it_turns_back() -> None:
    figure = read(GOOD)["bird-dog", False]
    assert figure.repeated(Rep(RepPhase.THERE, 0.0, 0.0)) == FigureInstant(0)
    assert figure.repeated(Rep(RepPhase.THERE, 0.5, 0.5)) == FigureInstant(0, 12)
    assert (
        figure.repeated(Rep(RepPhase.THERE, 1.0, 1.0))
        == figure.repeated(Rep(RepPhase.BACK, 0.0, 1.0))
        == FigureInstant(1)
    )
    assert figure.repeated(Rep(RepPhase.HOLD, 0.5, 1.0)) == FigureInstant(1)
    assert figure.repeated(Rep(RepPhase.HOLD, 0.5, 0.0)) == FigureInstant(0)
    assert figure.repeated(Rep(RepPhase.BACK, 0.5, 0.5)) == FigureInstant(1, 9)
    assert figure.repeated(Rep(RepPhase.BACK, 1.0, 0.0)) == FigureInstant(0)


def test_a_repetition_stops_on_the_way_where_its_cycle_does() -> None:
    roll = built_in()["log-roll", False]
    way = roll.rhythm.there  # 1.4 and 1.6 s, the stop of 0.8 s on the side, 1.4 and 1.6 s
    shown = [roll.repeated(Rep(RepPhase.THERE, seconds / way, 0.5)) for seconds in (0, 3.1, 3.7, 6.8)]
    assert shown == [FigureInstant(0), FigureInstant(2), FigureInstant(2), FigureInstant(roll.top)]


def test_every_figure_takes_as_long_as_the_repetition_of_its_exercise() -> None:
    for (exercise, _ball), figure in built_in().items():
        if (rhythm := catalogue.load().exercises[exercise].rhythm) is None:
            continue
        drawn = figure.rhythm
        assert (drawn.there, drawn.stay, drawn.back, drawn.rest) == pytest.approx(
            (rhythm.there, rhythm.stay, rhythm.back, rhythm.rest)
        ), exercise


def test_lungs_full_to_a_share_are_on_the_way_to_the_top() -> None:
    figure = read(GOOD)["bird-dog", False]
    assert [figure.filled(share) for share in (0.0, 0.5, 1.0)] == [
        FigureInstant(0),
        FigureInstant(0, 12),
        FigureInstant(1),
    ]


def test_a_move_starts_and_ends_gently() -> None:
    assert [ease(share) for share in (0.0, 0.5, 1.0)] == [0.0, 0.5, 1.0]
    assert ease(0.1) < 0.01
    assert ease(0.9) > 0.99


def test_a_pose_that_is_not_held_is_passed_without_a_stop() -> None:
    figure = read(GOOD)["bird-dog", False]

    def speeds(*holds: float) -> tuple[float, float]:
        keys = tuple(replace(key, hold=hold) for key, hold in zip(figure.cycle, holds, strict=True))
        moving = replace(figure, cycle=keys)
        ends = [moving.eased(0, share) for share in (0.0, 0.001, 0.999, 1.0)]
        assert (ends[0], ends[3]) == (0.0, 1.0)
        return (ends[1] - ends[0]) * 1000, (ends[3] - ends[2]) * 1000

    assert speeds(1, 1) == pytest.approx((0, 0), abs=0.01)
    assert speeds(1, 0) == pytest.approx((0, 1), abs=0.01)
    assert speeds(0, 1) == pytest.approx((1, 0), abs=0.01)
    assert speeds(0, 0) == pytest.approx((1, 1), abs=0.01)


def test_every_picture_of_the_cycle_is_among_its_instants() -> None:
    figure = read(GOOD)["bird-dog", False]
    everything = list(figure.instants())
    assert len(everything) == len(set(everything))
    assert {figure.at(tick / 60) for tick in range(390)} <= set(everything)


def test_a_body_that_rolls_goes_the_shorter_way() -> None:
    rolls = [(0, 90, 45), (270, 0, 315), (0, 180, 90), (180, 0, 90), (0, 360, 0)]
    for start, end, middle in rolls:
        one, other = (
            read(GOOD.replace("trunk = 0", f"trunk = 0\nroll = {roll}", 1).replace('on = "floor", at = [31]', ""))
            for roll in (start, end)
        )
        key = ("bird-dog", False)
        figure = replace(one[key], poses={"down": one[key].poses["down"], "up": other[key].poses["down"]})
        near = between(figure, *figure.ends(0), 0.5).frames["pelvis"].near
        turn = math.radians(middle)
        assert near == pytest.approx((0, math.sin(turn), math.cos(turn)), abs=1e-6), (start, end)
