"""The settings: what is set, what is wrong and where, and what is written."""

from __future__ import annotations

import stat
from pathlib import Path
from types import UnionType
from typing import Literal, NamedTuple, get_args, get_origin, get_type_hints

import pytest

from coretui.domain.chair.hours import Hours
from coretui.domain.chair.state import Policy
from coretui.domain.exercises.dose import Dose
from coretui.errors import StoreError, UsageError
from coretui.settings.file import as_written, from_words, load, write
from coretui.settings.keys import KEYS, Settings, known, read
from coretui.settings.sections import (
    BreathingSection,
    ChairSection,
    DaysSection,
    InsightsSection,
    LookSection,
    NoticesSection,
    PostureSection,
    ProfileSection,
    SessionSection,
)
from coretui.settings.values import WEEKDAYS


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def problem(file: Path, text: str) -> str:
    """Return the one sentence that is said about a file."""
    file.write_text(text, encoding="utf-8")
    _, problems = load(str(file))
    assert len(problems) == 1
    assert "\n" not in problems[0]
    return problems[0]


# reading


def as_keys(settings: Settings) -> dict[str, object]:
    """Return the sections under the names of their keys, but for hours, which are one value."""
    chair, breathing, session, profile = settings.chair, settings.breathing, settings.session, settings.profile
    of_now = (settings.posture, settings.insights, settings.days, settings.look, settings.notices)
    return {
        f"{type(section).__name__.removesuffix('Section').lower()}.{name.rstrip('_')}": value
        for section in (chair, breathing, session, profile, *of_now)
        for name, value in section._asdict().items()
    }


def test_every_key_has_a_field_and_takes_its_own_default() -> None:
    settings = Settings.of()
    defaults = {name: read(name, key.default) for name, key in KEYS.items()}
    assert settings.hours == Hours(tuple(defaults[f"hours.{day}"] for day in WEEKDAYS))
    assert as_keys(settings) == {name: value for name, value in defaults.items() if not name.startswith("hours.")}


@pytest.mark.parametrize(
    "section",
    [
        ChairSection,
        BreathingSection,
        SessionSection,
        PostureSection,
        InsightsSection,
        ProfileSection,
        DaysSection,
        LookSection,
        NoticesSection,
    ],
)
def test_every_field_has_the_type_it_says(section: type[NamedTuple]) -> None:
    found = getattr(Settings.of(), section.__name__.removesuffix("Section").lower())
    for name, kind in get_type_hints(section).items():
        allowed = get_args(kind) if get_origin(kind) in {Literal, UnionType} else ()
        value = getattr(found, name)
        if get_origin(kind) is Literal:
            assert value in allowed
        else:
            assert isinstance(value, allowed or get_origin(kind) or kind), name


def test_a_section_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Settings.of().chair.interval = 1  # type: ignore[misc]  # that it cannot be is what is tested


def test_without_a_file_the_defaults_hold(file: Path) -> None:
    assert load(str(file)) == (Settings.of(), ())


def test_the_defaults_are_the_chairs_own() -> None:
    assert Settings.of().policy == Policy(hours=Hours(((),) * 7))


def test_what_is_set_is_what_the_chair_goes_by(file: Path) -> None:
    file.write_text(
        """
        days = { start = "05:30", week_start = "sunday" }
        [chair]
        interval = "45m"
        break = "90s"
        snooze = "3m"
        snoozes = 0
        remind = "1h"
        [hours]
        monday = ["09:00-12:30", "13:15-17:30"]
        sunday = "22:00-02:00"
        """,
        encoding="utf-8",
    )
    settings, problems = load(str(file))
    assert problems == ()
    monday = ((9 * 3600, 45_000), (47_700, 63_000))
    hours = Hours((monday, (), (), (), (), (), ((22 * 3600, 26 * 3600),)))
    assert settings.policy == Policy(2700, 90, 180, 0, 3600, day_start=19_800, hours=hours)
    assert (settings.days.week_start, settings.days.start) == (6, 19_800)


