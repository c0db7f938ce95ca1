"""What people might do next to a ledger that changes: forms and edits over the rows there are."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from piggypulse_core.budgeting.model.new_subscription import SubscriptionForm
from piggypulse_core.kernel.text import clean
from piggypulse_core.ledger.model.account import Account, AccountType
from piggypulse_core.ledger.model.account_edit import AccountEdit
from piggypulse_core.ledger.model.category import Behavior, Category, CategoryType
from piggypulse_core.ledger.model.category_edit import CategoryEdit
from piggypulse_core.ledger.model.edit import KEPT
from piggypulse_core.ledger.model.new_account import AccountForm
from piggypulse_core.ledger.model.new_category import CategoryForm
from piggypulse_core.ledger.model.new_transaction import TransactionForm
from piggypulse_core.ledger.model.transaction import Transaction
from piggypulse_core.ledger.model.vendor import Vendor
from tests.strategies.transactions import TEXTS, World, amounts, days
from tests.support.bookkeeping import form_of, regular, transfer
from tests.support.clock import TODAY

LOOKALIKES = [
    "Straße",
    "STRASSE",
    "ﬁn",
    "FIN",
    "é",
    "E\u0301",
    "Ω",
    "\u2126",
    "zz",
    "Z",
    "transfer",
]
TYPES: tuple[AccountType, ...] = ("Checking", "CreditCard", "Allowance", "Savings", "Wallet")
CATEGORY_TYPES: tuple[CategoryType, ...] = ("expense", "income", "transfer")
BEHAVIORS: tuple[Behavior | None, ...] = (None, "fixed", "variable", "subscription")
COLORS = st.sampled_from(["#123456", "#ABC"] * 5 + ["blue"])
ICONS = st.sampled_from(["x", "🛒", "👨‍👩‍👧‍👦"] * 4 + [""])
OPENINGS = st.sampled_from([0, 100_000, -5])
MOSTLY = st.sampled_from([True] * 5 + [False])


def names() -> st.SearchStrategy[str]:
    """Few that fold alike, some of any characters; now and then nothing but blanks."""
    return st.sampled_from([*LOOKALIKES, " "]) | st.text(
        st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=6
    ).map(lambda text: clean(text=text))


@st.composite
def account_forms(draw: st.DrawFn) -> AccountForm:
    kind = draw(st.sampled_from(TYPES))
    return AccountForm(
        type=kind,
        name=draw(names()),
        color=draw(COLORS),
        opening_minor=draw(OPENINGS),
        currency_code=draw(st.sampled_from([None, "EUR", "JPY"] * 4 + ["XXX"])),
        spend_limit_minor=draw(limits(fits=kind in ("CreditCard", "Allowance"))),
        top_up_amount_minor=draw(limits(fits=kind == "Allowance")),
    )


@st.composite
def account_edits(draw: st.DrawFn, account: Account) -> AccountEdit:
    return AccountEdit(
        type=draw(st.sampled_from([account.type] * 8 + ["Wallet"])),
        name=draw(names() | st.just(account.name)),
        color=draw(COLORS),
        opening_minor=draw(st.just(KEPT) | OPENINGS),
        currency_code=draw(st.sampled_from([None] * 8 + ["EUR"])),
        spend_limit_minor=draw(limits(fits=account.type in ("CreditCard", "Allowance"))),
        top_up_amount_minor=draw(st.just(KEPT) | limits(fits=account.type == "Allowance")),
    )


def limits(*, fits: bool) -> st.SearchStrategy[int | None]:
    """Amounts where the type has the member, and now and then where it has not."""
    return st.sampled_from([None, 0, 500] if fits else [None] * 11 + [500])


@st.composite
def category_forms(draw: st.DrawFn, categories: Sequence[Category]) -> CategoryForm:
    parent = draw(st.none() | st.sampled_from(categories))
    kind = draw(st.sampled_from(CATEGORY_TYPES))
    if parent is not None and draw(MOSTLY):
        kind = parent.type
    return CategoryForm(
        type=kind,
        name=draw(names()),
        icon=draw(ICONS),
        behavior=draw(st.sampled_from(BEHAVIORS)),
        description=draw(st.sampled_from([None, "", "All kinds"])),
        parent_id=None if parent is None else parent.id,
        target_minor=draw(limits(fits=kind != "transfer")),
    )


@st.composite
def category_edits(
    draw: st.DrawFn, category: Category, categories: Sequence[Category]
) -> CategoryEdit:
    kin = [row for row in categories if row.type == category.type and not row.is_system]
    parent = draw(st.sampled_from(kin or categories))
    return CategoryEdit(
        type=draw(st.sampled_from([category.type] * 8 + ["income"])),
        name=draw(names() | st.just(category.name)),
        icon=draw(ICONS),
        behavior=draw(st.sampled_from([KEPT, *BEHAVIORS])),
        parent_id=draw(st.sampled_from([KEPT, None, parent.id, parent.id])),
        target_minor=draw(limits(fits=category.type != "transfer")),
    )


def pairs(
    mine: Sequence[Vendor], anybodys: Sequence[Vendor]
) -> st.SearchStrategy[tuple[Vendor, Vendor]]:
    """Mostly two of one's own."""
    any_two = st.tuples(st.sampled_from(anybodys), st.sampled_from(anybodys))
    if len(mine) < 2:
        return any_two
    own = st.permutations(mine).map(lambda order: (order[0], order[1]))
    return st.one_of(own, own, own, any_two)


