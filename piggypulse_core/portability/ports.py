"""What portability needs from the world."""

from typing import Protocol

from piggypulse_core.identity.ports import IdentityUnit
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.ports import CategoryStore


class ErasureStore(Protocol):
    """Makes what somebody has kept here go away."""

    async def lock(self, *, owner: UserId) -> None:
        """Nobody adds anything of theirs until the unit ends."""
        ...

    async def clear(self, *, owner: UserId) -> None:
        """Everything they counted and planned goes; who they are stays."""
        ...

    async def erase(self, *, owner: UserId, email_key: str, subject: bytes) -> None:
        """Every row goes; of the log only event, time and outcome stay, under a pseudonym."""
        ...


class PortabilityUnit(IdentityUnit, Protocol):
    """The stores one transaction needs to make data go away."""

    @property
    def categories(self) -> CategoryStore: ...

    @property
    def erasures(self) -> ErasureStore: ...
