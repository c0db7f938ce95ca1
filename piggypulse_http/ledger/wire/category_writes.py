"""Edits of categories on the wire."""

from uuid import UUID

from msgspec import UNSET, Struct, UnsetType

from piggypulse_core.ledger.model.category import Behavior, CategoryId, CategoryType
from piggypulse_core.ledger.model.category_edit import CategoryEdit
from piggypulse_core.ledger.model.edit import KEPT, Kept
from piggypulse_http.edge.types import AmountNotNegative, Name, Note, Text
from piggypulse_http.ledger.wire.categories import Icon


class CategoryEditIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """A category as a person edits it.

    `type` repeats what the category has, `color` says nothing. Left out, `behavior`, `parentId`
    and `target` stay, and null clears the first two; without `description` there is none.
    """

    name: Name
    type: CategoryType
    icon: Icon
    color: Text | UnsetType | None = UNSET
    behavior: Behavior | UnsetType | None = UNSET
    description: Note | UnsetType | None = UNSET
    parent_id: UUID | UnsetType | None = UNSET
    target: AmountNotNegative | UnsetType | None = UNSET


def category_edit(body: CategoryEditIn, /) -> CategoryEdit:
    """A body as the edit that rules judge."""
    return CategoryEdit(
        type=body.type,
        name=body.name,
        icon=body.icon,
        behavior=KEPT if body.behavior is UNSET else body.behavior,
        description=None if body.description is UNSET else body.description,
        parent_id=_parent(body.parent_id),
        target_minor=None if body.target is UNSET else body.target,
    )


def _parent(given: UUID | UnsetType | None) -> CategoryId | Kept | None:
    if given is None:
        return None
    return KEPT if isinstance(given, UnsetType) else CategoryId(given)
