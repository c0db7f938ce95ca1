"""What every reply carries, and what happens outside every controller."""

import httpx
import pytest
from litestar import Litestar, get

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_http.composition.serve import assemble
from piggypulse_http.edge.authentication import PUBLIC
from tests.support.client import PREFIX, ApiClient, answered
from tests.support.clock import NOW
from tests.support.served import container_over

HEADERS = {
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/health", 200),
        ("GET", "/openapi.json", 200),
        ("GET", "/nowhere", 404),
        ("GET", "/vendors", 401),
        ("PATCH", "/vendors", 405),
    ],
)
async def test_every_reply_carries_the_security_headers_and_an_id(
    api: ApiClient, method: str, path: str, status: int
) -> None:
    reply = await api.request(method, path)

    assert reply.status_code == status
    assert {name: reply.headers.get(name) for name in HEADERS} == HEADERS
    assert len(reply.headers["x-request-id"]) == 36


async def test_an_inbound_request_id_is_not_adopted(api: ApiClient) -> None:
    reply = await api.get("/health", headers={"X-Request-Id": "mine"})

    assert reply.headers["x-request-id"] != "mine"


async def test_a_method_not_taken_names_those_that_are(api: ApiClient) -> None:
    reply = await api.patch("/vendors")

    assert reply.headers["allow"] == "GET, HEAD, OPTIONS, POST"
    assert answered(reply, 405)["code"] == "method_not_allowed"


async def test_a_body_over_a_mebibyte_is_refused(alice: ApiClient) -> None:
    reply = await alice.post(
        "/vendors",
        content=b'{"name": "x"}' + b" " * 1024 * 1024,
        headers={"Content-Type": "application/json"},
    )

    assert answered(reply, 413)["code"] == "body_too_large"


async def test_a_bug_answers_a_constant_text() -> None:
    @get("/broken", opt={PUBLIC: True}, sync_to_thread=False)
    def broken() -> None:
        raise RuntimeError("secret")

    app = assemble(container_over(work=MemoryWork(), clock=FixedClock(NOW)))
    app.register(broken)
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)  # type: ignore[arg-type]  # two spellings of ASGI
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        reply = await client.get("/broken")

    assert reply.status_code == 500
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["code"] == "internal_error"
    assert "secret" not in reply.text


async def test_health_says_when_the_database_is_down(api: ApiClient) -> None:
    assert answered(await api.get("/health")) == {"status": "ok", "database": "ok"}


class DeadWork(MemoryWork):
    """A back end that answers nothing."""

    async def alive(self) -> None:
        raise TimeoutError


async def test_health_is_a_problem_that_names_the_database() -> None:
    app: Litestar = assemble(container_over(work=DeadWork(), clock=FixedClock(NOW)))
    transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]  # two spellings of ASGI
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        reply = await client.get(f"{PREFIX}/health")

    problem = reply.json()
    assert reply.status_code == problem["status"] == 503
    assert (problem["code"], problem["database"]) == ("unavailable", "unavailable")
    assert int(reply.headers["retry-after"]) > 0
