from dataclasses import replace
from uuid import UUID

import pytest

from piggypulse_core.insights.model.levels import AccountLevels
from piggypulse_core.insights.model.net_position import group_of, net_position
from piggypulse_core.insights.model.standpoint import Standpoint
from piggypulse_core.ledger.model.account import Account, AccountId, AccountType
from tests.support.worked_example import household

GIRO = household().accounts["Giro"]
EUROS = Standpoint(timezone="UTC", currency_code="EUR", excluded_accounts=[])


def level(account: Account, balance_minor: int) -> AccountLevels:
    return AccountLevels(
        account=account,
        eve_minor=0,
        cut_minor=balance_minor,
        today_minor=balance_minor,
        end_minor=balance_minor,
        transactions=0,
    )


class TestNetPosition:
    @pytest.mark.parametrize(
        ("kind", "group"),
        [
            ("Checking", "liquid"),
            ("Wallet", "liquid"),
            ("Allowance", "liquid"),
            ("Savings", "protected"),
            ("CreditCard", "debt"),
        ],
    )
    def test_puts_each_kind_of_account_into_a_group(self, kind: AccountType, group: str) -> None:
        assert group_of(type=kind) == group

    def test_shows_overdrawn_groups_and_overpaid_cards_as_they_are(self) -> None:
        card = replace(GIRO, id=AccountId(UUID(int=9)), type="CreditCard")

        net = net_position(levels=[level(GIRO, -500), level(card, -200)], standpoint=EUROS)

        assert (net.position.liquid_minor, net.position.debt_minor) == (-500, -200)
        assert (net.position.total_minor, net.change_minor) == (-300, -300)

    def test_names_what_of_it_is_archived(self) -> None:
        archived = replace(GIRO, id=AccountId(UUID(int=9)), archived_on=GIRO.created_on)

        net = net_position(levels=[level(GIRO, 500), level(archived, 200)], standpoint=EUROS)

        assert (net.position.total_minor, net.archived_minor) == (700, 200)
        assert net.position.accounts == 2

    def test_lists_other_currencies_by_code(self) -> None:
        dollars = replace(GIRO, id=AccountId(UUID(int=9)), currency_code="USD")
        francs = replace(GIRO, id=AccountId(UUID(int=8)), currency_code="CHF")

        net = net_position(levels=[level(dollars, 5), level(francs, 7)], standpoint=EUROS)

        assert [(one.currency_code, one.position.total_minor) for one in net.other_currencies] == [
            ("CHF", 7),
            ("USD", 5),
        ]
        assert (net.position.total_minor, net.position.accounts) == (0, 0)