@pytest.mark.parametrize(
    ("name", "value", "meant"),
    [
        ("chair.interval", "5s", 5),
        ("chair.break", "1s", 1),
        ("chair.snoozes", 10, 10),
        ("hours.friday", ["00:00-24:00"], ((0, 86_400),)),
        ("hours.friday", "22:00-06:00", ((79_200, 108_000),)),
        ("hours.friday", "06:00-06:00", ((21_600, 108_000),)),
        ("hours.friday", [], ()),
        ("days.start", "00:00", 0),
        ("days.start", "11:59", 43_140),
        ("days.week_start", "saturday", 5),
        ("notices.channels", [], ()),
        ("session.remind", ["mon 17:30", "Wednesday 07:05"], ((0, 63_000), (2, 25_500))),
        ("session.doses.superman", "2x20", Dose(2, reps=20)),
        ("session.doses.superman", "3 × 30 sec", Dose(3, seconds=30)),
        ("chair.interval", "half uur", 1800),
        ("chair.interval", "20 min", 1200),
        ("chair.break", "1,5 minuut", 90),
        ("chair.snoozes", "2", 2),
        ("chair.warn", "Aan", True),
        ("chair.warn", False, False),
        ("chair.day", "uit", 0),
        ("chair.day", False, 0),
        ("chair.day", "6h", 21_600),
        ("posture.ask", "Breaks", "breaks"),
        ("posture.every", "90m", 5400),
        ("insights.show", "aan", True),
        ("session.ball", "nee", False),
        ("session.sides", "Each", "each"),
        ("breathing.speed", "0,9", 0.9),
        ("profile.height", "1,75", 1.75),
        ("profile.height", "175 cm", 1.75),
        ("profile.height", "1m75", 1.75),
        ("profile.height", 175, 1.75),
        ("profile.height", "0", 0),
        ("hours.friday", "9-17", ((32_400, 61_200),)),
        ("hours.friday", ["9.00 – 12.30", "13u15 tot 17u"], ((32_400, 45_000), (47_700, 61_200))),
        ("hours.friday", "9am to 5:30 pm", ((32_400, 63_000),)),
        ("days.start", "4.30", 16_200),
        ("days.week_start", "zondag", 6),
        ("session.remind", ["ma 17u30", "wed 9"], ((0, 63_000), (2, 32_400))),
        ("breathing.remind", ["15u30", "10:30", "15:30"], (37_800, 55_800)),
        ("breathing.remind", "10:30", (37_800,)),
        ("breathing.remind", [], ()),
    ],
)
def test_what_is_just_right_is_taken(name: str, value: object, meant: object) -> None:
    found = read(name, value)
    if isinstance(meant, Dose):
        assert found == meant
    else:
        assert (found, type(found)) == (meant, type(meant if name != "profile.height" else 1.0))


def test_own_patterns_have_the_name_of_their_key(file: Path) -> None:
    file.write_text('[breathing.patterns]\ncalm = "4-2-6"\nsquare = "4-4-4-4"\n', encoding="utf-8")
    settings, problems = load(str(file))
    assert problems == ()
    assert {name: (one.id, one.parts) for name, one in settings.patterns.items()} == {
        "calm": ("calm", "4-2-6"),
        "square": ("square", "4-4-4-4"),
    }
    assert Settings.of(breathing__patterns__calm="4-2-6").patterns["calm"] == settings.patterns["calm"]


def test_an_own_pattern_is_written_like_any_setting(file: Path) -> None:
    write(str(file), "breathing.patterns.calm", "4-2-6")
    write(str(file), "breathing.patterns.slow", "6-0-9")
    write(str(file), "breathing.speed", "0.9")
    settings, problems = load(str(file))
    assert problems == ()
    assert (list(settings.patterns), settings.breathing.speed) == (["calm", "slow"], 0.9)
    assert as_written(str(file))["breathing.patterns.calm"] == "4-2-6"


