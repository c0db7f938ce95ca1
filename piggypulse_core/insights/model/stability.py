"""Budget stability: how many closed periods stayed within their budgets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from piggypulse_core.budgeting.model.budget import Budget
from piggypulse_core.budgeting.model.period import Period
from piggypulse_core.insights.model.book import Book
from piggypulse_core.insights.model.standpoint import ExcludedAccount, Standpoint
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.money import percent
from piggypulse_core.ledger.model.spending import spent_total

RECENT_PERIODS = 3
SHOWN_PERIODS = 6

_WHOLE_BASIS_POINTS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetedPeriod:
    """A closed period and the budget it had."""

    span: Span
    budgeted_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stability:
    """Of the closed periods with a budget, how many stayed within it; `shown` has oldest first."""

    percent: int
    recent_percent: int
    within: int
    considered: int
    shown: Sequence[bool]
    tolerance_basis_points: int
    excluded_accounts: Sequence[ExcludedAccount]


def gather_spent(*, book: Book, spans: Sequence[Span]) -> Sequence[int]:
    """Spending of each of some spans of days."""
    return [
        spent_total(
            transactions=book.in_scope(span=span),
            accounts=book.accounts,
        )
        for span in spans
    ]


def budgeted_periods(
    *, periods: Sequence[Period], until: Period, today: date, budget: Budget
) -> Sequence[BudgetedPeriod]:
    """Of periods by start those that were over before today and end no later than another one.

    Each with the goals that were in force in it; without any budget there is nothing to keep to.
    """
    closed = [one for one in periods if one.end < today and one.end <= until.end]
    return [
        BudgetedPeriod(span=one.span, budgeted_minor=budgeted_minor)
        for one, budgeted_minor in zip(closed, budget.totals(periods=closed), strict=True)
        if budgeted_minor > 0
    ]


def is_stable(*, spent_minor: int, budgeted_minor: int, tolerance_basis_points: int) -> bool:
    """Whether spending is no further beyond a budget than the tolerance; below it always is."""
    most = budgeted_minor * (_WHOLE_BASIS_POINTS + tolerance_basis_points)
    return _WHOLE_BASIS_POINTS * spent_minor <= most


def stability(
    *,
    periods: Sequence[BudgetedPeriod],
    spent: Sequence[int],
    tolerance_basis_points: int,
    standpoint: Standpoint,
) -> Stability:
    """The stability of periods, oldest first, out of what was spent in each."""
    stable = [
        is_stable(
            spent_minor=spent_minor,
            budgeted_minor=period.budgeted_minor,
            tolerance_basis_points=tolerance_basis_points,
        )
        for period, spent_minor in zip(periods, spent, strict=True)
    ]
    recent = stable[-RECENT_PERIODS:]
    return Stability(
        percent=percent(sum(stable), len(stable)),
        recent_percent=percent(sum(recent), len(recent)),
        within=sum(stable),
        considered=len(stable),
        shown=stable[-SHOWN_PERIODS:],
        tolerance_basis_points=tolerance_basis_points,
        excluded_accounts=standpoint.excluded_accounts,
    )
