"""The made-up household of the demo: what it owns, and what it sorts its money by."""

from dataclasses import dataclass

from piggypulse_core.budgeting.model.schedule_form import ScheduleForm
from piggypulse_core.ledger.model.category import Behavior, CategoryType
from piggypulse_core.ledger.model.new_account import AccountForm

GIRO, RESERVE, CARD, PURSE, POCKET = "Giro", "Rainy days", "Credit card", "Purse", "Pocket money"

OWED_AT_FIRST_MINOR = 41_270
POCKET_MINOR = 2_500

ACCOUNTS: tuple[AccountForm, ...] = (
    AccountForm(type="Checking", name=GIRO, color="#4C6EF5", opening_minor=184_350),
    AccountForm(type="Savings", name=RESERVE, color="#2F9E44", opening_minor=620_000),
    AccountForm(
        type="CreditCard",
        name=CARD,
        color="#E8590C",
        opening_minor=OWED_AT_FIRST_MINOR,
        spend_limit_minor=300_000,
        statement_close_day=20,
        payment_due_day=5,
    ),
    AccountForm(type="Wallet", name=PURSE, color="#F59F00", opening_minor=12_500),
    AccountForm(
        type="Allowance",
        name=POCKET,
        color="#AE3EC9",
        opening_minor=0,
        spend_limit_minor=20_000,
        top_up_amount_minor=POCKET_MINOR,
        top_up_cycle="weekly",
        top_up_day=5,
    ),
)


SCHEDULE = ScheduleForm(
    day=25,
    length=1,
    unit="months",
    saturday="friday",
    sunday="friday",
    ahead=3,
    name_pattern="{END_MONTH} {END_YEAR}",
)
"""From one pay day to the next: the 25th, or the Friday before."""

LENS, LENS_MONTH, LENS_MINOR = "Summer by the sea", 8, 90_000
"""What is looked at by itself, in the period that ends in August, and what it may cost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A category of the household, with the goal it has set itself for a period."""

    name: str
    icon: str
    type: CategoryType = "expense"
    behavior: Behavior = "variable"
    goal_minor: int | None = None
    parent: str | None = None


SALARY, SIDE_WORK, INTEREST = "Salary", "Side work", "Interest"
SET_ASIDE, SUBSCRIBED, TRAVEL = "Set aside", "Subscriptions", "Travel"
GALLERY, BANK = "Gallery Nord", "Savings bank"

CATEGORIES: tuple[Kind, ...] = (
    Kind(name=SALARY, icon="💶", type="income", behavior="fixed", goal_minor=328_000),
    Kind(name=SIDE_WORK, icon="🎨", type="income"),
    Kind(name=INTEREST, icon="📈", type="income"),
    Kind(name=SET_ASIDE, icon="🐷", type="transfer"),
    Kind(name="Home", icon="🏠"),
    Kind(name="Rent", icon="🔑", behavior="fixed", goal_minor=98_000, parent="Home"),
    Kind(name="Electricity", icon="💡", behavior="fixed", goal_minor=7_800, parent="Home"),
    Kind(name="Internet", icon="🌐", behavior="fixed", goal_minor=3_999, parent="Home"),
    Kind(name="Household", icon="🧹", goal_minor=9_000, parent="Home"),
    Kind(name="Food", icon="🍽️"),
    Kind(name="Groceries", icon="🛒", goal_minor=48_000, parent="Food"),
    Kind(name="Eating out", icon="🍜", goal_minor=14_000, parent="Food"),
    Kind(name="Coffee", icon="☕", goal_minor=4_000, parent="Food"),
    Kind(name="Getting around", icon="🚲", goal_minor=12_000),
    Kind(name="Insurance", icon="☂️", behavior="fixed", goal_minor=6_450),
    Kind(name="Health", icon="🩺", goal_minor=5_000),
    Kind(name="Clothes", icon="🧥", goal_minor=10_000),
    Kind(name="Books and music", icon="🎧", goal_minor=5_000),
    Kind(name="Presents", icon="🎁", goal_minor=6_000),
    Kind(name=SUBSCRIBED, icon="🔁", behavior="subscription"),
    Kind(name=TRAVEL, icon="🏖️"),
)
