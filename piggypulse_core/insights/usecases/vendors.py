"""What people can ask about the figures of their vendors."""

from dataclasses import dataclass
from uuid import UUID

from piggypulse_core.insights.model.vendor_detail import VendorDetail, vendor_detail
from piggypulse_core.insights.model.vendor_stats import VendorStats, vendor_stats
from piggypulse_core.insights.ports import InsightsUnit
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.work import Work
from piggypulse_core.ledger.model.vendor import VendorId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadVendorStats:
    """Add up what a whole period's purchases came to with vendors, and on average with each."""

    work: Work[InsightsUnit]
    clock: Clock

    async def __call__(self, *, owner: UserId, period: UUID | None) -> VendorStats:
        async with self.work.snapshot() as unit:
            standpoint = await unit.insights.standpoint(owner=owner)
            today = standpoint.today(now=self.clock.now())
            span = await unit.windows.window(owner=owner, period=period, today=today)
            totals = await unit.vendor_figures.totals(
                owner=owner, span=span, currency_code=standpoint.currency_code
            )
        return vendor_stats(totals=totals, standpoint=standpoint)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadVendorDetail:
    """Show what was spent with a vendor in a period, on what, and in the periods before it."""

    work: Work[InsightsUnit]
    clock: Clock

    async def __call__(
        self, *, owner: UserId, vendor: VendorId, period: UUID | None
    ) -> VendorDetail:
        async with self.work.snapshot() as unit:
            found = await unit.vendors.get(owner=owner, vendor=vendor)
            standpoint = await unit.insights.standpoint(owner=owner)
            today = standpoint.today(now=self.clock.now())
            span = await unit.windows.window(owner=owner, period=period, today=today)
            facts = await unit.vendor_figures.facts(
                owner=owner, vendor=vendor, span=span, currency_code=standpoint.currency_code
            )
        return vendor_detail(vendor=found, facts=facts, standpoint=standpoint)
