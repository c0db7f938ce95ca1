"""Spending of one period after the other, and what it comes to on average."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from piggypulse_core.budgeting.model.period import Period
from piggypulse_core.insights.model.standpoint import ExcludedAccount, Standpoint
from piggypulse_core.kernel.money import ratio

SPENDING_PERIODS = 12
SPENDING_PERIODS_MAX = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodSpent:
    """A period and what was spent in all of it, days to come included."""

    period: Period
    spent_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendingTrend:
    """Periods, oldest first, with the average over those that have begun."""

    periods: Sequence[PeriodSpent]
    average_minor: int
    excluded_accounts: Sequence[ExcludedAccount]


def spending_trend(
    *, periods: Sequence[Period], spent: Sequence[int], today: date, standpoint: Standpoint
) -> SpendingTrend:
    """The trend out of periods, oldest first, and what was spent in each."""
    rows = [
        PeriodSpent(period=period, spent_minor=spent_minor)
        for period, spent_minor in zip(periods, spent, strict=True)
    ]
    begun = [row.spent_minor for row in rows if row.period.start <= today]
    return SpendingTrend(
        periods=rows,
        average_minor=ratio(sum(begun), len(begun)),
        excluded_accounts=standpoint.excluded_accounts,
    )
