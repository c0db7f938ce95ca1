"""The same request sent again under one Idempotency-Key does its work once."""

import asyncio
from collections.abc import Sequence
from http import HTTPStatus
from itertools import pairwise
from uuid import UUID

import httpx
import pytest

from piggypulse_core.kernel.ids import UserId
from piggypulse_core.retries.model.kept_answer import KEPT_FOR, KeyInUse
from piggypulse_http.edge.idempotency import PAUSES, Act, Patient
from tests.contract.bodies import purchase, span
from tests.contract.samples import furnish
from tests.support.client import ApiClient, answered
from tests.support.people import PASSWORD
from tests.support.served import Served

KEY = {"Idempotency-Key": "8e03978e-40d5-43dd-bc93-6894a57f9324"}
MARKET = {"name": "Market"}
AT_ONCE = 16
NOBODY = UserId(UUID(int=1))


async def never() -> bytes | None:
    """Is not asked in these tests."""
    raise AssertionError


def is_replayed(reply: httpx.Response) -> bool:
    return bool(reply.headers.get("Idempotency-Replayed") == "true")


async def total(client: ApiClient, path: str, /, **query: str) -> int:
    count: int = answered(await client.get(path, params=query))["totalCount"]
    return count


class TestAgain:
    async def test_is_given_the_first_answer(self, alice: ApiClient) -> None:
        first = await alice.post("/vendors", json=MARKET, headers=KEY)
        second = await alice.post("/vendors", json=MARKET, headers=KEY)

        assert (first.status_code, second.status_code) == (201, 201)
        assert second.content == first.content
        assert [is_replayed(one) for one in (first, second)] == [False, True]
        assert second.headers["Content-Type"] == first.headers["Content-Type"]
        assert second.headers["X-Request-Id"] != first.headers["X-Request-Id"]
        assert await total(alice, "/vendors") == 1

    async def test_without_a_key_it_is_another_request(self, alice: ApiClient) -> None:
        ids = await furnish(alice)

        for _ in range(2):
            answered(await alice.post("/transactions", json=purchase(ids)), 201)

        assert await total(alice, "/transactions", scope="all") == 3

    async def test_whatever_has_become_of_the_row(self, alice: ApiClient) -> None:
        ids = await furnish(alice)
        first = await alice.post("/transactions", json=purchase(ids), headers=KEY)
        answered(await alice.delete(f"/transactions/{answered(first, 201)['id']}"), 204)

        second = await alice.post("/transactions", json=purchase(ids), headers=KEY)

        assert (second.status_code, second.content) == (201, first.content)
        assert await total(alice, "/transactions", scope="all") == 1

    async def test_a_refusal_is_judged_anew(self, alice: ApiClient) -> None:
        first = answered(await alice.post("/vendors", json=MARKET), 201)
        assert first["name"] == "Market"

        refused = await alice.post("/vendors", json=MARKET, headers=KEY)
        other = await alice.post("/vendors", json={"name": "Bakery"}, headers=KEY)

        assert answered(refused, 409)["code"] == "duplicate_name"
        assert (other.status_code, is_replayed(other)) == (201, False)

    async def test_stands_for_a_day(self, alice: ApiClient, house: Served) -> None:
        answered(await alice.post("/vendors", json=MARKET, headers=KEY), 201)
        email = answered(await alice.get("/auth/me"))["email"]

        house.clock.instant += KEPT_FOR
        async with house.visitor() as visitor:
            body = {"email": email, "password": PASSWORD}
            token = answered(await visitor.post("/auth/login", json=body))["token"]
        async with house.known(token=token) as later:
            refused = await later.post("/vendors", json=MARKET, headers=KEY)

        assert answered(refused, 409)["code"] == "duplicate_name"

    @pytest.mark.parametrize(
        "texts", [("k", '"k"'), ('"two-more"', "two-more"), ('"', '"'), (" k", "k ")]
    )
    async def test_quotes_around_a_key_are_no_part_of_it(
        self, alice: ApiClient, texts: Sequence[str]
    ) -> None:
        replies = [
            await alice.post("/vendors", json=MARKET, headers={"Idempotency-Key": text})
            for text in texts
        ]

        assert [(one.status_code, is_replayed(one)) for one in replies] == [
            (201, False),
            (201, True),
        ]

    async def test_operations_that_create_nothing_look_at_no_key(self, alice: ApiClient) -> None:
        profile = answered(await alice.get("/settings/profile"))

        for name in ("Alice", "Alice B."):
            reply = await alice.put(
                "/settings/profile", json={**profile, "name": name}, headers=KEY
            )
            assert (reply.json()["name"], is_replayed(reply)) == (name, False)


