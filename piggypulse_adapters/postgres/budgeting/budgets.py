"""What budget figures are made of, gathered in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from piggypulse_adapters.postgres.budgeting.goals import goals_from
from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.ledger.categories import category_from
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.budgeting.model.budget import Budget, BudgetLine, SpendLimit
from piggypulse_core.budgeting.model.period_row import PeriodSums
from piggypulse_core.budgeting.model.target import CategorySums
from piggypulse_core.budgeting.ports import BudgetReader
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.ids import UserId

SQL = load(package=__package__, file="budgets.sql")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresBudgets(BudgetReader):
    """The budget seen through one connection."""

    connection: Connection

    async def budget(self, *, owner: UserId, currency_code: str | None) -> Budget:
        return Budget(
            lines=await self._lines(owner=owner),
            limits=await self._limits(owner=owner, currency_code=currency_code),
        )

    async def period_sums(
        self, *, owner: UserId, currency_code: str | None, spans: Sequence[Span]
    ) -> Sequence[PeriodSums]:
        cursor = await self.connection.execute(
            SQL["sum_periods"],
            {
                "owner": owner,
                "currency": currency_code,
                "starts": [span.start for span in spans],
                "ends": [span.end for span in spans],
            },
            binary=True,
        )
        return [
            PeriodSums(spent_minor=row[0], transactions=row[1]) for row in await cursor.fetchall()
        ]

    async def category_sums(
        self, *, owner: UserId, currency_code: str | None, span: Span, until: date
    ) -> Sequence[CategorySums]:
        cursor = await self.connection.execute(
            SQL["sum_categories"],
            {
                "owner": owner,
                "currency": currency_code,
                "start_on": span.start,
                "end_on": span.end,
                "until": until,
            },
            binary=True,
        )
        return [
            CategorySums(category=category_from(row), total_minor=row[9], to_date_minor=row[10])
            for row in await cursor.fetchall()
        ]

    async def _lines(self, *, owner: UserId) -> list[BudgetLine]:
        cursor = await self.connection.execute(SQL["budget_goals"], {"owner": owner}, binary=True)
        rows = await cursor.fetchall()
        categories = {row[1]: row[6:] for row in rows}
        return [
            BudgetLine(
                goal=goal,
                category_type=categories[goal.category_id][0],
                archived_on=categories[goal.category_id][1],
            )
            for goal in goals_from(rows)
        ]

    async def _limits(self, *, owner: UserId, currency_code: str | None) -> list[SpendLimit]:
        cursor = await self.connection.execute(
            SQL["budget_limits"], {"owner": owner, "currency": currency_code}, binary=True
        )
        return [
            SpendLimit(limit_minor=row[0], archived_on=row[1]) for row in await cursor.fetchall()
        ]
