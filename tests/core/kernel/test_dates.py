"""Civil dates: spans, clamped months and whose midnight it is."""

from datetime import UTC, date, datetime

import pytest

from piggypulse_core.kernel.dates import (
    LAST_DAY,
    DateOutOfRange,
    Span,
    add_days,
    add_months,
    check_day,
    today,
)
from piggypulse_core.kernel.refusal import Faults


class TestSpan:
    def test_counts_both_ends(self) -> None:
        assert Span(start=date(2026, 5, 1), end=date(2026, 5, 31)).length == 31

    def test_may_be_a_single_day(self) -> None:
        day = date(2026, 5, 1)

        assert list(Span(start=day, end=day)) == [day]

    def test_never_ends_before_it_starts(self) -> None:
        with pytest.raises(ValueError, match="ends on or after"):
            Span(start=date(2026, 5, 2), end=date(2026, 5, 1))


class TestAddMonths:
    @pytest.mark.parametrize(
        ("start", "months", "expected"),
        [
            (date(2027, 1, 31), 1, date(2027, 2, 28)),
            (date(2028, 1, 31), 1, date(2028, 2, 29)),
            (date(2026, 12, 31), 2, date(2027, 2, 28)),
            (date(2026, 3, 31), -1, date(2026, 2, 28)),
            (date(2026, 5, 1), 0, date(2026, 5, 1)),
        ],
    )
    def test_clamps_to_the_month(self, start: date, months: int, expected: date) -> None:
        assert add_months(day=start, months=months) == expected

    def test_refuses_to_leave_the_dates_we_keep(self) -> None:
        with pytest.raises(DateOutOfRange):
            add_months(day=date(2199, 12, 1), months=1)


class TestAddDays:
    def test_reaches_the_last_day(self) -> None:
        assert add_days(day=date(2199, 12, 30), days=1) == LAST_DAY

    @pytest.mark.parametrize("days", [1, 10**12])
    def test_refuses_to_go_beyond_it(self, days: int) -> None:
        with pytest.raises(DateOutOfRange):
            add_days(day=LAST_DAY, days=days)


class TestToday:
    @pytest.mark.parametrize(
        ("zone", "expected"),
        [
            ("UTC", date(2026, 3, 1)),
            ("Pacific/Kiritimati", date(2026, 3, 1)),
            ("Asia/Tokyo", date(2026, 3, 1)),
            ("America/New_York", date(2026, 2, 28)),
        ],
    )
    def test_is_the_date_where_the_person_lives(self, zone: str, expected: date) -> None:
        assert today(zone=zone, now=datetime(2026, 3, 1, 0, 30, tzinfo=UTC)) == expected


class TestCheckDay:
    @pytest.mark.parametrize("day", [date(1899, 12, 31), date(2200, 1, 1)])
    def test_notes_a_day_beyond_the_bounds(self, day: date) -> None:
        faults = Faults()

        check_day(day=day, field="date", faults=faults)

        assert [(fault.field, fault.code) for fault in faults.found] == [("date", "out_of_range")]
