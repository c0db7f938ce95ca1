"""Periods over HTTP."""

from datetime import date
from typing import Annotated
from uuid import UUID

from litestar import Controller, delete, get, post, put
from litestar.params import FromPath, JSONBody, QueryParameter

from piggypulse_core.budgeting.model.period import (
    NoCurrentPeriod,
    PeriodId,
    PeriodNameTaken,
    PeriodNotFound,
    PeriodOverlap,
    PeriodStatus,
)
from piggypulse_core.budgeting.model.period_list import PeriodFilter
from piggypulse_core.budgeting.usecases.periods import (
    CreatePeriod,
    DeletePeriod,
    GetCurrentPeriod,
    GetPeriod,
    ListPeriodGaps,
    ListPeriods,
    UpdatePeriod,
)
from piggypulse_core.kernel.dates import DateOutOfRange
from piggypulse_core.kernel.paging import PAGE_LIMIT_MAX, UnknownCursor
from piggypulse_http.budgeting.wire.periods import (
    PeriodGapOut,
    PeriodIn,
    PeriodOut,
    PeriodPageOut,
    gaps_out,
    period_form,
    period_out,
    period_page_out,
)
from piggypulse_http.edge.body import SignedIn
from piggypulse_http.edge.openapi import refusals
from piggypulse_http.edge.paging import CursorText, Limit, page_request

Since = Annotated[
    date | None,
    QueryParameter(name="from", description="Only periods with a day on or after this one."),
]
Until = Annotated[
    date | None,
    QueryParameter(name="to", description="Only periods with a day on or before this one."),
]
OfStatus = Annotated[
    PeriodStatus | None,
    QueryParameter(name="status", description="Only periods that are so; absent for all."),
]


class PeriodController(Controller):
    """The spans of days people budget by."""

    path = "/periods"
    tags = ("Periods",)
    create_period: CreatePeriod
    update_period: UpdatePeriod
    list_periods: ListPeriods
    get_period: GetPeriod
    get_current_period: GetCurrentPeriod
    delete_period: DeletePeriod
    list_period_gaps: ListPeriodGaps

    @post(
        "",
        operation_id="createPeriod",
        status_code=201,
        responses=refusals(DateOutOfRange, PeriodOverlap, PeriodNameTaken),
    )
    async def create(self, request: SignedIn, data: JSONBody[PeriodIn]) -> PeriodOut:
        """Add a period, by its last day or by how long it lasts; no two share a day.

        With `replaceGenerated`, upcoming automatic periods make room.
        """
        row = await self.create_period(owner=request.user.id, form=period_form(data))
        return period_out(row)

    @get("", operation_id="getPeriods", responses=refusals(UnknownCursor))
    async def page(
        self,
        request: SignedIn,
        *,
        cursor: CursorText = None,
        limit: Limit = PAGE_LIMIT_MAX,
        status: OfStatus = None,
        since: Since = None,
        until: Until = None,
    ) -> PeriodPageOut:
        """List periods: the current one, upcoming by start, past from the latest."""
        page = await self.list_periods(
            owner=request.user.id,
            only=PeriodFilter(status=status, since=since, until=until),
            request=page_request(cursor=cursor, limit=limit),
        )
        return period_page_out(page)

    @get("/current", operation_id="getCurrentPeriod", responses=refusals(NoCurrentPeriod))
    async def current(self, request: SignedIn) -> PeriodOut:
        """Show the period that contains today."""
        return period_out(await self.get_current_period(owner=request.user.id))

    @get("/gaps", operation_id="getPeriodGaps")
    async def gaps(self, request: SignedIn) -> list[PeriodGapOut]:
        """List the days between periods that none covers."""
        return gaps_out(await self.list_period_gaps(owner=request.user.id))

    @get("/{period_id:str}", operation_id="getPeriod", responses=refusals(PeriodNotFound))
    async def show(self, request: SignedIn, period_id: FromPath[UUID]) -> PeriodOut:
        """Show a period."""
        row = await self.get_period(owner=request.user.id, period=PeriodId(period_id))
        return period_out(row)

    @put(
        "/{period_id:str}",
        operation_id="updatePeriod",
        responses=refusals(PeriodNotFound, DateOutOfRange, PeriodOverlap, PeriodNameTaken),
    )
    async def update(
        self, request: SignedIn, period_id: FromPath[UUID], data: JSONBody[PeriodIn]
    ) -> PeriodOut:
        """Change a period's name and days, past ones' too; from then on it is one made by hand.

        How it ends stays if nothing is said of it. With `replaceGenerated`, upcoming automatic
        periods make room.
        """
        row = await self.update_period(
            owner=request.user.id, period=PeriodId(period_id), form=period_form(data)
        )
        return period_out(row)

    @delete(
        "/{period_id:str}",
        operation_id="deletePeriod",
        status_code=204,
        responses=refusals(PeriodNotFound),
    )
    async def remove(self, request: SignedIn, period_id: FromPath[UUID]) -> None:
        """Delete a period and what targets had in it alone; transactions stay."""
        await self.delete_period(owner=request.user.id, period=PeriodId(period_id))
