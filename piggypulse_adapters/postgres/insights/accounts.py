"""The facts behind one account's figures, summed by PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.ledger.accounts import account_from
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.insights.model.account_activity import (
    NEWEST_MAX,
    UNCATEGORIZED_NAME,
    AccountActivity,
    AccountBooking,
    CategoryOutflow,
    LargestOutflow,
)
from piggypulse_core.insights.model.account_days import AccountDays, MovedDay
from piggypulse_core.insights.ports import AccountReader
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.account import AccountId
from piggypulse_core.ledger.model.balance import DaySums
from piggypulse_core.ledger.model.status import StatusFilter

SQL = load(package=__package__, file="accounts.sql")

Row = tuple[Any, ...]


def account_days_from(row: Row) -> AccountDays:
    """An account's days out of its fifteen columns, what moved since, and five arrays."""
    account = account_from(row)
    return AccountDays(
        account=account,
        before_minor=account.balance_minor(net_minor=account.net_minor - row[15]),
        days=[
            MovedDay(
                day=day,
                sums=DaySums(
                    inflow_minor=inflow,
                    outflow_minor=outflow,
                    spent_minor=spent,
                    transactions=transactions,
                ),
            )
            for day, inflow, outflow, spent, transactions in zip(*row[16:21], strict=True)
        ],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresAccountFigures(AccountReader):
    """The facts seen through one connection."""

    connection: Connection

    async def days(
        self,
        *,
        owner: UserId,
        account: AccountId | None,
        status: StatusFilter,
        after: date,
        until: date,
    ) -> Sequence[AccountDays]:
        cursor = await self.connection.execute(
            SQL["read_account_days"],
            {"owner": owner, "account": account, "status": status, "after": after, "until": until},
            binary=True,
        )
        return [account_days_from(row) for row in await cursor.fetchall()]

    async def activity(self, *, owner: UserId, account: AccountId, span: Span) -> AccountActivity:
        outflows = await self._rows("sum_outflows", owner, account, span)
        newest = await self._rows("list_newest_on_account", owner, account, span)
        largest = await self._rows("find_largest_purchase", owner, account, span)
        return AccountActivity(
            categories=[
                CategoryOutflow(category=row[1], name=row[2], value_minor=row[3])
                for row in outflows
                if row[1] is not None
            ],
            transfers_out_minor=sum(row[3] for row in outflows if row[0] == "transfer"),
            uncategorized_minor=sum(
                row[3] for row in outflows if row[0] == "regular" and row[1] is None
            ),
            newest=[
                AccountBooking(
                    id=row[0],
                    date=row[1],
                    description=row[2],
                    category_name=_named(row[3]),
                    moved_minor=row[4],
                )
                for row in newest
            ],
            largest=_largest(largest),
        )

    async def purchases(self, *, owner: UserId, account: AccountId, span: Span) -> int:
        ((total_minor,),) = await self._rows("sum_purchases", owner, account, span)
        return int(total_minor)

    async def _rows(
        self, statement: str, owner: UserId, account: AccountId, span: Span
    ) -> Sequence[Row]:
        cursor = await self.connection.execute(
            SQL[statement],
            {
                "owner": owner,
                "account": account,
                "start": span.start,
                "end": span.end,
                "newest": NEWEST_MAX,
            },
            binary=True,
        )
        return await cursor.fetchall()


def _named(name: str | None) -> str:
    return UNCATEGORIZED_NAME if name is None else name


def _largest(rows: Sequence[Row]) -> LargestOutflow | None:
    return (
        LargestOutflow(category_name=_named(rows[0][0]), value_minor=rows[0][1]) if rows else None
    )
