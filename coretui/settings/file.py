"""The settings: one TOML file, every key typed and checked, every mistake named with its line.

What cannot be read keeps its default, so a mistake never keeps the app from starting.
"""

from __future__ import annotations

import os
import re
import stat
import tomllib
from collections.abc import Sequence
from typing import Any, NamedTuple

from coretui import i18n
from coretui.domain.harmless import one_line, quoted
from coretui.errors import StoreError, UsageError
from coretui.i18n import _, ngettext
from coretui.paths import read_regular, refuse_irregular
from coretui.settings.keys import KEYS, Settings, is_known, known, read, settings_from
from coretui.settings.statements import Broken, entries, one_by_one

LARGEST = 64 * 1024
"""Bytes of the file: every key with a page of comments is a tenth of it."""
MOST_TOLD = 5
"""Mistakes that are told each in a sentence; the others are counted."""
BOM = "\ufeff"
"""Stands at the beginning of a text that some editors of Windows have saved."""


class Mistake(NamedTuple):
    """A sentence without its full stop's beginning: what is wrong, and on which line; 0 is the whole file."""

    line: int
    sentence: str


def written_at(path: str) -> int:
    """Return when the file was last written, in nanoseconds; 0 if there is none."""
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0


def take_over(path: str) -> tuple[Settings, tuple[str, ...]]:
    """Read the settings as `load` does and speak their language from now on; mistakes are told in it too."""
    settings, problems = load(path)
    i18n.use(settings.look.language)
    return settings, load(path)[1] if problems else ()


def load(path: str) -> tuple[Settings, tuple[str, ...]]:
    """Read the settings; a sentence for each mistake, naming file, line and key. No file: the defaults."""
    try:
        text = _text(path)
    except (StoreError, UsageError) as error:
        return Settings.of(), (str(error),)
    written, mistakes, more = _read(text)
    said = [_placed(path, mistake) for mistake in mistakes]
    if more:
        sentence = ngettext("{path}: {n} more mistake.", "{path}: {n} more mistakes.", more)
        said.append(sentence.format(path=path, n=more))
    return settings_from(written), tuple(said)


def as_written(path: str) -> dict[str, object]:
    """Return every key as TOML writes it: what the file says where that will do, else the default."""
    return {name: key.default for name, key in KEYS.items()} | given(path)


def given(path: str) -> dict[str, object]:
    """Return the keys that the file sets, with their values as TOML writes them, where those will do."""
    try:
        return _read(_text(path))[0]
    except (StoreError, UsageError):
        return {}


def _read(text: str) -> tuple[dict[str, object], list[Mistake], int]:
    """Return the keys that will do with their values, the first mistakes, and how many more there are."""
    found, broken = entries(text)
    mistakes = [Mistake(one.line, _unreadable(one)) for one in broken[:MOST_TOLD]]
    more = len(broken) - len(mistakes)
    written: dict[str, object] = {}
    lines: dict[str, int] | None = None
    for name, value, line in found:
        if len(mistakes) >= MOST_TOLD and not is_known(name):
            more += 1
            continue
        try:
            read(name, value)
            written[name] = value
        except UsageError as error:
            if len(mistakes) >= MOST_TOLD:
                more += 1
                continue
            if lines is None:
                lines = {one.name: one.line for one in one_by_one(text)[0]}
            mistakes.append(Mistake(line or lines.get(name, 1), str(error)))
    return written, sorted(mistakes), more


def _unreadable(one: Broken) -> str:
    sentence = {
        "key": _("{key} cannot be read; write NAME = VALUE, with words in quotes."),
        "heading": _("{key} cannot be read; write a heading such as [chair]. What stands under it is ignored."),
        "twice": _("{key} is set twice; the first one applies."),
        "rest": _("{key} cannot be read, like many lines before it; the rest of the file is ignored."),
    }[one.why]
    return sentence.format(key=quoted(one.words))


def _placed(path: str, mistake: Mistake) -> str:
    return _("{path}, line {line}: ").format(path=path, line=mistake.line) + mistake.sentence


