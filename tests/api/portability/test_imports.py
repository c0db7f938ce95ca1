"""Taking data in over HTTP."""

import gc
import json
from collections.abc import AsyncIterator, Callable
from typing import IO, Any

import pytest

from piggypulse_core.portability.model.incoming import Incoming
from piggypulse_http.portability import imports
from piggypulse_http.portability.archive_file import incoming_of
from piggypulse_http.portability.imports import IMPORT_BYTES_MAX
from tests.support.archives import Archive, golden_archive
from tests.support.client import ApiClient, answered
from tests.support.served import Served
from tests.support.source import ROOT

DATA = "/settings/import/data"
FORMER = ROOT / "tests" / "data" / "former" / "archive.json"
NOTHING_NEW = {
    "accounts": 0,
    "categories": 0,
    "vendors": 0,
    "periods": 0,
    "goals": 0,
    "subscriptions": 0,
    "overlays": 0,
    "transactions": 0,
}

Change = Callable[[Archive], None]


def change(kind: str, place: int, **members: object) -> Change:
    """A row of an archive with other members."""

    def changed(archive: Archive) -> None:
        archive[kind][place] |= members

    return changed


def a_second_goal(archive: Archive) -> None:
    archive["goals"].append({**archive["goals"][0], "id": archive["accounts"][0]["id"]})
    archive["goals"][-1]["entries"] = []


def a_vendor_twice(archive: Archive) -> None:
    archive["vendors"].append({**archive["vendors"][0], "name": "Another"})


GROCERIES, STREAMING, SAILING = 3, 4, 5

CLASHES: dict[str, tuple[Change, str]] = {
    "duplicate_name": (change("accounts", 1, name="GIRO"), "/accounts/1/name"),
    "parent_is_child": (
        change("categories", STREAMING, parentId=golden_archive()["categories"][GROCERIES]["id"]),
        "/categories/4/parentId",
    ),
    "parent_archived": (
        change("categories", STREAMING, parentId=golden_archive()["categories"][SAILING]["id"]),
        "/categories/4/parentId",
    ),
    "period_overlap": (change("periods", 1, startDate="2026-02-24"), "/periods/1/startDate"),
    "target_exists": (a_second_goal, "/goals/4/categoryId"),
    "item_conflict": (a_vendor_twice, "/vendors/3"),
}


