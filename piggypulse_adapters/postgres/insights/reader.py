"""The facts behind figures, summed by PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from piggypulse_adapters.postgres.budgeting.subscriptions import subscription_from
from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.ledger.accounts import account_from
from piggypulse_adapters.postgres.pages import page_from
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.insights.model.cash_flow import CashSums
from piggypulse_core.insights.model.current_period import SpentByDay
from piggypulse_core.insights.model.levels import AccountLevels, Later, levels_backwards
from piggypulse_core.insights.model.marks import Marks
from piggypulse_core.insights.model.period_charges import SubscriptionFacts
from piggypulse_core.insights.model.standpoint import ExcludedAccount, Standpoint
from piggypulse_core.insights.model.transaction_stats import Flows
from piggypulse_core.insights.ports import InsightsReader
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import Page, PageRequest
from piggypulse_core.ledger.model.status import StatusFilter

SQL = load(package=__package__, file="reader.sql")


def levels_from(row: tuple[Any, ...]) -> AccountLevels:
    """An account's levels out of its fifteen columns and five more."""
    return levels_backwards(
        account=account_from(row),
        later=Later(
            than_eve_minor=row[15],
            than_cut_minor=row[16],
            than_today_minor=row[17],
            than_end_minor=row[18],
        ),
        transactions=row[19],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresInsights(InsightsReader):
    """The facts seen through one connection."""

    connection: Connection

    async def standpoint(self, *, owner: UserId) -> Standpoint:
        cursor = await self.connection.execute(
            SQL["read_standpoint"], {"owner": owner}, binary=True
        )
        rows = await cursor.fetchall()
        return Standpoint(
            timezone=rows[0][0],
            currency_code=rows[0][1],
            excluded_accounts=[
                ExcludedAccount(id=row[2], name=row[3], currency_code=row[4])
                for row in rows
                if row[2] is not None
            ],
        )

    async def current_period(
        self, *, owner: UserId, span: Span, currency_code: str | None
    ) -> SpentByDay:
        cursor = await self.connection.execute(
            SQL["read_spent_by_day"],
            _window(owner=owner, span=span, currency_code=currency_code),
            binary=True,
        )
        return dict(await cursor.fetchall())

    async def spent(
        self, *, owner: UserId, spans: Sequence[Span], currency_code: str | None
    ) -> Sequence[int]:
        cursor = await self.connection.execute(
            SQL["sum_spending"],
            {
                "owner": owner,
                "starts": [span.start for span in spans],
                "ends": [span.end for span in spans],
                "currency_code": currency_code,
            },
            binary=True,
        )
        return [row[0] for row in await cursor.fetchall()]

    async def cash_flow(self, *, owner: UserId, span: Span, currency_code: str | None) -> CashSums:
        cursor = await self.connection.execute(
            SQL["sum_cash_flow"],
            _window(owner=owner, span=span, currency_code=currency_code),
            binary=True,
        )
        (row,) = await cursor.fetchall()
        return CashSums(income_minor=row[0], spent_minor=row[1])

    async def net_position(self, *, owner: UserId, marks: Marks) -> Sequence[AccountLevels]:
        cursor = await self.connection.execute(
            SQL["read_account_levels"], {"owner": owner, **_days(marks)}, binary=True
        )
        return [levels_from(row) for row in await cursor.fetchall()]

    async def subscriptions(self, *, owner: UserId, span: Span) -> Sequence[SubscriptionFacts]:
        cursor = await self.connection.execute(
            SQL["list_subscriptions_charged"],
            {"owner": owner, "start": span.start, "end": span.end},
            binary=True,
        )
        return [
            SubscriptionFacts(subscription=subscription_from(row), first_due_on=row[12])
            for row in await cursor.fetchall()
        ]

    async def account_summaries(
        self, *, owner: UserId, marks: Marks, status: StatusFilter, request: PageRequest
    ) -> Page[AccountLevels]:
        cursor = await self.connection.execute(
            SQL["list_account_levels"],
            {
                "owner": owner,
                **_days(marks),
                "status": status,
                "cursor": request.cursor,
                "limit": request.limit,
            },
            binary=True,
        )
        return page_from(rows=await cursor.fetchall(), request=request, build=levels_from)

    async def transaction_stats(
        self, *, owner: UserId, span: Span, currency_code: str | None
    ) -> Flows:
        cursor = await self.connection.execute(
            SQL["sum_flows"],
            _window(owner=owner, span=span, currency_code=currency_code),
            binary=True,
        )
        (row,) = await cursor.fetchall()
        return Flows(income_minor=row[0], expense_minor=row[1], transactions=row[2])


def _window(*, owner: UserId, span: Span, currency_code: str | None) -> dict[str, object]:
    return {
        "owner": owner,
        "start": span.start,
        "end": span.end,
        "currency_code": currency_code,
    }


def _days(marks: Marks) -> dict[str, object]:
    return {"eve": marks.eve, "cut": marks.cut, "today": marks.today, "end": marks.end}
