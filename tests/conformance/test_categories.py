"""The category store, held to one suite over memory and PostgreSQL."""

import asyncio
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.budgeting.model.goal import BASELINE
from piggypulse_core.budgeting.model.goal_state import active
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import PageRequest, UnknownCursor
from piggypulse_core.ledger.model.category import (
    Category,
    CategoryId,
    CategoryNameTaken,
    CategoryType,
    new_system_category,
)
from piggypulse_core.ledger.model.new_category import CategoryForm
from piggypulse_core.ledger.model.status import StatusFilter
from piggypulse_core.ledger.usecases.categories import CreateCategory
from tests.support.bookkeeping import Bookkeeper, regular, transfer
from tests.support.clock import NOW, TODAY
from tests.support.works import AnyWork

IDS = SystemIds()
FORM = CategoryForm(type="expense", name="Food", icon="🛒")


def category(
    name: str,
    *,
    type_: CategoryType = "expense",
    parent: Category | None = None,
    archived_on: date | None = None,
) -> Category:
    return Category(
        id=CategoryId(IDS.new()),
        type=type_,
        name=name,
        icon="🛒",
        parent_id=None if parent is None else parent.id,
        archived_on=archived_on,
    )


def system() -> Category:
    return new_system_category(id=CategoryId(IDS.new()))


async def add(work: AnyWork, owner: UserId, *categories: Category) -> None:
    async with work() as unit:
        for one in categories:
            await unit.categories.add(owner=owner, category=one)


