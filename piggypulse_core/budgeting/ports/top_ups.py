"""What other acts ask of topping up."""

from typing import Protocol

from piggypulse_core.budgeting.ports.stores import BudgetingUnit
from piggypulse_core.kernel.ids import UserId


class TopUps(Protocol):
    """Makes the upcoming periods that are missing, as a part of another act."""

    async def within(self, *, unit: BudgetingUnit, owner: UserId) -> int:
        """How many were made in a unit that is open; none without an automatic schedule."""
        ...
