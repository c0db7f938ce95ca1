"""Budget stability over HTTP."""

from litestar import Controller, get

from piggypulse_core.budgeting.model.period import NoCurrentPeriod, PeriodNotFound
from piggypulse_core.insights.usecases.stability import ReadStability
from piggypulse_http.edge.body import SignedIn
from piggypulse_http.edge.openapi import refusals
from piggypulse_http.edge.paging import PeriodText, optional_id
from piggypulse_http.insights.wire.stability import BudgetStabilityOut, stability_out


class StabilityController(Controller):
    """How well budgets were kept."""

    path = "/dashboard/budget-stability"
    tags = ("Dashboard",)
    read_stability: ReadStability

    @get(
        "",
        operation_id="getDashboardBudgetStability",
        responses=refusals(PeriodNotFound, NoCurrentPeriod),
    )
    async def stability(
        self, request: SignedIn, period_id: PeriodText = None
    ) -> BudgetStabilityOut:
        """Tell how many closed periods stayed within their budgets, in percent.

        Counted are periods that are over, end no later than the one asked for and had a budget;
        each is held to the goals that were in force in it. Going beyond the budget by no more
        than the tolerance of the preferences counts as within. `recentStability` is about the
        latest three, `periodsStability` tells the latest six one by one, oldest first.
        """
        found = await self.read_stability(
            owner=request.user.id, period=optional_id(text=period_id, field="periodId")
        )
        return stability_out(found)
