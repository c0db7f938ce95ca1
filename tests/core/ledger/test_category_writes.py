"""What people can do with a category that exists."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from uuid import UUID

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import CountingIds
from piggypulse_core.budgeting.model.goal import BASELINE, Goal
from piggypulse_core.budgeting.model.goal_state import active, excluded
from piggypulse_core.budgeting.model.period import Period, PeriodId
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.refusal import InvalidInput, ReferenceNotFound, Refusal
from piggypulse_core.ledger.model.category import (
    Category,
    CategoryId,
    CategoryInUse,
    CategoryNameTaken,
    CategoryNotFound,
    CategoryTypeMismatch,
    ParentIsChild,
    PlannedCategory,
    new_system_category,
)
from piggypulse_core.ledger.model.category_edit import CategoryEdit, SelfParent
from piggypulse_core.ledger.model.edit import ImmutableField
from piggypulse_core.ledger.model.family import (
    HasActiveChildren,
    HasChildren,
    ParentArchived,
    SystemCategory,
)
from piggypulse_core.ledger.model.new_category import CategoryForm
from piggypulse_core.ledger.model.status import AlreadyActive, AlreadyArchived, Archived
from piggypulse_core.ledger.usecases.categories import CreateCategory, GetCategory
from piggypulse_core.ledger.usecases.category_writes import (
    ArchiveCategory,
    DeleteCategory,
    UnarchiveCategory,
    UpdateCategory,
)
from tests.support.bookkeeping import Bookkeeper, regular
from tests.support.clock import TODAY

NOBODYS = CategoryId(UUID(int=7))
JUNE = Period(
    id=PeriodId(UUID(int=6)), name="June", start=TODAY.replace(day=1), end=TODAY.replace(day=30)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Somebody's categories."""

    work: MemoryWork
    owner: UserId
    ids: CountingIds
    clock: FixedClock

    async def add(self, name: str, **given: object) -> Category:
        plain = CategoryForm(type="expense", name=name, icon="🛒")
        form = replace(plain, **given)  # type: ignore[arg-type]  # fields by name
        create = CreateCategory(work=self.work, ids=self.ids, clock=self.clock)
        return (await create(owner=self.owner, form=form)).category

    async def edit(self, category: Category, **given: object) -> PlannedCategory:
        update = UpdateCategory(work=self.work, ids=self.ids, clock=self.clock)
        plain = CategoryEdit(type=category.type, name=category.name, icon=category.icon)
        edit = replace(plain, **given)  # type: ignore[arg-type]  # fields by name
        return await update(owner=self.owner, category=category.id, edit=edit)

    async def archive(self, category: Category) -> PlannedCategory:
        archive = ArchiveCategory(work=self.work, clock=self.clock)
        return await archive(owner=self.owner, category=category.id)

    async def unarchive(self, category: Category) -> PlannedCategory:
        unarchive = UnarchiveCategory(work=self.work, clock=self.clock)
        return await unarchive(owner=self.owner, category=category.id)

    async def delete(self, category: Category) -> None:
        await DeleteCategory(work=self.work)(owner=self.owner, category=category.id)

    async def show(self, category: Category) -> PlannedCategory:
        get = GetCategory(work=self.work, clock=self.clock)
        return await get(owner=self.owner, category=category.id)

    async def every(self) -> list[Category]:
        async with self.work.reading() as unit:
            return list(await unit.categories.every(owner=self.owner))

    async def goal(self, category: Category) -> Goal | None:
        async with self.work.reading() as unit:
            return await unit.goals.of_category(owner=self.owner, category=category.id)


@pytest.fixture
def shelf(work: MemoryWork, alice: UserId, ids: CountingIds, clock: FixedClock) -> Shelf:
    return Shelf(work=work, owner=alice, ids=ids, clock=clock)


async def refused(shelf: Shelf, act: Awaitable[object]) -> type[Refusal]:
    """Which refusal an act met; it must have changed nothing."""
    before = dict(shelf.work.database.tables)
    with pytest.raises(Refusal) as met:
        await act
    assert shelf.work.database.tables == before
    return met.type


