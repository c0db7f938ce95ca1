"""Previews of schedules over HTTP."""

from litestar import Controller, post
from litestar.params import JSONBody

from piggypulse_core.budgeting.usecases.schedules import PreviewSchedule
from piggypulse_http.budgeting.schedules import BAD_FORM
from piggypulse_http.budgeting.wire.previews import PreviewIn, PreviewOut, preview_out
from piggypulse_http.budgeting.wire.schedules import schedule_form
from piggypulse_http.edge.body import SignedIn
from piggypulse_http.edge.openapi import refusals


class PreviewController(Controller):
    """What a schedule would do before it does."""

    path = "/periods/schedule/preview"
    tags = ("Schedule",)
    preview_schedule: PreviewSchedule

    @post(
        "",
        operation_id="previewPeriodSchedule",
        status_code=200,
        responses=refusals(*BAD_FORM),
    )
    async def preview(self, request: SignedIn, data: JSONBody[PreviewIn]) -> PreviewOut:
        """Show what saving a schedule would do, and do nothing.

        A save of the same day that meets the same periods does exactly this, unless another
        `count` was asked for here.
        """
        shown = await self.preview_schedule(
            owner=request.user.id, form=schedule_form(data), count=data.count or None
        )
        return preview_out(shown)