# mistakes


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('chair.interval = "4s"', "'4s' is not valid for chair.interval; write a duration such as 90s"),
        ("chair.interval = 30", "30 is not valid for chair.interval"),
        ('chair.break = "soon"', "'soon' is not valid for chair.break"),
        ('chair.snooze = ""', "'' is not valid for chair.snooze"),
        ("chair.snoozes = -1", "-1 is not valid for chair.snoozes; write a whole number from 0 to 10"),
        ("chair.snoozes = true", "true is not valid for chair.snoozes"),
        ("chair.snoozes = 2.0", "2.0 is not valid for chair.snoozes"),
        ('chair.intervall = "30m"', "'chair.intervall' is not a setting; perhaps you mean chair.interval"),
        ("colour = 5", "'colour' is not a setting"),
        ("look.deep.er = 5", "'look.deep.er' is not a setting"),
        ('hours.monday = "9"', "'9' is not valid for hours.monday; write time ranges such as"),
        ('chair.interval = "25h"', "at most 24h"),
        ('chair.interval = "20"', "'20' is not valid for chair.interval; write a duration such as"),
        ('breathing.remind = ["25:00"]', "; write "),
        ("breathing.remind = 9", "9 is not valid for breathing.remind"),
        ('profile.height = "2,75"', "; write a height in metres from 1.2 to 2.3 such as 1.75"),
        ('look.theme = "foo"', "'foo' is not valid for look.theme; write one of coretui-dark, coretui-light, "),
        ('hours.monday = ["09:00"]', "; write time ranges such as"),
        ('hours.monday = ["09:00-25:00"]', "; write time ranges such as"),
        ('hours.monday = "09:00-17:60"', "; write time ranges such as"),
        ('hours.monday = "09:00-24:01"', "; write time ranges such as"),
        ("chair.snoozes = 11", "11 is not valid for chair.snoozes"),
        ('chair.break = "0s"', "at least 1s"),
        ("hours.monday = 9", "9 is not valid for hours.monday"),
        ("hours.monday = [9]", "; write time ranges such as"),
        ('days.start = "12:00"', "'12:00' is not valid for days.start; write a time before 12:00"),
        ('days.start = "4"', "'4' is not valid for days.start; write a time such as 04:00"),
        ('days.week_start = "tuesday"', "; write one of monday, saturday, sunday"),
        ("days.week_start = []", "; write one of monday"),
        ('look.language = "de"', "'de' is not valid for look.language; write one of auto, en, nl"),
        ('look.theme = ""', "'' is not valid for look.theme; write one of coretui-dark"),
        ('session.sides = "both"', "'both' is not valid for session.sides; write one of ask, each, total"),
        ('notices.channels = ["smoke"]', "; write a list of desktop, terminal, bell"),
        ('notices.channels = "desktop"', "'desktop' is not valid for notices.channels"),
        ("notices.channels = [[]]", "; write a list of"),
        ("breathing.speed = 1.6", "1.6 is not valid for breathing.speed; write a number from 0.5 to 1.5"),
        ("breathing.speed = nan", "nan is not valid for breathing.speed"),
        ('breathing.speed = "slow"', "'slow' is not valid for breathing.speed"),
        ('breathing.patterns.calm = "4-7"', "'4-7' is not valid for breathing.patterns.calm; write in-hold-out"),
        ("breathing.patterns.calm = 478", "478 is not valid for breathing.patterns.calm"),
        ('breathing.patterns."4-2-6" = "4-2-6"', "'breathing.patterns.4-2-6' is not a setting"),
        ('breathing.patterns = "4-2-6"', "'breathing.patterns' is not a setting"),
    ],
)
def test_a_wrong_value_is_said_in_one_sentence_with_file_line_and_key(file: Path, line: str, says: str) -> None:
    said = problem(file, f"# mine\n\n{line}\n")
    assert said.startswith(f"{file}, line 3: ")
    assert says in said


def test_a_line_is_found_under_its_heading(file: Path) -> None:
    text = '[look]\ntheme = "nord"\n\n[chair] # the main thing\nsnooze = "5m"\n"interval" = "never"\n'
    assert f"{file}, line 6: 'never' is not valid for chair.interval" in problem(file, text)


def test_a_heading_that_is_no_heading_is_said(file: Path) -> None:
    assert "line 2: 'colours.accent' is not a setting" in problem(file, '[colours]\naccent = "red"\n')


def test_a_mistake_keeps_its_default_and_all_else_is_read(file: Path) -> None:
    file.write_text('[chair]\ninterval = "never"\nbreak = "5m"\n[look]\nmotion = "reduced"\n', encoding="utf-8")
    settings, problems = load(str(file))
    assert (settings.chair.interval, settings.chair.break_, settings.look.motion) == (1800, 300, "reduced")
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ('[chair]\nbreak = "5m"\ninterval =\n[look]\nmotion = "reduced"\n', 3, "interval"),
        ('[chair]\nbreak = "5m"\ninterval = "45m\n[look]\nmotion = "reduced"\n', 3, "interval"),
        ('[chair]\nbreak = "5m"\ninterval 45m\n[look]\nmotion = "reduced"\n', 3, "interval 45m"),
        ('[chair]\nbreak = "5m"\nbreak = "6m"\n[look]\nmotion = "reduced"\n', 3, "break"),
        ('[chair]\nbreak = "5m"\n[look]\nmotion = "reduced"\ntheme =', 5, "theme"),
        ('[chair]\nbreak = "5m"\n[look]\nmotion = "reduced"\ntheme = "x', 5, "theme"),
        ('[chair]\nbreak = "5m"\n[notices]\nchannels = ["bell"\n[look]\nmotion = "reduced"\n', 4, "channels"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_all_else_is_read(
    file: Path, text: str, line: int, key: str
) -> None:
    said = problem(file, text)
    assert said.startswith(f"{file}, line {line}: '{key}' ")
    settings, _ = load(str(file))
    assert (settings.chair.break_, settings.look.motion) == (300, "reduced")
    assert settings.chair.interval == 1800


def test_a_list_over_several_lines_is_no_mistake(file: Path) -> None:
    said = problem(file, '[notices]\nchannels = [\n  "bell",\n]\n[chair]\nbreak = "5m\n')
    assert "line 6: 'break' cannot be read" in said
    assert load(str(file))[0].notices.channels == ("bell",)


def test_a_file_that_cannot_be_read_is_said_and_the_defaults_hold(tmp_path: Path) -> None:
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path, tmp_path / "binary.toml"):
        settings, problems = load(str(path))
        assert settings == Settings.of()
        assert len(problems) == 1
        assert str(path) in problems[0]


