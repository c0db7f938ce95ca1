"""The dashboard over HTTP."""

from litestar import Controller, get

from piggypulse_core.budgeting.model.period import NoCurrentPeriod, PeriodNotFound
from piggypulse_core.insights.usecases.dashboard import ReadCurrentPeriod, ReadNetPosition
from piggypulse_http.edge.body import SignedIn
from piggypulse_http.edge.openapi import refusals
from piggypulse_http.edge.paging import PeriodText, optional_id
from piggypulse_http.insights.wire.dashboard import (
    CurrentPeriodOut,
    NetPositionOut,
    current_period_out,
    net_position_out,
)


class DashboardController(Controller):
    """Where a budget stands."""

    path = "/dashboard"
    tags = ("Dashboard",)
    read_current_period: ReadCurrentPeriod
    read_net_position: ReadNetPosition

    @get(
        "/current-period",
        operation_id="getDashboardCurrentPeriod",
        responses=refusals(PeriodNotFound, NoCurrentPeriod),
    )
    async def current_period(
        self, request: SignedIn, period_id: PeriodText = None
    ) -> CurrentPeriodOut:
        """Show a period's spending against its targets, day by day and at the pace so far.

        Spending covers the whole period, days to come included; accounts in other currencies
        are left out and named.
        """
        period = await self.read_current_period(
            owner=request.user.id, period=optional_id(text=period_id, field="periodId")
        )
        return current_period_out(period)

    @get(
        "/net-position",
        operation_id="getDashboardNetPosition",
        responses=refusals(PeriodNotFound, NoCurrentPeriod),
    )
    async def net_position(self, request: SignedIn, period_id: PeriodText = None) -> NetPositionOut:
        """Add up what is owned and owed at the close of today.

        Only the difference depends on the period: how the total changed in it so far.
        """
        net = await self.read_net_position(
            owner=request.user.id, period=optional_id(text=period_id, field="periodId")
        )
        return net_position_out(net)
