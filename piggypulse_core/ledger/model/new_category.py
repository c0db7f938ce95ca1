"""A new category: what a person fills in, and what has to be right about it."""

from dataclasses import dataclass, replace

from piggypulse_core.kernel.money import check_amount
from piggypulse_core.kernel.refusal import Fault, Faults, missing_reference
from piggypulse_core.kernel.text import checked_name, checked_note, name_key
from piggypulse_core.ledger.model.appearance import checked_icon
from piggypulse_core.ledger.model.category import (
    SYSTEM_TRANSFER_NAME,
    Behavior,
    Category,
    CategoryId,
    CategoryNameTaken,
    CategoryType,
    CategoryTypeMismatch,
    ParentIsChild,
)
from piggypulse_core.ledger.model.status import Archived

PARENT_FIELD = "parentId"


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryForm:
    """What a person fills in; None is a member left out or left empty."""

    type: CategoryType
    name: str
    icon: str
    behavior: Behavior | None = None
    description: str | None = None
    parent_id: CategoryId | None = None
    target_minor: int | None = None

    @property
    def standing_goal_minor(self) -> int | None:
        """The goal it asks for; where subscriptions compute the goal a target says nothing."""
        return None if self.behavior == "subscription" else self.target_minor


def new_category(
    *,
    id: CategoryId,  # noqa: A002 - the field's name
    form: CategoryForm,
    parent: Category | None,
) -> Category:
    """A category out of a form and the parent found for it, if it names one.

    Raises InvalidInput naming every fault, CategoryTypeMismatch, ReferenceNotFound,
    CategoryNameTaken for the system category's name, ParentIsChild and Archived.
    """
    checked = checked_category(form=form)
    if form.parent_id is not None:
        check_parent(type=form.type, parent=parent)
    check_name_free(name=checked.name)
    return Category(
        id=id,
        type=form.type,
        name=checked.name,
        icon=checked.icon,
        behavior=form.behavior,
        description=checked.description,
        parent_id=form.parent_id,
    )


def checked_category(*, form: CategoryForm) -> CategoryForm:
    """A form with its texts as they are kept. Raises InvalidInput naming every fault."""
    faults = Faults()
    name = checked_name(text=form.name, faults=faults)
    icon = checked_icon(text=form.icon, faults=faults)
    description = checked_note(text=form.description, faults=faults)
    _check_target(form=form, faults=faults)
    faults.settle()
    return replace(form, name=name, icon=icon, description=description)


def check_name_free(*, name: str) -> None:
    """Raise CategoryNameTaken for the system category's name, which is taken in every type."""
    if name_key(text=name) == name_key(text=SYSTEM_TRANSFER_NAME):
        raise CategoryNameTaken


def _check_target(*, form: CategoryForm, faults: Faults) -> None:
    if form.target_minor is None:
        return
    check_amount(amount_minor=form.target_minor, field="target", lowest=0, faults=faults)
    if form.type == "transfer":
        faults.add(
            field="target",
            code="not_allowed_here",
            message="Goals are for income and expense categories.",
        )


def check_parent(*, type: CategoryType, parent: Category | None) -> None:  # noqa: A002 - the field's name
    """Raise unless a category of a type may be newly put under what was found as its parent.

    Raises ReferenceNotFound, CategoryTypeMismatch, ParentIsChild and Archived.
    """
    if parent is None:
        raise missing_reference(field=PARENT_FIELD)
    if parent.type != type:
        raise CategoryTypeMismatch(
            faults=[_about_parent(CategoryTypeMismatch.code, "Is of another type.")]
        )
    if parent.parent_id is not None:
        raise ParentIsChild(faults=[_about_parent(ParentIsChild.code, "Has a parent itself.")])
    if parent.archived_on is not None:
        raise Archived(faults=[_about_parent(Archived.code, "Is archived.")])


def _about_parent(code: str, message: str) -> Fault:
    return Fault(field=PARENT_FIELD, code=code, message=message)
