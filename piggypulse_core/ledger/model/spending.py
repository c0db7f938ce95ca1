"""The words figures are made of: what a transaction counts for, summed over any set of them.

Callers choose the transactions: `within` a span of days, `in_scope` of one currency.
"""

from collections.abc import Iterable, Iterator, Mapping

from piggypulse_core.kernel.dates import Span
from piggypulse_core.ledger.model.account import Account, AccountId
from piggypulse_core.ledger.model.category import CategoryId
from piggypulse_core.ledger.model.transaction import Transaction
from piggypulse_core.ledger.model.vendor import VendorId

Accounts = Mapping[AccountId, Account]
Transactions = Iterable[Transaction]


def is_allowance(*, accounts: Accounts, account: AccountId | None) -> bool:
    """Whether an account is an Allowance; the absent one is not."""
    return account is not None and accounts[account].type == "Allowance"


def counts_as_purchase(*, transaction: Transaction, accounts: Accounts) -> bool:
    """Purchases count where they are budgeted: not when made from an Allowance account."""
    return transaction.is_purchase and not is_allowance(
        accounts=accounts, account=transaction.from_account_id
    )


def is_top_up(*, transaction: Transaction, accounts: Accounts) -> bool:
    """A transfer into an Allowance account from one that is not."""
    return is_allowance(accounts=accounts, account=transaction.to_account_id) and not is_allowance(
        accounts=accounts, account=transaction.from_account_id
    )


def counts_in_category(*, transaction: Transaction, accounts: Accounts) -> bool:
    """Whether its category's actual includes it: all do but purchases made from an Allowance."""
    return not transaction.is_purchase or counts_as_purchase(
        transaction=transaction, accounts=accounts
    )


def spent_minor(*, transaction: Transaction, accounts: Accounts) -> int:
    """What a transaction adds to spending: purchases, and money handed into allowances."""
    counts = counts_as_purchase(transaction=transaction, accounts=accounts) or is_top_up(
        transaction=transaction, accounts=accounts
    )
    return transaction.amount_minor if counts else 0


def within(*, transactions: Transactions, span: Span) -> Iterator[Transaction]:
    """Those dated in a span of days."""
    return (row for row in transactions if row.date in span)


def in_scope(
    *, transactions: Transactions, accounts: Accounts, currency_code: str | None
) -> Iterator[Transaction]:
    """Those on accounts in a currency; the two sides of a transfer share theirs."""
    return (
        row for row in transactions if accounts[row.from_account_id].currency_code == currency_code
    )


def income_total(*, transactions: Transactions) -> int:
    """Money that came in from outside."""
    return sum(row.amount_minor for row in transactions if row.is_income)


def expense_total(*, transactions: Transactions) -> int:
    """All purchases, those made from allowances included."""
    return sum(row.amount_minor for row in transactions if row.is_purchase)


def spent_total(*, transactions: Transactions, accounts: Accounts) -> int:
    """Spending."""
    return sum(spent_minor(transaction=row, accounts=accounts) for row in transactions)


def top_up_total(*, transactions: Transactions, accounts: Accounts) -> int:
    """Money handed into allowances."""
    return sum(
        row.amount_minor for row in transactions if is_top_up(transaction=row, accounts=accounts)
    )


def allowance_purchase_total(*, transactions: Transactions, accounts: Accounts) -> int:
    """Purchases made from allowances."""
    return sum(
        row.amount_minor
        for row in transactions
        if row.is_purchase and is_allowance(accounts=accounts, account=row.from_account_id)
    )


def uncategorized_total(*, transactions: Transactions, accounts: Accounts) -> int:
    """The part of spending that has no category."""
    return sum(
        row.amount_minor
        for row in transactions
        if row.category_id is None and counts_as_purchase(transaction=row, accounts=accounts)
    )


def counted_in_category(
    *, transactions: Transactions, accounts: Accounts, category: CategoryId
) -> Iterator[Transaction]:
    """Those a category's actual is the sum of."""
    return (
        row
        for row in transactions
        if row.category_id == category and counts_in_category(transaction=row, accounts=accounts)
    )


def category_actual(*, transactions: Transactions, accounts: Accounts, category: CategoryId) -> int:
    """What was booked on a category, without purchases made from allowances."""
    counted = counted_in_category(transactions=transactions, accounts=accounts, category=category)
    return sum(row.amount_minor for row in counted)


def counted_for_vendor(
    *, transactions: Transactions, accounts: Accounts, vendor: VendorId
) -> Iterator[Transaction]:
    """Those a vendor's spend is the sum of: purchases that name it, not made from an Allowance."""
    return (
        row
        for row in transactions
        if row.vendor_id == vendor and counts_as_purchase(transaction=row, accounts=accounts)
    )


def vendor_spend_minor(*, transactions: Transactions, accounts: Accounts) -> int:
    """Spend with a vendor over transactions that carry it."""
    return sum(
        row.amount_minor
        for row in transactions
        if counts_as_purchase(transaction=row, accounts=accounts)
    )
