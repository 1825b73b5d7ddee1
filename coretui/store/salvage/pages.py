"""The pages of a database file as they lie on the disk, its log of writes laid over them: read without SQLite.

SQLite reads nothing of a file that was cut, and nothing below a page that is gone. The rows of a table all lie in
its leaf pages, and each of these can be read by itself.

Source: https://www.sqlite.org/fileformat2.html, "B-tree Pages", "Cell Payload Overflow Pages", "The Freelist".
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import BinaryIO

from coretui.paths import companions
from coretui.store.place import HEADER
from coretui.store.salvage.log import committed, is_page_size, logged_size
from coretui.store.salvage.records import NoRecordError, Stored, values_of, varint

USUAL = 4096
"""The size of a page in a store that coretui made."""
LEAF = 0x0D
"""The first byte of a page that holds rows of a table."""
KINDS = frozenset({0x02, 0x05, 0x0A, LEAF})
"""First bytes of the pages of tables and indexes."""
FRACTIONS = bytes((64, 32, 32))
"""The payload fractions, the same in every header: where they are, the words beside them are sound, too."""
LONGEST = 1 << 24
"""Bytes of a row at most: far more than any that coretui writes."""


@dataclass(frozen=True, slots=True)
class PageRow:
    """A row as it lies in a page: its number there, and its values."""

    number: int
    values: tuple[Stored, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page with rows of one table, and how many of its rows could not be read."""

    number: int
    rows: tuple[PageRow, ...]
    unread: int


class Pages:
    """The pages of a file and of the log beside it, one after the other; never more than a few in memory.

    Either of the two may be missing. `missing` is how many pages were cut off, `lost` are the numbers of those in
    which nothing can be told: complete when all `leaves` have been read. Raises `OSError`.
    """

    def __init__(self, path: str) -> None:
        self.lost: set[int] = set()
        self._followed: set[int] = set()
        with ExitStack() as opening:
            self._file = _opened(path, opening)
            self._log = _opened(companions(path)[0], opening)
            self._files = opening.pop_all()
        header = self._file.read(HEADER) if self._file else b""
        self.size, self._usable = self._sizes(header)
        self._logged = committed(self._log, self.size) if self._log and logged_size(self._log) else {}
        stored = _length(self._file) // self.size if self._file else 0
        self.count = max([stored, *self._logged])
        self.missing = max(0, _told(self.page(1)) - self.count)
        self._free = self._free_pages()

    def __enter__(self) -> Pages:
        """Give the pages."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the files."""
        self._files.close()

    def _sizes(self, header: bytes) -> tuple[int, int]:
        """Return the bytes of a page, and those of them that SQLite uses; what cannot be read is as usual."""
        logged = logged_size(self._log) if self._log else 0
        size, reserved = int.from_bytes(header[16:18], "big"), header[20] if len(header) > 20 else 0
        size = 65536 if size == 1 else size
        if is_page_size(size) and header[21:24] == FRACTIONS and logged in (0, size):
            return size, size - reserved
        return (logged or USUAL,) * 2

    def page(self, number: int) -> bytes:
        """Return a page as it was last committed; empty where there is none."""
        if number < 1:
            return b""
        if self._log and number in self._logged:
            self._log.seek(self._logged[number])
            return self._log.read(self.size)
        if self._file is None:
            return b""
        self._file.seek((number - 1) * self.size)
        return self._file.read(self.size)

    def leaves(self) -> Iterator[Leaf]:
        """Yield the pages that hold rows, in their order."""
        unknown = set()
        for number in range(1, self.count + 1):
            if number in self._free:
                continue
            page = self.page(number)
            kind = page[_start(number) : _start(number) + 1]
            if kind and kind[0] == LEAF and len(page) == self.size:
                yield self._leaf(number, page)
            elif not kind or kind[0] not in KINDS:
                unknown.add(number)
        self.lost |= unknown - self._followed

    def _leaf(self, number: int, page: bytes) -> Leaf:
        start = _start(number)
        cells = int.from_bytes(page[start + 3 : start + 5], "big")
        pointers = start + 8
        if pointers + 2 * cells > self._usable:
            self.lost.add(number)
            return Leaf(number, (), 0)
        rows, unread = [], 0
        for cell in range(cells):
            at = int.from_bytes(page[pointers + 2 * cell : pointers + 2 * cell + 2], "big")
            if not pointers + 2 * cells <= at < self._usable:
                unread += 1
                continue
            try:
                length, at = varint(page, at)
                row, at = varint(page, at)
                rows.append(PageRow(row, values_of(self._payload(page, at, length))))
            except NoRecordError:
                unread += 1
        return Leaf(number, tuple(rows), unread)

    def _payload(self, page: bytes, at: int, length: int) -> bytes:
        """Return the bytes of a row, those on overflow pages included. Raises `NoRecordError`."""
        if length > LONGEST:
            raise NoRecordError
        if length <= self._usable - 35:
            return page[at : at + length] if at + length <= self._usable else _nothing()
        least = (self._usable - 12) * 32 // 255 - 23
        most = least + (length - least) % (self._usable - 4)
        local = most if most <= self._usable - 35 else least
        found = bytearray(page[at : at + local])
        following = int.from_bytes(page[at + local : at + local + 4], "big")
        chain = set()
        while len(found) < length:
            more = self.page(following)
            if following in chain or len(more) < self.size:
                raise NoRecordError
            chain.add(following)
            found += more[4 : 4 + min(self._usable - 4, length - len(found))]
            following = int.from_bytes(more[:4], "big")
        self._followed |= chain
        return bytes(found)

    def _free_pages(self) -> frozenset[int]:
        """Return the pages that nothing is in any more, as the file lists them; none if that list is not sound.

        What was deleted long ago still lies in them, and would come back.
        """
        header = self.page(1)[:HEADER]
        trunk, count = int.from_bytes(header[32:36], "big"), int.from_bytes(header[36:40], "big")
        if len(header) < HEADER or not 0 < count < self.count:
            return frozenset()
        found: set[int] = set()
        while trunk:
            page = self.page(trunk)
            leaves = int.from_bytes(page[4:8], "big")
            if trunk in found or len(page) < self.size or leaves > self._usable // 4 - 2:
                return frozenset()
            named = {int.from_bytes(page[at : at + 4], "big") for at in range(8, 8 + 4 * leaves, 4)}
            found |= {trunk, *named}
            trunk = int.from_bytes(page[:4], "big")
        sound = len(found) == count and all(2 <= number <= self.count for number in found)
        return frozenset(found) if sound else frozenset()


def _opened(path: str, opening: ExitStack) -> BinaryIO | None:
    try:
        return opening.enter_context(open(path, "rb"))
    except FileNotFoundError:
        return None


def _length(file: BinaryIO) -> int:
    return file.seek(0, 2)


def _told(first: bytes) -> int:
    """Return how many pages there are by the first one's own words; 0 where these say nothing."""
    if first[21:24] != FRACTIONS or first[24:28] != first[92:96]:
        return 0
    return int.from_bytes(first[28:32], "big")


def _start(number: int) -> int:
    """Return where a page begins: the first one after the header of the file."""
    return HEADER if number == 1 else 0


def _nothing() -> bytes:
    raise NoRecordError
