"""One account's page and accounts' histories over HTTP."""

import pytest

from tests.api.insights.conftest import Keeper
from tests.support.client import answered
from tests.support.served import Served

RANDOM_ID = "01900000-0000-7000-8000-ffffffffffff"


def key(keeper: Keeper, name: str) -> str:
    return str(keeper.house.accounts[name].id)


def number(keeper: Keeper, which: int) -> str:
    """The id of an entry of the book."""
    return str(keeper.house.transactions[which - 1].id)


async def test_details_tell_everything_about_an_allowance(keeper: Keeper) -> None:
    reply = answered(await keeper.client.get(f"/accounts/{key(keeper, 'Pocket')}/details"))

    assert len(reply.pop("transactionsBreakdown")) == 2
    assert reply == {
        "id": key(keeper, "Pocket"),
        "name": "Pocket",
        "type": "Allowance",
        "color": "#336699",
        "status": "active",
        "currencyCode": "EUR",
        "currentBalance": 10800,
        "netChangeThisPeriod": 10800,
        "numberOfTransactions": 2,
        "balanceAtPeriodEnd": 10800,
        "nextTransfer": "2031-05-14",
        "balanceAfterNextTransfer": 16800,
        "inflow": 15000,
        "outflow": 4200,
        "transfersOut": 0,
        "uncategorizedOutflow": 0,
        "spendLimit": 25000,
        "topUpAmount": 6000,
        "topUpCycle": "weekly",
        "topUpDay": 3,
        "statementCloseDay": None,
        "paymentDueDay": None,
        "stabilityContext": {
            "averageClosingBalance": 0,
            "highestClosingBalance": 0,
            "lowestClosingBalance": 0,
            "periodsOnTarget": 0,
            "periodsConsidered": 2,
            "largestSingleOutflow": {"categoryName": "Leisure", "value": 4200},
        },
        "categoriesBreakdown": [
            {
                "categoryId": str(keeper.house.categories["Leisure"].id),
                "categoryName": "Leisure",
                "value": 4200,
            }
        ],
        "spentThisCycle": 4200,
        "avgDailyBalance": 8262,
    }


async def test_details_list_bookings_with_the_balance_after_each(keeper: Keeper) -> None:
    reply = answered(await keeper.client.get(f"/accounts/{key(keeper, 'Pocket')}/details"))

    assert reply["transactionsBreakdown"] == [
        {
            "id": number(keeper, 17),
            "date": "2031-05-08",
            "description": "No. 17",
            "categoryName": "Leisure",
            "direction": "out",
            "amount": 4200,
            "balance": 10800,
        },
        {
            "id": number(keeper, 14),
            "date": "2031-05-03",
            "description": "No. 14",
            "categoryName": "Transfer",
            "direction": "in",
            "amount": 15000,
            "balance": 15000,
        },
    ]


async def test_details_have_no_largest_outflow_without_any(keeper: Keeper) -> None:
    reply = answered(await keeper.client.get(f"/accounts/{key(keeper, 'Reserve')}/details"))

    assert reply["stabilityContext"]["largestSingleOutflow"] is None
    assert (reply["nextTransfer"], reply["transactionsBreakdown"]) == (None, [])


async def test_histories_agree_alone_and_together(keeper: Keeper) -> None:
    together = answered(await keeper.client.get("/accounts/balance-history"))
    visa = answered(await keeper.client.get(f"/accounts/{key(keeper, 'Visa')}/balance-history"))

    assert visa == [
        {"date": "2031-05-02", "balance": 19020, "transactionCount": 1},
        {"date": "2031-05-08", "balance": 9020, "transactionCount": 1},
    ]
    assert [one["accountId"] for one in together] == [
        key(keeper, name) for name in ("Dollars", "Pocket", "Visa", "Reserve", "Giro")
    ]
    assert together[2]["points"] == visa
    assert together[3]["points"] == []


async def test_histories_leave_archived_accounts_out_unless_asked(keeper: Keeper) -> None:
    answered(await keeper.client.post(f"/accounts/{key(keeper, 'Visa')}/archive"))

    counted = {}
    for status in ("active", "inactive", "all"):
        reply = await keeper.client.get("/accounts/balance-history", params={"status": status})
        counted[status] = len(answered(reply))

    assert counted == {"active": 4, "inactive": 1, "all": 5}
    assert len(answered(await keeper.client.get("/accounts/balance-history"))) == 4
    answered(await keeper.client.get("/accounts/balance-history", params={"status": "gone"}), 400)


async def test_archiving_changes_no_figure_of_the_account(keeper: Keeper) -> None:
    path = f"/accounts/{key(keeper, 'Giro')}"
    before = answered(await keeper.client.get(f"{path}/details"))

    answered(await keeper.client.post(f"{path}/archive"))

    assert answered(await keeper.client.get(f"{path}/details")) == before | {"status": "inactive"}


@pytest.mark.parametrize("page", ["details", "balance-history"])
class TestEveryPage:
    async def test_means_the_current_period_by_nothing(self, keeper: Keeper, page: str) -> None:
        path = f"/accounts/{key(keeper, 'Giro')}/{page}"
        named = {"periodId": str(keeper.house.period("P3"))}

        expected = answered(await keeper.client.get(path, params=named))

        assert answered(await keeper.client.get(path, params={"periodId": "null"})) == expected
        assert answered(await keeper.client.get(path)) == expected

    async def test_needs_a_period(self, house: Served, keeper: Keeper, page: str) -> None:
        path = f"/accounts/{key(keeper, 'Giro')}/{page}"
        unknown = await keeper.client.get(path, params={"periodId": RANDOM_ID})
        assert answered(unknown, 404)["code"] == "not_found"
        answered(await keeper.client.get(path, params={"periodId": "P3"}), 400)

        house.clock.instant = house.clock.instant.replace(year=2030)
        reply = await keeper.client.get(path)
        assert answered(reply, 404)["code"] == "no_current_period"

    async def test_is_for_its_owner_alone(self, house: Served, keeper: Keeper, page: str) -> None:
        period = {"periodId": str(keeper.house.period("P3"))}

        async with await house.newcomer(name="Bob") as bob:
            problems = [
                answered(await bob.get(f"/accounts/{one}/{page}", params=period), 404)
                for one in (key(keeper, "Giro"), RANDOM_ID)
            ]

        assert [(one["code"], one["detail"]) for one in problems] == [
            ("not_found", "You have no such account.")
        ] * 2
