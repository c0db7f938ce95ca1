"""Expense categories of one behaviour against their goals: is it paid, how far is it used up."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from piggypulse_core.budgeting.model.budget import Budget, counts
from piggypulse_core.budgeting.model.period import Period
from piggypulse_core.budgeting.model.target import CategorySums
from piggypulse_core.insights.model.standpoint import ExcludedAccount, Standpoint
from piggypulse_core.kernel.money import percent
from piggypulse_core.ledger.model.category import Behavior, Category

PaymentStatus = Literal["paid", "partial", "pending"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetedCategory:
    """A category with what was spent and what its goal allows, 0 without one that counts."""

    category: Category
    spent_minor: int
    budgeted_minor: int

    @property
    def status(self) -> PaymentStatus:
        """Whether nothing, a part, or everything is paid; without a goal anything is enough."""
        if self.spent_minor == 0:
            return "pending"
        return "partial" if self.spent_minor < self.budgeted_minor else "paid"

    @property
    def progress(self) -> int:
        """How much of the goal is used up, in percent and at most 100; 0 without a goal."""
        return min(100, percent(self.spent_minor, self.budgeted_minor))


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetedCategories:
    """The categories of one behaviour in a period, by name, and their sums."""

    rows: Sequence[BudgetedCategory]
    excluded_accounts: Sequence[ExcludedAccount]

    @property
    def spent_minor(self) -> int:
        """What was spent on all of them."""
        return sum(row.spent_minor for row in self.rows)

    @property
    def budgeted_minor(self) -> int:
        """What all their goals allow."""
        return sum(row.budgeted_minor for row in self.rows)


def budgeted_categories(
    *,
    sums: Sequence[CategorySums],
    budget: Budget,
    period: Period,
    behavior: Behavior,
    standpoint: Standpoint,
) -> BudgetedCategories:
    """Those out of a period's sums, in their order.

    A category archived before the period is only among them if something was booked on it.
    """
    budgeted = {line.category_id: line.budgeted_minor(period=period) for line in budget.lines}
    rows = [
        BudgetedCategory(
            category=known.category,
            spent_minor=known.total_minor,
            budgeted_minor=budgeted.get(known.category.id) or 0,
        )
        for known in sums
        if known.category.type == "expense"
        and known.category.behavior == behavior
        and (known.total_minor > 0 or counts(archived_on=known.category.archived_on, period=period))
    ]
    return BudgetedCategories(rows=rows, excluded_accounts=standpoint.excluded_accounts)
