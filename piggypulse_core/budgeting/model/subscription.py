"""A subscription: a charge that comes again every month, quarter or year until it is cancelled."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal, NewType
from uuid import UUID

from piggypulse_core.kernel.dates import LAST_DAY, month_length
from piggypulse_core.kernel.money import ratio
from piggypulse_core.kernel.refusal import Conflict, NotFound
from piggypulse_core.ledger.model.category import CategoryId
from piggypulse_core.ledger.model.vendor import VendorId

SubscriptionId = NewType("SubscriptionId", UUID)

BillingCycle = Literal["monthly", "quarterly", "yearly"]
SubscriptionStatus = Literal["active", "cancelled", "paused"]

MONTHS_OF_CYCLE: MappingProxyType[BillingCycle, int] = MappingProxyType(
    {"monthly": 1, "quarterly": 3, "yearly": 12}
)
MONTHS_OF_YEAR = 12


class SubscriptionNotFound(NotFound):
    """You have no such subscription."""

    code = "not_found"


class AlreadyCancelled(Conflict):
    """This subscription is cancelled already."""

    code = "already_cancelled"


class SubscriptionNotActive(Conflict):
    """Only an active subscription can be paused."""

    code = "not_active"


class SubscriptionNotPaused(Conflict):
    """This subscription is neither paused nor about to be cancelled."""

    code = "not_paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """What is charged how often, and when next.

    `next_on` is the first charge that is neither booked nor taken for granted. From `cancelled_on`
    on it is cancelled; until then that day only says how long it will go on.
    """

    id: SubscriptionId
    name: str
    category_id: CategoryId
    vendor_id: VendorId | None
    amount_minor: int
    cycle: BillingCycle
    billing_day: int
    next_on: date
    created_at: datetime
    updated_at: datetime
    is_paused: bool = False
    cancelled_on: date | None = None

    @property
    def monthly_minor(self) -> int:
        """What it comes to in a month, to the nearest minor unit, halves up."""
        return ratio(self.amount_minor, MONTHS_OF_CYCLE[self.cycle])

    @property
    def yearly_minor(self) -> int:
        """What it comes to in a year."""
        return self.amount_minor * (MONTHS_OF_YEAR // MONTHS_OF_CYCLE[self.cycle])

    def status(self, *, today: date) -> SubscriptionStatus:
        """Where it stands; it is active until the day it is cancelled on."""
        if self.cancelled_on is not None and self.cancelled_on <= today:
            return "cancelled"
        return "paused" if self.is_paused else "active"

    def is_active(self, *, today: date) -> bool:
        """Whether it is going on."""
        return self.status(today=today) == "active"

    def goes_on_until(self, *, day: date) -> bool:
        """Whether a charge on a day comes before anybody cancelled it."""
        return self.cancelled_on is None or day <= self.cancelled_on

    def is_overdue(self, *, today: date) -> bool:
        """Whether its next charge should have come before today."""
        return self.next_on < today and self.goes_on_until(day=self.next_on)

    def charges_after(self, *, day: date) -> Iterator[date]:
        """The charges that follow one on a day, as far as there are dates."""
        return charges_after(day=day, billing_day=self.billing_day, cycle=self.cycle)


def charges_after(*, day: date, billing_day: int, cycle: BillingCycle) -> Iterator[date]:
    """The charges that follow one on a day: always on the billing day, clamped month by month.

    Only the month of that day counts, so a clamped charge leads to the same ones as its first.
    """
    index = day.year * 12 + day.month - 1
    while True:
        index += MONTHS_OF_CYCLE[cycle]
        year, month = divmod(index, 12)
        if year > LAST_DAY.year:
            return
        last = month_length(year=year, month=month + 1)
        yield date(year, month + 1, min(billing_day, last))


def monthly_total(*, subscriptions: Iterable[Subscription], today: date) -> int:
    """What the active ones of some subscriptions come to in a month."""
    return sum(one.monthly_minor for one in subscriptions if one.is_active(today=today))
