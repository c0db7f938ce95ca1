"""Templates: categories to begin with, made together or not at all."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from piggypulse_core.kernel.refusal import Fault, missing_reference
from piggypulse_core.kernel.text import name_key
from piggypulse_core.ledger.model.category import (
    Behavior,
    Category,
    CategoryNameTaken,
    CategoryType,
)
from piggypulse_core.ledger.model.new_category import CategoryForm

OnConflict = Literal["refuse", "skip"]
"""What to do about categories that are there already."""

TEMPLATE_FIELD = "templateId"


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """Categories that go together; its id is a word clients keep."""

    id: str
    name: str
    description: str
    categories: Sequence[CategoryForm]

    def to_make(
        self, *, known: Collection[Category], on_conflict: OnConflict
    ) -> Sequence[CategoryForm]:
        """Its categories beside those somebody has, archived ones too, or all but these.

        Raises CategoryNameTaken naming each that is there already, unless they are skipped.
        """
        names = {(one.type, one.name_key) for one in known}
        taken = [one for one in self.categories if (one.type, name_key(text=one.name)) in names]
        if taken and on_conflict == "refuse":
            raise CategoryNameTaken(faults=[_taken(one) for one in taken])
        return [one for one in self.categories if one not in taken]


def template_by_id(*, id: str) -> Template:  # noqa: A002 - the field's name
    """Raises ReferenceNotFound for a template there is not."""
    for one in TEMPLATES:
        if one.id == id:
            return one
    raise missing_reference(field=TEMPLATE_FIELD)


def _taken(form: CategoryForm) -> Fault:
    return Fault(
        field=TEMPLATE_FIELD,
        code=CategoryNameTaken.code,
        message=f"You have an {form.type} category {form.name} already.",
    )


def _category(type: CategoryType, name: str, behavior: Behavior, icon: str) -> CategoryForm:  # noqa: A002 - the field's name
    return CategoryForm(type=type, name=name, behavior=behavior, icon=icon)


TEMPLATES: Sequence[Template] = (
    Template(
        id="essential",
        name="Essential 5",
        description="One income and the four expenses almost everybody has.",
        categories=(
            _category("income", "Salary", "variable", "💰"),
            _category("expense", "Groceries", "variable", "🛒"),
            _category("expense", "Rent & Housing", "fixed", "🏠"),
            _category("expense", "Transport", "variable", "🚗"),
            _category("expense", "Entertainment", "variable", "🎬"),
        ),
    ),
    Template(
        id="detailed",
        name="Detailed 12",
        description="Two incomes and ten expenses, to see more closely where money goes.",
        categories=(
            _category("income", "Salary", "fixed", "💰"),
            _category("income", "Freelance", "variable", "💼"),
            _category("expense", "Rent & Housing", "fixed", "🏠"),
            _category("expense", "Utilities", "fixed", "⚡"),
            _category("expense", "Groceries", "variable", "🛒"),
            _category("expense", "Dining Out", "variable", "🍽️"),
            _category("expense", "Transport", "variable", "🚗"),
            _category("expense", "Healthcare", "variable", "🏥"),
            _category("expense", "Entertainment", "variable", "🎬"),
            _category("expense", "Shopping", "variable", "🛍️"),
            _category("expense", "Subscriptions", "subscription", "📱"),
            _category("expense", "Education", "variable", "📚"),
        ),
    ),
)
