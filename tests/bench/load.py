"""Requests over kept-alive connections, as fast as they are answered."""

import asyncio
import json
import re
import time
from dataclasses import dataclass
from http import HTTPStatus

_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request, sent again and again."""

    method: str
    path: str
    token: str
    body: object = None

    def written(self) -> bytes:
        """As it goes over the wire."""
        body = b"" if self.body is None else json.dumps(self.body).encode()
        head = [
            f"{self.method} {self.path} HTTP/1.1",
            "Host: localhost",
            f"Authorization: Bearer {self.token}",
            f"Content-Length: {len(body)}",
        ]
        if body:
            head.append("Content-Type: application/json")
        return "\r\n".join([*head, "", ""]).encode() + body


async def served_rate(*, port: int, asked: Asked, clients: int, seconds: int) -> float:
    """How many answers a second so many clients get."""
    until = time.monotonic() + seconds
    counts = await asyncio.gather(
        *[_ask(port=port, message=asked.written(), until=until) for _ in range(clients)]
    )
    return sum(counts) / seconds


async def exchanged(
    message: bytes, *, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> tuple[int, bytes]:
    """Send a request over a connection; status and body of its answer."""
    writer.write(message)
    head = await reader.readuntil(b"\r\n\r\n")
    found = _LENGTH.search(head)
    return int(head[9:12]), await reader.readexactly(int(found[1]) if found else 0)


async def _ask(*, port: int, message: bytes, until: float) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    count = 0
    while time.monotonic() < until:
        status, body = await exchanged(message, reader=reader, writer=writer)
        if status >= HTTPStatus.BAD_REQUEST:
            raise RuntimeError(body.decode())
        count += 1
    writer.close()
    await writer.wait_closed()
    return count
