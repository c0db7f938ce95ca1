"""First steps over HTTP."""

from litestar import Controller, get, post

from piggypulse_core.onboarding.model.progress import OnboardingIncomplete
from piggypulse_core.onboarding.usecases.progress import CompleteOnboarding, ReadProgress
from piggypulse_http.edge.body import SignedIn
from piggypulse_http.edge.openapi import refusals
from piggypulse_http.onboarding.wire.progress import ProgressOut, progress_out


class ProgressController(Controller):
    """How somebody new settles in."""

    path = "/onboarding"
    tags = ("Onboarding",)
    read_progress: ReadProgress
    complete_onboarding: CompleteOnboarding

    @get("/status", operation_id="getOnboardingStatus")
    async def status(self, request: SignedIn) -> ProgressOut:
        """Show how far somebody new has come, what comes next and what is still missing."""
        return progress_out(await self.read_progress(owner=request.user.id))

    @post(
        "/complete",
        operation_id="completeOnboarding",
        status_code=204,
        responses=refusals(OnboardingIncomplete),
    )
    async def complete(self, request: SignedIn) -> None:
        """Settle in: periods of an automatic schedule are made, and the schedule stands.

        It needs a currency and a schedule; `missing` of the refusal names what is not there.
        Once completed, doing it again does nothing.
        """
        await self.complete_onboarding(owner=request.user.id)
