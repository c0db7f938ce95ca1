"""Every category against its goal in a period, and what spending lies outside categories."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from piggypulse_core.budgeting.model.budget import Budget, BudgetLine
from piggypulse_core.budgeting.model.period import Period
from piggypulse_core.budgeting.model.target import CategorySums
from piggypulse_core.insights.model.book import Book
from piggypulse_core.insights.model.standpoint import ExcludedAccount, Standpoint
from piggypulse_core.kernel.dates import Span
from piggypulse_core.ledger.model.category import CategoryType, PlannedCategory
from piggypulse_core.ledger.model.spending import (
    counted_in_category,
    top_up_total,
    uncategorized_total,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryFlows:
    """What was booked on each category but the system's, by name key and id.

    Beside it the two parts of spending that no category has.
    """

    categories: Sequence[CategorySums]
    uncategorized_minor: int
    top_ups_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewRow:
    """One category; the variance is what its budget has left, or nothing without one."""

    planned: PlannedCategory
    actual_minor: int
    projected_minor: int
    budgeted_minor: int | None

    @property
    def variance_minor(self) -> int:
        """Budget less actual, with the same sign for income."""
        return 0 if self.budgeted_minor is None else self.budgeted_minor - self.actual_minor


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryOverview:
    """A period's categories by name, archived ones too, and its expense categories in sum."""

    period: Period
    progress: int
    rows: Sequence[OverviewRow]
    uncategorized_minor: int
    top_ups_minor: int
    excluded_accounts: Sequence[ExcludedAccount]

    @property
    def spent_minor(self) -> int:
        """What was booked on expense categories."""
        return sum(row.actual_minor for row in self._of("expense"))

    @property
    def period_spent_minor(self) -> int:
        """All spending of the period."""
        return self.spent_minor + self.uncategorized_minor + self.top_ups_minor

    @property
    def budgeted_minor(self) -> int | None:
        """What goals of expense categories allow; None without any."""
        return self._budgeted("expense")

    @property
    def budgeted_income_minor(self) -> int | None:
        """What goals of income categories expect; None without any."""
        return self._budgeted("income")

    @property
    def variance_minor(self) -> int:
        """What is left to spend; nothing without a goal."""
        return 0 if self.budgeted_minor is None else self.budgeted_minor - self.spent_minor

    def _of(self, kind: CategoryType) -> list[OverviewRow]:
        return [row for row in self.rows if row.planned.category.type == kind]

    def _budgeted(self, kind: CategoryType) -> int | None:
        values = [row.budgeted_minor for row in self._of(kind) if row.budgeted_minor is not None]
        return sum(values) if values else None


def gather_category_flows(*, book: Book, span: Span, until: date) -> CategoryFlows:
    """The sums of some days, and of those among them up to a day, in the book's currency."""
    accounts = book.accounts
    found = book.in_scope(span=span)
    shown = sorted(
        (one for one in book.categories.values() if not one.is_system),
        key=lambda one: (one.name_key, one.id),
    )
    sums = []
    for category in shown:
        counted = list(
            counted_in_category(transactions=found, accounts=accounts, category=category.id)
        )
        sums.append(
            CategorySums(
                category=category,
                total_minor=sum(row.amount_minor for row in counted),
                to_date_minor=sum(row.amount_minor for row in counted if row.date <= until),
            )
        )
    return CategoryFlows(
        categories=sums,
        uncategorized_minor=uncategorized_total(transactions=found, accounts=accounts),
        top_ups_minor=top_up_total(transactions=found, accounts=accounts),
    )


def category_overview(
    *, flows: CategoryFlows, budget: Budget, period: Period, today: date, standpoint: Standpoint
) -> CategoryOverview:
    """The overview out of a period's sums and the goals there are."""
    return CategoryOverview(
        period=period,
        progress=period.progress(today=today),
        rows=_rows(sums=flows.categories, budget=budget, period=period, today=today),
        uncategorized_minor=flows.uncategorized_minor,
        top_ups_minor=flows.top_ups_minor,
        excluded_accounts=standpoint.excluded_accounts,
    )


def _rows(
    *, sums: Iterable[CategorySums], budget: Budget, period: Period, today: date
) -> Sequence[OverviewRow]:
    lines: dict[object, BudgetLine] = {line.category_id: line for line in budget.lines}
    rows = []
    for known in sums:
        line = lines.get(known.category.id)
        goal_minor = None if line is None else line.goal.standing_minor(day=today)
        rows.append(
            OverviewRow(
                planned=PlannedCategory(category=known.category, goal_minor=goal_minor),
                actual_minor=known.total_minor,
                projected_minor=period.projected(
                    total=known.total_minor, to_date=known.to_date_minor, today=today
                ),
                budgeted_minor=None if line is None else line.budgeted_minor(period=period),
            )
        )
    return rows
