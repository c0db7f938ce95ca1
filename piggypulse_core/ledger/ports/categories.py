"""What keeps categories, and what saving one sets off."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import Page, PageRequest
from piggypulse_core.ledger.model.category import Category, CategoryId, CategoryUse
from piggypulse_core.ledger.model.family import Family
from piggypulse_core.ledger.model.status import StatusFilter


class CategoryStore(Protocol):
    """Keeps categories; names are unique per owner and type by their folded key."""

    async def add(self, *, owner: UserId, category: Category) -> None:
        """Raises CategoryNameTaken."""
        ...

    async def save(self, *, owner: UserId, category: Category) -> None:
        """Keep a held category as it is now, but for its type. Raises CategoryNameTaken."""
        ...

    async def delete(self, *, owner: UserId, category: CategoryId) -> None:
        """Raises CategoryNotFound, and CategoryInUse while anything refers to it."""
        ...

    async def get(self, *, owner: UserId, category: CategoryId) -> Category:
        """Raises CategoryNotFound."""
        ...

    async def hold_family(self, *, owner: UserId, category: CategoryId) -> Family:
        """One with its parent and its children, for this unit alone to change until it ends.

        Raises CategoryNotFound.
        """
        ...

    async def hold(
        self, *, owner: UserId, categories: Collection[CategoryId]
    ) -> Mapping[CategoryId, Category]:
        """The ones that exist, by id; nobody changes or removes them until the unit ends."""
        ...

    async def every(self, *, owner: UserId) -> Sequence[Category]:
        """All of them, archived ones and the system one included, by name key, type, then id."""
        ...

    async def page(
        self, *, owner: UserId, status: StatusFilter, request: PageRequest
    ) -> Page[CategoryUse]:
        """Newest first (id descending), without the system one. Raises UnknownCursor."""
        ...


class CategoryGoals(Protocol):
    """The goals of categories, as far as these set them off; budgeting fulfils it in the unit."""

    async def hold(self, *, owner: UserId) -> None:
        """Nobody else writes to goals of this owner until the unit ends; held before any row."""
        ...

    async def set_standing(
        self, *, owner: UserId, category: CategoryId, value_minor: int, stream: UUID, today: date
    ) -> None:
        """Set the value from the current period on, for every period if it is the first ever.

        `stream` becomes the id of the category's goal if it has none yet. Repeating what stands
        changes nothing.
        """
        ...

    async def standing_minor(self, *, owner: UserId, category: CategoryId, day: date) -> int | None:
        """The value that stands on a day, whatever periods say; None for an excluded one."""
        ...

    async def delete(self, *, owner: UserId, category: CategoryId) -> None:
        """All that was ever said of a category's goal goes, before the category does."""
        ...

    async def compute(
        self, *, owner: UserId, category: Category, new_id: Callable[[], UUID], today: date
    ) -> None:
        """Bring the goal of a category whose subscriptions changed up to what they come to.

        Nothing happens where people set the goal themselves.
        """
        ...
