"""One connection to a D-Bus daemon; dbus-fast is loaded only when one is opened."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from coretui.desktop.signs.source import NoSignError, WatchHealth

if TYPE_CHECKING:
    from dbus_fast import Message
    from dbus_fast.aio import MessageBus

PROPERTIES = "org.freedesktop.DBus.Properties"
DAEMON = "org.freedesktop.DBus"


def own_session_address(environ: Mapping[str, str]) -> str:
    """Return where the session bus of the person's own desk listens, empty if there is none: for signs of them.

    Over SSH there is none: the far machine's session bus belongs to whoever sits there.
    """
    return "" if environ.get("SSH_CONNECTION") else session_address(environ)


def session_address(environ: Mapping[str, str]) -> str:
    """Return where the session bus of this machine listens, empty if there is none: for sending notices.

    It may be that of another desk than the person's: what is sent over SSH is shown where the sender runs.
    """
    if address := environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return address
    folder = environ.get("XDG_RUNTIME_DIR")
    return f"unix:path={folder}/bus" if folder and os.path.exists(f"{folder}/bus") else ""


def system_address(environ: Mapping[str, str]) -> str:
    """Return where the bus of the machine listens, empty if there is none."""
    if address := environ.get("DBUS_SYSTEM_BUS_ADDRESS"):
        return address
    path = "/run/dbus/system_bus_socket"
    return f"unix:path={path}" if os.path.exists(path) else ""


class Bus:
    """A connection to a bus that is opened, asked and closed; whoever uses it sets the time limit."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._bus: MessageBus | None = None
        self._gone: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Connect; raise `NoSignError` or what dbus-fast raises, of which there is a great variety."""
        if not self._address:
            raise NoSignError(WatchHealth.ABSENT)
        try:
            from dbus_fast.aio import MessageBus  # noqa: PLC0415 - only who has a bus pays for it
        except ImportError as error:
            raise NoSignError(WatchHealth.ABSENT) from error
        # Without a handler its warnings would be printed across the screen.
        logging.getLogger("dbus_fast").addHandler(logging.NullHandler())
        self._bus = await MessageBus(bus_address=self._address).connect()
        self._gone = asyncio.create_task(self._wait(self._bus))

    @staticmethod
    async def _wait(bus: MessageBus) -> None:
        with contextlib.suppress(Exception):  # it raises what cut the line
            await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]  # dbus-fast's own has no types

    async def call(self, service: str, path: str, member: str, *arguments: str) -> Any:
        """Call a method `interface.name` with texts and return its first answer; never start a service.

        What type that has is said in the answer, by the service.

        Raises `NoSignError` if the answer is an error.
        """
        from dbus_fast import Message, MessageFlag, MessageType  # noqa: PLC0415 - loaded with the bus

        if self._bus is None or not self._bus.connected:
            raise NoSignError(WatchHealth.LOST)
        interface, _, name = member.rpartition(".")
        reply = await self._bus.call(
            Message(
                destination=service,
                path=path,
                interface=interface,
                member=name,
                signature="s" * len(arguments),
                body=list(arguments),
                flags=MessageFlag.NO_AUTOSTART,
            )
        )
        if reply.message_type is MessageType.ERROR:
            raise NoSignError(WatchHealth.ABSENT)
        return reply.body[0] if reply.body else None

    async def get(self, service: str, path: str, interface: str, name: str) -> Any:
        """Return the value of a property, of whatever type; raise `NoSignError` if there is none."""
        variant = await self.call(service, path, f"{PROPERTIES}.Get", interface, name)
        return variant.value

    async def listen(self, rules: Sequence[str], handle: Callable[[Message], None]) -> None:
        """Have every signal that fits one of the match rules handed on."""
        for rule in rules:
            await self.call(DAEMON, "/org/freedesktop/DBus", f"{DAEMON}.AddMatch", f"type='signal',{rule}")
        if self._bus is not None:
            self._bus.add_message_handler(handle)

    async def closed(self, within: float) -> bool:
        """Wait until the connection is gone, at most so many seconds; tell whether it is."""
        if self._gone is None:
            return True
        done, _ = await asyncio.wait([self._gone], timeout=within)
        return bool(done)

    async def close(self) -> None:
        """Disconnect, if connected."""
        bus, gone, self._bus, self._gone = self._bus, self._gone, None, None
        if bus is not None and gone is not None:
            bus.disconnect()
            await asyncio.wait([gone], timeout=1)
            gone.cancel()
