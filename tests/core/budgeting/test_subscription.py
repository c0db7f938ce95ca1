"""When subscriptions are charged, and what they come to in a month."""

from datetime import date
from itertools import islice

import pytest

from piggypulse_core.budgeting.model.subscription import BillingCycle, charges_after


class TestChargesAfter:
    @pytest.mark.parametrize(
        ("cycle", "billing_day", "first", "following"),
        [
            ("monthly", 31, (2026, 1, 31), [(2, 28), (3, 31), (4, 30), (5, 31)]),
            ("quarterly", 30, (2025, 11, 30), [(2, 28), (5, 30), (8, 30), (11, 30)]),
            ("yearly", 29, (2028, 2, 29), [(2, 28), (2, 28), (2, 28), (2, 29)]),
            ("monthly", 5, (2026, 1, 20), [(2, 5), (3, 5), (4, 5), (5, 5)]),
            ("monthly", 31, (2027, 12, 31), [(1, 31), (2, 29), (3, 31), (4, 30)]),
        ],
    )
    def test_fall_on_the_billing_day_of_each_month(
        self,
        cycle: BillingCycle,
        billing_day: int,
        first: tuple[int, int, int],
        following: list[tuple[int, int]],
    ) -> None:
        days = charges_after(day=date(*first), billing_day=billing_day, cycle=cycle)

        assert [(day.month, day.day) for day in islice(days, 4)] == following

    def test_end_with_the_calendar(self) -> None:
        days = charges_after(day=date(2199, 10, 31), billing_day=31, cycle="monthly")

        assert list(days) == [date(2199, 11, 30), date(2199, 12, 31)]