def subscription_forms(world: World) -> st.SearchStrategy[SubscriptionForm]:
    """Monthly charges, due around today so that bookings can be what they are."""
    expenses = [row.id for row in world.categories if row.type == "expense"]
    return st.builds(
        lambda category, vendor, due, amount: SubscriptionForm(
            name="Music",
            category_id=category,
            vendor_id=vendor,
            amount_minor=amount,
            cycle="monthly",
            billing_day=due.day,
            next_on=due,
        ),
        st.sampled_from(expenses or [row.id for row in world.categories]),
        st.sampled_from([*(row.id for row in world.vendors), None]),
        st.integers(-3, 3).map(lambda step: TODAY + timedelta(days=step)),
        st.integers(1, 5_000),
    )


@st.composite
def sound(draw: st.DrawFn, world: World) -> TransactionForm:
    """A booking over active rows that is accepted; there must be an account."""
    source = draw(st.sampled_from(world.accounts))
    others = [
        row
        for row in world.accounts
        if row.currency_code == source.currency_code and row.id != source.id
    ]
    movers = [row for row in world.categories if row.type == "transfer"]
    if others and movers and draw(st.booleans()):
        target, mover = draw(st.sampled_from(others)), draw(st.sampled_from(movers))
        form = transfer(source, target, mover, draw(amounts()), on=draw(days()))
    else:
        kinds = [row for row in world.categories if row.type != "transfer"]
        category = draw(st.sampled_from([None, *kinds]))
        form = regular(source, category, draw(amounts()), on=draw(days()))
    vendor = draw(st.sampled_from([None, *world.vendors]))
    return replace(
        form,
        description=draw(st.sampled_from(TEXTS)),
        vendor_id=None if vendor is None else vendor.id,
    )


def wild(anything: World) -> st.SearchStrategy[TransactionForm]:
    """A booking over rows of anybody, gone ones included, without regard to what fits."""
    accounts = st.sampled_from([row.id for row in anything.accounts])
    return st.builds(
        TransactionForm,
        kind=st.sampled_from(["regular", "transfer"]),
        date=days() | st.sampled_from([date(1899, 12, 31), date(2200, 1, 1)]),
        description=st.sampled_from([*TEXTS, " "]),
        amount_minor=amounts() | st.sampled_from([0, -1, 10**15]),
        from_account_id=accounts,
        to_account_id=st.none() | accounts,
        category_id=st.sampled_from([None, *(row.id for row in anything.categories)]),
        vendor_id=st.sampled_from([None, *(row.id for row in anything.vendors)]),
    )


def bookings(world: World, anything: World) -> st.SearchStrategy[TransactionForm]:
    """Mostly sound."""
    if not world.accounts:
        return wild(anything)
    return st.one_of(sound(world), sound(world), sound(world), wild(anything))


@st.composite
def edits(draw: st.DrawFn, *, row: Transaction, world: World, anything: World) -> TransactionForm:
    """Another booking altogether, or the same one but for a member or two."""
    other = draw(bookings(world, anything))
    return draw(
        st.sampled_from(
            [
                other,
                form_of(row),
                replace(form_of(row), date=other.date),
                replace(form_of(row), amount_minor=other.amount_minor),
                replace(form_of(row), from_account_id=other.from_account_id),
                replace(form_of(row), vendor_id=other.vendor_id),
            ]
        )
    )
