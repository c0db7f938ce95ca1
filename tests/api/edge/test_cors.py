"""Which pages of other origins may read replies."""

from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest
from litestar import Litestar

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_http.composition.serve import assemble
from tests.support.asgi import client_of
from tests.support.client import PREFIX
from tests.support.clock import NOW
from tests.support.served import SETTINGS, container_over

APP = "https://app.example.org"
PREFLIGHT = {
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "content-type",
}


@pytest.fixture(scope="module")
def app() -> Litestar:
    """A server that lists one origin beside its own; no test of this file writes to it."""
    container = container_over(work=MemoryWork(), clock=FixedClock(NOW))
    container.settings.override(
        replace(SETTINGS, server_base_url="https://api.example.org", allowed_origins=(APP,))
    )
    return assemble(container)


@pytest.fixture
async def client(app: Litestar) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(app, base_url="https://api.example.org") as made:
        yield made


def granted(reply: httpx.Response) -> dict[str, str]:
    """What a reply grants."""
    prefix = "access-control-"
    return {
        name.removeprefix(prefix): value
        for name, value in reply.headers.items()
        if name.startswith(prefix)
    }


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/health", 200),
        ("GET", "/vendors", 401),
        ("GET", "/nowhere", 404),
        ("PATCH", "/vendors", 405),
        ("POST", "/auth/login", 400),
    ],
)
async def test_a_listed_origin_reads_every_reply(
    client: httpx.AsyncClient, method: str, path: str, status: int
) -> None:
    reply = await client.request(method, PREFIX + path, headers={"Origin": APP})

    assert reply.status_code == status
    assert granted(reply) == {
        "allow-origin": APP,
        "allow-credentials": "true",
        "expose-headers": "X-Request-Id, Retry-After, RateLimit, RateLimit-Policy, "
        "Idempotency-Replayed",
    }
    assert reply.headers["vary"] == "Origin"


async def test_a_listed_origin_is_told_what_it_may_send(client: httpx.AsyncClient) -> None:
    reply = await client.options(f"{PREFIX}/auth/login", headers={"Origin": APP, **PREFLIGHT})

    assert reply.status_code == 204
    assert granted(reply)["allow-origin"] == APP
    assert granted(reply)["allow-methods"] == "GET, POST, PUT, PATCH, DELETE"
    headers = "Content-Type, Authorization, Accept, Idempotency-Key"
    assert granted(reply)["allow-headers"] == headers
    assert granted(reply)["max-age"] == "600"


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "*",
        "https://evil.test",
        "https://app.example.org.evil.test",
        "https://evil-app.example.org",
        "https://app.example.org:8443",
        "https://app.example.org.",
        "https://app.example.org/",
        "http://app.example.org",
        "https://APP.example.org",
        "https://sub.app.example.org",
    ],
)
@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
async def test_no_other_origin_is_granted_anything(
    client: httpx.AsyncClient, origin: str, method: str
) -> None:
    headers = {"Origin": origin, **(PREFLIGHT if method == "OPTIONS" else {})}
    reply = await client.request(method, f"{PREFIX}/health", headers=headers)

    assert reply.is_success
    assert granted(reply) == {}
    assert reply.headers["vary"] == "Origin"


async def test_of_two_origins_neither_is_granted_anything(client: httpx.AsyncClient) -> None:
    headers = httpx.Headers([("Origin", APP), ("Origin", APP)])

    assert granted(await client.get(f"{PREFIX}/health", headers=headers)) == {}


async def test_replies_to_all_others_vary_too(client: httpx.AsyncClient) -> None:
    reply = await client.get(f"{PREFIX}/health")

    assert (granted(reply), reply.headers["vary"]) == ({}, "Origin")
