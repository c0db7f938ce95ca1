"""Net position: what somebody owns less what they owe, today and across a period."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from piggypulse_core.insights.model.levels import AccountLevels
from piggypulse_core.insights.model.standpoint import ExcludedAccount, Standpoint, in_scope
from piggypulse_core.ledger.model.account import AccountType

Group = Literal["liquid", "protected", "debt"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Balances of today in one currency; an overdrawn group and an overpaid debt are negative."""

    total_minor: int
    liquid_minor: int
    protected_minor: int
    debt_minor: int
    accounts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrencyPosition:
    """The position in a currency that is not the owner's."""

    currency_code: str
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class NetPosition:
    """The position in the owner's currency; of its members only the change depends on a period."""

    position: Position
    change_minor: int
    archived_minor: int
    other_currencies: Sequence[CurrencyPosition]
    excluded_accounts: Sequence[ExcludedAccount]


def group_of(*, type: AccountType) -> Group:  # noqa: A002 - the field's name
    """Money at hand, money put aside, or money owed."""
    match type:
        case "Checking" | "Wallet" | "Allowance":
            return "liquid"
        case "Savings":
            return "protected"
        case "CreditCard":
            return "debt"


def position(*, levels: Iterable[AccountLevels]) -> Position:
    """The position of accounts that share one currency."""
    sums: dict[Group, int] = {"liquid": 0, "protected": 0, "debt": 0}
    accounts = 0
    for one in levels:
        sums[group_of(type=one.account.type)] += one.today_minor
        accounts += 1
    return Position(
        total_minor=sums["liquid"] + sums["protected"] - sums["debt"],
        liquid_minor=sums["liquid"],
        protected_minor=sums["protected"],
        debt_minor=sums["debt"],
        accounts=accounts,
    )


def net_position(*, levels: Sequence[AccountLevels], standpoint: Standpoint) -> NetPosition:
    """The net position out of every account's levels."""
    counted = [
        one
        for one in levels
        if in_scope(account=one.account, currency_code=standpoint.currency_code)
    ]
    foreign = sorted({one.account.currency_code for one in levels} - {standpoint.currency_code})
    return NetPosition(
        position=position(levels=counted),
        change_minor=sum(one.account.sign * one.change_minor for one in counted),
        archived_minor=sum(
            one.account.sign * one.today_minor
            for one in counted
            if one.account.archived_on is not None
        ),
        other_currencies=[
            CurrencyPosition(
                currency_code=code,
                position=position(
                    levels=(one for one in levels if one.account.currency_code == code)
                ),
            )
            for code in foreign
        ],
        excluded_accounts=standpoint.excluded_accounts,
    )