class TestCategoryStore:
    async def test_gives_back_what_was_added(self, work: AnyWork, alice: UserId) -> None:
        parent = Category(
            id=CategoryId(IDS.new()),
            type="income",
            name="Zoë's",
            icon="👨‍👩‍👧‍👦",
            behavior="subscription",
            description="",
            archived_on=date(1900, 1, 1),
        )
        child = category("Child", type_="income", parent=parent)
        own = system()
        await add(work, alice, parent, child, own)

        async with work() as unit:
            page = await unit.categories.page(owner=alice, status="all", request=PageRequest())
            assert [(row.category, row.transactions) for row in page.rows] == [
                (child, 0),
                (parent, 0),
            ]
            assert await unit.categories.every(owner=alice) == [child, own, parent]
            held = await unit.categories.hold(
                owner=alice, categories=[own.id, CategoryId(IDS.new()), parent.id, own.id]
            )
            assert list(held.items()) == [(parent.id, parent), (own.id, own)]
            assert await unit.categories.hold(owner=alice, categories=[]) == {}

    async def test_refuses_a_name_taken_for_a_type_and_keeps_nothing_of_the_unit(
        self, work: AnyWork, alice: UserId
    ) -> None:
        await add(work, alice, category("Food", archived_on=TODAY))
        await add(work, alice, category("Food", type_="income"))

        with pytest.raises(CategoryNameTaken):
            await add(work, alice, category("Another"), category("FOOD"))

        async with work.reading() as unit:
            every = await unit.categories.every(owner=alice)
        assert [(row.name, row.type) for row in every] == [("Food", "expense"), ("Food", "income")]

    async def test_counts_what_was_booked_under_each(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        books = Bookkeeper(work=work, owner=alice)
        giro, visa = await books.account(), await books.account(type="CreditCard")
        food, move = await books.category(), await books.category(type="transfer")
        unused = await books.category()
        for form in (
            regular(giro, food),
            regular(visa, food),
            regular(giro, None),
            transfer(giro, visa, move),
        ):
            await books.book(form)
        others = Bookkeeper(work=work, owner=bob)
        await others.book(regular(await others.account(), await others.category()))

        async with work.reading() as unit:
            page = await unit.categories.page(owner=alice, status="all", request=PageRequest())

        assert {row.id: row.transactions for row in page.rows} == {
            food.id: 2,
            move.id: 1,
            unused.id: 0,
        }

    @pytest.mark.parametrize(
        ("status", "names"),
        [("active", ["b"]), ("inactive", ["c", "a"]), ("all", ["c", "b", "a"])],
    )
    async def test_lists_by_status_newest_first_without_the_system_category(
        self, work: AnyWork, alice: UserId, status: StatusFilter, names: list[str]
    ) -> None:
        own = system()
        made = [category("a", archived_on=TODAY), category("b"), category("c", archived_on=TODAY)]
        await add(work, alice, own, *made)

        async with work.reading() as unit:
            page = await unit.categories.page(owner=alice, status=status, request=PageRequest())
            with pytest.raises(UnknownCursor):
                await unit.categories.page(
                    owner=alice, status=status, request=PageRequest(cursor=own.id)
                )

        assert [row.category.name for row in page.rows] == names
        assert page.total == len(names)

    async def test_pages_join_to_the_list(self, work: AnyWork, alice: UserId) -> None:
        made = [category(str(number)) for number in range(7)]
        await add(work, alice, *made)

        walked: list[UUID] = []
        cursor: UUID | None = None
        while len(walked) < len(made):
            async with work.reading() as unit:
                page = await unit.categories.page(
                    owner=alice, status="active", request=PageRequest(cursor=cursor, limit=3)
                )
            walked += [row.id for row in page.rows]
            assert page.total == len(made)
            cursor = page.next_cursor

        assert walked == [one.id for one in reversed(made)]
        assert cursor is None

    async def test_a_stranger_finds_nothing_and_what_is_hers_stays(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        hers = category("Hers")
        await add(work, alice, hers)
        await add(work, bob, category("Hers"))

        for unknown in (hers.id, CategoryId(IDS.new())):
            async with work() as unit:
                assert await unit.categories.hold(owner=bob, categories=[unknown]) == {}
                with pytest.raises(UnknownCursor):
                    await unit.categories.page(
                        owner=bob, status="all", request=PageRequest(cursor=unknown)
                    )

        async with work.reading() as unit:
            assert await unit.categories.every(owner=alice) == [hers]
            assert hers not in await unit.categories.every(owner=bob)

    async def test_of_sixteen_racing_for_a_name_one_wins(
        self, work: AnyWork, alice: UserId
    ) -> None:
        async def claim() -> bool:
            try:
                await add(work, alice, category("Contested"))
            except CategoryNameTaken:
                return False
            return True

        won = await asyncio.gather(*(claim() for _ in range(16)))

        assert won.count(True) == 1


class TestCreateCategory:
    async def test_writes_category_and_goal_in_one_unit(self, work: AnyWork, alice: UserId) -> None:
        create = CreateCategory(work=work, ids=IDS, clock=FixedClock(NOW))

        made = await create(owner=alice, form=replace(FORM, target_minor=40000))
        with pytest.raises(CategoryNameTaken):
            await create(owner=alice, form=replace(FORM, target_minor=50000))

        async with work.reading() as unit:
            goal = await unit.goals.of_category(owner=alice, category=made.category.id)
        assert goal is not None
        assert dict(goal.standing) == {BASELINE: active(value_minor=40000)}

    async def test_many_at_once_under_one_parent_never_get_in_each_others_way(
        self, work: AnyWork, alice: UserId
    ) -> None:
        parent = category("Parent")
        await add(work, alice, parent)
        create = CreateCategory(work=work, ids=IDS, clock=FixedClock(NOW))
        forms = [
            replace(
                FORM,
                name=str(number),
                parent_id=parent.id,
                target_minor=number if number % 2 else None,
            )
            for number in range(16)
        ]

        made = await asyncio.gather(*(create(owner=alice, form=form) for form in forms))

        assert [one.goal_minor for one in made] == [form.target_minor for form in forms]
        async with work.reading() as unit:
            assert len(await unit.categories.every(owner=alice)) == 17
