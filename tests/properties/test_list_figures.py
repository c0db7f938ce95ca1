"""Laws of the dashboard's lists, over random books."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from piggypulse_core.budgeting.model.period import Period
from piggypulse_core.insights.model.book import Book
from piggypulse_core.insights.model.budgeted_categories import (
    BudgetedCategories,
    budgeted_categories,
)
from piggypulse_core.insights.model.category_overview import CategoryFlows, gather_category_flows
from piggypulse_core.insights.model.current_period import gather_spent_by_day
from piggypulse_core.insights.model.period_charges import (
    PeriodCharges,
    gather_subscription_facts,
    period_charges,
)
from piggypulse_core.insights.model.standpoint import Standpoint, gather_standpoint
from piggypulse_core.insights.model.top_vendors import VendorSpend, gather_top_vendors
from piggypulse_core.insights.model.uncategorized import (
    UncategorizedBookings,
    gather_uncategorized,
)
from piggypulse_core.insights.model.vendor_stats import gather_vendor_totals
from piggypulse_core.ledger.model.category import Behavior
from piggypulse_core.ledger.model.transaction import Transaction
from tests.properties.test_figures import budget_of, some_period
from tests.strategies.books import booked_households, days, goal_states
from tests.support.ledger import LAW
from tests.support.worked_example import Household

Booked = tuple[Household, tuple[Transaction, ...]]
EUROS = Standpoint(timezone="UTC", currency_code="EUR", excluded_accounts=[])


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """Every list of one period, and the sums it is a part of."""

    vendors: Sequence[VendorSpend]
    uncategorized: UncategorizedBookings
    fixed: Sequence[tuple[str, int, int]]
    variable: Sequence[tuple[str, int, int]]
    flows: CategoryFlows


def book_of(house: Household, booked: Sequence[Transaction]) -> Book:
    return Book(
        currency_code="EUR",
        accounts={one.id: one for one in house.accounts.values()},
        transactions=booked,
        categories={one.id: one for one in house.categories.values()},
        vendors={one.id: one for one in house.vendors.values()},
    )


def lists(house: Household, booked: Sequence[Transaction], today: date) -> Lists:
    book, period = book_of(house, booked), some_period(house)
    flows = gather_category_flows(book=book, span=period.span, until=today)

    def of(behavior: Behavior) -> Sequence[tuple[str, int, int]]:
        return columns(
            budgeted_categories(
                sums=flows.categories,
                budget=budget_of(house),
                period=period,
                behavior=behavior,
                standpoint=gather_standpoint(book=book, timezone="UTC"),
            )
        )

    return Lists(
        vendors=gather_top_vendors(book=book, span=period.span, limit=50),
        uncategorized=gather_uncategorized(book=book, span=period.span),
        fixed=of("fixed"),
        variable=of("variable"),
        flows=flows,
    )


def columns(found: BudgetedCategories) -> Sequence[tuple[str, int, int]]:
    """The rows without what archiving changes, once their sums are found to be right."""
    rows = [(row.category.name, row.spent_minor, row.budgeted_minor) for row in found.rows]
    assert found.spent_minor == sum(spent for _, spent, _ in rows)
    assert found.budgeted_minor == sum(budgeted for _, _, budgeted in rows)
    return rows


@LAW
@given(booked_households(), days())
def test_rows_are_the_parts_of_what_was_spent(made: Booked, today: date) -> None:
    house, booked = made
    book, period = book_of(house, booked), some_period(house)
    found = lists(house, booked, today)
    totals = gather_vendor_totals(book=book, span=period.span, vendors=len(house.vendors))
    spent = sum(gather_spent_by_day(book=book, span=period.span).values())
    expenses = [one for one in found.flows.categories if one.category.type == "expense"]
    plain = sum(one.total_minor for one in expenses if one.category.behavior is None)
    listed = sum(row[1] for row in (*found.fixed, *found.variable))

    with_vendors = sum(one.spend_minor for one in found.vendors)
    assert with_vendors == totals.spend_minor <= spent - found.flows.top_ups_minor
    assert len(found.vendors) == totals.paid
    assert found.uncategorized.spent_minor == found.flows.uncategorized_minor
    assert listed + plain + found.uncategorized.spent_minor + found.flows.top_ups_minor == spent


@LAW
@given(booked_households(), days(), st.data())
def test_other_currencies_and_the_order_of_writing_change_no_list(
    made: Booked, today: date, data: st.DataObject
) -> None:
    house, booked = made
    accounts = book_of(house, booked).accounts
    ours = [row for row in booked if accounts[row.from_account_id].currency_code == "EUR"]

    assert lists(house, data.draw(st.permutations(ours)), today) == lists(house, booked, today)


@LAW
@given(booked_households(), days())
def test_archiving_today_changes_no_list_of_a_begun_period(made: Booked, today: date) -> None:
    house, booked = made
    assume(today >= some_period(house).start)
    archived = replace(
        house,
        accounts={
            name: replace(one, archived_on=one.archived_on or today)
            for name, one in house.accounts.items()
        },
        categories={
            name: replace(one, archived_on=one.archived_on or today)
            for name, one in house.categories.items()
        },
        vendors={name: replace(one, archived_on=today) for name, one in house.vendors.items()},
    )
    before, after = lists(house, booked, today), lists(archived, booked, today)

    assert replace(after, flows=before.flows) == before


@LAW
@given(booked_households(), st.integers(1, 40), st.data())
def test_a_goal_from_a_later_day_on_changes_no_list(
    made: Booked, later: int, data: st.DataObject
) -> None:
    house, booked = made
    assume(house.goals)
    day = some_period(house).end + timedelta(days=later)
    changed = [
        replace(one, standing={**one.standing, day: data.draw(goal_states())})
        for one in house.goals
    ]

    assert lists(replace(house, goals=tuple(changed)), booked, day) == lists(house, booked, day)


def charges(house: Household, period: Period, today: date) -> PeriodCharges:
    facts = gather_subscription_facts(billings=house.subscriptions, span=period.span)
    return period_charges(facts=facts, span=period.span, today=today, standpoint=EUROS)


@LAW
@given(booked_households(), days(), days())
def test_what_was_charged_stays_charged_on_any_day(made: Booked, one: date, other: date) -> None:
    house = made[0]
    for period in house.periods.values():
        shown = [charges(house, period, day) for day in (one, other)]
        first, second = [
            [row.subscription.id for row in found.rows if row.status == "charged"]
            for found in shown
        ]
        assert first == second
        for found, day in zip(shown, (one, other), strict=True):
            check_rows(found, house=house, period=period, today=day)


def check_rows(found: PeriodCharges, *, house: Household, period: Period, today: date) -> None:
    known = {billing.subscription.id: billing for billing in house.subscriptions}
    places = [("charged", "today", "upcoming").index(row.status) for row in found.rows]
    assert places == sorted(places)
    assert len({row.subscription.id for row in found.rows}) == len(found.rows)
    for row in found.rows:
        told = row.subscription
        wanted = [
            event
            for event in known[told.id].events.values()
            if event.date in period.span and not known[told.id].is_post_cancellation(event=event)
        ]
        assert bool(wanted) == (row.status == "charged")
        if not wanted:
            assert told.next_on in period.span
            assert told.is_active(today=today)
            assert (told.next_on <= today) == (row.status == "today")
    active = [row.subscription for row in found.rows if row.status != "charged"]
    assert found.active >= len(active)
    assert found.monthly_minor >= sum(told.monthly_minor for told in active)
    assert found.yearly_minor >= sum(told.yearly_minor for told in active)
