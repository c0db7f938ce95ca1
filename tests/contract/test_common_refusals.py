"""Refusals that every operation shares: nobody signed in, wrong method, no database, no body."""

import asyncio
from collections.abc import MutableMapping
from http import HTTPStatus
from typing import Any, cast

import pytest
from dependency_injector import providers
from litestar import Litestar

from piggypulse_adapters.postgres.failures import DatabaseUnavailable
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.identity.model.request_limit import RequestLimit, Standing
from piggypulse_core.kernel.refusal import Collided, Refusal
from piggypulse_core.retries.model.kept_answer import key_in_use
from piggypulse_http.composition.serve import assemble
from piggypulse_http.edge.limits import CountRequests
from tests.contract.furnished import Furnished, send
from tests.contract.samples import KEY
from tests.support.client import ApiClient, Judge
from tests.support.clock import NOW
from tests.support.contract import METHODS, Operation
from tests.support.refusing_work import RefusingWork
from tests.support.served import container_over, without_threads


@pytest.mark.parametrize(
    "header",
    [
        {},
        {"Authorization": "Bearer pp_at_" + "0" * 64},
        {"Authorization": "Bearer"},
        {"Authorization": "Basic YTpi"},
        {"Authorization": "Bearer \u00e9"},
        {"Cookie": "piggypulse=" + "0" * 64},
        {"Cookie": "piggypulse=a; piggypulse=a"},
    ],
    ids=str,
)
async def test_nobody_is_served_without_signing_in(
    furnished: Furnished, header: dict[str, str]
) -> None:
    raw = {name: value.encode() for name, value in header.items()}
    wrong = []
    for operation in furnished.operations:
        if operation.is_public:
            continue
        async with furnished.house.served.visitor() as visitor:
            visitor.headers.update(cast("Any", raw))
            reply = await send(visitor, operation, furnished.samples[operation.id])
        if reply.status_code != HTTPStatus.UNAUTHORIZED or "WWW-Authenticate" not in reply.headers:
            wrong.append(f"{operation.id}: {reply.text}")

    assert wrong == []
    assert furnished.unchanged


async def test_a_method_an_address_does_not_take_is_refused(furnished: Furnished) -> None:
    wrong = []
    async with furnished.somebody() as client:
        for operation in furnished.operations:
            taken = {
                method.upper()
                for method in METHODS
                if method in furnished.contract.document["paths"][operation.path]
            }
            path = operation.path.removeprefix("/api/v1")
            for name, value in furnished.samples[operation.id].path.items():
                path = path.replace(f"{{{name}}}", value)
            for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - taken:
                reply = await client.request(method, path)
                allowed = set(reply.headers.get("Allow", "").split(", "))
                if reply.status_code != HTTPStatus.METHOD_NOT_ALLOWED or not taken <= allowed:
                    wrong.append(f"{method} {path}: {reply.text} {allowed}")

    assert wrong == []
    assert furnished.unchanged


def without_back_end(*, refusal: type[Refusal]) -> Litestar:
    container = container_over(work=RefusingWork(refusal=refusal), clock=FixedClock(NOW))
    without_threads(container)
    return assemble(container)


@pytest.mark.parametrize(
    ("refusal", "code"), [(DatabaseUnavailable, "unavailable"), (Collided, "busy")]
)
async def test_a_back_end_out_of_reach_is_503(
    furnished: Furnished, judge: Judge, refusal: type[Refusal], code: str
) -> None:
    app = without_back_end(refusal=refusal)
    wrong = []
    async with ApiClient(app=app, judge=judge, token="pp_at_" + "0" * 64) as client:
        for operation in furnished.operations:
            if (HTTPStatus.SERVICE_UNAVAILABLE, code) not in operation.codes():
                continue
            reply = await send(client, operation, furnished.samples[operation.id])
            answer = (reply.status_code, reply.json().get("code"), "Retry-After" in reply.headers)
            if answer != (HTTPStatus.SERVICE_UNAVAILABLE, code, True):
                wrong.append(f"{operation.id}: {reply.text}")

    assert wrong == []


class UsedUp(CountRequests):
    """Nobody has anything left."""

    async def take(self, *, limit: RequestLimit, key: str) -> Standing:
        return Standing(limit=limit, is_taken=False, remaining=0, resets_in_seconds=7)

    async def look(self, *, limit: RequestLimit, key: str) -> Standing:
        return await self.take(limit=limit, key=key)


