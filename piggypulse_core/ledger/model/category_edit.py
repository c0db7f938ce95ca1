"""An edit of a category: what a person changes, and what stays."""

from dataclasses import dataclass, replace

from piggypulse_core.kernel.refusal import Conflict, Fault, Invalid
from piggypulse_core.ledger.model.category import Behavior, Category, CategoryId, CategoryType
from piggypulse_core.ledger.model.edit import KEPT, Kept, check_unchanged, chosen
from piggypulse_core.ledger.model.family import Family
from piggypulse_core.ledger.model.new_category import (
    PARENT_FIELD,
    CategoryForm,
    check_name_free,
    check_parent,
    checked_category,
)


class SelfParent(Invalid):
    """A category cannot be its own parent."""

    code = "self_parent"


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryEdit:
    """What a person fills in; forms that do not know a member leave it out and so keep it.

    Without a target the goal stays, without a description there is none any more.
    """

    type: CategoryType
    name: str
    icon: str
    behavior: Behavior | Kept | None = KEPT
    description: str | None = None
    parent_id: CategoryId | Kept | None = KEPT
    target_minor: int | None = None

    def completed(self, *, category: Category) -> CategoryForm:
        """With what it leaves out filled in."""
        return CategoryForm(
            type=self.type,
            name=self.name,
            icon=self.icon,
            behavior=chosen(given=self.behavior, known=category.behavior),
            description=self.description,
            parent_id=chosen(given=self.parent_id, known=category.parent_id),
            target_minor=self.target_minor,
        )


class SubscriptionsActive(Conflict):
    """Active subscriptions say what this category is; end or move them first."""

    code = "subscriptions_active"


def check_behavior_free(*, category: Category, changed: Category, any_active: bool) -> None:
    """Raise SubscriptionsActive where a category would leave them without a computed goal."""
    if category.has_computed_goal and not changed.has_computed_goal and any_active:
        raise SubscriptionsActive


def edited_category(*, family: Family, form: CategoryForm, parent: Category | None) -> Category:
    """A category after an edit; `parent` is what was found for the form's.

    A parent that it has already is not judged again. Raises SystemCategory, ImmutableField,
    InvalidInput naming every fault, SelfParent, what a new category's parent raises, HasChildren
    for a parent that is given a parent, and CategoryNameTaken for the system category's name.
    """
    family.check_own()
    category = family.category
    check_unchanged(fields=[("type", form.type, category.type)])
    checked = checked_category(form=form)
    if form.parent_id not in (None, category.parent_id):
        _check_new_parent(family=family, form=form, parent=parent)
    check_name_free(name=checked.name)
    return replace(
        category,
        name=checked.name,
        icon=checked.icon,
        behavior=checked.behavior,
        description=checked.description,
        parent_id=checked.parent_id,
    )


def _check_new_parent(*, family: Family, form: CategoryForm, parent: Category | None) -> None:
    if form.parent_id == family.category.id:
        fault = Fault(field=PARENT_FIELD, code=SelfParent.code, message="Is the category itself.")
        raise SelfParent(faults=[fault])
    check_parent(type=form.type, parent=parent)
    family.check_childless()
