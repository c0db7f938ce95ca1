"""Answers sent piece by piece: their end, and every way not to come to it."""

import asyncio
from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, cast

import httpx
import pytest
from litestar.types import Receive, Scope, Send
from structlog.testing import capture_logs

from piggypulse_adapters.postgres.failures import DatabaseUnavailable
from piggypulse_http.edge.protocol import GuardedProtocol
from piggypulse_http.edge.streaming import Streamed
from tests.api.edge.test_protocol import running


@dataclass(slots=True)
class Source:
    """Pieces that hold on to something, and may fail before one of them."""

    fails_at: int | None = None
    pieces: tuple[bytes, ...] = (b"one ", b"two ", b"three")
    given: int = 0
    is_open: bool = False
    was_open: bool = False

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[AsyncIterator[bytes]]:
        self.is_open = self.was_open = True
        try:
            yield self._each()
        finally:
            self.is_open = False

    async def _each(self) -> AsyncIterator[bytes]:
        for number, piece in enumerate(self.pieces):
            if number == self.fails_at:
                raise DatabaseUnavailable
            self.given += 1
            yield piece


@dataclass(slots=True)
class Line:
    """The connection to a client, who may read slowly or leave."""

    source: Source
    stays_for: int = 99
    blocked: bool = False
    sent: list[MutableMapping[str, Any]] = field(default_factory=list)
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    open_at_the_end: bool | None = None

    async def receive(self) -> dict[str, object]:
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: MutableMapping[str, Any]) -> None:
        if self.blocked and self.bodies:
            await asyncio.get_running_loop().create_future()
        self.sent.append(message)
        if message["type"] == "http.response.body" and not message["more_body"]:
            self.open_at_the_end = self.source.is_open
        if len(self.bodies) >= self.stays_for:
            self.gone.set()
            await asyncio.sleep(0)

    @property
    def bodies(self) -> list[bytes]:
        return [one["body"] for one in self.sent if one["type"] == "http.response.body"]

    @property
    def is_complete(self) -> bool:
        return bool(self.sent) and self.sent[-1].get("more_body") is False


async def answer(
    line: Line, *, head: bool = False, stalled_seconds: float = 30, seconds_max: float = 30
) -> None:
    streamed = Streamed(
        pieces=line.source.opened(),
        media_type="text/csv",
        headers={"content-disposition": "attachment"},
        stalled_seconds=stalled_seconds,
        seconds_max=seconds_max,
    )
    state = {"piggypulse_asked_as_head": head, "piggypulse_request_id": "1"}
    await cast("Any", streamed)({"type": "http", "state": state}, line.receive, line.send)


async def test_every_piece_is_sent_and_nothing_held_at_the_end() -> None:
    line = Line(Source())

    await answer(line)

    assert dict(line.sent[0]["headers"]) == {
        b"content-type": b"text/csv; charset=utf-8",
        b"content-disposition": b"attachment",
    }
    assert b"".join(line.bodies) == b"one two three"
    assert (line.is_complete, line.open_at_the_end) == (True, False)


async def test_asked_as_head_it_opens_nothing() -> None:
    line = Line(Source())

    await answer(line, head=True)

    assert (b"".join(line.bodies), line.is_complete) == (b"", True)
    assert not line.source.was_open


async def test_what_fails_before_the_first_piece_is_a_refusal() -> None:
    line = Line(Source(fails_at=0))

    with pytest.raises(DatabaseUnavailable):
        await answer(line)

    assert line.sent == []
    assert not line.source.is_open


async def test_what_fails_later_is_cut_short_and_written_down() -> None:
    line = Line(Source(fails_at=2))

    with capture_logs() as logs:
        await answer(line)

    assert (line.bodies, line.is_complete) == ([b"one ", b"two "], False)
    assert not line.source.is_open
    assert [(one["event"], one["error"]) for one in logs] == [
        ("answer_torn", "DatabaseUnavailable")
    ]


async def test_nothing_more_is_made_for_whoever_has_left() -> None:
    line = Line(Source(), stays_for=1)

    with capture_logs() as logs:
        await answer(line)

    assert (line.bodies, line.is_complete, line.source.given) == ([b"one "], False, 2)
    assert not line.source.is_open
    assert logs == []


@pytest.mark.parametrize("fails_at", [None, 2])
async def test_a_client_can_tell_a_body_that_was_cut_short(fails_at: int | None) -> None:
    """Over the real server: without the last chunk, and with the connection closed."""
    source = Source(fails_at=fails_at)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        scope["state"] = {"piggypulse_request_id": "1"}
        streamed = Streamed(pieces=source.opened(), media_type="text/csv", headers={})
        await streamed(scope, receive, send)

    async with running(GuardedProtocol, app=app) as port, httpx.AsyncClient() as client:
        if fails_at is None:
            assert (await client.get(f"http://127.0.0.1:{port}/")).text == "one two three"
        else:
            with capture_logs(), pytest.raises(httpx.RemoteProtocolError, match="incomplete"):
                await client.get(f"http://127.0.0.1:{port}/")

    assert (source.was_open, source.is_open) == (True, False)


@pytest.mark.parametrize(("stalled_seconds", "seconds_max"), [(0.01, 30), (30, -1)])
async def test_nobody_holds_on_to_it_by_reading_slowly(
    stalled_seconds: float, seconds_max: float
) -> None:
    line = Line(Source(), blocked=seconds_max > 0)

    with capture_logs() as logs:
        await answer(line, stalled_seconds=stalled_seconds, seconds_max=seconds_max)

    assert not line.is_complete
    assert not line.source.is_open
    assert [one["error"] for one in logs] == ["StreamTooSlow"]
