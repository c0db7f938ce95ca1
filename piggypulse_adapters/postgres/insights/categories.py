"""The facts behind figures of categories, summed by PostgreSQL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.ledger.categories import category_from
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.budgeting.model.target import CategorySums
from piggypulse_core.insights.model.category_detail import (
    RECENT_MAX,
    CategoryActivity,
    CountedBooking,
)
from piggypulse_core.insights.model.category_overview import CategoryFlows
from piggypulse_core.insights.model.uncategorized import (
    UNCATEGORIZED_SHOWN,
    UncategorizedBooking,
    UncategorizedBookings,
)
from piggypulse_core.insights.ports import CategoryReader
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.category import CategoryId

SQL = load(package=__package__, file="categories.sql")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresCategoryFigures(CategoryReader):
    """The facts seen through one connection."""

    connection: Connection

    async def flows(
        self, *, owner: UserId, span: Span, until: date, currency_code: str | None
    ) -> CategoryFlows:
        asked = {
            "owner": owner,
            "start": span.start,
            "end": span.end,
            "until": until,
            "currency_code": currency_code,
        }
        sums = await self._rows("sum_category_flows", asked)
        ((uncategorized_minor, top_ups_minor),) = await self._rows("sum_beside_categories", asked)
        return CategoryFlows(
            categories=[
                CategorySums(category=category_from(row), total_minor=row[9], to_date_minor=row[10])
                for row in sums
            ],
            uncategorized_minor=uncategorized_minor,
            top_ups_minor=top_ups_minor,
        )

    async def activities(
        self,
        *,
        owner: UserId,
        category: CategoryId,
        spans: Sequence[Span],
        currency_code: str | None,
    ) -> Sequence[CategoryActivity]:
        asked = {
            "owner": owner,
            "category": category,
            "starts": [one.start for one in spans],
            "ends": [one.end for one in spans],
            "currency_code": currency_code,
        }
        return [
            CategoryActivity(total_minor=row[0], transactions=row[1])
            for row in await self._rows("sum_category_activities", asked)
        ]

    async def recent(
        self, *, owner: UserId, category: CategoryId, span: Span, currency_code: str | None
    ) -> Sequence[CountedBooking]:
        asked = {
            "owner": owner,
            "category": category,
            "start": span.start,
            "end": span.end,
            "currency_code": currency_code,
            "newest": RECENT_MAX,
        }
        return [
            CountedBooking(
                id=row[0],
                date=row[1],
                amount_minor=row[2],
                description=row[3],
                vendor_id=row[4],
                vendor_name=row[5],
            )
            for row in await self._rows("list_recent_in_category", asked)
        ]

    async def uncategorized(
        self, *, owner: UserId, span: Span, currency_code: str | None
    ) -> UncategorizedBookings:
        asked = {
            "owner": owner,
            "start": span.start,
            "end": span.end,
            "currency_code": currency_code,
            "newest": UNCATEGORIZED_SHOWN,
        }
        rows = await self._rows("list_uncategorized", asked)
        return UncategorizedBookings(
            transactions=rows[0][0],
            spent_minor=rows[0][1],
            newest=[
                UncategorizedBooking(
                    id=row[2],
                    date=row[3],
                    amount_minor=row[4],
                    description=row[5],
                    from_account_id=row[6],
                )
                for row in rows
                if row[2] is not None
            ],
        )

    async def _rows(self, statement: str, asked: Mapping[str, object]) -> Sequence[tuple[Any, ...]]:
        cursor = await self.connection.execute(SQL[statement], asked, binary=True)
        return await cursor.fetchall()
