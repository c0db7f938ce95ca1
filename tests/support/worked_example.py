"""A small household of 2031 whose figures were worked out by hand: three periods, five accounts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import UUID

from piggypulse_adapters.system.ids import CountingIds
from piggypulse_core.budgeting.model.billing import Billing, BillingEvent, BillingEventId
from piggypulse_core.budgeting.model.goal import BASELINE, Goal, GoalId
from piggypulse_core.budgeting.model.goal_state import active, excluded
from piggypulse_core.budgeting.model.period import Period, PeriodId
from piggypulse_core.budgeting.model.subscription import (
    BillingCycle,
    Subscription,
    SubscriptionId,
)
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.account import Account, AccountId
from piggypulse_core.ledger.model.balance import change
from piggypulse_core.ledger.model.category import Behavior, Category, CategoryId, CategoryType
from piggypulse_core.ledger.model.transaction import Transaction, TransactionId
from piggypulse_core.ledger.model.vendor import Vendor, VendorId
from tests.support.works import AnyWork

NOON = datetime(2031, 5, 10, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the household's book; `to` is the other account of a transfer."""

    number: int
    day: str
    amount: int
    category: str | None
    account: str
    to: str | None = None
    vendor: str | None = None


def _entry(number: int, day: str, amount: int, what: str, *, vendor: str | None = None) -> Entry:
    category, _, place = what.partition(" @ ")
    account, _, to = place.partition(" -> ")
    return Entry(
        number=number,
        day=f"2031-{day}",
        amount=amount,
        category=category if category != "none" else None,
        account=account,
        to=to or None,
        vendor=vendor,
    )


ENTRIES: tuple[Entry, ...] = (
    _entry(1, "03-03", 210000, "Wages @ Giro"),
    _entry(2, "03-04", 70000, "Housing @ Giro", vendor="Landlord"),
    _entry(3, "03-09", 18400, "Food @ Giro", vendor="Market"),
    _entry(4, "03-15", 6000, "Courses @ Giro"),
    _entry(5, "03-20", 40000, "Transfer @ Giro -> Reserve"),
    _entry(6, "03-31", 210000, "Wages @ Giro"),
    _entry(7, "04-01", 70000, "Housing @ Giro", vendor="Landlord"),
    _entry(8, "04-06", 21150, "Food @ Visa", vendor="Market"),
    _entry(9, "04-12", 53300, "Leisure @ Giro", vendor="Cinema"),
    _entry(10, "04-20", 20000, "Transfer @ Giro -> Visa"),
    _entry(11, "04-28", 214500, "Wages @ Giro"),
    _entry(12, "04-29", 35000, "Housing @ Giro", vendor="Landlord"),
    _entry(13, "05-02", 9870, "Food @ Visa", vendor="Market"),
    _entry(14, "05-03", 15000, "Transfer @ Giro -> Pocket"),
    _entry(15, "05-05", 2750, "none @ Giro"),
    _entry(16, "05-06", 2600, "Leisure @ Giro", vendor="Market"),
    _entry(17, "05-08", 4200, "Leisure @ Pocket", vendor="Cinema"),
    _entry(18, "05-08", 10000, "Transfer @ Giro -> Visa"),
    _entry(19, "05-09", 5000, "Food @ Dollars", vendor="Market"),
    _entry(20, "05-20", 35000, "Housing @ Giro", vendor="Landlord"),
)

PERIODS = {
    "P1": (date(2031, 3, 3), date(2031, 3, 30)),
    "P2": (date(2031, 3, 31), date(2031, 4, 27)),
    "P3": (date(2031, 4, 28), date(2031, 5, 25)),
}

CATEGORIES: tuple[tuple[str, CategoryType, Behavior | None], ...] = (
    ("Wages", "income", None),
    ("Housing", "expense", "fixed"),
    ("Energy", "expense", "fixed"),
    ("Food", "expense", "variable"),
    ("Leisure", "expense", "variable"),
    ("Courses", "expense", None),
    ("Transfer", "transfer", None),
)


BASE = "base"

GOALS: dict[str, dict[str, int]] = {
    "Wages": {BASE: 210000},
    "Housing": {BASE: 70000},
    "Energy": {BASE: 9000},
    "Food": {BASE: 30000, "2031-04-28": 36000},
    "Leisure": {BASE: 12000},
    "Courses": {BASE: 5000},
}
"""Values by effective day; besides, Energy is excluded from P2 on and Leisure is 15000 in P3."""

