"""A new subscription: what a person fills in, and what has to be right about it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from piggypulse_core.budgeting.model.subscription import (
    BillingCycle,
    Subscription,
    SubscriptionId,
)
from piggypulse_core.kernel.dates import check_day
from piggypulse_core.kernel.money import check_amount
from piggypulse_core.kernel.refusal import Fault, Faults, missing_reference
from piggypulse_core.kernel.text import checked
from piggypulse_core.ledger.model.category import Category, CategoryId, CategoryTypeMismatch
from piggypulse_core.ledger.model.status import Archived
from piggypulse_core.ledger.model.vendor import Vendor, VendorId

SUBSCRIPTION_NAME_LENGTH_MAX = 255
BILLING_DAY_MAX = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionForm:
    """What a person fills in; `next_on` is the first charge, whatever day of the month it is."""

    name: str
    category_id: CategoryId
    vendor_id: VendorId | None
    amount_minor: int
    cycle: BillingCycle
    billing_day: int
    next_on: date

    def checked(self) -> "SubscriptionForm":
        """The same with a clean name. Raises InvalidInput naming every member at fault."""
        faults = Faults()
        name = checked(
            text=self.name,
            field="name",
            shortest=1,
            longest=SUBSCRIPTION_NAME_LENGTH_MAX,
            faults=faults,
        )
        check_amount(amount_minor=self.amount_minor, field="billingAmount", lowest=1, faults=faults)
        if not 1 <= self.billing_day <= BILLING_DAY_MAX:
            faults.add(
                field="billingDay",
                code="out_of_range",
                message=f"Must lie between 1 and {BILLING_DAY_MAX}.",
            )
        check_day(day=self.next_on, field="nextChargeDate", faults=faults)
        faults.settle()
        return replace(self, name=name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Payees:
    """Those of the categories and vendors a form names that its owner has."""

    categories: Mapping[CategoryId, Category]
    vendors: Mapping[VendorId, Vendor]


def check_references(
    *, form: SubscriptionForm, payees: Payees, former: Subscription | None = None
) -> None:
    """Raise CategoryTypeMismatch, ReferenceNotFound or Archived.

    What a subscription named before may be archived by now.
    """
    category = payees.categories.get(form.category_id)
    if category is not None and category.type != "expense":
        raise CategoryTypeMismatch(faults=[_fault("categoryId", CategoryTypeMismatch.code)])
    if category is None:
        raise missing_reference(field="categoryId")
    vendor = None if form.vendor_id is None else payees.vendors.get(form.vendor_id)
    if form.vendor_id is not None and vendor is None:
        raise missing_reference(field="vendorId")
    _check_open(field="categoryId", row=category, known=former and former.category_id)
    if vendor is not None:
        _check_open(field="vendorId", row=vendor, known=former and former.vendor_id)


def _check_open(*, field: str, row: Category | Vendor, known: object) -> None:
    if row.archived_on is not None and row.id != known:
        raise Archived(faults=[_fault(field, Archived.code)])


def _fault(field: str, code: str) -> Fault:
    return Fault(
        field=field, code=code, message="Needs an active expense category, and an active vendor."
    )


def new_subscription(
    *,
    id: SubscriptionId,  # noqa: A002 - the field's name
    form: SubscriptionForm,
    at: datetime,
) -> Subscription:
    """The subscription of a form that has been checked."""
    return Subscription(
        id=id,
        name=form.name,
        category_id=form.category_id,
        vendor_id=form.vendor_id,
        amount_minor=form.amount_minor,
        cycle=form.cycle,
        billing_day=form.billing_day,
        next_on=form.next_on,
        created_at=at,
        updated_at=at,
    )


def edited_subscription(
    *, known: Subscription, form: SubscriptionForm, at: datetime
) -> Subscription:
    """A subscription with everything a checked form says; its standing stays."""
    said = new_subscription(id=known.id, form=form, at=at)
    return replace(
        said,
        created_at=known.created_at,
        is_paused=known.is_paused,
        cancelled_on=known.cancelled_on,
    )
