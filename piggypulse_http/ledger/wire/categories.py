"""Categories on the wire."""

from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from piggypulse_core.kernel.paging import Page
from piggypulse_core.ledger.model.appearance import ICON_LENGTH_MAX
from piggypulse_core.ledger.model.category import (
    Behavior,
    Category,
    CategoryId,
    CategoryType,
    CategoryUse,
    PlannedCategory,
)
from piggypulse_core.ledger.model.new_category import CategoryForm
from piggypulse_http.edge.types import NO_NUL, TEXT_LENGTH_MAX, AmountNotNegative, Name, Note, Text

Icon = Annotated[
    str,
    Meta(
        pattern=NO_NUL,
        max_length=TEXT_LENGTH_MAX,
        description=f"One emoji, or 1 to {ICON_LENGTH_MAX} code points after trimming.",
    ),
]


class CategoryIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """A category as a person types it; `color` says nothing, type and behaviour give it."""

    name: Name
    type: CategoryType
    icon: Icon
    color: Text | UnsetType | None = UNSET
    behavior: Behavior | UnsetType | None = UNSET
    description: Note | UnsetType | None = UNSET
    parent_id: UUID | UnsetType | None = UNSET
    target: AmountNotNegative | UnsetType | None = UNSET


class CategoryOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A category; `autoComputedTarget` means that its subscriptions add up to its goal."""

    id: UUID
    name: str
    type: CategoryType
    icon: str
    color: str
    status: Literal["active", "inactive"]
    parent_id: UUID | None
    behavior: Behavior | None
    description: str | None
    target: int | None
    auto_computed_target: bool


class CategoryUseOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A category and how many transactions were ever booked under it."""

    id: UUID
    name: str
    type: CategoryType
    icon: str
    color: str
    status: Literal["active", "inactive"]
    parent_id: UUID | None
    behavior: Behavior | None
    description: str | None
    number_of_transactions: int


class CategoryPageOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A page of categories, newest first."""

    data: list[CategoryUseOut]
    total_count: int
    has_more: bool
    next_cursor: UUID | None


class CategoryOptionOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A category to choose."""

    id: UUID
    name: str
    icon: str
    color: str


def category_form(body: CategoryIn, /) -> CategoryForm:
    """A body as the form that rules judge."""
    return CategoryForm(
        type=body.type,
        name=body.name,
        icon=body.icon,
        behavior=None if body.behavior is UNSET else body.behavior,
        description=None if body.description is UNSET else body.description,
        parent_id=CategoryId(body.parent_id) if isinstance(body.parent_id, UUID) else None,
        target_minor=None if body.target is UNSET else body.target,
    )


def category_out(planned: PlannedCategory, /) -> CategoryOut:
    """A category's reply with the goal that stands today."""
    category = planned.category
    return CategoryOut(
        id=category.id,
        name=category.name,
        type=category.type,
        icon=category.icon,
        color=category.color,
        status=category.status,
        parent_id=category.parent_id,
        behavior=category.behavior,
        description=category.description,
        target=planned.goal_minor,
        auto_computed_target=category.has_computed_goal,
    )


def category_page_out(page: Page[CategoryUse], /) -> CategoryPageOut:
    """A page's reply."""
    return CategoryPageOut(
        data=[_use_out(row) for row in page.rows],
        total_count=page.total,
        has_more=page.has_more,
        next_cursor=page.next_cursor,
    )


def category_option_out(category: Category, /) -> CategoryOptionOut:
    """An option's reply."""
    return CategoryOptionOut(
        id=category.id, name=category.name, icon=category.icon, color=category.color
    )


def _use_out(use: CategoryUse) -> CategoryUseOut:
    category = use.category
    return CategoryUseOut(
        id=category.id,
        name=category.name,
        type=category.type,
        icon=category.icon,
        color=category.color,
        status=category.status,
        parent_id=category.parent_id,
        behavior=category.behavior,
        description=category.description,
        number_of_transactions=use.transactions,
    )
