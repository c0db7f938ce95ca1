"""The clients there are, replayed as they ask: the web client in its browser, the native ones."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from piggypulse_adapters.system.clock import FixedClock
from tests.support.client import ApiClient, answered
from tests.support.people import PASSWORD
from tests.support.served import Served

PERSON = {"name": "W", "email": "Web@Example.org", "password": PASSWORD}
BROWSER = {
    "Sec-Fetch-Site": "same-origin",
    "Sec-Fetch-Mode": "cors",
    "Sec-Fetch-Dest": "empty",
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Accept": "application/json, text/plain, */*",
    "Origin": "http://localhost:8000",
}
TRIES = 4
NOTHING: Any = None


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 6, 15, 12, tzinfo=UTC))


def browser(house: Served, **headers: str) -> ApiClient:
    """A page of the web client: a cookie jar, never an Authorization header."""
    client = house.visitor()
    client.headers.update({**BROWSER, **headers})
    return client


async def native(house: Served, **members: object) -> ApiClient:
    """A native client: it keeps the token of the reply and shows it."""
    async with house.visitor() as visitor:
        body = {"name": "N", "email": "native@example.org", "password": PASSWORD, **members}
        token = answered(await visitor.post("/auth/register", json=body), 201)["token"]
    client = house.known(token=token)
    client.headers["Content-Type"] = "application/json"
    return client


async def signed_up(client: ApiClient) -> None:
    """Through the register page, which names no currency, then the profile's step."""
    answered(await client.post("/auth/register", json=PERSON), 201)
    answered(await client.put("/settings/profile", json={"name": "W", "currency": "EUR"}))


async def furnished(client: ApiClient) -> Mapping[str, str]:
    """An account, a category, a vendor and a period."""

    async def made(path: str, body: Mapping[str, object]) -> str:
        identity: str = answered(await client.post(path, json=body), 201)["id"]
        return identity

    account = {"type": "Checking", "name": "A", "color": "#112233", "initialBalance": 0}
    return {
        "account": await made("/accounts", account),
        "category": await made("/categories", {"name": "C", "type": "expense", "icon": "🛒"}),
        "vendor": await made("/vendors", {"name": "V"}),
        "period": await made(
            "/periods",
            {
                "name": "June",
                "startDate": "2026-06-01",
                "periodType": "duration",
                "duration": {"durationUnits": 1, "durationUnit": "months"},
            },
        ),
    }


def purchase(ids: Mapping[str, str]) -> dict[str, object]:
    return {
        "transactionType": "Regular",
        "date": "2026-06-10",
        "description": "x",
        "amount": 100,
        "fromAccountId": ids["account"],
        "categoryId": ids["category"],
    }


