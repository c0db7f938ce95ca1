"""One account's page and accounts' histories on the wire."""

from datetime import date
from typing import Literal
from uuid import UUID

from msgspec import Struct

from piggypulse_core.insights.model.account_activity import (
    AccountActivity,
    AccountBooking,
    LargestOutflow,
)
from piggypulse_core.insights.model.account_days import BalanceHistory
from piggypulse_core.insights.model.account_details import AccountDetails, Stability
from piggypulse_core.ledger.model.account import AccountType, TopUpCycle
from piggypulse_core.ledger.model.status import Status


class BalancePointOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A day with bookings and the balance at its close; on a credit card that is debt owed."""

    date: date
    balance: int
    transaction_count: int


class BalanceHistoryOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """An account's points, oldest first."""

    account_id: UUID
    points: list[BalancePointOut]


class LargestOutflowOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """The largest purchase."""

    category_name: str
    value: int


class AccountStabilityOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """Balances at the ends of the latest closed periods, at most six, and the largest purchase."""

    average_closing_balance: int
    highest_closing_balance: int
    lowest_closing_balance: int
    periods_on_target: int
    periods_considered: int
    largest_single_outflow: LargestOutflowOut | None


class CategoryOutflowOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """What purchases of a category took from the account."""

    category_id: UUID
    category_name: str
    value: int


class AccountBookingOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A transaction as the account sees it, and the balance after it."""

    id: UUID
    date: date
    description: str
    category_name: str
    direction: Literal["in", "out"]
    amount: int
    balance: int


class AccountDetailsOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """An account's figures, in its own currency; on a credit card a balance is debt owed."""

    id: UUID
    name: str
    type: AccountType
    color: str
    status: Status
    currency_code: str
    current_balance: int
    net_change_this_period: int
    number_of_transactions: int
    balance_at_period_end: int
    next_transfer: date | None
    balance_after_next_transfer: int | None
    inflow: int
    outflow: int
    transfers_out: int
    uncategorized_outflow: int
    spend_limit: int | None
    top_up_amount: int | None
    top_up_cycle: TopUpCycle | None
    top_up_day: int | None
    statement_close_day: int | None
    payment_due_day: int | None
    stability_context: AccountStabilityOut
    categories_breakdown: list[CategoryOutflowOut]
    transactions_breakdown: list[AccountBookingOut]
    spent_this_cycle: int
    avg_daily_balance: int


def points_out(history: BalanceHistory, /) -> list[BalancePointOut]:
    """The points of an account's history."""
    return [
        BalancePointOut(
            date=point.day, balance=point.balance_minor, transaction_count=point.transactions
        )
        for point in history.points
    ]


def balance_history_out(history: BalanceHistory, /) -> BalanceHistoryOut:
    """An account's entry among the histories of several."""
    return BalanceHistoryOut(account_id=history.account.id, points=points_out(history))


def account_details_out(details: AccountDetails, /) -> AccountDetailsOut:
    """A page's reply."""
    summary, account, activity = details.summary, details.summary.account, details.activity
    transfer = summary.next_transfer
    return AccountDetailsOut(
        id=account.id,
        name=account.name,
        type=account.type,
        color=account.color,
        status=account.status,
        currency_code=account.currency_code,
        current_balance=summary.balance_minor,
        net_change_this_period=summary.change_minor,
        number_of_transactions=summary.transactions,
        balance_at_period_end=summary.balance_at_period_end_minor,
        next_transfer=None if transfer is None else transfer.on,
        balance_after_next_transfer=None if transfer is None else transfer.balance_after_minor,
        inflow=details.inflow_minor,
        outflow=details.outflow_minor,
        transfers_out=activity.transfers_out_minor,
        uncategorized_outflow=activity.uncategorized_minor,
        spend_limit=account.spend_limit_minor,
        top_up_amount=account.top_up_amount_minor,
        top_up_cycle=account.top_up_cycle,
        top_up_day=account.top_up_day,
        statement_close_day=account.statement_close_day,
        payment_due_day=account.payment_due_day,
        stability_context=_stability_out(details.stability, activity.largest),
        categories_breakdown=_categories_out(activity),
        transactions_breakdown=[_booking_out(row, balance) for row, balance in details.newest],
        spent_this_cycle=details.spent_this_cycle_minor,
        avg_daily_balance=details.average_balance_minor,
    )


def _stability_out(stability: Stability, largest: LargestOutflow | None) -> AccountStabilityOut:
    return AccountStabilityOut(
        average_closing_balance=stability.average_minor,
        highest_closing_balance=stability.highest_minor,
        lowest_closing_balance=stability.lowest_minor,
        periods_on_target=stability.on_target,
        periods_considered=stability.considered,
        largest_single_outflow=(
            None
            if largest is None
            else LargestOutflowOut(category_name=largest.category_name, value=largest.value_minor)
        ),
    )


def _categories_out(activity: AccountActivity) -> list[CategoryOutflowOut]:
    return [
        CategoryOutflowOut(category_id=one.category, category_name=one.name, value=one.value_minor)
        for one in activity.categories
    ]


def _booking_out(row: AccountBooking, balance_minor: int) -> AccountBookingOut:
    return AccountBookingOut(
        id=row.id,
        date=row.date,
        description=row.description,
        category_name=row.category_name,
        direction=row.direction,
        amount=row.amount_minor,
        balance=balance_minor,
    )
