"""The schedule over HTTP."""

from litestar import Controller, delete, get, post, put
from litestar.params import JSONBody

from piggypulse_core.budgeting.model.cadence import CadenceNotIncreasing
from piggypulse_core.budgeting.model.recurrence import DurationTooLong
from piggypulse_core.budgeting.model.rolling import HolidaysTooDense
from piggypulse_core.budgeting.model.schedule import NoSchedule, PlanChanged, ScheduleExists
from piggypulse_core.budgeting.usecases.schedules import (
    CreateSchedule,
    DeleteSchedule,
    GetSchedule,
    UpdateSchedule,
)
from piggypulse_http.budgeting.wire.schedules import (
    ScheduleIn,
    ScheduleOut,
    schedule_form,
    schedule_out,
)
from piggypulse_http.edge.body import SignedIn
from piggypulse_http.edge.openapi import refusals

BAD_FORM = (DurationTooLong, CadenceNotIncreasing, HolidaysTooDense)


class ScheduleController(Controller):
    """How periods come about: by hand, or ahead of time along a cadence."""

    path = "/periods/schedule"
    tags = ("Schedule",)
    get_schedule: GetSchedule
    create_schedule: CreateSchedule
    update_schedule: UpdateSchedule
    delete_schedule: DeleteSchedule

    @get("", operation_id="getPeriodSchedule", responses=refusals(NoSchedule))
    async def show(self, request: SignedIn) -> ScheduleOut:
        """Show the schedule."""
        return schedule_out(await self.get_schedule(owner=request.user.id))

    @post(
        "",
        operation_id="createPeriodSchedule",
        status_code=201,
        responses=refusals(*BAD_FORM, ScheduleExists, PlanChanged),
    )
    async def create(self, request: SignedIn, data: JSONBody[ScheduleIn]) -> ScheduleOut:
        """Set a first schedule and make its periods.

        The same one again is no conflict. Another automatic one is, once onboarding is completed:
        PUT replaces it.
        """
        schedule = await self.create_schedule(
            owner=request.user.id,
            form=schedule_form(data),
            expected_plan=data.expected_plan or None,
        )
        return schedule_out(schedule)

    @put(
        "",
        operation_id="updatePeriodSchedule",
        responses=refusals(*BAD_FORM, PlanChanged),
    )
    async def update(self, request: SignedIn, data: JSONBody[ScheduleIn]) -> ScheduleOut:
        """Set the schedule, whatever there was, and replace upcoming automatic periods.

        Past and current periods and those made by hand stay; ids of periods that stay are kept.
        With the `plan` of a preview as `expectedPlan` exactly that is done, or nothing.
        """
        schedule = await self.update_schedule(
            owner=request.user.id,
            form=schedule_form(data),
            expected_plan=data.expected_plan or None,
        )
        return schedule_out(schedule)

    @delete(
        "", operation_id="deletePeriodSchedule", status_code=204, responses=refusals(NoSchedule)
    )
    async def remove(self, request: SignedIn) -> None:
        """Give up the schedule; periods stay."""
        await self.delete_schedule(owner=request.user.id)
