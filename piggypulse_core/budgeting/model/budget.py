"""What may be spent and should come in: goals and spend limits added up for a period."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from piggypulse_core.budgeting.model.goal import Goal
from piggypulse_core.budgeting.model.goal_state import GoalState
from piggypulse_core.budgeting.model.period import Period
from piggypulse_core.ledger.model.category import CategoryId, CategoryType


def counts(*, archived_on: date | None, period: Period) -> bool:
    """Whether something archived on a day still belongs to a period: not if it was gone before."""
    return archived_on is None or archived_on >= period.start


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """A category's goal, and when the category was archived."""

    goal: Goal
    category_type: CategoryType
    archived_on: date | None

    @property
    def category_id(self) -> CategoryId:
        """Whose goal it is."""
        return self.goal.category_id

    def in_force(self, *, period: Period) -> GoalState | None:
        """The goal in a period; an archived category has none in later ones."""
        if not counts(archived_on=self.archived_on, period=period):
            return None
        return self.goal.in_force(period=period)

    def budgeted_minor(self, *, period: Period) -> int | None:
        """The value that counts in a period."""
        state = self.in_force(period=period)
        return None if state is None else state.budgeted_minor

    def budgeted_each(self, *, periods: Sequence[Period]) -> Iterator[int]:
        """The value that counts in each of some periods, 0 where none does."""
        for period, state in zip(periods, self.goal.in_each(periods=periods), strict=True):
            if state is None or not counts(archived_on=self.archived_on, period=period):
                yield 0
            else:
                yield state.budgeted_minor or 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendLimit:
    """What may be handed into an Allowance account; it has no history, today's always holds."""

    limit_minor: int
    archived_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """All goals of a person, and the limits of their Allowance accounts in their currency."""

    lines: Sequence[BudgetLine]
    limits: Sequence[SpendLimit]

    def expense_goal(self, *, period: Period) -> int:
        """What the goals of expense categories allow."""
        return self._goals(of="expense", period=period)

    def income_goal(self, *, period: Period) -> int:
        """What the goals of income categories expect."""
        return self._goals(of="income", period=period)

    def limit_total(self, *, period: Period) -> int:
        """What may be handed into Allowance accounts."""
        return sum(
            limit.limit_minor
            for limit in self.limits
            if counts(archived_on=limit.archived_on, period=period)
        )

    def total(self, *, period: Period) -> int:
        """The budget of a period."""
        (total_minor,) = self.totals(periods=[period])
        return total_minor

    def totals(self, *, periods: Sequence[Period]) -> Sequence[int]:
        """The budget of each of some periods; there may be thousands."""
        goals = [
            line.budgeted_each(periods=periods)
            for line in self.lines
            if line.category_type == "expense"
        ]
        limits = [self.limit_total(period=period) for period in periods]
        return [sum(parts) for parts in zip(limits, *goals, strict=True)]

    def of_category(self, *, category: CategoryId, period: Period) -> int | None:
        """What the goal of one category allows or expects; None without one that counts."""
        for line in self.lines:
            if line.category_id == category:
                return line.budgeted_minor(period=period)
        return None

    def _goals(self, *, of: CategoryType, period: Period) -> int:
        return sum(
            line.budgeted_minor(period=period) or 0
            for line in self.lines
            if line.category_type == of
        )
