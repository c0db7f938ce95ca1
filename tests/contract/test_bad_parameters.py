"""Every bad value of every parameter is refused; a stranger's id is as good as none."""

from collections.abc import Iterator, Mapping
from uuid import UUID

import httpx
import pytest

from tests.contract.furnished import Furnished, send
from tests.contract.sample import Sample
from tests.support.contract import Contract, Document, Operation

NEVER: Mapping[str, str] = {
    "NUL": "a%00b",
    "no UTF-8": "%ff",
    "lone surrogate": "%ed%a0%80",
    "endless text": "x" * 5_000,
}
NEVER_NUMBERS: Mapping[str, str] = {
    "10^19": str(10**19),
    "NaN": "NaN",
    "a fraction": "1.5",
    "a word": "many",
    "nothing": "",
    "hexadecimal": "0x10",
    "underscores": "1_0",
    "other digits": "%D9%A1",
}
NEVER_WORDS: Mapping[str, str] = {"a word": "no-such-word", "a number": "7", "an array": "[]"}
NEVER_DAYS: Mapping[str, str] = {
    "before our time": "1899-12-31",
    "after our time": "2200-01-01",
    "no such day": "2026-02-30",
    "before Christ": "-0001-01-01",
    "five digits": "10000-01-01",
    "with a time": "2026-06-15T12:00:00Z",
}
NEVER_IDS: Mapping[str, str] = {
    "too short": "01900000-0000-7000-8000-00000000000",
    "no hexadecimal": "g1900000-0000-7000-8000-000000000000",
}
NOBODYS = UUID("01900000-0000-7000-8000-00000000dead")
IDS_AS_TEXT = ("cursor", "periodId")


def kinds(contract: Contract, schema: Document) -> list[Document]:
    """The schemas a parameter has; those of elements follow their list's."""
    schema = contract.resolved(schema)
    several = schema.get("anyOf") or schema.get("oneOf")
    if several is not None:
        return [kind for one in several for kind in kinds(contract, one)]
    if schema.get("type") == "array":
        return [schema, *kinds(contract, schema["items"])]
    return [schema]


def bad_values(contract: Contract, parameter: Document) -> Mapping[str, str]:
    """What a parameter never takes."""
    found = dict(NEVER)
    for schema in kinds(contract, parameter["schema"]):
        if schema.get("type") == "integer":
            found |= NEVER_NUMBERS
        elif "enum" in schema:
            found |= NEVER_WORDS
        elif schema.get("format") == "date":
            found |= {**NEVER_WORDS, **NEVER_DAYS}
        elif schema.get("format") == "uuid" or parameter["name"] in IDS_AS_TEXT:
            found |= {**NEVER_WORDS, **NEVER_IDS}
    return found


def complaint(furnished: Furnished, reply: httpx.Response, *, codes: set[str]) -> str | None:
    if not 400 <= reply.status_code < 500 or reply.json()["code"] not in codes:
        return f"answered {reply.status_code} {reply.text[:100]}"
    if not furnished.unchanged:
        furnished.again()
        return "changed something"
    return None


async def judged(
    furnished: Furnished, attempts: Iterator[tuple[str, Operation, Sample]], *, codes: set[str]
) -> list[str]:
    """What is wrong with the answers to some requests."""
    failures = []
    async with furnished.somebody() as client:
        for name, operation, sample in attempts:
            reply = await send(client, operation, sample)
            wrong = complaint(furnished, reply, codes=codes)
            failures += [f"{operation.id} {name}: {wrong}"] if wrong else []
    return failures


def bad_queries(furnished: Furnished) -> Iterator[tuple[str, Operation, Sample]]:
    for operation in furnished.operations:
        sample = furnished.samples[operation.id]
        for parameter in operation.parameters(place="query"):
            name = parameter["name"]
            for what, value in bad_values(furnished.contract, parameter).items():
                query = {**sample.query, name: value}
                yield f"{name}: {what}", operation, sample.changed(query=query)


