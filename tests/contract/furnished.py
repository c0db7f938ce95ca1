"""The shared application with a household in it, for tests that try every operation."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

import httpx

from piggypulse_adapters.memory.database import MemoryDatabase
from piggypulse_core.identity.model.audit import AuditEvent
from tests.contract.sample import Sample
from tests.contract.samples import furnish, samples
from tests.contract.switched_on import WITH_TWO_FACTOR, switch_on
from tests.support.client import PREFIX, ApiClient
from tests.support.contract import JSON, Contract, Operation
from tests.support.links import give_links
from tests.support.memory_house import MemoryHouse


@dataclass(frozen=True, slots=True, kw_only=True)
class Furnished:
    """Alice and Bob have one of everything each; the samples are Alice's."""

    house: MemoryHouse
    contract: Contract
    day: MemoryDatabase
    alice: Mapping[str, str]
    bob: Mapping[str, str]

    @property
    def samples(self) -> Mapping[str, Sample]:
        return samples(self.alice)

    @property
    def operations(self) -> list[Operation]:
        return list(self.contract.operations.values())

    def again(self) -> None:
        """Back to the day on which everything had just been made."""
        self.house.restored(to=self.day)

    def ready_for(self, operation: Operation, /) -> None:
        """The same, with whatever an operation needs beyond it."""
        self.again()
        if operation.id in WITH_TWO_FACTOR:
            switch_on(self.house.database)

    @property
    def unchanged(self) -> bool:
        """Whether every row is as it was on that day."""
        return self.house.database.tables == self.day.tables

    @property
    def noted(self) -> list[AuditEvent]:
        """What was written down since that day."""
        now, then = self.house.database.tables, self.day.tables
        return [
            event
            for key, events in now.items()
            if key[0] is AuditEvent
            for id_, event in events.items()
            if id_ not in then.get(key, {})
        ]

    @property
    def only_noted(self) -> bool:
        """Whether nothing was written but what is noted of refusals."""
        now, then = self.house.database.tables, self.day.tables
        return {k: now[k] for k in now if k[0] is not AuditEvent} == {
            k: then[k] for k in then if k[0] is not AuditEvent
        }

    def somebody(self) -> ApiClient:
        """Alice."""
        return self.house.client("Alice")


def furnished_house(*, house: MemoryHouse, contract: Contract) -> Furnished:
    """Let Alice and Bob make one of everything."""

    async def furnish_for(name: str) -> dict[str, str]:
        async with house.client(name) as client:
            ids = await furnish(client)
        return {**ids, **await give_links(house.served.work, email=ids["email"])}

    house.restored()
    with asyncio.Runner() as runner:
        alice, bob = (runner.run(furnish_for(name)) for name in ("Alice", "Bob"))
    return Furnished(house=house, contract=contract, day=house.remembered(), alice=alice, bob=bob)


async def send(
    client: httpx.AsyncClient,
    operation: Operation,
    sample: Sample,
    /,
    *,
    path: Mapping[str, str] | None = None,
    query: Sequence[tuple[str, str]] | None = None,
    content: bytes | None = None,
    media_type: str = JSON,
) -> httpx.Response:
    """Send a sample, with some parts of the request changed."""
    address = operation.path.removeprefix(PREFIX)
    for name, value in {**sample.path, **(path or {})}.items():
        address = address.replace(f"{{{name}}}", value)
    pairs = list(sample.query.items()) if query is None else query
    if content is None and operation.body is not None:
        content = json.dumps(sample.body).encode()
    return await client.request(
        operation.method,
        address + (f"?{_encoded(pairs)}" if pairs else ""),
        content=content,
        headers={} if content is None else {"Content-Type": media_type},
    )


def _encoded(pairs: Sequence[tuple[str, str]]) -> str:
    """A query string; what is percent-encoded already stays so, which lets nonsense through."""
    return "&".join(f"{quote(name, safe='%')}={quote(value, safe='%')}" for name, value in pairs)
