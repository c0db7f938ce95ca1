"""Random households: accounts in two currencies, goals, periods with gaps, and their bookings.

What to choose from is said once, not for each draw: Hypothesis takes longer to prepare a strategy
than to draw from it.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from typing import TypeVar
from uuid import UUID

from hypothesis import strategies as st

from piggypulse_core.budgeting.model.billing import Billing, BillingEvent, BillingEventId
from piggypulse_core.budgeting.model.goal import BASELINE, Goal, GoalId
from piggypulse_core.budgeting.model.goal_state import REMOVED, GoalState, active, excluded
from piggypulse_core.budgeting.model.period import Period, PeriodId
from piggypulse_core.budgeting.model.subscription import (
    MONTHS_OF_CYCLE,
    Subscription,
    SubscriptionId,
)
from piggypulse_core.kernel.money import AMOUNT_MINOR_MAX
from piggypulse_core.ledger.model.account import Account, AccountId, AccountType, TopUpCycle
from piggypulse_core.ledger.model.category import Behavior, Category, CategoryId, CategoryType
from piggypulse_core.ledger.model.transaction import Transaction, TransactionId
from piggypulse_core.ledger.model.vendor import Vendor, VendorId
from tests.support.worked_example import NOON, Household

FIRST = date(2031, 3, 1)
DAYS = 100

ACCOUNT_TYPES: tuple[AccountType, ...] = (
    "Checking",
    "Savings",
    "CreditCard",
    "Wallet",
    "Allowance",
)
TOP_UP_CYCLES: tuple[TopUpCycle, ...] = ("weekly", "bi-weekly", "monthly")
CATEGORY_TYPES: tuple[CategoryType, ...] = (
    "income",
    "expense",
    "expense",
    "transfer",
)
BEHAVIORS: tuple[Behavior | None, ...] = (None, "fixed", "variable")


@cache
def days() -> st.SearchStrategy[date]:
    """A day around which everything happens."""
    return st.integers(0, DAYS).map(lambda offset: FIRST + timedelta(days=offset))


@cache
def amounts() -> st.SearchStrategy[int]:
    """Mostly everyday money, now and then the largest there is."""
    return st.one_of(st.integers(1, 10**6), st.just(AMOUNT_MINOR_MAX))


@cache
def goal_states() -> st.SearchStrategy[GoalState]:
    values = st.integers(0, 10**6)
    return st.one_of(
        values.map(lambda value: active(value_minor=value)),
        values.map(lambda value: excluded(value_minor=value)),
        st.just(REMOVED),
    )


KINDS = st.sampled_from(ACCOUNT_TYPES)
BEHAVIOR = st.sampled_from(BEHAVIORS)
CYCLES = st.none() | st.sampled_from(TOP_UP_CYCLES)
INITIALS = st.sampled_from(("b", "A", "ä", "Z", "ß"))
CURRENCIES = st.sampled_from(("EUR", "EUR", "USD"))
OPENINGS = st.integers(-(10**6), 10**6)
LIMITS = st.none() | st.integers(0, 10**6)
TOP_UP_DAYS = {last: st.none() | st.integers(1, last) for last in (6, 31)}
SOMETIMES_A_DAY = st.none() | days()
GAPS = st.sampled_from((0, 0, 3))
LENGTHS = st.sampled_from((0, 6, 27, 30))
STANDING = st.dictionaries(days() | st.just(BASELINE), goal_states(), max_size=3)
OF_FOUR, OF_FIVE, A_DOZEN, COIN = (
    st.integers(1, 4),
    st.integers(1, 5),
    st.integers(0, 12),
    st.booleans(),
)

Option = TypeVar("Option")


@cache
def places(count: int, /) -> st.SearchStrategy[int]:
    return st.integers(0, count - 1)


def picked(draw: st.DrawFn, options: Sequence[Option], /) -> Option:
    """One of what a household happens to have."""
    return options[draw(places(len(options)))]


def number(value: int, /) -> UUID:
    """An id that is easy to read in a counter-example."""
    return UUID(int=0x7 << 76 | 0b10 << 62 | value)


def account(draw: st.DrawFn, *, index: int) -> Account:
    kind, cycle = draw(KINDS), draw(CYCLES)
    allowance = kind == "Allowance"
    return Account(
        id=AccountId(number(100 + index)),
        type=kind,
        name=draw(INITIALS) + str(index),
        color="#123456",
        currency_code=draw(CURRENCIES),
        opening_minor=draw(OPENINGS),
        created_on=draw(days()),
        spend_limit_minor=draw(LIMITS) if kind in ("CreditCard", "Allowance") else None,
        top_up_amount_minor=draw(LIMITS) if allowance else None,
        top_up_cycle=cycle if allowance else None,
        top_up_day=draw(TOP_UP_DAYS[31 if cycle == "monthly" else 6]) if allowance else None,
        archived_on=draw(SOMETIMES_A_DAY),
    )


def periods(draw: st.DrawFn) -> dict[str, Period]:
    """Up to four periods, some of a single day, with and without gaps between them."""
    found: dict[str, Period] = {}
    start = FIRST
    for index in range(draw(OF_FOUR)):
        start += timedelta(days=draw(GAPS))
        end = start + timedelta(days=draw(LENGTHS))
        found[f"P{index}"] = Period(
            id=PeriodId(number(200 + index)), name=f"P{index}", start=start, end=end
        )
        start = end + timedelta(days=1)
    return found


@cache
def overrides(count: int, /) -> st.SearchStrategy[dict[PeriodId, GoalState]]:
    """For some of the first periods; see `periods` for their ids."""
    chosen = st.sampled_from([PeriodId(number(200 + index)) for index in range(count)])
    return st.dictionaries(chosen, goal_states(), max_size=2)


def goal(draw: st.DrawFn, *, index: int, category: Category, known: dict[str, Period]) -> Goal:
    return Goal(
        id=GoalId(number(300 + index)),
        category_id=category.id,
        standing=draw(STANDING),
        overrides=draw(overrides(len(known))),
    )


goals = st.composite(goal)
"""One goal, for a test that makes its own household."""


@cache
@st.composite
def subscriptions(draw: st.DrawFn, *, index: int, category: CategoryId) -> Billing:
    """Any state one can be in, charges after its cancellation and overdue ones included."""
    coming = draw(days())
    one = Subscription(
        id=SubscriptionId(number(600 + index)),
        name=draw(st.sampled_from(("b", "A", "ä"))),
        category_id=category,
        vendor_id=None,
        amount_minor=draw(amounts()),
        cycle=draw(st.sampled_from(sorted(MONTHS_OF_CYCLE))),
        billing_day=coming.day,
        next_on=coming,
        created_at=NOON,
        updated_at=NOON,
        is_paused=draw(st.booleans()),
        cancelled_on=draw(st.none() | days()),
    )
    events = [
        BillingEvent(
            id=BillingEventId(number(700 + 10 * index + place)),
            due_on=due,
            date=due + timedelta(days=draw(st.integers(-5, 5))),
            amount_minor=one.amount_minor,
        )
        for place, due in enumerate(draw(st.lists(days(), max_size=3, unique=True)))
    ]
    return Billing(subscription=one, events={event.due_on: event for event in events})


@st.composite
def households(draw: st.DrawFn) -> Household:
    """A household with everything but bookings."""
    owned = [account(draw, index=index) for index in range(draw(OF_FIVE))]
    categories = [
        Category(
            id=CategoryId(number(400 + index)),
            type=kind,
            name=f"c{index}",
            icon="📁",
            behavior=draw(BEHAVIOR) if kind == "expense" else None,
            archived_on=draw(SOMETIMES_A_DAY),
        )
        for index, kind in enumerate(CATEGORY_TYPES)
    ]
    known = periods(draw)
    return Household(
        accounts={account.name: account for account in owned},
        categories={category.name: category for category in categories},
        vendors={
            f"v{index}": Vendor(id=VendorId(number(500 + index)), name=f"v{index}")
            for index in range(2)
        },
        periods=known,
        goals=tuple(
            goal(draw, index=index, category=category, known=known)
            for index, category in enumerate(categories)
            if category.type != "transfer" and draw(COIN)
        ),
        transactions=(),
        subscriptions=tuple(
            draw(subscriptions(index=index, category=categories[1].id))
            for index in range(draw(st.integers(0, 3)))
        ),
    )


def transaction(draw: st.DrawFn, *, house: Household, index: int) -> Transaction:
    """Any booking the household can make, days to come and uncategorised ones included."""
    source = picked(draw, list(house.accounts.values()))
    targets = [
        account
        for account in house.accounts.values()
        if account.id != source.id and account.currency_code == source.currency_code
    ]
    transfer = bool(targets) and draw(COIN)
    fitting = [one for one in house.categories.values() if (one.type == "transfer") == transfer]
    category = picked(draw, fitting) if transfer or draw(COIN) else None
    return Transaction(
        id=TransactionId(number(1000 + index)),
        kind="transfer" if transfer else "regular",
        date=draw(days()),
        description=f"no. {index}",
        amount_minor=draw(amounts()),
        from_account_id=source.id,
        to_account_id=picked(draw, targets).id if transfer else None,
        category_id=None if category is None else category.id,
        category_type=None if category is None else category.type,
        vendor_id=picked(draw, list(house.vendors.values())).id if draw(COIN) else None,
    )


transactions = st.composite(transaction)
"""One booking, for a test that makes its own."""


@cache
@st.composite
def booked_households(draw: st.DrawFn) -> tuple[Household, tuple[Transaction, ...]]:
    """A household and up to a dozen bookings."""
    house = draw(households())
    count = draw(A_DOZEN)
    return house, tuple(transaction(draw, house=house, index=index) for index in range(count))
