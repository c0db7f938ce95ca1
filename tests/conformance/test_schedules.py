"""The stores of schedules and plans, held to one suite over memory and PostgreSQL."""

from dataclasses import replace
from datetime import date

import pytest

from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.budgeting.model.cadence import (
    Cadence,
    EveryDays,
    EveryMonths,
    EveryWeeks,
    NthBusinessDay,
    NthWeekday,
    SemiMonthly,
)
from piggypulse_core.budgeting.model.period import (
    Duration,
    Period,
    PeriodId,
    PeriodNameTaken,
    PeriodOverlap,
)
from piggypulse_core.budgeting.model.proposal import PeriodChanges
from piggypulse_core.budgeting.model.recurrence import Recurrence
from piggypulse_core.budgeting.model.schedule import Automatic, NoSchedule, Schedule, ScheduleId
from piggypulse_core.kernel.ids import UserId
from tests.support.bookkeeping import Bookkeeper
from tests.support.budgeting import Budgeter
from tests.support.clock import NOW
from tests.support.people import new_user
from tests.support.works import AnyWork

IDS = SystemIds()
ANCHOR = date(2026, 1, 31)
CADENCES: tuple[Cadence, ...] = (
    EveryDays(interval=366, anchor=date(2199, 12, 31)),
    EveryWeeks(interval=52, anchor=date(1900, 1, 1)),
    EveryMonths(interval=12, day=-28, anchor=ANCHOR),
    SemiMonthly(first=1, second=-1),
    NthWeekday(interval=1, ordinal=-1, weekday="sunday", anchor=ANCHOR),
    NthBusinessDay(interval=3, ordinal=-23, anchor=ANCHOR),
)
AUTOMATIC = Automatic(
    cadence=CADENCES[0],
    said=Recurrence(method="dayOfWeek", day=0, length=366, unit="days"),
    saturday="friday",
    sunday="monday",
    holiday="next",
    holidays=frozenset({date(1900, 1, 1), date(2026, 12, 25)}),
    region="DE-BY",
    region_holidays=frozenset({date(2026, 1, 6)}),
    bridging="absorb",
    ahead=36,
    name_pattern="x" * 100,
)


def schedule(automatic: Automatic | None = AUTOMATIC, *, revision: int = 1) -> Schedule:
    return Schedule(
        id=ScheduleId(IDS.new()),
        revision=revision,
        effective_on=None if automatic is None else date(2200, 1, 1),
        automatic=automatic,
    )


async def save(work: AnyWork, owner: UserId, kept: Schedule) -> None:
    async with work() as unit:
        await unit.profiles.hold(owner=owner)
        await unit.schedules.save(owner=owner, schedule=kept)


async def find(work: AnyWork, owner: UserId) -> Schedule | None:
    async with work.reading() as unit:
        return await unit.schedules.find(owner=owner)


