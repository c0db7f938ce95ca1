"""Laws of periods: they tile what they cover, and what happened in them adds up."""

import asyncio
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_core.budgeting.model.new_period import end_of, gaps
from piggypulse_core.budgeting.model.period import (
    Duration,
    DurationUnit,
    NoCurrentPeriod,
    Period,
    PeriodOverlap,
)
from piggypulse_core.budgeting.model.period_list import place
from piggypulse_core.budgeting.model.period_row import period_sums
from piggypulse_core.kernel.dates import Span
from tests.strategies.books import days as days_of_books
from tests.strategies.books import households, transactions
from tests.strategies.periods import days, lines, period, spans
from tests.support.bookkeeping import Bookkeeper, regular
from tests.support.budgeting import Budgeter
from tests.support.people import new_user

UNITS: tuple[DurationUnit, ...] = ("days", "weeks", "months")


@given(st.lists(spans(), max_size=8), days())
def test_no_two_periods_share_a_day_and_the_current_one_contains_today(
    wanted: list[Span], today: date
) -> None:
    async def story() -> None:
        work = MemoryWork()
        budget = Budgeter(work=work, owner=await new_user(work)).on(today)
        kept: list[Period] = []
        for index, span in enumerate(wanted):
            free = not any(span.overlaps(one.span) for one in kept)
            try:
                kept.append(await budget.period(span.start, span.end, name=f"{index}"))
            except PeriodOverlap:
                assert not free
            else:
                assert free
        try:
            current = (await budget.current()).period
        except NoCurrentPeriod:
            assert not any(today in one.span for one in kept)
        else:
            assert [one for one in kept if today in one.span] == [current]

    asyncio.run(story())


@given(lines())
def test_periods_and_gaps_tile_the_line(line: list[Period]) -> None:
    found = gaps(periods=line)

    pieces = sorted([*(one.span for one in line), *found], key=lambda span: span.start)
    for before, after in pairwise(pieces):
        assert before.end + timedelta(days=1) == after.start
    if line:
        assert (pieces[0], pieces[-1]) == (line[0].span, line[-1].span)
    else:
        assert pieces == []


@given(spans(), days())
def test_elapsed_and_remaining_days_make_the_length(span: Span, today: date) -> None:
    one = period(span.start, span.end)

    assert one.length == (one.end - one.start).days + 1 >= 1
    assert one.elapsed(today=today) + one.remaining(today=today) == one.length
    assert (one.elapsed(today=today) == 0) == (one.status(today=today) == "upcoming")
    assert 0 <= one.progress(today=today) <= 100


@given(spans(), days(), st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_projection_is_never_below_what_is_recorded(
    span: Span, today: date, to_date: int, later: int
) -> None:
    one = period(span.start, span.end)
    total = to_date + later

    projected = one.projected(total=total, to_date=to_date, today=today)

    assert projected >= total
    if one.status(today=today) == "past":
        assert one.projected(total=total, to_date=total, today=today) == total


@given(days(), st.integers(1, 60), st.sampled_from(UNITS), st.integers(1, 60))
def test_a_longer_duration_ends_later(
    start: date, units: int, unit: DurationUnit, more: int
) -> None:
    end = end_of(start=start, duration=Duration(units=units, unit=unit))

    assert end >= start
    assert end_of(start=start, duration=Duration(units=units + more, unit=unit)) > end


@given(lines(), days())
def test_the_list_runs_from_now_to_what_comes_and_back_to_what_was(
    line: list[Period], today: date
) -> None:
    listed = sorted(line, key=lambda one: place(period=one, today=today))

    current = [one for one in line if today in one.span]
    upcoming = [one for one in line if one.start > today]
    past = [one for one in line if one.end < today]
    assert listed == [*current, *upcoming, *reversed(past)]


@given(st.data())
def test_what_happened_in_neighbouring_windows_adds_up(data: st.DataObject) -> None:
    house = data.draw(households())
    booked = [
        data.draw(transactions(house=house, index=index))
        for index in range(data.draw(st.integers(0, 6)))
    ]
    first, middle, last = sorted(
        data.draw(st.tuples(days_of_books(), days_of_books(), days_of_books()))
    )
    accounts = {one.id: one for one in house.accounts.values()}

    def sums(start: date, end: date) -> tuple[int, int]:
        found = period_sums(
            transactions=booked,
            accounts=accounts,
            currency_code="EUR",
            span=Span(start=start, end=end),
        )
        return found.spent_minor, found.transactions

    left, right = sums(first, middle), sums(middle + timedelta(days=1), last + timedelta(days=1))
    whole = sums(first, last + timedelta(days=1))

    assert whole == (left[0] + right[0], left[1] + right[1])


@given(lines(), days(), st.data())
def test_removing_a_period_moves_no_money_and_no_standing_goal(
    line: list[Period], today: date, data: st.DataObject
) -> None:
    async def story() -> None:
        work = MemoryWork()
        owner = await new_user(work)
        budget, books = (
            Budgeter(work=work, owner=owner).on(today),
            Bookkeeper(work=work, owner=owner),
        )
        food, giro = await books.category(), await books.account()
        made = await budget.set_goal(food, 100)
        kept = [await budget.period(one.start, one.end) for one in line]
        booked = [await books.book(regular(giro, food, on=today))]
        await budget.change_goal(made.id, 70)
        async with work.reading() as unit:
            before = await unit.goals.get(owner=owner, goal=made.id)

        if kept:
            await budget.delete(data.draw(st.sampled_from(kept)))

        async with work.reading() as unit:
            assert (await unit.goals.get(owner=owner, goal=made.id)).standing == before.standing
        assert await books.transactions() == [one.transaction for one in booked]
        assert await books.balance(giro, today) == -1000

    asyncio.run(story())
