"""Transactions as people might type them, sound and unsound, over a small world of rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from hypothesis import strategies as st

from piggypulse_core.kernel.money import AMOUNT_MINOR_MAX
from piggypulse_core.ledger.model.account import Account
from piggypulse_core.ledger.model.category import Category
from piggypulse_core.ledger.model.new_transaction import TransactionForm
from piggypulse_core.ledger.model.selection import Selection
from piggypulse_core.ledger.model.transaction import TransactionKind
from piggypulse_core.ledger.model.vendor import Vendor
from tests.support.bookkeeping import Bookkeeper
from tests.support.clock import TODAY

Row = TypeVar("Row")

TEXTS = ("Eggs", "50% off_now", "Straße 5.00", "ΣΊΣΥΦΟΣ", "back\\slash", "Cafe\u0301")
WORDS = ("", "e", "STRASSE", "%", "_", "\\", "5.0", "0,0", "σίσυφος", "é", "market", "10", "zz")
VENDORS = ("Market", "Größe_%")


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What one person has; types, currencies and archived rows are all represented."""

    accounts: Sequence[Account]
    categories: Sequence[Category]
    vendors: Sequence[Vendor]


async def make_world(books: Bookkeeper, /) -> World:
    """Rows to book on: every type of account, two currencies, everything archived once."""
    return World(
        accounts=[
            await books.account(type="Checking", opening_minor=100_000),
            await books.account(type="CreditCard", opening_minor=20_000),
            await books.account(type="Allowance"),
            await books.account(type="Savings", opening_minor=-5),
            await books.account(type="Allowance"),
            await books.account(type="Wallet", currency_code="JPY"),
            await books.account(type="Checking", archived_on=TODAY),
        ],
        categories=[
            await books.category(type="income"),
            await books.category(type="expense"),
            await books.category(type="transfer"),
            await books.category(type="expense", archived_on=TODAY),
        ],
        vendors=[await books.vendor(name=name) for name in VENDORS],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A form whose rows are named by place, so that it means the same in every world."""

    kind: TransactionKind
    day: date
    text: str
    amount_minor: int
    source: int
    target: int | None
    category: int | None
    vendor: int | None

    def form(self, world: World, /, *, strangers: World | None = None) -> TransactionForm:
        """The form over a world; places beyond its end are a stranger's rows."""
        others = strangers or world
        target = _at(self.target, world.accounts, others.accounts)
        category = _at(self.category, world.categories, others.categories)
        vendor = _at(self.vendor, world.vendors, others.vendors)
        return TransactionForm(
            kind=self.kind,
            date=self.day,
            description=self.text,
            amount_minor=self.amount_minor,
            from_account_id=_row(self.source, world.accounts, others.accounts).id,
            to_account_id=None if target is None else target.id,
            category_id=None if category is None else category.id,
            vendor_id=None if vendor is None else vendor.id,
        )


def _at(place: int | None, rows: Sequence[Row], others: Sequence[Row]) -> Row | None:
    return None if place is None else _row(place, rows, others)


def _row(place: int, rows: Sequence[Row], others: Sequence[Row]) -> Row:
    return rows[place] if place < len(rows) else others[place - len(rows)]


def days() -> st.SearchStrategy[date]:
    """Few days around today, so that bookings meet; and the ends of the calendar."""
    near = st.integers(-3, 3).map(lambda step: TODAY + timedelta(days=step))
    return near | st.sampled_from([date(1900, 1, 1), date(2199, 12, 31)])


def amounts() -> st.SearchStrategy[int]:
    return st.integers(1, 5_000) | st.sampled_from([1, AMOUNT_MINOR_MAX])


def purchases_and_income() -> st.SearchStrategy[Sketch]:
    """Regular transactions that are always accepted."""
    return st.builds(
        Sketch,
        kind=st.just("regular"),
        day=days(),
        text=st.sampled_from(TEXTS),
        amount_minor=amounts(),
        source=st.integers(0, 5),
        target=st.none(),
        category=st.sampled_from([None, 0, 1]),
        vendor=st.sampled_from([None, 0, 1]),
    )


def transfers() -> st.SearchStrategy[Sketch]:
    """Transfers that are always accepted."""
    sides = st.permutations(range(5)).map(lambda order: (order[0], order[1]))
    return st.builds(
        lambda day, amount_minor, ends, vendor: Sketch(
            kind="transfer",
            day=day,
            text="Moved",
            amount_minor=amount_minor,
            source=ends[0],
            target=ends[1],
            category=2,
            vendor=vendor,
        ),
        days(),
        amounts(),
        sides,
        st.sampled_from([None, 0]),
    )


def accepted() -> st.SearchStrategy[Sketch]:
    return purchases_and_income() | transfers()


def wild() -> st.SearchStrategy[Sketch]:
    """Anything: contradictions, archived rows, strangers' rows and members out of bounds."""
    return st.builds(
        Sketch,
        kind=st.sampled_from(["regular", "transfer"]),
        day=days() | st.sampled_from([date(1899, 12, 31), date(2200, 1, 1)]),
        text=st.sampled_from([*TEXTS, " ", "x" * 501]),
        amount_minor=amounts() | st.sampled_from([0, -1, AMOUNT_MINOR_MAX + 1, 10**19]),
        source=st.integers(0, 8),
        target=st.none() | st.integers(0, 8),
        category=st.none() | st.integers(0, 5),
        vendor=st.none() | st.integers(0, 3),
    )


def anything() -> st.SearchStrategy[Sketch]:
    """Mostly acceptable."""
    return st.one_of(accepted(), accepted(), wild())


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A selection whose rows are named by place."""

    plain: Selection
    accounts: frozenset[int] | None
    categories: frozenset[int] | None
    vendors: frozenset[int] | None

    def selection(self, world: World, /) -> Selection:
        return Selection(
            first_day=self.plain.first_day,
            last_day=self.plain.last_day,
            direction=self.plain.direction,
            accounts=_chosen(self.accounts, world.accounts),
            categories=_chosen(self.categories, world.categories),
            vendors=_chosen(self.vendors, world.vendors),
            uncategorized=self.plain.uncategorized,
            search=self.plain.search,
        )


def _chosen(
    places: frozenset[int] | None, rows: Sequence[Account] | Sequence[Category] | Sequence[Vendor]
) -> frozenset[UUID] | None:
    return None if places is None else frozenset(rows[place].id for place in places)


def selections() -> st.SearchStrategy[Selection]:
    """Conditions that name no rows."""
    return st.builds(
        Selection,
        first_day=days(),
        last_day=days(),
        direction=st.sampled_from([None, None, "income", "expense", "transfer"]),
        uncategorized=st.sampled_from(["exclude", "include", "only"]),
        search=st.sampled_from([None, *WORDS]).map(lambda words: words or None),
    )


def wishes() -> st.SearchStrategy[Wish]:
    return st.builds(
        Wish,
        plain=selections() | st.builds(Selection, uncategorized=st.just("include")),
        accounts=st.none() | st.frozensets(st.integers(0, 6), max_size=3),
        categories=st.none() | st.frozensets(st.integers(0, 3), max_size=2),
        vendors=st.none() | st.frozensets(st.integers(0, 1), max_size=2),
    )