def bad_paths(furnished: Furnished) -> Iterator[tuple[str, Operation, Sample]]:
    for operation in furnished.operations:
        sample = furnished.samples[operation.id]
        for parameter in operation.parameters(place="path"):
            name = parameter["name"]
            for what, value in bad_values(furnished.contract, parameter).items():
                yield f"{name}: {what}", operation, sample.changed(path={name: value})


async def test_a_bad_value_in_any_query_parameter_is_refused(furnished: Furnished) -> None:
    codes = {"invalid_input", "unknown_cursor"}

    assert await judged(furnished, bad_queries(furnished), codes=codes) == []


async def test_a_bad_value_in_any_path_is_refused(furnished: Furnished) -> None:
    assert await judged(furnished, bad_paths(furnished), codes={"invalid_input", "not_found"}) == []


async def test_a_malformed_id_in_a_path_is_named_as_such(furnished: Furnished) -> None:
    malformed = (
        (name, operation, sample)
        for name, operation, sample in bad_paths(furnished)
        if operation.id != "getCurrency" and "%" not in "".join(sample.path.values())
    )

    assert await judged(furnished, malformed, codes={"invalid_input"}) == []


async def test_a_parameter_given_twice_is_refused(furnished: Furnished) -> None:
    failures = []
    async with furnished.somebody() as client:
        for operation in furnished.operations:
            sample = furnished.samples[operation.id]
            repeatable = {
                one["name"]
                for one in operation.parameters(place="query")
                if "array" in str(one["schema"])
            }
            for name in {*sample.query, "unknown"} - repeatable:
                value = sample.query.get(name, "1")
                query = [*sample.query.items(), (name, value), (name, value)]
                reply = await send(client, operation, sample, query=query)
                wrong = complaint(furnished, reply, codes={"invalid_input"})
                failures += [f"{operation.id} {name}: {wrong}"] if wrong else []

    assert failures == []


async def test_an_unknown_parameter_is_ignored(furnished: Furnished) -> None:
    failures = []
    for operation in furnished.operations:
        furnished.ready_for(operation)
        sample = furnished.samples[operation.id]
        async with furnished.somebody() as client:
            query = [*sample.query.items(), ("unknown", "1")]
            reply = await send(client, operation, sample, query=query)
        failures += [] if reply.is_success else [f"{operation.id}: {reply.text}"]

    assert failures == []


async def test_a_strangers_id_gets_exactly_what_a_random_one_gets(furnished: Furnished) -> None:
    nobodys = dict.fromkeys(furnished.alice, str(NOBODYS))
    failures = []
    compared = 0
    async with furnished.somebody() as client:
        for operation in furnished.operations:
            sample = furnished.samples[operation.id]
            for name, mine in furnished.alice.items():
                theirs, random = (
                    sample.replaced(mine, ids[name]) for ids in (furnished.bob, nobodys)
                )
                if name in ("email", "code") or name.endswith(" link") or theirs == sample:
                    continue
                compared += 1
                first = await send(client, operation, theirs)
                harmless = furnished.only_noted
                furnished.again()
                second = await send(client, operation, random)
                if told(first) != told(second) or not (harmless and furnished.only_noted):
                    failures.append(f"{operation.id} {name}: {first.text} / {second.text}")
                furnished.again()

    assert failures == []
    assert compared > 20


def told(reply: httpx.Response) -> object:
    """An answer without what differs between any two requests."""
    body = reply.json()
    if reply.is_error:
        body = {key: value for key, value in body.items() if "request" not in key}
    return reply.status_code, body


@pytest.mark.parametrize("who", ["alice", "bob"])
async def test_the_comparison_would_notice_a_difference(furnished: Furnished, who: str) -> None:
    """The control: Alice's own id gets another answer than nobody's."""
    operation = furnished.contract.operations["getAccount"]
    ids = {"alice": furnished.alice, "bob": furnished.bob}[who]
    async with furnished.somebody() as client:
        first = await send(client, operation, Sample(path={"account_id": ids["checking"]}))
        second = await send(client, operation, Sample(path={"account_id": str(NOBODYS)}))

    assert (told(first) == told(second)) == (who == "bob")
