"""What onboarding needs from the world."""

from typing import Protocol

from piggypulse_core.identity.ports import IdentityUnit
from piggypulse_core.ledger.ports import CategoryStore


class OnboardingUnit(IdentityUnit, Protocol):
    """The stores one transaction needs to begin every feature for somebody new."""

    @property
    def categories(self) -> CategoryStore: ...
