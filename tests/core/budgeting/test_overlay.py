"""What is in an overlay, and the laws its figures keep, by definition alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piggypulse_core.budgeting.model.new_overlay import OVERLAY_CHOICES_MAX, OverlayForm
from piggypulse_core.budgeting.model.overlay import (
    AlreadyIncluded,
    InclusionMode,
    OutsideWindow,
    Overlay,
    OverlayId,
    OverlayRules,
    TransactionLeftOut,
)
from piggypulse_core.budgeting.model.overlay_figures import overlay_figures
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.refusal import InvalidInput
from piggypulse_core.ledger.model.account import Account, AccountId, AccountType
from piggypulse_core.ledger.model.category import Category, CategoryId
from piggypulse_core.ledger.model.spending import spent_total, within
from piggypulse_core.ledger.model.transaction import Transaction, TransactionId
from piggypulse_core.ledger.model.vendor import VendorId

FIRST = date(2031, 1, 1)
WINDOW = Span(start=FIRST, end=FIRST + timedelta(days=5))
GIRO, POCKET = AccountId(UUID(int=1)), AccountId(UUID(int=2))
FOOD, MOVING = CategoryId(UUID(int=3)), CategoryId(UUID(int=4))
SHOP = VendorId(UUID(int=5))
TYPES: dict[AccountId, AccountType] = {GIRO: "Checking", POCKET: "Allowance"}
MODES: tuple[InclusionMode, ...] = ("all", "rules", "manual")
ACCOUNTS = {
    key: Account(
        id=key,
        type=type_,
        name=f"{key}",
        color="#123456",
        currency_code="EUR",
        opening_minor=0,
        created_on=FIRST,
    )
    for key, type_ in TYPES.items()
}
CATEGORIES = {
    FOOD: Category(id=FOOD, type="expense", name="Food", icon="🍞"),
    MOVING: Category(id=MOVING, type="transfer", name="Moving", icon="↔"),
}
OVERLAY = Overlay(
    id=OverlayId(UUID(int=9)),
    name="Sea",
    icon=None,
    span=WINDOW,
    mode="rules",
    total_cap_minor=None,
    created_at=datetime(2031, 1, 1, tzinfo=UTC),
    rules=OverlayRules(vendors=frozenset({SHOP})),
)
MEAL = Transaction(
    id=TransactionId(UUID(int=10)),
    kind="regular",
    date=FIRST,
    description="Meal",
    amount_minor=100,
    from_account_id=GIRO,
    category_id=FOOD,
    category_type="expense",
    vendor_id=SHOP,
)


@st.composite
def books(draw: st.DrawFn) -> list[Transaction]:
    """Purchases with and without category, income, and transfers either way."""
    shapes = (
        MEAL,
        replace(MEAL, vendor_id=None),
        replace(MEAL, category_id=None, category_type=None),
        replace(MEAL, from_account_id=POCKET),
        replace(MEAL, category_type="income"),
        replace(
            MEAL,
            kind="transfer",
            category_id=MOVING,
            category_type="transfer",
            to_account_id=POCKET,
        ),
    )
    drawn = draw(st.lists(st.tuples(st.sampled_from(shapes), st.integers(-1, 6)), max_size=8))
    return [
        replace(shape, id=TransactionId(UUID(int=100 + place)), date=FIRST + timedelta(days=offset))
        for place, (shape, offset) in enumerate(drawn)
    ]


@pytest.mark.parametrize(
    ("mode", "override", "source"),
    [
        ("all", None, "all"),
        ("all", False, None),
        ("manual", None, None),
        ("manual", True, "manual"),
        ("rules", None, "rules"),
        ("rules", True, "manual"),
        ("rules", False, None),
    ],
)
def test_a_persons_word_wins(
    mode: InclusionMode, override: object, source: InclusionMode | None
) -> None:
    assert override is None or isinstance(override, bool)
    overlay = replace(OVERLAY, mode=mode)

    said = overlay.membership(transaction=MEAL, override=override)
    outside = overlay.membership(
        transaction=replace(MEAL, date=FIRST - timedelta(days=1)), override=override
    )

    assert (said.source, said.is_included) == (source, source is not None)
    assert outside.source is None


def test_no_rules_match_nothing() -> None:
    assert not OverlayRules().match(transaction=replace(MEAL, vendor_id=None, category_id=None))


def test_no_news_is_refused() -> None:
    with pytest.raises(AlreadyIncluded):
        OVERLAY.check_change(transaction=MEAL, override=None, included=True)
    with pytest.raises(TransactionLeftOut):
        OVERLAY.check_change(transaction=MEAL, override=False, included=False)
    late = replace(MEAL, date=WINDOW.end + timedelta(days=1))
    with pytest.raises(OutsideWindow):
        OVERLAY.check_change(transaction=late, override=None, included=True)


@given(rows=books(), data=st.data())
def test_the_whole_is_its_parts(rows: list[Transaction], data: st.DataObject) -> None:
    """What was spent is what categories and the uncategorised add up to; `all` takes the window."""
    mode = data.draw(st.sampled_from(MODES))
    overrides = data.draw(
        st.dictionaries(st.sampled_from([row.id for row in rows]), st.booleans())
        if rows
        else st.just({})
    )
    overlay = replace(OVERLAY, mode=mode)

    def figures(said: dict[TransactionId, bool], among: list[Transaction]) -> tuple[int, int]:
        found = overlay_figures(
            overlay=overlay,
            transactions=among,
            overrides=said,
            accounts=ACCOUNTS,
            categories=CATEGORIES,
        )
        return found.spent_minor, sum(one.amount_minor for one in found.breakdown)

    stray = [row for row in rows if row.category_id is None]
    spent, named = figures(overrides, rows)
    assert spent == named + figures(overrides, stray)[0]
    window = within(transactions=rows, span=WINDOW)
    if mode == "all":
        assert figures({}, rows)[0] == spent_total(transactions=window, accounts=ACCOUNTS)


def test_a_form_is_judged_whole() -> None:
    form = OverlayForm(
        name=" ",
        icon="x" * 17,
        start_on=FIRST,
        end_on=FIRST - timedelta(days=1),
        mode="all",
        total_cap_minor=-1,
        caps=[(FOOD, -1), (FOOD, 1)],
        vendors=[SHOP] * (OVERLAY_CHOICES_MAX + 1),
    )

    with pytest.raises(InvalidInput) as refused:
        form.checked()

    assert [(fault.field, fault.code) for fault in refused.value.faults] == [
        ("name", "too_short"),
        ("icon", "too_long"),
        ("endDate", "out_of_range"),
        ("totalCapAmount", "out_of_range"),
        ("/categoryCaps/0/capAmount", "out_of_range"),
        ("/categoryCaps/1/categoryId", "not_allowed_here"),
        ("/rules/vendorIds", "too_long"),
    ]
