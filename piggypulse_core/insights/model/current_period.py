"""The current period at a glance: what was spent, what may be, and where it is heading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from piggypulse_core.budgeting.model.budget import Budget
from piggypulse_core.budgeting.model.period import Period
from piggypulse_core.insights.model.book import Book
from piggypulse_core.insights.model.standpoint import ExcludedAccount, Standpoint
from piggypulse_core.kernel.dates import Span
from piggypulse_core.ledger.model.spending import spent_minor

SpentByDay = Mapping[date, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentPeriod:
    """Spending of a whole period, of its days so far, day by day, and at the pace so far."""

    spent_minor: int
    spent_to_date_minor: int
    projected_minor: int
    daily_minor: Sequence[int]
    target_minor: int
    income_target_minor: int
    length: int
    remaining: int
    excluded_accounts: Sequence[ExcludedAccount]


def gather_spent_by_day(*, book: Book, span: Span) -> SpentByDay:
    """Spending of each day of a span on which there was any, future days included."""
    spent: dict[date, int] = {}
    for row in book.in_scope(span=span):
        amount = spent_minor(transaction=row, accounts=book.accounts)
        if amount:
            spent[row.date] = spent.get(row.date, 0) + amount
    return spent


def current_period(
    *,
    spent_by_day: SpentByDay,
    period: Period,
    today: date,
    budget: Budget,
    standpoint: Standpoint,
) -> CurrentPeriod:
    """The glance out of a period's spending and what it is budgeted."""
    spent = sum(spent_by_day.values())
    to_date = sum(amount for day, amount in spent_by_day.items() if day <= today)
    return CurrentPeriod(
        spent_minor=spent,
        spent_to_date_minor=to_date,
        projected_minor=period.projected(total=spent, to_date=to_date, today=today),
        daily_minor=[spent_by_day.get(day, 0) for day in period.span],
        target_minor=budget.total(period=period),
        income_target_minor=budget.income_goal(period=period),
        length=period.length,
        remaining=period.remaining(today=today),
        excluded_accounts=standpoint.excluded_accounts,
    )
