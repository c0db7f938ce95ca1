"""What people can see of targets."""

from dataclasses import dataclass

from piggypulse_core.budgeting.model.period import PeriodId
from piggypulse_core.budgeting.model.target import (
    Targets,
    Viewpoint,
    targets,
)
from piggypulse_core.budgeting.ports import BudgetingUnit
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTargets:
    """List the goals in force in a period by category name, excluded ones included."""

    work: Work[BudgetingUnit]
    clock: Clock

    async def __call__(self, *, owner: UserId, period: PeriodId | None) -> Targets:
        async with self.work.snapshot() as unit:
            profile = await unit.profiles.get(owner=owner)
            today = profile.today(now=self.clock.now())
            shown = (
                await unit.periods.current(owner=owner, today=today)
                if period is None
                else await unit.periods.get(owner=owner, period=period)
            )
            previous = await unit.periods.previous(owner=owner, before=shown.start)
            view = Viewpoint(today=today, period=shown, previous=previous)
            budget = await unit.budgets.budget(owner=owner, currency_code=profile.currency_code)
            sums = await unit.budgets.category_sums(
                owner=owner, currency_code=profile.currency_code, span=shown.span, until=today
            )
        return targets(budget=budget, sums=sums, period=shown, view=view)