async def test_more_than_is_taken_is_429_before_anything_else(
    furnished: Furnished, judge: Judge
) -> None:
    container = container_over(
        work=RefusingWork(refusal=DatabaseUnavailable), clock=FixedClock(NOW)
    )
    container.request_counts.override(UsedUp())
    without_threads(container)
    wrong = []
    async with ApiClient(app=assemble(container), judge=judge) as client:
        for operation in furnished.operations:
            if operation.id == "healthCheck":
                continue
            reply = await send(client, operation, furnished.samples[operation.id])
            answer = (reply.status_code, reply.headers.get("Retry-After"))
            if answer != (HTTPStatus.TOO_MANY_REQUESTS, "7"):
                wrong.append(f"{operation.id}: {reply.text}")

    assert wrong == []


def keyed(furnished: Furnished) -> list[Operation]:
    """The operations that take an Idempotency-Key."""
    return [
        operation
        for operation in furnished.operations
        if any(one["name"] in KEY for one in operation.parameters(place="header"))
    ]


def test_what_creates_takes_a_key(furnished: Furnished) -> None:
    creating = {
        one.id
        for one in furnished.operations
        if one.method == "POST" and "201" in one.responses and not one.is_public
    }

    assert len(creating) > 6
    assert creating <= {one.id for one in keyed(furnished)}
    assert not any(one.is_public or one.method != "POST" for one in keyed(furnished))


async def test_a_key_that_stands_for_another_request_is_refused(furnished: Furnished) -> None:
    wrong = []
    async with furnished.somebody() as client:
        client.headers.update(KEY)
        for operation in keyed(furnished):
            reply = await send(client, operation, furnished.samples[operation.id])
            if (reply.status_code, reply.json()["code"]) != (409, "idempotency_key_reused"):
                wrong.append(f"{operation.id}: {reply.text}")

    assert wrong == []
    assert furnished.unchanged


async def busy(**_: object) -> bytes | None:
    """Somebody else is always first, and never done."""
    raise key_in_use()


async def test_a_key_in_use_is_refused_after_a_while(furnished: Furnished, judge: Judge) -> None:
    container = container_over(work=furnished.house.served.work, clock=FixedClock(NOW))
    container.answer_once.override(providers.Object(busy))
    container.answer_pauses.override(providers.Object((0, 0)))
    without_threads(container)
    token = furnished.house.tokens["Alice"]
    wrong = []
    async with ApiClient(app=assemble(container), judge=judge, token=token) as client:
        client.headers.update(KEY)
        for operation in keyed(furnished):
            reply = await send(client, operation, furnished.samples[operation.id])
            answer = (reply.status_code, reply.json()["code"], reply.headers.get("Retry-After"))
            if answer != (HTTPStatus.CONFLICT, "idempotency_key_in_use", "1"):
                wrong.append(f"{operation.id}: {reply.text}")

    assert wrong == []
    assert furnished.unchanged


class LeapingLoop(asyncio.SelectorEventLoop):
    """A loop whose time can be put forward, so that nobody has to wait."""

    leap = 0.0

    def time(self) -> float:
        return super().time() + self.leap


async def answer_to_a_body_that_never_comes(
    *, app: Litestar, operation: Operation, path: str, token: str
) -> list[MutableMapping[str, Any]]:
    """Speak ASGI by hand: a client library would send the body."""
    loop = cast("LeapingLoop", asyncio.get_running_loop())
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> dict[str, object]:
        loop.leap += 31
        await asyncio.get_running_loop().create_future()
        return {}

    async def send_on(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": operation.method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [
            (b"host", b"localhost:8000"),
            (b"content-type", b"application/json"),
            (b"content-length", b"10"),
            (b"authorization", f"Bearer {token}".encode()),
        ],
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 8000),
        "state": {},
    }
    await cast("Any", app)(scope, receive, send_on)
    return sent


def test_a_body_that_never_comes_is_given_up(furnished: Furnished) -> None:
    wrong = []
    served = furnished.house.served
    for operation in furnished.operations:
        if operation.body is None:
            continue
        path = operation.path
        for name, value in furnished.samples[operation.id].path.items():
            path = path.replace(f"{{{name}}}", value)
        with asyncio.Runner(loop_factory=LeapingLoop) as runner:
            start, body = runner.run(
                answer_to_a_body_that_never_comes(
                    app=served.app,
                    operation=operation,
                    path=path,
                    token=furnished.house.tokens["Alice"],
                )
            )
        if start["status"] != HTTPStatus.REQUEST_TIMEOUT or b"request_timeout" not in body["body"]:
            wrong.append(f"{operation.id}: {start} {body}")
        else:
            served.judge.seen.answers.add((operation.id, start["status"], "request_timeout"))

    assert wrong == []
    assert furnished.unchanged
