"""Rows of the ledger as archives have them."""

from typing import Literal
from uuid import UUID

from msgspec import Struct

from piggypulse_core.ledger.model.account import Account, AccountType, TopUpCycle
from piggypulse_core.ledger.model.category import Behavior, Category, CategoryType
from piggypulse_core.ledger.model.transaction import Transaction
from piggypulse_core.ledger.model.vendor import Vendor
from piggypulse_http.edge.types import Day


class ArchivedAccount(Struct, frozen=True, kw_only=True, rename="camel"):
    """An account; its balance follows from its opening balance and the transactions."""

    id: UUID
    type: AccountType
    name: str
    color: str
    currency_code: str
    opening_balance: int
    spend_limit: int | None
    top_up_amount: int | None
    top_up_cycle: TopUpCycle | None
    top_up_day: int | None
    statement_close_day: int | None
    payment_due_day: int | None
    created_on: Day
    archived_on: Day | None


class ArchivedCategory(Struct, frozen=True, kw_only=True, rename="camel"):
    """A category; its colour follows from type and behaviour."""

    id: UUID
    type: CategoryType
    name: str
    icon: str
    behavior: Behavior | None
    description: str | None
    parent_id: UUID | None
    is_system: bool
    archived_on: Day | None


class ArchivedVendor(Struct, frozen=True, kw_only=True, rename="camel"):
    """A vendor."""

    id: UUID
    name: str
    description: str | None
    archived_on: Day | None


class ArchivedTransaction(Struct, frozen=True, kw_only=True, rename="camel"):
    """A transaction; its direction follows from its category."""

    id: UUID
    transaction_type: Literal["regular", "transfer"]
    date: Day
    description: str
    amount: int
    from_account_id: UUID
    to_account_id: UUID | None
    category_id: UUID | None
    vendor_id: UUID | None


def archived_account(account: Account, /) -> ArchivedAccount:
    """An account's row."""
    return ArchivedAccount(
        id=account.id,
        type=account.type,
        name=account.name,
        color=account.color,
        currency_code=account.currency_code,
        opening_balance=account.opening_minor,
        spend_limit=account.spend_limit_minor,
        top_up_amount=account.top_up_amount_minor,
        top_up_cycle=account.top_up_cycle,
        top_up_day=account.top_up_day,
        statement_close_day=account.statement_close_day,
        payment_due_day=account.payment_due_day,
        created_on=account.created_on,
        archived_on=account.archived_on,
    )


def archived_category(category: Category, /) -> ArchivedCategory:
    """A category's row."""
    return ArchivedCategory(
        id=category.id,
        type=category.type,
        name=category.name,
        icon=category.icon,
        behavior=category.behavior,
        description=category.description,
        parent_id=category.parent_id,
        is_system=category.is_system,
        archived_on=category.archived_on,
    )


def archived_vendor(vendor: Vendor, /) -> ArchivedVendor:
    """A vendor's row."""
    return ArchivedVendor(
        id=vendor.id,
        name=vendor.name,
        description=vendor.description,
        archived_on=vendor.archived_on,
    )


def archived_transaction(transaction: Transaction, /) -> ArchivedTransaction:
    """A transaction's row."""
    return ArchivedTransaction(
        id=transaction.id,
        transaction_type=transaction.kind,
        date=transaction.date,
        description=transaction.description,
        amount=transaction.amount_minor,
        from_account_id=transaction.from_account_id,
        to_account_id=transaction.to_account_id,
        category_id=transaction.category_id,
        vendor_id=transaction.vendor_id,
    )