class TestScheduleStore:
    @pytest.mark.parametrize("cadence", CADENCES)
    async def test_gives_back_what_was_saved(
        self, work: AnyWork, alice: UserId, cadence: Cadence
    ) -> None:
        kept = schedule(replace(AUTOMATIC, cadence=cadence))

        await save(work, alice, kept)

        assert await find(work, alice) == kept

    async def test_keeps_one_of_each_person(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        bare = replace(
            AUTOMATIC, said=None, region=None, holidays=frozenset(), region_holidays=frozenset()
        )
        first, second, other = schedule(), schedule(bare, revision=2), schedule(None)
        for kept in (first, second):
            await save(work, alice, kept)
        await save(work, bob, other)

        assert await find(work, alice) == second
        assert await find(work, bob) == other

    async def test_lets_one_go(self, work: AnyWork, alice: UserId, bob: UserId) -> None:
        mine = schedule()
        await save(work, alice, mine)

        with pytest.raises(NoSchedule):
            async with work() as unit:
                await unit.schedules.delete(owner=bob)
        assert await find(work, alice) == mine
        async with work() as unit:
            await unit.schedules.delete(owner=alice)
        assert await find(work, alice) is None

    async def test_knows_who_has_settled_in(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        async with work() as unit:
            await unit.schedules.settle_in(owner=alice, at=NOW)

        async with work.snapshot() as unit:
            assert await unit.schedules.settled_in(owner=alice)
            assert not await unit.schedules.settled_in(owner=bob)

    async def test_walks_over_those_whose_schedule_is_automatic(self, work: AnyWork) -> None:
        people = [await new_user(work) for _ in range(5)]
        for owner in people:
            await save(work, owner, schedule())
        by_hand, gave_up = await new_user(work), await new_user(work)
        await save(work, by_hand, schedule(None))
        await save(work, gave_up, schedule())
        async with work() as unit:
            await unit.schedules.delete(owner=gave_up)
        await new_user(work)

        async def page(after: UserId | None) -> list[UserId]:
            async with work.reading() as unit:
                return list(await unit.schedules.automatic_owners(after=after, limit=2))

        seen: list[UserId] = []
        while found := await page(seen[-1] if seen else None):
            assert len(found) <= 2
            seen += found
        assert seen == sorted(seen)
        assert set(people) <= set(seen)
        assert {by_hand, gave_up}.isdisjoint(seen)


def june(first: int, last: int, *, name: str) -> Period:
    return Period(
        id=PeriodId(IDS.new()),
        name=name,
        start=date(2026, 6, first),
        end=date(2026, 6, last),
        origin="automatic",
        bridging=True,
    )


async def apply(work: AnyWork, owner: UserId, changes: PeriodChanges) -> None:
    async with work() as unit:
        await unit.profiles.hold(owner=owner)
        await unit.plans.apply(owner=owner, changes=changes)


async def periods(work: AnyWork, owner: UserId) -> list[Period]:
    async with work.reading() as unit:
        return list(await unit.periods.in_order(owner=owner))


class TestPlanStore:
    async def test_takes_away_rewrites_and_adds(self, work: AnyWork, alice: UserId) -> None:
        gone, stays, grows = (
            june(1, 5, name="a"),
            june(6, 10, name="b"),
            june(11, 15, name="Straße"),
        )
        await apply(work, alice, PeriodChanges(add=[gone, stays, grows]))
        grown = replace(
            grows,
            name="A",
            end=date(2026, 6, 16),
            origin="manual",
            bridging=False,
            duration=Duration(units=6, unit="days"),
        )
        new = june(1, 2, name="STRASSE")

        await apply(work, alice, PeriodChanges(remove=[gone.id], update=[grown], add=[new]))

        assert await periods(work, alice) == [new, stays, grown]

    async def test_lets_periods_exchange_their_names(self, work: AnyWork, alice: UserId) -> None:
        left, right = june(1, 5, name="left"), june(6, 10, name="right")
        await apply(work, alice, PeriodChanges(add=[left, right]))
        crossed = [replace(left, name="right"), replace(right, name="left")]

        await apply(work, alice, PeriodChanges(update=crossed))

        assert await periods(work, alice) == crossed

    async def test_refuses_what_a_plan_would_never_ask_for(
        self, work: AnyWork, alice: UserId
    ) -> None:
        kept = june(1, 5, name="kept")
        await apply(work, alice, PeriodChanges(add=[kept]))

        with pytest.raises(PeriodNameTaken):
            await apply(work, alice, PeriodChanges(add=[june(6, 7, name="KEPT")]))
        with pytest.raises(PeriodOverlap):
            await apply(work, alice, PeriodChanges(add=[june(1, 2, name="x")]))
        assert await periods(work, alice) == [kept]

    async def test_counts_overrides_and_takes_them_along(
        self, work: AnyWork, alice: UserId
    ) -> None:
        first, second = june(1, 5, name="a"), june(6, 10, name="b")
        await apply(work, alice, PeriodChanges(add=[first, second]))
        books = Bookkeeper(work=work, owner=alice)
        budget = Budgeter(work=work, owner=alice)
        for name in ("Food", "Rent"):
            category = await books.category(name=name)
            goal = await budget.set_goal(category, 100)
            await budget.change_goal(goal.id, 200, only_in=first)

        async def overrides() -> dict[PeriodId, int]:
            async with work.reading() as unit:
                both = [first.id, second.id]
                return dict(await unit.plans.overrides(owner=alice, periods=both))

        assert await overrides() == {first.id: 2}
        await apply(work, alice, PeriodChanges(remove=[first.id]))
        assert await overrides() == {}

    async def test_touches_nobody_else(self, work: AnyWork, alice: UserId, bob: UserId) -> None:
        mine = june(1, 5, name="mine")
        await apply(work, alice, PeriodChanges(add=[mine]))

        stolen = replace(mine, name="stolen")
        await apply(work, bob, PeriodChanges(remove=[mine.id], update=[stolen]))

        assert await periods(work, alice) == [mine]
        assert await periods(work, bob) == []
        async with work.reading() as unit:
            assert await unit.plans.overrides(owner=bob, periods=[mine.id]) == {}
