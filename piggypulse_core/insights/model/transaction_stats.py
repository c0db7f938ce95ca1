"""The ledger view of a period: what came in, what went out, and how many bookings."""

from collections.abc import Sequence
from dataclasses import dataclass

from piggypulse_core.insights.model.book import Book
from piggypulse_core.insights.model.standpoint import ExcludedAccount, Standpoint
from piggypulse_core.kernel.dates import Span
from piggypulse_core.ledger.model.spending import expense_total, income_total


@dataclass(frozen=True, slots=True, kw_only=True)
class Flows:
    """Sums over the in-scope transactions of a span, future days included."""

    income_minor: int
    expense_minor: int
    transactions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TransactionStats:
    """Income, every purchase (those from allowances too), and their difference; no transfers."""

    inflows_minor: int
    outflows_minor: int
    net_minor: int
    transactions: int
    excluded_accounts: Sequence[ExcludedAccount]


def gather_flows(*, book: Book, span: Span) -> Flows:
    """The sums of a span."""
    found = book.in_scope(span=span)
    return Flows(
        income_minor=income_total(transactions=found),
        expense_minor=expense_total(transactions=found),
        transactions=len(found),
    )


def transaction_stats(*, flows: Flows, standpoint: Standpoint) -> TransactionStats:
    """The stats out of a span's sums."""
    return TransactionStats(
        inflows_minor=flows.income_minor,
        outflows_minor=flows.expense_minor,
        net_minor=flows.income_minor - flows.expense_minor,
        transactions=flows.transactions,
        excluded_accounts=standpoint.excluded_accounts,
    )
