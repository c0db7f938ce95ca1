"""Progress of somebody new on the wire."""

from msgspec import Struct

from piggypulse_core.onboarding.model.progress import (
    Need,
    OnboardingStatus,
    OnboardingStep,
    Progress,
)


class ProgressOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """How far somebody new has come; `missing` is what completing still needs."""

    status: OnboardingStatus
    current_step: OnboardingStep | None
    completed: bool
    missing: list[Need]


def progress_out(progress: Progress, /) -> ProgressOut:
    """The progress's reply."""
    return ProgressOut(
        status=progress.status,
        current_step=progress.step,
        completed=progress.has_completed,
        missing=list(progress.missing),
    )
