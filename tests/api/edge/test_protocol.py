"""The server's protocol over real sockets: patience and headers have an end."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import uvicorn
from litestar.types import ASGIApp, Receive, Scope, Send

from piggypulse_http.edge.protocol import HEADER_BYTES_MAX, GuardedProtocol
from piggypulse_http.edge.request_id import SECURITY_HEADERS


class HastyProtocol(GuardedProtocol):
    header_timeout_seconds = 0.2


async def greeting(scope: Scope, receive: Receive, send: Send) -> None:
    headers = [(b"content-length", b"2")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"hi", "more_body": False})


@asynccontextmanager
async def running(
    protocol: type[GuardedProtocol], *, app: ASGIApp = greeting
) -> AsyncIterator[int]:
    config = uvicorn.Config(
        app, port=0, http=protocol, lifespan="off", log_level="error", access_log=False
    )
    server = uvicorn.Server(config)
    task = asyncio.create_task(server._serve())
    while not server.started:  # noqa: ASYNC110 - the server tells nobody when it has started
        await asyncio.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    await task


async def answer(port: int, *sent: bytes) -> bytes:
    """Everything the server says until it closes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for part in sent:
        writer.write(part)
        await writer.drain()
    async with asyncio.timeout(10):
        said = await reader.read()
    writer.close()
    return said


def code_of(said: bytes) -> tuple[bytes, str]:
    head, _, body = said.partition(b"\r\n\r\n")
    assert b"content-type: application/problem+json" in head
    for name, value in SECURITY_HEADERS:
        assert name + b": " + value + b"\r\n" in head
    return head.split()[1], json.loads(body)["code"]


async def test_a_whole_request_is_answered() -> None:
    async with running(GuardedProtocol) as port:
        said = await answer(port, b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")

    assert said.endswith(b"hi")


@pytest.mark.parametrize("sent", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: x\r\nX-A: "])
async def test_headers_that_never_end_are_given_up_on(sent: bytes) -> None:
    async with running(HastyProtocol) as port:
        assert code_of(await answer(port, sent)) == (b"408", "request_timeout")


async def test_many_half_requests_end_and_keep_nobody_waiting() -> None:
    async with running(HastyProtocol) as port:
        halves = [answer(port, b"GET / HTTP/1.1\r\nHost: x\r\nX-") for _ in range(200)]
        waiting = asyncio.gather(*halves)
        whole = await answer(port, b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        ended = await waiting

    assert whole.startswith(b"HTTP/1.1 200 ")
    assert {code_of(said) for said in ended} == {(b"408", "request_timeout")}


async def test_a_second_request_is_waited_for_no_longer_than_the_first() -> None:
    whole = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"

    async with running(HastyProtocol) as port:
        said = await answer(port, whole, b"GET / HT")

    assert said.count(b"hi") == 1
    assert b"408 Request Timeout" in said


@pytest.mark.parametrize(
    "head",
    [
        b"GET /?" + b"x" * HEADER_BYTES_MAX + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nX-A: " + b"x" * HEADER_BYTES_MAX + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X-A: 1234567\r\n" * (HEADER_BYTES_MAX // 8) + b"\r\n",
    ],
)
async def test_headers_too_large_are_refused(head: bytes) -> None:
    async with running(GuardedProtocol) as port:
        assert code_of(await answer(port, head)) == (b"431", "headers_too_large")


async def test_what_is_no_http_is_a_problem_too() -> None:
    async with running(GuardedProtocol) as port:
        assert code_of(await answer(port, b"\x16\x03\x01 hello\r\n\r\n")) == (
            b"400",
            "malformed_request",
        )
