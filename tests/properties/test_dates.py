"""Laws of civil dates and spans."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from piggypulse_core.kernel.dates import (
    FIRST_DAY,
    LAST_DAY,
    Span,
    add_days,
    add_months,
    month_length,
)

days = st.dates(min_value=FIRST_DAY, max_value=date(2150, 12, 31))
months = st.integers(min_value=0, max_value=400)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(days)
    return Span(start=start, end=start + timedelta(days=draw(st.integers(0, 400))))


@given(days, months)
def test_adding_months_clamps_the_day_and_nothing_else(day: date, count: int) -> None:
    later = add_months(day=day, months=count)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == count
    assert later.day == min(day.day, month_length(year=later.year, month=later.month))


@given(days, st.integers(0, 10_000))
def test_adding_days_and_taking_them_away_gives_the_day_back(day: date, count: int) -> None:
    assert add_days(day=add_days(day=day, days=count), days=-count) == day


@given(spans(), spans())
def test_spans_overlap_exactly_when_they_share_a_day(one: Span, other: Span) -> None:
    shared = set(one) & set(other)

    assert one.overlaps(other) == bool(shared)
    assert other.overlaps(one) == bool(shared)


@given(spans())
def test_a_span_holds_exactly_the_days_it_counts(span: Span) -> None:
    listed = list(span)

    assert len(listed) == span.length
    assert all(day in span for day in listed)
    assert span.start - timedelta(days=1) not in span
    assert span.end + timedelta(days=1) not in span
    assert FIRST_DAY <= span.start <= span.end <= LAST_DAY
