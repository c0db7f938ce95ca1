"""What the product before this one gave away: three kinds of rows, turned into what comes in now.

It knew neither opening balances nor currencies, and wrote a changed transaction down as a second
row of the same id that takes the first one back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Literal
from uuid import UUID

from piggypulse_core.kernel.dates import FIRST_DAY, LAST_DAY
from piggypulse_core.ledger.model.account import AccountId, AccountType
from piggypulse_core.ledger.model.category import CategoryId, CategoryType
from piggypulse_core.ledger.model.new_account import AccountForm
from piggypulse_core.ledger.model.new_category import CategoryForm
from piggypulse_core.ledger.model.new_transaction import TransactionForm
from piggypulse_core.ledger.model.transaction import TransactionId, TransactionKind
from piggypulse_core.portability.model.incoming import (
    Incoming,
    IncomingAccount,
    IncomingCategory,
    IncomingTransaction,
)

FormerType = Literal["Incoming", "Outgoing", "Transfer"]

TYPES: Mapping[FormerType, CategoryType] = MappingProxyType(
    {"Incoming": "income", "Outgoing": "expense", "Transfer": "transfer"}
)
NO_DESCRIPTION = "Imported"

NAMES: Mapping[str, str] = MappingProxyType(
    {
        "date": "occurred_at",
        "fromAccountId": "from_account_id",
        "toAccountId": "to_account_id",
        "categoryId": "category_id",
    }
)
"""What it called the members that rules complain about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerAccount:
    """An account."""

    id: UUID
    name: str
    account_type: AccountType
    color: str
    is_archived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerCategory:
    """A category; its colour follows from its type today."""

    id: UUID
    name: str
    category_type: FormerType
    icon: str
    is_system: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerTransaction:
    """A transaction, or a part of one; what it names as a vendor is left behind."""

    id: UUID
    amount: int
    occurred_at: datetime
    from_account_id: UUID
    to_account_id: UUID | None = None
    category_id: UUID | None = None
    description: str | None = None
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """All of it, each row with its place among those of its kind."""

    accounts: Sequence[tuple[int, FormerAccount]] = ()
    categories: Sequence[tuple[int, FormerCategory]] = ()
    transactions: Sequence[tuple[int, FormerTransaction]] = ()


def incoming_from(former: Former, /) -> Incoming:
    """The same as rows of today; what was not kept then is read off the transactions.

    An account was made by the first day anything was booked, and archived by the last. Both depend
    on the rows alone, so that what is brought a second time is the same; where nothing was booked,
    neither is said.
    """
    booked = (row.occurred_at.date() for _, row in former.transactions)
    # Of a day we do not keep only the transaction is to blame.
    days = [day for day in booked if FIRST_DAY <= day <= LAST_DAY]
    first, last = min(days, default=None), max(days, default=None)
    types = {row.id: row.category_type for _, row in former.categories}
    return Incoming(
        names=NAMES,
        accounts=[_account(place, row, first=first, last=last) for place, row in former.accounts],
        categories=[_category(place, row) for place, row in former.categories],
        transactions=_transactions(former.transactions, types=types),
    )


def _account(
    place: int, row: FormerAccount, *, first: date | None, last: date | None
) -> IncomingAccount:
    return IncomingAccount(
        place=place,
        id=AccountId(row.id),
        form=AccountForm(type=row.account_type, name=row.name, color=row.color, opening_minor=0),
        created_on=first,
        is_archived=row.is_archived,
        archived_on=last if row.is_archived else None,
    )


def _category(place: int, row: FormerCategory) -> IncomingCategory:
    return IncomingCategory(
        place=place,
        id=CategoryId(row.id),
        form=CategoryForm(type=TYPES[row.category_type], name=row.name, icon=row.icon),
        is_system=row.is_system,
        archived_on=None,
    )


def _transactions(
    rows: Iterable[tuple[int, FormerTransaction]], *, types: Mapping[UUID, FormerType]
) -> list[IncomingTransaction]:
    """Rows that share an id are one transaction; one that was taken back whole is none."""
    parts: dict[UUID, list[tuple[int, FormerTransaction]]] = {}
    for place, row in rows:
        parts.setdefault(row.id, []).append((place, row))
    merged = (_merged(some, types=types) for some in parts.values())
    return [one for one in merged if one.form.amount_minor != 0]


def _merged(
    parts: Sequence[tuple[int, FormerTransaction]], *, types: Mapping[UUID, FormerType]
) -> IncomingTransaction:
    place, told = max(parts, key=_standing)
    return IncomingTransaction(
        place=place,
        id=TransactionId(told.id),
        form=TransactionForm(
            kind=_kind(told, types=types),
            date=told.occurred_at.date(),
            description=(told.description or "").strip() or NO_DESCRIPTION,
            amount_minor=sum(row.amount for _, row in parts),
            from_account_id=AccountId(told.from_account_id),
            to_account_id=None if told.to_account_id is None else AccountId(told.to_account_id),
            category_id=None if told.category_id is None else CategoryId(told.category_id),
        ),
    )


def _standing(part: tuple[int, FormerTransaction]) -> tuple[bool, float, int]:
    """The newest row that says an amount, rather than taking one back, has the last word."""
    place, row = part
    written = row.created_at or row.occurred_at
    instant = written if written.tzinfo is not None else written.replace(tzinfo=UTC)
    return row.amount > 0, instant.timestamp(), place


def _kind(row: FormerTransaction, *, types: Mapping[UUID, FormerType]) -> TransactionKind:
    """As its category says, else by its second account."""
    said = None if row.category_id is None else types.get(row.category_id)
    if said is None:
        return "regular" if row.to_account_id is None else "transfer"
    return "transfer" if said == "Transfer" else "regular"
