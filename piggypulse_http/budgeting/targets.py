"""Targets over HTTP."""

from uuid import UUID

from litestar import Controller, delete, get, post, put
from litestar.params import FromPath, JSONBody

from piggypulse_core.budgeting.model.goal import (
    AlreadyExcluded,
    GoalId,
    GoalNotFound,
    NotExcluded,
    TargetExists,
    TargetIsComputed,
)
from piggypulse_core.budgeting.model.period import NoCurrentPeriod, PeriodId, PeriodNotFound
from piggypulse_core.budgeting.usecases.target_writes import (
    CreateTarget,
    DeleteTarget,
    ExcludeTarget,
    IncludeTarget,
    UpdateTarget,
)
from piggypulse_core.budgeting.usecases.targets import ListTargets
from piggypulse_core.kernel.refusal import ReferenceNotFound
from piggypulse_core.ledger.model.category import CategoryId, CategoryTypeMismatch
from piggypulse_core.ledger.model.status import Archived
from piggypulse_http.budgeting.wire.targets import (
    TargetChangeIn,
    TargetIn,
    TargetOut,
    TargetReachIn,
    TargetsOut,
    period_named,
    target_out,
    targets_out,
)
from piggypulse_http.edge.body import SignedIn
from piggypulse_http.edge.openapi import refusals
from piggypulse_http.edge.paging import OnlyPeriodText, PeriodText, optional_id


class TargetController(Controller):
    """What categories are meant to come to."""

    path = "/targets"
    tags = ("Categories", "Targets")
    list_targets: ListTargets
    create_target: CreateTarget
    update_target: UpdateTarget
    exclude_target: ExcludeTarget
    include_target: IncludeTarget
    delete_target: DeleteTarget

    @get(
        "",
        operation_id="getCategoryTargets",
        responses=refusals(PeriodNotFound, NoCurrentPeriod),
    )
    async def every(self, request: SignedIn, period_id: PeriodText = None) -> TargetsOut:
        """List the goals in force in a period, excluded ones too, by category name."""
        period = optional_id(text=period_id, field="periodId")
        targets = await self.list_targets(
            owner=request.user.id, period=None if period is None else PeriodId(period)
        )
        return targets_out(targets)

    @post(
        "",
        operation_id="createCategoryTarget",
        status_code=201,
        responses=refusals(
            CategoryTypeMismatch, ReferenceNotFound, TargetExists, TargetIsComputed, Archived
        ),
    )
    async def create(self, request: SignedIn, data: JSONBody[TargetIn]) -> TargetOut:
        """Give a category a goal, from the current period on or, with `periodId`, in one alone.

        Without it the very first one of a category holds in past periods as well.
        """
        target = await self.create_target(
            owner=request.user.id,
            category=CategoryId(data.category_id),
            value_minor=data.value,
            period=period_named(data),
        )
        return target_out(target)

    @put(
        "/{target_id:str}",
        operation_id="updateCategoryTarget",
        responses=refusals(GoalNotFound, ReferenceNotFound, TargetIsComputed),
    )
    async def update(
        self, request: SignedIn, target_id: FromPath[UUID], data: JSONBody[TargetChangeIn]
    ) -> TargetOut:
        """Give a goal another value, from the current period on or, with `periodId`, in one alone.

        Closed periods keep what was in force; an excluded goal stays excluded.
        """
        target = await self.update_target(
            owner=request.user.id,
            goal=GoalId(target_id),
            value_minor=data.value,
            period=period_named(data),
        )
        return target_out(target)

    @post(
        "/{target_id:str}/exclude",
        operation_id="excludeCategoryTarget",
        status_code=200,
        responses=refusals(GoalNotFound, ReferenceNotFound, AlreadyExcluded, TargetIsComputed),
    )
    async def exclude(
        self,
        request: SignedIn,
        target_id: FromPath[UUID],
        data: JSONBody[TargetReachIn | None] = None,
    ) -> TargetOut:
        """Set a goal aside; it keeps its value.

        From the current period on or, with `periodId`, in one alone.
        """
        target = await self.exclude_target(
            owner=request.user.id, goal=GoalId(target_id), period=period_named(data)
        )
        return target_out(target)

    @post(
        "/{target_id:str}/include",
        operation_id="includeCategoryTarget",
        status_code=200,
        responses=refusals(GoalNotFound, ReferenceNotFound, NotExcluded, TargetIsComputed),
    )
    async def include(
        self,
        request: SignedIn,
        target_id: FromPath[UUID],
        data: JSONBody[TargetReachIn | None] = None,
    ) -> TargetOut:
        """Let an excluded goal count again.

        From the current period on or, with `periodId`, in one alone.
        """
        target = await self.include_target(
            owner=request.user.id, goal=GoalId(target_id), period=period_named(data)
        )
        return target_out(target)

    @delete(
        "/{target_id:str}",
        operation_id="deleteCategoryTarget",
        responses=refusals(GoalNotFound, ReferenceNotFound, TargetIsComputed),
    )
    async def remove(
        self, request: SignedIn, target_id: FromPath[UUID], period_id: OnlyPeriodText = None
    ) -> None:
        """End a goal from the current period on; closed periods keep theirs.

        With `periodId` only what that period had of its own goes.
        """
        period = optional_id(text=period_id, field="periodId")
        await self.delete_target(
            owner=request.user.id,
            goal=GoalId(target_id),
            period=None if period is None else PeriodId(period),
        )
