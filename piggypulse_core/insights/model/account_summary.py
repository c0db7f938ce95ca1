"""An account's summary: its balance, what changed in a period, and what its plan brings next."""

from dataclasses import dataclass
from datetime import date

from piggypulse_core.insights.model.cycles import next_cycle
from piggypulse_core.insights.model.levels import AccountLevels
from piggypulse_core.ledger.model.account import Account, AccountId


@dataclass(frozen=True, slots=True, kw_only=True)
class NextTransfer:
    """The next planned top-up of an allowance; nothing is booked."""

    on: date
    balance_after_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSummary:
    """Figures of one account in its own currency; on a credit card positive means more debt."""

    account: Account
    balance_minor: int
    change_minor: int
    transactions: int
    balance_at_period_end_minor: int
    next_transfer: NextTransfer | None

    @property
    def id(self) -> AccountId:
        """The account's id, which pages are cut by."""
        return self.account.id


def account_summary(*, levels: AccountLevels, today: date) -> AccountSummary:
    """The summary out of an account's levels."""
    return AccountSummary(
        account=levels.account,
        balance_minor=levels.today_minor,
        change_minor=levels.change_minor,
        transactions=levels.transactions,
        balance_at_period_end_minor=levels.end_minor,
        next_transfer=next_transfer(
            account=levels.account, balance_minor=levels.today_minor, today=today
        ),
    )


def next_transfer(*, account: Account, balance_minor: int, today: date) -> NextTransfer | None:
    """The next top-up of an Allowance that has an amount, a cycle and a day."""
    day = next_cycle(account=account, today=today)
    if account.type != "Allowance" or account.top_up_amount_minor is None or day is None:
        return None
    return NextTransfer(on=day, balance_after_minor=balance_minor + account.top_up_amount_minor)
