"""Making a period out of what a person fills in."""

from dataclasses import replace
from datetime import date

import pytest

from piggypulse_adapters.system.ids import CountingIds
from piggypulse_core.budgeting.model.new_period import PeriodForm, end_of, gaps, new_period
from piggypulse_core.budgeting.model.period import (
    Duration,
    DurationUnit,
    Period,
    PeriodId,
    PeriodKind,
)
from piggypulse_core.kernel.dates import DateOutOfRange, Span
from piggypulse_core.kernel.refusal import InvalidInput

ID = PeriodId(CountingIds().new())
JUNE = date(2026, 6, 1)
MONTH = Duration(units=1, unit="months")
FORM = PeriodForm(name="June", start=JUNE, kind="duration", duration=MONTH)


def made(form: PeriodForm) -> Period:
    return new_period(id=ID, form=form)


def faults(form: PeriodForm) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as refusal:
        made(form)
    return [(fault.field, fault.code) for fault in refusal.value.faults]


class TestEndOf:
    @pytest.mark.parametrize(
        ("start", "units", "unit", "end"),
        [
            (date(2026, 5, 1), 1, "months", date(2026, 5, 31)),
            (date(2026, 1, 31), 1, "months", date(2026, 2, 27)),
            (date(2028, 1, 31), 1, "months", date(2028, 2, 28)),
            (date(2026, 1, 31), 2, "months", date(2026, 3, 30)),
            (date(2026, 1, 25), 1, "months", date(2026, 2, 24)),
            (date(2026, 12, 1), 3, "months", date(2027, 2, 28)),
            (date(2026, 6, 1), 30, "days", date(2026, 6, 30)),
            (date(2026, 6, 1), 1, "days", date(2026, 6, 1)),
            (date(2026, 1, 2), 2, "weeks", date(2026, 1, 15)),
            (date(2199, 12, 1), 1, "months", date(2199, 12, 31)),
            (date(2199, 12, 31), 1, "days", date(2199, 12, 31)),
        ],
    )
    def test_is_the_day_before_the_next_would_start(
        self, start: date, units: int, unit: DurationUnit, end: date
    ) -> None:
        assert end_of(start=start, duration=Duration(units=units, unit=unit)) == end

    @pytest.mark.parametrize(
        ("start", "units", "unit"),
        [
            (date(2199, 12, 2), 1, "months"),
            (date(2199, 12, 31), 2, "days"),
            (date(2199, 12, 26), 1, "weeks"),
            (date(1900, 1, 1), 3660, "months"),
        ],
    )
    def test_stays_within_the_dates_there_are(
        self, start: date, units: int, unit: DurationUnit
    ) -> None:
        with pytest.raises(DateOutOfRange):
            end_of(start=start, duration=Duration(units=units, unit=unit))


class TestNewPeriod:
    def test_keeps_how_its_end_was_given(self) -> None:
        period = made(FORM)

        assert period.duration == MONTH
        assert period.end == date(2026, 6, 30)
        assert (period.kind, period.origin, period.bridging) == ("duration", "manual", False)

    def test_may_last_one_day(self) -> None:
        assert made(PeriodForm(name=" x ", start=JUNE, kind="manualEndDate", end=JUNE)).name == "x"

    @pytest.mark.parametrize(
        ("kind", "duration", "end", "chosen"),
        [
            ("duration", MONTH, JUNE, "duration"),
            ("manualEndDate", MONTH, JUNE, "manualEndDate"),
            (None, MONTH, None, "duration"),
            (None, None, JUNE, "manualEndDate"),
        ],
    )
    def test_follows_its_kind_or_else_the_member_that_is_there(
        self, kind: PeriodKind | None, duration: Duration | None, end: date | None, chosen: str
    ) -> None:
        form = PeriodForm(name="x", start=JUNE, kind=kind, duration=duration, end=end)

        assert made(form).kind == chosen

    @pytest.mark.parametrize(
        ("form", "expected"),
        [
            (replace(FORM, duration=None), ("duration", "required")),
            (replace(FORM, kind="manualEndDate"), ("manualEndDate", "required")),
            (replace(FORM, kind=None, duration=None), ("periodType", "unknown_value")),
            (replace(FORM, kind=None, end=JUNE), ("periodType", "unknown_value")),
            (replace(FORM, name="  "), ("name", "too_short")),
            (replace(FORM, name="x" * 101), ("name", "too_long")),
            (replace(FORM, start=date(1899, 12, 31)), ("startDate", "out_of_range")),
            (replace(FORM, start=date(2200, 1, 1)), ("startDate", "out_of_range")),
            (
                replace(FORM, duration=Duration(units=0, unit="days")),
                ("/duration/durationUnits", "out_of_range"),
            ),
            (
                replace(FORM, duration=Duration(units=3661, unit="days")),
                ("/duration/durationUnits", "out_of_range"),
            ),
            (
                PeriodForm(name="x", start=JUNE, kind="manualEndDate", end=date(2026, 5, 31)),
                ("manualEndDate", "out_of_range"),
            ),
            (
                PeriodForm(name="x", start=JUNE, kind="manualEndDate", end=date(2200, 1, 1)),
                ("manualEndDate", "out_of_range"),
            ),
        ],
    )
    def test_names_the_member_at_fault(self, form: PeriodForm, expected: tuple[str, str]) -> None:
        assert faults(form) == [expected]

    def test_names_every_fault_at_once(self) -> None:
        form = PeriodForm(name="", start=date(1, 1, 1), kind="manualEndDate", end=date(1, 1, 1))

        assert len(faults(form)) == 3


class TestGaps:
    def test_lie_strictly_between_periods(self) -> None:
        days = [(1, 3), (4, 4), (7, 8), (10, 12)]
        periods = [
            Period(id=ID, name="x", start=date(2026, 6, first), end=date(2026, 6, last))
            for first, last in days
        ]

        assert gaps(periods=periods) == [
            Span(start=date(2026, 6, 5), end=date(2026, 6, 6)),
            Span(start=date(2026, 6, 9), end=date(2026, 6, 9)),
        ]

    def test_are_none_without_two_periods(self) -> None:
        assert gaps(periods=[]) == []
        assert gaps(periods=[made(FORM)]) == []
