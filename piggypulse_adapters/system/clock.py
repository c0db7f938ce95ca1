"""The machine's clock."""

from dataclasses import dataclass
from datetime import UTC, datetime

from piggypulse_core.kernel.clock import Clock


@dataclass(frozen=True, slots=True)
class SystemClock(Clock):
    """Reads the machine's time in UTC."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(slots=True)
class FixedClock(Clock):
    """Stands still until it is set: for tests and for programs that replay the past."""

    instant: datetime

    def now(self) -> datetime:
        return self.instant
