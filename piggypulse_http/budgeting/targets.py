"""Targets over HTTP."""

from uuid import UUID

from litestar import Controller, get, post, put
from litestar.params import FromPath, JSONBody

from piggypulse_core.budgeting.model.goal import (
    GoalId,
    GoalNotFound,
    TargetExists,
    TargetIsComputed,
)
from piggypulse_core.budgeting.model.period import NoCurrentPeriod, PeriodId, PeriodNotFound
from piggypulse_core.budgeting.usecases.targets import ChangeTarget, CreateTarget, ListTargets
from piggypulse_core.kernel.refusal import ReferenceNotFound
from piggypulse_core.ledger.model.category import CategoryId, CategoryTypeMismatch
from piggypulse_core.ledger.model.status import Archived
from piggypulse_http.budgeting.wire.targets import (
    TargetChangeIn,
    TargetIn,
    TargetOut,
    TargetsOut,
    period_named,
    target_out,
    targets_out,
)
from piggypulse_http.edge.body import SignedIn
from piggypulse_http.edge.openapi import refusals
from piggypulse_http.edge.paging import PeriodText, optional_id


class TargetController(Controller):
    """What categories are meant to come to."""

    path = "/targets"
    tags = ("Categories", "Targets")
    list_targets: ListTargets
    create_target: CreateTarget
    change_target: ChangeTarget

    @get(
        "",
        operation_id="getCategoryTargets",
        responses=refusals(PeriodNotFound, NoCurrentPeriod),
    )
    async def every(self, request: SignedIn, period_id: PeriodText = None) -> TargetsOut:
        """List the goals in force in a period, by category name."""
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
        """Give a category a goal."""
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
    async def change(
        self, request: SignedIn, target_id: FromPath[UUID], data: JSONBody[TargetChangeIn]
    ) -> TargetOut:
        """Give a goal another value."""
        target = await self.change_target(
            owner=request.user.id,
            goal=GoalId(target_id),
            value_minor=data.value,
            period=period_named(data),
        )
        return target_out(target)
