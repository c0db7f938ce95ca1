"""Laws of derived figures, over random books."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from piggypulse_core.budgeting.model.budget import Budget, BudgetLine, SpendLimit
from piggypulse_core.budgeting.model.period import Period
from piggypulse_core.budgeting.model.period_row import period_sums
from piggypulse_core.insights.model.account_days import gather_account_days
from piggypulse_core.insights.model.account_summary import AccountSummary, account_summary
from piggypulse_core.insights.model.book import Book
from piggypulse_core.insights.model.cash_flow import CashFlow, cash_flow, gather_cash
from piggypulse_core.insights.model.category_detail import latest_periods
from piggypulse_core.insights.model.current_period import (
    CurrentPeriod,
    current_period,
    gather_spent_by_day,
)
from piggypulse_core.insights.model.levels import gather_levels
from piggypulse_core.insights.model.marks import marks
from piggypulse_core.insights.model.net_position import NetPosition, net_position
from piggypulse_core.insights.model.net_position_history import (
    PositionPoint,
    net_position_history,
)
from piggypulse_core.insights.model.spending_history import SpendingPoint, spending_history
from piggypulse_core.insights.model.spending_trend import SpendingTrend, spending_trend
from piggypulse_core.insights.model.stability import gather_spent
from piggypulse_core.insights.model.standpoint import gather_standpoint
from piggypulse_core.insights.model.transaction_stats import (
    TransactionStats,
    gather_flows,
    transaction_stats,
)
from piggypulse_core.kernel.dates import Span
from piggypulse_core.ledger.model.account import AccountId, AccountType
from piggypulse_core.ledger.model.spending import is_allowance, is_top_up
from piggypulse_core.ledger.model.transaction import Transaction, TransactionId
from tests.strategies.books import (
    ACCOUNT_TYPES,
    FIRST,
    amounts,
    booked_households,
    days,
    households,
    number,
)
from tests.support.ledger import LAW
from tests.support.worked_example import Household

Booked = tuple[Household, tuple[Transaction, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Every figure of one period."""

    shown: CurrentPeriod
    net: NetPosition
    stats: TransactionStats
    summaries: Sequence[AccountSummary]
    cash: CashFlow
    trend: SpendingTrend
    spending: Sequence[SpendingPoint]
    positions: Sequence[PositionPoint]


def book_of(house: Household, booked: Sequence[Transaction]) -> Book:
    accounts = {account.id: account for account in house.accounts.values()}
    return Book(currency_code="EUR", accounts=accounts, transactions=booked)


def budget_of(house: Household) -> Budget:
    categories = {category.id: category for category in house.categories.values()}
    return Budget(
        lines=[
            BudgetLine(
                goal=goal,
                category_type=categories[goal.category_id].type,
                archived_on=categories[goal.category_id].archived_on,
            )
            for goal in house.goals
        ],
        limits=[
            SpendLimit(limit_minor=account.spend_limit_minor, archived_on=account.archived_on)
            for account in house.accounts.values()
            if account.type == "Allowance"
            and account.currency_code == "EUR"
            and account.spend_limit_minor is not None
        ],
    )


def figures(
    house: Household, booked: Sequence[Transaction], period: Period, today: date
) -> Figures:
    book = book_of(house, booked)
    standpoint = gather_standpoint(book=book, timezone="UTC")
    days = marks(span=period.span, today=today)
    levels = gather_levels(book=book, marks=days)
    so_far = period.begun(today=today)
    begun = latest_periods(periods=house.periods.values(), until=period.start, limit=12)
    return Figures(
        shown=current_period(
            spent_by_day=gather_spent_by_day(book=book, span=period.span),
            period=period,
            today=today,
            budget=budget_of(house),
            standpoint=standpoint,
        ),
        net=net_position(levels=levels, standpoint=standpoint),
        stats=transaction_stats(
            flows=gather_flows(book=book, span=period.span), standpoint=standpoint
        ),
        summaries=[account_summary(levels=one, today=today) for one in levels],
        cash=cash_flow(sums=gather_cash(book=book, span=period.span), standpoint=standpoint),
        trend=spending_trend(
            periods=begun,
            spent=gather_spent(book=book, spans=[one.span for one in begun]),
            today=today,
            standpoint=standpoint,
        ),
        spending=()
        if so_far is None
        else spending_history(
            spent_by_day=gather_spent_by_day(book=book, span=so_far), span=so_far
        ),
        positions=()
        if so_far is None
        else net_position_history(
            moved=gather_account_days(book=book, after=days.eve, until=days.cut, status="all"),
            span=so_far,
            currency_code="EUR",
        ),
    )