class TestUpdateCategory:
    async def test_keeps_parent_and_behaviour_that_a_form_does_not_know(self, shelf: Shelf) -> None:
        home = await shelf.add("Home")
        rent = await shelf.add("Rent", behavior="fixed", description="dear", parent_id=home.id)

        changed = (await shelf.edit(rent, name=" Flat ", icon="🏠")).category

        assert changed == replace(rent, name="Flat", icon="🏠", description=None)
        assert (await shelf.show(rent)).category == changed

    async def test_clears_what_is_said_to_be_nothing(self, shelf: Shelf) -> None:
        home = await shelf.add("Home")
        rent = await shelf.add("Rent", behavior="fixed", parent_id=home.id)

        changed = (await shelf.edit(rent, behavior=None, parent_id=None)).category

        assert changed == replace(rent, behavior=None, parent_id=None)

    async def test_moves_a_category_to_another_parent(self, shelf: Shelf) -> None:
        home, food = await shelf.add("Home"), await shelf.add("Food")
        fruit = await shelf.add("Fruit", parent_id=home.id)

        assert (await shelf.edit(fruit, parent_id=food.id)).category.parent_id == food.id

    async def test_refuses_parents_that_would_not_do(self, shelf: Shelf) -> None:
        home, food = await shelf.add("Home"), await shelf.add("Food")
        fruit = await shelf.add("Fruit", parent_id=food.id)
        old = await shelf.add("Old")
        await shelf.archive(old)
        wages = await shelf.add("Wages", type="income")

        for category, parent, refusal in (
            (home, home.id, SelfParent),
            (home, NOBODYS, ReferenceNotFound),
            (home, wages.id, CategoryTypeMismatch),
            (home, fruit.id, ParentIsChild),
            (home, old.id, Archived),
            (food, home.id, HasChildren),
        ):
            assert await refused(shelf, shelf.edit(category, parent_id=parent)) is refusal

    async def test_lets_an_archived_child_be_edited_under_its_archived_parent(
        self, shelf: Shelf
    ) -> None:
        food = await shelf.add("Food")
        fruit = await shelf.add("Fruit", parent_id=food.id)
        await shelf.archive(fruit)
        await shelf.archive(food)

        changed = (await shelf.edit(fruit, name="Apples", parent_id=food.id)).category

        assert (changed.name, changed.status) == ("Apples", "inactive")

    async def test_refuses_names_taken_and_what_cannot_be_read(self, shelf: Shelf) -> None:
        food = await shelf.add("Food")
        await shelf.add("Home")

        assert await refused(shelf, shelf.edit(food, name="HOME")) is CategoryNameTaken
        assert await refused(shelf, shelf.edit(food, name="transfer")) is CategoryNameTaken
        assert await refused(shelf, shelf.edit(food, name=" ")) is InvalidInput
        assert await refused(shelf, shelf.edit(food, type="income")) is ImmutableField
        assert (await shelf.edit(food, name="FOOD")).category.name == "FOOD"

    async def test_a_target_for_transfers_is_refused(self, shelf: Shelf) -> None:
        move = await shelf.add("Move", type="transfer")

        assert await refused(shelf, shelf.edit(move, target_minor=1)) is InvalidInput

    async def test_a_target_holds_from_the_current_period_on(self, shelf: Shelf) -> None:
        async with shelf.work() as unit:
            await unit.periods.add(owner=shelf.owner, period=JUNE)
        food = await shelf.add("Food", target_minor=100)

        planned = await shelf.edit(food, target_minor=200)

        goal = await shelf.goal(food)
        assert goal is not None
        assert planned.goal_minor == (await shelf.show(food)).goal_minor == 200
        assert dict(goal.standing) == {
            BASELINE: active(value_minor=100),
            JUNE.start: active(value_minor=200),
        }

    @pytest.mark.parametrize("target_minor", [None, 100])
    async def test_no_target_or_an_equal_one_leaves_the_goal_alone(
        self, shelf: Shelf, target_minor: int | None
    ) -> None:
        food = await shelf.add("Food", target_minor=100)
        before = await shelf.goal(food)

        planned = await shelf.edit(food, target_minor=target_minor)

        assert planned.goal_minor == 100
        assert await shelf.goal(food) == before

    async def test_a_target_lets_an_excluded_goal_count_again(self, shelf: Shelf) -> None:
        food = await shelf.add("Food", target_minor=100)
        goal = await shelf.goal(food)
        assert goal is not None
        async with shelf.work() as unit:
            left_out = replace(goal, standing={BASELINE: excluded(value_minor=100)})
            await unit.goals.save(owner=shelf.owner, goal=left_out)
        assert (await shelf.show(food)).goal_minor is None

        assert (await shelf.edit(food, target_minor=100)).goal_minor == 100

    async def test_a_target_of_subscriptions_is_ignored(self, shelf: Shelf) -> None:
        food = await shelf.add("Food")

        planned = await shelf.edit(food, behavior="subscription", target_minor=100)

        assert planned.goal_minor is None
        assert planned.category.has_computed_goal
        assert await shelf.goal(food) is None


