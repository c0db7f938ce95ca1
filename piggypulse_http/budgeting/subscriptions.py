"""Subscriptions over HTTP."""

from typing import Annotated, Final
from uuid import UUID

from litestar import Controller, delete, get, post, put
from litestar.params import FromPath, JSONBody, QueryParameter

from piggypulse_core.budgeting.model.subscription import (
    AlreadyCancelled,
    SubscriptionId,
    SubscriptionNotActive,
    SubscriptionNotFound,
    SubscriptionNotPaused,
    SubscriptionStatus,
)
from piggypulse_core.budgeting.usecases.subscription_reads import (
    GetSubscription,
    ListSubscriptions,
    ListUpcomingCharges,
)
from piggypulse_core.budgeting.usecases.subscriptions import (
    CancelSubscription,
    CreateSubscription,
    DeleteSubscription,
    PauseSubscription,
    ResumeSubscription,
    UpdateSubscription,
)
from piggypulse_core.kernel.refusal import ReferenceNotFound
from piggypulse_core.ledger.model.category import CategoryId, CategoryTypeMismatch
from piggypulse_core.ledger.model.status import Archived
from piggypulse_http.budgeting.wire.subscriptions import (
    CancellationIn,
    SubscriptionDetailOut,
    SubscriptionIn,
    SubscriptionOut,
    UpcomingChargeOut,
    cancelled_on,
    subscription_detail_out,
    subscription_form,
    subscription_out,
    upcoming_charge_out,
)
from piggypulse_http.edge.body import SignedIn
from piggypulse_http.edge.openapi import refusals

UPCOMING_MAX: Final = 50
UPCOMING_DEFAULT: Final = 10

UpcomingLimit = Annotated[
    int, QueryParameter(ge=1, le=UPCOMING_MAX, description="How many charges to list.")
]
OfCategory = Annotated[
    UUID | None, QueryParameter(name="categoryId", description="A category's id, for its own.")
]
OfStatus = Annotated[
    SubscriptionStatus | None,
    QueryParameter(name="status", description="Only subscriptions that are so; absent for all."),
]


class SubscriptionController(Controller):
    """What is charged again and again."""

    path = "/subscriptions"
    tags = ("Subscriptions",)
    create_subscription: CreateSubscription
    list_subscriptions: ListSubscriptions
    list_upcoming_charges: ListUpcomingCharges
    get_subscription: GetSubscription
    update_subscription: UpdateSubscription
    delete_subscription: DeleteSubscription
    cancel_subscription: CancelSubscription
    pause_subscription: PauseSubscription
    resume_subscription: ResumeSubscription

    @post(
        "",
        operation_id="createSubscription",
        status_code=201,
        responses=refusals(CategoryTypeMismatch, ReferenceNotFound, Archived),
    )
    async def create(self, request: SignedIn, data: JSONBody[SubscriptionIn]) -> SubscriptionOut:
        """Add a subscription to an expense category."""
        made, today = await self.create_subscription(
            owner=request.user.id, form=subscription_form(data)
        )
        return subscription_out(made, today)

    @get("", operation_id="listSubscriptions")
    async def every(
        self,
        request: SignedIn,
        status: OfStatus = None,
        category_id: OfCategory = None,
    ) -> list[SubscriptionOut]:
        """List subscriptions, the newest first."""
        seen = await self.list_subscriptions(
            owner=request.user.id,
            status=status,
            category=None if category_id is None else CategoryId(category_id),
        )
        return [subscription_out(row, seen.today) for row in seen.rows]

    @get("/upcoming", operation_id="getUpcomingCharges")
    async def upcoming(
        self, request: SignedIn, limit: UpcomingLimit = UPCOMING_DEFAULT
    ) -> list[UpcomingChargeOut]:
        """List the next charges of active subscriptions, the soonest first."""
        charges = await self.list_upcoming_charges(owner=request.user.id, limit=limit)
        return [upcoming_charge_out(charge) for charge in charges]

    @get(
        "/{subscription_id:str}",
        operation_id="getSubscription",
        responses=refusals(SubscriptionNotFound),
    )
    async def show(
        self, request: SignedIn, subscription_id: FromPath[UUID]
    ) -> SubscriptionDetailOut:
        """Show a subscription with its charges, the latest first."""
        billing, today = await self.get_subscription(
            owner=request.user.id, subscription=SubscriptionId(subscription_id)
        )
        return subscription_detail_out(billing, today)

    @put(
        "/{subscription_id:str}",
        operation_id="updateSubscription",
        responses=refusals(CategoryTypeMismatch, ReferenceNotFound, SubscriptionNotFound, Archived),
    )
    async def update(
        self, request: SignedIn, subscription_id: FromPath[UUID], data: JSONBody[SubscriptionIn]
    ) -> SubscriptionOut:
        """Replace a subscription; past charges stay as they are."""
        changed, today = await self.update_subscription(
            owner=request.user.id,
            subscription=SubscriptionId(subscription_id),
            form=subscription_form(data),
        )
        return subscription_out(changed, today)

    @delete(
        "/{subscription_id:str}",
        operation_id="deleteSubscription",
        responses=refusals(SubscriptionNotFound),
    )
    async def remove(self, request: SignedIn, subscription_id: FromPath[UUID]) -> None:
        """Delete a subscription and its charges; transactions stay."""
        await self.delete_subscription(
            owner=request.user.id, subscription=SubscriptionId(subscription_id)
        )

    @post(
        "/{subscription_id:str}/cancel",
        operation_id="cancelSubscription",
        status_code=200,
        responses=refusals(SubscriptionNotFound, AlreadyCancelled),
    )
    async def cancel(
        self,
        request: SignedIn,
        subscription_id: FromPath[UUID],
        data: JSONBody[CancellationIn | None] = None,
    ) -> SubscriptionOut:
        """End a subscription on a day, today unless another is named."""
        cancelled, today = await self.cancel_subscription(
            owner=request.user.id,
            subscription=SubscriptionId(subscription_id),
            on=cancelled_on(data),
        )
        return subscription_out(cancelled, today)

    @post(
        "/{subscription_id:str}/pause",
        operation_id="pauseSubscription",
        status_code=200,
        responses=refusals(SubscriptionNotFound, SubscriptionNotActive),
    )
    async def pause(self, request: SignedIn, subscription_id: FromPath[UUID]) -> SubscriptionOut:
        """Let charges pass by until the subscription is resumed."""
        paused, today = await self.pause_subscription(
            owner=request.user.id, subscription=SubscriptionId(subscription_id)
        )
        return subscription_out(paused, today)

    @post(
        "/{subscription_id:str}/resume",
        operation_id="resumeSubscription",
        status_code=200,
        responses=refusals(SubscriptionNotFound, SubscriptionNotPaused),
    )
    async def resume(self, request: SignedIn, subscription_id: FromPath[UUID]) -> SubscriptionOut:
        """Go on with the first charge from today on."""
        resumed, today = await self.resume_subscription(
            owner=request.user.id, subscription=SubscriptionId(subscription_id)
        )
        return subscription_out(resumed, today)
