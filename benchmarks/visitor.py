"""Somebody who looks at the public map, as a server sees it: files asked for over one connection, as browsers do."""

import asyncio
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlparse

if TYPE_CHECKING:
    from asyncio import StreamReader, StreamWriter

PATIENCE_S = 30.0


@dataclass
class Visitor:
    """One phone at a map's address. The seconds of each answer are kept, and what went wrong."""

    address: str
    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    came: int = 0
    _line: "tuple[StreamReader, StreamWriter] | None" = None

    async def fetch(self, path: str) -> None:
        """Ask for a file of the map and read it whole; a connection is made anew where the server closed it."""
        start = time.perf_counter()
        try:
            async with asyncio.timeout(PATIENCE_S):
                await self._fetch(path)
        except (OSError, EOFError, TimeoutError, ValueError) as error:
            self.errors.append(f"{path}: {error!r}")
            self.leave()
        self.seconds.append(time.perf_counter() - start)

    def leave(self) -> None:
        """Close the connection."""
        if self._line:
            self._line[1].close()
        self._line = None

    async def _fetch(self, path: str) -> None:
        is_old = self._line is not None
        try:
            head = await self._head(path)
        except (ConnectionError, asyncio.IncompleteReadError):
            # A server may close a connection nobody used for a while: every browser then asks once more.
            if not is_old:
                raise
            self.leave()
            head = await self._head(path)
        await self._body(path, head)

    async def _head(self, path: str) -> list[str]:
        told = urlparse(self.address)
        if not self._line:
            self._line = await asyncio.open_connection(told.hostname, told.port)
        answers, asks = self._line
        asks.write(f"GET {told.path}{path} HTTP/1.1\r\nHost: {told.netloc}\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        return (await answers.readuntil(b"\r\n\r\n")).decode("latin-1").lower().strip().split("\r\n")

    async def _body(self, path: str, head: list[str]) -> None:
        if not self._line:
            return
        fields = dict(line.split(": ", 1) for line in head[1:])
        self.came += len(await self._line[0].readexactly(int(fields["content-length"])))
        if int(head[0].split()[1]) != HTTPStatus.OK:
            self.errors.append(f"{path}: {head[0]}")
        if head[0].startswith("http/1.0") or fields.get("connection") == "close":
            self.leave()
