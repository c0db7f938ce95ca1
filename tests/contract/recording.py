"""Requests and answers written down for people: `python -m tests.contract.recording`."""

import asyncio
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import CountingIds
from piggypulse_core.identity.ports import Tokens
from piggypulse_core.kernel.currency import currency_by_code
from piggypulse_http.composition.serve import assemble
from piggypulse_http.edge.openapi import document_of
from tests.contract.furnished import send
from tests.contract.sample import Body, Sample
from tests.contract.samples import furnish, samples
from tests.contract.switched_on import WITH_TWO_FACTOR, switch_on
from tests.support.canaries import Canaries
from tests.support.client import ApiClient, Judge, answered
from tests.support.clock import NOW
from tests.support.contract import Contract, Operation, Seen
from tests.support.links import give_links
from tests.support.people import PASSWORD
from tests.support.served import container_over, without_threads
from tests.support.source import ROOT

FOLDER = ROOT / "contracts" / "examples"


@dataclass(slots=True)
class CountedTokens(Tokens):
    """Secrets that are none: the same in every recording."""

    made: int = 0

    def chance(self) -> bytes:
        self.made += 1
        return hashlib.sha256(str(self.made).encode()).digest()


async def recorded() -> Mapping[str, Body]:
    """One success of each operation, by the name of its file; the same whenever it is asked."""
    work, ids, tokens = MemoryWork(), CountingIds(), CountedTokens()
    container = container_over(work=work, clock=FixedClock(NOW))
    container.ids.override(ids)
    container.tokens.override(tokens)
    without_threads(container)
    app = assemble(container)
    contract = Contract(document_of(app))
    judge = Judge(contract=contract, seen=Seen(), canaries=Canaries())
    async with ApiClient(app=app, judge=judge) as client:
        await _sign_up(client)
        made_for = await furnish(client)
        good = samples({**made_for, **await give_links(work, email=made_for["email"])})
        tables, last, made = dict(work.database.tables), ids._last, tokens.made
        found = {}
        for operation in contract.operations.values():
            # No recording depends on another: rows, ids and secrets begin where they did.
            work.database.tables.clear()
            work.database.tables.update(tables)
            ids._last, tokens.made = last, made
            if operation.id in WITH_TWO_FACTOR:
                switch_on(work.database)
            found[f"{operation.id}.success.json"] = await _recorded(
                client, operation, good[operation.id]
            )
    return found


async def _recorded(client: ApiClient, operation: Operation, sample: Sample) -> Body:
    client.cookies.clear()
    reply = await send(client, operation, sample)
    assert reply.is_success, reply.text
    return {
        "request": _told(operation, sample),
        "response": {
            "status": reply.status_code,
            "body": _body_of(reply),
        },
    }


def _body_of(reply: httpx.Response) -> Body:
    if not reply.content:
        return None
    is_text = reply.headers["content-type"].startswith("text/")
    return reply.text if is_text else reply.json()


def _told(operation: Operation, sample: Sample) -> Body:
    address = operation.path
    for name, value in sample.path.items():
        address = address.replace(f"{{{name}}}", value)
    return {
        "method": operation.method,
        "path": address,
        "query": dict(sample.query),
        "body": sample.body,
    }


async def _sign_up(client: ApiClient) -> None:
    body = {
        "name": "Alice",
        "email": "alice@example.org",
        "password": PASSWORD,
        "currencyId": str(currency_by_code("EUR").id),
    }
    token = answered(await client.post("/auth/register", json=body), 201)["token"]
    client.headers["Authorization"] = f"Bearer {token}"


def written(example: Body, /) -> str:
    """An example as it stands in its file."""
    return json.dumps(example, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def write(*, folder: Path) -> None:
    """Replace what stands in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.json"):
        old.unlink()
    for name, example in asyncio.run(recorded()).items():
        (folder / name).write_text(written(example), encoding="utf-8")


if __name__ == "__main__":
    write(folder=FOLDER)
