"""Bodies too large for memory: counted and digested while they are put into a file."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from hashlib import sha256
from tempfile import SpooledTemporaryFile
from typing import IO

from litestar.enums import ScopeType
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from litestar.handlers import BaseRouteHandler, HTTPRouteHandler
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from piggypulse_core.kernel.refusal import Unavailable
from piggypulse_http.edge.body import BODY_BYTES_MAX, BODY_TIMEOUT_SECONDS
from piggypulse_http.edge.problems import RequestTimedOut

UPLOADED = "uploaded"
"""The opt key of operations whose body is put into a file; has the struct that describes it."""

UPLOAD_SECONDS_MAX = 30 * 60
"""How long a whole body may take, however steadily it drips."""

_KEPT = "piggypulse_upload"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A body in a file, and what it is told from others by (SHA-256)."""

    file: IO[bytes]
    digest: bytes


class UploadsBusy(Unavailable):
    """Too many large bodies are on their way at once. Please try again."""

    code = "busy"


class TakeUploads(ASGIMiddleware):
    """Lets few send large bodies at once, and drops the file when its sender was answered."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, *, at_once: int) -> None:
        self._free = at_once

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        if not takes_upload(scope["route_handler"]):
            await next_app(scope, receive, send)
            return
        if self._free == 0:
            raise UploadsBusy
        self._free -= 1
        try:
            await next_app(scope, receive, send)
        finally:
            self._free += 1
            upload: Upload | None = scope["state"].pop(_KEPT, None)
            if upload is not None:
                upload.file.close()


def takes_upload(handler: BaseRouteHandler, /) -> bool:
    """Whether an operation's body is put into a file."""
    return UPLOADED in handler.opt


async def uploaded(*, scope: Scope, receive: Receive) -> Upload:
    """The body, read once and put at its beginning; whoever asks again gets the same.

    Raises RequestTimedOut after 30 seconds without a byte, and RequestEntityTooLarge.
    """
    upload: Upload | None = scope["state"].get(_KEPT)
    if upload is None:
        upload = await _read(receive=receive, most=_most(scope["route_handler"]))
        scope["state"][_KEPT] = upload
    upload.file.seek(0)
    return upload


def _most(handler: BaseRouteHandler) -> int:
    assert isinstance(handler, HTTPRouteHandler), "only HTTP has bodies"
    return handler.resolve_request_max_body_size() or 0


async def _read(*, receive: Receive, most: int) -> Upload:
    digest = sha256()
    file = SpooledTemporaryFile(max_size=BODY_BYTES_MAX)  # noqa: SIM115 - it outlives this function
    try:
        async with asyncio.timeout(UPLOAD_SECONDS_MAX):
            async for chunk in _chunks(receive, most=most):
                digest.update(chunk)
                file.write(chunk)
    except BaseException as error:
        file.close()
        if isinstance(error, TimeoutError):
            raise RequestTimedOut from None
        raise
    return Upload(file=file, digest=digest.digest())


async def _chunks(receive: Receive, *, most: int) -> AsyncIterator[bytes]:
    size, more = 0, True
    while more:
        async with asyncio.timeout(BODY_TIMEOUT_SECONDS):
            message = await receive()
        if message["type"] != "http.request":
            # Nobody is there any more to be answered.
            raise RequestTimedOut
        size += len(message["body"])
        if size > most:
            raise RequestEntityTooLarge
        yield message["body"]
        more = message["more_body"]
