"""The demo household's days as they passed: its schedule, its subscriptions, what it looks back on.

The use cases are everybody's; only their clock is set to the day on which somebody would have come.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.budgeting.model.new_overlay import OverlayForm
from piggypulse_core.budgeting.model.new_subscription import SubscriptionForm
from piggypulse_core.budgeting.model.period_list import PeriodFilter
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.dates import Span, add_months
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import PageRequest
from piggypulse_core.ledger.model.category import CategoryId
from piggypulse_core.ledger.model.vendor import VendorId
from piggypulse_http.composition.container import Container
from piggypulse_http.composition.demo_habits import subscribed
from piggypulse_http.composition.demo_plan import LENS, LENS_MINOR, LENS_MONTH, SCHEDULE, TRAVEL

MONTHS = 12
PERIODS_MAX = 100


async def lived(container: Container, owner: UserId, *, today: date) -> Sequence[Span]:
    """The periods a schedule of a year ago has come to, in order, the current one last."""
    days = list(_days(today=today))
    create, top_up = container.create_schedule(), container.top_up_periods()
    await replace(create, clock=_on(days[0]))(owner=owner, form=SCHEDULE, expected_plan=None)
    for day in days[1:]:
        await replace(top_up, clock=_on(day))(owner=owner)
    listed = await container.list_periods()(
        owner=owner, only=PeriodFilter(), request=PageRequest(limit=PERIODS_MAX)
    )
    spans = sorted((row.period.span for row in listed.rows), key=lambda span: span.start)
    return [span for span in spans if span.start <= today]


async def subscribe(
    container: Container,
    owner: UserId,
    *,
    first: Span,
    categories: Mapping[str, CategoryId],
    vendors: Mapping[str, VendorId],
) -> None:
    """Subscriptions that began with the year; what is booked later pays for their charges."""
    create = replace(container.create_subscription(), clock=_on(first.start))
    for bill in subscribed():
        due_on = first.start + timedelta(days=bill.after_days)
        form = SubscriptionForm(
            name=bill.description,
            category_id=categories[bill.category],
            vendor_id=vendors[bill.vendor],
            amount_minor=bill.amount_minor,
            cycle="monthly",
            billing_day=due_on.day,
            next_on=due_on,
        )
        await create(owner=owner, form=form)


async def look_back(
    container: Container,
    owner: UserId,
    *,
    spans: Sequence[Span],
    categories: Mapping[str, CategoryId],
) -> None:
    """A lens over the last summer, for what was spent on travelling."""
    summer = [span for span in spans if span.end.month == LENS_MONTH][-1]
    form = OverlayForm(
        name=LENS,
        icon="🏖️",
        start_on=summer.start,
        end_on=summer.end,
        mode="rules",
        total_cap_minor=LENS_MINOR,
        categories=[categories[TRAVEL]],
    )
    await container.create_overlay()(owner=owner, form=form)


def _days(*, today: date) -> Iterator[date]:
    """The same day of each month, for a year."""
    for months in range(-MONTHS, 1):
        yield add_months(day=today, months=months)


def _on(day: date) -> Clock:
    return FixedClock(datetime.combine(day, time(hour=12), tzinfo=UTC))
