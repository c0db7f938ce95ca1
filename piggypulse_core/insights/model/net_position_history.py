"""Net position day by day: what was owned and owed at the close of each."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from piggypulse_core.insights.model.account_days import AccountDays
from piggypulse_core.insights.model.net_position import Group, group_of
from piggypulse_core.insights.model.standpoint import in_scope
from piggypulse_core.kernel.dates import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionPoint:
    """Balances at the close of a day; overdrawn groups and overpaid debts are negative."""

    day: date
    liquid_minor: int
    protected_minor: int
    debt_minor: int

    @property
    def total_minor(self) -> int:
        """What is owned less what is owed."""
        return self.liquid_minor + self.protected_minor - self.debt_minor


def net_position_history(
    *, moved: Iterable[AccountDays], span: Span, currency_code: str | None
) -> Sequence[PositionPoint]:
    """A point for each day of a span, oldest first, over accounts in a currency.

    `moved` begins at the eve of the span and has all of its days.
    """
    levels: Counter[Group] = Counter()
    changes: Counter[tuple[date, Group]] = Counter()
    for one in moved:
        if not in_scope(account=one.account, currency_code=currency_code):
            continue
        group = group_of(type=one.account.type)
        levels[group] += one.before_minor
        for booked in one.days:
            changes[booked.day, group] += one.account.sign * booked.sums.net_minor
    points = []
    for day in span:
        for group in levels:
            levels[group] += changes[day, group]
        points.append(
            PositionPoint(
                day=day,
                liquid_minor=levels["liquid"],
                protected_minor=levels["protected"],
                debt_minor=levels["debt"],
            )
        )
    return points
