"""UUIDv7 makers."""

import secrets
import threading
import time
from dataclasses import dataclass, field
from uuid import UUID

from piggypulse_core.kernel.ids import Ids

_RANDOM_BITS = 74
_STEP_MAX = 1 << 32


@dataclass(slots=True)
class SystemIds(Ids):
    """Ascending UUIDv7 (RFC 9562, 6.2 method 2): the random part grows within a millisecond."""

    _last: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def new(self) -> UUID:
        fresh = (time.time_ns() // 1_000_000) << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)
        with self._lock:
            if fresh >> _RANDOM_BITS <= self._last >> _RANDOM_BITS:
                fresh = self._last + 1 + secrets.randbelow(_STEP_MAX)
            self._last = fresh
        return uuid7(value=fresh)


@dataclass(slots=True)
class CountingIds(Ids):
    """Ascending UUIDv7 that are the same in every run: for tests."""

    _last: int = 0

    def new(self) -> UUID:
        self._last += 1
        return uuid7(value=self._last)


def uuid7(*, value: int) -> UUID:
    """Spread 48 bits of milliseconds and 74 of chance around the version and variant bits."""
    millis, chance = value >> _RANDOM_BITS, value & ((1 << _RANDOM_BITS) - 1)
    high, low = chance >> 62, chance & ((1 << 62) - 1)
    return UUID(int=millis << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low)
