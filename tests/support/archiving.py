"""Archiving over memory, until there is an operation for it."""

from dataclasses import replace
from uuid import UUID

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_core.ledger.model.account import Account
from piggypulse_core.ledger.model.category import Category
from piggypulse_core.ledger.model.vendor import Vendor
from tests.support.client import ApiClient, answered
from tests.support.clock import TODAY
from tests.support.served import Served

Kind = type[Account] | type[Category] | type[Vendor]


async def archive(house: Served, client: ApiClient, kind: Kind, key: str) -> None:
    """Put a row of the client's away behind the API's back."""
    assert isinstance(house.work, MemoryWork)
    owner = UUID(answered(await client.get("/auth/me"))["id"])
    async with house.work() as unit:
        rows = unit.transaction.writable(kind, owner=owner)
        rows[UUID(key)] = replace(rows[UUID(key)], archived_on=TODAY)


async def names_by_status(client: ApiClient, path: str) -> dict[str, list[str]]:
    """What a list shows for each status, and without one."""
    found = {}
    for status in ("", "active", "inactive", "all"):
        params = {"status": status} if status else {}
        listed = answered(await client.get(path, params=params))
        assert listed["totalCount"] == len(listed["data"])
        found[status] = [row["name"] for row in listed["data"]]
    return found
