"""The period store and its windows, held to one suite over memory and PostgreSQL."""

from datetime import date, timedelta

import pytest

from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.budgeting.model.period import (
    Duration,
    NoCurrentPeriod,
    Period,
    PeriodId,
    PeriodNameTaken,
    PeriodNotFound,
    PeriodOverlap,
)
from piggypulse_core.budgeting.model.period_list import PeriodFilter
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import PageRequest, UnknownCursor
from tests.support.works import AnyWork

IDS = SystemIds()
TODAY = date(2026, 6, 15)


def june(first: int, last: int, *, name: str | None = None) -> Period:
    return Period(
        id=PeriodId(IDS.new()),
        name=name or f"{first} to {last}",
        start=date(2026, 6, first),
        end=date(2026, 6, last),
    )


async def add(work: AnyWork, owner: UserId, *periods: Period) -> None:
    async with work() as unit:
        for one in periods:
            await unit.periods.add(owner=owner, period=one)


async def names(
    work: AnyWork, owner: UserId, only: PeriodFilter, *, cursor: PeriodId | None = None
) -> list[str]:
    async with work.reading() as unit:
        page = await unit.periods.page(
            owner=owner, only=only, today=TODAY, request=PageRequest(cursor=cursor)
        )
    assert page.total >= len(page.rows)
    return [row.name for row in page.rows]


class TestPeriodStore:
    async def test_gives_back_what_was_added(self, work: AnyWork, alice: UserId) -> None:
        kept = Period(
            id=PeriodId(IDS.new()),
            name="Straße",
            start=date(1900, 1, 1),
            end=date(2199, 12, 31),
            duration=Duration(units=3660, unit="months"),
            origin="automatic",
            bridging=True,
        )
        await add(work, alice, kept)

        async with work.reading() as unit:
            assert await unit.periods.get(owner=alice, period=kept.id) == kept
            assert await unit.periods.current(owner=alice, today=TODAY) == kept
            assert await unit.periods.in_order(owner=alice) == [kept]

    @pytest.mark.parametrize(("first", "last"), [(1, 10), (5, 5), (10, 12), (9, 30), (20, 25)])
    async def test_refuses_a_shared_day_and_names_the_first_in_the_way(
        self, work: AnyWork, alice: UserId, first: int, last: int
    ) -> None:
        early, late = june(5, 10), june(20, 25)
        await add(work, alice, late, early)

        with pytest.raises(PeriodOverlap) as refusal:
            await add(work, alice, june(first, last, name="x"))

        conflict = refusal.value.members["conflict"]
        assert isinstance(conflict, dict)
        assert conflict["id"] == str(late.id if first == 20 else early.id)
        async with work.reading() as unit:
            assert await unit.periods.in_order(owner=alice) == [early, late]

    async def test_takes_neighbours(self, work: AnyWork, alice: UserId) -> None:
        await add(work, alice, june(5, 10), june(11, 11), june(1, 4))

        async with work.reading() as unit:
            starts = [row.start.day for row in await unit.periods.in_order(owner=alice)]
        assert starts == [1, 5, 11]

    async def test_refuses_a_name_taken(self, work: AnyWork, alice: UserId, bob: UserId) -> None:
        await add(work, alice, june(1, 2, name="Straße"))

        with pytest.raises(PeriodNameTaken):
            await add(work, alice, june(3, 4, name="STRASSE"))
        await add(work, bob, june(1, 2, name="Straße"))

    async def test_finds_what_contains_or_precedes_a_day(
        self, work: AnyWork, alice: UserId
    ) -> None:
        first, second = june(1, 10), june(14, 20)
        await add(work, alice, first, second)

        async with work.reading() as unit:
            periods = unit.periods
            inside = [
                await periods.containing(owner=alice, day=date(2026, 6, day))
                for day in (1, 10, 11, 13, 14, 20, 21)
            ]
            before = [
                await periods.previous(owner=alice, before=date(2026, 6, day))
                for day in (1, 10, 11, 20, 21)
            ]
        assert inside == [first, first, None, None, second, second, None]
        assert before == [None, None, first, first, second]

    async def test_lists_current_then_upcoming_then_past(
        self, work: AnyWork, alice: UserId
    ) -> None:
        await add(work, alice, june(25, 29), june(1, 4), june(11, 20), june(5, 10), june(21, 24))

        everything = await names(work, alice, PeriodFilter())

        assert everything == ["11 to 20", "21 to 24", "25 to 29", "5 to 10", "1 to 4"]
        assert await names(work, alice, PeriodFilter(status="past")) == everything[3:]
        assert await names(work, alice, PeriodFilter(status="upcoming")) == everything[1:3]
        assert await names(work, alice, PeriodFilter(status="active")) == everything[:1]
        since = PeriodFilter(since=date(2026, 6, 10), until=date(2026, 6, 21))
        assert await names(work, alice, since) == ["11 to 20", "21 to 24", "5 to 10"]

    async def test_cuts_pages_after_every_row(self, work: AnyWork, alice: UserId) -> None:
        periods = [june(25, 29), june(1, 4), june(11, 20), june(5, 10), june(21, 24)]
        await add(work, alice, *periods)
        everything = await names(work, alice, PeriodFilter())

        for period in periods:
            rest = await names(work, alice, PeriodFilter(), cursor=period.id)
            assert rest == everything[everything.index(period.name) + 1 :]

    async def test_refuses_a_cursor_that_is_not_in_the_list(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        past = june(1, 4)
        await add(work, alice, past)

        with pytest.raises(UnknownCursor):
            await names(work, alice, PeriodFilter(status="upcoming"), cursor=past.id)
        with pytest.raises(UnknownCursor):
            await names(work, bob, PeriodFilter(), cursor=past.id)

    async def test_a_stranger_finds_nothing(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        mine = june(1, 30)
        await add(work, alice, mine)

        for period in (mine.id, PeriodId(IDS.new())):
            with pytest.raises(PeriodNotFound):
                async with work() as unit:
                    await unit.periods.get(owner=bob, period=period)
            with pytest.raises(PeriodNotFound):
                async with work() as unit:
                    await unit.periods.delete(owner=bob, period=period)
        async with work.reading() as unit:
            assert await unit.periods.in_order(owner=alice) == [mine]
            assert await unit.periods.in_order(owner=bob) == []


class TestWindows:
    async def test_are_the_days_of_the_period_named_or_current(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        past, current = june(1, 10), june(11, 20)
        await add(work, alice, past, current)

        async with work.reading() as unit:
            windows = unit.windows
            assert await windows.window(owner=alice, period=None, today=TODAY) == current.span
            assert await windows.window(owner=alice, period=past.id, today=TODAY) == past.span

    async def test_are_refused_when_there_is_no_such_period(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        mine = june(11, 20)
        await add(work, alice, mine)

        async with work.reading() as unit:
            for owner, period in ((bob, mine.id), (alice, PeriodId(IDS.new()))):
                with pytest.raises(PeriodNotFound):
                    await unit.windows.window(owner=owner, period=period, today=TODAY)
            with pytest.raises(NoCurrentPeriod):
                await unit.windows.window(owner=alice, period=None, today=TODAY + timedelta(days=6))
