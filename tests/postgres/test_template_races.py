"""Templates applied at once: one of them applies, and none in part."""

import asyncio

import pytest

from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.category import Category, CategoryId, CategoryNameTaken
from piggypulse_core.onboarding.model.template import OnConflict
from piggypulse_core.onboarding.usecases.templates import ApplyTemplate
from piggypulse_http.edge.retry import Retried
from tests.support.people import new_user

SUBMITS, ROUNDS = 16, 3
IDS = SystemIds()


async def applied(work: PostgresWork, owner: UserId, *, template: str) -> int:
    """How many categories it made, at the first try."""
    act = ApplyTemplate(work=work, ids=IDS)
    try:
        return len(await act(owner=owner, template=template, on_conflict="refuse"))
    except CategoryNameTaken:
        return 0


async def names(work: PostgresWork, owner: UserId) -> list[str]:
    async with work.reading() as unit:
        return [one.name for one in await unit.categories.every(owner=owner)]


async def test_of_many_at_once_one_applies(work: PostgresWork) -> None:
    for _ in range(ROUNDS):
        owner = await new_user(work)
        submits = (
            applied(work, owner, template=("essential", "detailed")[number % 2])
            for number in range(SUBMITS)
        )

        made = await asyncio.gather(*submits)

        assert sorted(made)[:-1] == [0] * (SUBMITS - 1)
        assert max(made) == len(await names(work, owner)) in (5, 12)


@pytest.mark.parametrize(("on_conflict", "made"), [("skip", 4), ("refuse", 0)])
async def test_one_that_meets_a_category_on_its_way_looks_again(
    work: PostgresWork, *, on_conflict: OnConflict, made: int
) -> None:
    owner = await new_user(work)
    mine = Category(id=CategoryId(IDS.new()), type="expense", name="TRANSPORT", icon="🚲")
    act = Retried(ApplyTemplate(work=work, ids=IDS))

    async with work() as unit:
        await unit.categories.add(owner=owner, category=mine)
        applying = asyncio.ensure_future(
            act(owner=owner, template="essential", on_conflict=on_conflict)
        )
        _, waiting = await asyncio.wait([applying], timeout=0.2)
        assert waiting, "it has met the category that is not committed yet"

    if on_conflict == "skip":
        assert len(await applying) == made
    else:
        with pytest.raises(CategoryNameTaken) as refused:
            await applying
        assert len(refused.value.faults) == 1
    assert len(await names(work, owner)) == made + 1
