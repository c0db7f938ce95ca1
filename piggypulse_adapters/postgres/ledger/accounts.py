"""Accounts in PostgreSQL."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.pages import page_from
from piggypulse_adapters.postgres.refusals import kept_by_references, translated
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import Page, PageRequest
from piggypulse_core.ledger.model.account import (
    Account,
    AccountId,
    AccountInUse,
    AccountNotFound,
)
from piggypulse_core.ledger.model.status import StatusFilter
from piggypulse_core.ledger.ports import AccountStore

SQL = load(package=__package__, file="accounts.sql")


def account_from(row: tuple[Any, ...]) -> Account:
    """An account out of the first fifteen columns."""
    return Account(
        id=row[0],
        type=row[1],
        name=row[2],
        color=row[3],
        currency_code=row[4],
        opening_minor=row[5],
        created_on=row[6],
        net_minor=row[7],
        spend_limit_minor=row[8],
        top_up_amount_minor=row[9],
        top_up_cycle=row[10],
        top_up_day=row[11],
        statement_close_day=row[12],
        payment_due_day=row[13],
        archived_on=row[14],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresAccounts(AccountStore):
    """The accounts seen through one connection."""

    connection: Connection

    async def add(self, *, owner: UserId, account: Account) -> None:
        with translated():
            await self.connection.execute(
                SQL["add_account"],
                {
                    **_written(owner=owner, account=account),
                    "type": account.type,
                    "currency_code": account.currency_code,
                    "net_minor": Decimal(account.net_minor),
                    "created_on": account.created_on,
                },
            )

    async def save(self, *, owner: UserId, account: Account) -> None:
        with translated():
            await self.connection.execute(
                SQL["save_account"], _written(owner=owner, account=account)
            )

    async def delete(self, *, owner: UserId, account: AccountId) -> None:
        with kept_by_references(refusal=AccountInUse):
            cursor = await self.connection.execute(
                SQL["delete_account"], {"owner": owner, "id": account}
            )
        if await cursor.fetchone() is None:
            raise AccountNotFound

    async def get(self, *, owner: UserId, account: AccountId) -> Account:
        cursor = await self.connection.execute(
            SQL["get_account"], {"owner": owner, "id": account}, binary=True
        )
        row = await cursor.fetchone()
        if row is None:
            raise AccountNotFound
        return account_from(row)

    async def hold(
        self, *, owner: UserId, accounts: Collection[AccountId]
    ) -> Mapping[AccountId, Account]:
        cursor = await self.connection.execute(
            SQL["hold_accounts"], {"owner": owner, "ids": list(accounts)}, binary=True
        )
        return {row[0]: account_from(row) for row in await cursor.fetchall()}

    async def every(self, *, owner: UserId) -> Sequence[Account]:
        cursor = await self.connection.execute(
            SQL["list_every_account"], {"owner": owner}, binary=True
        )
        return [account_from(row) for row in await cursor.fetchall()]

    async def page(
        self, *, owner: UserId, status: StatusFilter, request: PageRequest
    ) -> Page[Account]:
        cursor = await self.connection.execute(
            SQL["list_accounts"],
            {
                "owner": owner,
                "status": status,
                "cursor": request.cursor,
                "limit": request.limit,
            },
            binary=True,
        )
        return page_from(rows=await cursor.fetchall(), request=request, build=account_from)

    async def options(self, *, owner: UserId) -> Sequence[Account]:
        cursor = await self.connection.execute(
            SQL["list_account_options"], {"owner": owner}, binary=True
        )
        return [account_from(row) for row in await cursor.fetchall()]


def _written(*, owner: UserId, account: Account) -> dict[str, object]:
    """What is written whenever an account is."""
    return {
        "owner": owner,
        "id": account.id,
        "name": account.name,
        "name_key": account.name_key,
        "color": account.color,
        "opening_minor": account.opening_minor,
        "spend_limit_minor": account.spend_limit_minor,
        "top_up_amount_minor": account.top_up_amount_minor,
        "top_up_cycle": account.top_up_cycle,
        "top_up_day": account.top_up_day,
        "statement_close_day": account.statement_close_day,
        "payment_due_day": account.payment_due_day,
        "archived_on": account.archived_on,
    }
