"""An account day by day: what moved on it, and from that its balance at every close."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from piggypulse_core.insights.model.book import Book
from piggypulse_core.kernel.dates import Span
from piggypulse_core.ledger.model.account import Account
from piggypulse_core.ledger.model.balance import DaySums, balance, day_sums
from piggypulse_core.ledger.model.status import StatusFilter, passes


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedDay:
    """A day on which something was booked, with the sums of it."""

    day: date
    sums: DaySums


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountDays:
    """An account's balance before some days, and those of the days on which it moved, in order."""

    account: Account
    before_minor: int
    days: Sequence[MovedDay]

    def level_minor(self, *, day: date) -> int:
        """The balance at the close of one of the days, or of the one before them."""
        moved = sum(one.sums.net_minor for one in self.days if one.day <= day)
        return self.before_minor + self.account.sign * moved

    def levels(self) -> Iterator[tuple[MovedDay, int]]:
        """Each day on which it moved, with the balance at its close."""
        level_minor = self.before_minor
        for one in self.days:
            level_minor += self.account.sign * one.sums.net_minor
            yield one, level_minor

    def sums(self, *, span: Span) -> DaySums:
        """What moved in some of the days."""
        return sum((one.sums for one in self.days if one.day in span), start=DaySums())


@dataclass(frozen=True, slots=True, kw_only=True)
class BalancePoint:
    """A day with bookings, how many, and the balance at its close."""

    day: date
    balance_minor: int
    transactions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceHistory:
    """An account's points of a period so far, oldest first; none for a day without bookings."""

    account: Account
    points: Sequence[BalancePoint]


def gather_account_days(
    *, book: Book, after: date, until: date, status: StatusFilter
) -> Sequence[AccountDays]:
    """The days after one and until another of every account of a status, newest account first."""
    table = day_sums(transactions=book.transactions, accounts=book.accounts)
    moved = sorted(table.items(), key=lambda item: item[0][1])
    return [
        AccountDays(
            account=account,
            before_minor=balance(account=account, days=table, day=after),
            days=[
                MovedDay(day=day, sums=sums)
                for (whose, day), sums in moved
                if whose == account.id and after < day <= until
            ],
        )
        for account in sorted(book.accounts.values(), key=lambda one: one.id, reverse=True)
        if passes(archived_on=account.archived_on, status=status)
    ]


def balance_history(*, moved: AccountDays) -> BalanceHistory:
    """The points out of an account's days."""
    return BalanceHistory(
        account=moved.account,
        points=[
            BalancePoint(day=one.day, balance_minor=level_minor, transactions=one.sums.transactions)
            for one, level_minor in moved.levels()
        ],
    )
