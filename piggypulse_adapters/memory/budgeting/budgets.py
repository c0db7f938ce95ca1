"""What budget figures are made of, gathered in memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from piggypulse_adapters.memory.database import Transaction
from piggypulse_core.budgeting.model.budget import Budget, BudgetLine, SpendLimit
from piggypulse_core.budgeting.model.goal import Goal
from piggypulse_core.budgeting.model.period_row import PeriodSums, period_sums
from piggypulse_core.budgeting.model.target import CategorySums
from piggypulse_core.budgeting.ports import BudgetReader
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model import transaction as model
from piggypulse_core.ledger.model.account import Account
from piggypulse_core.ledger.model.category import Category
from piggypulse_core.ledger.model.spending import counted_in_category, in_scope, within


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryBudgets(BudgetReader):
    """The budget seen through one transaction."""

    transaction: Transaction

    async def budget(self, *, owner: UserId, currency_code: str | None) -> Budget:
        categories = self.transaction.rows(Category, owner=owner)
        return Budget(
            lines=[
                BudgetLine(
                    goal=goal,
                    category_type=categories[goal.category_id].type,
                    archived_on=categories[goal.category_id].archived_on,
                )
                for goal in self.transaction.rows(Goal, owner=owner).values()
            ],
            limits=[
                SpendLimit(limit_minor=row.spend_limit_minor, archived_on=row.archived_on)
                for row in self.transaction.rows(Account, owner=owner).values()
                if row.type == "Allowance"
                and row.currency_code == currency_code
                and row.spend_limit_minor is not None
            ],
        )

    async def period_sums(
        self, *, owner: UserId, currency_code: str | None, spans: Sequence[Span]
    ) -> Sequence[PeriodSums]:
        return [
            period_sums(
                transactions=self.transaction.rows(model.Transaction, owner=owner).values(),
                accounts=self.transaction.rows(Account, owner=owner),
                currency_code=currency_code,
                span=span,
            )
            for span in spans
        ]

    async def category_sums(
        self, *, owner: UserId, currency_code: str | None, span: Span, until: date
    ) -> Sequence[CategorySums]:
        accounts = self.transaction.rows(Account, owner=owner)
        booked = list(
            in_scope(
                transactions=within(
                    transactions=self.transaction.rows(model.Transaction, owner=owner).values(),
                    span=span,
                ),
                accounts=accounts,
                currency_code=currency_code,
            )
        )
        categories = self.transaction.rows(Category, owner=owner).values()
        sums = []
        for category in sorted(categories, key=lambda row: (row.name_key, row.id)):
            if category.type == "transfer":
                continue
            counted = list(
                counted_in_category(transactions=booked, accounts=accounts, category=category.id)
            )
            sums.append(
                CategorySums(
                    category=category,
                    total_minor=sum(row.amount_minor for row in counted),
                    to_date_minor=sum(row.amount_minor for row in counted if row.date <= until),
                )
            )
        return sums
