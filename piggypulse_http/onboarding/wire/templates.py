"""Templates of categories on the wire."""

from msgspec import UNSET, Struct, UnsetType

from piggypulse_core.ledger.model.category import Behavior, CategoryType
from piggypulse_core.onboarding.model.template import OnConflict, Template
from piggypulse_http.edge.types import Text


class TemplateCategoryOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A category as a template makes it."""

    name: str
    type: CategoryType
    behavior: Behavior | None
    icon: str


class TemplateOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """Categories that are made together."""

    id: str
    name: str
    description: str
    categories: list[TemplateCategoryOut]


class ApplyTemplateIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """Which template, and whether to leave out what is there already instead of refusing."""

    template_id: Text
    on_conflict: OnConflict | UnsetType | None = UNSET


def on_conflict(body: ApplyTemplateIn, /) -> OnConflict:
    """What to do about categories that are there; refused unless it is said."""
    return body.on_conflict if isinstance(body.on_conflict, str) else "refuse"


def template_out(template: Template, /) -> TemplateOut:
    """A template's reply."""
    return TemplateOut(
        id=template.id,
        name=template.name,
        description=template.description,
        categories=[
            TemplateCategoryOut(name=one.name, type=one.type, behavior=one.behavior, icon=one.icon)
            for one in template.categories
        ],
    )
