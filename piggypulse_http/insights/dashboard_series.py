"""The dashboard's series over HTTP."""

from typing import Annotated

from litestar import Controller, get
from litestar.params import QueryParameter

from piggypulse_core.budgeting.model.period import NoCurrentPeriod, PeriodNotFound
from piggypulse_core.insights.model.spending_trend import SPENDING_PERIODS, SPENDING_PERIODS_MAX
from piggypulse_core.insights.usecases.dashboard_series import (
    ReadCashFlow,
    ReadNetPositionHistory,
    ReadSpendingHistory,
    ReadSpendingTrend,
)
from piggypulse_http.edge.body import SignedIn
from piggypulse_http.edge.openapi import refusals
from piggypulse_http.edge.paging import PeriodText, optional_id
from piggypulse_http.insights.wire.dashboard_series import (
    CashFlowOut,
    PositionPointOut,
    SpendingPointOut,
    SpendingTrendOut,
    cash_flow_out,
    net_position_history_out,
    spending_history_out,
    spending_trend_out,
)

SpendingLimit = Annotated[
    int, QueryParameter(ge=1, le=SPENDING_PERIODS_MAX, description="How many periods at most.")
]


class DashboardSeriesController(Controller):
    """How a budget got where it stands."""

    path = "/dashboard"
    tags = ("Dashboard",)
    read_spending_history: ReadSpendingHistory
    read_net_position_history: ReadNetPositionHistory
    read_cash_flow: ReadCashFlow
    read_spending_trend: ReadSpendingTrend

    @get(
        "/current-period-history",
        operation_id="getDashboardCurrentPeriodHistory",
        responses=refusals(PeriodNotFound, NoCurrentPeriod),
    )
    async def current_period_history(
        self, request: SignedIn, period_id: PeriodText = None
    ) -> list[SpendingPointOut]:
        """Show what was spent on each day of a period so far, and what it had come to by then.

        One point for each day up to today, oldest first, also for days without spending; none
        before the period begins. Accounts in other currencies are left out.
        """
        points = await self.read_spending_history(
            owner=request.user.id, period=optional_id(text=period_id, field="periodId")
        )
        return spending_history_out(points)

    @get(
        "/net-position-history",
        operation_id="getDashboardNetPositionHistory",
        responses=refusals(PeriodNotFound, NoCurrentPeriod),
    )
    async def net_position_history(
        self, request: SignedIn, period_id: PeriodText = None
    ) -> list[PositionPointOut]:
        """Add up what was owned and owed at the close of each day of a period so far.

        One point for each day up to today, oldest first; none before the period begins. Archived
        accounts are included, accounts in other currencies left out.
        """
        points = await self.read_net_position_history(
            owner=request.user.id, period=optional_id(text=period_id, field="periodId")
        )
        return net_position_history_out(points)

    @get(
        "/cash-flow",
        operation_id="getDashboardCashFlow",
        responses=refusals(PeriodNotFound, NoCurrentPeriod),
    )
    async def cash_flow(self, request: SignedIn, period_id: PeriodText = None) -> CashFlowOut:
        """Set a period's income against its spending, days to come included.

        Money put into savings is no outflow. Topping up an allowance is one, buying from it is
        not; the totals of transactions count that the other way round.
        """
        flow = await self.read_cash_flow(
            owner=request.user.id, period=optional_id(text=period_id, field="periodId")
        )
        return cash_flow_out(flow)

    @get(
        "/spending-trend",
        operation_id="getDashboardSpendingTrend",
        responses=refusals(PeriodNotFound, NoCurrentPeriod),
    )
    async def spending_trend(
        self,
        request: SignedIn,
        period_id: PeriodText = None,
        limit: SpendingLimit = SPENDING_PERIODS,
    ) -> SpendingTrendOut:
        """Show a period's spending after that of the periods before it, oldest first.

        Each covers its whole period, days to come included; the average leaves out periods that
        have not begun.
        """
        trend = await self.read_spending_trend(
            owner=request.user.id,
            period=optional_id(text=period_id, field="periodId"),
            limit=limit,
        )
        return spending_trend_out(trend)
