"""Categories in memory."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from piggypulse_adapters.memory.database import Transaction
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import Page, PageRequest, page_of
from piggypulse_core.ledger.model import transaction as model
from piggypulse_core.ledger.model.category import (
    Category,
    CategoryId,
    CategoryNameTaken,
    CategoryUse,
)
from piggypulse_core.ledger.model.status import StatusFilter, passes
from piggypulse_core.ledger.ports import CategoryStore


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryCategories(CategoryStore):
    """The categories seen through one transaction."""

    transaction: Transaction

    async def add(self, *, owner: UserId, category: Category) -> None:
        rows = self.transaction.writable(Category, owner=owner)
        if any(
            (row.type, row.name_key) == (category.type, category.name_key) for row in rows.values()
        ):
            raise CategoryNameTaken
        rows[category.id] = category

    async def hold(
        self, *, owner: UserId, categories: Collection[CategoryId]
    ) -> Mapping[CategoryId, Category]:
        rows = self.transaction.rows(Category, owner=owner)
        return {id_: rows[id_] for id_ in sorted(set(categories)) if id_ in rows}

    async def every(self, *, owner: UserId) -> Sequence[Category]:
        rows = self.transaction.rows(Category, owner=owner).values()
        return sorted(rows, key=lambda row: (row.name_key, row.type, row.id))

    async def page(
        self, *, owner: UserId, status: StatusFilter, request: PageRequest
    ) -> Page[CategoryUse]:
        rows = self.transaction.rows(Category, owner=owner).values()
        booked = Counter(
            row.category_id
            for row in self.transaction.rows(model.Transaction, owner=owner).values()
        )
        listed = sorted(
            (
                CategoryUse(category=row, transactions=booked[row.id])
                for row in rows
                if not row.is_system and passes(archived_on=row.archived_on, status=status)
            ),
            key=lambda use: use.id,
            reverse=True,
        )
        return page_of(rows=listed, request=request)

    async def options(self, *, owner: UserId) -> Sequence[Category]:
        rows = self.transaction.rows(Category, owner=owner).values()
        active = (row for row in rows if row.archived_on is None)
        return sorted(active, key=lambda row: row.id, reverse=True)
