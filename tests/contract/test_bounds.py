"""Everything has a limit that the document tells, and just beyond it is refused (T1, T5)."""

import json
from collections.abc import Iterator
from typing import Any

from tests.contract.bad_values import places, schema_at, with_text
from tests.contract.furnished import Furnished, send
from tests.contract.test_bad_parameters import kinds
from tests.support.contract import Contract, Document, Operation

BOUNDED_FORMATS = frozenset({"uuid", "date", "date-time"})
CHOSEN_BY_CONTENT = {
    "createAccount.topUpDay": "the cycle decides which days there are",
    "updatePeriodSchedule.periodDuration": "the unit decides, with a code of its own",
    "updatePeriodSchedule.startDayOfTheMonth": "0 is a weekday and no day of a month",
}


def unbounded(schema: Document) -> Iterator[str]:
    """What a schema lets grow without limit."""
    kind = schema.get("type")
    names = {kind} if isinstance(kind, str) else set(kind or ())
    if "enum" in schema or "const" in schema:
        return
    if "integer" in names and not {"minimum", "maximum"} <= set(schema):
        yield "a number without bounds"
    if "number" in names:
        yield "a fraction"
    if "string" in names:
        bounded = "maxLength" in schema or schema.get("format") in BOUNDED_FORMATS
        if not bounded and not _is_finite(schema.get("pattern", "")):
            yield "a text without a longest length"
    if "array" in names and "maxItems" not in schema:
        yield "a list without a longest length"


def _is_finite(pattern: str) -> bool:
    anchored = pattern.startswith("^") and pattern.endswith("$")
    return anchored and not set("*+") & set(pattern) and ",}" not in pattern


def parts(contract: Contract, operation: Operation) -> Iterator[tuple[str, Document]]:
    """Every parameter and every member of a body, with its schema."""
    for place in ("path", "query", "header"):
        for parameter in operation.parameters(place=place):
            outer = parameter["schema"]
            limits = {key: outer[key] for key in ("maxLength", "maxItems") if key in outer}
            for schema in kinds(contract, outer):
                yield f"{operation.id}.{parameter['name']}", {**limits, **schema}
    if operation.body is not None:
        yield from members(contract, operation.id, operation.body)


def members(contract: Contract, name: str, schema: Document) -> Iterator[tuple[str, Document]]:
    """A schema, and those within."""
    for one in kinds(contract, schema):
        yield name, one
        for key, inner in one.get("properties", {}).items():
            yield from members(contract, f"{name}.{key}", inner)


def test_everything_a_client_sends_is_bounded(contract: Contract) -> None:
    found = [
        f"{name}: {complaint}"
        for operation in contract.operations.values()
        for name, schema in parts(contract, operation)
        for complaint in unbounded(schema)
    ]

    assert found == []


def test_what_has_no_bounds_is_found() -> None:
    offenders: list[dict[str, Any]] = [
        {"type": "integer"},
        {"type": "integer", "minimum": 1},
        {"type": ["integer", "null"], "maximum": 1},
        {"type": "string"},
        {"type": "string", "pattern": "^a*$"},
        {"type": "string", "pattern": "abc"},
        {"type": "number"},
        {"type": "array", "items": {"type": "boolean"}},
    ]

    assert all(list(unbounded(one)) for one in offenders)


def bounds(schemas: list[Document]) -> Iterator[tuple[int, int]]:
    """Each bound of a number, and the step that leads beyond it."""
    for schema in schemas:
        if "minimum" in schema:
            yield int(schema["minimum"]), -1
        if "maximum" in schema:
            yield int(schema["maximum"]), 1


async def test_a_parameter_is_taken_at_its_bound_and_refused_beyond(furnished: Furnished) -> None:
    wrong, tried = [], 0
    async with furnished.somebody() as client:
        for operation in furnished.operations:
            sample = furnished.samples[operation.id]
            for parameter in operation.parameters(place="query"):
                name = parameter["name"]
                for bound, step in bounds(kinds(furnished.contract, parameter["schema"])):
                    tried += 1
                    queries = [
                        list({**sample.query, name: str(value)}.items())
                        for value in (bound, bound + step)
                    ]
                    good = await send(client, operation, sample, query=queries[0])
                    bad = await send(client, operation, sample, query=queries[1])
                    if not good.is_success or bad.status_code != 400 or name not in bad.text:
                        wrong.append(f"{operation.id}.{name} {bound}: {good.text} / {bad.text}")

    assert wrong == []
    assert tried > 8


async def test_a_member_is_taken_at_its_bound_and_refused_beyond(furnished: Furnished) -> None:
    wrong, tried = [], 0
    async with furnished.somebody() as client:
        for operation in furnished.operations:
            if operation.body is None:
                continue
            sample = furnished.samples[operation.id]
            for at in places(sample.body):
                schemas = schema_at(furnished.contract, operation.body, at)
                for bound, step in bounds(schemas):
                    tried += 1
                    answers = []
                    for value in (bound, bound + step):
                        furnished.again()
                        text = with_text(sample.body, at=at, text=str(value))
                        answers.append(await send(client, operation, sample, content=text))
                    good, bad = answers
                    name = f"{operation.id}.{at[-1]}"
                    is_good = good.is_success or _is_about_another_rule(name, good.text)
                    if not is_good or bad.status_code != 400 or str(at[-1]) not in bad.text:
                        wrong.append(f"{name} {bound}: {good.text} / {bad.text}")

    assert wrong == []
    assert tried > 10


def _is_about_another_rule(name: str, text: str) -> bool:
    """A value may be in range and yet not fit the others."""
    member = name.rpartition(".")[2]
    faults = json.loads(text).get("errors", [])
    in_range = all(
        fault["code"] == "not_allowed_here" or fault["field"] != member for fault in faults
    )
    return in_range or name in CHOSEN_BY_CONTENT
