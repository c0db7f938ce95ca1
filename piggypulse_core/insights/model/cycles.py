"""Top-up cycles of Allowance accounts: on which days the plan hands money over."""

from datetime import date, timedelta

from piggypulse_core.kernel.dates import ONE_DAY, month_length
from piggypulse_core.ledger.model.account import Account

WEEK = 7
FORTNIGHT = 14


def next_cycle(*, account: Account, today: date) -> date | None:
    """The earliest cycle day after today; none without a cycle and its day."""
    if account.top_up_day is None:
        return None
    match account.top_up_cycle:
        case None:
            return None
        case "monthly":
            return _next_month_day(number=account.top_up_day, today=today)
        case "weekly":
            anchor = _weekday_from(day=today, number=account.top_up_day)
            return _next_on_grid(anchor=anchor, step=WEEK, today=today)
        case "bi-weekly":
            anchor = _weekday_from(day=account.created_on, number=account.top_up_day)
            return _next_on_grid(anchor=anchor, step=FORTNIGHT, today=today)


def cycle_start(*, account: Account, today: date) -> date | None:
    """The latest cycle day that is not after today; none without a cycle and its day."""
    upcoming = next_cycle(account=account, today=today)
    if upcoming is None or account.top_up_day is None:
        return None
    match account.top_up_cycle:
        case None:
            return None
        case "monthly":
            end_of_month_before = upcoming.replace(day=1) - ONE_DAY
            return _month_day(month=end_of_month_before, number=account.top_up_day)
        case "weekly":
            return upcoming - timedelta(days=WEEK)
        case "bi-weekly":
            return upcoming - timedelta(days=FORTNIGHT)


def _weekday_from(*, day: date, number: int) -> date:
    """The first day from a day on that falls on a weekday, 0 being Sunday."""
    return day + timedelta(days=(number - day.isoweekday()) % WEEK)


def _next_on_grid(*, anchor: date, step: int, today: date) -> date:
    """The first day after today on a grid that reaches both ways from its anchor."""
    return today + timedelta(days=step - (today - anchor).days % step)


def _next_month_day(*, number: int, today: date) -> date:
    in_this_month = _month_day(month=today, number=number)
    if in_this_month > today:
        return in_this_month
    end_of_month = today.replace(day=month_length(year=today.year, month=today.month))
    return _month_day(month=end_of_month + ONE_DAY, number=number)


def _month_day(*, month: date, number: int) -> date:
    """A numbered day of a month, or its last day where the month is shorter."""
    return month.replace(day=min(number, month_length(year=month.year, month=month.month)))
