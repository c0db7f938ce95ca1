"""Failed sign-ins in a row over HTTP, in the form the existing clients read."""

from datetime import datetime, timedelta

import httpx
import pytest

from tests.support.client import ApiClient
from tests.support.people import PASSWORD
from tests.support.served import Served

ALICE = {"email": "alice@example.org", "password": PASSWORD, "name": "Alice"}


async def wrong(api: ApiClient, times: int, /, *, email: str = ALICE["email"]) -> httpx.Response:
    """The last of so many wrong passwords at once."""
    for _ in range(times - 1):
        await api.post("/auth/login", json={"email": email, "password": "wrong"})
    return await api.post("/auth/login", json={"email": email, "password": "wrong"})


def same(response: httpx.Response) -> tuple[int, dict[str, object], set[str]]:
    """What tells two answers apart, but for the id every request has."""
    body = {name: value for name, value in response.json().items() if "equest" not in name}
    return response.status_code, body, set(response.headers)


class TestLogin:
    async def test_the_fourth_wrong_password_in_a_row_has_to_wait(self, api: ApiClient) -> None:
        response = await wrong(api, 4)

        assert response.status_code == 429
        assert response.headers["Retry-After"] == "5"
        body = response.json()
        assert (body["code"], body["error"]) == ("too_many_attempts", "too_many_attempts")
        assert body["retry_after_seconds"] == 5

    async def test_after_the_wait_the_right_password_is_taken(
        self, api: ApiClient, house: Served
    ) -> None:
        await api.post("/auth/register", json=ALICE)
        response = await wrong(api, 4)
        house.clock.instant += timedelta(seconds=int(response.headers["Retry-After"]))

        response = await api.post("/auth/login", json=ALICE)

        assert response.status_code == 200

    async def test_the_seventh_locks_the_address_for_an_hour(
        self, api: ApiClient, house: Served
    ) -> None:
        response = await wrong(api, 1)
        for _ in range(6):
            response = await wrong(api, 1)
            house.clock.instant += timedelta(seconds=int(response.headers.get("Retry-After", 0)))

        assert response.status_code == 423
        assert response.headers["Retry-After"] == "3600"
        body = response.json()
        assert (body["code"], body["error"]) == ("account_locked", "account_locked")
        assert datetime.fromisoformat(body["locked_until"]) == house.clock.now()

    @pytest.mark.parametrize("times", [1, 4])
    async def test_unknown_addresses_are_told_the_same(
        self, api: ApiClient, house: Served, times: int
    ) -> None:
        await api.post("/auth/register", json=ALICE)
        known = await wrong(api, times)
        # From the same place, but long after the failures there are forgotten.
        house.clock.instant += timedelta(days=2)

        unknown = await wrong(api, times, email="nobody@example.org")

        assert same(known) == same(unknown)
