"""Spending day by day, and what it had come to at the close of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from piggypulse_core.insights.model.current_period import SpentByDay
from piggypulse_core.kernel.dates import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendingPoint:
    """A day's spending, and that of the span's days up to and including it."""

    day: date
    spent_minor: int
    cumulative_minor: int


def spending_history(*, spent_by_day: SpentByDay, span: Span) -> Sequence[SpendingPoint]:
    """A point for each day of a span, oldest first, whether anything was spent on it or not."""
    points = []
    cumulative_minor = 0
    for day in span:
        spent_minor = spent_by_day.get(day, 0)
        cumulative_minor += spent_minor
        points.append(
            SpendingPoint(day=day, spent_minor=spent_minor, cumulative_minor=cumulative_minor)
        )
    return points
