"""Transactions on the wire."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Final, Literal, cast
from uuid import UUID

from litestar.params import BodyKwarg
from msgspec import UNSET, Meta, Raw, Struct, UnsetType

from piggypulse_core.kernel.money import AMOUNT_MINOR_MAX
from piggypulse_core.kernel.paging import Page
from piggypulse_core.kernel.refusal import InvalidInput
from piggypulse_core.kernel.text import DESCRIPTION_LENGTH_MAX
from piggypulse_core.ledger.model.account import AccountId
from piggypulse_core.ledger.model.booking import AccountLabel, Booking, CategoryLabel
from piggypulse_core.ledger.model.category import CategoryId, CategoryType
from piggypulse_core.ledger.model.new_transaction import FORMS_MAX, TransactionForm
from piggypulse_core.ledger.model.transaction import TransactionKind
from piggypulse_core.ledger.model.vendor import VendorId
from piggypulse_http.edge.body import decoded_items
from piggypulse_http.edge.types import NO_NUL, TEXT_LENGTH_MAX, Day

NO_ID: Final = UUID(int=0)

# Bounds of members are described here and judged by the rules alone, which name every bad item of
# a batch; a decoder would stop at the first.
Description = Annotated[
    str,
    Meta(
        description=f"1 to {DESCRIPTION_LENGTH_MAX} code points after trimming.",
        extra_json_schema={"pattern": NO_NUL, "maxLength": TEXT_LENGTH_MAX},
    ),
]
AmountMinor = Annotated[
    int,
    Meta(
        description="Minor units of the account's currency.",
        extra_json_schema={"minimum": 1, "maximum": AMOUNT_MINOR_MAX},
    ),
]
Kind = Annotated[
    Literal["regular", "transfer", "Regular", "Transfer"],
    Meta(description="The first letter in any case."),
]


class TransactionIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """A transaction as a person types it.

    A second account counts on transfers only. Without a category (null, or the id of zeros) money
    goes out uncategorised.
    """

    transaction_type: Kind
    date: Day
    description: Description
    amount: AmountMinor
    from_account_id: UUID
    category_id: UUID | None
    to_account_id: UUID | UnsetType | None = UNSET
    vendor_id: UUID | UnsetType | None = UNSET


# Items are decoded one by one, so that a refusal names each that is none, beside those that break
# a rule; the document tells what they are.
TransactionsIn = Annotated[
    list[Raw],
    BodyKwarg(
        schema_extra={
            "items": {"$ref": f"#/components/schemas/{TransactionIn.__name__}"},
            "maxItems": FORMS_MAX,
        }
    ),
]


class AccountLabelOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """An account that a transaction names."""

    id: UUID
    name: str
    color: str


class CategoryLabelOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A category that a transaction names."""

    id: UUID
    name: str
    color: str
    icon: str
    type: CategoryType


class VendorLabelOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A vendor that a transaction names."""

    id: UUID
    name: str


class TransactionOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A transaction; an uncategorised one has a stand-in for its category and no `categoryId`."""

    id: UUID
    transaction_type: TransactionKind
    date: date
    description: str
    amount: int
    from_account: AccountLabelOut
    to_account: AccountLabelOut | None
    category: CategoryLabelOut
    category_id: UUID | None
    vendor: VendorLabelOut | None


class TransactionPageOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A page of transactions, latest first."""

    data: list[TransactionOut]
    total_count: int
    has_more: bool
    next_cursor: UUID | None


class HasTransactionsOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """Whether anything is booked."""

    has_transactions: bool


UNCATEGORIZED: Final = CategoryLabelOut(
    id=NO_ID, name="Uncategorized", color="#868E96", icon="❔", type="expense"
)


def transaction_form(body: TransactionIn, /) -> TransactionForm:
    """A body as the form that rules judge."""
    to_account, vendor = body.to_account_id, body.vendor_id
    return TransactionForm(
        kind=cast("TransactionKind", body.transaction_type.lower()),
        date=body.date,
        description=body.description,
        amount_minor=body.amount,
        from_account_id=AccountId(body.from_account_id),
        to_account_id=AccountId(to_account) if isinstance(to_account, UUID) else None,
        category_id=CategoryId(body.category_id) if body.category_id not in (None, NO_ID) else None,
        vendor_id=VendorId(vendor) if isinstance(vendor, UUID) else None,
    )


def transaction_forms(bodies: Sequence[Raw], /) -> list[TransactionForm | InvalidInput]:
    """Bodies as forms, or what is wrong with them; of too many one too many is enough."""
    items = decoded_items(bodies[: FORMS_MAX + 1], kind=TransactionIn)
    return [item if isinstance(item, InvalidInput) else transaction_form(item) for item in items]


def transaction_out(booking: Booking, /) -> TransactionOut:
    """A transaction's reply."""
    transaction, to_account = booking.transaction, booking.to_account
    category, vendor = booking.category, booking.vendor
    return TransactionOut(
        id=transaction.id,
        transaction_type=transaction.kind,
        date=transaction.date,
        description=transaction.description,
        amount=transaction.amount_minor,
        from_account=_account_out(booking.from_account),
        to_account=None if to_account is None else _account_out(to_account),
        category=UNCATEGORIZED if category is None else _category_out(category),
        category_id=transaction.category_id,
        vendor=None if vendor is None else VendorLabelOut(id=vendor.id, name=vendor.name),
    )


def transaction_page_out(page: Page[Booking], /) -> TransactionPageOut:
    """A page's reply."""
    return TransactionPageOut(
        data=[transaction_out(row) for row in page.rows],
        total_count=page.total,
        has_more=page.has_more,
        next_cursor=page.next_cursor,
    )


def _account_out(label: AccountLabel) -> AccountLabelOut:
    return AccountLabelOut(id=label.id, name=label.name, color=label.color)


def _category_out(label: CategoryLabel) -> CategoryLabelOut:
    return CategoryLabelOut(
        id=label.id, name=label.name, color=label.color, icon=label.icon, type=label.type
    )
