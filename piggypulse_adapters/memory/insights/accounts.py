"""The facts behind one account's figures, gathered from dicts by the rules themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from piggypulse_adapters.memory.books import book_of
from piggypulse_adapters.memory.database import Transaction
from piggypulse_core.insights.model.account_activity import (
    AccountActivity,
    gather_account_activity,
    gather_purchases,
)
from piggypulse_core.insights.model.account_days import AccountDays, gather_account_days
from piggypulse_core.insights.ports import AccountReader
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.account import AccountId
from piggypulse_core.ledger.model.status import StatusFilter


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryAccountFigures(AccountReader):
    """The books seen through one transaction."""

    transaction: Transaction

    async def days(
        self,
        *,
        owner: UserId,
        account: AccountId | None,
        status: StatusFilter,
        after: date,
        until: date,
    ) -> Sequence[AccountDays]:
        book = book_of(self.transaction, owner=owner, currency_code=None)
        every = gather_account_days(book=book, after=after, until=until, status=status)
        return [one for one in every if account in (None, one.account.id)]

    async def activity(self, *, owner: UserId, account: AccountId, span: Span) -> AccountActivity:
        book = book_of(self.transaction, owner=owner, currency_code=None)
        return gather_account_activity(book=book, account=account, span=span)

    async def purchases(self, *, owner: UserId, account: AccountId, span: Span) -> int:
        book = book_of(self.transaction, owner=owner, currency_code=None)
        return gather_purchases(book=book, account=account, span=span)
