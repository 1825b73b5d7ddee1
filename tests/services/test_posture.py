"""Asking how somebody sits: at a break or on the return, seldom, and off by itself if nobody answers."""

from __future__ import annotations

from contextlib import closing

import pytest

from coretui import i18n
from coretui.domain.chair.messages import Pause, StartBreak
from coretui.domain.posture.asking import Answer
from coretui.domain.posture.notes import Moment, Posture
from coretui.services import posture
from coretui.services.workplace import Workplace
from coretui.settings import file as config
from coretui.store import posture as stored
from coretui.store.database import Store
from coretui.store.timeoff import flare_on
from tests.clock import FakeClocks
from tests.dutch import dutch
from tests.stores import a_store

HOUR = 3600.0


def asked(place: Workplace) -> posture.PostureQuestion:
    question, said = posture.offer(place)
    assert question
    assert not said
    return question


def test_a_break_asks_once_and_the_note_answers_it(place: Workplace, clocks: FakeClocks) -> None:
    place.keeper.command(StartBreak())
    assert asked(place).left == 2
    assert posture.offer(place) == (None, "")
    made = posture.note(place.desk, Posture.SLUMPED, Moment.BREAK)
    assert (made.count, made.goal, made.note.moment) == (1, 3, "break")
    assert [ask.answer for ask in stored.asks(place.store)] == [Answer.NOTED]
    clocks.advance(0.99 * HOUR)
    assert posture.offer(place) == (None, "")


def test_a_note_of_an_earlier_moment_answers_nothing(place: Workplace) -> None:
    asked(place)
    posture.note(place.desk, Posture.UPRIGHT, Moment.OWN, place.desk.at(place.now.wall - HOUR))
    assert [ask.answer for ask in stored.asks(place.store)] == [None]


def test_nothing_is_asked_after_a_sleep_in_a_pause_or_in_a_flare_up(place: Workplace) -> None:
    assert posture.offer(place, slept=True) == (None, "")
    flare_on(place.store, place.today, place.now)
    assert posture.offer(place) == (None, "")
    with place.store.write() as db:
        db.execute("delete from time_off")
    place.keeper.command(Pause(seconds=600.0, reason="meeting"))
    assert posture.offer(place) == (None, "")
    place.keeper.command(StartBreak())
    assert posture.offer(place) == (None, ""), "a break in a pause is no better moment"
    assert stored.asks(place.store) == ()


def test_without_the_habit_only_the_setting_asks(workplace: Workplace, place: Workplace) -> None:
    with place.store.write() as db:
        db.execute("update habit set retired_day = ? where id = 'posture'", [place.today.isoformat()])
    assert posture.offer(place) == (None, "")
    wanted = place.settings.posture._replace(ask="breaks")
    place.desk.settings = place.settings._replace(posture=wanted)
    assert asked(place).left == 2


@pytest.mark.parametrize("language", ["en", "nl"])
def test_two_not_now_and_it_is_quiet_until_tomorrow(place: Workplace, clocks: FakeClocks, language: str) -> None:
    i18n.use(language, dutch() if language == "nl" else None)
    assert posture.not_now(place.desk, asked(place).id) == ""
    clocks.sleep(1.5 * HOUR)
    place.keeper.tick()
    said = posture.not_now(place.desk, asked(place).id)
    assert (
        said
        == {
            "en": "No more questions about posture today.",
            "nl": "Vandaag geen vragen meer over je houding.",
        }[language]
    )
    clocks.sleep(1.5 * HOUR)
    place.keeper.tick()
    assert posture.offer(place) == (None, "")


def test_ten_without_an_answer_switch_it_off_and_it_is_said_once(place: Workplace, clocks: FakeClocks) -> None:
    for _ in range(9):
        stored.answer(place.store, stored.ask(place.store, place.now, 0), Answer.PASSED)
    question = stored.ask(place.store, place.now, 0)
    clocks.advance(599)
    assert posture.let_go(place) == ""
    clocks.advance(1)
    said = posture.let_go(place)
    assert said.startswith("The question about how you sit is off now")
    assert (posture.let_go(place), posture.passed(place.desk, question)) == ("", "")
    settings, problems = config.load(place.home.config)
    assert (settings.posture.ask, place.settings.posture.ask, problems) == ("off", "off", ())
    clocks.advance(HOUR)
    assert posture.offer(place) == (None, "")


def test_a_question_whose_answers_are_open_waits_and_the_note_is_of_its_moment(
    place: Workplace, clocks: FakeClocks
) -> None:
    for _ in range(9):
        stored.answer(place.store, stored.ask(place.store, place.desk.at(0), 0), Answer.PASSED)
    question = asked(place)
    place.answering = question.id
    clocks.advance(900)
    place.keeper.tick()
    assert posture.let_go(place) == ""
    assert posture.standing(place) == question
    made = posture.note(place.desk, Posture.HOLLOW, Moment.BREAK, question=question)
    assert made.note.at == question.at == place.now.wall - 900
    assert stored.asks(place.store)[-1].answer is Answer.NOTED
    assert place.settings.posture.ask == "habit"


def test_another_process_sees_the_question_and_the_note(place: Workplace) -> None:
    question = asked(place)
    with closing(a_store(place.home)) as other:
        assert stored.open_asks(other)[0][0] == question.id
        stored.note(other, Posture.STANDING, Moment.OWN, place.now, 0)
    assert [one.posture for one in posture.notes(place.desk, place.today, place.today)] == ["standing"]
    assert posture.offer(place) == (None, "")


def test_opening_the_app_asks_nothing(place: Workplace, store: Store) -> None:
    """No path but `offer` writes a question: neither the keeper's ticks nor reading."""
    place.keeper.tick()
    posture.let_go(place)
    posture.notes(place.desk, place.today, place.today)
    assert stored.asks(store) == ()
