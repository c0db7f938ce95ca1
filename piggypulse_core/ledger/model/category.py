"""A category: what money is for; its type alone gives a transaction its direction."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NewType
from uuid import UUID

from piggypulse_core.kernel.refusal import Conflict, NotFound
from piggypulse_core.kernel.text import name_key
from piggypulse_core.ledger.model.status import Status, status_of

CategoryId = NewType("CategoryId", UUID)

CategoryType = Literal["income", "expense", "transfer"]
Behavior = Literal["fixed", "variable", "subscription"]

SYSTEM_TRANSFER_NAME = "Transfer"
SYSTEM_TRANSFER_ICON = "↔"


class CategoryNotFound(NotFound):
    """You have no such category."""

    code = "not_found"


class CategoryNameTaken(Conflict):
    """You already have a category of this name and type."""

    code = "duplicate_name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A category of one type for ever, with at most one level of parents above it."""

    id: CategoryId
    type: CategoryType
    name: str
    icon: str
    behavior: Behavior | None = None
    description: str | None = None
    parent_id: CategoryId | None = None
    is_system: bool = False
    archived_on: date | None = None

    @property
    def name_key(self) -> str:
        """What its name is compared and sorted by."""
        return name_key(text=self.name)

    @property
    def status(self) -> Status:
        """`inactive` once archived."""
        return status_of(archived_on=self.archived_on)


def new_system_category(*, id: CategoryId) -> Category:  # noqa: A002 - the field's name
    """The transfer category that everybody has from the start and nobody can change."""
    return Category(
        id=id,
        type="transfer",
        name=SYSTEM_TRANSFER_NAME,
        icon=SYSTEM_TRANSFER_ICON,
        is_system=True,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryUse:
    """A category and the number of transactions ever booked under it."""

    category: Category
    transactions: int

    @property
    def id(self) -> CategoryId:
        """The category's id, which pages are cut by."""
        return self.category.id
