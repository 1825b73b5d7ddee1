"""SQLite's record format: the numbers of variable length, and the values of a row as they lie in a cell.

Source: https://www.sqlite.org/fileformat2.html, "Record Format".
"""

from __future__ import annotations

import struct

Stored = None | int | float | str | bytes
INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""Bytes of an integer, by its serial type."""
REAL, ZERO, ONE = 7, 8, 9
RESERVED = (10, 11)
"""Serial types that no file on a disk has."""
SHORTEST = 2
"""Bytes of a record at least: the length of its header, and one serial type."""


class NoRecordError(ValueError):
    """What lies there is no record."""


def varint(data: bytes, at: int) -> tuple[int, int]:
    """Return the number of variable length at a place, and the place after it. Raises `NoRecordError`."""
    number = 0
    try:
        for length in range(1, 9):
            byte = data[at + length - 1]
            number = (number << 7) | (byte & 0x7F)
            if byte < 0x80:
                return number, at + length
        return (number << 8) | data[at + 8], at + 9
    except IndexError:
        raise NoRecordError from None


def values_of(record: bytes) -> tuple[Stored, ...]:
    """Return the values of a record; raises `NoRecordError` where a byte of it cannot be so.

    Text is UTF-8, strictly: a damaged letter is hardly ever a letter still.
    """
    length, at = varint(record, 0)
    if not SHORTEST <= length <= len(record):
        raise NoRecordError
    kinds = []
    while at < length:
        kind, at = varint(record, at)
        kinds.append(kind)
    if at != length:
        raise NoRecordError
    values = []
    for kind in kinds:
        value, at = _value(record, at, kind)
        values.append(value)
    if at != len(record):
        raise NoRecordError
    return tuple(values)


def _value(record: bytes, at: int, kind: int) -> tuple[Stored, int]:
    """Return a value of a serial type, and the place after it."""
    if kind == 0:
        return None, at
    if kind in (ZERO, ONE):
        return kind - ZERO, at
    if kind in RESERVED:
        raise NoRecordError
    size = 8 if kind == REAL else INTEGERS.get(kind) or (kind - 12) // 2
    found = record[at : at + size]
    if len(found) < size:
        raise NoRecordError
    if kind in INTEGERS:
        return int.from_bytes(found, "big", signed=True), at + size
    if kind == REAL:
        return float(struct.unpack(">d", found)[0]), at + size
    if kind % 2 == 0:
        return found, at + size
    try:
        return found.decode("utf-8"), at + size
    except UnicodeDecodeError:
        raise NoRecordError from None
