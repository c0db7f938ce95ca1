"""Requests counted in moving windows; without a store only what guards still refuses."""

import logging
from dataclasses import dataclass, field

from limits import RateLimitItemPerSecond
from limits.aio.storage import Storage
from limits.aio.strategies import MovingWindowRateLimiter
from limits.errors import StorageError

from piggypulse_core.identity.model.request_limit import RequestLimit, Standing
from piggypulse_core.identity.ports import Keyring, RequestCounts
from piggypulse_core.kernel.clock import Clock

STRICTER_BY = 4
"""By how much a guarding limit shrinks while each process counts for itself alone."""

_log = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class LimitedRequests(RequestCounts):
    """While nothing can be counted only limits that guard refuse.

    Keys are digests: a store of counts tells nobody who was here.
    """

    storage: Storage
    fallback: Storage
    keyring: Keyring
    clock: Clock
    _shared: MovingWindowRateLimiter = field(init=False, repr=False)
    _own: MovingWindowRateLimiter = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._shared = MovingWindowRateLimiter(self.storage)
        self._own = MovingWindowRateLimiter(self.fallback)

    async def take(self, *, limit: RequestLimit, key: str) -> Standing:
        hidden = self._hidden(limit, key)
        try:
            return await self._taken(self._shared, limit, hidden)
        except StorageError:
            return await self._without_store(limit, hidden)

    async def look(self, *, limit: RequestLimit, key: str) -> Standing:
        try:
            return await self._seen(self._shared, limit, self._hidden(limit, key))
        except StorageError:
            return _unlimited(limit)

    async def _without_store(self, limit: RequestLimit, hidden: str) -> Standing:
        _log.warning("request counts are out of reach")
        if not limit.guards:
            return _unlimited(limit)
        stricter = RequestLimit(
            name=limit.name,
            most=max(limit.most // STRICTER_BY, 1),
            seconds=limit.seconds,
            guards=True,
        )
        return await self._taken(self._own, stricter, hidden)

    async def _taken(
        self, limiter: MovingWindowRateLimiter, limit: RequestLimit, hidden: str
    ) -> Standing:
        is_taken = await limiter.hit(_item(limit), hidden)
        return await self._seen(limiter, limit, hidden, is_taken=is_taken)

    async def _seen(
        self,
        limiter: MovingWindowRateLimiter,
        limit: RequestLimit,
        hidden: str,
        *,
        is_taken: bool | None = None,
    ) -> Standing:
        seen = await limiter.get_window_stats(_item(limit), hidden)
        seconds = -int(-(seen.reset_time - self.clock.now().timestamp()) // 1)
        return Standing(
            limit=limit,
            is_taken=seen.remaining > 0 if is_taken is None else is_taken,
            remaining=max(seen.remaining, 0),
            resets_in_seconds=min(max(seconds, 1), limit.seconds + limit.seconds // 60 + 1),
        )

    def _hidden(self, limit: RequestLimit, key: str) -> str:
        return self.keyring.throttle_key(text=f"requests {limit.name} {key}").hex()


def _item(limit: RequestLimit) -> RateLimitItemPerSecond:
    return RateLimitItemPerSecond(limit.most, limit.seconds, namespace="piggypulse")


def _unlimited(limit: RequestLimit) -> Standing:
    return Standing(
        limit=limit, is_taken=True, remaining=limit.most, resets_in_seconds=limit.seconds
    )
