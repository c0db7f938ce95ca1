"""Stored sums against what is booked: every figure that is kept twice is recomputed."""

from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from piggypulse_core.ledger.model.account import AccountId
from piggypulse_core.ledger.model.balance import (
    NOTHING,
    AccountDay,
    DaySums,
    DayTable,
    movements,
    net_by_account,
)
from piggypulse_core.ledger.model.spending import Accounts
from piggypulse_core.ledger.model.transaction import Transaction

Figure = Literal["inflow", "outflow", "spent", "transactions", "net"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A figure that is not what the bookings say; without a day it is one of the whole account.

    In minor units of the account's currency, but for `transactions`, which is a number of them.
    """

    account: AccountId
    day: date | None
    figure: Figure
    stored: int
    booked: int


def reckon(
    table: MutableMapping[AccountDay, DaySums],
    /,
    *,
    transactions: Iterable[Transaction],
    accounts: Accounts,
) -> None:
    """Add to a table of day sums what some more transactions move."""
    for transaction in transactions:
        for key, sums in movements(transaction=transaction, accounts=accounts):
            table[key] = table.get(key, NOTHING) + sums


def differences(*, accounts: Accounts, stored: DayTable, booked: DayTable) -> Iterator[Difference]:
    """Where what is stored is not what is booked: days by account, then whole accounts."""
    for account, day in sorted(stored.keys() | booked.keys()):
        kept, true = stored.get((account, day), NOTHING), booked.get((account, day), NOTHING)
        for figure, has, should in _paired(kept, true):
            if has != should:
                yield Difference(account=account, day=day, figure=figure, stored=has, booked=should)
    nets = net_by_account(days=booked)
    for account in sorted(accounts):
        held, true_net = accounts[account].net_minor, nets.get(account, 0)
        if held != true_net:
            yield Difference(account=account, day=None, figure="net", stored=held, booked=true_net)


def _paired(kept: DaySums, true: DaySums) -> Iterator[tuple[Figure, int, int]]:
    yield "inflow", kept.inflow_minor, true.inflow_minor
    yield "outflow", kept.outflow_minor, true.outflow_minor
    yield "spent", kept.spent_minor, true.spent_minor
    yield "transactions", kept.transactions, true.transactions