class TestAnotherRequest:
    @pytest.mark.parametrize(
        ("path", "body"),
        [
            ("/vendors", {"name": "Bakery"}),
            ("/vendors?x=1", MARKET),
            ("/categories", {**MARKET, "type": "expense", "icon": "🛒"}),
            ("/periods", span(name="June", start="2026-05-25")),
        ],
    )
    async def test_is_refused(self, alice: ApiClient, path: str, body: object) -> None:
        answered(await alice.post("/vendors", json=MARKET, headers=KEY), 201)

        refused = await alice.post(path, json=body, headers=KEY)

        assert answered(refused, 409)["code"] == "idempotency_key_reused"
        assert await total(alice, "/vendors") == 1

    async def test_is_told_by_every_byte(self, alice: ApiClient) -> None:
        bodies = [b'{"name": "Market"}', b'{"name":"Market"}']
        headers = {**KEY, "Content-Type": "application/json"}

        replies = [await alice.post("/vendors", content=body, headers=headers) for body in bodies]

        assert [one.status_code for one in replies] == [201, 409]

    async def test_of_somebody_else_has_a_key_of_its_own(
        self, alice: ApiClient, bob: ApiClient
    ) -> None:
        hers = await alice.post("/vendors", json=MARKET, headers=KEY)
        his = await bob.post("/vendors", json=MARKET, headers=KEY)
        other = await bob.post("/vendors", json={"name": "Bakery"}, headers=KEY)

        assert (his.status_code, is_replayed(his)) == (201, False)
        assert his.json()["id"] != hers.json()["id"]
        assert other.json()["code"] == "idempotency_key_reused"


class TestBadKeys:
    @pytest.mark.parametrize(
        ("key", "code"),
        [
            (b"", "too_short"),
            (b'""', "too_short"),
            (b"k" * 256, "too_long"),
            (b'"' + b"k" * 256 + b'"', "too_long"),
            (b"two words", "bad_format"),
            (b"bell\x07", "bad_format"),
            (b"\xc3\xa9", "bad_format"),
        ],
    )
    async def test_are_refused(self, alice: ApiClient, key: bytes, code: str) -> None:
        refused = await alice.post("/vendors", json=MARKET, headers=[(b"Idempotency-Key", key)])

        (fault,) = answered(refused, 400)["errors"]
        assert (fault["field"], fault["code"]) == ("Idempotency-Key", code)
        assert await total(alice, "/vendors") == 0

    async def test_two_are_one_too_many(self, alice: ApiClient) -> None:
        headers = [(b"Idempotency-Key", b"one"), (b"Idempotency-Key", b"two")]

        refused = await alice.post("/vendors", json=MARKET, headers=headers)

        assert answered(refused, 400)["errors"][0]["code"] == "bad_format"

    async def test_the_longest_is_taken(self, alice: ApiClient) -> None:
        key = {"Idempotency-Key": '"' + "k" * 255 + '"'}

        answered(await alice.post("/vendors", json=MARKET, headers=key), 201)


class TestBeginningAnew:
    async def test_forgets_every_key(self, alice: ApiClient, bob: ApiClient) -> None:
        for client in (alice, bob):
            answered(await client.post("/vendors", json=MARKET, headers=KEY), 201)

        answered(await alice.post("/settings/reset-structure", json={"password": PASSWORD}), 204)

        hers = await alice.post("/vendors", json=MARKET, headers=KEY)
        his = await bob.post("/vendors", json=MARKET, headers=KEY)
        assert [is_replayed(hers), is_replayed(his)] == [False, True]


class TestAtOnce:
    async def test_one_books_and_all_are_answered_alike(
        self, api_pg: ApiClient, house_pg: Served
    ) -> None:
        async with await house_pg.newcomer(name="Alice") as alice:
            ids = await furnish(alice)

            replies = await asyncio.gather(
                *[
                    alice.post("/transactions", json=purchase(ids), headers=KEY)
                    for _ in range(AT_ONCE)
                ]
            )

            assert {one.status_code for one in replies} == {HTTPStatus.CREATED}
            assert len({one.content for one in replies}) == 1
            assert sum(is_replayed(one) for one in replies) == AT_ONCE - 1
            assert await total(alice, "/transactions", scope="all") == 2

    async def test_of_different_requests_one_wins(self, house_pg: Served) -> None:
        async with await house_pg.newcomer(name="Alice") as alice:
            replies = await asyncio.gather(
                *[
                    alice.post("/vendors", json={"name": f"Market {number}"}, headers=KEY)
                    for number in range(AT_ONCE)
                ]
            )

            assert sorted(one.status_code for one in replies) == [201] + [409] * (AT_ONCE - 1)
            codes = {one.json()["code"] for one in replies if one.is_error}
            assert codes == {"idempotency_key_reused"}
            assert await total(alice, "/vendors") == 1


class TestPatient:
    async def test_waits_for_the_first(self) -> None:
        asked = 0

        async def once(*, owner: UserId, key: str, request: bytes, act: Act) -> bytes | None:
            nonlocal asked
            asked += 1
            if asked < 3:
                raise KeyInUse
            return b"done"

        patient = Patient(once=once, pauses=(0, 0, 0))

        assert await patient(owner=NOBODY, key="k", request=b"", act=never) == b"done"
        assert asked == 3

    async def test_but_not_for_ever(self) -> None:
        async def once(*, owner: UserId, key: str, request: bytes, act: Act) -> bytes | None:
            raise KeyInUse

        patient = Patient(once=once, pauses=(0, 0))

        with pytest.raises(KeyInUse):
            await patient(owner=NOBODY, key="k", request=b"", act=never)

    def test_ten_seconds_in_all(self) -> None:
        assert sum(PAUSES) == pytest.approx(10)
        assert all(earlier <= later for earlier, later in pairwise(PAUSES))