class TestImportData:
    @pytest.mark.parametrize("content", [{}, {"vendors": 1}])
    async def test_keeps_the_collector_from_rows_and_nobody_else(
        self, alice: ApiClient, content: Archive, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen: list[bool] = []

        def looked(*, file: IO[bytes]) -> Incoming:
            seen.append(gc.isenabled())
            return incoming_of(file=file)

        monkeypatch.setattr(imports, "incoming_of", looked)

        reply = await alice.post(DATA, json={"format": "piggypulse-archive", **content})

        assert (reply.status_code, seen, gc.isenabled()) == (400 if content else 200, [False], True)

    async def test_takes_in_what_an_export_gave(self, alice: ApiClient) -> None:
        golden = golden_archive()

        first = answered(await alice.post(DATA, json=golden, params={"settings": "apply"}))
        second = answered(await alice.post(DATA, json=golden))

        new = {name: len(golden[name]) for name in NOTHING_NEW}
        assert first["imported"] == {**new, "categories": new["categories"] - 1, "unchanged": 1}
        assert second["imported"] == {**NOTHING_NEW, "unchanged": sum(new.values()) + 1}
        assert answered(await alice.get("/settings/profile"))["name"] == "Ada Zwart"
        listed = answered(await alice.get("/accounts", params={"status": "all"}))["data"]
        assert {row["id"] for row in listed} == {row["id"] for row in golden["accounts"]}

    async def test_keeps_settings_unless_asked_and_writes_nothing_on_trial(
        self, alice: ApiClient
    ) -> None:
        golden, before = golden_archive(), answered(await alice.get("/settings/profile"))

        trial = await alice.post(DATA, json=golden, params={"dryRun": "true"})
        empty = answered(await alice.get("/accounts", params={"status": "all"}))["data"]
        real = await alice.post(DATA, json=golden)

        assert answered(trial) == answered(real)
        assert empty == []
        assert answered(await alice.get("/settings/profile")) == before

    async def test_is_answered_once_for_a_key(self, alice: ApiClient) -> None:
        key = {"Idempotency-Key": "my-archive"}

        first = await alice.post(DATA, json=golden_archive(), headers=key)
        again = await alice.post(DATA, json=golden_archive(), headers=key)
        other = await alice.post(DATA, json={"format": "piggypulse-archive"}, headers=key)

        assert answered(again) == answered(first)
        assert again.headers["Idempotency-Replayed"] == "true"
        assert answered(other, 409)["code"] == "idempotency_key_reused"

    async def test_leaves_others_alone(self, alice: ApiClient, bob: ApiClient) -> None:
        """C6: the same ids are somebody else's rows, unseen and untouched."""
        golden = golden_archive()
        answered(await alice.post(DATA, json=golden))
        before = (await alice.get("/transactions", params={"scope": "all"})).text

        renamed = [{**row, "name": f"B {row['name']}"} for row in golden["vendors"]]
        other = {**golden, "vendors": renamed}
        reply = answered(await bob.post(DATA, json=other))

        assert reply["imported"]["vendors"] == len(golden["vendors"])
        assert (await alice.get("/transactions", params={"scope": "all"})).text == before

    async def test_names_what_of_another_person_it_does_not_find(
        self, alice: ApiClient, bob: ApiClient
    ) -> None:
        golden = golden_archive()
        answered(await alice.post(DATA, json=golden))

        part = {"format": "piggypulse-archive", "transactions": golden["transactions"][:1]}
        refused = answered(await bob.post(DATA, json=part), 400)
        taken = answered(await alice.post(DATA, json=part))

        assert [(one["field"], one["code"]) for one in refused["errors"]] == [
            ("/transactions/0/fromAccountId", "reference_not_found"),
            ("/transactions/0/categoryId", "reference_not_found"),
        ]
        assert refused["errorCount"] == 2
        assert taken["imported"]["unchanged"] == 1

    @pytest.mark.parametrize("code", CLASHES)
    async def test_refuses_what_clashes(self, alice: ApiClient, code: str) -> None:
        changed, field = CLASHES[code]
        archive = golden_archive()
        changed(archive)

        refused = answered(await alice.post(DATA, json=archive), 409)

        assert refused["code"] == code
        assert [(one["field"], one["code"]) for one in refused["errors"]] == [(field, code)]
        assert answered(await alice.get("/accounts", params={"status": "all"}))["data"] == []

    async def test_names_nonsense_before_clashes(self, alice: ApiClient) -> None:
        archive = golden_archive()
        CLASHES["duplicate_name"][0](archive)
        archive["transactions"][2]["amount"] = 0

        refused = answered(await alice.post(DATA, json=archive), 400)

        assert [one["field"] for one in refused["errors"]] == [
            "/transactions/2/amount",
            "/accounts/1/name",
        ]

    async def test_keeps_a_schedule_there_is(self, alice: ApiClient) -> None:
        answered(await alice.post("/periods/schedule", json={"scheduleType": "manual"}), 201)

        refused = answered(await alice.post(DATA, json=golden_archive()), 409)

        assert (refused["code"], refused["errors"][0]["field"]) == ("schedule_exists", "/schedule")

    async def test_needs_a_currency_for_accounts(self, house: Served) -> None:
        async with await house.newcomer(name="Nomad", currency_code=None) as nomad:
            refused = answered(await nomad.post(DATA, json=golden_archive()), 409)
            taken = await nomad.post(DATA, json=golden_archive(), params={"settings": "apply"})

        assert refused["code"] == "default_currency_missing"
        assert answered(taken)["imported"]["accounts"] == 7

    async def test_counts_what_it_does_not_name(self, alice: ApiClient) -> None:
        archive = {"format": "piggypulse-archive", "vendors": [{}] * 250}

        refused = answered(await alice.post(DATA, json=archive), 400)

        assert (len(refused["errors"]), refused["errorCount"]) == (100, 250)

    async def test_takes_so_many_rows(self, alice: ApiClient) -> None:
        archive = {"format": "piggypulse-archive", "vendors": [{}] * 10_001}

        refused = answered(await alice.post(DATA, json=archive), 400)

        assert (refused["code"], refused["errors"][0]["field"]) == ("too_many_items", "/vendors")

    async def test_takes_so_many_bytes_however_they_come(self, alice: ApiClient) -> None:
        async def blanks() -> AsyncIterator[bytes]:
            for _ in range(IMPORT_BYTES_MAX // 2**24):
                yield b" " * 2**24
            yield b" "

        json_type = {"Content-Type": "application/json"}
        counted = await alice.post(DATA, content=blanks(), headers=json_type)
        claimed = await alice.post(
            DATA, content=b"", headers={**json_type, "Content-Length": str(IMPORT_BYTES_MAX + 1)}
        )

        for reply in (counted, claimed):
            assert answered(reply, 413)["code"] == "body_too_large"

    async def test_takes_in_what_the_product_before_gave(self, alice: ApiClient) -> None:
        archive: Any = json.loads(FORMER.read_text(encoding="utf-8"))

        first = answered(await alice.post(DATA, json=archive))["imported"]
        second = answered(await alice.post(DATA, json=archive))["imported"]

        assert (first["accounts"], first["categories"], first["transactions"]) == (3, 3, 5)
        assert {**second, "unchanged": 0} == {**NOTHING_NEW, "unchanged": 0}
