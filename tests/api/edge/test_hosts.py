"""The names the server answers to."""

from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest
from litestar import Litestar

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_http.composition.serve import assemble
from piggypulse_http.edge.hosts import checked_host
from tests.support.asgi import client_of
from tests.support.client import PREFIX
from tests.support.clock import NOW
from tests.support.served import SETTINGS, container_over


@pytest.fixture(scope="module")
def app() -> Litestar:
    """A server that has a public name and one more; no test of this file writes to it."""
    container = container_over(work=MemoryWork(), clock=FixedClock(NOW))
    container.settings.override(
        replace(
            SETTINGS,
            server_base_url="https://budget.example.org",
            server_allowed_hosts=("money.example.org", "2001:db8::7"),
        )
    )
    return assemble(container)


@pytest.fixture
async def client(app: Litestar) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(app) as made:
        yield made


@pytest.mark.parametrize(
    "host",
    [
        "budget.example.org",
        "BUDGET.example.org.",
        "budget.example.org:8443",
        "money.example.org",
        "[2001:db8::7]:8000",
        "localhost",
        "localhost:8000",
        "piggy.localhost",
        "127.0.0.1:8000",
        "[::1]:8000",
    ],
)
async def test_answers_to_its_own_names(client: httpx.AsyncClient, host: str) -> None:
    reply = await client.get(f"{PREFIX}/health", headers={"Host": host})

    assert reply.status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.test",
        "budget.example.org.evil.test",
        "evil-budget.example.org",
        "example.org",
        "budget.example.org@evil.test",
        "budget.example.org, evil.test",
        "budget.example.org:80:80",
        "budget.example.org/path",
        "*",
        "192.0.2.1",
        "localhost.evil.test",
        "[::1",
    ],
)
@pytest.mark.parametrize("path", ["/health", "/auth/login", "/nowhere"])
async def test_answers_to_no_other(client: httpx.AsyncClient, host: str, path: str) -> None:
    reply = await client.post(PREFIX + path, headers={"Host": host}, json={})

    assert (reply.status_code, reply.json()["code"]) == (400, "host_not_allowed")
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.headers["x-request-id"] == reply.json()["requestId"]
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["strict-transport-security"]


async def test_a_request_with_two_hosts_is_refused(client: httpx.AsyncClient) -> None:
    headers = httpx.Headers([("Host", "budget.example.org"), ("Host", "budget.example.org")])

    reply = await client.get(f"{PREFIX}/health", headers=headers)

    assert reply.json()["code"] == "host_not_allowed"


@pytest.mark.parametrize("text", ["Budget.example.org", "budget.example.org.", "[::1]", "10.0.0.1"])
def test_a_name_is_written_in_one_way(text: str) -> None:
    assert checked_host(text) == text.lower().strip("[].")


@pytest.mark.parametrize("text", ["*", "*.example.org", "a b", "budget.example.org:80", "", "-a"])
def test_what_is_no_name_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^must "):
        checked_host(text)
