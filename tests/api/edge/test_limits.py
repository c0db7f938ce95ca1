"""Request limits over HTTP: whom they count, what they say, and when they let go."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.postgres.failures import DatabaseUnavailable
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.identity.model.request_limit import RequestLimit, Standing
from piggypulse_http.composition.serve import assemble
from piggypulse_http.composition.settings import Settings
from piggypulse_http.edge.limits import CountRequests
from tests.support.asgi import client_of
from tests.support.clock import NOW
from tests.support.people import PASSWORD
from tests.support.refusing_work import RefusingWork
from tests.support.served import SETTINGS, container_over, without_threads

PREFIX = "/api/v1"
ALICE = {"email": "alice@example.org", "password": PASSWORD, "name": "Alice"}
DEFAULTS = Settings(secrets=SETTINGS.secrets)
POLICY = re.compile(r'"[a-z-]+";q=[1-9][0-9]*;w=[1-9][0-9]*')
STANDING = re.compile(r'"[a-z-]+";r=[0-9]+;t=[1-9][0-9]*')


class House:
    """The application with the limits people meet, and its clock."""

    def __init__(self, *, work: MemoryWork | RefusingWork, settings: Settings = DEFAULTS) -> None:
        self.clock = FixedClock(NOW)
        container = container_over(work=work, clock=self.clock)
        container.settings.override(settings)
        without_threads(container)
        self.app = assemble(container)

    def client(self, peer: str = "192.0.2.1", /) -> httpx.AsyncClient:
        return client_of(self.app, peer=peer)


@pytest.fixture
def house() -> House:
    return House(work=MemoryWork())


@pytest.fixture
async def visitor(house: House) -> AsyncIterator[httpx.AsyncClient]:
    async with house.client() as client:
        yield client


async def signed_up(house: House, /, *, peer: str = "203.0.113.9") -> httpx.AsyncClient:
    async with house.client(peer) as visitor:
        reply = await visitor.post(f"{PREFIX}/auth/register", json=ALICE)
    assert reply.status_code == 201, reply.text
    client = house.client(peer)
    client.headers["Authorization"] = f"Bearer {reply.json()['token']}"
    return client


async def statuses(client: httpx.AsyncClient, times: int, /, path: str) -> list[int]:
    return [(await client.get(PREFIX + path)).status_code for _ in range(times)]


class TestByPlace:
    async def test_three_hundred_reads_a_minute_are_taken(
        self, house: House, visitor: httpx.AsyncClient
    ) -> None:
        assert set(await statuses(visitor, 300, "/currencies")) == {200}

        refused = await visitor.get(f"{PREFIX}/currencies")

        assert refused.status_code == 429
        assert refused.headers["Retry-After"] == "60"
        body = refused.json()
        assert (body["code"], body["error"]) == ("too_many_attempts", "too_many_attempts")
        assert body["retry_after_seconds"] == 60
        async with house.client("192.0.2.2") as neighbour:
            assert await statuses(neighbour, 1, "/currencies") == [200]
        house.clock.instant += timedelta(seconds=60)
        assert await statuses(visitor, 1, "/currencies") == [200]

    async def test_sign_ins_and_registrations_share_twenty_a_minute(
        self, house: House, visitor: httpx.AsyncClient
    ) -> None:
        for number in range(20):
            path = "login" if number % 2 else "register"
            await visitor.post(f"{PREFIX}/auth/{path}", json={})

        for path in ("login", "register"):
            reply = await visitor.post(f"{PREFIX}/auth/{path}", json=ALICE)
            assert reply.status_code == 429
            assert '"auth";r=0;t=60' in reply.headers["RateLimit"]

    async def test_sixty_renewals_a_minute_are_taken_from_one_place(
        self, house: House, visitor: httpx.AsyncClient
    ) -> None:
        for _ in range(60):
            await visitor.post(f"{PREFIX}/auth/refresh")

        reply = await visitor.post(f"{PREFIX}/auth/refresh")

        assert reply.status_code == 429
        assert '"refresh";r=0;t=60' in reply.headers["RateLimit"]

    async def test_whoever_fails_to_say_who_they_are_is_counted_by_place(
        self, house: House
    ) -> None:
        async with house.client() as client:
            client.headers["Authorization"] = "Bearer pp_at_" + "0" * 64
            assert set(await statuses(client, 300, "/accounts")) == {401}

            assert await statuses(client, 1, "/accounts") == [429]

    async def test_one_ipv6_network_is_one_place(self, house: House) -> None:
        settings = replace(DEFAULTS, limits_visitor_reads=2)
        house = House(work=MemoryWork(), settings=settings)
        found = []
        for peer in ("2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8:0:1::1"):
            async with house.client(peer) as client:
                found += await statuses(client, 1, "/currencies")

        assert found == [200, 200, 429, 200]

    async def test_health_is_always_told(self) -> None:
        house = House(work=MemoryWork(), settings=replace(DEFAULTS, limits_visitor_reads=1))
        async with house.client() as client:
            await statuses(client, 2, "/currencies")

            assert await statuses(client, 3, "/health") == [200] * 3


class TestByUser:
    async def test_users_are_counted_wherever_they_are(self) -> None:
        settings = replace(DEFAULTS, limits_user_reads=3, limits_visitor_reads=2)
        house = House(work=MemoryWork(), settings=settings)
        async with await signed_up(house) as here, house.client("198.51.100.7") as there:
            there.headers["Authorization"] = here.headers["Authorization"]

            found = await statuses(here, 2, "/auth/me") + await statuses(there, 2, "/auth/me")

        assert found == [200, 200, 200, 429]

    async def test_reads_and_writes_are_counted_apart(self) -> None:
        house = House(work=MemoryWork(), settings=replace(DEFAULTS, limits_user_writes=1))
        async with await signed_up(house) as client:
            made = [await client.post(f"{PREFIX}/vendors", json={"name": n}) for n in "ab"]

            assert [one.status_code for one in made] == [201, 429]
            assert await statuses(client, 1, "/vendors") == [200]

    async def test_a_refused_request_is_not_carried_out(self) -> None:
        house = House(work=MemoryWork(), settings=replace(DEFAULTS, limits_user_writes=1))
        async with await signed_up(house) as client:
            for name in "ab":
                await client.post(f"{PREFIX}/vendors", json={"name": name})

            names = [one["name"] for one in (await client.get(f"{PREFIX}/vendors/options")).json()]

        assert names == ["a"]

    async def test_ten_exports_an_hour_are_taken(self, house: House) -> None:
        """Of both kinds together, and before anything is read."""
        async with await signed_up(house) as client:
            exports = [f"/settings/export/{kind}" for kind in ("data", "transactions") * 5]
            found = [await client.get(PREFIX + path) for path in [*exports, exports[0]]]

        assert [one.status_code for one in found] == [*[200] * 10, 429]
        assert '"export";q=10;w=3600' in found[0].headers["RateLimit-Policy"]

    async def test_ten_imports_an_hour_are_taken(self, house: House) -> None:
        """Trials count as well, and those that are refused."""
        async with await signed_up(house) as client:
            data = f"{PREFIX}/settings/import/data"
            asked = [*["?dryRun=true"] * 5, *["?settings=no"] * 5, ""]
            found = [await client.post(data + query, json={}) for query in asked]

        assert [one.status_code for one in found] == [*[200] * 5, *[400] * 5, 429]
        assert '"import";q=10;w=3600' in found[0].headers["RateLimit-Policy"]

    async def test_the_default_bears_a_dashboard_many_times_over(self, house: House) -> None:
        async with await signed_up(house) as client:
            assert set(await statuses(client, 400, "/auth/me")) == {200}


class TestHeaders:
    async def test_tell_every_limit_that_was_counted(self, visitor: httpx.AsyncClient) -> None:
        reply = await visitor.post(f"{PREFIX}/auth/login", json={})

        policies = reply.headers["RateLimit-Policy"].split(", ")
        standings = reply.headers["RateLimit"].split(", ")
        assert policies == ['"auth";q=20;w=60', '"visitor-write";q=60;w=60']
        assert standings == ['"auth";r=19;t=60', '"visitor-write";r=59;t=60']
        assert all(POLICY.fullmatch(one) for one in policies)
        assert all(STANDING.fullmatch(one) for one in standings)

    async def test_count_down(self, visitor: httpx.AsyncClient, house: House) -> None:
        await visitor.get(f"{PREFIX}/currencies")
        house.clock.instant += timedelta(seconds=20)

        reply = await visitor.get(f"{PREFIX}/currencies")

        assert reply.headers["RateLimit"] == '"visitor-read";r=298;t=40'


class Adrift(CountRequests):
    """Must not be asked."""

    async def take(self, *, limit: RequestLimit, key: str) -> Standing:
        raise AssertionError(limit)

    async def look(self, *, limit: RequestLimit, key: str) -> Standing:
        raise AssertionError(limit)


class TestOutage:
    async def test_without_a_database_sign_ins_stay_limited_and_nobody_is_let_in(self) -> None:
        # Nothing listens there: neither the counts nor the users can be reached.
        settings = replace(
            DEFAULTS, limits_store="postgres", database_url="postgresql://x@127.0.0.1:1/x"
        )
        house = House(work=RefusingWork(refusal=DatabaseUnavailable), settings=settings)
        async with house.client() as client:
            replies = [await client.post(f"{PREFIX}/auth/login", json=ALICE) for _ in range(6)]

        assert [one.status_code for one in replies] == [503] * 5 + [429]

    async def test_preflights_ask_nobody(self) -> None:
        container = container_over(work=MemoryWork(), clock=FixedClock(NOW))
        container.request_counts.override(Adrift())
        async with client_of(assemble(container)) as client:
            reply = await client.options(f"{PREFIX}/vendors")

        assert reply.is_success
