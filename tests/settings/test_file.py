"""The settings file as editors, other programs and accidents leave it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from coretui.errors import StoreError, UsageError
from coretui.settings.file import load, write
from coretui.settings.keys import Settings
from coretui.settings.statements import MOST_BROKEN
from tests.odd import KINDS, lay_odd
from tests.settings.test_settings import problem


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


@pytest.mark.parametrize(
    ("heading", "line"), [("[chair", 5), ("chair]", 5), ("[ch air]", 5), ("[]", 5), ("[[chair]", 5)]
)
def test_a_broken_heading_is_told_with_its_own_line_and_keeps_its_keys_out_of_other_sections(
    file: Path, heading: str, line: int
) -> None:
    text = f'[look]\nmotion = "reduced"\n\n# mine\n{heading}\ninterval = "45m"\n[days]\nstart = "05:00"\n'
    file.write_text(text, encoding="utf-8")
    settings, problems = load(str(file))
    assert problems[0].startswith(f"{file}, line {line}: '{heading}' cannot be read; write ")
    assert (settings.chair.interval, settings.look.motion, settings.days.start) == (1800, "reduced", 18_000)


def test_what_stands_twice_is_told_and_the_first_holds(file: Path) -> None:
    said = problem(file, '[chair]\nbreak = "5m"\n[look]\n[chair]\nsnooze = "3m"\n')
    assert f"{file}, line 4: '[chair]' is set twice" in said
    assert load(str(file))[0].chair.snooze == 180


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"key{n} = {n}\n" for n in range(50_000)),
        "".join(f"key{n} = {n}\n" for n in range(4_000)),
        "broken line\n" * 5_000,
        "a = [\n" * 5_000,
        'a = """\n' * 5_000,
        "[[" * 30_000,
        "a = " + "[" * 30_000,
        "a = [" + "[\n" * 30_000,
        "a." * 30_000 + "b = 1",
        "[" + "a." * 30_000 + "b]",
        "a = " + "9" * 30_000,
        "\n" * 60_000 + "x",
    ],
    ids=lambda text: text[:12],
)
def test_however_much_is_wrong_is_told_in_a_few_sentences_and_read_few_times(
    file: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    parse, read = tomllib.loads, []

    def count(part: str) -> dict[str, object]:
        read.append(len(part))
        return parse(part)

    monkeypatch.setattr(tomllib, "loads", count)
    file.write_text(text, encoding="utf-8")
    settings, problems = load(str(file))
    assert sum(read) <= (MOST_BROKEN + 2) * len(text)
    assert settings == Settings.of()
    assert 1 <= len(problems) <= 6
    assert all(len(said) < 300 and str(file) in said for said in problems)


def test_mistakes_beyond_the_first_are_counted(file: Path) -> None:
    file.write_text("[colours]\n" + "".join(f"c{n} = 1\n" for n in range(8)) + "[chair]\nsnoozes = 0\n", "utf-8")
    settings, problems = load(str(file))
    assert settings.chair.snoozes == 0
    assert problems[5:] == (f"{file}: 3 more mistakes.",)


def test_signs_that_steer_a_terminal_are_not_told(file: Path) -> None:
    file.write_text(r'"a\u001b[31mb" = 1' + '\nchair.interval = "\\u001b]0;x\\u0007"\nbroken\x1b[2J\n', "utf-8")
    said = load(str(file))[1]
    assert len(said) == 3
    assert "\x1b" not in "".join(said)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('[chair]\nbreak = "5m"\n# één\n'.encode("latin-1"), 3),
        ("[chair]\nbreak = '5m'\n".encode("utf-16"), 1),
        ("[chair]\nbreak = '5m'\n".encode("utf-16-le"), 1),
        (b"[chair]\n\0", 2),
    ],
)
def test_another_encoding_is_told_in_plain_words_with_the_line(file: Path, content: bytes, line: int) -> None:
    file.write_bytes(content)
    settings, problems = load(str(file))
    assert settings == Settings.of()
    said = f"{file}, line {line} is not UTF-8, so defaults apply; save the file as UTF-8."
    assert problems == (said,)
    with pytest.raises(UsageError, match="is not UTF-8"):
        write(str(file), "chair.interval", "30m")
    assert file.read_bytes() == content


