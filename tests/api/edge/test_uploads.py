"""Bodies that are put into a file."""

import asyncio
from collections.abc import AsyncIterator

from tests.support.client import ApiClient, answered
from tests.support.served import Served

DATA = "/settings/import/data"
JSON_TYPE = {"Content-Type": "application/json"}


async def test_few_are_on_their_way_at_once(
    house: Served, alice: ApiClient, bob: ApiClient
) -> None:
    """Whoever comes too many is told to come back; a place is free when an answer was given."""
    go_on, begun = asyncio.Event(), asyncio.Semaphore(0)

    async def slowly() -> AsyncIterator[bytes]:
        yield b'{"format": "another"'
        begun.release()
        await go_on.wait()
        yield b"}"

    most = house.container.settings().uploads_at_once
    sent = [
        asyncio.create_task(alice.post(DATA, content=slowly(), headers=JSON_TYPE))
        for _ in range(most)
    ]
    for _ in sent:
        await begun.acquire()

    refused = await bob.post(DATA, json={})
    go_on.set()
    replies = await asyncio.gather(*sent)

    assert (answered(refused, 503)["code"], refused.headers["Retry-After"]) == ("busy", "2")
    assert [reply.status_code for reply in replies] == [400] * most
    assert (await bob.post(DATA, json={})).status_code == 200
