"""X11's idle time, asked of the server in its own protocol (the MIT-SCREEN-SAVER extension).

Not through libXss: Xlib ends the process when its server goes away, even in the middle of connecting, where
no handler can be set yet; and it waits for ever for one that hangs, such as a forwarded display whose line is
dead. On a socket of our own both are ordinary errors, and no library has to be installed.
"""

from __future__ import annotations

import asyncio
import os
import re
import socket
import struct
import sys
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from coretui.desktop.signs.source import NoSignError, Rest, WatchHealth

COOKIE = b"MIT-MAGIC-COOKIE-1"
ERROR, REPLY, GENERIC_EVENT = 0, 1, 35
PACKET = 32  # bytes of an event, an error and the fixed part of a reply
LOCAL_FAMILY, ANY_FAMILY = 256, 0xFFFF


class Display(NamedTuple):
    """Where a server listens; an empty host is this machine."""

    host: str
    number: int


def parse_display(text: str) -> Display:
    """Return what `DISPLAY` means; raise `NoSignError` if it is no display."""
    match = re.fullmatch(r"([\w.:\[\]/-]*):(\d+)(?:\.\d+)?", text)
    if not match:
        raise NoSignError(WatchHealth.ABSENT)
    host = match[1]
    return Display("" if host.partition("/")[0] == "unix" else host.strip("[]"), int(match[2]))


def cookies(authority: bytes, number: int, hostname: str) -> list[bytes]:
    """Return the keys for a display in the bytes of an `.Xauthority` file, those for this machine first."""
    ours: list[bytes] = []
    others: list[bytes] = []
    for family, address, display, name, key in _entries(authority):
        if name == COOKIE and display in {b"", str(number).encode()}:
            here = family == ANY_FAMILY or (family == LOCAL_FAMILY and address == hostname.encode())
            (ours if here else others).append(key)
    return ours + others


def _entries(authority: bytes) -> Iterator[tuple[int, bytes, bytes, bytes, bytes]]:
    at = 0
    while at + 2 <= len(authority):
        (family,) = struct.unpack_from(">H", authority, at)
        at += 2
        parts = []
        for _part in range(4):
            if at + 2 > len(authority):
                return
            (length,) = struct.unpack_from(">H", authority, at)
            parts.append(authority[at + 2 : at + 2 + length])
            at += 2 + length
        yield family, parts[0], parts[1], parts[2], parts[3]


def _padded(words: bytes) -> bytes:
    return words + bytes(-len(words) % 4)


class X11:
    """The idle time of the whole display.

    Over `ssh -X` the display is the one at the person's own desk, so its answer is right there too. Under
    Wayland it is not: XWayland sees only the keys that go to X11 windows.
    """

    name = "X11"
    every = 1.0
    grain = 0.0
    complete = True
    beside = False

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._question = b""

    async def open(self) -> None:
        """Connect to the display that the environment names."""
        if not self._environ.get("DISPLAY"):
            raise NoSignError(WatchHealth.ABSENT)
        if self._environ.get("WAYLAND_DISPLAY") or self._environ.get("XDG_SESSION_TYPE") == "wayland":
            raise NoSignError(WatchHealth.WAYLAND)
        display = parse_display(self._environ["DISPLAY"])
        root = await self._connect(display)
        if await self._extension(b"XWAYLAND") is not None:
            raise NoSignError(WatchHealth.WAYLAND)
        opcode = await self._extension(b"MIT-SCREEN-SAVER")
        if opcode is None:
            raise NoSignError(WatchHealth.ABSENT)
        self._question = struct.pack("=BBHI", opcode, 1, 2, root)

    async def look(self) -> Rest:
        """Ask for the milliseconds since the last key or move of the mouse."""
        (milliseconds,) = struct.unpack_from("=I", await self._ask(self._question), 16)
        return Rest(milliseconds / 1000)

    async def close(self) -> None:
        """Hang up."""
        if self._streams is not None:
            self._streams[1].transport.abort()
            self._streams = None

    async def _connect(self, display: Display) -> int:
        """Be let in by the server, with one key after the other, at last with none; return its root window."""
        keys = cookies(self._authority(), display.number, socket.gethostname())[:4]
        for key in [*keys, b""]:
            if display.host:
                self._streams = await asyncio.open_connection(display.host, 6000 + display.number)
            else:
                path = f"/tmp/.X11-unix/X{display.number}"  # noqa: S108 - that is where X servers listen
                self._streams = await asyncio.open_unix_connection(path)
            if setup := await self._greet(key):
                (vendor,) = struct.unpack_from("=H", setup, 16)
                (root,) = struct.unpack_from("=I", setup, 32 + vendor + -vendor % 4 + 8 * setup[21])
                return int(root)
            await self.close()
        raise NoSignError(WatchHealth.REFUSED)

    def _authority(self) -> bytes:
        home = self._environ.get("HOME") or os.path.expanduser("~")
        try:
            with open(self._environ.get("XAUTHORITY") or os.path.join(home, ".Xauthority"), "rb") as file:
                return file.read(1 << 20)
        except OSError:
            return b""  # servers also let people in by who they are

    async def _greet(self, key: bytes) -> bytes:
        """Return the server's description of itself, empty if it did not let us in."""
        reader, writer = self._open_streams()
        order = b"l" if sys.byteorder == "little" else b"B"
        name = COOKIE if key else b""
        writer.write(struct.pack("=cxHHHHxx", order, 11, 0, len(name), len(key)) + _padded(name) + _padded(key))
        let_in, length = struct.unpack("=BxxxxxH", await reader.readexactly(8))
        described = await reader.readexactly(4 * length)
        return described if let_in == 1 else b""

    async def _extension(self, name: bytes) -> int | None:
        """Return the number by which the server knows an extension, None if it has not got it."""
        length = 2 + (len(name) + 3) // 4
        answer = await self._ask(struct.pack("=BxHHxx", 98, length, len(name)) + _padded(name))
        return answer[9] if answer[8] else None

    async def _ask(self, request: bytes) -> bytes:
        """Send a request and return its reply, without the events that servers send to everyone."""
        reader, writer = self._open_streams()
        writer.write(request)
        while True:
            packet = await reader.readexactly(PACKET)
            if packet[0] in {REPLY, GENERIC_EVENT}:
                (more,) = struct.unpack_from("=I", packet, 4)
                packet += await reader.readexactly(4 * more)
            if packet[0] == REPLY:
                return packet
            if packet[0] == ERROR:
                raise NoSignError(WatchHealth.REFUSED)

    def _open_streams(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._streams is None:
            raise NoSignError(WatchHealth.LOST)
        return self._streams
