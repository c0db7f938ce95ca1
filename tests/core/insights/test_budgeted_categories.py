from dataclasses import replace
from datetime import date

import pytest

from piggypulse_core.budgeting.model.budget import Budget
from piggypulse_core.budgeting.model.target import CategorySums
from piggypulse_core.insights.model.budgeted_categories import (
    BudgetedCategory,
    budgeted_categories,
)
from piggypulse_core.insights.model.standpoint import Standpoint
from piggypulse_core.ledger.model.category import Category
from tests.support.worked_example import household

HOUSE = household()
FOOD, P2 = HOUSE.categories["Food"], HOUSE.periods["P2"]
EUROS = Standpoint(timezone="UTC", currency_code="EUR", excluded_accounts=[])


def row(spent_minor: int, budgeted_minor: int) -> BudgetedCategory:
    return BudgetedCategory(category=FOOD, spent_minor=spent_minor, budgeted_minor=budgeted_minor)


@pytest.mark.parametrize(
    ("spent", "budgeted", "status", "progress"),
    [
        (0, 0, "pending", 0),
        (0, 100, "pending", 0),
        (1, 100, "partial", 1),
        (99, 100, "partial", 99),
        (100, 100, "paid", 100),
        (300, 100, "paid", 100),
        (1, 0, "paid", 0),
        (1, 200, "partial", 1),
        (1, 201, "partial", 0),
    ],
)
def test_a_category_is_paid_by_degrees(
    spent: int, budgeted: int, status: str, progress: int
) -> None:
    shown = row(spent, budgeted)

    assert (shown.status, shown.progress) == (status, progress)


def listed(category: Category, spent_minor: int) -> bool:
    """Whether it is among the variable ones of P2."""
    found = budgeted_categories(
        sums=[CategorySums(category=category, total_minor=spent_minor, to_date_minor=0)],
        budget=Budget(lines=[], limits=[]),
        period=P2,
        behavior="variable",
        standpoint=EUROS,
    )
    return bool(found.rows)


def test_archived_categories_stay_where_they_lived_or_cost() -> None:
    before, within = date(2031, 3, 30), date(2031, 3, 31)

    assert listed(FOOD, 0)
    assert listed(replace(FOOD, archived_on=within), 0)
    assert not listed(replace(FOOD, archived_on=before), 0)
    assert listed(replace(FOOD, archived_on=before), 1)


def test_only_expenses_of_that_behavior_are_listed() -> None:
    assert not listed(replace(FOOD, behavior="fixed"), 1)
    assert not listed(replace(FOOD, behavior=None), 1)
    assert not listed(replace(FOOD, type="income"), 1)
