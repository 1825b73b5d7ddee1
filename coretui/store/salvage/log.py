"""The log of writes beside a database file: the newest page of each number that was committed.

Source: https://www.sqlite.org/fileformat2.html, "The Write-Ahead Log".
"""

from __future__ import annotations

import struct
from typing import BinaryIO

HEADER, FRAME_HEADER = 32, 24
MAGIC, BIG_ENDIAN = 0x377F0682, 0x377F0683


def logged_size(file: BinaryIO) -> int:
    """Return the size of a page by the log's own header, in bytes; 0 if it has none that can be."""
    file.seek(0)
    header = file.read(HEADER)
    if len(header) < HEADER:
        return 0
    magic, _version, size = struct.unpack(">3I", header[:12])
    return size if magic in (MAGIC, BIG_ENDIAN) and is_page_size(size) else 0


def is_page_size(size: int) -> bool:
    """Tell whether a page can be so many bytes."""
    return 512 <= size <= 65536 and not size & (size - 1)


def committed(file: BinaryIO, size: int) -> dict[int, int]:
    """Return where in the log the newest committed page of each number begins.

    SQLite stops at the first frame that is not as it was written, and forgets all that was committed after it.
    A frame says what the checksum was when it was written, so the next one can be checked all the same: only
    the broken one is left out.
    """
    file.seek(0)
    header = file.read(HEADER)
    if len(header) < HEADER:
        return {}
    magic, salts = int.from_bytes(header[:4], "big"), header[16:24]
    order = ">" if magic == BIG_ENDIAN else "<"
    words = struct.Struct(f"{order}{(size + 8) // 4}I")
    sums = _summed(struct.unpack(f"{order}6I", header[:24]), (0, 0))
    found: dict[int, int] = {}
    waiting: dict[int, int] = {}
    at = HEADER
    while len(frame := file.read(FRAME_HEADER + size)) == FRAME_HEADER + size:
        number, commits = struct.unpack(">2I", frame[:8])
        if frame[8:16] != salts:
            break  # of an earlier round of the log
        sums = _summed(words.unpack(frame[:8] + frame[FRAME_HEADER:]), sums)
        told = struct.unpack(">2I", frame[16:24])
        if sums == told and number:
            waiting[number] = at + FRAME_HEADER
        if commits and sums == told:
            found |= waiting
            waiting = {}
        sums = told
        at += FRAME_HEADER + size
    return found


def _summed(words: tuple[int, ...], sums: tuple[int, int]) -> tuple[int, int]:
    """Add words to a checksum, as SQLite does: two at a time."""
    first, second = sums
    for number in range(0, len(words), 2):
        first = (first + words[number] + second) & 0xFFFFFFFF
        second = (second + words[number + 1] + first) & 0xFFFFFFFF
    return first, second
