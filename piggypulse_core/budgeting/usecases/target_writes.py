"""What people can do to targets."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from piggypulse_core.budgeting.model.goal import (
    Goal,
    GoalId,
    Reach,
    TargetExists,
    check_set_by_people,
    check_takes_goal,
    first_goal,
)
from piggypulse_core.budgeting.model.goal_state import active
from piggypulse_core.budgeting.model.period import Period, PeriodId, PeriodNotFound
from piggypulse_core.budgeting.model.target import (
    CategorySums,
    Target,
    Viewpoint,
    target,
)
from piggypulse_core.budgeting.ports import BudgetingUnit
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids, UserId
from piggypulse_core.kernel.money import check_amount
from piggypulse_core.kernel.refusal import Faults, missing_reference
from piggypulse_core.kernel.work import Work
from piggypulse_core.ledger.model.category import Category, CategoryId
from piggypulse_core.settings.model.profile import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateTarget:
    """Give a category a goal: from the current period on, or in one period alone.

    The very first value of a category holds in every period there is.
    """

    work: Work[BudgetingUnit]
    ids: Ids
    clock: Clock

    async def __call__(
        self, *, owner: UserId, category: CategoryId, value_minor: int, period: PeriodId | None
    ) -> Target:
        _check_value(value_minor=value_minor)
        async with self.work() as unit:
            await unit.goals.hold(owner=owner)
            held = await unit.categories.hold(owner=owner, categories=[category])
            if category not in held:
                raise missing_reference(field="categoryId")
            check_takes_goal(category=held[category])
            profile = await unit.profiles.get(owner=owner)
            reach = await _reach(
                unit=unit, owner=owner, today=profile.today(now=self.clock.now()), named=period
            )
            known = await unit.goals.of_category(owner=owner, category=category)
            if known is None:
                goal = first_goal(
                    id=GoalId(self.ids.new()),
                    category=category,
                    value_minor=value_minor,
                    reach=reach,
                )
            elif known.seen(reach=reach) is not None:
                raise TargetExists
            else:
                goal = known.written(state=active(value_minor=value_minor), reach=reach)
            await unit.goals.save(owner=owner, goal=goal)
            return await _reply(
                unit=unit,
                owner=owner,
                profile=profile,
                goal=goal,
                category=held[category],
                reach=reach,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateTarget:
    """Give a goal another value: from the current period on, or in one period alone.

    Closed periods keep what was in force then, and an excluded goal stays excluded.
    """

    work: Work[BudgetingUnit]
    clock: Clock

    async def __call__(
        self, *, owner: UserId, goal: GoalId, value_minor: int, period: PeriodId | None
    ) -> Target:
        _check_value(value_minor=value_minor)
        return await _changed(
            work=self.work,
            clock=self.clock,
            owner=owner,
            goal=goal,
            period=period,
            change=lambda known, reach: known.with_value(value_minor=value_minor, reach=reach),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcludeTarget:
    """Set a goal aside: from the current period on, or in one period alone. It keeps its value."""

    work: Work[BudgetingUnit]
    clock: Clock

    async def __call__(self, *, owner: UserId, goal: GoalId, period: PeriodId | None) -> Target:
        return await _changed(
            work=self.work,
            clock=self.clock,
            owner=owner,
            goal=goal,
            period=period,
            change=lambda known, reach: known.set_aside(reach=reach),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class IncludeTarget:
    """Let an excluded goal count again: from the current period on, or in one period alone."""

    work: Work[BudgetingUnit]
    clock: Clock

    async def __call__(self, *, owner: UserId, goal: GoalId, period: PeriodId | None) -> Target:
        return await _changed(
            work=self.work,
            clock=self.clock,
            owner=owner,
            goal=goal,
            period=period,
            change=lambda known, reach: known.taken_up(reach=reach),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteTarget:
    """End a goal: from the current period on. Closed periods keep theirs.

    With a period only the value given to that one alone goes, and the standing goal holds again.
    """

    work: Work[BudgetingUnit]
    clock: Clock

    async def __call__(self, *, owner: UserId, goal: GoalId, period: PeriodId | None) -> None:
        async with self.work() as unit:
            known, _ = await _held(unit=unit, owner=owner, goal=goal)
            profile = await unit.profiles.get(owner=owner)
            reach = await _reach(
                unit=unit, owner=owner, today=profile.today(now=self.clock.now()), named=period
            )
            await unit.goals.save(owner=owner, goal=known.ended(reach=reach))


async def _changed(
    *,
    work: Work[BudgetingUnit],
    clock: Clock,
    owner: UserId,
    goal: GoalId,
    period: PeriodId | None,
    change: Callable[[Goal, Reach], Goal],
) -> Target:
    """A goal of people's own after a change, as it is seen where the change was for."""
    async with work() as unit:
        known, category = await _held(unit=unit, owner=owner, goal=goal)
        profile = await unit.profiles.get(owner=owner)
        reach = await _reach(
            unit=unit, owner=owner, today=profile.today(now=clock.now()), named=period
        )
        changed = change(known, reach)
        await unit.goals.save(owner=owner, goal=changed)
        return await _reply(
            unit=unit, owner=owner, profile=profile, goal=changed, category=category, reach=reach
        )


async def _held(*, unit: BudgetingUnit, owner: UserId, goal: GoalId) -> tuple[Goal, Category]:
    """A goal nobody else writes to, with its category; raises TargetIsComputed."""
    await unit.goals.hold(owner=owner)
    known = await unit.goals.get(owner=owner, goal=goal)
    held = await unit.categories.hold(owner=owner, categories=[known.category_id])
    category = held[known.category_id]
    check_set_by_people(category=category)
    return known, category


def _check_value(*, value_minor: int) -> None:
    faults = Faults()
    check_amount(amount_minor=value_minor, field="value", lowest=0, faults=faults)
    faults.settle()


async def _reach(
    *, unit: BudgetingUnit, owner: UserId, today: date, named: PeriodId | None
) -> Reach:
    """Which periods a write is for; raises ReferenceNotFound for a period nobody has."""
    current = await unit.periods.containing(owner=owner, day=today)
    if named is None:
        return Reach(today=today, current=current)
    try:
        period = await unit.periods.get(owner=owner, period=named)
    except PeriodNotFound:
        raise missing_reference(field="periodId") from None
    return Reach(today=today, current=current, named=period)


async def _view(
    *, unit: BudgetingUnit, owner: UserId, today: date, period: Period | None
) -> Viewpoint:
    previous = (
        None if period is None else await unit.periods.previous(owner=owner, before=period.start)
    )
    return Viewpoint(today=today, period=period, previous=previous)


async def _reply(
    *,
    unit: BudgetingUnit,
    owner: UserId,
    profile: Profile,
    goal: Goal,
    category: Category,
    reach: Reach,
) -> Target:
    """The target as it is now, in the period the write named or else in the current one."""
    state = goal.seen(reach=reach)
    assert state is not None, "a goal just written is in force where it was written"
    view = await _view(unit=unit, owner=owner, today=reach.today, period=reach.period)
    sums = CategorySums(category=category, total_minor=0, to_date_minor=0)
    if view.period is not None:
        found = await unit.budgets.category_sums(
            owner=owner,
            currency_code=profile.currency_code,
            span=view.period.span,
            until=reach.today,
        )
        sums = next(row for row in found if row.category.id == category.id)
    return target(goal=goal, state=state, sums=sums, view=view)
