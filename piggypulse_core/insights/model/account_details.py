"""One account's own page: its summary, its flows, and how steady it was."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from piggypulse_core.budgeting.model.period import Period
from piggypulse_core.insights.model.account_activity import (
    AccountActivity,
    AccountBooking,
    running_balances,
)
from piggypulse_core.insights.model.account_days import AccountDays
from piggypulse_core.insights.model.account_summary import AccountSummary, next_transfer
from piggypulse_core.insights.model.cycles import cycle_start
from piggypulse_core.insights.model.marks import Marks
from piggypulse_core.kernel.dates import ONE_DAY, Span
from piggypulse_core.kernel.money import ratio
from piggypulse_core.ledger.model.account import Account
from piggypulse_core.ledger.model.balance import NOTHING

CLOSINGS_MAX = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Stability:
    """Balances at the ends of the latest closed periods; zeros without any.

    On target is a balance above nothing; on a credit card one of at most the spend limit.
    """

    average_minor: int
    highest_minor: int
    lowest_minor: int
    on_target: int
    considered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountDetails:
    """Figures of one account in its own currency, up to today."""

    summary: AccountSummary
    inflow_minor: int
    outflow_minor: int
    activity: AccountActivity
    newest: Sequence[tuple[AccountBooking, int]]
    stability: Stability
    spent_this_cycle_minor: int
    average_balance_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailDays:
    """The days an account's page is about: a period's marks, closed periods' ends, a cycle."""

    marks: Marks
    closings: Sequence[date]

    @property
    def after(self) -> date:
        """Nothing up to this day is looked at."""
        return min([self.marks.eve, *self.closings])

    @property
    def until(self) -> date:
        """Nor anything later than this one."""
        return max(self.marks.end, self.marks.today)

    @property
    def so_far(self) -> Span | None:
        """The period's days so far; none before it begins."""
        if self.marks.eve == self.marks.cut:
            return None
        return Span(start=self.marks.eve + ONE_DAY, end=self.marks.cut)


def closings(*, periods: Iterable[Period], marks: Marks) -> Sequence[date]:
    """The ends of the latest periods closed before today, without the one that has the marks."""
    closed = sorted(
        (one.end for one in periods if one.end < marks.today and one.end != marks.end),
        reverse=True,
    )
    return closed[:CLOSINGS_MAX]


def cycle_so_far(*, account: Account, today: date) -> Span | None:
    """The days since an allowance was last due to be topped up; none for other accounts."""
    start = cycle_start(account=account, today=today)
    if account.type != "Allowance" or start is None:
        return None
    return Span(start=start, end=today)


def account_details(
    *, moved: AccountDays, activity: AccountActivity, spent_this_cycle_minor: int, days: DetailDays
) -> AccountDetails:
    """The page out of an account's days and bookings."""
    account, marks, so_far = moved.account, days.marks, days.so_far
    cut_minor = moved.level_minor(day=marks.cut)
    today_minor = moved.level_minor(day=marks.today)
    sums = NOTHING if so_far is None else moved.sums(span=so_far)
    return AccountDetails(
        summary=AccountSummary(
            account=account,
            balance_minor=today_minor,
            change_minor=cut_minor - moved.level_minor(day=marks.eve),
            transactions=sums.transactions,
            balance_at_period_end_minor=moved.level_minor(day=marks.end),
            next_transfer=next_transfer(
                account=account, balance_minor=today_minor, today=marks.today
            ),
        ),
        inflow_minor=sums.inflow_minor,
        outflow_minor=sums.outflow_minor,
        activity=activity,
        newest=list(
            running_balances(newest=activity.newest, closing_minor=cut_minor, sign=account.sign)
        ),
        stability=_stability(moved=moved, closings=days.closings),
        spent_this_cycle_minor=spent_this_cycle_minor,
        average_balance_minor=0 if so_far is None else _average(moved=moved, span=so_far),
    )


def _stability(*, moved: AccountDays, closings: Sequence[date]) -> Stability:
    balances = [moved.level_minor(day=day) for day in closings]
    return Stability(
        average_minor=ratio(sum(balances), len(balances)),
        highest_minor=max(balances, default=0),
        lowest_minor=min(balances, default=0),
        on_target=sum(_on_target(account=moved.account, balance_minor=one) for one in balances),
        considered=len(balances),
    )


def _on_target(*, account: Account, balance_minor: int) -> bool:
    if account.type == "CreditCard":
        return balance_minor <= (account.spend_limit_minor or 0)
    return balance_minor > 0


def _average(*, moved: AccountDays, span: Span) -> int:
    """The mean balance at the closes of some days, each movement weighed by the days it lasts."""
    total = moved.level_minor(day=span.start - ONE_DAY) * span.length
    for one in moved.days:
        if one.day in span:
            lasts = (span.end - one.day).days + 1
            total += moved.account.sign * one.sums.net_minor * lasts
    return ratio(total, span.length)
