"""The facts behind figures of vendors, summed by PostgreSQL."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.insights.model.top_vendors import VendorSpend
from piggypulse_core.insights.model.vendor_detail import (
    PERIODS_SHOWN,
    PURCHASES_SHOWN,
    CategoryShare,
    PeriodShares,
    Purchase,
    VendorFacts,
)
from piggypulse_core.insights.model.vendor_stats import VendorTotals
from piggypulse_core.insights.ports import VendorReader
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.vendor import VendorId

SQL = load(package=__package__, file="vendors.sql")


def periods_from(rows: Iterable[tuple[Any, ...]]) -> Sequence[PeriodShares]:
    """Periods out of one row for each of their categories, or one without any."""
    return [
        PeriodShares(
            id=id_,
            name=name,
            shares=[
                CategoryShare(
                    category_id=row[2],
                    category_name=row[3],
                    spend_minor=row[4],
                    purchases=row[5],
                )
                for row in found
                if row[4] is not None
            ],
        )
        for (id_, name), found in groupby(rows, key=lambda row: (row[0], row[1]))
    ]


def purchase_from(row: tuple[Any, ...]) -> Purchase:
    """A purchase out of its six columns."""
    return Purchase(
        id=row[0],
        date=row[1],
        amount_minor=row[2],
        description=row[3],
        category_id=row[4],
        category_name=row[5],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresVendorFigures(VendorReader):
    """The facts seen through one connection."""

    connection: Connection

    async def totals(self, *, owner: UserId, span: Span, currency_code: str | None) -> VendorTotals:
        cursor = await self.connection.execute(
            SQL["sum_spend_with_vendors"],
            {
                "owner": owner,
                "start": span.start,
                "end": span.end,
                "currency_code": currency_code,
            },
            binary=True,
        )
        (row,) = await cursor.fetchall()
        return VendorTotals(vendors=row[0], paid=row[1], spend_minor=row[2])

    async def top(
        self, *, owner: UserId, span: Span, currency_code: str | None, limit: int
    ) -> Sequence[VendorSpend]:
        cursor = await self.connection.execute(
            SQL["list_top_vendors"],
            {
                "owner": owner,
                "start": span.start,
                "end": span.end,
                "currency_code": currency_code,
                "limit": limit,
            },
            binary=True,
        )
        return [
            VendorSpend(id=row[0], name=row[1], spend_minor=row[2], purchases=row[3])
            for row in await cursor.fetchall()
        ]

    async def facts(
        self, *, owner: UserId, vendor: VendorId, span: Span, currency_code: str | None
    ) -> VendorFacts:
        asked = {"owner": owner, "vendor": vendor, "currency_code": currency_code}
        periods = await self.connection.execute(
            SQL["sum_spend_by_period"],
            {**asked, "start": span.start, "periods": PERIODS_SHOWN},
            binary=True,
        )
        newest = await self.connection.execute(
            SQL["newest_purchases"],
            {**asked, "start": span.start, "end": span.end, "purchases": PURCHASES_SHOWN},
            binary=True,
        )
        return VendorFacts(
            periods=periods_from(await periods.fetchall()),
            purchases=[purchase_from(row) for row in await newest.fetchall()],
        )