def test_a_byte_order_mark_is_read_over_and_kept(file: Path) -> None:
    file.write_bytes('\ufeff[chair]\nbreak = "5m"\n'.encode())
    assert load(str(file)) == (Settings.of(chair__break="5m"), ())
    write(str(file), "chair.interval", "45m")
    assert file.read_bytes() == '\ufeff[chair]\nbreak = "5m"\ninterval = "45m"\n'.encode()


def test_line_ends_of_windows_stay(file: Path) -> None:
    file.write_bytes(b'# mine\r\n[chair]\r\nbreak = "5m" # rest\r\n')
    assert load(str(file)) == (Settings.of(chair__break="5m"), ())
    write(str(file), "chair.break", "4m")
    write(str(file), "chair.interval", "45m")
    write(str(file), "look.language", "nl")
    text = file.read_bytes()
    assert text.startswith(b'# mine\r\n[chair]\r\nbreak = "4m" # rest\r\ninterval = "45m"\r\n')
    assert text.count(b"\n") == text.count(b"\r\n")
    assert load(str(file)) == (Settings.of(chair__break="4m", chair__interval="45m", look__language="nl"), ())


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_file_is_neither_read_nor_replaced(tmp_path: Path, kind: str) -> None:
    real, link = lay_odd(tmp_path / kind, kind), tmp_path / "config.toml"
    link.symlink_to(real)
    before = real.stat()
    for path in (real, link):
        assert load(str(path)) == (Settings.of(), (f"{path} is a {kind}; it must be a file.",))
        with pytest.raises(StoreError, match=f"is a {kind}; it must be a file"):
            write(str(path), "chair.interval", "30m")
    assert (real.stat().st_mode, link.is_symlink()) == (before.st_mode, True)


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.toml").write_text('[chair]\nbreak = "5m"\n')
    (tmp_path / "config.toml").symlink_to("real.toml")
    write(str(tmp_path / "config.toml"), "chair.interval", "45m")
    assert (tmp_path / "config.toml").is_symlink()
    assert load(str(tmp_path / "real.toml"))[0].chair.interval == 2700
    assert sorted(path.name for path in tmp_path.iterdir()) == ["config.toml", "real.toml"]


@pytest.mark.parametrize("name", ["calm", "calm night", "日本", "हिन्दी", "👩‍👩‍👧"])
def test_an_own_pattern_has_a_name_of_any_script(file: Path, name: str) -> None:
    write(str(file), f"breathing.patterns.{name}", "4 - 2 - 6")
    settings, problems = load(str(file))
    assert problems == ()
    assert settings.patterns[name].parts == "4-2-6"


@pytest.mark.parametrize("name", ["4-2-6", "", "a\x1b", " a", "-a", "x" * 41, 'a"b'])
def test_a_name_that_would_be_read_otherwise_is_refused(file: Path, name: str) -> None:
    with pytest.raises(UsageError, match="is not a setting"):
        write(str(file), f"breathing.patterns.{name}", "4-2-6")
    assert not file.exists()


def test_a_file_keeps_the_mode_that_its_owner_gave_it(file: Path) -> None:
    file.write_text("", encoding="utf-8")
    for mode in (0o644, 0o600, 0o640):
        file.chmod(mode)
        write(str(file), "chair.break", "3m")
        assert file.stat().st_mode & 0o777 == mode


def test_a_file_that_was_made_read_only_is_left_as_it_is(file: Path) -> None:
    file.write_text("# mine\n", encoding="utf-8")
    file.chmod(0o400)
    with pytest.raises(StoreError, match=r"^.*config\.toml was made read-only, so it is left as it is\.$"):
        write(str(file), "chair.break", "3m")
    assert (file.read_text(encoding="utf-8"), file.stat().st_mode & 0o777) == ("# mine\n", 0o400)


def test_a_file_with_two_names_stays_one(file: Path, tmp_path: Path) -> None:
    file.write_text("# mine, and long enough to be cut\n[chair]\nbreak = '10m' # much\n", encoding="utf-8")
    other = tmp_path / "dotfiles.toml"
    other.hardlink_to(file)
    write(str(file), "chair.break", "3m")
    assert file.samefile(other)
    assert load(str(other))[0].chair.break_ == 180


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("interval = true", "true"),
        ("snoozes = inf", "inf"),
        ("interval = ['x']", '["x"]'),
    ],
)
def test_a_value_is_told_as_the_file_says_it(file: Path, line: str, shown: str) -> None:
    assert f": {shown} is not valid for chair." in problem(file, f"[chair]\n{line}\n")
