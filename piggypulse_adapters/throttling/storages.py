"""Storages of the limits library: over our own stores, or in Redis."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import NoReturn, Protocol

from limits.aio.storage import MovingWindowSupport, RedisStorage, Storage
from limits.aio.storage.redis.redispy import RedispyBridge

from piggypulse_core.identity.model.request_limit import Window, WindowsOutOfReach
from piggypulse_core.kernel.clock import Clock

REDIS_TIMEOUT_SECONDS = 1.0


class WindowStore(Protocol):
    """Keeps when requests came. Raises WindowsOutOfReach."""

    async def take(self, *, key: str, most: int, seconds: int, at: datetime) -> bool:
        """Count one, unless there were as many within the last seconds; whether it was counted."""
        ...

    async def look(self, *, key: str, seconds: int, at: datetime) -> Window:
        """What counts at that instant."""
        ...


class KeptWindows(Storage, MovingWindowSupport):
    """Moving windows, and nothing but them, in one of our stores."""

    STORAGE_SCHEME = None

    def __init__(self, *, store: WindowStore, clock: Clock) -> None:
        super().__init__(wrap_exceptions=True)
        self._store = store
        self._clock = clock

    @property
    def base_exceptions(self) -> type[Exception]:
        return WindowsOutOfReach

    async def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        assert amount == 1, "requests are counted one by one"
        return await self._store.take(key=key, most=limit, seconds=expiry, at=self._clock.now())

    async def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        del limit
        window = await self._store.look(key=key, seconds=expiry, at=self._clock.now())
        return window.since.timestamp(), window.count

    async def check(self) -> bool:
        """Whether the store answers."""
        await self._store.look(key="", seconds=1, at=self._clock.now())
        return True

    async def incr(self, key: str, expiry: int, amount: int = 1) -> NoReturn:
        raise NotImplementedError("fixed windows are not kept here")

    async def get(self, key: str) -> NoReturn:
        raise NotImplementedError("fixed windows are not kept here")

    async def get_expiry(self, key: str) -> NoReturn:
        raise NotImplementedError("fixed windows are not kept here")

    async def clear(self, key: str) -> NoReturn:
        raise NotImplementedError("windows are forgotten by time alone")

    async def reset(self) -> NoReturn:
        raise NotImplementedError("windows are forgotten by time alone")


def redis_storage(*, url: str) -> RedisStorage:
    """A storage in Redis or what speaks like it; nothing is connected yet."""
    return RedisStorage(
        f"async+{url}",
        wrap_exceptions=True,
        implementation="redispy",
        key_prefix="piggypulse",
        socket_timeout=REDIS_TIMEOUT_SECONDS,
        socket_connect_timeout=REDIS_TIMEOUT_SECONDS,
    )


@asynccontextmanager
async def opened(storage: Storage, /) -> AsyncIterator[None]:
    """Let a store's connections go at the end of a block; only Redis has any of its own."""
    try:
        yield
    finally:
        if isinstance(storage, RedisStorage) and isinstance(storage.bridge, RedispyBridge):
            await storage.bridge.storage.aclose()
