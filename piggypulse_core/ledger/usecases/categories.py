"""What people can do with categories."""

from collections.abc import Sequence
from dataclasses import dataclass

from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids, UserId
from piggypulse_core.kernel.paging import Page, PageRequest
from piggypulse_core.kernel.work import Work
from piggypulse_core.ledger.model.category import (
    Category,
    CategoryId,
    CategoryUse,
    PlannedCategory,
    choices,
)
from piggypulse_core.ledger.model.new_category import CategoryForm, new_category
from piggypulse_core.ledger.model.status import StatusFilter
from piggypulse_core.ledger.ports import LedgerUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateCategory:
    """Add a category, with a goal at once if a target is given.

    Its type stays; names are unique per type, and `Transfer` is taken in every type.
    """

    work: Work[LedgerUnit]
    ids: Ids
    clock: Clock

    async def __call__(self, *, owner: UserId, form: CategoryForm) -> PlannedCategory:
        goal_minor = form.standing_goal_minor
        async with self.work() as unit:
            if goal_minor is not None:
                await unit.category_goals.hold(owner=owner)
            category = new_category(
                id=CategoryId(self.ids.new()),
                form=form,
                parent=await _parent_of(unit=unit, owner=owner, form=form),
            )
            await unit.categories.add(owner=owner, category=category)
            if goal_minor is not None:
                await self._set_goal(unit, owner, category, goal_minor)
        return PlannedCategory(category=category, goal_minor=goal_minor)

    async def _set_goal(
        self, unit: LedgerUnit, owner: UserId, category: Category, goal_minor: int
    ) -> None:
        profile = await unit.profiles.get(owner=owner)
        await unit.category_goals.set_standing(
            owner=owner,
            category=category.id,
            value_minor=goal_minor,
            stream=self.ids.new(),
            today=profile.today(now=self.clock.now()),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GetCategory:
    """Show one category, archived or not, with the goal that stands for it today."""

    work: Work[LedgerUnit]
    clock: Clock

    async def __call__(self, *, owner: UserId, category: CategoryId) -> PlannedCategory:
        async with self.work.snapshot() as unit:
            found = await unit.categories.get(owner=owner, category=category)
            profile = await unit.profiles.get(owner=owner)
            goal_minor = await unit.category_goals.standing_minor(
                owner=owner, category=category, day=profile.today(now=self.clock.now())
            )
        return PlannedCategory(category=found, goal_minor=goal_minor)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListCategories:
    """List categories, newest first, each with its all-time number of transactions.

    The system's transfer category is left out.
    """

    work: Work[LedgerUnit]

    async def __call__(
        self, *, owner: UserId, status: StatusFilter, request: PageRequest
    ) -> Page[CategoryUse]:
        async with self.work.reading() as unit:
            return await unit.categories.page(owner=owner, status=status, request=request)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListCategoryOptions:
    """List the active categories, newest first, the system's transfer category included."""

    work: Work[LedgerUnit]

    async def __call__(self, *, owner: UserId) -> Sequence[Category]:
        async with self.work.reading() as unit:
            return choices(categories=await unit.categories.every(owner=owner))


async def _parent_of(*, unit: LedgerUnit, owner: UserId, form: CategoryForm) -> Category | None:
    """The parent a form names, kept as it is until the unit ends."""
    if form.parent_id is None:
        return None
    held = await unit.categories.hold(owner=owner, categories=[form.parent_id])
    return held.get(form.parent_id)
