"""Counted requests in memory, for a single process."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from piggypulse_core.identity.model.request_limit import HOUR_SECONDS, Window
from piggypulse_core.kernel.clock import is_ahead

SWEEP_EVERY = 10_000


@dataclass(slots=True, kw_only=True)
class MemoryWindows:
    """Keeps the instant of each request that still counts."""

    sweep_every: int = SWEEP_EVERY
    _taken: dict[str, deque[datetime]] = field(default_factory=dict, init=False)
    _since_sweep: int = field(default=0, init=False)

    async def take(self, *, key: str, most: int, seconds: int, at: datetime) -> bool:
        self._sweep(at=at)
        live = self._live(key, seconds=seconds, at=at)
        if len(live) >= most:
            return False
        live.append(at)
        self._taken[key] = live
        return True

    async def look(self, *, key: str, seconds: int, at: datetime) -> Window:
        live = self._live(key, seconds=seconds, at=at)
        return Window(count=len(live), since=live[0] if live else at)

    def _live(self, key: str, *, seconds: int, at: datetime) -> deque[datetime]:
        live = self._taken.get(key, deque())
        while live and is_ahead(live[-1], now=at):
            live.pop()
        oldest = at - timedelta(seconds=seconds)
        while live and live[0] <= oldest:
            live.popleft()
        return live

    def _sweep(self, *, at: datetime) -> None:
        """Now and then, so that whoever never comes back takes no room for ever."""
        self._since_sweep += 1
        if self._since_sweep >= self.sweep_every:
            self._since_sweep = 0
            old = at - timedelta(seconds=HOUR_SECONDS)
            for key in [key for key, live in self._taken.items() if not live or live[-1] <= old]:
                del self._taken[key]
