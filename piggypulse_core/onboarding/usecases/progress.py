"""What somebody new can ask about their first steps."""

from dataclasses import dataclass

from piggypulse_core.budgeting.ports import BudgetingUnit, TopUps
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.work import Work
from piggypulse_core.onboarding.model.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadProgress:
    """Show how far somebody new has come, and what completing still needs."""

    work: Work[BudgetingUnit]

    async def __call__(self, *, owner: UserId) -> Progress:
        async with self.work.snapshot() as unit:
            return await _progress(unit=unit, owner=owner)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteOnboarding:
    """Settle in: from now on the schedule stands, and its periods are made at once.

    It needs a currency and a schedule. Doing it again does nothing.
    """

    work: Work[BudgetingUnit]
    clock: Clock
    top_up: TopUps

    async def __call__(self, *, owner: UserId) -> None:
        async with self.work.reading() as unit:
            # Clients ask again and again as long as they see no period: no lock for these.
            if await unit.schedules.settled_in(owner=owner):
                return
        async with self.work() as unit:
            await unit.profiles.hold(owner=owner)
            progress = await _progress(unit=unit, owner=owner)
            if progress.has_completed:
                return
            progress.check_completable()
            await self.top_up.within(unit=unit, owner=owner)
            await unit.schedules.settle_in(owner=owner, at=self.clock.now())


async def _progress(*, unit: BudgetingUnit, owner: UserId) -> Progress:
    if await unit.schedules.settled_in(owner=owner):
        return Progress(has_completed=True)
    return Progress(
        has_completed=False,
        has_currency=(await unit.profiles.get(owner=owner)).currency is not None,
        has_schedule=await unit.schedules.find(owner=owner) is not None,
        has_account=bool(await unit.accounts.every(owner=owner)),
    )
