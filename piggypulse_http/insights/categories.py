"""Figures of categories over HTTP."""

from typing import Annotated
from uuid import UUID

from litestar import Controller, get
from litestar.params import FromPath, QueryParameter

from piggypulse_core.budgeting.model.period import NoCurrentPeriod, PeriodNotFound
from piggypulse_core.insights.model.category_detail import TREND_PERIODS, TREND_PERIODS_MAX
from piggypulse_core.insights.usecases.categories import (
    ReadCategoryDetail,
    ReadCategoryOverview,
    ReadCategoryTrend,
)
from piggypulse_core.ledger.model.category import CategoryId, CategoryNotFound
from piggypulse_http.edge.body import SignedIn
from piggypulse_http.edge.openapi import refusals
from piggypulse_http.edge.paging import PeriodText, optional_id
from piggypulse_http.insights.wire.categories import (
    CategoryDetailOut,
    CategoryOverviewOut,
    TrendPointOut,
    category_detail_out,
    category_overview_out,
    trend_point_out,
)

TrendLimit = Annotated[
    int, QueryParameter(ge=1, le=TREND_PERIODS_MAX, description="How many periods at most.")
]


class CategoryFiguresController(Controller):
    """What was booked on categories, and what for."""

    path = "/categories"
    tags = ("Categories",)
    read_category_overview: ReadCategoryOverview
    read_category_detail: ReadCategoryDetail
    read_category_trend: ReadCategoryTrend

    @get(
        "/overview",
        operation_id="getCategoriesOverview",
        responses=refusals(PeriodNotFound, NoCurrentPeriod),
    )
    async def overview(
        self, request: SignedIn, period_id: PeriodText = None
    ) -> CategoryOverviewOut:
        """Set every category, archived ones too, against its goal in a period.

        Sums cover the whole period, days to come included; purchases made from Allowance
        accounts count nowhere here.
        """
        overview = await self.read_category_overview(
            owner=request.user.id, period=optional_id(text=period_id, field="periodId")
        )
        return category_overview_out(overview)

    @get(
        "/{category_id:str}/detail",
        operation_id="getCategoryDetail",
        responses=refusals(CategoryNotFound, PeriodNotFound, NoCurrentPeriod),
    )
    async def detail(
        self, request: SignedIn, category_id: FromPath[UUID], period_id: PeriodText = None
    ) -> CategoryDetailOut:
        """Show a category in a period and in the periods before it, and what came last."""
        detail = await self.read_category_detail(
            owner=request.user.id,
            category=CategoryId(category_id),
            period=optional_id(text=period_id, field="periodId"),
        )
        return category_detail_out(detail)

    @get(
        "/{category_id:str}/trend",
        operation_id="getCategoryTrend",
        responses=refusals(CategoryNotFound),
    )
    async def trend(
        self, request: SignedIn, category_id: FromPath[UUID], limit: TrendLimit = TREND_PERIODS
    ) -> list[TrendPointOut]:
        """Show a category in each of the latest periods that have begun, oldest first."""
        points = await self.read_category_trend(
            owner=request.user.id, category=CategoryId(category_id), limit=limit
        )
        return [trend_point_out(point) for point in points]
