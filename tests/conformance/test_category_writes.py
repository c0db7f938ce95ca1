"""Categories that change and go, held to one suite over memory and PostgreSQL."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, replace
from datetime import date

import pytest

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.refusal import Refusal
from piggypulse_core.ledger.model.category import (
    Category,
    CategoryId,
    CategoryInUse,
    CategoryNameTaken,
    CategoryNotFound,
)
from piggypulse_core.ledger.model.category_edit import CategoryEdit
from piggypulse_core.ledger.model.family import Family
from piggypulse_core.ledger.model.new_category import CategoryForm
from piggypulse_core.ledger.usecases.categories import CreateCategory
from piggypulse_core.ledger.usecases.category_writes import (
    ArchiveCategory,
    DeleteCategory,
    UnarchiveCategory,
    UpdateCategory,
)
from tests.support.bookkeeping import Bookkeeper, regular
from tests.support.clock import NOW, TODAY
from tests.support.ledger_rows import assert_in_order
from tests.support.works import AnyWork

IDS = SystemIds()
CLOCK = FixedClock(NOW)
PAIRS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Somebody's categories; every act answers with its refusal's code, or with nothing."""

    books: Bookkeeper

    @property
    def work(self) -> AnyWork:
        return self.books.work

    @property
    def owner(self) -> UserId:
        return self.books.owner

    async def add(self, **given: object) -> Category:
        made = replace(await self.books.category(), **given)  # type: ignore[arg-type]  # fields by name
        async with self.work() as unit:
            await unit.categories.save(owner=self.owner, category=made)
        return made

    async def every(self) -> dict[CategoryId, Category]:
        async with self.work.reading() as unit:
            return {row.id: row for row in await unit.categories.every(owner=self.owner)}

    async def make(self, *, parent: Category) -> str:
        form = CategoryForm(type="expense", name=str(IDS.new()), icon="x", parent_id=parent.id)
        create = CreateCategory(work=self.work, ids=IDS, clock=CLOCK)
        return await outcome(create(owner=self.owner, form=form))

    async def put(self, category: Category, *, under: Category) -> str:
        update = UpdateCategory(work=self.work, ids=IDS, clock=CLOCK)
        edit = CategoryEdit(
            type=category.type, name=category.name, icon=category.icon, parent_id=under.id
        )
        return await outcome(update(owner=self.owner, category=category.id, edit=edit))

    async def archive(self, category: Category) -> str:
        archive = ArchiveCategory(work=self.work, clock=CLOCK)
        return await outcome(archive(owner=self.owner, category=category.id))

    async def unarchive(self, category: Category) -> str:
        unarchive = UnarchiveCategory(work=self.work, clock=CLOCK)
        return await outcome(unarchive(owner=self.owner, category=category.id))

    async def delete(self, category: Category) -> str:
        delete = DeleteCategory(work=self.work)
        return await outcome(delete(owner=self.owner, category=category.id))


async def outcome(act: Awaitable[object], /) -> str:
    try:
        await act
    except Refusal as refusal:
        return refusal.code
    return ""


@pytest.fixture
def shelf(work: AnyWork, alice: UserId) -> Shelf:
    return Shelf(books=Bookkeeper(work=work, owner=alice))


class TestCategoryStore:
    async def test_keeps_everything_that_was_changed_but_the_type(self, shelf: Shelf) -> None:
        parent, made = await shelf.add(), await shelf.add()
        changed = replace(
            made,
            name="Zoë's",
            icon="👨‍👩‍👧‍👦",
            behavior="subscription",
            description="",
            parent_id=parent.id,
            archived_on=date(2199, 12, 31),
        )

        async with shelf.work() as unit:
            await unit.categories.save(owner=shelf.owner, category=changed)

        async with shelf.work.reading() as unit:
            assert await unit.categories.get(owner=shelf.owner, category=made.id) == changed

    async def test_shows_a_category_among_its_kin(self, shelf: Shelf) -> None:
        top = await shelf.add()
        below = [await shelf.add(parent_id=top.id), await shelf.add(parent_id=top.id)]
        alone = await shelf.add()

        async with shelf.work() as unit:
            families = [
                await unit.categories.hold_family(owner=shelf.owner, category=one.id)
                for one in (top, below[0], alone)
            ]

        assert [replace(one, children=list(one.children)) for one in families] == [
            Family(category=top, parent=None, children=below),
            Family(category=below[0], parent=top, children=[]),
            Family(category=alone, parent=None, children=[]),
        ]

    async def test_saves_no_name_that_another_of_the_type_has(self, shelf: Shelf) -> None:
        made = await shelf.add(name="Food")
        await shelf.add(name="Home")

        with pytest.raises(CategoryNameTaken):
            async with shelf.work() as unit:
                await unit.categories.save(owner=shelf.owner, category=replace(made, name="HOME"))

        assert (await shelf.every())[made.id] == made

    async def test_keeps_what_a_booking_a_child_or_a_goal_refers_to(self, shelf: Shelf) -> None:
        booked, parent, wanted = await shelf.add(), await shelf.add(), await shelf.add()
        child = await shelf.add(parent_id=parent.id)
        await shelf.books.book(regular(await shelf.books.account(), booked))
        async with shelf.work() as unit:
            await unit.category_goals.hold(owner=shelf.owner)
            await unit.category_goals.set_standing(
                owner=shelf.owner,
                category=wanted.id,
                value_minor=5,
                stream=IDS.new(),
                today=TODAY,
            )

        for one in (booked, parent, wanted):
            with pytest.raises(CategoryInUse):
                async with shelf.work() as unit:
                    await unit.categories.delete(owner=shelf.owner, category=one.id)
        async with shelf.work() as unit:
            await unit.category_goals.delete(owner=shelf.owner, category=wanted.id)
            await unit.categories.delete(owner=shelf.owner, category=wanted.id)
            await unit.categories.delete(owner=shelf.owner, category=child.id)

        assert set(await shelf.every()) == {booked.id, parent.id}

    async def test_a_stranger_finds_and_changes_nothing(
        self, work: AnyWork, shelf: Shelf, bob: UserId
    ) -> None:
        hers = await shelf.add()

        for key in (hers.id, CategoryId(IDS.new())):
            async with work() as unit:
                with pytest.raises(CategoryNotFound):
                    await unit.categories.get(owner=bob, category=key)
                with pytest.raises(CategoryNotFound):
                    await unit.categories.hold_family(owner=bob, category=key)
                await unit.category_goals.delete(owner=bob, category=key)
                assert (
                    await unit.category_goals.standing_minor(owner=bob, category=key, day=TODAY)
                    is None
                )
            with pytest.raises(CategoryNotFound):
                async with work() as unit:
                    await unit.categories.delete(owner=bob, category=key)

        assert await shelf.every() == {hers.id: hers}


