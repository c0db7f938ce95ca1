"""The archive's schema is closed and bounded, and the golden archive keeps to it."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.support.archives import archive_complaints, archive_schema, golden_archive


def unbounded(schema: Mapping[str, Any], /, *, at: str = "#") -> Iterator[str]:
    """Members that take anything: open objects, and texts and numbers without bounds."""
    if complaint := complaint_of(schema):
        yield f"{at}: {complaint}"
    for step, inner in parts_of(schema):
        yield from unbounded(inner, at=f"{at}/{step}")


def complaint_of(schema: Mapping[str, Any], /) -> str | None:
    kinds = schema.get("type", ())
    kinds = {kinds} if isinstance(kinds, str) else set(kinds)
    if "string" in kinds and not {"maxLength", "format"} & schema.keys() and not _short(schema):
        return "text without bounds"
    if "integer" in kinds and not {"minimum", "maximum"} <= schema.keys():
        return "number without bounds"
    if "object" in kinds and not ("additionalProperties" in schema or "if" in schema):
        return "open"
    return None


def parts_of(schema: Mapping[str, Any], /) -> Iterator[tuple[str, Mapping[str, Any]]]:
    named = {**schema.get("properties", {}), **schema.get("$defs", {})}
    yield from ((name, inner) for name, inner in named.items() if isinstance(inner, dict))
    listed = [*schema.get("anyOf", ()), *schema.get("oneOf", ())]
    yield from ((str(number), inner) for number, inner in enumerate(listed))
    if "items" in schema:
        yield "items", schema["items"]


def _short(schema: Mapping[str, Any]) -> bool:
    """Whether the pattern itself ends somewhere."""
    return "pattern" in schema and "*" not in schema["pattern"]


def kinds_of(archive: Mapping[str, Any], name: str, member: str) -> set[object]:
    return {row[member] for row in archive[name]}


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(archive_schema())


def test_nothing_in_it_takes_just_anything() -> None:
    assert list(unbounded(archive_schema())) == []


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "object", "properties": {}},
        {"type": "array", "items": {"type": "string"}},
        {"anyOf": [{"type": ["integer", "null"], "minimum": 0}]},
        {"$defs": {"x": {"type": "string", "pattern": "^a*$"}}},
    ],
)
def test_what_takes_anything_is_found(schema: Mapping[str, Any]) -> None:
    assert list(unbounded(schema))


def test_the_golden_archive_keeps_to_it() -> None:
    assert archive_complaints(golden_archive()) == []


def test_the_golden_archive_has_something_of_everything() -> None:
    golden = golden_archive()

    assert len(kinds_of(golden, "accounts", "type")) == 5
    assert len(kinds_of(golden, "accounts", "currencyCode")) > 1
    assert None in kinds_of(golden, "transactions", "categoryId")
    assert kinds_of(golden, "transactions", "transactionType") == {"regular", "transfer"}
    assert kinds_of(golden, "overlays", "inclusionMode") == {"manual", "rules", "all"}
    states = {entry["state"] for goal in golden["goals"] for entry in goal["entries"]}
    assert states == {"active", "excluded", "removed"}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), 2),
        (("exportedAt",), "2026-04-10T08:30:00+02:00"),
        (("settings", "profile", "password"), "x"),
        (("accounts", 0, "openingBalance"), 10**15),
        (("accounts", 0, "spendLimit"), 1),
        (("accounts", 2, "statementCloseDay"), 32),
        (("categories", 1, "type"), "Income"),
        (("vendors", 0, "id"), "1"),
        (("periods", 0, "startDate"), "1899-12-31"),
        (("schedule", "cadence", "ordinal"), 1),
        (("goals", 1, "entries", 1, "value"), 5),
        (("goals", 0, "entries", 0, "value"), None),
        (("subscriptions", 0, "events", 0, "amount"), 0),
        (("overlays", 0, "rules", "vendorIds", 0), None),
        (("transactions", 0, "toAccountId"), "019b000a-0000-7000-8000-000000000002"),
        (("transactions", 1, "toAccountId"), None),
        (("transactions", 0, "description"), "a\x00b"),
        (("transactions", 0, "amount"), 1.5),
    ],
)
def test_a_damaged_archive_is_found(path: tuple[str | int, ...], value: object) -> None:
    archive: Any = golden_archive()
    place = archive
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value

    assert archive_complaints(archive)
