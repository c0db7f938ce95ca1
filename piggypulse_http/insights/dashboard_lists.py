"""The lists of the dashboard over HTTP."""

from typing import Annotated, Literal

from litestar import Controller, get
from litestar.params import QueryParameter

from piggypulse_core.budgeting.model.period import NoCurrentPeriod, PeriodNotFound
from piggypulse_core.insights.model.top_vendors import TOP_VENDORS, TOP_VENDORS_MAX
from piggypulse_core.insights.usecases.dashboard_lists import (
    ListTopVendors,
    ReadBudgetedCategories,
    ReadPeriodCharges,
    ReadUncategorized,
)
from piggypulse_http.edge.body import SignedIn
from piggypulse_http.edge.openapi import refusals
from piggypulse_http.edge.paging import PeriodText, optional_id
from piggypulse_http.insights.wire.dashboard_lists import (
    FixedCategoriesOut,
    FixedCategoryOut,
    PeriodChargesOut,
    TopVendorOut,
    UncategorizedOut,
    VariableCategoriesOut,
    fixed_categories_out,
    period_charges_out,
    top_vendor_out,
    uncategorized_out,
    variable_categories_out,
    wrapped_categories_out,
)

VendorLimit = Annotated[
    int, QueryParameter(ge=1, le=TOP_VENDORS_MAX, description="How many vendors at most.")
]
ResponseFormat = Annotated[
    Literal["wrapped"] | None,
    QueryParameter(
        name="responseFormat",
        description="`wrapped` for an object with totals; absent or `null` for the bare array.",
    ),
]


class DashboardListsController(Controller):
    """What a period's money went to."""

    path = "/dashboard"
    tags = ("Dashboard",)
    list_top_vendors: ListTopVendors
    read_uncategorized: ReadUncategorized
    read_budgeted_categories: ReadBudgetedCategories
    read_period_charges: ReadPeriodCharges

    @get(
        "/top-vendors",
        operation_id="getDashboardTopVendors",
        responses=refusals(PeriodNotFound, NoCurrentPeriod),
    )
    async def top_vendors(
        self, request: SignedIn, period_id: PeriodText = None, limit: VendorLimit = TOP_VENDORS
    ) -> list[TopVendorOut]:
        """List the vendors with most spend in a period, days to come included.

        The most comes first, equals by name; archived vendors are listed too. Purchases made
        from Allowance accounts or in other currencies do not count.
        """
        vendors = await self.list_top_vendors(
            owner=request.user.id,
            period=optional_id(text=period_id, field="periodId"),
            limit=limit,
        )
        return [top_vendor_out(one) for one in vendors]

    @get(
        "/uncategorized",
        operation_id="getDashboardUncategorized",
        responses=refusals(PeriodNotFound, NoCurrentPeriod),
    )
    async def uncategorized(
        self, request: SignedIn, period_id: PeriodText = None
    ) -> UncategorizedOut:
        """Show how many of a period's purchases have no category, and the newest ten.

        Those made from Allowance accounts are counted and listed, but are no part of `spent`.
        """
        found = await self.read_uncategorized(
            owner=request.user.id, period=optional_id(text=period_id, field="periodId")
        )
        return uncategorized_out(found)

    @get(
        "/fixed-categories",
        operation_id="getDashboardFixedCategories",
        responses=refusals(PeriodNotFound, NoCurrentPeriod),
    )
    async def fixed_categories(
        self,
        request: SignedIn,
        period_id: PeriodText = None,
        response_format: ResponseFormat = None,
    ) -> list[FixedCategoryOut] | FixedCategoriesOut:
        """List expense categories of behavior `fixed` by name, each with how far it is paid.

        A row is `pending` until something is booked, `partial` while less than the goal is, and
        then `paid`. The answer is a bare array unless `responseFormat=wrapped` asks for an object
        with totals.
        """
        found = await self.read_budgeted_categories(
            owner=request.user.id,
            period=optional_id(text=period_id, field="periodId"),
            behavior="fixed",
        )
        if response_format == "wrapped":
            return wrapped_categories_out(found)
        return fixed_categories_out(found)

    @get(
        "/variable-categories",
        operation_id="getDashboardVariableCategories",
        responses=refusals(PeriodNotFound, NoCurrentPeriod),
    )
    async def variable_categories(
        self, request: SignedIn, period_id: PeriodText = None
    ) -> VariableCategoriesOut:
        """List expense categories of behavior `variable` by name, each with how much is used up.

        Categories without a behavior are not listed. `budgeted` and `progress` are 0 without a
        goal that counts in the period.
        """
        found = await self.read_budgeted_categories(
            owner=request.user.id,
            period=optional_id(text=period_id, field="periodId"),
            behavior="variable",
        )
        return variable_categories_out(found)

    @get(
        "/subscriptions",
        operation_id="getDashboardSubscriptions",
        responses=refusals(PeriodNotFound, NoCurrentPeriod),
    )
    async def subscriptions(
        self, request: SignedIn, period_id: PeriodText = None
    ) -> PeriodChargesOut:
        """List what subscriptions charge in a period, and what those active today come to.

        `charged` come first, then those due `today` or overdue, then `upcoming` ones, each by
        the next charge. Charges that came after a cancellation are left out; a month's part of
        a quarter or a year is rounded for each subscription.
        """
        found = await self.read_period_charges(
            owner=request.user.id, period=optional_id(text=period_id, field="periodId")
        )
        return period_charges_out(found)
