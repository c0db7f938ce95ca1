"""What transactions move on accounts: sums per account and day, and the balances they add up to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from piggypulse_core.ledger.model.account import Account, AccountId
from piggypulse_core.ledger.model.amount import in_major_units
from piggypulse_core.ledger.model.spending import Accounts, spent_minor
from piggypulse_core.ledger.model.transaction import Transaction

AccountDay = tuple[AccountId, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySums:
    """What entered and left an account, how much of that was spending, how many bookings."""

    inflow_minor: int = 0
    outflow_minor: int = 0
    spent_minor: int = 0
    transactions: int = 0

    def __add__(self, other: "DaySums") -> "DaySums":
        return DaySums(
            inflow_minor=self.inflow_minor + other.inflow_minor,
            outflow_minor=self.outflow_minor + other.outflow_minor,
            spent_minor=self.spent_minor + other.spent_minor,
            transactions=self.transactions + other.transactions,
        )

    def __neg__(self) -> "DaySums":
        return DaySums(
            inflow_minor=-self.inflow_minor,
            outflow_minor=-self.outflow_minor,
            spent_minor=-self.spent_minor,
            transactions=-self.transactions,
        )

    @property
    def net_minor(self) -> int:
        """What entered less what left."""
        return self.inflow_minor - self.outflow_minor


NOTHING = DaySums()

DayTable = Mapping[AccountDay, DaySums]


def movements(
    *, transaction: Transaction, accounts: Accounts
) -> Iterator[tuple[AccountDay, DaySums]]:
    """What one transaction does to its account, or to both of a transfer."""
    amount = transaction.amount_minor
    source = (transaction.from_account_id, transaction.date)
    if transaction.is_income:
        yield source, DaySums(inflow_minor=amount, transactions=1)
        return
    spent = spent_minor(transaction=transaction, accounts=accounts)
    yield source, DaySums(outflow_minor=amount, spent_minor=spent, transactions=1)
    if transaction.to_account_id is not None:
        yield (
            (transaction.to_account_id, transaction.date),
            DaySums(inflow_minor=amount, transactions=1),
        )


def day_changes(
    *, gone: Iterable[Transaction], come: Iterable[Transaction], accounts: Accounts
) -> dict[AccountDay, DaySums]:
    """By how much the day sums change; days that come out even are left out."""
    changes: dict[AccountDay, DaySums] = {}
    for row in gone:
        for key, sums in movements(transaction=row, accounts=accounts):
            changes[key] = changes.get(key, NOTHING) + -sums
    for row in come:
        for key, sums in movements(transaction=row, accounts=accounts):
            changes[key] = changes.get(key, NOTHING) + sums
    return {key: sums for key, sums in changes.items() if sums != NOTHING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Transactions that go and come, an edited one in both, and how the day sums follow.

    `amounts` are those of the ones that come as people write them, which stores may search in.
    """

    gone: tuple[Transaction, ...]
    come: tuple[Transaction, ...]
    amounts: tuple[str, ...]
    days: Mapping[AccountDay, DaySums]


def change(
    *, gone: Iterable[Transaction] = (), come: Iterable[Transaction] = (), accounts: Accounts
) -> Change:
    """The change that takes some transactions away and books others."""
    taken, booked = tuple(gone), tuple(come)
    return Change(
        gone=taken,
        come=booked,
        amounts=tuple(_amount_text(transaction=row, accounts=accounts) for row in booked),
        days=day_changes(gone=taken, come=booked, accounts=accounts),
    )


def _amount_text(*, transaction: Transaction, accounts: Accounts) -> str:
    currency_code = accounts[transaction.from_account_id].currency_code
    return in_major_units(amount_minor=transaction.amount_minor, currency_code=currency_code)


def day_sums(
    *, transactions: Iterable[Transaction], accounts: Accounts
) -> dict[AccountDay, DaySums]:
    """The sums of every account and day on which something was booked."""
    return day_changes(gone=(), come=transactions, accounts=accounts)


def net_by_account(*, days: DayTable) -> dict[AccountId, int]:
    """Per account what entered less what left, over all its days."""
    nets: dict[AccountId, int] = {}
    for (account, _), sums in days.items():
        nets[account] = nets.get(account, 0) + sums.net_minor
    return nets


def balance(*, account: Account, days: DayTable, day: date) -> int:
    """An account's balance at the close of a day; on a credit card that is debt owed."""
    moved = sum(
        sums.net_minor
        for (owner, when), sums in days.items()
        if owner == account.id and when <= day
    )
    return account.opening_minor + account.sign * moved


def worth(*, account: Account, days: DayTable, day: date) -> int:
    """What an account contributes to the net position at the close of a day."""
    return account.sign * balance(account=account, days=days, day=day)
