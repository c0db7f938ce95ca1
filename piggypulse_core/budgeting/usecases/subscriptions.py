"""What people can do to subscriptions, and what the days do to them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from piggypulse_core.budgeting.model.billing import Billing
from piggypulse_core.budgeting.model.new_subscription import (
    Payees,
    SubscriptionForm,
    check_references,
    edited_subscription,
    new_subscription,
)
from piggypulse_core.budgeting.model.subscription import Subscription, SubscriptionId
from piggypulse_core.budgeting.ports import BudgetingUnit
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.dates import check_day
from piggypulse_core.kernel.ids import Ids, UserId
from piggypulse_core.kernel.refusal import Faults
from piggypulse_core.kernel.work import Work
from piggypulse_core.ledger.model.category import CategoryId

Standing = tuple[Subscription, date]
"""A subscription and the day it is, which decides where it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateSubscription:
    """Add a subscription to an expense category, charged every month, quarter or year.

    A category of behaviour `subscription` gets what its active ones come to as its goal.
    """

    work: Work[BudgetingUnit]
    ids: Ids
    clock: Clock

    async def __call__(self, *, owner: UserId, form: SubscriptionForm) -> Standing:
        now, form = self.clock.now(), form.checked()
        made = new_subscription(id=SubscriptionId(self.ids.new()), form=form, at=now)
        async with self.work() as unit:
            await unit.goals.hold(owner=owner)
            payees = await _payees(unit=unit, owner=owner, categories=[made.category_id], form=form)
            check_references(form=form, payees=payees)
            await unit.subscriptions.add(owner=owner, subscription=made)
            today = (await unit.profiles.get(owner=owner)).today(now=now)
            await _recompute(unit=unit, owner=owner, categories=payees, ids=self.ids, today=today)
        return made, today


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateSubscription:
    """Replace everything a person says of a subscription. Past charges stay as they are.

    It may go on naming an archived category or vendor it named before.
    """

    work: Work[BudgetingUnit]
    ids: Ids
    clock: Clock

    async def __call__(
        self, *, owner: UserId, subscription: SubscriptionId, form: SubscriptionForm
    ) -> Standing:
        now, form = self.clock.now(), form.checked()
        async with self.work() as unit:
            await unit.goals.hold(owner=owner)
            former = (
                await unit.subscriptions.get(owner=owner, subscription=subscription)
            ).subscription
            payees = await _payees(
                unit=unit,
                owner=owner,
                categories=[form.category_id, former.category_id],
                form=form,
            )
            check_references(form=form, payees=payees, former=former)
            before = await unit.subscriptions.hold(owner=owner, subscription=subscription)
            after = before.revised(
                subscription=edited_subscription(known=before.subscription, form=form, at=now)
            )
            await unit.subscriptions.save(owner=owner, before=before, after=after)
            today = (await unit.profiles.get(owner=owner)).today(now=now)
            await _recompute(unit=unit, owner=owner, categories=payees, ids=self.ids, today=today)
        return after.subscription, today


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteSubscription:
    """Delete a subscription and its charges. Transactions stay."""

    work: Work[BudgetingUnit]
    ids: Ids
    clock: Clock

    async def __call__(self, *, owner: UserId, subscription: SubscriptionId) -> None:
        async with self.work() as unit:
            await unit.goals.hold(owner=owner)
            known = await unit.subscriptions.get(owner=owner, subscription=subscription)
            payees = await _payees(
                unit=unit, owner=owner, categories=[known.subscription.category_id]
            )
            await unit.subscriptions.delete(owner=owner, subscription=subscription)
            today = (await unit.profiles.get(owner=owner)).today(now=self.clock.now())
            await _recompute(unit=unit, owner=owner, categories=payees, ids=self.ids, today=today)


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelSubscription:
    """End a subscription on a day, today unless another is named; until then it goes on.

    Charges that still come within a year are shown as such.
    """

    work: Work[BudgetingUnit]
    ids: Ids
    clock: Clock

    async def __call__(
        self, *, owner: UserId, subscription: SubscriptionId, on: date | None
    ) -> Standing:
        if on is not None:
            faults = Faults()
            check_day(day=on, field="cancellationDate", faults=faults)
            faults.settle()
        return await _changed(
            work=self.work,
            owner=owner,
            subscription=subscription,
            ids=self.ids,
            now=self.clock.now(),
            change=lambda known, today, at: known.cancelled(on=on or today, today=today, at=at),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseSubscription:
    """Let charges pass by until the subscription is resumed."""

    work: Work[BudgetingUnit]
    ids: Ids
    clock: Clock

    async def __call__(self, *, owner: UserId, subscription: SubscriptionId) -> Standing:
        return await _changed(
            work=self.work,
            owner=owner,
            subscription=subscription,
            ids=self.ids,
            now=self.clock.now(),
            change=lambda known, today, at: known.advanced(today=today, new_id=self.ids.new).paused(
                today=today, at=at
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeSubscription:
    """Go on with the first charge from today on, and withdraw a cancellation to come."""

    work: Work[BudgetingUnit]
    ids: Ids
    clock: Clock

    async def __call__(self, *, owner: UserId, subscription: SubscriptionId) -> Standing:
        return await _changed(
            work=self.work,
            owner=owner,
            subscription=subscription,
            ids=self.ids,
            now=self.clock.now(),
            change=lambda known, today, at: known.resumed(today=today, at=at),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceSubscriptions:
    """Take charges that were due before today for granted, and let cancellations take effect.

    For a timer: doing it again on the same day changes nothing.
    """

    work: Work[BudgetingUnit]
    ids: Ids
    clock: Clock

    async def __call__(self, *, owner: UserId) -> None:
        async with self.work() as unit:
            await unit.goals.hold(owner=owner)
            named = {one.category_id for one in await unit.subscriptions.every(owner=owner)}
            if not named:
                # They, or their owner, are gone since a timer chose to visit.
                return
            today = (await unit.profiles.get(owner=owner)).today(now=self.clock.now())
            payees = await _payees(unit=unit, owner=owner, categories=sorted(named))
            for before in await unit.subscriptions.hold_due(owner=owner, today=today):
                after = before.advanced(today=today, new_id=self.ids.new)
                await unit.subscriptions.save(owner=owner, before=before, after=after)
            await _recompute(unit=unit, owner=owner, categories=payees, ids=self.ids, today=today)


async def _changed(
    *,
    work: Work[BudgetingUnit],
    owner: UserId,
    subscription: SubscriptionId,
    ids: Ids,
    now: datetime,
    change: Callable[[Billing, date, datetime], Billing],
) -> Standing:
    """A subscription after a change of its standing, and its category's goal with it."""
    async with work() as unit:
        await unit.goals.hold(owner=owner)
        today = (await unit.profiles.get(owner=owner)).today(now=now)
        known = await unit.subscriptions.get(owner=owner, subscription=subscription)
        payees = await _payees(unit=unit, owner=owner, categories=[known.subscription.category_id])
        before = await unit.subscriptions.hold(owner=owner, subscription=subscription)
        after = change(before, today, now)
        await unit.subscriptions.save(owner=owner, before=before, after=after)
        await _recompute(unit=unit, owner=owner, categories=payees, ids=ids, today=today)
    return after.subscription, today


async def _payees(
    *,
    unit: BudgetingUnit,
    owner: UserId,
    categories: list[CategoryId],
    form: SubscriptionForm | None = None,
) -> Payees:
    """Rows held until the unit ends: categories first, as bookings do; subscriptions come last."""
    vendors = [] if form is None or form.vendor_id is None else [form.vendor_id]
    return Payees(
        categories=await unit.categories.hold(owner=owner, categories=categories),
        vendors=await unit.vendors.hold(owner=owner, vendors=vendors) if vendors else {},
    )


async def _recompute(
    *, unit: BudgetingUnit, owner: UserId, categories: Payees, ids: Ids, today: date
) -> None:
    for category in categories.categories.values():
        await unit.category_goals.compute(
            owner=owner, category=category, new_id=ids.new, today=today
        )
