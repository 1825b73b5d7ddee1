"""The lock that makes one process the keeper of the chair; the system frees it when the process dies."""

from __future__ import annotations

import os
import sys

from coretui.errors import StoreError
from coretui.i18n import _
from coretui.paths import FILE_MODE, refuse_irregular

if sys.platform == "win32":  # pragma: no cover
    import msvcrt
else:
    import fcntl


class KeeperLock:
    """An exclusive lock on a file, held from `acquire` until `release` or the end of the process."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._file: int | None = None

    @property
    def held(self) -> bool:
        """Tell whether this process is the keeper."""
        return self._file is not None

    @property
    def taken(self) -> bool:
        """Tell whether this process or another is the keeper; what cannot be looked at is nobody's."""
        try:
            return self.held or kept_by_someone(self._path)
        except StoreError:
            return False

    def acquire(self) -> bool:
        """Try to become the keeper; tell whether this process is it."""
        if self._file is None:
            self._file = _try_lock(self._path)
        return self.held

    def release(self) -> None:
        """Let another process keep the chair."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def kept_by_someone(path: str) -> bool:
    """Tell whether some process keeps the chair, without taking its place for more than a moment."""
    refuse_irregular(path)
    try:
        file = os.open(path, os.O_RDONLY)  # to look takes no right to write
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _unusable(path, error) from error
    try:
        return not _lock(file, shared=True)
    finally:
        os.close(file)


def _try_lock(path: str) -> int | None:
    """Return an open, locked file, or None if another process has the lock."""
    refuse_irregular(path)
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT, FILE_MODE)
    except OSError as error:
        raise _unusable(path, error) from error
    if _lock(file):
        return file
    os.close(file)
    return None


def _lock(file: int, *, shared: bool = False) -> bool:
    """Lock an open file, and tell whether no other process had it."""
    try:
        if sys.platform == "win32":  # pragma: no cover
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _unusable(path: str, error: OSError) -> StoreError:
    return StoreError(_("{path} cannot be used ({error}).").format(path=path, error=error.strerror))
