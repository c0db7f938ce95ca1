"""Many writers of one budget at once: one of them wins, and the others are told why."""

import asyncio
from collections.abc import Awaitable
from datetime import date, timedelta

import pytest

from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_core.budgeting.model.goal import Reach, TargetExists
from piggypulse_core.budgeting.model.goal_state import active
from piggypulse_core.budgeting.model.period import Period, PeriodOverlap
from piggypulse_core.kernel.ids import UserId
from tests.support.bookkeeping import Bookkeeper
from tests.support.budgeting import Budgeter
from tests.support.clock import TODAY
from tests.support.people import new_user

WRITERS = 16
WAIT_SECONDS = 0.3


@pytest.fixture
async def owner(work: PostgresWork) -> UserId:
    return await new_user(work)


@pytest.fixture
def budget(work: PostgresWork, owner: UserId) -> Budgeter:
    return Budgeter(work=work, owner=owner)


async def all_at_once(*steps: Awaitable[object]) -> list[object]:
    return list(await asyncio.gather(*steps, return_exceptions=True))


async def test_of_periods_that_share_a_day_one_is_made(budget: Budgeter) -> None:
    """Each starts on a day of its own, so that no constraint of the table could tell."""
    results = await all_at_once(
        *(
            budget.period(TODAY - timedelta(days=index), TODAY + timedelta(days=index))
            for index in range(WRITERS)
        )
    )

    made = [one for one in results if isinstance(one, Period)]
    refused = [one for one in results if isinstance(one, PeriodOverlap)]
    assert (len(made), len(refused)) == (1, WRITERS - 1)
    for refusal in refused:
        conflict = refusal.members["conflict"]
        assert isinstance(conflict, dict)
        assert conflict["id"] == str(made[0].id)


async def test_of_two_people_both_get_theirs(work: PostgresWork, budget: Budgeter) -> None:
    other = Budgeter(work=work, owner=await new_user(work))

    results = await all_at_once(
        *(one.period(TODAY, TODAY, name=f"{index}") for one in (budget, other) for index in "ab")
    )

    assert sum(isinstance(one, Period) for one in results) == 2
    assert len(await budget.walk()) == len(await other.walk()) == 1


async def test_of_goals_for_one_category_one_is_set(budget: Budgeter, owner: UserId) -> None:
    food = await Bookkeeper(work=budget.work, owner=owner).category()

    results = await all_at_once(*(budget.set_goal(food, value) for value in range(WRITERS)))

    assert sum(isinstance(one, TargetExists) for one in results) == WRITERS - 1


async def test_of_values_for_one_goal_every_one_is_kept_or_replaced(
    budget: Budgeter, owner: UserId
) -> None:
    food = await Bookkeeper(work=budget.work, owner=owner).category()
    periods = [
        await budget.period(date(2027, 1, day), date(2027, 1, day)) for day in range(1, WRITERS + 1)
    ]
    goal = await budget.set_goal(food, 0)

    results = await all_at_once(
        *(budget.change_goal(goal.id, 5, only_in=period) for period in periods)
    )

    assert not [one for one in results if isinstance(one, Exception)]
    async with budget.work.reading() as unit:
        kept = await unit.goals.get(owner=owner, goal=goal.id)
    assert set(kept.overrides) == {period.id for period in periods}


async def test_a_period_waits_for_an_override_on_its_way_and_takes_it_along(
    budget: Budgeter, owner: UserId
) -> None:
    food = await Bookkeeper(work=budget.work, owner=owner).category()
    made = await budget.set_goal(food, 0)
    period = await budget.period(TODAY, TODAY)

    async with budget.work() as unit:
        await unit.goals.hold(owner=owner)
        goal = await unit.goals.get(owner=owner, goal=made.id)
        reach = Reach(today=TODAY, named=period)
        changed = goal.written(state=active(value_minor=5), reach=reach)
        await unit.goals.save(owner=owner, goal=changed)
        deletion = asyncio.ensure_future(budget.delete(period))
        _, waiting = await asyncio.wait([deletion], timeout=WAIT_SECONDS)
        assert waiting
    await deletion

    async with budget.work.reading() as unit:
        assert (await unit.goals.get(owner=owner, goal=made.id)).overrides == {}
