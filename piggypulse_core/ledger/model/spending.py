"""The words figures are made of: what a transaction adds to spending and to an account's flow."""

from collections.abc import Iterable, Mapping

from piggypulse_core.ledger.model.account import Account, AccountId
from piggypulse_core.ledger.model.transaction import Transaction

Accounts = Mapping[AccountId, Account]


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
    return is_allowance(
        accounts=accounts, account=transaction.to_account_id
    ) and not is_allowance(accounts=accounts, account=transaction.from_account_id)


def spent_minor(*, transaction: Transaction, accounts: Accounts) -> int:
    """What a transaction adds to spending: purchases, and money handed into allowances."""
    counts = counts_as_purchase(transaction=transaction, accounts=accounts) or is_top_up(
        transaction=transaction, accounts=accounts
    )
    return transaction.amount_minor if counts else 0


def vendor_spend_minor(*, transactions: Iterable[Transaction], accounts: Accounts) -> int:
    """Spend with a vendor over transactions that carry it."""
    return sum(
        row.amount_minor
        for row in transactions
        if counts_as_purchase(transaction=row, accounts=accounts)
    )
