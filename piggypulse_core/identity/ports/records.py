"""Stores of what happened: the audit log, counted attempts."""

from datetime import datetime
from typing import Protocol

from piggypulse_core.identity.model.audit import AuditEvent
from piggypulse_core.identity.model.throttle import Attempt, Ladder, Rung, TryKind
from piggypulse_core.kernel.ids import UserId


class AuditLog(Protocol):
    """Keeps what happened to somebody's security."""

    async def record(self, *, owner: UserId | None, event: AuditEvent) -> None:
        """Write it down; without an owner only what names nobody. Of the erased nothing is kept."""
        ...


class ThrottleStore(Protocol):
    """Counts attempts before they are judged; keys are digests, so nobody can be read from them."""

    async def reserve(
        self, *, address: bytes, ip: bytes | None, ladder: Ladder, at: datetime
    ) -> Attempt:
        """Count an attempt for both. Raises AccountLocked or TooManyAttempts, counting nothing."""
        ...

    async def withdraw(self, *, address: bytes, ip: bytes | None, ladder: Ladder) -> None:
        """Take one attempt back that was never judged."""
        ...

    async def forgive(self, *, address: bytes, ip: bytes | None, ladder: Ladder) -> None:
        """After a right password: clear the address, and from this IP take what it did there."""
        ...

    async def clear(self, *, address: bytes, ladder: Ladder) -> None:
        """Clear the address, and take its failures from every IP they were counted in."""
        ...

    async def find(self, *, address: bytes) -> Rung | None:
        """How far up an address is; none without a count."""
        ...

    async def count_wrong(self, *, owner: UserId, kind: TryKind, at: datetime) -> bool:
        """Count an answer as wrong before it is judged; true when it is the last one taken.

        Raises TooManyAttempts, counting nothing.
        """
        ...

    async def forget_wrong(self, *, owner: UserId, kind: TryKind, at: datetime) -> None:
        """Take the answer counted at that instant back: it was right."""
        ...

    async def purge(self, *, before: datetime) -> None:
        """Remove what nobody has added to since then."""
        ...
