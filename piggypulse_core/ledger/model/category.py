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
