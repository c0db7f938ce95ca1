"""A category: what money is for; its type alone gives a transaction its direction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal, NewType
from uuid import UUID

from piggypulse_core.kernel.refusal import Conflict, Invalid, NotFound
from piggypulse_core.kernel.text import name_key
from piggypulse_core.ledger.model.status import Status, status_of

CategoryId = NewType("CategoryId", UUID)

CategoryType = Literal["income", "expense", "transfer"]
Behavior = Literal["fixed", "variable", "subscription"]

SYSTEM_TRANSFER_NAME = "Transfer"
SYSTEM_TRANSFER_ICON = "↔"

_COLORS: MappingProxyType[tuple[CategoryType, Behavior], str] = MappingProxyType(
    {
        ("income", "variable"): "#9AA0CC",
        ("income", "fixed"): "#7CA8C4",
        ("income", "subscription"): "#8B7EC8",
        ("expense", "variable"): "#D4A0B6",
        ("expense", "fixed"): "#C48BA0",
        ("expense", "subscription"): "#B088A0",
        ("transfer", "variable"): "#868E96",
        ("transfer", "fixed"): "#868E96",
        ("transfer", "subscription"): "#868E96",
    }
)


class CategoryNotFound(NotFound):
    """You have no such category."""

    code = "not_found"


class CategoryNameTaken(Conflict):
    """You already have a category of this name and type."""

    code = "duplicate_name"


class CategoryTypeMismatch(Invalid):
    """A category of this type does not fit here; see errors."""

    code = "category_type_mismatch"


class ParentIsChild(Conflict):
    """The parent chosen has a parent itself; categories have one level of parents."""

    code = "parent_is_child"


class CategoryInUse(Conflict):
    """Something refers to this category, which can be archived but not deleted."""

    code = "category_in_use"


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

    @property
    def color(self) -> str:
        """Computed; nobody chooses it."""
        return category_color(type=self.type, behavior=self.behavior)

    @property
    def has_computed_goal(self) -> bool:
        """Subscriptions add up to their category's goal; people cannot set it."""
        return self.behavior == "subscription"


def category_color(*, type: CategoryType, behavior: Behavior | None) -> str:  # noqa: A002 - the field's name
    """A category's colour; without a behaviour it looks variable."""
    return _COLORS[type, behavior or "variable"]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCategory:
    """A category and the value of the goal that stands for it today; None without one."""

    category: Category
    goal_minor: int | None


def choices(*, categories: Iterable[Category]) -> Sequence[Category]:
    """The active ones, newest first."""
    active = (one for one in categories if one.archived_on is None)
    return sorted(active, key=lambda one: one.id, reverse=True)
