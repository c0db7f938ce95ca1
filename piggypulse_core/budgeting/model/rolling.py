"""Business days, and moving a start off weekends and holidays."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, assert_never

from piggypulse_core.kernel.dates import ONE_DAY
from piggypulse_core.kernel.refusal import Fault, Invalid

CLOSED_DAYS_MAX = 10
SHIFT_DAYS_MAX = CLOSED_DAYS_MAX + 2
SATURDAY, SUNDAY = 5, 6

WeekendPolicy = Literal["keep", "friday", "monday"]
HolidayPolicy = Literal["keep", "previous", "next"]


class HolidaysTooDense(Invalid):
    """Holidays and weekends leave more than ten days in a row without a business day."""

    code = "holidays_too_dense"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRules:
    """Where a start goes that falls on a weekend or a holiday.

    No two business days lie more than eleven days apart, so a start moves by twelve at most.
    """

    saturday: WeekendPolicy = "keep"
    sunday: WeekendPolicy = "keep"
    holiday: HolidayPolicy = "keep"
    holidays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if any(self._closed_around(day=day) > CLOSED_DAYS_MAX for day in self.holidays):
            message = f"At most {CLOSED_DAYS_MAX} days in a row may be no business days."
            raise HolidaysTooDense(
                faults=[Fault(field="holidays", code=HolidaysTooDense.code, message=message)]
            )

    def is_business(self, *, day: date) -> bool:
        """Monday to Friday, and no holiday."""
        return day.weekday() < SATURDAY and day not in self.holidays

    def roll(self, *, day: date) -> date:
        """Where a start due on a day goes: off the weekend first, then off a holiday."""
        moved = self._off_weekend(day=day)
        if moved not in self.holidays:
            return moved
        match self.holiday:
            case "keep":
                return moved
            case "previous":
                return self._nearest(day=moved, step=-ONE_DAY)
            case "next":
                return self._nearest(day=moved, step=ONE_DAY)
            case _:
                assert_never(self.holiday)

    def _off_weekend(self, *, day: date) -> date:
        match day.weekday(), self.saturday, self.sunday:
            case (5, "friday", _):
                return day - ONE_DAY
            case (5, "monday", _):
                return day + 2 * ONE_DAY
            case (6, _, "friday"):
                return day - 2 * ONE_DAY
            case (6, _, "monday"):
                return day + ONE_DAY
            case _:
                return day

    def _nearest(self, *, day: date, step: timedelta) -> date:
        while not self.is_business(day=day):
            day += step
        return day

    def _closed_around(self, *, day: date) -> int:
        """How many days in a row around a holiday are none of business; stops beyond the limit."""
        first = last = day
        while not self.is_business(day=first - ONE_DAY) and (last - first).days < CLOSED_DAYS_MAX:
            first -= ONE_DAY
        while not self.is_business(day=last + ONE_DAY) and (last - first).days < CLOSED_DAYS_MAX:
            last += ONE_DAY
        return (last - first).days + 1
