"""A whole dashboard over HTTP."""

from typing import Annotated, Final

from litestar import Controller, get
from litestar.params import QueryParameter

from piggypulse_core.budgeting.model.period import NoCurrentPeriod, PeriodNotFound
from piggypulse_core.insights.model.dashboard import PARTS, UnknownPart, parts_named
from piggypulse_core.insights.usecases.dashboard import ReadDashboard
from piggypulse_http.edge.body import SignedIn
from piggypulse_http.edge.openapi import refusals
from piggypulse_http.edge.paging import PeriodText, is_absent, optional_id
from piggypulse_http.insights.wire.dashboard_parts import DashboardOut, dashboard_out

PARTS_TEXT_LENGTH_MAX: Final = 500

PartsText = Annotated[
    str | None,
    QueryParameter(
        max_length=PARTS_TEXT_LENGTH_MAX,
        description=f"Names separated by commas, of {', '.join(PARTS)}; absent, empty or `null`"
        " for all.",
    ),
]


class DashboardPartsController(Controller):
    """A dashboard in one answer."""

    path = "/dashboard"
    tags = ("Dashboard",)
    read_dashboard: ReadDashboard

    @get(
        "",
        operation_id="getDashboard",
        responses=refusals(PeriodNotFound, NoCurrentPeriod, UnknownPart),
    )
    async def dashboard(
        self, request: SignedIn, period_id: PeriodText = None, parts: PartsText = None
    ) -> DashboardOut:
        """Show several parts of the dashboard, or all of it, as of one instant.

        Each part has what its own operation answers when it is asked about the same period and
        nothing else: `accounts` the first page of the accounts' summaries, `balanceHistory` the
        histories of active accounts, `fixedCategories` the object with totals.
        Parts that are not asked for are absent.
        """
        shown = await self.read_dashboard(
            owner=request.user.id,
            period=optional_id(text=period_id, field="periodId"),
            parts=PARTS
            if parts is None or is_absent(parts)
            else parts_named(names=parts.split(",")),
        )
        return dashboard_out(shown)
