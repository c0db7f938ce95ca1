"""What a cadence and its rules may hold."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from piggypulse_core.budgeting.model.cadence import (
    CadenceNotIncreasing,
    EveryDays,
    EveryMonths,
    EveryWeeks,
    NthBusinessDay,
    NthWeekday,
    SemiMonthly,
)
from piggypulse_core.budgeting.model.rolling import DayRules, HolidaysTooDense
from piggypulse_core.kernel.refusal import InvalidInput

DAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: EveryDays(interval=0, anchor=DAY), "interval"),
        (lambda: EveryDays(interval=367, anchor=DAY), "interval"),
        (lambda: EveryDays(interval=1, anchor=date(1899, 12, 31)), "anchorDate"),
        (lambda: EveryWeeks(interval=53, anchor=DAY), "interval"),
        (lambda: EveryWeeks(interval=1, anchor=date(2200, 1, 1)), "anchorDate"),
        (lambda: EveryMonths(interval=13, day=1, anchor=DAY), "interval"),
        (lambda: EveryMonths(interval=1, day=0, anchor=DAY), "day"),
        (lambda: EveryMonths(interval=1, day=32, anchor=DAY), "day"),
        (lambda: EveryMonths(interval=1, day=-29, anchor=DAY), "day"),
        (lambda: SemiMonthly(first=0, second=15), "days/0"),
        (lambda: SemiMonthly(first=1, second=-29), "days/1"),
        (lambda: NthWeekday(interval=1, ordinal=5, weekday="friday", anchor=DAY), "ordinal"),
        (lambda: NthWeekday(interval=1, ordinal=-2, weekday="friday", anchor=DAY), "ordinal"),
        (lambda: NthBusinessDay(interval=1, ordinal=0, anchor=DAY), "ordinal"),
        (lambda: NthBusinessDay(interval=1, ordinal=24, anchor=DAY), "ordinal"),
        (lambda: NthBusinessDay(interval=1, ordinal=-24, anchor=DAY), "ordinal"),
    ],
)
def test_a_cadence_names_what_is_out_of_range(make: Callable[[], object], field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        make()

    assert [fault.field for fault in refusal.value.faults] == [f"/cadence/{field}"]


@pytest.mark.parametrize(
    ("first", "second"), [(15, 15), (20, 10), (31, -1), (28, -1), (29, 31), (15, -14)]
)
def test_two_days_of_a_month_come_one_after_the_other(first: int, second: int) -> None:
    with pytest.raises(CadenceNotIncreasing):
        SemiMonthly(first=first, second=second)


def test_two_days_of_a_month_may_lie_next_to_each_other() -> None:
    assert SemiMonthly(first=27, second=-1).second == -1
    assert SemiMonthly(first=-2, second=-1).first == -2


def run(length: int) -> frozenset[date]:
    """Holidays from a Monday on."""
    return frozenset(date(2026, 6, 1) + timedelta(days=index) for index in range(length))


def test_ten_days_without_business_are_the_most() -> None:
    at_most = DayRules(holiday="next", holidays=frozenset({*run(5), date(2026, 5, 29)}))

    assert at_most.roll(day=date(2026, 5, 29)) == date(2026, 6, 8)

    with pytest.raises(HolidaysTooDense):
        DayRules(holidays=run(9))
    with pytest.raises(HolidaysTooDense):
        DayRules(holidays=frozenset({*run(5), date(2026, 5, 29), date(2026, 5, 28)}))
