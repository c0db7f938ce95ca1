"""Rows of an archive as forms that the rules judge; the shapes are those they are given away in."""

from piggypulse_core.ledger.model.account import AccountId
from piggypulse_core.ledger.model.category import CategoryId
from piggypulse_core.ledger.model.new_account import AccountForm
from piggypulse_core.ledger.model.new_category import CategoryForm
from piggypulse_core.ledger.model.new_transaction import TransactionForm
from piggypulse_core.ledger.model.transaction import TransactionId
from piggypulse_core.ledger.model.vendor import VendorId
from piggypulse_core.portability.model.incoming import (
    IncomingAccount,
    IncomingCategory,
    IncomingTransaction,
    IncomingVendor,
)
from piggypulse_http.portability.wire.ledger_rows import (
    ArchivedAccount,
    ArchivedCategory,
    ArchivedTransaction,
    ArchivedVendor,
)


def incoming_account(place: int, row: ArchivedAccount, /) -> IncomingAccount:
    """An account as it comes in."""
    return IncomingAccount(
        place=place,
        id=AccountId(row.id),
        form=AccountForm(
            type=row.type,
            name=row.name,
            color=row.color,
            opening_minor=row.opening_balance,
            currency_code=row.currency_code,
            spend_limit_minor=row.spend_limit,
            top_up_amount_minor=row.top_up_amount,
            top_up_cycle=row.top_up_cycle,
            top_up_day=row.top_up_day,
            statement_close_day=row.statement_close_day,
            payment_due_day=row.payment_due_day,
        ),
        created_on=row.created_on,
        is_archived=row.archived_on is not None,
        archived_on=row.archived_on,
    )


def incoming_category(place: int, row: ArchivedCategory, /) -> IncomingCategory:
    """A category as it comes in."""
    return IncomingCategory(
        place=place,
        id=CategoryId(row.id),
        form=CategoryForm(
            type=row.type,
            name=row.name,
            icon=row.icon,
            behavior=row.behavior,
            description=row.description,
            parent_id=None if row.parent_id is None else CategoryId(row.parent_id),
        ),
        is_system=row.is_system,
        archived_on=row.archived_on,
    )


def incoming_vendor(place: int, row: ArchivedVendor, /) -> IncomingVendor:
    """A vendor as it comes in."""
    return IncomingVendor(
        place=place,
        id=VendorId(row.id),
        name=row.name,
        description=row.description,
        archived_on=row.archived_on,
    )


def incoming_transaction(place: int, row: ArchivedTransaction, /) -> IncomingTransaction:
    """A transaction as it comes in."""
    return IncomingTransaction(
        place=place,
        id=TransactionId(row.id),
        form=TransactionForm(
            kind=row.transaction_type,
            date=row.date,
            description=row.description,
            amount_minor=row.amount,
            from_account_id=AccountId(row.from_account_id),
            to_account_id=None if row.to_account_id is None else AccountId(row.to_account_id),
            category_id=None if row.category_id is None else CategoryId(row.category_id),
            vendor_id=None if row.vendor_id is None else VendorId(row.vendor_id),
        ),
    )
