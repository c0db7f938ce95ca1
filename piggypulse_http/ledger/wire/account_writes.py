"""Edits of accounts on the wire."""

from typing import TypeVar

from msgspec import UNSET, Struct, UnsetType

from piggypulse_core.ledger.model.account import AccountType, TopUpCycle
from piggypulse_core.ledger.model.account_edit import AccountEdit
from piggypulse_core.ledger.model.edit import KEPT, Kept
from piggypulse_http.edge.types import Amount, AmountNotNegative, Name, Text
from piggypulse_http.ledger.wire.accounts import Color, CurrencyCode, DayOfMonth, TopUpDay

Value = TypeVar("Value")


class AccountEditIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """An account as a person edits it.

    `type` and `currencyCode` repeat what the account has, `currencyId` says nothing. Left out,
    `spendLimit` is cleared and everything else stays; null clears, but for `initialBalance`.
    """

    type: AccountType
    name: Name
    color: Color
    initial_balance: Amount | UnsetType | None = UNSET
    currency_id: Text | UnsetType | None = UNSET
    currency_code: CurrencyCode | UnsetType | None = UNSET
    spend_limit: AmountNotNegative | UnsetType | None = UNSET
    top_up_amount: AmountNotNegative | UnsetType | None = UNSET
    top_up_cycle: TopUpCycle | UnsetType | None = UNSET
    top_up_day: TopUpDay | UnsetType | None = UNSET
    statement_close_day: DayOfMonth | UnsetType | None = UNSET
    payment_due_day: DayOfMonth | UnsetType | None = UNSET


class BalanceIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """What an account holds today, or on a credit card owes."""

    new_balance: Amount


def account_edit(body: AccountEditIn, /) -> AccountEdit:
    """A body as the edit that rules judge."""
    opening = body.initial_balance
    return AccountEdit(
        type=body.type,
        name=body.name,
        color=body.color,
        opening_minor=opening if isinstance(opening, int) else KEPT,
        currency_code=None if body.currency_code is UNSET else body.currency_code,
        spend_limit_minor=None if body.spend_limit is UNSET else body.spend_limit,
        top_up_amount_minor=_given(body.top_up_amount),
        top_up_cycle=_given(body.top_up_cycle),
        top_up_day=_given(body.top_up_day),
        statement_close_day=_given(body.statement_close_day),
        payment_due_day=_given(body.payment_due_day),
    )


def _given(value: Value | UnsetType | None) -> Value | Kept | None:
    return KEPT if isinstance(value, UnsetType) else value
