"""What people can do with periods."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from piggypulse_core.budgeting.model.new_period import PeriodForm, gaps, new_period
from piggypulse_core.budgeting.model.period import Period, PeriodId
from piggypulse_core.budgeting.model.period_list import PeriodFilter
from piggypulse_core.budgeting.model.period_row import PeriodRow
from piggypulse_core.budgeting.model.placement import check_place, edited_period, make_room
from piggypulse_core.budgeting.model.proposal import PeriodChanges
from piggypulse_core.budgeting.ports import BudgetingUnit
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.ids import Ids, UserId
from piggypulse_core.kernel.paging import Page, PageRequest
from piggypulse_core.kernel.work import Work
from piggypulse_core.settings.model.profile import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatePeriod:
    """Add a period, by its last day or by how long it lasts. No two periods share a day.

    Names are unique without regard to case. If asked to, upcoming automatic periods make room.
    """

    work: Work[BudgetingUnit]
    ids: Ids
    clock: Clock

    async def __call__(self, *, owner: UserId, form: PeriodForm) -> PeriodRow:
        period = new_period(id=PeriodId(self.ids.new()), form=form)
        async with self.work() as unit:
            profile = await unit.profiles.hold(owner=owner)
            today = profile.today(now=self.clock.now())
            if form.replaces_generated:
                room = await _room(unit=unit, owner=owner, period=period, today=today, ids=self.ids)
                changes = replace(room, add=[*room.add, period])
                await unit.plans.apply(owner=owner, changes=changes)
            else:
                await unit.periods.add(owner=owner, period=period)
            return await _row(unit=unit, owner=owner, profile=profile, today=today, period=period)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPeriods:
    """List periods with their figures: the current one, what comes, then what was."""

    work: Work[BudgetingUnit]
    clock: Clock

    async def __call__(
        self, *, owner: UserId, only: PeriodFilter, request: PageRequest
    ) -> Page[PeriodRow]:
        async with self.work.snapshot() as unit:
            profile = await unit.profiles.get(owner=owner)
            today = profile.today(now=self.clock.now())
            page = await unit.periods.page(owner=owner, only=only, today=today, request=request)
            rows = await _rows(
                unit=unit, owner=owner, profile=profile, today=today, periods=page.rows
            )
        return Page(rows=rows, total=page.total, has_more=page.has_more)


@dataclass(frozen=True, slots=True, kw_only=True)
class GetPeriod:
    """Show one period with its figures."""

    work: Work[BudgetingUnit]
    clock: Clock

    async def __call__(self, *, owner: UserId, period: PeriodId) -> PeriodRow:
        async with self.work.snapshot() as unit:
            found = await unit.periods.get(owner=owner, period=period)
            profile = await unit.profiles.get(owner=owner)
            today = profile.today(now=self.clock.now())
            return await _row(unit=unit, owner=owner, profile=profile, today=today, period=found)


@dataclass(frozen=True, slots=True, kw_only=True)
class GetCurrentPeriod:
    """Show the period that contains today."""

    work: Work[BudgetingUnit]
    clock: Clock

    async def __call__(self, *, owner: UserId) -> PeriodRow:
        async with self.work.snapshot() as unit:
            profile = await unit.profiles.get(owner=owner)
            today = profile.today(now=self.clock.now())
            found = await unit.periods.current(owner=owner, today=today)
            return await _row(unit=unit, owner=owner, profile=profile, today=today, period=found)


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatePeriod:
    """Give a period another name or other days, past ones too; from then on it is a manual one.

    A form that says nothing of the end keeps how it is given. If asked to, upcoming automatic
    periods make room.
    """

    work: Work[BudgetingUnit]
    ids: Ids
    clock: Clock

    async def __call__(self, *, owner: UserId, period: PeriodId, form: PeriodForm) -> PeriodRow:
        async with self.work() as unit:
            profile = await unit.profiles.hold(owner=owner)
            today = profile.today(now=self.clock.now())
            known = await unit.periods.get(owner=owner, period=period)
            changed = edited_period(period=known, form=form)
            if form.replaces_generated:
                room = await _room(
                    unit=unit, owner=owner, period=changed, today=today, ids=self.ids
                )
            else:
                room = PeriodChanges()
                check_place(
                    period=changed,
                    others=await _others(unit=unit, owner=owner, period=changed),
                )
            await unit.plans.apply(
                owner=owner, changes=replace(room, update=[*room.update, changed])
            )
            return await _row(unit=unit, owner=owner, profile=profile, today=today, period=changed)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletePeriod:
    """Delete a period. Its transactions stay; what was said of goals in it alone goes."""

    work: Work[BudgetingUnit]

    async def __call__(self, *, owner: UserId, period: PeriodId) -> None:
        async with self.work() as unit:
            await unit.periods.delete(owner=owner, period=period)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPeriodGaps:
    """List the days between periods that none of them covers."""

    work: Work[BudgetingUnit]

    async def __call__(self, *, owner: UserId) -> Sequence[Span]:
        async with self.work.reading() as unit:
            return gaps(periods=await unit.periods.in_order(owner=owner))


async def _others(*, unit: BudgetingUnit, owner: UserId, period: Period) -> Sequence[Period]:
    return [one for one in await unit.periods.in_order(owner=owner) if one.id != period.id]


async def _room(
    *, unit: BudgetingUnit, owner: UserId, period: Period, today: date, ids: Ids
) -> PeriodChanges:
    """What upcoming automatic periods have to do for a period to fit in."""
    schedule = await unit.schedules.find(owner=owner)
    return make_room(
        period=period,
        others=await _others(unit=unit, owner=owner, period=period),
        automatic=None if schedule is None else schedule.automatic,
        today=today,
        ids=ids,
    )


async def _row(
    *, unit: BudgetingUnit, owner: UserId, profile: Profile, today: date, period: Period
) -> PeriodRow:
    rows = await _rows(unit=unit, owner=owner, profile=profile, today=today, periods=[period])
    return rows[0]


async def _rows(
    *,
    unit: BudgetingUnit,
    owner: UserId,
    profile: Profile,
    today: date,
    periods: Sequence[Period],
) -> Sequence[PeriodRow]:
    """Periods with their figures, as seen from a day."""
    if not periods:
        return []
    budget = await unit.budgets.budget(owner=owner, currency_code=profile.currency_code)
    sums = await unit.budgets.period_sums(
        owner=owner,
        currency_code=profile.currency_code,
        spans=[period.span for period in periods],
    )
    totals = budget.totals(periods=periods)
    return [
        PeriodRow(period=period, today=today, sums=of_period, budgeted_minor=budgeted_minor)
        for period, of_period, budgeted_minor in zip(periods, sums, totals, strict=True)
    ]
