"""Counted requests, held to one suite over memory, PostgreSQL and Redis."""

import asyncio
import shutil
import socket
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from limits.aio.storage import Storage
from redis.asyncio import Redis

from piggypulse_adapters.memory.windows import MemoryWindows
from piggypulse_adapters.postgres.connections import connection_pool
from piggypulse_adapters.postgres.windows import PostgresWindows
from piggypulse_adapters.security.keyring import HkdfKeyring, new_secret
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.throttling.counts import LimitedRequests
from piggypulse_adapters.throttling.storages import KeptWindows, WindowStore, opened, redis_storage
from piggypulse_core.identity.model.request_limit import (
    RequestLimit,
    Standing,
    Window,
    WindowsOutOfReach,
)
from tests.support.catalogue import rows_of
from tests.support.clock import NOW
from tests.support.database import postgres_work

NO_REDIS = "redis-server is not installed here; memory and PostgreSQL are held to the same suite"
THREE = RequestLimit(name="three", most=3, seconds=60)
HOURLY = RequestLimit(name="hourly", most=2, seconds=3600)
GUARD = RequestLimit(name="guard", most=8, seconds=60, guards=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What counts, and the clock it looks at; Redis looks at the machine's."""

    counts: LimitedRequests
    clock: FixedClock

    async def take(self, times: int, /, *, limit: RequestLimit = THREE, key: str = "x") -> Standing:
        for _ in range(times - 1):
            await self.counts.take(limit=limit, key=key)
        return await self.counts.take(limit=limit, key=key)


def counted(storage: Storage, clock: FixedClock) -> Counted:
    """With a ring of its own, so that no test meets another's counts."""
    counts = LimitedRequests(
        storage=storage,
        fallback=KeptWindows(store=MemoryWindows(), clock=clock),
        keyring=HkdfKeyring(ring=(new_secret(id="x"),)),
        clock=clock,
    )
    return Counted(counts=counts, clock=clock)


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if shutil.which("redis-server") is None:
        pytest.skip(NO_REDIS)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("redis")
    with running_redis(port=port, folder=folder):
        yield f"redis://127.0.0.1:{port}"


@contextmanager
def running_redis(*, port: int, folder: Path) -> Iterator[None]:
    program = ["redis-server", "--port", str(port), "--save", "", "--dir", str(folder)]
    with subprocess.Popen(program, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if b"Ready to accept connections" in line:
                break
        yield
        process.terminate()
        process.stdout.read()


@pytest.fixture
async def in_memory(clock: FixedClock) -> Counted:
    return counted(KeptWindows(store=MemoryWindows(), clock=clock), clock)


@pytest.fixture
async def in_postgres(clock: FixedClock, shared_database: str) -> AsyncIterator[Counted]:
    async with postgres_work(url=shared_database) as work:
        yield counted(KeptWindows(store=PostgresWindows(pool=work.pool), clock=clock), clock)


@pytest.fixture
async def in_redis(redis_url: str, clock: FixedClock) -> AsyncIterator[Counted]:
    """Redis is asked with the machine's time, whatever clock is given."""
    storage = redis_storage(url=redis_url)
    clock.instant = datetime.now(UTC)
    async with opened(storage):
        yield counted(storage, clock)


@pytest.fixture(params=["in_memory", "in_postgres"])
def kept(request: pytest.FixtureRequest) -> Counted:
    """The stores that are told the time."""
    found: Counted = request.getfixturevalue(request.param)
    return found


@pytest.fixture(params=["in_memory", "in_postgres", "in_redis"])
def requests(request: pytest.FixtureRequest) -> Counted:
    """Every store there is."""
    found: Counted = request.getfixturevalue(request.param)
    return found


class TestCounts:
    async def test_takes_as_many_as_the_limit_says(self, requests: Counted) -> None:
        standings = [await requests.take(1) for _ in range(4)]

        assert [one.is_taken for one in standings] == [True, True, True, False]
        assert [one.remaining for one in standings] == [2, 1, 0, 0]
        assert 58 <= standings[-1].resets_in_seconds <= 61

    async def test_counts_people_and_limits_apart(self, requests: Counted) -> None:
        await requests.take(4)

        assert (await requests.take(1, key="y")).is_taken
        assert (await requests.take(1, limit=HOURLY)).is_taken

    async def test_looking_counts_nothing(self, requests: Counted) -> None:
        await requests.take(2)

        for _ in range(5):
            standing = await requests.counts.look(limit=THREE, key="x")
            assert (standing.is_taken, standing.remaining) == (True, 1)
        await requests.take(1)
        assert not (await requests.counts.look(limit=THREE, key="x")).is_taken

    async def test_of_many_at_once_as_many_are_taken(self, requests: Counted) -> None:
        for number in range(30):
            taken = await asyncio.gather(
                *(requests.counts.take(limit=THREE, key=str(number)) for _ in range(16))
            )

            assert [one.is_taken for one in taken].count(True) == 3

    @pytest.mark.parametrize("limit", [THREE, HOURLY], ids=lambda one: one.name)
    async def test_takes_the_next_when_it_said_it_would(
        self, kept: Counted, limit: RequestLimit
    ) -> None:
        kept.clock.instant += timedelta(seconds=17, milliseconds=300)
        refused = await kept.take(limit.most + 1, limit=limit)
        assert not refused.is_taken

        kept.clock.instant += timedelta(seconds=limit.seconds, milliseconds=-1)
        assert not (await kept.take(1, limit=limit)).is_taken
        kept.clock.instant += timedelta(seconds=refused.resets_in_seconds - limit.seconds + 1)

        assert (await kept.take(1, limit=limit)).is_taken

    async def test_the_window_moves(self, kept: Counted) -> None:
        for _ in range(3):
            await kept.take(1)
            kept.clock.instant += timedelta(seconds=25)

        # 75 seconds after the first, 50 after the second.
        assert (await kept.take(1)).is_taken
        assert not (await kept.take(1)).is_taken

    async def test_what_was_counted_before_the_clock_stepped_back_does_not_count(
        self, kept: Counted
    ) -> None:
        now = kept.clock.instant
        kept.clock.instant = now + timedelta(days=365)
        assert not (await kept.take(4)).is_taken

        # Clocks of two servers may be a little apart.
        kept.clock.instant -= timedelta(seconds=30)
        assert not (await kept.take(1)).is_taken
        kept.clock.instant = now
        assert (await kept.counts.look(limit=THREE, key="x")).remaining == 3
        assert (await kept.take(3)).is_taken
        assert not (await kept.take(1)).is_taken


class Unreachable(WindowStore):
    """Nobody answers."""

    async def take(self, *, key: str, most: int, seconds: int, at: datetime) -> bool:
        raise WindowsOutOfReach

    async def look(self, *, key: str, seconds: int, at: datetime) -> Window:
        raise WindowsOutOfReach


class TestWithoutStore:
    @pytest.fixture(params=["no answer", "no database", "no redis"])
    async def adrift(self, request: pytest.FixtureRequest, clock: FixedClock) -> Counted:
        if request.param == "no redis":
            return counted(redis_storage(url="redis://127.0.0.1:1"), clock)
        pool = connection_pool(url="postgresql://nobody@127.0.0.1:1/x", size=1, timeout_seconds=1)
        store = Unreachable() if request.param == "no answer" else PostgresWindows(pool=pool)
        return counted(KeptWindows(store=store, clock=clock), clock)

    async def test_what_guards_refuses_sooner_and_everything_else_passes(
        self, adrift: Counted
    ) -> None:
        guarded = [(await adrift.take(1, limit=GUARD)).is_taken for _ in range(3)]
        common = [(await adrift.take(1)).is_taken for _ in range(5)]

        assert guarded == [True, True, False]
        assert common == [True] * 5
        assert (await adrift.counts.look(limit=THREE, key="x")).is_taken


class TestMemoryWindows:
    async def test_forgets_whoever_never_comes_back(self) -> None:
        store = MemoryWindows(sweep_every=3)
        for number in range(2):
            await store.take(key=str(number), most=1, seconds=60, at=NOW)

        await store.take(key="late", most=1, seconds=60, at=NOW + timedelta(hours=2))

        assert set(store._taken) == {"late"}


class TestPostgresWindows:
    async def test_forgets_whoever_never_comes_back(self, own_database: str) -> None:
        async with postgres_work(url=own_database) as work:
            store = PostgresWindows(pool=work.pool, sweep_every=3)
            for number in range(2):
                await store.take(key=str(number), most=1, seconds=60, at=NOW)

            await store.take(key="late", most=1, seconds=60, at=NOW + timedelta(hours=2))

            assert rows_of(url=own_database, question="counted_requests") == [(b"late",)]


async def test_a_server_that_stops_leaves_no_connection_behind(redis_url: str) -> None:
    async with Redis.from_url(redis_url) as looking:
        before = len(await looking.client_list())
        storage = redis_storage(url=redis_url)
        async with opened(storage):
            assert await storage.check()
            assert len(await looking.client_list()) == before + 1

        assert len(await looking.client_list()) == before
