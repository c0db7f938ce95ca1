"""Plans of an archive as forms that the rules judge: periods, goals, charges and overlays."""

from dataclasses import replace
from datetime import UTC, datetime

from msgspec import UNSET

from piggypulse_core.budgeting.model.billing import BillingEvent, BillingEventId
from piggypulse_core.budgeting.model.cadence_form import CadenceForm
from piggypulse_core.budgeting.model.goal import GoalId
from piggypulse_core.budgeting.model.goal_state import GoalState
from piggypulse_core.budgeting.model.new_overlay import OverlayForm
from piggypulse_core.budgeting.model.new_period import PeriodForm
from piggypulse_core.budgeting.model.new_subscription import SubscriptionForm
from piggypulse_core.budgeting.model.overlay import OverlayId
from piggypulse_core.budgeting.model.period import Duration, PeriodId
from piggypulse_core.budgeting.model.recurrence import Recurrence
from piggypulse_core.budgeting.model.schedule import ScheduleId
from piggypulse_core.budgeting.model.schedule_form import ScheduleForm
from piggypulse_core.budgeting.model.subscription import SubscriptionId
from piggypulse_core.kernel.refusal import Refusal, invalid
from piggypulse_core.ledger.model.account import AccountId
from piggypulse_core.ledger.model.category import CategoryId
from piggypulse_core.ledger.model.transaction import TransactionId
from piggypulse_core.ledger.model.vendor import VendorId
from piggypulse_core.portability.model.incoming import (
    IncomingGoal,
    IncomingOverlay,
    IncomingPeriod,
    IncomingSchedule,
    IncomingSubscription,
)
from piggypulse_http.budgeting.wire.cadences import CadenceOut
from piggypulse_http.portability.wire.charge_rows import ArchivedLens, ArchivedSubscription
from piggypulse_http.portability.wire.plan_rows import (
    ArchivedGoal,
    ArchivedManualSchedule,
    ArchivedPeriod,
    ArchivedRecurrence,
    ArchivedSchedule,
)


def incoming_period(place: int, row: ArchivedPeriod, /) -> IncomingPeriod:
    """A period as it comes in."""
    lasts = row.duration
    return IncomingPeriod(
        place=place,
        id=PeriodId(row.id),
        form=PeriodForm(
            name=row.name,
            start=row.start_date,
            duration=(
                None
                if lasts is None
                else Duration(units=lasts.duration_units, unit=lasts.duration_unit)
            ),
        ),
        end=row.end_date,
        origin=row.origin,
        bridging=row.bridging,
    )


def incoming_schedule(row: ArchivedSchedule | ArchivedManualSchedule, /) -> IncomingSchedule:
    """A schedule as it comes in. Raises InvalidInput and DurationTooLong for its recurrence."""
    if isinstance(row, ArchivedManualSchedule):
        return IncomingSchedule(
            id=ScheduleId(row.id),
            revision=row.revision,
            effective_on=row.effective_from,
            form=None,
            said=None,
            region_holidays=(),
        )
    return IncomingSchedule(
        id=ScheduleId(row.id),
        revision=row.revision,
        effective_on=row.effective_from,
        form=ScheduleForm(
            ahead=row.generate_ahead,
            name_pattern=row.name_pattern,
            cadence=_cadence(row.cadence),
            saturday=row.saturday_policy,
            sunday=row.sunday_policy,
            holiday=row.holiday_policy,
            holidays=row.holidays,
            region=row.holiday_region,
            bridging=row.bridging,
        ),
        said=None if row.recurrence is None else _recurrence(row.recurrence),
        region_holidays=row.region_holidays,
    )


def _cadence(row: CadenceOut) -> CadenceForm:
    return CadenceForm(
        kind=row.kind,
        interval=None if row.interval is UNSET else row.interval,
        day=None if row.day is UNSET else row.day,
        days=None if row.days is UNSET else row.days,
        ordinal=None if row.ordinal is UNSET else row.ordinal,
        weekday=None if row.weekday is UNSET else row.weekday,
        anchor=None if row.anchor_date is UNSET else row.anchor_date,
    )


def _recurrence(row: ArchivedRecurrence) -> Recurrence:
    try:
        return Recurrence(
            method=row.recurrence_method,
            day=row.start_day_of_the_month,
            length=row.period_duration,
            unit=row.duration_unit,
        )
    except Refusal as refusal:
        within = [replace(one, field=f"/recurrence/{one.field}") for one in refusal.faults]
        raise type(refusal)(faults=within) from None


def incoming_goal(place: int, row: ArchivedGoal, /) -> IncomingGoal:
    """A goal as it comes in."""
    return IncomingGoal(
        place=place,
        id=GoalId(row.id),
        category_id=CategoryId(row.category_id),
        entries=[
            (one.effective_from, GoalState(kind=one.state, value_minor=one.value))
            for one in row.entries
        ],
        overrides=[
            (PeriodId(one.period_id), GoalState(kind=one.state, value_minor=one.value))
            for one in row.overrides
        ],
    )


def incoming_subscription(place: int, row: ArchivedSubscription, /) -> IncomingSubscription:
    """A subscription as it comes in. Raises InvalidInput for instants that are none."""
    return IncomingSubscription(
        place=place,
        id=SubscriptionId(row.id),
        form=SubscriptionForm(
            name=row.name,
            category_id=CategoryId(row.category_id),
            vendor_id=None if row.vendor_id is None else VendorId(row.vendor_id),
            amount_minor=row.billing_amount,
            cycle=row.billing_cycle,
            billing_day=row.billing_day,
            next_on=row.next_charge_date,
        ),
        created_at=_instant(row.created_at, field="createdAt"),
        updated_at=_instant(row.updated_at, field="updatedAt"),
        is_paused=row.is_paused,
        cancelled_on=row.cancelled_on,
        events=[
            BillingEvent(
                id=BillingEventId(one.id),
                due_on=one.due_date,
                date=one.date,
                amount_minor=one.amount,
                transaction_id=None
                if one.transaction_id is None
                else TransactionId(one.transaction_id),
            )
            for one in row.events
        ],
    )


def incoming_overlay(place: int, row: ArchivedLens, /) -> IncomingOverlay:
    """An overlay as it comes in. Raises InvalidInput for an instant that is none."""
    return IncomingOverlay(
        place=place,
        id=OverlayId(row.id),
        form=OverlayForm(
            name=row.name,
            icon=row.icon,
            start_on=row.start_date,
            end_on=row.end_date,
            mode=row.inclusion_mode,
            total_cap_minor=row.total_cap_amount,
            caps=[(CategoryId(one.category_id), one.cap_amount) for one in row.category_caps],
            categories=[CategoryId(one) for one in row.rules.category_ids],
            vendors=[VendorId(one) for one in row.rules.vendor_ids],
            accounts=[AccountId(one) for one in row.rules.account_ids],
        ),
        created_at=_instant(row.created_at, field="createdAt"),
        overrides=[(TransactionId(one.transaction_id), one.included) for one in row.overrides],
    )


def _instant(said: datetime, *, field: str) -> datetime:
    """In UTC; the same instant whatever the offset it was said with."""
    if said.tzinfo is None:
        raise invalid(field=field, code="bad_format", message="Needs its offset from UTC.")
    try:
        return said.astimezone(UTC)
    except OverflowError:
        raise invalid(field=field, code="out_of_range", message="Is too far away.") from None
