"""Answers sent piece by piece, which clients can tell from ones that were cut short."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import TypeVar, cast

import structlog
from litestar import Response
from litestar.response.base import ASGIResponse
from litestar.types import Message, Receive, Scope, Send

from piggypulse_http.edge.methods import asked_as_head
from piggypulse_http.edge.problems import place_of
from piggypulse_http.edge.request_id import request_id_of

STALLED_SECONDS = 30
"""How long a client may take to read one piece."""

STREAMED_SECONDS_MAX = 30 * 60
"""How long a whole answer may take: as long as this, what was deleted meanwhile takes up room."""

Pieces = AbstractAsyncContextManager[AsyncIterator[bytes]]


Content = TypeVar("Content")


class StreamTooSlow(Exception):
    """A client reads so slowly that others would have to wait for what it holds."""


class Stream(Response[Content]):
    """What a handler answers with instead of the whole content, which it names for the document."""

    def __init__(self, *, pieces: Pieces, media_type: str, headers: dict[str, str]) -> None:
        super().__init__(content=cast("Content", None), media_type=media_type, headers=headers)
        self._pieces = pieces

    def to_asgi_response(self, *_: object, **__: object) -> "Streamed":
        return Streamed(
            pieces=self._pieces, media_type=str(self.media_type), headers=dict(self.headers)
        )


class Streamed(ASGIResponse):
    """An answer of 200 out of pieces that are made while it is sent.

    What refuses before the first piece is answered as ever. What fails later ends the connection
    without the last chunk (RFC 9112, 8): a client knows that the body is incomplete. Whatever
    the pieces hold on to is let go of before the last chunk, or as soon as nobody reads on.
    """

    _should_set_content_length = False

    def __init__(
        self,
        *,
        pieces: Pieces,
        media_type: str,
        headers: dict[str, str],
        stalled_seconds: float = STALLED_SECONDS,
        seconds_max: float = STREAMED_SECONDS_MAX,
    ) -> None:
        super().__init__(media_type=media_type, headers=headers)
        self._pieces = pieces
        self._stalled_seconds = stalled_seconds
        self._seconds_max = seconds_max

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if asked_as_head(scope=scope):
            await self.start_response(send)
            await send(_piece(b"", more=False))
            return
        gone = asyncio.create_task(_disconnected(receive))
        begun = _Begun(send=send)
        try:
            if await self._sent(begun, gone=gone):
                await send(_piece(b"", more=False))
        except Exception as error:
            if not begun.is_so:
                raise
            _note_torn(error, scope=scope)
        finally:
            gone.cancel()

    async def _sent(self, send: "_Begun", *, gone: asyncio.Task[None]) -> bool:
        """Whether somebody has read every piece."""
        ends_at = asyncio.get_running_loop().time() + self._seconds_max
        async with self._pieces as pieces:
            async for piece in pieces:
                if gone.done():
                    return False
                await self._send(piece, send)
                if asyncio.get_running_loop().time() > ends_at:
                    raise StreamTooSlow
        return True

    async def _send(self, piece: bytes, send: "_Begun") -> None:
        try:
            async with asyncio.timeout(self._stalled_seconds):
                if not send.is_so:
                    await self.start_response(send)
                await send(_piece(piece, more=True))
        except TimeoutError:
            raise StreamTooSlow from None


@dataclass(slots=True)
class _Begun:
    """Sends, and knows whether anything was."""

    send: Send
    is_so: bool = False

    async def __call__(self, message: Message) -> None:
        self.is_so = True
        await self.send(message)


def _piece(body: bytes, *, more: bool) -> Message:
    return {"type": "http.response.body", "body": body, "more_body": more}


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _note_torn(error: Exception, *, scope: Scope) -> None:
    """The server ends the connection of an answer that was not finished."""
    file, line = place_of(error)
    structlog.get_logger().error(
        "answer_torn",
        error=type(error).__name__,
        file=file,
        line=line,
        request_id=request_id_of(scope=scope),
    )
