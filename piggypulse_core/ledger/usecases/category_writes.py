"""What people can do with a category that exists.

The owner's goals are held first in each: writers of one person's categories act one after the
other, whatever order they name parents and children in.
"""

from dataclasses import dataclass
from datetime import date

from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids, UserId
from piggypulse_core.kernel.work import Work
from piggypulse_core.ledger.model.category import Category, CategoryId, PlannedCategory
from piggypulse_core.ledger.model.category_edit import (
    CategoryEdit,
    check_behavior_free,
    edited_category,
)
from piggypulse_core.ledger.model.family import Family
from piggypulse_core.ledger.ports import LedgerUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateCategory:
    """Edit a category, but for its type.

    Parent, behaviour and goal stay unless they are given; a target equal to what stands changes
    nothing, any other holds from the current period on and counts again. What active subscriptions
    come to becomes the goal with their behaviour, which stays while there are any.
    """

    work: Work[LedgerUnit]
    ids: Ids
    clock: Clock

    async def __call__(
        self, *, owner: UserId, category: CategoryId, edit: CategoryEdit
    ) -> PlannedCategory:
        async with self.work() as unit:
            family = await _held(unit=unit, owner=owner, category=category)
            form = edit.completed(category=family.category)
            held = await unit.categories.hold(
                owner=owner, categories=[] if form.parent_id is None else [form.parent_id]
            )
            parent = None if form.parent_id is None else held.get(form.parent_id)
            changed = edited_category(family=family, form=form, parent=parent)
            today = await _today(unit=unit, owner=owner, clock=self.clock)
            check_behavior_free(
                category=family.category,
                changed=changed,
                any_active=await unit.billings.any_active(
                    owner=owner, category=category, today=today
                ),
            )
            await unit.categories.save(owner=owner, category=changed)
            await unit.category_goals.compute(
                owner=owner, category=changed, new_id=self.ids.new, today=today
            )
            if form.standing_goal_minor is not None:
                await unit.category_goals.set_standing(
                    owner=owner,
                    category=category,
                    value_minor=form.standing_goal_minor,
                    stream=self.ids.new(),
                    today=today,
                )
            return await _planned(unit=unit, owner=owner, category=changed, today=today)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveCategory:
    """Put a category away once its children are. Its past stays; it takes nothing new."""

    work: Work[LedgerUnit]
    clock: Clock

    async def __call__(self, *, owner: UserId, category: CategoryId) -> PlannedCategory:
        async with self.work() as unit:
            family = await _held(unit=unit, owner=owner, category=category)
            today = await _today(unit=unit, owner=owner, clock=self.clock)
            changed = family.archived(today=today)
            await unit.categories.save(owner=owner, category=changed)
            return await _planned(unit=unit, owner=owner, category=changed, today=today)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnarchiveCategory:
    """Take an archived category up again, unless its parent is archived."""

    work: Work[LedgerUnit]
    clock: Clock

    async def __call__(self, *, owner: UserId, category: CategoryId) -> PlannedCategory:
        async with self.work() as unit:
            family = await _held(unit=unit, owner=owner, category=category)
            today = await _today(unit=unit, owner=owner, clock=self.clock)
            changed = family.unarchived()
            await unit.categories.save(owner=owner, category=changed)
            return await _planned(unit=unit, owner=owner, category=changed, today=today)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteCategory:
    """Delete a category that nothing refers to, with everything said of its goal."""

    work: Work[LedgerUnit]

    async def __call__(self, *, owner: UserId, category: CategoryId) -> None:
        async with self.work() as unit:
            family = await _held(unit=unit, owner=owner, category=category)
            family.check_deletable()
            await unit.category_goals.delete(owner=owner, category=category)
            await unit.categories.delete(owner=owner, category=category)


async def _held(*, unit: LedgerUnit, owner: UserId, category: CategoryId) -> Family:
    await unit.category_goals.hold(owner=owner)
    return await unit.categories.hold_family(owner=owner, category=category)


async def _today(*, unit: LedgerUnit, owner: UserId, clock: Clock) -> date:
    return (await unit.profiles.get(owner=owner)).today(now=clock.now())


async def _planned(
    *, unit: LedgerUnit, owner: UserId, category: Category, today: date
) -> PlannedCategory:
    goal_minor = await unit.category_goals.standing_minor(
        owner=owner, category=category.id, day=today
    )
    return PlannedCategory(category=category, goal_minor=goal_minor)
