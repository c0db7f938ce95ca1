"""What each kind of booking counts for, as the table on paper has it."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest

from piggypulse_core.kernel.dates import Span
from piggypulse_core.ledger.model.account import Account, AccountId, AccountType
from piggypulse_core.ledger.model.amount import in_major_units
from piggypulse_core.ledger.model.balance import DaySums, balance, day_changes, day_sums, worth
from piggypulse_core.ledger.model.category import CategoryId, CategoryType
from piggypulse_core.ledger.model.spending import (
    allowance_purchase_total,
    category_actual,
    counted_for_vendor,
    expense_total,
    in_scope,
    income_total,
    spent_total,
    top_up_total,
    uncategorized_total,
    within,
)
from piggypulse_core.ledger.model.transaction import Transaction, TransactionId
from piggypulse_core.ledger.model.vendor import VendorId
from tests.support.clock import TODAY

VENDOR = VendorId(UUID(int=1))
CATEGORIES: dict[CategoryType, CategoryId] = {
    "income": CategoryId(UUID(int=2)),
    "expense": CategoryId(UUID(int=3)),
    "transfer": CategoryId(UUID(int=4)),
}


def account(number: int, type_: AccountType, *, currency_code: str = "EUR") -> Account:
    return Account(
        id=AccountId(UUID(int=number)),
        type=type_,
        name=f"Account {number}",
        color="#123456",
        currency_code=currency_code,
        opening_minor=1000,
        created_on=TODAY,
    )


GIRO = account(11, "Checking")
VISA = account(12, "CreditCard")
FUN = account(13, "Allowance")
PLAY = account(14, "Allowance")
RESERVE = account(15, "Savings")
DOLLARS = account(16, "Wallet", currency_code="USD")
ACCOUNTS = {one.id: one for one in (GIRO, VISA, FUN, PLAY, RESERVE, DOLLARS)}


def booked(
    type_: CategoryType | None, source: Account, target: Account | None = None, amount: int = 100
) -> Transaction:
    return Transaction(
        id=TransactionId(UUID(int=99)),
        kind="regular" if target is None else "transfer",
        date=TODAY,
        description="Something",
        amount_minor=amount,
        from_account_id=source.id,
        to_account_id=None if target is None else target.id,
        category_id=None if type_ is None else CATEGORIES[type_],
        category_type=type_,
        vendor_id=VENDOR,
    )


@dataclass(frozen=True, slots=True)
class Counts:
    """Whether a booking counts as income, expense, spent, in its category, for its vendor."""

    income: bool = False
    expense: bool = False
    spent: bool = False
    category: bool = False
    vendor: bool = False


TABLE = (
    (booked("income", GIRO), Counts(income=True, category=True)),
    (booked("income", FUN), Counts(income=True, category=True)),
    (booked("expense", GIRO), Counts(expense=True, spent=True, category=True, vendor=True)),
    (booked("expense", VISA), Counts(expense=True, spent=True, category=True, vendor=True)),
    (booked(None, GIRO), Counts(expense=True, spent=True, vendor=True)),
    (booked("expense", FUN), Counts(expense=True)),
    (booked(None, FUN), Counts(expense=True)),
    (booked("transfer", GIRO, RESERVE), Counts(category=True)),
    (booked("transfer", GIRO, VISA), Counts(category=True)),
    (booked("transfer", FUN, PLAY), Counts(category=True)),
    (booked("transfer", FUN, GIRO), Counts(category=True)),
    (booked("transfer", GIRO, FUN), Counts(spent=True, category=True)),
    (booked("transfer", VISA, FUN), Counts(spent=True, category=True)),
)


@pytest.mark.parametrize(("row", "counts"), TABLE)
def test_each_kind_counts_where_it_should(row: Transaction, counts: Counts) -> None:
    rows = [row]
    in_category = sum(
        category_actual(transactions=rows, accounts=ACCOUNTS, category=category)
        for category in CATEGORIES.values()
    )
    for_vendor = list(counted_for_vendor(transactions=rows, accounts=ACCOUNTS, vendor=VENDOR))

    assert income_total(transactions=rows) == 100 * counts.income
    assert expense_total(transactions=rows) == 100 * counts.expense
    assert spent_total(transactions=rows, accounts=ACCOUNTS) == 100 * counts.spent
    assert in_category == 100 * counts.category
    assert for_vendor == rows * counts.vendor


def test_spending_is_expense_without_allowance_purchases_and_with_top_ups() -> None:
    rows = [row for row, _ in TABLE]

    spent = spent_total(transactions=rows, accounts=ACCOUNTS)

    assert spent == (
        expense_total(transactions=rows)
        - allowance_purchase_total(transactions=rows, accounts=ACCOUNTS)
        + top_up_total(transactions=rows, accounts=ACCOUNTS)
    )
    assert uncategorized_total(transactions=rows, accounts=ACCOUNTS) == 100


def test_windows_and_scope_choose_transactions() -> None:
    rows = [booked("expense", GIRO), booked("expense", DOLLARS)]
    day = timedelta(days=1)

    assert list(within(transactions=rows, span=Span(start=TODAY, end=TODAY))) == rows
    assert not list(within(transactions=rows, span=Span(start=TODAY + day, end=TODAY + day)))
    assert list(in_scope(transactions=rows, accounts=ACCOUNTS, currency_code="USD")) == rows[1:]
    assert not list(in_scope(transactions=rows, accounts=ACCOUNTS, currency_code=None))


def test_a_transfer_is_counted_on_both_sides_and_spent_on_the_first() -> None:
    days = day_sums(transactions=[booked("transfer", VISA, FUN)], accounts=ACCOUNTS)

    assert days == {
        (VISA.id, TODAY): DaySums(outflow_minor=100, spent_minor=100, transactions=1),
        (FUN.id, TODAY): DaySums(inflow_minor=100, transactions=1),
    }


@pytest.mark.parametrize(
    ("row", "held", "expected"),
    [
        (booked("income", GIRO), GIRO, 1100),
        (booked("income", VISA), VISA, 900),
        (booked("expense", GIRO), GIRO, 900),
        (booked(None, VISA), VISA, 1100),
        (booked("transfer", GIRO, VISA), GIRO, 900),
        (booked("transfer", GIRO, VISA), VISA, 900),
        (booked("transfer", VISA, GIRO), VISA, 1100),
    ],
)
def test_a_balance_follows_the_direction(row: Transaction, held: Account, expected: int) -> None:
    days = day_sums(transactions=[row], accounts=ACCOUNTS)

    assert balance(account=held, days=days, day=TODAY) == expected
    assert balance(account=held, days=days, day=TODAY - timedelta(days=1)) == 1000
    assert abs(worth(account=held, days=days, day=TODAY)) == expected


def test_what_comes_out_even_is_no_change() -> None:
    row = booked("expense", GIRO)

    assert day_changes(gone=[row], come=[row], accounts=ACCOUNTS) == {}


@pytest.mark.parametrize(
    ("amount", "code", "text"),
    [(1, "EUR", "0.01"), (10, "EUR", "0.10"), (123456, "EUR", "1234.56"), (5, "JPY", "5")],
)
def test_amounts_are_written_in_major_units(amount: int, code: str, text: str) -> None:
    assert in_major_units(amount_minor=amount, currency_code=code) == text
