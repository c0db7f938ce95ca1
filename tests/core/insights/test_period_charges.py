from dataclasses import replace
from datetime import date

import pytest

from piggypulse_core.budgeting.model.subscription import BillingCycle, Subscription
from piggypulse_core.insights.model.period_charges import (
    PeriodCharges,
    SubscriptionFacts,
    period_charges,
)
from piggypulse_core.insights.model.standpoint import Standpoint
from tests.support.worked_example import household

HOUSE = household()
MUSIC, DOMAIN, PAPER = (one.subscription for one in HOUSE.subscriptions)
SPAN, TODAY = HOUSE.periods["P3"].span, date(2031, 5, 10)
EUROS = Standpoint(timezone="UTC", currency_code="EUR", excluded_accounts=[])


def charges(*facts: SubscriptionFacts, today: date = TODAY) -> PeriodCharges:
    return period_charges(facts=facts, span=SPAN, today=today, standpoint=EUROS)


def status(one: Subscription, *, charged: date | None = None) -> str | None:
    """How a subscription is listed, if it is."""
    rows = charges(SubscriptionFacts(subscription=one, first_due_on=charged)).rows
    return rows[0].status if rows else None


def test_a_charge_lies_in_the_past_today_or_ahead() -> None:
    yesterday, today, tomorrow = date(2031, 5, 9), TODAY, date(2031, 5, 11)

    assert status(replace(MUSIC, next_on=yesterday)) == "today"
    assert status(replace(MUSIC, next_on=today)) == "today"
    assert status(replace(MUSIC, next_on=tomorrow)) == "upcoming"
    assert status(replace(MUSIC, next_on=tomorrow), charged=yesterday) == "charged"
    assert status(replace(MUSIC, next_on=date(2031, 5, 26))) is None
    assert status(replace(MUSIC, next_on=date(2031, 4, 27))) is None


def test_what_is_paused_or_cancelled_charges_no_more() -> None:
    day = date(2031, 5, 8)

    assert status(replace(MUSIC, is_paused=True)) is None
    assert status(replace(MUSIC, is_paused=True), charged=day) == "charged"
    assert status(replace(MUSIC, cancelled_on=TODAY)) is None
    assert status(replace(MUSIC, cancelled_on=TODAY), charged=day) == "charged"
    assert status(replace(MUSIC, cancelled_on=date(2031, 5, 7)), charged=day) is None


def test_a_cancellation_to_come_lets_charges_through_until_then() -> None:
    assert status(replace(MUSIC, cancelled_on=MUSIC.next_on)) == "upcoming"
    before = replace(MUSIC, cancelled_on=date(2031, 5, 16))
    assert status(before) is None
    assert charges(SubscriptionFacts(subscription=before, first_due_on=None)).active == 1


@pytest.mark.parametrize(
    ("amount", "cycle", "month", "year"),
    [
        (1299, "monthly", 1299, 15588),
        (2500, "quarterly", 833, 10000),
        (2501, "quarterly", 834, 10004),
        (5000, "yearly", 417, 5000),
        (6, "yearly", 1, 6),
        (5, "yearly", 0, 5),
    ],
)
def test_a_year_is_exact_and_a_month_rounded(
    amount: int, cycle: BillingCycle, month: int, year: int
) -> None:
    one = replace(MUSIC, amount_minor=amount, cycle=cycle)
    found = charges(SubscriptionFacts(subscription=one, first_due_on=None))

    assert (found.monthly_minor, found.yearly_minor) == (month, year)


def test_totals_leave_out_what_is_not_active_today() -> None:
    facts = [
        SubscriptionFacts(subscription=one, first_due_on=None)
        for one in (MUSIC, replace(DOMAIN, is_paused=True), PAPER)
    ]

    found = charges(*facts)

    assert (found.active, found.monthly_minor, found.yearly_minor) == (1, 1299, 15588)


def test_equal_days_come_by_folded_name_and_then_by_id() -> None:
    named = [
        replace(one, next_on=MUSIC.next_on, name=name)
        for one, name in ((MUSIC, "b"), (DOMAIN, "B"), (PAPER, "a"))
    ]
    facts = [
        SubscriptionFacts(subscription=replace(one, cancelled_on=None), first_due_on=None)
        for one in named
    ]

    rows = charges(*reversed(facts)).rows

    assert [row.subscription.id for row in rows] == [PAPER.id, MUSIC.id, DOMAIN.id]
