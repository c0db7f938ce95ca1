"""What has to be right about a new category."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from piggypulse_core.kernel.money import AMOUNT_MINOR_MAX
from piggypulse_core.kernel.refusal import InvalidInput, ReferenceNotFound, Refusal
from piggypulse_core.ledger.model.category import (
    Behavior,
    Category,
    CategoryId,
    CategoryNameTaken,
    CategoryType,
    CategoryTypeMismatch,
    ParentIsChild,
    category_color,
    new_system_category,
)
from piggypulse_core.ledger.model.new_category import CategoryForm, new_category
from piggypulse_core.ledger.model.status import Archived

ID = CategoryId(UUID(int=1))
PARENT = Category(id=CategoryId(UUID(int=2)), type="expense", name="Home", icon="🏠")
FORM = CategoryForm(type="expense", name="Food", icon="🛒")
CHILD_FORM = replace(FORM, parent_id=PARENT.id)


def made(form: CategoryForm, *, parent: Category | None = None) -> Category:
    return new_category(id=ID, form=form, parent=parent)


class TestNewCategory:
    def test_keeps_what_was_filled_in_trimmed(self) -> None:
        form = replace(FORM, name=" Food ", icon=" 🛒 ", description=" at home ", behavior="fixed")

        assert made(form) == Category(
            id=ID, type="expense", name="Food", icon="🛒", behavior="fixed", description="at home"
        )

    def test_takes_a_parent_of_its_type(self) -> None:
        assert made(CHILD_FORM, parent=PARENT).parent_id == PARENT.id

    def test_names_everything_that_is_wrong_at_once(self) -> None:
        form = CategoryForm(
            type="transfer",
            name="x" * 101,
            icon="",
            description="x" * 501,
            target_minor=AMOUNT_MINOR_MAX + 1,
        )

        with pytest.raises(InvalidInput) as refused:
            made(form)

        assert [(fault.field, fault.code) for fault in refused.value.faults] == [
            ("name", "too_long"),
            ("icon", "too_short"),
            ("description", "too_long"),
            ("target", "out_of_range"),
            ("target", "not_allowed_here"),
        ]

    @pytest.mark.parametrize(
        ("parent", "refusal"),
        [
            (None, ReferenceNotFound),
            (replace(PARENT, type="income"), CategoryTypeMismatch),
            (replace(PARENT, parent_id=CategoryId(UUID(int=3))), ParentIsChild),
            (replace(PARENT, archived_on=date(2026, 6, 15)), Archived),
        ],
    )
    def test_refuses_a_parent_that_cannot_be_one_and_names_the_member(
        self, parent: Category | None, refusal: type[Refusal]
    ) -> None:
        with pytest.raises(refusal) as refused:
            made(CHILD_FORM, parent=parent)

        assert [(fault.field, fault.code) for fault in refused.value.faults] == [
            ("parentId", refusal.code)
        ]

    @pytest.mark.parametrize("type_", ["income", "expense", "transfer"])
    @pytest.mark.parametrize("name", ["Transfer", "TRANSFER", " transfer "])
    def test_refuses_the_name_of_the_system_category_in_every_type(
        self, type_: CategoryType, name: str
    ) -> None:
        with pytest.raises(CategoryNameTaken):
            made(replace(FORM, type=type_, name=name))

    def test_a_bad_member_is_said_before_a_bad_parent(self) -> None:
        with pytest.raises(InvalidInput):
            made(replace(CHILD_FORM, name=""), parent=None)

    def test_an_unknown_parent_is_said_before_a_taken_name(self) -> None:
        with pytest.raises(ReferenceNotFound):
            made(replace(CHILD_FORM, name="Transfer"), parent=None)

    @pytest.mark.parametrize(
        ("behavior", "goal"), [(None, 5), ("fixed", 5), ("variable", 5), ("subscription", None)]
    )
    def test_asks_for_a_goal_unless_subscriptions_compute_it(
        self, behavior: Behavior | None, goal: int | None
    ) -> None:
        form = replace(FORM, behavior=behavior, target_minor=5)

        assert form.standing_goal_minor == goal
        assert made(form).has_computed_goal is (goal is None)

    @pytest.mark.parametrize("target", [None, 0, AMOUNT_MINOR_MAX])
    def test_takes_a_target_within_bounds(self, target: int | None) -> None:
        form = replace(FORM, target_minor=target)

        assert made(form).name == "Food"
        assert form.standing_goal_minor == target


@pytest.mark.parametrize(
    ("type_", "plain", "fixed", "subscription"),
    [
        ("income", "#9AA0CC", "#7CA8C4", "#8B7EC8"),
        ("expense", "#D4A0B6", "#C48BA0", "#B088A0"),
        ("transfer", "#868E96", "#868E96", "#868E96"),
    ],
)
def test_type_and_behaviour_give_the_colour(
    type_: CategoryType, plain: str, fixed: str, subscription: str
) -> None:
    assert category_color(type=type_, behavior=None) == plain
    assert category_color(type=type_, behavior="variable") == plain
    assert category_color(type=type_, behavior="fixed") == fixed
    assert category_color(type=type_, behavior="subscription") == subscription


def test_the_system_category_is_a_transfer_one_that_is_found_by_its_name() -> None:
    category = new_system_category(id=ID)

    assert (category.name, category.icon, category.type) == ("Transfer", "↔", "transfer")
    assert category.is_system
    assert category.status == "active"