SUBSCRIPTIONS: tuple[tuple[str, int, BillingCycle, str, str | None, str | None], ...] = (
    ("Music", 1299, "monthly", "05-17", "04-17", None),
    ("Domain", 5000, "yearly", "05-10", None, None),
    ("Paper", 2500, "quarterly", "07-28", "04-28", "04-30"),
)
"""Name, amount, cycle, next charge, the one before it, and the day it is cancelled on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """The rows of the example by the names they have on paper."""

    accounts: dict[str, Account]
    categories: dict[str, Category]
    vendors: dict[str, Vendor]
    periods: dict[str, Period]
    goals: tuple[Goal, ...]
    transactions: tuple[Transaction, ...]
    subscriptions: tuple[Billing, ...] = ()

    def period(self, name: str, /) -> UUID:
        return self.periods[name].id


def household(*, entries: Sequence[Entry] = ENTRIES, transfer: Category | None = None) -> Household:
    """The example, or a variation of its entries; a registered user has `transfer` already."""
    ids = CountingIds()
    accounts = {account.name: account for account in _accounts(ids)}
    categories = {
        name: Category(
            id=CategoryId(ids.new()),
            type=kind,
            name=name,
            icon="📁",
            behavior=behavior,
            is_system=name == "Transfer",
            archived_on=date(2031, 3, 21) if name == "Courses" else None,
        )
        for name, kind, behavior in CATEGORIES
    }
    if transfer is not None:
        categories["Transfer"] = transfer
    vendors = {
        name: Vendor(id=VendorId(ids.new()), name=name) for name in ("Landlord", "Market", "Cinema")
    }
    periods = {
        name: Period(id=PeriodId(ids.new()), name=name, start=start, end=end)
        for name, (start, end) in PERIODS.items()
    }
    goals = tuple(
        _goal(id=GoalId(ids.new()), category=categories[name], values=values, periods=periods)
        for name, values in GOALS.items()
    )
    booked = tuple(
        Transaction(
            id=TransactionId(ids.new()),
            kind="regular" if entry.to is None else "transfer",
            date=date.fromisoformat(entry.day),
            description=f"No. {entry.number}",
            amount_minor=entry.amount,
            from_account_id=accounts[entry.account].id,
            to_account_id=None if entry.to is None else accounts[entry.to].id,
            category_id=None if entry.category is None else categories[entry.category].id,
            category_type=None if entry.category is None else categories[entry.category].type,
            vendor_id=None if entry.vendor is None else vendors[entry.vendor].id,
        )
        for entry in entries
    )
    return Household(
        accounts=accounts,
        categories=categories,
        vendors=vendors,
        periods=periods,
        goals=goals,
        transactions=booked,
        subscriptions=_subscriptions(ids, category=categories["Leisure"].id),
    )


def without(number: int, /) -> tuple[Entry, ...]:
    """The entries but for one."""
    return tuple(entry for entry in ENTRIES if entry.number != number)


def moved(number: int, /, *, to: str) -> tuple[Entry, ...]:
    """The entries with one on another day."""
    return tuple(replace(entry, day=to) if entry.number == number else entry for entry in ENTRIES)


async def keep(work: AnyWork, /, *, owner: UserId, house: Household) -> None:
    """Write the example into a back end."""
    async with work() as unit:
        for account in house.accounts.values():
            await unit.accounts.add(owner=owner, account=account)
        known = {category.id for category in await unit.categories.every(owner=owner)}
        for category in house.categories.values():
            if category.id not in known:
                await unit.categories.add(owner=owner, category=category)
        for vendor in house.vendors.values():
            await unit.vendors.add(owner=owner, vendor=vendor)
        for period in house.periods.values():
            await unit.periods.add(owner=owner, period=period)
        await unit.goals.hold(owner=owner)
        for goal in house.goals:
            await unit.goals.save(owner=owner, goal=goal)
        accounts = {account.id: account for account in house.accounts.values()}
        await unit.accounts.hold(owner=owner, accounts=list(accounts))
        await unit.transactions.write(
            owner=owner, change=change(come=house.transactions, accounts=accounts)
        )
        for billing in house.subscriptions:
            plain = Billing(subscription=billing.subscription)
            await unit.subscriptions.add(owner=owner, subscription=billing.subscription)
            await unit.subscriptions.save(owner=owner, before=plain, after=billing)


def _goal(
    *,
    id: GoalId,  # noqa: A002 - the field's name
    category: Category,
    values: Mapping[str, int],
    periods: Mapping[str, Period],
) -> Goal:
    standing = {
        BASELINE if day == BASE else date.fromisoformat(day): active(value_minor=value)
        for day, value in values.items()
    }
    if category.name == "Energy":
        standing[PERIODS["P2"][0]] = excluded(value_minor=9000)
    alone = {periods["P3"].id: active(value_minor=15000)} if category.name == "Leisure" else {}
    return Goal(id=id, category_id=category.id, standing=standing, overrides=alone)


def _subscriptions(ids: CountingIds, *, category: CategoryId) -> tuple[Billing, ...]:
    def day(text: str) -> date:
        return date.fromisoformat(f"2031-{text}")

    made = []
    for name, amount, cycle, coming, gone, cancelled in SUBSCRIPTIONS:
        one = Subscription(
            id=SubscriptionId(ids.new()),
            name=name,
            category_id=category,
            vendor_id=None,
            amount_minor=amount,
            cycle=cycle,
            billing_day=day(coming).day,
            next_on=day(coming),
            created_at=NOON,
            updated_at=NOON,
            cancelled_on=None if cancelled is None else day(cancelled),
        )
        events = [
            BillingEvent(id=BillingEventId(ids.new()), due_on=due, date=due, amount_minor=amount)
            for due in ([] if gone is None else [day(gone)])
        ]
        made.append(Billing(subscription=one, events={event.due_on: event for event in events}))
    return tuple(made)


def _accounts(ids: CountingIds) -> tuple[Account, ...]:
    def account(**given: object) -> Account:
        return replace(plain, id=AccountId(ids.new()), **given)  # type: ignore[arg-type]  # fields by name

    plain = Account(
        id=AccountId(ids.new()),
        type="Checking",
        name="Giro",
        color="#336699",
        currency_code="EUR",
        opening_minor=120000,
        created_on=date(2031, 1, 1),
    )
    return (
        plain,
        account(type="Savings", name="Reserve", opening_minor=250000),
        account(type="CreditCard", name="Visa", opening_minor=8000, spend_limit_minor=150000),
        account(
            type="Allowance",
            name="Pocket",
            opening_minor=0,
            spend_limit_minor=25000,
            top_up_amount_minor=6000,
            top_up_cycle="weekly",
            top_up_day=3,
        ),
        account(type="Wallet", name="Dollars", currency_code="USD", opening_minor=30000),
    )
