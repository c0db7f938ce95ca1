"""Laws of what the dashboard shows day by day, over random books."""

from datetime import date, timedelta
from itertools import accumulate

from hypothesis import given

from piggypulse_core.ledger.model.balance import day_sums, worth
from tests.properties.test_figures import Booked, book_of, figures, some_period
from tests.strategies.books import booked_households, days
from tests.support.ledger import LAW


@LAW
@given(booked_households(), days())
def test_spending_comes_to_its_sum_day_by_day(made: Booked, today: date) -> None:
    house, booked = made
    period = some_period(house)
    found = figures(house, booked, period, today)
    daily = [one.spent_minor for one in found.spending]

    assert daily == list(found.shown.daily_minor[: period.elapsed(today=today)])
    assert [one.cumulative_minor for one in found.spending] == list(accumulate(daily))
    assert sum(daily) == found.shown.spent_to_date_minor
    if all(row.date <= today for row in booked):
        assert sum(daily) == found.shown.spent_minor


@LAW
@given(booked_households(), days())
def test_the_history_leads_to_the_net_position(made: Booked, today: date) -> None:
    house, booked = made
    period = some_period(house)
    points = figures(house, booked, period, today).positions
    book = book_of(house, booked)
    table = day_sums(transactions=booked, accounts=book.accounts)
    ours = [one for one in book.accounts.values() if one.currency_code == "EUR"]

    assert len(points) == period.elapsed(today=today)
    for point in points:
        assert point.total_minor == point.liquid_minor + point.protected_minor - point.debt_minor
        assert point.total_minor == sum(
            worth(account=one, days=table, day=point.day) for one in ours
        )
    if points:
        net = figures(house, booked, period, points[-1].day).net
        before = period.start - timedelta(days=1)
        assert points[-1].total_minor == net.position.total_minor
        assert points[-1].liquid_minor == net.position.liquid_minor
        assert points[-1].total_minor - net.change_minor == sum(
            worth(account=one, days=table, day=before) for one in ours
        )
