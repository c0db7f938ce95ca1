"""Levels: what an account's balance was at the close of a period's marks."""

from collections.abc import Sequence
from dataclasses import dataclass

from piggypulse_core.insights.model.book import Book
from piggypulse_core.insights.model.marks import Marks
from piggypulse_core.ledger.model.account import Account, AccountId
from piggypulse_core.ledger.model.balance import DayTable, balance, day_sums


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLevels:
    """An account's balances at four closes, and its bookings after the eve up to the cut."""

    account: Account
    eve_minor: int
    cut_minor: int
    today_minor: int
    end_minor: int
    transactions: int

    @property
    def id(self) -> AccountId:
        """The account's id, which pages are cut by."""
        return self.account.id

    @property
    def change_minor(self) -> int:
        """By how much the balance changed during the period so far."""
        return self.cut_minor - self.eve_minor


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """What entered an account less what left it, after each mark, for ever."""

    than_eve_minor: int
    than_cut_minor: int
    than_today_minor: int
    than_end_minor: int


def gather_levels(*, book: Book, marks: Marks) -> Sequence[AccountLevels]:
    """The levels of every account, newest account first."""
    days = day_sums(transactions=book.transactions, accounts=book.accounts)
    return [
        _levels(account=account, days=days, marks=marks)
        for account in sorted(book.accounts.values(), key=lambda one: one.id, reverse=True)
    ]


def levels_backwards(*, account: Account, later: Later, transactions: int) -> AccountLevels:
    """The same levels read from the account's running total backwards.

    A store that keeps the total needs to look at no day before the eve.
    """

    def level(after_minor: int) -> int:
        return account.opening_minor + account.sign * (account.net_minor - after_minor)

    return AccountLevels(
        account=account,
        eve_minor=level(later.than_eve_minor),
        cut_minor=level(later.than_cut_minor),
        today_minor=level(later.than_today_minor),
        end_minor=level(later.than_end_minor),
        transactions=transactions,
    )


def _levels(*, account: Account, days: DayTable, marks: Marks) -> AccountLevels:
    return AccountLevels(
        account=account,
        eve_minor=balance(account=account, days=days, day=marks.eve),
        cut_minor=balance(account=account, days=days, day=marks.cut),
        today_minor=balance(account=account, days=days, day=marks.today),
        end_minor=balance(account=account, days=days, day=marks.end),
        transactions=sum(
            sums.transactions
            for (owner, day), sums in days.items()
            if owner == account.id and marks.eve < day <= marks.cut
        ),
    )
