"""Taking data out over HTTP."""

from uuid import UUID

import pytest

from piggypulse_core.kernel.ids import UserId
from tests.contract.samples import furnish
from tests.support.archives import archive_complaints
from tests.support.client import ApiClient, answered
from tests.support.exporting import NOBODY_KNOWS_WHO, principal, read_back
from tests.support.served import Served

DATA, TRANSACTIONS = "/settings/export/data", "/settings/export/transactions"
BOTH = pytest.mark.parametrize("path", [DATA, TRANSACTIONS])
SECRETS = ("password", "hash", "token", "email", "session", "seed")


class TestExportAllData:
    async def test_gives_what_is_ones_own_and_nothing_else(
        self, alice: ApiClient, bob: ApiClient
    ) -> None:
        mine, others = await furnish(alice), await furnish(bob)

        reply = await alice.get(DATA)

        archive = answered(reply)
        assert archive_complaints(archive) == []
        assert reply.headers["content-type"] == "application/json"
        assert reply.headers["content-disposition"] == (
            'attachment; filename="piggypulse-archive.json"'
        )
        assert "content-length" not in reply.headers
        assert mine["transaction"] in reply.text
        assert not {key for name, key in others.items() if name != "code" and key in reply.text}
        for kind in ("accounts", "vendors", "overlays"):
            listed = answered(await alice.get(f"/{kind}", params={"status": "all"}))["data"]
            assert [row["id"] for row in archive[kind]] == sorted(row["id"] for row in listed)

    async def test_tells_nothing_to_sign_in_with(self, alice: ApiClient) -> None:
        await furnish(alice)

        archive = answered(await alice.get(DATA))

        assert set(archive["settings"]) == {"profile", "preferences", "onboarded"}
        said = str(archive).lower()
        assert not [word for word in SECRETS if word in said]
        assert answered(await alice.get("/auth/me"))["email"] not in said


class TestExportTransactions:
    async def test_gives_a_line_for_each_transaction_of_ones_own(
        self, alice: ApiClient, bob: ApiClient
    ) -> None:
        await furnish(alice)
        await furnish(bob)
        booked = answered(
            await alice.get("/transactions", params={"scope": "all", "uncategorized": "include"})
        )["data"]

        reply = await alice.get(TRANSACTIONS)

        assert reply.status_code == 200
        assert reply.headers["content-type"] == "text/csv; charset=utf-8"
        assert reply.headers["content-disposition"] == 'attachment; filename="transactions.csv"'
        rows = read_back(reply.text)
        assert [(row["date"], row["description"], row["amount"]) for row in rows] == [
            (one["date"], one["description"], str(one["amount"])) for one in booked
        ]
        assert [row["category"] for row in rows] == [one["category"]["name"] for one in booked]


class TestBothExports:
    @BOTH
    async def test_go_one_at_a_time(
        self, house: Served, alice: ApiClient, bob: ApiClient, path: str
    ) -> None:
        owner = principal(UserId(UUID(answered(await alice.get("/auth/me"))["id"])))
        async with house.container.export_data()(who=owner, caller=NOBODY_KNOWS_WHO):
            reply = await alice.get(path)
            assert (await bob.get(path)).status_code == 200

        assert (answered(reply, 503)["code"], reply.headers["Retry-After"]) == ("busy", "2")
        assert (await alice.get(path)).status_code == 200
