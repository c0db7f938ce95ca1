"""The dashboard on the wire."""

from msgspec import Struct

from piggypulse_core.insights.model.current_period import CurrentPeriod
from piggypulse_core.insights.model.net_position import CurrencyPosition, NetPosition
from piggypulse_http.insights.wire.scope import ExcludedAccountOut, excluded_out


class CurrentPeriodOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """Spending of a period against its targets, day by day and projected."""

    spent: int
    target: int
    income_target: int
    days_in_period: int
    days_remaining: int
    projected_spend: int
    spent_to_date: int
    daily_spend: list[int]
    excluded_accounts: list[ExcludedAccountOut]


class CurrencyPositionOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """What is owned and owed in another currency."""

    currency_code: str
    total: int
    liquid_amount: int
    protected_amount: int
    debt_amount: int
    number_of_accounts: int


class NetPositionOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """What is owned and owed today, archived accounts included."""

    total: int
    liquid_amount: int
    protected_amount: int
    debt_amount: int
    difference_this_period: int
    number_of_accounts: int
    archived_amount: int
    other_currencies: list[CurrencyPositionOut]
    excluded_accounts: list[ExcludedAccountOut]


def current_period_out(period: CurrentPeriod, /) -> CurrentPeriodOut:
    """The current period's reply."""
    return CurrentPeriodOut(
        spent=period.spent_minor,
        target=period.target_minor,
        income_target=period.income_target_minor,
        days_in_period=period.length,
        days_remaining=period.remaining,
        projected_spend=period.projected_minor,
        spent_to_date=period.spent_to_date_minor,
        daily_spend=list(period.daily_minor),
        excluded_accounts=excluded_out(period.excluded_accounts),
    )


def net_position_out(net: NetPosition, /) -> NetPositionOut:
    """The net position's reply."""
    return NetPositionOut(
        total=net.position.total_minor,
        liquid_amount=net.position.liquid_minor,
        protected_amount=net.position.protected_minor,
        debt_amount=net.position.debt_minor,
        difference_this_period=net.change_minor,
        number_of_accounts=net.position.accounts,
        archived_amount=net.archived_minor,
        other_currencies=[_currency_out(one) for one in net.other_currencies],
        excluded_accounts=excluded_out(net.excluded_accounts),
    )


def _currency_out(one: CurrencyPosition) -> CurrencyPositionOut:
    return CurrencyPositionOut(
        currency_code=one.currency_code,
        total=one.position.total_minor,
        liquid_amount=one.position.liquid_minor,
        protected_amount=one.position.protected_minor,
        debt_amount=one.position.debt_minor,
        number_of_accounts=one.position.accounts,
    )
