"""Accounts on the wire."""

from typing import Annotated, Literal, TypeVar
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from piggypulse_core.kernel.paging import Page
from piggypulse_core.ledger.model.account import Account, AccountType, TopUpCycle
from piggypulse_core.ledger.model.new_account import AccountForm
from piggypulse_http.edge.currency import CurrencyOut, currency_out
from piggypulse_http.edge.types import Amount, AmountNotNegative, Name, Text

Color = Annotated[
    str,
    Meta(
        pattern="^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$",
        description="`#` and 6 hexadecimal digits; of 3 each is doubled.",
    ),
]
TopUpDay = Annotated[
    int,
    Meta(ge=0, le=31, description="Weekly and bi-weekly: 0 (Sunday) to 6. Monthly: 1 to 31."),
]
DayOfMonth = Annotated[int, Meta(ge=1, le=31)]
CurrencyCode = Annotated[str, Meta(pattern="^[A-Z]{3}$", description="As GET /currencies has it.")]

Value = TypeVar("Value")


class AccountIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """An account as a person types it; `currencyId` says nothing, `currencyCode` does."""

    type: AccountType
    name: Name
    color: Color
    initial_balance: Amount
    currency_id: Text | UnsetType | None = UNSET
    currency_code: CurrencyCode | UnsetType | None = UNSET
    spend_limit: AmountNotNegative | UnsetType | None = UNSET
    top_up_amount: AmountNotNegative | UnsetType | None = UNSET
    top_up_cycle: TopUpCycle | UnsetType | None = UNSET
    top_up_day: TopUpDay | UnsetType | None = UNSET
    statement_close_day: DayOfMonth | UnsetType | None = UNSET
    payment_due_day: DayOfMonth | UnsetType | None = UNSET


class AccountOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """An account; members that its type does not have, or that hold nothing, are left out."""

    id: UUID
    name: str
    type: AccountType
    color: str
    status: Literal["active", "inactive"]
    initial_balance: int
    currency: CurrencyOut
    spend_limit: int | None
    top_up_amount: int | UnsetType = UNSET
    top_up_cycle: TopUpCycle | UnsetType = UNSET
    top_up_day: int | UnsetType = UNSET
    statement_close_day: int | UnsetType = UNSET
    payment_due_day: int | UnsetType = UNSET


class AccountPageOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A page of accounts, newest first."""

    data: list[AccountOut]
    total_count: int
    has_more: bool
    next_cursor: UUID | None


class AccountOptionOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """An account to choose."""

    id: UUID
    name: str
    color: str


def account_form(body: AccountIn, /) -> AccountForm:
    """A body as the form that rules judge."""
    return AccountForm(
        type=body.type,
        name=body.name,
        color=body.color,
        opening_minor=body.initial_balance,
        currency_code=_given(body.currency_code),
        spend_limit_minor=_given(body.spend_limit),
        top_up_amount_minor=_given(body.top_up_amount),
        top_up_cycle=_given(body.top_up_cycle),
        top_up_day=_given(body.top_up_day),
        statement_close_day=_given(body.statement_close_day),
        payment_due_day=_given(body.payment_due_day),
    )


def account_out(account: Account, /) -> AccountOut:
    """An account's reply."""
    return AccountOut(
        id=account.id,
        name=account.name,
        type=account.type,
        color=account.color,
        status=account.status,
        initial_balance=account.opening_minor,
        currency=currency_out(account.currency),
        spend_limit=account.spend_limit_minor,
        top_up_amount=_shown(account.top_up_amount_minor),
        top_up_cycle=_shown(account.top_up_cycle),
        top_up_day=_shown(account.top_up_day),
        statement_close_day=_shown(account.statement_close_day),
        payment_due_day=_shown(account.payment_due_day),
    )


def account_page_out(page: Page[Account], /) -> AccountPageOut:
    """A page's reply."""
    return AccountPageOut(
        data=[account_out(row) for row in page.rows],
        total_count=page.total,
        has_more=page.has_more,
        next_cursor=page.next_cursor,
    )


def account_option_out(account: Account, /) -> AccountOptionOut:
    """An option's reply."""
    return AccountOptionOut(id=account.id, name=account.name, color=account.color)


def _given(value: Value | UnsetType | None) -> Value | None:
    return None if value is UNSET else value


def _shown(value: Value | None) -> Value | UnsetType:
    return UNSET if value is None else value