class TestArchiveCategory:
    async def test_goes_children_first_and_comes_back_parent_first(self, shelf: Shelf) -> None:
        food = await shelf.add("Food", target_minor=5)
        fruit = await shelf.add("Fruit", parent_id=food.id)

        assert await refused(shelf, shelf.archive(food)) is HasActiveChildren
        await shelf.archive(fruit)
        gone = await shelf.archive(food)
        assert (gone.category.archived_on, gone.goal_minor) == (TODAY, 5)
        assert await refused(shelf, shelf.archive(food)) is AlreadyArchived
        assert await refused(shelf, shelf.unarchive(fruit)) is ParentArchived
        assert (await shelf.unarchive(food)).category == food
        assert (await shelf.unarchive(fruit)).category == fruit
        assert await refused(shelf, shelf.unarchive(fruit)) is AlreadyActive


class TestDeleteCategory:
    async def test_takes_its_goal_along(self, shelf: Shelf) -> None:
        food = await shelf.add("Food", target_minor=5)

        await shelf.delete(food)

        assert await shelf.every() == []
        assert await shelf.goal(food) is None

    async def test_refuses_while_something_refers_to_it(self, shelf: Shelf) -> None:
        books = Bookkeeper(work=shelf.work, owner=shelf.owner)
        food = await shelf.add("Food", target_minor=5)
        fruit = await shelf.add("Fruit", parent_id=food.id)
        booked = await books.book(regular(await books.account(), fruit))

        assert await refused(shelf, shelf.delete(food)) is HasChildren
        assert await refused(shelf, shelf.delete(fruit)) is CategoryInUse
        await books.delete(booked)
        await shelf.delete(fruit)
        await shelf.delete(food)

        assert await shelf.every() == []


async def test_nobody_changes_the_systems_category(shelf: Shelf) -> None:
    system = new_system_category(id=CategoryId(shelf.ids.new()))
    async with shelf.work() as unit:
        await unit.categories.add(owner=shelf.owner, category=system)
    acts: list[Callable[[Category], Awaitable[object]]] = [
        shelf.edit,
        shelf.archive,
        shelf.unarchive,
        shelf.delete,
    ]

    for act in acts:
        assert await refused(shelf, act(system)) is SystemCategory
    assert (await shelf.show(system)).category == system
    under = await shelf.add("Savings", type="transfer", parent_id=system.id)
    assert under.parent_id == system.id


async def test_a_stranger_changes_nothing_and_learns_nothing(shelf: Shelf, bob: UserId) -> None:
    hers = await shelf.add("Food")
    his = replace(shelf, owner=bob)
    acts: list[Callable[[Category], Awaitable[object]]] = [
        his.edit,
        his.archive,
        his.unarchive,
        his.delete,
        his.show,
    ]

    for act in acts:
        for unknown in (hers, replace(hers, id=NOBODYS)):
            assert await refused(shelf, act(unknown)) is CategoryNotFound
    own = await his.add("Own")
    for parent in (hers.id, NOBODYS):
        assert await refused(shelf, his.edit(own, parent_id=parent)) is ReferenceNotFound
