"""The lists of the dashboard on the wire."""

from datetime import date
from uuid import UUID

from msgspec import Struct

from piggypulse_core.budgeting.model.subscription import BillingCycle
from piggypulse_core.insights.model.budgeted_categories import (
    BudgetedCategories,
    BudgetedCategory,
    PaymentStatus,
)
from piggypulse_core.insights.model.period_charges import (
    ChargeStatus,
    ListedCharge,
    PeriodCharges,
)
from piggypulse_core.insights.model.top_vendors import VendorSpend
from piggypulse_core.insights.model.uncategorized import Uncategorized, UncategorizedBooking
from piggypulse_http.insights.wire.scope import ExcludedAccountOut, excluded_out


class TopVendorOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A vendor and what was spent with it in a period."""

    vendor_id: UUID
    vendor_name: str
    total_spent: int
    transaction_count: int


class UncategorizedBookingOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A purchase without a category."""

    id: UUID
    amount: int
    date: date
    description: str
    from_account_id: UUID


class UncategorizedOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """How many purchases have no category, the newest ten, and what they add to spending."""

    count: int
    transactions: list[UncategorizedBookingOut]
    spent: int
    excluded_accounts: list[ExcludedAccountOut]


class FixedCategoryOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A fixed cost: whether nothing, a part or all of it is paid; 0 is budgeted without a goal."""

    category_id: UUID
    category_name: str
    category_icon: str
    status: PaymentStatus
    spent: int
    budgeted: int


class FixedCategoryRowOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A row of the wrapped shape: the same by other names, without an icon."""

    id: UUID
    name: str
    budgeted: int
    paid: int
    status: PaymentStatus


class FixedCategoriesOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """The wrapped shape: fixed costs by name, with the sums of their columns."""

    total_budgeted: int
    total_paid: int
    categories: list[FixedCategoryRowOut]
    excluded_accounts: list[ExcludedAccountOut]


class VariableCategoryOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A category and how much of its goal is used up, in percent, at most 100."""

    id: UUID
    name: str
    budgeted: int
    paid: int
    progress: int


class VariableCategoriesOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """Variable costs by name, with the sums of their columns."""

    total_budgeted: int
    total_paid: int
    categories: list[VariableCategoryOut]
    excluded_accounts: list[ExcludedAccountOut]


class ListedChargeOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A subscription in a period; `today` also says that a charge is overdue."""

    id: UUID
    name: str
    billing_amount: int
    billing_cycle: BillingCycle
    next_charge_date: date
    display_status: ChargeStatus


class PeriodChargesOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A period's subscriptions; count and totals are of all that are active today."""

    active_count: int
    monthly_total: int
    yearly_total: int
    subscriptions: list[ListedChargeOut]
    excluded_accounts: list[ExcludedAccountOut]


def top_vendor_out(vendor: VendorSpend, /) -> TopVendorOut:
    """One vendor of the list."""
    return TopVendorOut(
        vendor_id=vendor.id,
        vendor_name=vendor.name,
        total_spent=vendor.spend_minor,
        transaction_count=vendor.purchases,
    )


def uncategorized_out(found: Uncategorized, /) -> UncategorizedOut:
    """The reply about what has no category."""
    return UncategorizedOut(
        count=found.bookings.transactions,
        transactions=[_booking_out(row) for row in found.bookings.newest],
        spent=found.bookings.spent_minor,
        excluded_accounts=excluded_out(found.excluded_accounts),
    )


def fixed_categories_out(found: BudgetedCategories, /) -> list[FixedCategoryOut]:
    """Fixed costs as clients have always had them; an array cannot name accounts left out."""
    return [
        FixedCategoryOut(
            category_id=row.category.id,
            category_name=row.category.name,
            category_icon=row.category.icon,
            status=row.status,
            spent=row.spent_minor,
            budgeted=row.budgeted_minor,
        )
        for row in found.rows
    ]


def wrapped_categories_out(found: BudgetedCategories, /) -> FixedCategoriesOut:
    """Fixed costs in the wrapped shape."""
    return FixedCategoriesOut(
        total_budgeted=found.budgeted_minor,
        total_paid=found.spent_minor,
        categories=[_fixed_out(row) for row in found.rows],
        excluded_accounts=excluded_out(found.excluded_accounts),
    )


def variable_categories_out(found: BudgetedCategories, /) -> VariableCategoriesOut:
    """The variable costs' reply."""
    return VariableCategoriesOut(
        total_budgeted=found.budgeted_minor,
        total_paid=found.spent_minor,
        categories=[_variable_out(row) for row in found.rows],
        excluded_accounts=excluded_out(found.excluded_accounts),
    )


def period_charges_out(found: PeriodCharges, /) -> PeriodChargesOut:
    """The subscriptions' reply."""
    return PeriodChargesOut(
        active_count=found.active,
        monthly_total=found.monthly_minor,
        yearly_total=found.yearly_minor,
        subscriptions=[_charge_out(row) for row in found.rows],
        excluded_accounts=excluded_out(found.excluded_accounts),
    )


def _booking_out(row: UncategorizedBooking) -> UncategorizedBookingOut:
    return UncategorizedBookingOut(
        id=row.id,
        amount=row.amount_minor,
        date=row.date,
        description=row.description,
        from_account_id=row.from_account_id,
    )


def _fixed_out(row: BudgetedCategory) -> FixedCategoryRowOut:
    return FixedCategoryRowOut(
        id=row.category.id,
        name=row.category.name,
        budgeted=row.budgeted_minor,
        paid=row.spent_minor,
        status=row.status,
    )


def _variable_out(row: BudgetedCategory) -> VariableCategoryOut:
    return VariableCategoryOut(
        id=row.category.id,
        name=row.category.name,
        budgeted=row.budgeted_minor,
        paid=row.spent_minor,
        progress=row.progress,
    )


def _charge_out(row: ListedCharge) -> ListedChargeOut:
    return ListedChargeOut(
        id=row.subscription.id,
        name=row.subscription.name,
        billing_amount=row.subscription.amount_minor,
        billing_cycle=row.subscription.cycle,
        next_charge_date=row.subscription.next_on,
        display_status=row.status,
    )
