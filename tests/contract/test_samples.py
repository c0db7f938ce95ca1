"""The samples the other tests start from are good: each succeeds as it is."""

from tests.contract.furnished import Furnished, send


def test_there_is_one_for_each_operation(furnished: Furnished) -> None:
    assert set(furnished.samples) == {one.id for one in furnished.operations}


async def test_each_succeeds(furnished: Furnished) -> None:
    refused = []
    for operation in furnished.operations:
        furnished.ready_for(operation)
        async with furnished.somebody() as client:
            reply = await send(client, operation, furnished.samples[operation.id])
        if not reply.is_success:
            refused.append(f"{operation.id}: {reply.text}")

    assert refused == []


def test_each_fills_every_slot(furnished: Furnished) -> None:
    empty = []
    for operation in furnished.operations:
        sample = furnished.samples[operation.id]
        for place, given in (("path", sample.path), ("query", sample.query)):
            declared = {one["name"] for one in operation.parameters(place=place)}
            empty += [f"{operation.id}.{name}" for name in declared ^ set(given)]
        empty += [] if (operation.body is None) == (sample.body is None) else [operation.id]

    assert empty == []
