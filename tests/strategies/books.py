"""Random households: accounts in two currencies, goals, periods with gaps, and their bookings."""

from datetime import date, timedelta
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


def days() -> st.SearchStrategy[date]:
    """A day around which everything happens."""
    return st.integers(0, DAYS).map(lambda offset: FIRST + timedelta(days=offset))


def amounts() -> st.SearchStrategy[int]:
    """Mostly everyday money, now and then the largest there is."""
    return st.one_of(st.integers(1, 10**6), st.just(AMOUNT_MINOR_MAX))


def number(value: int, /) -> UUID:
    """An id that is easy to read in a counter-example."""
    return UUID(int=0x7 << 76 | 0b10 << 62 | value)


@st.composite
def accounts(draw: st.DrawFn, *, index: int) -> Account:
    kind = draw(st.sampled_from(ACCOUNT_TYPES))
    cycle = draw(st.none() | st.sampled_from(TOP_UP_CYCLES))
    allowance = kind == "Allowance"
    last_day = 31 if cycle == "monthly" else 6
    limits = st.none() | st.integers(0, 10**6)
    return Account(
        id=AccountId(number(100 + index)),
        type=kind,
        name=draw(st.sampled_from(("b", "A", "ä", "Z", "ß"))) + str(index),
        color="#123456",
        currency_code=draw(st.sampled_from(("EUR", "EUR", "USD"))),
        opening_minor=draw(st.integers(-(10**6), 10**6)),
        created_on=draw(days()),
        spend_limit_minor=draw(limits) if kind in ("CreditCard", "Allowance") else None,
        top_up_amount_minor=draw(limits) if allowance else None,
        top_up_cycle=cycle if allowance else None,
        top_up_day=draw(st.none() | st.integers(1, last_day)) if allowance else None,
        archived_on=draw(st.none() | days()),
    )


@st.composite
def periods(draw: st.DrawFn) -> dict[str, Period]:
    """Up to four periods, some of a single day, with and without gaps between them."""
    found: dict[str, Period] = {}
    start = FIRST
    for index in range(draw(st.integers(1, 4))):
        start += timedelta(days=draw(st.sampled_from((0, 0, 3))))
        end = start + timedelta(days=draw(st.sampled_from((0, 6, 27, 30))))
        found[f"P{index}"] = Period(
            id=PeriodId(number(200 + index)), name=f"P{index}", start=start, end=end
        )
        start = end + timedelta(days=1)
    return found


def goal_states() -> st.SearchStrategy[GoalState]:
    values = st.integers(0, 10**6)
    return st.one_of(
        values.map(lambda value: active(value_minor=value)),
        values.map(lambda value: excluded(value_minor=value)),
        st.just(REMOVED),
    )


@st.composite
def goals(draw: st.DrawFn, *, index: int, category: Category, known: dict[str, Period]) -> Goal:
    chosen = st.sampled_from(sorted(period.id for period in known.values()))
    return Goal(
        id=GoalId(number(300 + index)),
        category_id=category.id,
        standing=draw(st.dictionaries(days() | st.just(BASELINE), goal_states(), max_size=3)),
        overrides=draw(st.dictionaries(chosen, goal_states(), max_size=2)),
    )


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
    owned = [draw(accounts(index=index)) for index in range(draw(st.integers(1, 5)))]
    categories = [
        Category(
            id=CategoryId(number(400 + index)),
            type=kind,
            name=f"c{index}",
            icon="📁",
            behavior=draw(st.sampled_from(BEHAVIORS)) if kind == "expense" else None,
            archived_on=draw(st.none() | days()),
        )
        for index, kind in enumerate(CATEGORY_TYPES)
    ]
    known = draw(periods())
    return Household(
        accounts={account.name: account for account in owned},
        categories={category.name: category for category in categories},
        vendors={
            f"v{index}": Vendor(id=VendorId(number(500 + index)), name=f"v{index}")
            for index in range(2)
        },
        periods=known,
        goals=tuple(
            draw(goals(index=index, category=category, known=known))
            for index, category in enumerate(categories)
            if category.type != "transfer" and draw(st.booleans())
        ),
        transactions=(),
        subscriptions=tuple(
            draw(subscriptions(index=index, category=categories[1].id))
            for index in range(draw(st.integers(0, 3)))
        ),
    )


@st.composite
def transactions(draw: st.DrawFn, *, house: Household, index: int) -> Transaction:
    """Any booking the household can make, days to come and uncategorised ones included."""
    source = draw(st.sampled_from(list(house.accounts.values())))
    targets = [
        account
        for account in house.accounts.values()
        if account.id != source.id and account.currency_code == source.currency_code
    ]
    transfer = bool(targets) and draw(st.booleans())
    category = draw(
        st.sampled_from(
            [one for one in house.categories.values() if (one.type == "transfer") == transfer]
        )
        if transfer
        else st.none()
        | st.sampled_from([one for one in house.categories.values() if one.type != "transfer"])
    )
    return Transaction(
        id=TransactionId(number(1000 + index)),
        kind="transfer" if transfer else "regular",
        date=draw(days()),
        description=f"no. {index}",
        amount_minor=draw(amounts()),
        from_account_id=source.id,
        to_account_id=draw(st.sampled_from(targets)).id if transfer else None,
        category_id=None if category is None else category.id,
        category_type=None if category is None else category.type,
        vendor_id=draw(st.none() | st.sampled_from([one.id for one in house.vendors.values()])),
    )


@st.composite
def booked_households(draw: st.DrawFn) -> tuple[Household, tuple[Transaction, ...]]:
    """A household and up to a dozen bookings."""
    house = draw(households())
    count = draw(st.integers(0, 12))
    return house, tuple(draw(transactions(house=house, index=index)) for index in range(count))
