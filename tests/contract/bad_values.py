"""Values that no member takes, and every place of a body one can be put into."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tests.contract.sample import Body
from tests.support.contract import Contract, Document

DEPTH = 100_000
MARK = "@@here@@"

NEVER_TEXT: Mapping[str, str] = {
    "NUL": r'"a\u0000b"',
    "lone surrogate": r'"a\ud800b"',
    "endless text": json.dumps("x" * 5_000),
}
NEVER_NUMBERS: Mapping[str, str] = {
    "10^19": str(10**19),
    "-10^19": str(-(10**19)),
    "10^400": "1" + "0" * 400,
    "NaN": "NaN",
    "Infinity": "Infinity",
    "a fraction": "1.5",
    "a whole fraction": "1.0",
    "an exponent": "1e2",
}
NEVER: Mapping[str, str] = {
    "deep arrays": "[" * DEPTH + "]" * DEPTH,
    "no JSON": "nonsense",
    "nothing": "",
    "true": "true",
    "an object": '{"a": 1}',
    "an array": '["a"]',
}
WRONG_WORDS: Mapping[str, str] = {"a word": '"no such word"', "a number in quotes": '"5"'}

Pointer = tuple[str | int, ...]


def places(body: Body, *, at: Pointer = ()) -> Iterator[Pointer]:
    """Every member, element and the body itself."""
    yield at
    if isinstance(body, dict):
        for name, value in body.items():
            yield from places(value, at=(*at, name))
    if isinstance(body, list):
        for number, value in enumerate(body):
            yield from places(value, at=(*at, number))


def with_text(body: Body, *, at: Pointer, text: str) -> bytes:
    """The body with other JSON text, good or bad, at a place."""
    return json.dumps(_replaced(body, at)).replace(f'"{MARK}"', text).encode()


def without(body: Body, *, at: Pointer) -> bytes:
    """The body without one of its members."""
    if len(at) == 1:
        return json.dumps({key: value for key, value in body.items() if key != at[0]}).encode()
    inner = without(body[at[0]], at=at[1:])
    return json.dumps(_replaced(body, at[:1])).encode().replace(f'"{MARK}"'.encode(), inner)


def _replaced(body: Body, at: Pointer) -> Body:
    if not at:
        return MARK
    copy: Any = dict(body) if isinstance(body, dict) else list(body)
    copy[at[0]] = _replaced(body[at[0]], at[1:])
    return copy


def schema_at(contract: Contract, schema: Document, at: Pointer) -> list[Document]:
    """The schemas a place has: one, or each of a choice."""
    found = _choices(contract, schema)
    for key in at:
        found = [inner for one in found for inner in _inner(contract, one, key)]
    return found


def _inner(contract: Contract, schema: Document, key: str | int) -> list[Document]:
    part: Any = (
        schema.get("items") if isinstance(key, int) else schema.get("properties", {}).get(key)
    )
    return [] if part is None else _choices(contract, part)


def _choices(contract: Contract, schema: Document) -> list[Document]:
    schema = contract.resolved(schema)
    several = schema.get("anyOf") or schema.get("oneOf")
    if several is None:
        return [schema]
    return [choice for one in several for choice in _choices(contract, one)]


def is_required(contract: Contract, schema: Document, at: Pointer) -> bool:
    """Whether the member at a place may not be left out."""
    owners = schema_at(contract, schema, at[:-1])
    return any(at[-1] in owner.get("required", ()) for owner in owners)


def bad_texts(schemas: list[Document]) -> Mapping[str, str]:
    """What a place with these schemas never takes."""
    kinds = {kind for one in schemas for kind in _kinds(one)}
    bad = {**NEVER, **NEVER_NUMBERS, **NEVER_TEXT}
    if "string" in kinds:
        if not any(_is_free_text(one) for one in schemas):
            bad |= WRONG_WORDS
    else:
        bad |= WRONG_WORDS
    if "null" not in kinds:
        bad["null"] = "null"
    if "boolean" in kinds:
        del bad["true"]
    if "object" in kinds:
        del bad["an object"]
    if "array" in kinds:
        bad |= {"an array of wrong things": "[5]"}
        if any(_is_free_text(one.get("items", {})) for one in schemas):
            del bad["an array"]
    return bad


def _kinds(schema: Document) -> set[str]:
    if "enum" in schema:
        return {"null" if value is None else "string" for value in schema["enum"]}
    kind = schema.get("type", [])
    return {kind} if isinstance(kind, str) else set(kind)


def _is_free_text(schema: Document) -> bool:
    free = schema.get("type") == "string" and schema.get("format") in (None, "password")
    return free and schema.get("pattern") in (None, "^[^\\x00]*$") and "enum" not in schema
