"""The budget view of a period: what came in, and what was spent."""

from collections.abc import Sequence
from dataclasses import dataclass

from piggypulse_core.insights.model.book import Book
from piggypulse_core.insights.model.standpoint import ExcludedAccount, Standpoint
from piggypulse_core.kernel.dates import Span
from piggypulse_core.ledger.model.spending import income_total, spent_total


@dataclass(frozen=True, slots=True, kw_only=True)
class CashSums:
    """Sums over the in-scope transactions of a span, future days included."""

    income_minor: int
    spent_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CashFlow:
    """Income and spending; money put into savings is none, money handed into allowances is."""

    inflows_minor: int
    outflows_minor: int
    excluded_accounts: Sequence[ExcludedAccount]

    @property
    def net_minor(self) -> int:
        """What is left of the income; less than nothing if more was spent."""
        return self.inflows_minor - self.outflows_minor


def gather_cash(*, book: Book, span: Span) -> CashSums:
    """The sums of a span."""
    found = book.in_scope(span=span)
    return CashSums(
        income_minor=income_total(transactions=found),
        spent_minor=spent_total(transactions=found, accounts=book.accounts),
    )


def cash_flow(*, sums: CashSums, standpoint: Standpoint) -> CashFlow:
    """The flow out of a span's sums."""
    return CashFlow(
        inflows_minor=sums.income_minor,
        outflows_minor=sums.spent_minor,
        excluded_accounts=standpoint.excluded_accounts,
    )
