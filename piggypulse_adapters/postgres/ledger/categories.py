"""Categories in PostgreSQL."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.pages import page_from
from piggypulse_adapters.postgres.refusals import translated
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import Page, PageRequest
from piggypulse_core.ledger.model.category import Category, CategoryId, CategoryUse
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
                    "owner": owner,
                    "id": category.id,
                    "type": category.type,
                    "name": category.name,
                    "name_key": category.name_key,
                    "icon": category.icon,
                    "behavior": category.behavior,
                    "description": category.description,
                    "parent_id": category.parent_id,
                    "is_system": category.is_system,
                    "archived_on": category.archived_on,
                },
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

    async def options(self, *, owner: UserId) -> Sequence[Category]:
        cursor = await self.connection.execute(
            SQL["list_category_options"], {"owner": owner}, binary=True
        )
        return [category_from(row) for row in await cursor.fetchall()]
