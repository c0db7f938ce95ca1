"""A category's goal over five months: after each write, what holds in each of them."""

from datetime import date

import pytest

from piggypulse_core.budgeting.model.period import Period
from piggypulse_core.kernel.dates import month_length
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.category import Category
from tests.support.bookkeeping import Bookkeeper
from tests.support.budgeting import Budgeter
from tests.support.works import AnyWork

Row = list[int | None]


@pytest.fixture
def budget(work: AnyWork, alice: UserId) -> Budgeter:
    return Budgeter(work=work, owner=alice)


async def months(budget: Budgeter) -> list[Period]:
    return [
        await budget.period(
            date(2026, number, 1), date(2026, number, month_length(year=2026, month=number))
        )
        for number in range(1, 6)
    ]


async def held(budget: Budgeter, line: list[Period]) -> Row:
    """The goal that counts in each period, as targets and the period's own row have it."""
    rows = [(await budget.targets(one)).rows for one in line]
    goals = [row[0].state.budgeted_minor if row else None for row in rows]
    totals = [(await budget.row(one.id)).budgeted_minor for one in line]
    assert totals == [goal or 0 for goal in goals]
    return goals


async def previous(budget: Budgeter, period: Period) -> int | None:
    (row,) = (await budget.targets(period)).rows
    return row.previous_minor


async def test_every_write_holds_where_it_was_meant_to(
    work: AnyWork, alice: UserId, budget: Budgeter
) -> None:
    line = await months(budget)
    april = line[3]
    food: Category = await Bookkeeper(work=work, owner=alice).category()

    goal = (await budget.on(date(2026, 1, 10)).set_goal(food, 40000)).id
    assert await held(budget, line) == [40000] * 5

    await budget.on(date(2026, 2, 5)).change_goal(goal, 45000)
    assert await held(budget, line) == [40000, 45000, 45000, 45000, 45000]

    await budget.on(date(2026, 2, 20)).change_goal(goal, 46000)
    assert await held(budget, line) == [40000, 46000, 46000, 46000, 46000]

    await budget.on(date(2026, 3, 5)).change_goal(goal, 60000, only_in=april)
    assert await held(budget, line) == [40000, 46000, 46000, 60000, 46000]

    await budget.on(date(2026, 3, 18)).exclude_goal(goal)
    assert await held(budget, line) == [40000, 46000, None, 60000, None]

    await budget.on(date(2026, 3, 20)).include_goal(goal)
    assert await held(budget, line) == [40000, 46000, 46000, 60000, 46000]

    await budget.on(date(2026, 4, 2)).change_goal(goal, 50000)
    assert await held(budget, line) == [40000, 46000, 46000, 50000, 50000]

    await budget.on(date(2026, 5, 3)).end_goal(goal)
    assert await held(budget, line) == [40000, 46000, 46000, 50000, None]
    assert [await previous(budget, one) for one in line[:4]] == [None, 40000, 46000, 46000]

    december = await budget.period(date(2025, 12, 1), date(2025, 12, 31))
    assert await held(budget, [december]) == [40000]
