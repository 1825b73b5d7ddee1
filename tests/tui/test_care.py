"""Back pain, the self-check and flare-ups on the screen."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta

import pytest
from textual.widgets import Static

from coretui import i18n
from coretui.domain.care.selfcheck import REASONS, SIGNS, SelfCheck
from coretui.domain.pain import Pain
from coretui.paths import Home
from coretui.store import care, timeoff
from coretui.store.database import open_store
from coretui.tui.app import CoretuiApp
from coretui.tui.dialogs.choice import Choice
from coretui.tui.dialogs.heed import Heed
from coretui.tui.dialogs.red_flags import RedFlags
from coretui.tui.dialogs.scale import Scale
from coretui.tui.screens.breathe import BreatheScreen
from coretui.tui.screens.care.flare import FlareScreen
from coretui.tui.screens.care.selfcheck import SelfCheckScreen
from coretui.tui.screens.help import Help
from coretui.tui.screens.today.screen import TodayScreen
from coretui.tui.widgets.prose import Prose
from coretui.tui.widgets.questions import Questions
from coretui.words import care as caring
from coretui.words import red_flags
from tests.clock import FakeClocks
from tests.tui.desk import SIZE, make_app, marks, text, told
from tests.tui.emulated import rows_shown, settle

MONDAY = date(2026, 11, 23)
SIZES = pytest.mark.parametrize("size", [(100, 30), (80, 24), (60, 20)], ids=str)


def prose(app: CoretuiApp, where: str) -> str:
    """Return what a text says, a line for each paragraph."""
    sections = app.screen.query_one(where, Prose).sections
    return "\n".join(item.text for section in sections for item in section.items)


def answers(app: CoretuiApp) -> dict[str, str]:
    return {row.id: row.right for row in app.screen.query_one(Questions).rows if row.id}


def at(app: CoretuiApp) -> str:
    row = app.screen.query_one(Questions).current
    return row.id if row else ""


def offered(app: CoretuiApp) -> dict[str, str]:
    return {active.binding.action: key for key, active in app.screen.active_bindings.items() if active.enabled}


# pain


async def test_the_back_is_asked_for_in_two_keys(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("r")
        assert isinstance(app.screen, Scale)
        await pilot.press("4")
        assert isinstance(app.screen, Choice)
        await pilot.press("1")
        await pilot.pause()
        assert care.back_pain(app.workplace.store, MONDAY, MONDAY) == {MONDAY: Pain(4)}
        assert told(app) == [
            (
                "Back pain on Mon 23 Nov: 4 of 10. Make your exercises easier, or swap them."
                " (coretui's own advice) Two or three days a week is enough for noting it."
            )
        ]
        await pilot.press("r", "0")
        await pilot.pause()
        assert told(app)[1] == "Back pain on Mon 23 Nov: 0 of 10, in place of 4 of 10."
        await pilot.press("u")
        assert care.back_pain(app.workplace.store, MONDAY, MONDAY) == {MONDAY: Pain(4)}


@pytest.mark.parametrize(("keys", "felt"), [("22", Pain(2, leg=True)), ("61", Pain(6))])
async def test_what_must_not_be_missed_stays_until_it_is_answered_with_the_red_flags_one_key_away(
    home: Home, clocks: FakeClocks, keys: str, felt: Pain
) -> None:
    app = make_app(home, clocks, profile__goal="rehabilitation")
    async with app.run_test(size=(60, 20)) as pilot:
        for key in ("r", *keys):
            await pilot.press(key)
            await settle(app, pilot)
        assert care.back_pain(app.workplace.store, MONDAY, MONDAY) == {MONDAY: felt}
        shown = " ".join(" ".join(rows_shown(app)).split())
        assert "STOP Back pain on Mon 23 Nov:" in shown
        assert "Ask your doctor or physiotherapist before you go on." in shown
        assert told(app) == []
        await pilot.press("f")
        await pilot.pause()
        assert isinstance(app.screen, RedFlags)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, Heed)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)


async def test_a_score_is_on_disk_before_anything_else_is_asked(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("r", "7")
        await pilot.pause()
        app.terminal_gone()  # as a signal to end does it
    with closing(open_store(home)) as store:
        assert care.back_pain(store, MONDAY, MONDAY) == {MONDAY: Pain(7)}


@pytest.mark.parametrize(("keys", "noted"), [(("r", "escape"), None), (("r", "t", "escape"), Pain(10))])
async def test_what_is_left_open_is_not_made_up(
    home: Home, clocks: FakeClocks, keys: tuple[str, ...], noted: Pain | None
) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert care.back_pain(app.workplace.store, MONDAY, MONDAY).get(MONDAY) == noted


# flare-up


@SIZES
async def test_a_flare_up_shows_the_red_flags_first(home: Home, clocks: FakeClocks, size: tuple[int, int]) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=size) as pilot:
        await pilot.press("exclamation_mark")
        await pilot.pause()
        assert isinstance(app.screen, FlareScreen)
        flags, easy = app.screen.query(Prose)
        said = prose(app, "#flags-prose")
        assert all(one in said for one in (red_flags.INTRO, *red_flags.SIGNS, red_flags.CALL, red_flags.SOURCE))
        assert flags.region.y < easy.region.y
        assert flags.region.bottom <= size[1]  # no need to scroll for them


async def test_a_flare_up_is_switched_on_and_off(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    store = app.workplace.store
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("exclamation_mark")
        await pilot.pause()
        assert prose(app, "#easy-prose").startswith("No flare-up now.")
        assert "begin" in offered(app)
        assert "end" not in offered(app)
        await pilot.press("space")
        await pilot.pause()
        assert timeoff.flaring(store, MONDAY)
        assert prose(app, "#easy-prose").startswith("Flare-up since Mon 23 Nov")
        assert "end" in offered(app)
        await pilot.press("escape")
        assert isinstance(app.screen, TodayScreen)
        assert "open" not in marks(app).values()
        await pilot.press("exclamation_mark", "space")
        await pilot.pause()
        assert timeoff.flare_since(store) is None
        assert told(app) == [
            "The flare-up is over. Your targets were paused from Mon 23 Nov, and still are today."
        ]
        await pilot.press("u")
        assert timeoff.flaring(store, MONDAY)


async def test_breathing_is_one_key_from_a_flare_up(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("exclamation_mark", "e")
        await pilot.pause()
        assert isinstance(app.screen, BreatheScreen)
        await pilot.press("1")
        assert isinstance(app.screen, TodayScreen)


@pytest.mark.parametrize(
    ("key", "mode"),
    [("4", "week"), ("pageup", "library"), ("escape", "today")],
)
async def test_another_screen_leaves_a_flare_up_behind(
    home: Home, clocks: FakeClocks, key: str, mode: str
) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("exclamation_mark", key)
        await pilot.pause()
        assert app.current_mode == mode
        assert not isinstance(app.screen, FlareScreen)
        await pilot.press("1")
        assert isinstance(app.screen, TodayScreen)


# self-check


async def test_a_self_check_is_gone_through_by_key(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("c")
        await pilot.pause()
        assert isinstance(app.screen, SelfCheckScreen)
        assert answers(app) == dict.fromkeys((*SIGNS, *REASONS), "–")
        assert at(app) == "hollow"
        await pilot.press("y", "n", "n", "n", "y")
        assert at(app) == "inflamed"
        assert text(app, "#asked").startswith("Has a doctor or therapist found that your psoas is overloaded")
        assert text(app, "#asked").endswith(
            "(tendinitis)? When in doubt, ask. “Don't know” alone is not a reason."
        )
        await pilot.press("d", "n", "n", "n")
        assert answers(app)["inflamed"] == "don't know"
        await pilot.press("enter")
        await pilot.pause()
        found = care.last_check(app.workplace.store)
        assert found == SelfCheck(MONDAY, frozenset({"hollow", "stiff"}))
        assert prose(app, "#told Prose").splitlines() == [
            "Stretches are offered.",
            "Always gently and free of pain, breathing into your belly, says the article on stretching.",
            caring.BOTH_SOURCES,
            "Mon 23 Nov. Signs: lower back hollow or tense, stiff on standing up.",
        ]
        await pilot.press("escape")
        assert isinstance(app.screen, TodayScreen)
        assert marks(app)["self-check"] == "done"


async def test_a_self_check_that_is_left_half_way_goes_on_there_that_day(home: Home, clocks: FakeClocks) -> None:
    """8 of 9 answers, then escape; also after the app was left."""
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("c", "y", "n", "n", "n", "y", "d", "n", "n", "escape")
        await pilot.pause()
        assert told(app) == ["Your answers so far are saved: go on with the self-check any time today."]
        assert care.last_check(app.workplace.store) is None
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("c")
        await pilot.pause()
        assert "–" in answers(app).values()
        assert answers(app)["inflamed"] == "don't know"
        await pilot.press("n", "enter", "escape")  # it goes on where it was left
        await pilot.pause()
        assert care.last_check(app.workplace.store) == SelfCheck(MONDAY, frozenset({"hollow", "stiff"}))
        assert care.draft(app.workplace.store, MONDAY) is None
        assert told(app) == ["Self-check on Mon 23 Nov. Press u to undo."]


async def test_a_reason_hides_stretches_and_shows_what_serves_instead(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("c", *["down"] * 5, "y", "n", "n", "n", "enter")
        await pilot.pause()
        said = prose(app, "#told Prose").splitlines()
        assert said[:2] == [
            "Stretches are hidden: overloaded or inflamed.",
            caring.ASK_FIRST,
        ]
        assert "body-oriented therapy with a professional" in said
        await pilot.press("u")
        await pilot.pause()
        assert prose(app, "#told Prose").startswith("No self-check yet")


async def test_every_reason_is_to_be_answered_before_it_is_kept(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("c", *["down"] * 5, "n", "down", "n", "n", "enter")
        await pilot.pause()
        assert care.last_check(app.workplace.store) is None
        assert at(app) == "unstable"
        assert told(app) == ["Say for each reason whether it applies; signs can be skipped."]
        await pilot.press("space", "space", "enter")
        await pilot.pause()
        assert care.last_check(app.workplace.store) == SelfCheck(MONDAY)


async def test_what_was_a_reason_last_week_still_is(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    week_ago = MONDAY - timedelta(days=7)
    care.check(app.workplace.store, SelfCheck(week_ago, frozenset({"stiff"}), frozenset({"stress"})), clocks.now())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("c")
        await pilot.pause()
        assert {item for item, said in answers(app).items() if said == "yes"} == {"stress"}
        await pilot.press("t")
        await pilot.pause()
        assert "Mon 16 Nov. Signs: stiff on standing up." in prose(app, "#told Prose")


async def test_a_check_of_this_week_is_shown_first_and_can_be_made_again(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    care.check(app.workplace.store, SelfCheck(MONDAY, frozenset({"stiff"})), clocks.now())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("c")
        await pilot.pause()
        assert app.screen.query_one("#told").display
        assert not {"answer(False)", "yes(False)"} & set(offered(app))
        await pilot.press("y", "enter", "t")
        await pilot.pause()
        assert app.screen.query_one("#asking").display
        assert set(answers(app).values()) == {"–"}


async def test_a_question_mark_shows_the_keys_and_j_is_yes_to_whoever_speaks_dutch(
    home: Home, clocks: FakeClocks
) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("c", "j")
        assert (at(app), answers(app)["hollow"]) == ("hips", "–")
        await pilot.press("k")
        i18n.use("nl")
        await pilot.press("j")
        assert (at(app), answers(app)["hollow"]) == ("hips", "ja")
        i18n.use("en")
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, Help)
        await pilot.press("escape")
        await pilot.pause()
        assert answers(app)["hips"] == "–"


BETWEEN = [(100, 30), (60, 20), (100, 10), (60, 10), (40, 10), (30, 45)]
NOT_ONLY_ROOMY = pytest.mark.parametrize(
    "size",
    [(80, 24), (40, 20), (40, 6), *(pytest.param(size, marks=pytest.mark.slow) for size in BETWEEN)],
    ids=str,
)
SIGNS_BEGIN = "With back pain, seek"


@NOT_ONLY_ROOMY
async def test_a_flare_up_shows_the_red_flags_first_in_every_window(
    home: Home, clocks: FakeClocks, size: tuple[int, int]
) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=size) as pilot:
        await pilot.press("exclamation_mark")
        await settle(app, pilot)
        shown = [row.strip() for row in rows_shown(app) if row.strip()]
        assert shown[1] == "RED FLAGS FIRST"
        assert shown[2].startswith(SIGNS_BEGIN)


@NOT_ONLY_ROOMY
async def test_the_questions_never_hide_the_red_flags(
    home: Home, clocks: FakeClocks, size: tuple[int, int]
) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=size) as pilot:
        await pilot.press("c")
        for key in ("home", "end"):
            await pilot.press(key)
            await settle(app, pilot)
            shown = "\n".join(rows_shown(app))
            assert "RED FLAGS" in shown
            assert SIGNS_BEGIN in shown


@SIZES
async def test_the_red_flags_are_in_sight_of_the_questions(
    home: Home, clocks: FakeClocks, size: tuple[int, int]
) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=size) as pilot:
        await pilot.press("c")
        await pilot.pause()
        flags = app.screen.query_one("#flags-panel")
        assert flags.region.height >= 3
        assert red_flags.INTRO in prose(app, "#flags-panel Prose")
        for _ in range(len(SIGNS) + len(REASONS)):
            row = app.screen.query_one(Questions)
            assert app.screen.query_one("#asking").region.contains(row.region.x, row.region.y + row.cursor)
            await pilot.press("down")
            await pilot.pause()


# trends


def line(app: CoretuiApp, name: str) -> str:
    return str(app.screen.query_one(f"#{name}-line", Static).content)


async def test_twelve_weeks_of_signs_and_pain_stand_beside_sitting_and_sessions(
    home: Home, clocks: FakeClocks
) -> None:
    app = make_app(home, clocks)
    store, now = app.workplace.store, clocks.now()
    for weeks, signs, score in ((12, SIGNS, 10), (11, SIGNS[:4], 8), (1, SIGNS[:2], 4), (0, SIGNS[:1], 2)):
        day = MONDAY - timedelta(weeks=weeks)
        care.check(store, SelfCheck(day, frozenset(signs)), now)
        care.feel(store, Pain(score), day, now)
    with store.write() as db:
        for n, hours in ((7, 4), (0, 2)):
            day = MONDAY - timedelta(days=n)
            db.table("span").insert(
                {
                    "id": f"{n}",
                    "body": "sitting",
                    "started_at": now.wall - n * 86_400,
                    "utc_offset": 0,
                    "seconds": hours * 3600,
                    "day": day.isoformat(),
                }
            )
    async with app.run_test(size=(160, 45)) as pilot:
        await pilot.press("c")
        await pilot.pause()
        week = len(line(app, "signs")) // 12
        assert len(line(app, "pain")) == 12 * week
        # Twelve weeks ago is before the first column; a week's check is as wide as the week.
        assert line(app, "signs")[:week] == "█" * week
        assert line(app, "signs")[week : 10 * week].strip() == ""
        assert line(app, "signs")[10 * week :] == "▄" * week + "▂" * week
        assert line(app, "pain")[0] == "█"
        assert line(app, "pain")[11 * week] == "▂"
        assert line(app, "sitting")[10 * week :] == "█" * week + "▄" * week
        assert text(app, "#signs-now") == "1"
        assert text(app, "#pain-now") == "2"
        assert text(app, "#sitting-now") == "2 h 00 a day"


async def test_complaints_that_last_are_told_where_the_trend_is(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    store, now = app.workplace.store, clocks.now()
    care.check(store, SelfCheck(MONDAY), now)
    for weeks in range(3):
        care.feel(store, Pain(5), MONDAY - timedelta(weeks=weeks), now)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("c")
        await pilot.pause()
        assert "see a physiotherapist or GP (the sceptical article)." in prose(app, "#told Prose")
