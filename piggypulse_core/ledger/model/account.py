"""An account: where money lies or is owed."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NewType
from uuid import UUID

from piggypulse_core.kernel.currency import Currency, currency_by_code
from piggypulse_core.kernel.refusal import Conflict, NotFound
from piggypulse_core.kernel.text import name_key
from piggypulse_core.ledger.model.status import Status, status_of

AccountId = NewType("AccountId", UUID)

AccountType = Literal["Checking", "Savings", "CreditCard", "Wallet", "Allowance"]
TopUpCycle = Literal["weekly", "bi-weekly", "monthly"]


class AccountNotFound(NotFound):
    """You have no such account."""

    code = "not_found"


class AccountNameTaken(Conflict):
    """You already have an account of this name."""

    code = "duplicate_name"


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