class TestMeetings:
    """Each pair of requests is sent at once, several times over."""

    async def test_of_sixteen_renamed_alike_one_wins(self, shelf: Shelf) -> None:
        made = [await shelf.add() for _ in range(16)]
        update = UpdateCategory(work=shelf.work, ids=IDS, clock=CLOCK)
        edit = CategoryEdit(type="expense", name="Contested", icon="x")

        told = await asyncio.gather(
            *(outcome(update(owner=shelf.owner, category=one.id, edit=edit)) for one in made)
        )

        assert sorted(told) == [""] + ["duplicate_name"] * 15

    async def test_no_child_is_made_under_a_parent_being_archived(self, shelf: Shelf) -> None:
        tops = [await shelf.add() for _ in range(PAIRS)]

        told = await asyncio.gather(
            *(act for top in tops for act in (shelf.archive(top), shelf.make(parent=top)))
        )

        assert_in_order(await shelf.every())
        assert set(zip(told[::2], told[1::2], strict=True)) <= {
            ("", "archived"),
            ("has_active_children", ""),
        }

    async def test_no_child_comes_back_under_a_parent_being_archived(self, shelf: Shelf) -> None:
        tops = [await shelf.add() for _ in range(PAIRS)]
        below = [await shelf.add(parent_id=top.id, archived_on=TODAY) for top in tops]

        told = await asyncio.gather(
            *(
                act
                for top, child in zip(tops, below, strict=True)
                for act in (shelf.archive(top), shelf.unarchive(child))
            )
        )

        assert_in_order(await shelf.every())
        assert set(zip(told[::2], told[1::2], strict=True)) <= {
            ("", "parent_archived"),
            ("has_active_children", ""),
        }

    async def test_two_never_become_each_others_parent(self, shelf: Shelf) -> None:
        lefts = [await shelf.add() for _ in range(PAIRS)]
        rights = [await shelf.add() for _ in range(PAIRS)]

        told = await asyncio.gather(
            *(
                act
                for left, right in zip(lefts, rights, strict=True)
                for act in (shelf.put(left, under=right), shelf.put(right, under=left))
            )
        )

        assert_in_order(await shelf.every())
        for pair in zip(told[::2], told[1::2], strict=True):
            assert sorted(pair) in (["", "has_children"], ["", "parent_is_child"])

    async def test_no_grandchild_is_made_while_its_parent_moves_down(self, shelf: Shelf) -> None:
        top = await shelf.add()
        middles = [await shelf.add() for _ in range(PAIRS)]

        await asyncio.gather(
            *(
                act
                for middle in middles
                for act in (shelf.put(middle, under=top), shelf.make(parent=middle))
            )
        )

        assert_in_order(await shelf.every())

    async def test_a_deletion_and_a_booking_leave_one_of_them_refused(self, shelf: Shelf) -> None:
        account = await shelf.books.account()
        made = [await shelf.add() for _ in range(PAIRS)]

        told = await asyncio.gather(
            *(
                act
                for one in made
                for act in (
                    shelf.delete(one),
                    outcome(shelf.books.book(regular(account, one))),
                )
            )
        )

        assert set(zip(told[::2], told[1::2], strict=True)) <= {
            ("", "reference_not_found"),
            ("category_in_use", ""),
        }

    async def test_a_deletion_and_a_child_leave_one_of_them_refused(self, shelf: Shelf) -> None:
        made = [await shelf.add() for _ in range(PAIRS)]

        told = await asyncio.gather(
            *(act for one in made for act in (shelf.delete(one), shelf.make(parent=one)))
        )

        assert set(zip(told[::2], told[1::2], strict=True)) <= {
            ("", "reference_not_found"),
            ("has_children", ""),
        }