def last_period(house: Household) -> Period:
    return list(house.periods.values())[-1]


def some_period(house: Household) -> Period:
    return next(iter(house.periods.values()))


@LAW
@given(booked_households(), days())
def test_spending_is_one_number_and_the_sum_of_its_days(made: Booked, today: date) -> None:
    house, booked = made
    period = last_period(house)
    found = figures(house, booked, period, today)
    shown = found.shown
    row = period_sums(
        transactions=booked,
        accounts=book_of(house, booked).accounts,
        currency_code="EUR",
        span=period.span,
    )

    assert shown.spent_minor == sum(shown.daily_minor) == row.spent_minor
    assert shown.spent_minor == found.cash.outflows_minor == found.trend.periods[-1].spent_minor
    assert shown.spent_to_date_minor == sum(shown.daily_minor[: period.elapsed(today=today)])
    assert len(shown.daily_minor) == shown.length


@LAW
@given(booked_households(), days())
def test_a_projection_is_never_below_what_is_recorded(made: Booked, today: date) -> None:
    house, booked = made
    period = some_period(house)
    shown = figures(house, booked, period, today).shown

    assert shown.projected_minor >= shown.spent_minor
    assert period.elapsed(today=today) + shown.remaining == shown.length
    if today > period.end:
        assert shown.projected_minor == shown.spent_minor == shown.spent_to_date_minor


@LAW
@given(households())
def test_budgets_of_many_periods_are_the_goals_and_limits_of_each(house: Household) -> None:
    budget, periods = budget_of(house), list(house.periods.values())

    assert list(budget.totals(periods=periods)) == [
        budget.expense_goal(period=one) + budget.limit_total(period=one) for one in periods
    ]


@LAW
@given(booked_households(), days())
def test_the_net_position_is_the_sum_of_its_accounts(made: Booked, today: date) -> None:
    house, booked = made
    found = figures(house, booked, some_period(house), today)
    here, net = found.net.position, found.net
    ours = [one for one in found.summaries if one.account.currency_code == "EUR"]
    active = [one for one in ours if one.account.archived_on is None]

    assert here.total_minor == here.liquid_minor + here.protected_minor - here.debt_minor
    assert here.total_minor == sum(one.account.sign * one.balance_minor for one in ours)
    assert here.total_minor - net.archived_minor == sum(
        one.account.sign * one.balance_minor for one in active
    )
    assert net.change_minor == sum(one.account.sign * one.change_minor for one in ours)
    assert here.accounts == len(ours)


@LAW
@given(booked_households())
def test_income_less_expense_is_what_a_closed_period_changed(made: Booked) -> None:
    house, booked = made
    period = some_period(house)
    found = figures(house, booked, period, period.end)

    assert found.stats.net_minor == found.net.change_minor


@LAW
@given(booked_households(), days())
def test_stats_and_spending_differ_by_top_ups_and_allowance_purchases(
    made: Booked, today: date
) -> None:
    house, booked = made
    book, period = book_of(house, booked), some_period(house)
    found = figures(house, booked, period, today)
    counted = [
        row
        for row in booked
        if row.date in period.span and book.accounts[row.from_account_id].currency_code == "EUR"
    ]
    top_ups = sum(
        row.amount_minor for row in counted if is_top_up(transaction=row, accounts=book.accounts)
    )
    from_allowances = sum(
        row.amount_minor
        for row in counted
        if row.is_purchase and is_allowance(accounts=book.accounts, account=row.from_account_id)
    )

    assert found.shown.spent_minor == found.stats.outflows_minor - from_allowances + top_ups
    assert found.stats.net_minor - found.cash.net_minor == top_ups - from_allowances


