"""One line per request, whatever layer answered, and nothing in it that a client wrote."""

from typing import Any, cast

import httpx
import pytest
from litestar import Litestar
from structlog.testing import capture_logs

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_http.composition.serve import assemble
from piggypulse_http.edge.access_log import AccessLog
from tests.support.client import PREFIX
from tests.support.clock import NOW
from tests.support.served import container_over

MEMBERS = {
    "duration_us",
    "event",
    "ip",
    "log_level",
    "method",
    "request_id",
    "route",
    "status",
}


@pytest.fixture(scope="module")
def app() -> Litestar:
    return assemble(container_over(work=MemoryWork(), clock=FixedClock(NOW)))


async def line(app: Litestar, method: str, path: str, headers: dict[str, str]) -> dict[str, Any]:
    """What is written about one request."""
    transport = httpx.ASGITransport(app=cast("Any", AccessLog(cast("Any", app))))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        with capture_logs() as lines:
            await client.request(method, PREFIX + path, headers=headers)
    (one,) = (one for one in lines if one["event"] == "request")
    return dict(one)


@pytest.mark.parametrize(
    ("method", "path", "route", "status"),
    [
        ("GET", "/health", "/health", 200),
        ("HEAD", "/health", "/health", 200),
        ("GET", "/accounts/01900000-0000-7000-8000-000000000000?hush=1", "/accounts/", 401),
        ("PATCH", "/vendors", None, 405),
        ("OPTIONS", "/vendors", None, 204),
        ("GET", "/hush", None, 404),
    ],
)
async def test_names_the_route_and_never_the_path(
    app: Litestar, method: str, path: str, route: str | None, status: int
) -> None:
    one = await line(app, method, path, {})

    assert (one["method"], one["status"]) == (method, status)
    assert str(one["route"]).startswith("unknown" if route is None else PREFIX + route)
    assert "hush" not in str(one)
    assert "01900000" not in str(one["route"])


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "hush.test"},
        {"User-Agent": "hush\x1b[31m"},
        {"Authorization": "Bearer hush"},
        {"Cookie": "piggypulse=hush"},
        {"X-Forwarded-For": "hush"},
        {"X-Request-Id": "hush"},
        {"Origin": "https://hush.test"},
    ],
    ids=str,
)
async def test_holds_nothing_a_client_wrote(app: Litestar, headers: dict[str, str]) -> None:
    one = await line(app, "POST", "/auth/login", headers)

    assert set(one) == MEMBERS
    assert "hush" not in str(one)
    assert one["ip"] == "127.0.0.1"
    assert len(one["request_id"]) == 36


async def test_what_another_site_tried_is_written_down_without_its_name(app: Litestar) -> None:
    transport = httpx.ASGITransport(app=cast("Any", app))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        with capture_logs() as lines:
            await client.post(f"{PREFIX}/auth/login", headers={"Origin": "https://hush.test"})

    (one,) = lines
    assert set(one) == {"event", "ip", "log_level", "request_id", "route"}
    assert (one["event"], one["log_level"]) == ("cross_site_refused", "warning")
    assert (one["route"], one["ip"]) == (f"{PREFIX}/auth/login", "127.0.0.1")


async def test_an_address_is_not_what_a_stranger_says(app: Litestar) -> None:
    one = await line(app, "GET", "/health", {"X-Forwarded-For": "6.6.6.6", "X-Real-IP": "6.6.6.6"})

    assert one["ip"] == "127.0.0.1"
