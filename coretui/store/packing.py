"""Files that are packed: compressed, on disk when they are said to be, and unpacked within bounds."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import zlib
from contextlib import suppress
from datetime import UTC, datetime

from coretui.domain.days import Instant
from coretui.paths import FILE_MODE

PACKED = ".db.gz"
"""How the name of a packed copy ends; another one is taken as it is."""
LARGEST = 8_000_000_000
"""Bytes that a copy may unpack to: fifty years are 150 MB."""
UNREADABLE = (OSError, EOFError, ValueError, zlib.error)
"""What unpacking a damaged file ends in."""
_CHUNK = 1 << 20


def pack(source: str, target: str, at: Instant) -> str:
    """Compress a file into one for its owner only that is on disk afterwards; return the checksum of that."""
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    with os.fdopen(descriptor, "wb") as out, open(source, "rb") as plain:
        made = min(max(int(at.wall), 1), 2**32 - 1)  # what its header has room for
        with gzip.GzipFile("", "wb", 1, out, mtime=made) as packing:
            shutil.copyfileobj(plain, packing, _CHUNK)
        out.flush()
        os.fsync(out.fileno())
    return checksum(target)


def unpack(path: str, target: str) -> None:
    """Write what a copy holds into a file for its owner only. Raises `UNREADABLE` for one that is damaged."""
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    with os.fdopen(descriptor, "wb") as out, (gzip.open if path.endswith(PACKED) else open)(path, "rb") as packed:
        written = 0
        while chunk := packed.read(_CHUNK):
            written += out.write(chunk)
            if written > LARGEST:
                raise ValueError(written)


def made_at(path: str) -> datetime:
    """Return when a copy was made by what it says itself, else by the time of its file; in UTC."""
    with suppress(OSError):
        at = os.stat(path).st_mtime
        if path.endswith(PACKED):
            with open(path, "rb") as file:
                header = file.read(8)
            at = int.from_bytes(header[4:], "little") or at
        return datetime.fromtimestamp(at, UTC)
    return datetime.fromtimestamp(0, UTC)


def checksum(path: str) -> str:
    """Return the SHA-256 of a file in hexadecimal digits. Raises `OSError`."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync_folder(folder: str) -> None:
    """Have the names in a folder on disk, where a system can do that."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
