"""An account: where money lies or is owed."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NewType
from uuid import UUID

from piggypulse_core.kernel.currency import Currency, currency_by_code
from piggypulse_core.kernel.money import AMOUNT_MINOR_MAX, check_amount
from piggypulse_core.kernel.refusal import Conflict, Faults, NotFound
from piggypulse_core.kernel.text import name_key
from piggypulse_core.ledger.model.status import Status, archiving, check_archived, status_of

AccountId = NewType("AccountId", UUID)

AccountType = Literal["Checking", "Savings", "CreditCard", "Wallet", "Allowance"]
TopUpCycle = Literal["weekly", "bi-weekly", "monthly"]


class AccountNotFound(NotFound):
    """You have no such account."""

    code = "not_found"


class AccountNameTaken(Conflict):
    """You already have an account of this name."""

    code = "duplicate_name"


class AccountInUse(Conflict):
    """Something refers to this account, which can be archived but not deleted."""

    code = "account_in_use"


class DefaultCurrencyMissing(Conflict):
    """Choose a currency in your profile before making an account."""

    code = "default_currency_missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account and its opening balance; a credit card's balance is debt owed.

    `net_minor` is everything that ever came in less everything that ever went out, future days
    included; stores maintain it with the transactions, people never set it.
    """

    id: AccountId
    type: AccountType
    name: str
    color: str
    currency_code: str
    opening_minor: int
    created_on: date
    net_minor: int = 0
    spend_limit_minor: int | None = None
    top_up_amount_minor: int | None = None
    top_up_cycle: TopUpCycle | None = None
    top_up_day: int | None = None
    statement_close_day: int | None = None
    payment_due_day: int | None = None
    archived_on: date | None = None

    @property
    def name_key(self) -> str:
        """What its name is compared and sorted by."""
        return name_key(text=self.name)

    @property
    def status(self) -> Status:
        """`inactive` once archived."""
        return status_of(archived_on=self.archived_on)

    @property
    def currency(self) -> Currency:
        """What its amounts are in, for as long as it exists."""
        return currency_by_code(self.currency_code)

    @property
    def sign(self) -> int:
        """+1 where the balance is money owned, -1 on a credit card, where it is debt owed."""
        return -1 if self.type == "CreditCard" else 1

    def balance_minor(self, *, net_minor: int) -> int:
        """What it holds, or owes, once so much more came in than went out."""
        return self.opening_minor + self.sign * net_minor

    def adjusted(self, *, balance_minor: int, net_minor: int) -> "Account":
        """With the opening balance from which so much in and out leads to a balance.

        Raises InvalidInput for a balance, or an opening balance for it, that is out of range.
        """
        opening_minor = balance_minor - self.sign * net_minor
        faults = Faults()
        for amount_minor in (balance_minor, opening_minor):
            if not faults.found:
                check_amount(
                    amount_minor=amount_minor,
                    field="newBalance",
                    lowest=-AMOUNT_MINOR_MAX,
                    faults=faults,
                )
        faults.settle()
        return replace(self, opening_minor=opening_minor)

    def archived(self, *, today: date) -> "Account":
        """Put away. Raises AlreadyArchived."""
        return replace(self, archived_on=archiving(archived_on=self.archived_on, today=today))

    def unarchived(self) -> "Account":
        """Taken up again. Raises AlreadyActive."""
        check_archived(archived_on=self.archived_on)
        return replace(self, archived_on=None)
