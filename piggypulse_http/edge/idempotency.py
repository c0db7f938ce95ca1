"""Requests that may be sent again: the answer of the first is kept, and given again."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from http import HTTPStatus
from typing import Protocol

import msgspec
from litestar.enums import ScopeType
from litestar.handlers import BaseRouteHandler, HTTPRouteHandler
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.refusal import invalid
from piggypulse_core.retries.model.kept_answer import KeyInUse, checked_key
from piggypulse_http.edge.authentication import PUBLIC
from piggypulse_http.edge.body import StrictRequest
from piggypulse_http.edge.uploads import takes_upload, uploaded

KEY_HEADER = "Idempotency-Key"
REPLAYED_HEADER = "Idempotency-Replayed"
PAUSES: Sequence[float] = (0.05, 0.1, 0.15, 0.2, *(0.25 for _ in range(38)))
"""Seconds between looking whether the first request is answered: ten in all."""

KEY_PARAMETER: Mapping[str, object] = {
    "name": KEY_HEADER,
    "in": "header",
    "required": False,
    "description": "Makes it safe to send the request again: for 24 hours the same request with "
    "the same key is given the first answer and does nothing more.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 257, "pattern": "^[!-~]+$"},
}
REPLAYED: Mapping[str, object] = {
    "description": "The request was answered before; this is that answer.",
    "required": False,
    "schema": {"type": "string", "const": "true"},
}

KEYED = "keyed"
"""The opt key of operations that take a key though they do not answer 201."""

Act = Callable[[], Awaitable[bytes | None]]

_KEPT_HEADERS = (b"content-type", b"location")


class Once(Protocol):
    """Acts, or gives the answer of the first request; raises KeyInUse and KeyReused."""

    async def __call__(
        self, *, owner: UserId, key: str, request: bytes, act: Act
    ) -> bytes | None: ...


@dataclass(frozen=True, slots=True)
class Patient:
    """Waits a while for the first request, holding nothing meanwhile."""

    once: Once
    pauses: Sequence[float] = PAUSES

    async def __call__(self, *, owner: UserId, key: str, request: bytes, act: Act) -> bytes | None:
        for pause in self.pauses:
            try:
                return await self.once(owner=owner, key=key, request=request, act=act)
            except KeyInUse:
                await asyncio.sleep(pause)
        return await self.once(owner=owner, key=key, request=request, act=act)


class AnswerAgain(ASGIMiddleware):
    """Stands next to the handlers: what it keeps has passed every guard before it."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, *, once: Once) -> None:
        self._once = once

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        key = key_in(headers=scope["headers"]) if takes_key(scope["route_handler"]) else None
        if key is None:
            await next_app(scope, receive, send)
            return
        reply = Reply()

        async def act() -> bytes | None:
            await next_app(scope, receive, reply.take)
            return reply.kept()

        body = await body_digest(scope=scope, receive=receive)
        again = await self._once(
            owner=scope["user"].id, key=key, request=digest_of(scope=scope, body=body), act=act
        )
        for message in reply.messages if again is None else messages_of(again):
            await send(message)


def takes_key(handler: BaseRouteHandler, /) -> bool:
    """Whether an operation takes a key: signed-in people's POST that creates, and what says so."""
    if not isinstance(handler, HTTPRouteHandler) or handler.opt.get(PUBLIC):
        return False
    creates = "POST" in handler.http_methods and handler.status_code == HTTPStatus.CREATED
    return creates or bool(handler.opt.get(KEYED))


def key_in(*, headers: Iterable[tuple[bytes, bytes]]) -> str | None:
    """The key a request brings; raises InvalidInput for a bad one and for two.

    draft-ietf-httpapi-idempotency-key-header has it in quotes, many clients have not.
    """
    found = [value for name, value in headers if name == KEY_HEADER.lower().encode()]
    if len(found) > 1:
        raise invalid(field=KEY_HEADER, code="bad_format", message="May be given once.")
    if not found:
        return None
    text = found[0].strip(b" \t").decode("latin-1")
    quoted = len(text) > 1 and text[0] == text[-1] == '"'
    return checked_key(text=text[1:-1] if quoted else text, field=KEY_HEADER)


async def body_digest(*, scope: Scope, receive: Receive) -> bytes:
    """The SHA-256 of the body, which is remembered so that the handler can have it as well."""
    if takes_upload(scope["route_handler"]):
        return (await uploaded(scope=scope, receive=receive)).digest
    return sha256(await StrictRequest(scope, receive).body()).digest()


def digest_of(*, scope: Scope, body: bytes) -> bytes:
    """What makes a request the same one: method, address, query and body, by their digests."""
    parts = (str(scope.get("method")).encode(), scope["path"].encode(), scope["query_string"])
    return sha256(b"".join([*(sha256(part).digest() for part in parts), body])).digest()


@dataclass(slots=True)
class Reply:
    """An answer that waits until it is certain to hold."""

    messages: list[Message] = field(default_factory=list)

    async def take(self, message: Message) -> None:
        """Stand in for the connection."""
        self.messages.append(message)

    def kept(self) -> bytes | None:
        """The answer as it is kept; None for a refusal, which is worth another try."""
        (start,) = (one for one in self.messages if one["type"] == "http.response.start")
        if start["status"] >= HTTPStatus.BAD_REQUEST:
            return None
        headers = [(name, value) for name, value in start["headers"] if name in _KEPT_HEADERS]
        body = b"".join(one["body"] for one in self.messages if one["type"] == "http.response.body")
        return msgspec.msgpack.encode((start["status"], headers, body))


_Kept = tuple[int, list[tuple[bytes, bytes]], bytes]
_DECODER = msgspec.msgpack.Decoder(_Kept)


def messages_of(kept: bytes, /) -> list[Message]:
    """A kept answer, ready to be sent, with the mark that it is one."""
    status, headers, body = _DECODER.decode(kept)
    told = [(b"content-length", str(len(body)).encode())] if body else []
    mark = (REPLAYED_HEADER.lower().encode(), b"true")
    return [
        {"type": "http.response.start", "status": status, "headers": [*headers, *told, mark]},
        {"type": "http.response.body", "body": body, "more_body": False},
    ]
