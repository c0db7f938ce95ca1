"""Categories in memory."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from piggypulse_adapters.memory.database import Transaction
from piggypulse_core.budgeting.model.billing import Billing
from piggypulse_core.budgeting.model.goal import Goal
from piggypulse_core.budgeting.model.overlay import Overlay
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import Page, PageRequest, page_of
from piggypulse_core.ledger.model import transaction as model
from piggypulse_core.ledger.model.category import (
    Category,
    CategoryId,
    CategoryInUse,
    CategoryNameTaken,
    CategoryNotFound,
    CategoryUse,
)
from piggypulse_core.ledger.model.family import Family
from piggypulse_core.ledger.model.status import StatusFilter, passes
from piggypulse_core.ledger.ports import CategoryStore


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryCategories(CategoryStore):
    """The categories seen through one transaction."""

    transaction: Transaction

    async def add(self, *, owner: UserId, category: Category) -> None:
        rows = self.transaction.writable(Category, owner=owner)
        if any(
            (row.type, row.name_key) == (category.type, category.name_key)
            for row in rows.values()
            if row.id != category.id
        ):
            raise CategoryNameTaken
        rows[category.id] = category

    async def save(self, *, owner: UserId, category: Category) -> None:
        await self.add(owner=owner, category=category)

    async def delete(self, *, owner: UserId, category: CategoryId) -> None:
        if self.transaction.writable(Category, owner=owner).pop(category, None) is None:
            raise CategoryNotFound
        if category in self._referred_to(owner=owner):
            raise CategoryInUse

    async def get(self, *, owner: UserId, category: CategoryId) -> Category:
        found = self.transaction.rows(Category, owner=owner).get(category)
        if found is None:
            raise CategoryNotFound
        return found

    async def hold_family(self, *, owner: UserId, category: CategoryId) -> Family:
        found = await self.get(owner=owner, category=category)
        rows = self.transaction.rows(Category, owner=owner)
        return Family(
            category=found,
            parent=None if found.parent_id is None else rows[found.parent_id],
            children=[row for row in rows.values() if row.parent_id == category],
        )

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

    def _referred_to(self, *, owner: UserId) -> Iterator[CategoryId | None]:
        """What rows that are left name as their category, or as their parent."""
        view = self.transaction
        yield from (row.category_id for row in view.rows(model.Transaction, owner=owner).values())
        yield from (row.category_id for row in view.rows(Goal, owner=owner).values())
        for one in view.rows(Billing, owner=owner).values():
            yield one.subscription.category_id
        for overlay in view.rows(Overlay, owner=owner).values():
            yield from (*overlay.caps, *overlay.rules.categories)
        yield from (row.parent_id for row in view.rows(Category, owner=owner).values())