# writing


def test_writing_keeps_comments_and_all_else(file: Path) -> None:
    file.write_text('# my settings\n[chair]\ninterval = "30m" # as advised\nbreak = "2m"\n', encoding="utf-8")
    write(str(file), "chair.interval", "45m")
    write(str(file), "look.language", "nl")
    assert file.read_text(encoding="utf-8") == (
        '# my settings\n[chair]\ninterval = "45m" # as advised\nbreak = "2m"\n\n[look]\nlanguage = "nl"\n'
    )


def test_writing_makes_a_file_for_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "new" / "config.toml"
    write(str(file), "chair.snoozes", "1")
    assert file.read_text(encoding="utf-8") == "[chair]\nsnoozes = 1\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [path.name for path in file.parent.iterdir()] == ["config.toml"]


def test_writing_finds_a_key_however_it_is_written(file: Path) -> None:
    for text in ('chair.interval = "30m"\n', 'chair = { interval = "30m" }\n'):
        file.write_text(text, encoding="utf-8")
        write(str(file), "chair.interval", "20m")
        assert load(str(file)) == (Settings.of(chair__interval="20m"), ())


@pytest.mark.parametrize(
    ("name", "words", "value"),
    [
        ("chair.interval", "45m", "45m"),
        ("chair.snoozes", "1", 1),
        ("chair.snoozes", "many", "many"),
        ("hours.monday", "09:00-12:30, 13:15-17:30", ["09:00-12:30", "13:15-17:30"]),
        ("hours.monday", '["09:00-12:30"]', ["09:00-12:30"]),
        ("hours.monday", "", []),
        ("notices.channels", "desktop", ["desktop"]),
        ("notices.channels", "[desktop", "[desktop"),
        ("look.theme", "nord ", "nord"),
        ("profile.height", "1,75", 1.75),
        ("profile.height", "175 cm", 1.75),
        ("breathing.speed", "0,9", 0.9),
        ("chair.interval", "half uur", "half uur"),
        ("hours.monday", "9-12; 13-17", ["9-12", "13-17"]),
    ],
)
def test_words_are_read_as_the_key_wants_them(name: str, words: str, value: object) -> None:
    assert from_words(name, words) == value


@pytest.mark.parametrize("name", KEYS)
def test_every_default_can_be_written_and_read(file: Path, name: str) -> None:
    default = KEYS[name].default
    write(str(file), name, ", ".join(default) if isinstance(default, list) else str(default))
    known = Settings.of()._replace(written=frozenset({name}))
    assert load(str(file)) == (known, ())
    assert as_written(str(file))[name] == default


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("chair.interval", "4s", "'4s' is not valid for chair.interval"),
        ("chair.intervall", "30m", "'chair.intervall' is not a setting; perhaps you mean chair.interval."),
        ("nonsense", "x", "'nonsense' is not a setting"),
    ],
)
def test_what_will_not_do_is_not_written(file: Path, name: str, value: str, says: str) -> None:
    with pytest.raises(UsageError, match=r"is not valid|not a setting") as error:
        write(str(file), name, value)
    assert says in str(error.value)
    assert not file.exists()


@pytest.mark.parametrize("text", ["[chair\n", "chair = 5\n", "[[chair]]\nbreak = 5\n"])
def test_a_broken_file_is_not_written_over(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="has a mistake; fix it first"):
        write(str(file), "chair.interval", "30m")
    assert file.read_text(encoding="utf-8") == text


def test_a_folder_that_is_none_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises((StoreError, UsageError), match="file"):
        write(str(tmp_path / "file" / "config.toml"), "chair.interval", "30m")


def test_what_is_written_shows_the_default_for_a_mistake(file: Path) -> None:
    file.write_text('[chair]\ninterval = "never"\nbreak = "5m"\n', encoding="utf-8")
    written = as_written(str(file))
    assert (written["chair.interval"], written["chair.break"]) == ("30m", "5m")


def test_a_key_that_is_near_another_is_pointed_to() -> None:
    with pytest.raises(UsageError, match=r"perhaps you mean chair\.remind"):
        known("chair.reminds")
