"""What people can do with their schedule."""

from dataclasses import dataclass
from datetime import date

from piggypulse_core.budgeting.model.draft import Draft, check_expected, draft
from piggypulse_core.budgeting.model.preview import (
    Preview,
    preview,
    touched_periods,
    touched_spans,
)
from piggypulse_core.budgeting.model.schedule import (
    NoSchedule,
    Schedule,
    ScheduleExists,
    ScheduleId,
)
from piggypulse_core.budgeting.model.schedule_form import ScheduleForm, years_around
from piggypulse_core.budgeting.ports import BudgetingUnit, HolidayCalendar
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids, UserId
from piggypulse_core.kernel.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class GetSchedule:
    """Show how periods come about."""

    work: Work[BudgetingUnit]

    async def __call__(self, *, owner: UserId) -> Schedule:
        async with self.work.reading() as unit:
            found = await unit.schedules.find(owner=owner)
        if found is None:
            raise NoSchedule
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateSchedule:
    """Set a first schedule, and make the periods it asks for at once.

    One that asks for the same is taken over, one by hand is replaced; so is any other as long as
    onboarding is not complete.
    """

    work: Work[BudgetingUnit]
    ids: Ids
    clock: Clock
    calendar: HolidayCalendar

    async def __call__(
        self, *, owner: UserId, form: ScheduleForm | None, expected_plan: str | None
    ) -> Schedule:
        async with self.work() as unit:
            today = (await unit.profiles.hold(owner=owner)).today(now=self.clock.now())
            made = await _drafted(
                unit=unit, owner=owner, form=form, today=today, calendar=self.calendar
            )
            if made.stands_against_another and await unit.schedules.settled_in(owner=owner):
                raise ScheduleExists
            return await _saved(
                unit=unit, owner=owner, made=made, expected_plan=expected_plan, ids=self.ids
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateSchedule:
    """Set the schedule, whatever there was, and replace upcoming automatic periods at once.

    Past and current periods and all manual ones stay as they are; under a schedule by hand every
    period does.
    """

    work: Work[BudgetingUnit]
    ids: Ids
    clock: Clock
    calendar: HolidayCalendar

    async def __call__(
        self, *, owner: UserId, form: ScheduleForm | None, expected_plan: str | None
    ) -> Schedule:
        async with self.work() as unit:
            today = (await unit.profiles.hold(owner=owner)).today(now=self.clock.now())
            made = await _drafted(
                unit=unit, owner=owner, form=form, today=today, calendar=self.calendar
            )
            return await _saved(
                unit=unit, owner=owner, made=made, expected_plan=expected_plan, ids=self.ids
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteSchedule:
    """Give up the schedule. Every period stays."""

    work: Work[BudgetingUnit]

    async def __call__(self, *, owner: UserId) -> None:
        async with self.work() as unit:
            await unit.profiles.hold(owner=owner)
            await unit.schedules.delete(owner=owner)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewSchedule:
    """Show what saving a schedule would do to periods, and do nothing.

    A save on the same day that meets the same periods does exactly what was shown, unless another
    number of upcoming periods was asked for here.
    """

    work: Work[BudgetingUnit]
    clock: Clock
    calendar: HolidayCalendar

    async def __call__(
        self, *, owner: UserId, form: ScheduleForm | None, count: int | None
    ) -> Preview:
        async with self.work.snapshot() as unit:
            profile = await unit.profiles.get(owner=owner)
            today = profile.today(now=self.clock.now())
            made = await _drafted(
                unit=unit, owner=owner, form=form, today=today, calendar=self.calendar
            )
            proposal = made.proposal(ahead=count)
            return preview(
                proposal=proposal,
                overrides=await unit.plans.overrides(
                    owner=owner, periods=touched_periods(proposal=proposal)
                ),
                sums=await unit.budgets.period_sums(
                    owner=owner,
                    currency_code=profile.currency_code,
                    spans=touched_spans(proposal=proposal),
                ),
            )


async def _drafted(
    *,
    unit: BudgetingUnit,
    owner: UserId,
    form: ScheduleForm | None,
    today: date,
    calendar: HolidayCalendar,
) -> Draft:
    """The form beside what the owner has."""
    region = None if form is None else form.region
    return draft(
        form=form,
        known=await unit.schedules.find(owner=owner),
        periods=await unit.periods.in_order(owner=owner),
        today=today,
        region_holidays=frozenset()
        if region is None
        else calendar.days(region=region, years=years_around(today=today)),
    )


async def _saved(
    *, unit: BudgetingUnit, owner: UserId, made: Draft, expected_plan: str | None, ids: Ids
) -> Schedule:
    """Keep a draft and do what it proposes; raises PlanChanged."""
    proposal = made.proposal()
    check_expected(proposal=proposal, expected=expected_plan)
    schedule = made.schedule(proposal=proposal, new_id=ScheduleId(ids.new()))
    await unit.schedules.save(owner=owner, schedule=schedule)
    await unit.plans.apply(owner=owner, changes=proposal.changes(ids=ids))
    return schedule
