"""Figures of accounts on the wire."""

from datetime import date
from uuid import UUID

from msgspec import Struct

from piggypulse_core.insights.model.account_summary import AccountSummary
from piggypulse_core.kernel.paging import Page
from piggypulse_core.ledger.model.account import AccountType
from piggypulse_core.ledger.model.status import Status


class AccountSummaryOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """An account's figures, in its own currency; on a credit card a balance is debt owed."""

    id: UUID
    name: str
    type: AccountType
    color: str
    status: Status
    currency_code: str
    current_balance: int
    net_change_this_period: int
    number_of_transactions: int
    balance_at_period_end: int
    next_transfer: date | None
    balance_after_next_transfer: int | None


class AccountSummaryPageOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A page of account figures, newest account first."""

    data: list[AccountSummaryOut]
    total_count: int
    has_more: bool
    next_cursor: UUID | None


def account_summary_page_out(page: Page[AccountSummary], /) -> AccountSummaryPageOut:
    """A page's reply."""
    return AccountSummaryPageOut(
        data=[_summary_out(row) for row in page.rows],
        total_count=page.total,
        has_more=page.has_more,
        next_cursor=page.next_cursor,
    )


def _summary_out(summary: AccountSummary) -> AccountSummaryOut:
    account, transfer = summary.account, summary.next_transfer
    return AccountSummaryOut(
        id=account.id,
        name=account.name,
        type=account.type,
        color=account.color,
        status=account.status,
        currency_code=account.currency_code,
        current_balance=summary.balance_minor,
        net_change_this_period=summary.change_minor,
        number_of_transactions=summary.transactions,
        balance_at_period_end=summary.balance_at_period_end_minor,
        next_transfer=None if transfer is None else transfer.on,
        balance_after_next_transfer=None if transfer is None else transfer.balance_after_minor,
    )
