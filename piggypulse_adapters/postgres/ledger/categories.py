"""Categories in PostgreSQL."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.pages import page_from
from piggypulse_adapters.postgres.refusals import kept_by_references, translated
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import Page, PageRequest
from piggypulse_core.ledger.model.category import (
    Category,
    CategoryId,
    CategoryInUse,
    CategoryNotFound,
    CategoryUse,
)
from piggypulse_core.ledger.model.family import Family
from piggypulse_core.ledger.model.status import StatusFilter
from piggypulse_core.ledger.ports import CategoryStore

SQL = load(package=__package__, file="categories.sql")


def category_from(row: tuple[Any, ...]) -> Category:
    """A category out of the first nine columns."""
    return Category(
        id=row[0],
        type=row[1],
        name=row[2],
        icon=row[3],
        behavior=row[4],
        description=row[5],
        parent_id=row[6],
        is_system=row[7],
        archived_on=row[8],
    )


def use_from(row: tuple[Any, ...]) -> CategoryUse:
    """A category with its count."""
    return CategoryUse(category=category_from(row), transactions=row[9])


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresCategories(CategoryStore):
    """The categories seen through one connection."""

    connection: Connection

    async def add(self, *, owner: UserId, category: Category) -> None:
        with translated():
            await self.connection.execute(
                SQL["add_category"],
                {
                    **_written(owner=owner, category=category),
                    "type": category.type,
                    "is_system": category.is_system,
                },
            )

    async def save(self, *, owner: UserId, category: Category) -> None:
        with translated():
            await self.connection.execute(
                SQL["save_category"], _written(owner=owner, category=category)
            )

    async def delete(self, *, owner: UserId, category: CategoryId) -> None:
        with kept_by_references(refusal=CategoryInUse):
            cursor = await self.connection.execute(
                SQL["delete_category"], {"owner": owner, "id": category}
            )
        if await cursor.fetchone() is None:
            raise CategoryNotFound

    async def get(self, *, owner: UserId, category: CategoryId) -> Category:
        return await self._one("get_category", owner=owner, category=category)

    async def hold_family(self, *, owner: UserId, category: CategoryId) -> Family:
        found = await self._one("hold_category", owner=owner, category=category)
        cursor = await self.connection.execute(
            SQL["hold_kin"],
            {"owner": owner, "id": category, "parent": found.parent_id},
            binary=True,
        )
        kin = [category_from(row) for row in await cursor.fetchall()]
        return Family(
            category=found,
            parent=next((one for one in kin if one.id == found.parent_id), None),
            children=[one for one in kin if one.parent_id == category],
        )

    async def hold(
        self, *, owner: UserId, categories: Collection[CategoryId]
    ) -> Mapping[CategoryId, Category]:
        cursor = await self.connection.execute(
            SQL["hold_categories"], {"owner": owner, "ids": list(categories)}, binary=True
        )
        return {row[0]: category_from(row) for row in await cursor.fetchall()}

    async def every(self, *, owner: UserId) -> Sequence[Category]:
        cursor = await self.connection.execute(
            SQL["list_every_category"], {"owner": owner}, binary=True
        )
        return [category_from(row) for row in await cursor.fetchall()]

    async def page(
        self, *, owner: UserId, status: StatusFilter, request: PageRequest
    ) -> Page[CategoryUse]:
        cursor = await self.connection.execute(
            SQL["list_categories"],
            {
                "owner": owner,
                "status": status,
                "cursor": request.cursor,
                "limit": request.limit,
            },
            binary=True,
        )
        return page_from(rows=await cursor.fetchall(), request=request, build=use_from)

    async def _one(self, statement: str, *, owner: UserId, category: CategoryId) -> Category:
        cursor = await self.connection.execute(
            SQL[statement], {"owner": owner, "id": category}, binary=True
        )
        row = await cursor.fetchone()
        if row is None:
            raise CategoryNotFound
        return category_from(row)


def _written(*, owner: UserId, category: Category) -> dict[str, object]:
    """What is written whenever a category is."""
    return {
        "owner": owner,
        "id": category.id,
        "name": category.name,
        "name_key": category.name_key,
        "icon": category.icon,
        "behavior": category.behavior,
        "description": category.description,
        "parent_id": category.parent_id,
        "archived_on": category.archived_on,
    }
