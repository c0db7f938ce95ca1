"""What people can do with categories."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import CountingIds
from piggypulse_core.budgeting.model.goal import BASELINE, Goal
from piggypulse_core.budgeting.model.goal_state import active
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import PageRequest, UnknownCursor
from piggypulse_core.kernel.refusal import ReferenceNotFound
from piggypulse_core.ledger.model.category import (
    Category,
    CategoryId,
    CategoryNameTaken,
    CategoryType,
    new_system_category,
)
from piggypulse_core.ledger.model.new_category import CategoryForm
from piggypulse_core.ledger.model.status import Archived
from piggypulse_core.ledger.usecases.categories import (
    CreateCategory,
    ListCategories,
    ListCategoryOptions,
)

FORM = CategoryForm(type="expense", name="Food", icon="🛒")


@pytest.fixture
def create(work: MemoryWork, ids: CountingIds, clock: FixedClock) -> CreateCategory:
    return CreateCategory(work=work, ids=ids, clock=clock)


async def archived(work: MemoryWork, *, owner: UserId, category: CategoryId) -> None:
    """Put away behind the use cases' back."""
    async with work() as unit:
        rows = unit.transaction.writable(Category, owner=owner)
        rows[category] = replace(rows[category], archived_on=date(2026, 6, 1))


async def goal_of(work: MemoryWork, *, owner: UserId, category: Category) -> Goal | None:
    async with work.reading() as unit:
        return await unit.goals.of_category(owner=owner, category=category.id)


async def names(work: MemoryWork, *, owner: UserId) -> list[str]:
    page = await ListCategories(work=work)(owner=owner, status="all", request=PageRequest())
    return [use.category.name for use in page.rows]


class TestCreateCategory:
    async def test_keeps_a_category_without_a_goal(
        self, work: MemoryWork, create: CreateCategory, alice: UserId
    ) -> None:
        made = await create(owner=alice, form=FORM)

        assert made.goal_minor is None
        assert await ListCategoryOptions(work=work)(owner=alice) == [made.category]

    @pytest.mark.parametrize("name", ["Food", "FOOD", " food "])
    async def test_refuses_a_name_that_is_taken_for_the_type(
        self, work: MemoryWork, create: CreateCategory, alice: UserId, name: str
    ) -> None:
        await create(owner=alice, form=FORM)

        with pytest.raises(CategoryNameTaken):
            await create(owner=alice, form=replace(FORM, name=name))

        assert await names(work, owner=alice) == ["Food"]

    async def test_one_name_may_stand_in_every_type(
        self, work: MemoryWork, create: CreateCategory, alice: UserId
    ) -> None:
        types: tuple[CategoryType, ...] = ("income", "expense", "transfer")
        for type_ in types:
            await create(owner=alice, form=replace(FORM, type=type_))

        assert await names(work, owner=alice) == ["Food"] * 3

    async def test_puts_a_child_under_its_parent(
        self, create: CreateCategory, alice: UserId
    ) -> None:
        parent = (await create(owner=alice, form=FORM)).category

        child = await create(owner=alice, form=replace(FORM, name="Fruit", parent_id=parent.id))

        assert child.category.parent_id == parent.id

    async def test_a_strangers_parent_is_as_unknown_as_a_random_one(
        self, work: MemoryWork, create: CreateCategory, alice: UserId, bob: UserId
    ) -> None:
        hers = (await create(owner=alice, form=FORM)).category

        for unknown in (hers.id, CategoryId(UUID(int=7))):
            with pytest.raises(ReferenceNotFound):
                await create(owner=bob, form=replace(FORM, parent_id=unknown))

        assert await names(work, owner=alice) == ["Food"]
        assert await names(work, owner=bob) == []

    async def test_refuses_an_archived_parent(
        self, work: MemoryWork, create: CreateCategory, alice: UserId
    ) -> None:
        parent = (await create(owner=alice, form=FORM)).category
        await archived(work, owner=alice, category=parent.id)

        with pytest.raises(Archived):
            await create(owner=alice, form=replace(FORM, name="Fruit", parent_id=parent.id))

    async def test_a_target_becomes_a_goal_of_every_period(
        self, work: MemoryWork, create: CreateCategory, alice: UserId
    ) -> None:
        made = await create(owner=alice, form=replace(FORM, target_minor=40000))

        goal = await goal_of(work, owner=alice, category=made.category)
        assert made.goal_minor == 40000
        assert goal is not None
        assert dict(goal.standing) == {BASELINE: active(value_minor=40000)}
        assert not goal.overrides

    async def test_a_target_of_subscriptions_is_ignored(
        self, work: MemoryWork, create: CreateCategory, alice: UserId
    ) -> None:
        form = replace(FORM, behavior="subscription", target_minor=40000)

        made = await create(owner=alice, form=form)

        assert made.goal_minor is None
        assert await goal_of(work, owner=alice, category=made.category) is None

    async def test_a_refused_category_leaves_no_goal(
        self, work: MemoryWork, create: CreateCategory, alice: UserId
    ) -> None:
        first = await create(owner=alice, form=FORM)

        with pytest.raises(CategoryNameTaken):
            await create(owner=alice, form=replace(FORM, target_minor=40000))

        assert await goal_of(work, owner=alice, category=first.category) is None


class TestListCategories:
    async def test_leaves_the_system_category_out(
        self, work: MemoryWork, create: CreateCategory, alice: UserId, ids: CountingIds
    ) -> None:
        async with work() as unit:
            system = new_system_category(id=CategoryId(ids.new()))
            await unit.categories.add(owner=alice, category=system)
        await create(owner=alice, form=FORM)

        listed = await ListCategories(work=work)(owner=alice, status="all", request=PageRequest())

        assert [use.category.name for use in listed.rows] == ["Food"]
        assert listed.total == 1
        with pytest.raises(UnknownCursor):
            await ListCategories(work=work)(
                owner=alice, status="all", request=PageRequest(cursor=system.id)
            )


class TestListCategoryOptions:
    async def test_shows_the_active_ones_newest_first_with_the_system_category(
        self, work: MemoryWork, create: CreateCategory, alice: UserId, ids: CountingIds
    ) -> None:
        async with work() as unit:
            system = new_system_category(id=CategoryId(ids.new()))
            await unit.categories.add(owner=alice, category=system)
        made = [
            (await create(owner=alice, form=replace(FORM, name=name))).category
            for name in ("z", "gone", "a")
        ]
        await archived(work, owner=alice, category=made[1].id)

        options = await ListCategoryOptions(work=work)(owner=alice)

        assert [category.name for category in options] == ["a", "z", "Transfer"]

    async def test_shows_nobody_elses(
        self, work: MemoryWork, create: CreateCategory, alice: UserId, bob: UserId
    ) -> None:
        await create(owner=alice, form=FORM)

        assert await ListCategoryOptions(work=work)(owner=bob) == []
