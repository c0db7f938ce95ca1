"""How far somebody new has come, and what is still missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from piggypulse_core.kernel.refusal import Conflict

OnboardingStatus = Literal["not_started", "in_progress", "completed"]
OnboardingStep = Literal["period", "accounts", "categories", "summary"]
Need = Literal["currency", "schedule"]


class OnboardingIncomplete(Conflict):
    """Something is missing before onboarding can be completed; see missing."""

    code = "onboarding_incomplete"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What somebody has; whoever has completed onboarding misses nothing, whatever they remove."""

    has_completed: bool
    has_currency: bool = False
    has_schedule: bool = False
    has_account: bool = False

    @property
    def status(self) -> OnboardingStatus:
        """Choosing a schedule or opening an account is the beginning."""
        if self.has_completed:
            return "completed"
        return "in_progress" if self.has_schedule or self.has_account else "not_started"

    @property
    def step(self) -> OnboardingStep | None:
        """What to do next; nothing once it is completed."""
        if self.has_completed:
            return None
        return "summary" if self.has_schedule else "period"

    @property
    def missing(self) -> Sequence[Need]:
        """What completing still needs."""
        if self.has_completed:
            return []
        needs: Sequence[tuple[Need, bool]] = (
            ("currency", self.has_currency),
            ("schedule", self.has_schedule),
        )
        return [need for need, there in needs if not there]

    def check_completable(self) -> None:
        """Raise OnboardingIncomplete, naming all that is missing."""
        if self.missing:
            raise OnboardingIncomplete(members={"missing": list(self.missing)})
