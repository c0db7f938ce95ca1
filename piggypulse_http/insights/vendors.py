"""Figures of vendors over HTTP."""

from uuid import UUID

from litestar import Controller, get
from litestar.params import FromPath

from piggypulse_core.budgeting.model.period import NoCurrentPeriod, PeriodNotFound
from piggypulse_core.insights.usecases.vendors import ReadVendorDetail, ReadVendorStats
from piggypulse_core.ledger.model.vendor import VendorId, VendorNotFound
from piggypulse_http.edge.body import SignedIn
from piggypulse_http.edge.openapi import refusals
from piggypulse_http.edge.paging import PeriodText, optional_id
from piggypulse_http.insights.wire.vendors import (
    VendorDetailOut,
    VendorStatsOut,
    vendor_detail_out,
    vendor_stats_out,
)


class VendorFiguresController(Controller):
    """What was spent with vendors."""

    path = "/vendors"
    tags = ("Vendors",)
    read_vendor_stats: ReadVendorStats
    read_vendor_detail: ReadVendorDetail

    @get(
        "/stats",
        operation_id="getVendorStats",
        responses=refusals(PeriodNotFound, NoCurrentPeriod),
    )
    async def stats(self, request: SignedIn, period_id: PeriodText = None) -> VendorStatsOut:
        """Add up a period's spend with vendors, future days included.

        Purchases made from allowances do not count. The average is over vendors with any spend.
        """
        stats = await self.read_vendor_stats(
            owner=request.user.id, period=optional_id(text=period_id, field="periodId")
        )
        return vendor_stats_out(stats)

    @get(
        "/{vendor_id:str}/detail",
        operation_id="getVendorDetail",
        responses=refusals(VendorNotFound, PeriodNotFound, NoCurrentPeriod),
    )
    async def detail(
        self, request: SignedIn, vendor_id: FromPath[UUID], period_id: PeriodText = None
    ) -> VendorDetailOut:
        """Show what was spent with a vendor in a period, and in the five before it."""
        detail = await self.read_vendor_detail(
            owner=request.user.id,
            vendor=VendorId(vendor_id),
            period=optional_id(text=period_id, field="periodId"),
        )
        return vendor_detail_out(detail)