@LAW
@given(booked_households(), days(), st.integers(0, 60))
def test_spans_that_tile_add_up(made: Booked, first: date, length: int) -> None:
    book = book_of(*made)
    whole = Span(start=FIRST, end=FIRST + timedelta(days=200))
    assume(first + timedelta(days=length) < whole.end)
    cuts = (first, first + timedelta(days=length))
    parts = [
        Span(start=whole.start, end=cuts[0]),
        *([Span(start=cuts[0] + timedelta(days=1), end=cuts[1])] if length else []),
        Span(start=cuts[1] + timedelta(days=1), end=whole.end),
    ]
    flows = [gather_flows(book=book, span=span) for span in parts]
    spent = [sum(gather_spent_by_day(book=book, span=span).values()) for span in parts]
    cash = [gather_cash(book=book, span=span) for span in parts]
    all_flows, all_cash = gather_flows(book=book, span=whole), gather_cash(book=book, span=whole)

    assert sum(one.income_minor for one in flows) == all_flows.income_minor
    assert sum(one.expense_minor for one in flows) == all_flows.expense_minor
    assert sum(one.transactions for one in flows) == all_flows.transactions
    assert sum(one.income_minor for one in cash) == all_cash.income_minor
    assert sum(one.spent_minor for one in cash) == all_cash.spent_minor
    assert sum(spent) == sum(gather_spent_by_day(book=book, span=whole).values())


@LAW
@given(booked_households(), days(), st.data())
def test_the_order_of_writing_changes_nothing(
    made: Booked, today: date, data: st.DataObject
) -> None:
    house, booked = made
    shuffled = data.draw(st.permutations(booked))
    period = some_period(house)

    assert figures(house, booked, period, today) == figures(house, shuffled, period, today)


@LAW
@given(booked_households(), days(), amounts(), st.integers(0, 40), st.sampled_from(ACCOUNT_TYPES))
def test_a_transfer_moves_no_total_and_spends_nothing_but_as_a_top_up(
    made: Booked, today: date, amount_minor: int, offset: int, kind: AccountType
) -> None:
    plain, booked = made
    first = next(iter(plain.accounts.values()))
    other = replace(first, id=AccountId(number(199)), name="other", type=kind)
    house = replace(plain, accounts={**plain.accounts, "other": other})
    extra = Transaction(
        id=TransactionId(number(1999)),
        kind="transfer",
        date=some_period(house).start + timedelta(days=offset),
        description="moved",
        amount_minor=amount_minor,
        from_account_id=first.id,
        to_account_id=other.id,
        category_type="transfer",
    )
    before = figures(house, booked, some_period(house), today)
    after = figures(house, (*booked, extra), some_period(house), today)

    assert after.net.position.total_minor == before.net.position.total_minor
    assert after.net.change_minor == before.net.change_minor
    assert after.stats.net_minor == before.stats.net_minor
    assert [one.total_minor for one in after.positions] == [
        one.total_minor for one in before.positions
    ]
    if kind != "Allowance":
        assert (after.shown, after.cash, after.spending) == (
            before.shown,
            before.cash,
            before.spending,
        )


@LAW
@given(booked_households(), days())
def test_other_currencies_change_no_figure_of_ours(made: Booked, today: date) -> None:
    house, booked = made
    book, period = book_of(house, booked), some_period(house)
    ours = [row for row in booked if book.accounts[row.from_account_id].currency_code == "EUR"]
    found, without = figures(house, booked, period, today), figures(house, ours, period, today)

    assert found.shown == without.shown
    assert found.stats == without.stats
    assert (found.cash, found.trend) == (without.cash, without.trend)
    assert (found.spending, found.positions) == (without.spending, without.positions)
    assert found.net.position == without.net.position
    assert found.net.change_minor == without.net.change_minor


@LAW
@given(booked_households(), days())
def test_archiving_today_changes_no_budget_figure_of_a_begun_period(
    made: Booked, today: date
) -> None:
    house, booked = made
    period = some_period(house)
    assume(today >= period.start)
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
    )
    before = figures(house, booked, period, today)
    after = figures(archived, booked, period, today)

    assert after.shown == before.shown
    assert after.stats == before.stats
    assert (after.cash, after.trend, after.spending) == (before.cash, before.trend, before.spending)
    assert after.positions == before.positions
    assert after.net.position == before.net.position


@LAW
@given(booked_households(), days(), st.integers(-40, 40))
def test_moving_a_booking_leaves_later_levels_alone(made: Booked, today: date, shift: int) -> None:
    house, booked = made
    assume(booked)
    moved = (replace(booked[0], date=booked[0].date + timedelta(days=shift)), *booked[1:])
    late = max(booked[0].date, moved[0].date)
    period = some_period(house)
    before = figures(house, booked, period, max(late, today))
    after = figures(house, moved, period, max(late, today))

    assert after.net.position == before.net.position
    assert [one.balance_minor for one in after.summaries] == [
        one.balance_minor for one in before.summaries
    ]
