"""Members of bodies: those that are ours to decide change nothing, and none comes out unasked."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from tests.contract.furnished import Furnished, send
from tests.contract.test_bad_parameters import NOBODYS
from tests.support.contract import JSON, Contract, Document, Operation

OURS: Mapping[str, object] = {
    "id": str(NOBODYS),
    "ID": str(NOBODYS),
    "userId": str(NOBODYS),
    "user_id": str(NOBODYS),
    "ownerId": str(NOBODYS),
    "twoFactorEnabled": True,
    "balance": 987_654_321,
    "currentBalance": 987_654_321,
    "isSystem": True,
    "createdAt": "2001-01-01T00:00:00Z",
    "archivedAt": "2001-01-01T00:00:00Z",
    "isArchived": True,
    "passwordHash": "x",
    "__proto__": {"isAdmin": True},
    "$where": "1",
}
UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")

CHANCE = re.compile(
    r"pp_at_[0-9a-f]+|[A-Z2-7]{32}|[A-Z2-7]{4}(?:-[A-Z2-7]{4}){3}|base64,[A-Za-z0-9+/=]+"
)
"""Tokens, seeds, backup codes and pictures: never the same twice."""


def writing(furnished: Furnished) -> Iterator[Operation]:
    """Operations that take an object, or several."""
    return (one for one in furnished.operations if one.body is not None)


def with_ours(body: Any) -> Any:  # noqa: ANN401 - JSON
    """The same body, with members that only we decide beside those that are known."""
    if isinstance(body, list):
        return [with_ours(one) for one in body]
    return {**OURS, **body}


async def told(furnished: Furnished, operation: Operation, body: object) -> object:
    """The answer to a body, each new id by the order it first comes in."""
    furnished.ready_for(operation)
    async with furnished.somebody() as client:
        sample = furnished.samples[operation.id]
        reply = await send(client, operation, sample, content=json.dumps(body).encode())
    known: dict[str, str] = {}
    text = UUID.sub(lambda match: known.setdefault(match[0], f"#{len(known)}"), reply.text)
    return reply.status_code, CHANCE.sub("chance", text)


async def test_what_only_we_decide_has_no_effect(furnished: Furnished) -> None:
    wrong, tried = [], 0
    for operation in writing(furnished):
        body = furnished.samples[operation.id].body
        plain = await told(furnished, operation, body)
        tables = sizes(furnished)
        added = await told(furnished, operation, with_ours(body))
        tried += 1
        if added != plain or sizes(furnished) != tables or str(NOBODYS) in str(rows(furnished)):
            wrong.append(f"{operation.id}: {plain} / {added}")

    assert wrong == []
    assert tried > 10


def rows(furnished: Furnished) -> list[object]:
    tables = furnished.house.database.tables.values()
    return [row for table in tables for row in table.items()]


def sizes(furnished: Furnished) -> Mapping[object, int]:
    """How many rows there are of each kind."""
    found: Counter[object] = Counter()
    for (kind, _), table in furnished.house.database.tables.items():
        found[kind] += len(table)
    return found


def unpromised(contract: Contract, value: object, schema: Document, at: str) -> Iterator[str]:
    """Members of an answer that its schema does not name."""
    options = [contract.resolved(one) for one in _options(contract, schema)]
    if isinstance(value, list):
        items = [one["items"] for one in options if "items" in one]
        for one in value if items else ():
            yield from unpromised(contract, one, items[0], f"{at}[]")
    if isinstance(value, dict):
        named = {name: part for one in options for name, part in one.get("properties", {}).items()}
        free = any("additionalProperties" in one for one in options)
        for name, member in value.items():
            if name in named:
                yield from unpromised(contract, member, named[name], f"{at}.{name}")
            elif not free:
                yield f"{at}.{name}"


def _options(contract: Contract, schema: Document) -> Iterator[Document]:
    resolved = contract.resolved(schema)
    for several in ("anyOf", "oneOf", "allOf"):
        for one in resolved.get(several, ()):
            yield from _options(contract, one)
    yield resolved


async def test_an_answer_holds_nothing_that_is_not_promised(furnished: Furnished) -> None:
    found = []
    for operation in furnished.operations:
        furnished.ready_for(operation)
        async with furnished.somebody() as client:
            reply = await send(client, operation, furnished.samples[operation.id])
        content = operation.responses[str(reply.status_code)].get("content", {})
        if JSON in content:
            found += list(
                unpromised(furnished.contract, reply.json(), content[JSON]["schema"], operation.id)
            )

    assert found == []


def test_a_member_that_is_not_promised_is_found(contract: Contract) -> None:
    schema = contract.operations["getMe"].responses["200"]["content"][JSON]["schema"]
    value = {"id": "x", "email": "x", "passwordHash": "x"}

    assert list(unpromised(contract, value, schema, "getMe")) == ["getMe.passwordHash"]