def _text(path: str) -> str:
    """Return what the file says, with its byte order mark if it has one; nothing if there is none.

    Raises `StoreError` for what is no file or cannot be read, `UsageError` for what is no small text in UTF-8.
    """
    try:
        content = read_regular(path, LARGEST + 1)
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise StoreError(_("{path} cannot be read: {error}.").format(path=path, error=error.strerror)) from error
    if len(content) > LARGEST:
        sentence = _("{path} is larger than {most} KiB, so defaults apply; write a short TOML file.")
        raise UsageError(sentence.format(path=path, most=LARGEST // 1024))
    try:
        text = content.decode("utf-8")
        wrong = content.find(b"\0")
    except UnicodeDecodeError as error:
        text, wrong = "", error.start
    if wrong >= 0:
        line = content.count(b"\n", 0, wrong) + 1
        sentence = _("{path}, line {line} is not UTF-8, so defaults apply; save the file as UTF-8.")
        raise UsageError(sentence.format(path=path, line=line))
    return text.removeprefix(BOM)


def from_words(name: str, text: str) -> object:
    """Return what a user typed for a key as a TOML value: numbers and lists as such, all else as text."""
    key = known(name)
    if isinstance(key.default, list) and not text.lstrip().startswith("["):
        return [part for word in re.split("[,;]", text) if (part := word.strip())]
    if isinstance(key.default, str):
        return text.strip()
    try:
        meant = tomllib.loads(f"value = {text}")["value"] if isinstance(key.default, list) else read(name, text)
    except (ValueError, RecursionError, UsageError):
        return text
    if isinstance(key.default, list):
        return meant
    return int(meant) if isinstance(key.default, int) and meant == int(meant) else meant


def check(name: str, text: str) -> object:
    """Return what a user typed for a key as a TOML value; raises `UsageError` for what will not do."""
    value = from_words(name, text)
    read(name, value)
    return value


def write(path: str, name: str, text: str) -> None:
    """Set one key in the file, leaving comments, line ends and all else as they are.

    Raises `UsageError` for a key or value that will not do, and for a file with broken syntax: it is not
    overwritten. Raises `StoreError` for what is no file.
    """
    import tomlkit  # noqa: PLC0415 - only needed for writing
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415 - like the rest of it

    value = check(name, text)
    before = _text(path)
    try:
        document = tomlkit.parse(before)
        *sections, key = name.split(".")
        table: Any = document  # tomlkit's tables are dicts, which their types do not say
        for section in sections:
            table = table.setdefault(section, tomlkit.table())
            if not isinstance(table, dict):
                raise _to_mend(path, [Mistake(1, quoted(section))])
        table[key] = value
        after = tomlkit.dumps(document)
    except (TOMLKitError, ValueError, RecursionError) as error:
        raise _to_mend(path, _read(before)[1] or [Mistake(1, one_line(error))]) from error
    _replace(path, after)


def _to_mend(path: str, mistakes: Sequence[Mistake]) -> UsageError:
    where = _("line {line}: ").format(line=mistakes[0].line) + mistakes[0].sentence.rstrip(".")
    return UsageError(_("{path} has a mistake; fix it first: {error}.").format(path=path, error=where))


def _replace(path: str, text: str) -> None:
    """Write beside the file and put it in its place, so that a crash leaves the old or the new one.

    A byte order mark and the line ends of Windows stay, if the file had them throughout.
    """
    from contextlib import suppress  # noqa: PLC0415 - only needed for writing
    from tempfile import mkstemp  # noqa: PLC0415

    from coretui.paths import private_folder  # noqa: PLC0415

    path = os.path.realpath(path)  # a link to a file kept elsewhere stays a link
    refuse_irregular(path)
    private_folder(os.path.dirname(path))
    found = os.stat(path) if os.path.exists(path) else None
    if found and not found.st_mode & stat.S_IWUSR:
        raise StoreError(_("{path} was made read-only, so it is left as it is.").format(path=path))
    beside = ""
    try:
        before = read_regular(path, LARGEST) if os.path.exists(path) else b""
        content = text.encode()
        if b"\r\n" in before and before.count(b"\n") == before.count(b"\r\n"):
            content = re.sub(b"(?<!\r)\n", b"\r\n", content)
        if before.startswith(BOM.encode()):
            content = BOM.encode() + content
        if found and found.st_nlink > 1:  # it has another name, which is to mean the same file afterwards
            with open(path, "r+b") as file:
                file.write(content)
                file.truncate()
            return
        # A new one can be read by its owner only; one that was there stays as its owner made it.
        number, beside = mkstemp(prefix=f"{os.path.basename(path)}.", dir=os.path.dirname(path))
        with open(number, "wb") as file:
            file.write(content)
            if found:
                os.fchmod(number, stat.S_IMODE(found.st_mode))
        os.replace(beside, path)
    except OSError as error:
        with suppress(OSError):
            os.remove(beside)
        sentence = _("{path} cannot be written ({error}).").format(path=path, error=error.strerror)
        raise StoreError(sentence) from error
