"""Somebody new, from the first request to the first look at the dashboard."""

import re
from datetime import UTC, datetime

import pytest

from piggypulse_adapters.system.clock import FixedClock
from tests.support.client import ApiClient, answered
from tests.support.people import PASSWORD
from tests.support.served import Served

PERSON = {"name": "Nia", "email": "nia@example.org", "password": PASSWORD}


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 3, 30, 12, tzinfo=UTC))


async def made(client: ApiClient, path: str, **body: object) -> str:
    reply: dict[str, str] = answered(await client.post(path, json=body), 201)
    return reply["id"]


async def test_from_registration_to_the_first_dashboard(house: Served) -> None:
    async with house.visitor() as nia:
        await _arrives(nia)
        await _opens_an_account(nia)
        await _begins_a_period(nia)
        await _books(nia)
        await _looks(nia)


async def _arrives(nia: ApiClient) -> None:
    assert answered(await nia.get("/auth/me"), 401)["code"] == "not_authenticated"

    reply = answered(await nia.post("/auth/register", json=PERSON), 201)

    assert (reply["user"]["name"], reply["user"]["currency"]) == ("Nia", "")
    # The cookie alone signs in; the token is for programs without a jar.
    assert answered(await nia.get("/auth/me"))["id"] == reply["user"]["id"]
    assert answered(await nia.get("/transactions/has-any")) == {"hasTransactions": False}


async def _opens_an_account(nia: ApiClient) -> None:
    account = {
        "name": "Giro",
        "type": "Checking",
        "color": "#336699",
        "initialBalance": 100_000,
        "currencyId": "",
    }
    early = answered(await nia.post("/accounts", json=account), 409)
    assert early["code"] == "default_currency_missing"

    answered(await nia.put("/settings/profile", json={"currency": "EUR"}))

    assert answered(await nia.post("/accounts", json=account), 201)["currency"]["code"] == "EUR"


async def _begins_a_period(nia: ApiClient) -> None:
    for path in ("/dashboard/current-period", "/dashboard/net-position", "/transactions"):
        assert answered(await nia.get(path), 404)["code"] == "no_current_period"
    period = {
        "name": "April",
        "startDate": "2026-03-25",
        "periodType": "manualEndDate",
        "manualEndDate": "2026-04-24",
    }

    reply = answered(await nia.post("/periods", json=period), 201)

    assert (reply["length"], reply["remainingDays"], reply["status"]) == (31, 25, "active")


async def _books(nia: ApiClient) -> None:
    [account] = answered(await nia.get("/accounts/options"))
    food = await made(
        nia, "/categories", name="Food", type="expense", icon="🍎", color="#123456", target=40_000
    )
    pay = await made(nia, "/categories", name="Pay", type="income", icon="💶", color="#123456")
    shop = await made(nia, "/vendors", name="Corner Market")
    common = {"fromAccountId": account["id"], "transactionType": "regular"}
    await made(
        nia,
        "/transactions",
        **common,
        date="2026-03-25",
        description="Pay",
        amount=250_000,
        categoryId=pay,
    )
    await made(
        nia,
        "/transactions",
        **common,
        date="2026-03-28",
        description="Apples",
        amount=1_250,
        categoryId=food,
        vendorId=shop,
    )


async def _looks(nia: ApiClient) -> None:
    glance = answered(await nia.get("/dashboard/current-period"))
    position = answered(await nia.get("/dashboard/net-position"))
    stats = answered(await nia.get("/transactions/stats"))

    assert (glance["spent"], glance["target"], glance["daysRemaining"]) == (1_250, 40_000, 25)
    assert position["total"] == 100_000 + 250_000 - 1_250
    assert (stats["totalInflows"], stats["totalOutflows"]) == (250_000, 1_250)
    assert answered(await nia.get("/transactions/has-any")) == {"hasTransactions": True}


@pytest.mark.parametrize("by", ["cookie", "token"])
async def test_signing_out_ends_both_ways_in(house: Served, by: str) -> None:
    async with house.visitor() as nia:
        reply = await nia.post("/auth/register", json=PERSON | {"email": f"{by}@example.org"})
        bearer = {"Authorization": f"Bearer {answered(reply, 201)['token']}"}
        found = re.match(r"(?P<name>[^=]+)=(?P<value>[^;]+)", reply.headers["set-cookie"])
        assert found is not None
        cookie = {"Cookie": found[0]}
        nia.cookies.clear()
        ways = {"cookie": cookie, "token": bearer}
        for way in ways.values():
            answered(await nia.get("/auth/me", headers=way))

        reply = await nia.post("/auth/logout", headers=ways[by])

        assert reply.is_success
        nia.cookies.clear()
        for way in ways.values():
            assert answered(await nia.get("/auth/me", headers=way), 401)["code"] == (
                "not_authenticated"
            )
