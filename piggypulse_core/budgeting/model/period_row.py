"""A period with its figures, as lists and single answers show it."""

from dataclasses import dataclass
from datetime import date

from piggypulse_core.budgeting.model.period import Period, PeriodId, PeriodStatus
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.money import percent
from piggypulse_core.ledger.model.spending import (
    Accounts,
    Transactions,
    in_scope,
    spent_total,
    within,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodSums:
    """What was booked in a period's days on accounts in the owner's currency."""

    spent_minor: int
    transactions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRow:
    """A period as seen from a day."""

    period: Period
    today: date
    sums: PeriodSums
    budgeted_minor: int

    @property
    def id(self) -> PeriodId:
        """The period's id, which pages are cut by."""
        return self.period.id

    @property
    def status(self) -> PeriodStatus:
        """Where it lies as seen from today."""
        return self.period.status(today=self.today)

    @property
    def remaining(self) -> int | None:
        """Its days after today; none to speak of once it is past."""
        return None if self.status == "past" else self.period.remaining(today=self.today)

    @property
    def percent_used(self) -> int | None:
        """Spending in percent of the budget, at most 100; nothing without a budget."""
        if self.budgeted_minor == 0:
            return None
        return min(100, percent(self.sums.spent_minor, self.budgeted_minor))


def period_sums(
    *, transactions: Transactions, accounts: Accounts, currency_code: str | None, span: Span
) -> PeriodSums:
    """The sums of a span of days out of everything booked."""
    counted = list(
        in_scope(
            transactions=within(transactions=transactions, span=span),
            accounts=accounts,
            currency_code=currency_code,
        )
    )
    return PeriodSums(
        spent_minor=spent_total(transactions=counted, accounts=accounts),
        transactions=len(counted),
    )
