"""The settings: one TOML file, every key typed and checked, every mistake named with its line.

What cannot be read keeps its default, so a mistake never keeps the app from starting.
"""

from __future__ import annotations

import os
import re
import tomllib
from typing import Any

from coretui.errors import StoreError, UsageError
from coretui.i18n import _
from coretui.settings.keys import KEYS, Settings, known, read, settings_from


def written_at(path: str) -> int:
    """Return when the file was last written, in nanoseconds; 0 if there is none."""
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0


def load(path: str) -> tuple[Settings, tuple[str, ...]]:
    """Read the settings; a sentence for each mistake, naming file, line and key. No file: the defaults."""
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    except FileNotFoundError:
        return Settings.of(), ()
    except (OSError, UnicodeDecodeError) as error:
        return Settings.of(), (_("{path} cannot be read: {error}.").format(path=path, error=error),)
    document, problems = _parse(text, path)
    written: dict[str, object] = {}
    for name, value in _flat(document):
        try:
            read(name, value)
            written[name] = value
        except UsageError as error:
            where = _("{path}, line {line}: ").format(path=path, line=_line_of(text, name))
            problems.append(where + str(error))
    return settings_from(written), tuple(problems)


def as_written(path: str) -> dict[str, object]:
    """Return every key as TOML writes it: what the file says where that will do, else the default."""
    try:
        with open(path, encoding="utf-8") as file:
            document = _parse(file.read(), path)[0]
    except (OSError, UnicodeDecodeError):
        document = {}
    written = {name: key.default for name, key in KEYS.items()}
    for name, value in _flat(document):
        try:
            read(name, value)
        except UsageError:
            continue
        written[name] = value
    return written


def from_words(name: str, text: str) -> object:
    """Return what a user typed for a key as a TOML value: numbers and lists as such, all else as text."""
    if name in KEYS and isinstance(KEYS[name].default, list) and not text.lstrip().startswith("["):
        return [part.strip() for part in text.split(",") if part.strip()]
    if isinstance(known(name).default, str):
        return text
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except ValueError:
        return text


def write(path: str, name: str, text: str) -> None:
    """Set one key in the file, leaving comments and all else as they are.

    Raises `UsageError` for a key or value that will not do, and for a file with broken syntax: it is not
    overwritten.
    """
    import tomlkit  # noqa: PLC0415 - only needed for writing
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415 - like the rest of it

    value = from_words(name, text)
    read(name, value)
    try:
        with open(path, encoding="utf-8") as file:
            document = tomlkit.parse(file.read())
    except FileNotFoundError:
        document = tomlkit.document()
    except (TOMLKitError, OSError, UnicodeDecodeError) as error:
        raise UsageError(
            _("{path} has a mistake, mend it first: {error}.").format(path=path, error=error)
        ) from error
    *sections, key = name.split(".")
    table: Any = document  # tomlkit's tables are dicts, which their types do not say
    for section in sections:
        table = table.setdefault(section, tomlkit.table())
        if not isinstance(table, dict):
            raise UsageError(_("{path} has a mistake, mend it first: {error}.").format(path=path, error=section))
    table[key] = value
    _replace(path, tomlkit.dumps(document))


def _replace(path: str, text: str) -> None:
    """Write beside the file and put it in its place, so that a crash leaves the old or the new one."""
    from coretui.paths import FILE_MODE, private_folder  # noqa: PLC0415 - only needed for writing

    path = os.path.realpath(path)  # a link to a file kept elsewhere stays a link
    private_folder(os.path.dirname(path))
    beside = f"{path}.new"
    try:
        with open(
            os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE_MODE), "w", encoding="utf-8"
        ) as file:
            file.write(text)
        os.replace(beside, path)
    except OSError as error:
        sentence = _("{path} cannot be written: {error}.").format(path=path, error=error.strerror)
        raise StoreError(sentence) from error


def _parse(text: str, path: str) -> tuple[dict[str, object], list[str]]:
    """Read TOML past what is broken: each line that cannot be read is reported, and read over."""
    problems: list[str] = []
    lines = text.splitlines()
    while True:
        try:
            return tomllib.loads("\n".join(lines)), problems
        except ValueError as error:  # a TOMLDecodeError, or a number with too many digits
            # What was left open is noticed further down; it began after the last line up to which all is well.
            match = re.search(r"line (\d+)", str(error))
            number = int(match[1]) if match else len(lines)
            while not _can_be_read(lines[: number - 1]):
                number -= 1
            problems.append(
                _("{path}, line {line}: {key} cannot be read: {error}.").format(
                    path=path, line=number, key=lines[number - 1].split("=")[0].strip(), error=error
                )
            )
            lines[number - 1] = ""


def _can_be_read(lines: list[str]) -> bool:
    try:
        tomllib.loads("\n".join(lines))
    except ValueError:
        return False
    return True


def _flat(document: dict[str, object]) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for name, value in document.items():
        if isinstance(value, dict):
            found += ((f"{name}.{key}", inner) for key, inner in _flat(value))
        else:
            found.append((name, value))
    return found


def _line_of(text: str, name: str) -> int:
    """Return the number of the line on which a key stands, or else its section; 1 if it cannot be told."""
    for wanted in (name, name.split(".", maxsplit=1)[0]):
        section = ""
        for number, line in enumerate(text.splitlines(), 1):
            if heading := re.match(r"\s*\[+([^\]]*)", line):
                written = section = _bare(heading[1])
            else:
                written = f"{section}.{_bare(line.partition('=')[0])}".lstrip(".")
            if f"{written}.".startswith(f"{wanted}."):
                return number
    return 1


def _bare(key: str) -> str:
    """Return a key as TOML writes it, without its quotes and spaces."""
    return re.sub(r"[\s\"']", "", key)