class TestWebClient:
    async def test_asks_who_is_there_on_every_load_and_four_times_over(self, house: Served) -> None:
        """C7: a refusal is no success and not empty (C3); signing up answers it."""
        async with browser(house) as page:
            for _ in range(TRIES):
                assert answered(await page.get("/auth/me"), 401)["message"]

            await signed_up(page)

            assert answered(await page.get("/auth/me"))["email"] == "Web@Example.org"

    async def test_signs_up_without_a_currency(self, house: Served) -> None:
        """C2, C11: no challenge and no token in an object; a second time is 409."""
        async with browser(house) as page:
            currencies = answered(await page.get("/currencies"))
            reply = answered(await page.post("/auth/register", json=PERSON), 201)
            again = await page.post("/auth/register", json=PERSON)

        assert currencies
        assert isinstance(reply, dict)
        assert not reply.get("twoFactorToken")
        assert reply["token"] is None
        assert answered(again, 409)["code"] == "email_taken"

    async def test_signs_in_with_the_cookie_alone(self, house: Served) -> None:
        """C1, C2: it reads `twoFactorToken`, sets no Authorization and asks on with its cookie."""
        async with browser(house) as page:
            await signed_up(page)
        async with browser(house) as page:
            login = {"email": PERSON["email"], "password": PASSWORD}
            reply = answered(await page.post("/auth/login", json=login))
            me = answered(await page.get("/auth/me"))

        assert "twoFactorToken" not in reply
        assert me == reply["user"]

    async def test_reads_two_members_of_a_failed_sign_in(
        self, house: Served, clock: FixedClock
    ) -> None:
        """C4: which limit it is and, to count down, how many seconds; never 0."""
        async with browser(house) as page:
            await signed_up(page)
        login = {"email": PERSON["email"], "password": "not this one"}
        async with browser(house) as page:
            for _ in range(3):
                told = answered(await page.post("/auth/login", json=login), 401)
                assert "error" not in told
            for _ in range(3):
                told = answered(await page.post("/auth/login", json=login), 429)
                assert told["error"] == "too_many_attempts"
                assert told["retry_after_seconds"] >= 1
                clock.instant += timedelta(seconds=told["retry_after_seconds"])

            told = answered(await page.post("/auth/login", json=login), 423)

        assert told["error"] == "account_locked"

    async def test_goes_on_with_its_cookie_after_a_new_password(self, house: Served) -> None:
        """C8: it takes whatever cookie the reply sets and asks on."""
        change = {"currentPassword": PASSWORD, "newPassword": "another horse, another battery"}
        async with browser(house) as page:
            await signed_up(page)
            answered(await page.put("/auth/password", json=change))

            assert answered(await page.get("/auth/me"))["email"] == PERSON["email"]

    async def test_loads_its_dashboard_at_once_and_again_on_every_return(
        self, house: Served
    ) -> None:
        """C15: thirty reads together, each return to the window repeats them."""
        async with browser(house) as page:
            await signed_up(page)
            ids = await furnished(page)
            paths = dashboard(period=ids["period"])
            for _ in range(TRIES):
                replies = await asyncio.gather(*(page.get(path) for path in paths))
                assert [reply.status_code for reply in replies] == [200] * len(paths)

    async def test_meets_no_empty_refusal(self, house: Served) -> None:
        """C3: an empty body, `Content-Length: 0` or 204 would count as success."""
        asked = [
            ("GET", "/auth/me", {}),
            ("POST", "/auth/login", {"email": "nobody@example.org", "password": PASSWORD}),
            ("POST", "/auth/login", {}),
            ("PATCH", "/auth/login", {}),
            ("GET", "/nowhere", {}),
            ("DELETE", "/transactions/x", {}),
        ]
        async with browser(house) as page:
            for method, path, body in asked:
                reply = await page.request(method, path, json=body)
                assert reply.is_error
                assert int(reply.headers["Content-Length"]) > 0
                assert reply.json()["message"] == reply.json()["detail"] != ""

    async def test_says_json_with_and_without_a_body(self, house: Served) -> None:
        """C10: a call without a body says JSON, or nothing."""
        async with browser(house) as page:
            await signed_up(page)
            ids = await furnished(page)
            for header in ({"Content-Type": "application/json"}, {}):
                booked = answered(await page.post("/transactions", json=purchase(ids)), 201)
                gone = await page.delete(f"/transactions/{booked['id']}", headers=header)
                assert (gone.status_code, gone.content) == (204, b"")
            answered(await page.post("/auth/logout", headers={"Content-Type": "application/json"}))

    async def test_lets_people_be_terse(self, house: Served) -> None:
        """C16: what its forms let through is taken: one character, null, nothing, empty."""
        async with browser(house) as page:
            await signed_up(page)
            ids = await furnished(page)
            booking = purchase(ids)
            spare = {"toAccountId": None, "vendorId": None, "unheardOf": [1]}
            answered(await page.post("/transactions", json={**booking, **spare}), 201)
            answered(await page.post("/vendors", json={"name": "v2", "description": ""}), 201)
            answered(await page.post("/vendors", json={"name": "v3", "description": NOTHING}), 201)
            category = {"name": "c", "type": "income", "icon": "🪙", "parentId": NOTHING}
            answered(await page.post("/categories", json=category), 201)

    async def test_reads_periods_in_one_page_of_its_sizes(self, house: Served) -> None:
        """C19."""
        async with browser(house) as page:
            await signed_up(page)
            await furnished(page)
            for limit in (1, 20, 100):
                found = answered(await page.get("/periods", params={"limit": limit, "cursor": ""}))
                assert len(found["data"]) == 1

    async def test_is_developed_behind_a_proxy_that_replaces_the_host(self, house: Served) -> None:
        """C20: Fetch Metadata vouches for it; without, its origin would have to be listed."""
        async with browser(house, Origin="http://192.168.1.5:5173") as page:
            await signed_up(page)
            del page.headers["Sec-Fetch-Site"]
            reply = await page.put("/settings/profile", json={"name": "X"})

        assert answered(reply, 403)["code"] == "cross_site_refused"

    async def test_proposes_the_day_in_utc(self, house: Served) -> None:
        """C21: without a zone of its own a person's today is the same."""
        async with browser(house) as page:
            await signed_up(page)
            profile = answered(await page.get("/settings/profile"))

        assert profile["timezone"] == "UTC"


class TestNativeClient:
    async def test_keeps_the_token_and_reads_the_message(self, house: Served) -> None:
        """C13."""
        async with await native(house) as phone:
            me = answered(await phone.get("/auth/me"))
            problem = answered(await phone.get("/transactions/x"), 400)

        assert me["email"] == "native@example.org"
        assert problem["message"]

    async def test_renews_its_token_once_that_is_over(
        self, house: Served, clock: FixedClock
    ) -> None:
        """C13: it shows the expired one, says JSON and sends nothing."""
        async with await native(house) as phone:
            clock.instant += timedelta(hours=2)
            answered(await phone.get("/auth/me"), 401)

            token = answered(await phone.post("/auth/refresh", content=b""))["token"]

            phone.headers["Authorization"] = f"Bearer {token}"
            answered(await phone.get("/auth/me"))

    async def test_repeats_parameters_and_says_null_for_nothing(self, house: Served) -> None:
        """C22."""
        async with await native(house) as phone:
            profile = {"name": "N", "timezone": "Europe/Prague"}
            answered(await phone.put("/settings/profile", json=profile))
            answered(await phone.put("/settings/profile", json={"currency": "EUR"}))
            ids = await furnished(phone)
            booking = {**purchase(ids), "toAccountId": None, "vendorId": None}
            answered(await phone.post("/transactions", json=booking), 201)
            twice = {name: [ids[name.removesuffix("Id")]] * 2 for name in REPEATED}
            params = {"periodId": ids["period"], **twice}

            found = answered(await phone.get("/transactions", params=params))
            kept = answered(await phone.get("/settings/profile"))

        assert found["data"] == []
        assert kept["timezone"] == "Europe/Prague"


REPEATED = ("accountId", "categoryId", "vendorId")


def dashboard(*, period: str) -> list[str]:
    """What a load of the dashboard reads, in about the number it does."""
    one_each = [
        "/auth/me",
        "/settings/profile",
        "/currencies",
        "/accounts/options",
        "/categories/options",
        "/vendors/options",
        "/periods?limit=100",
        "/periods/gaps",
        f"/accounts/summary?periodId={period}",
        f"/targets?periodId={period}",
        f"/transactions?periodId={period}&limit=20",
        f"/transactions/stats?periodId={period}",
        f"/dashboard/current-period?periodId={period}",
        f"/dashboard/net-position?periodId={period}",
        "/transactions/has-any",
    ]
    return one_each * 2
