"""X2: whatever single value of an archive is damaged, nothing is written and its place is named."""

import asyncio
import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.refusal import Invalid, Refusal
from tests.support.archives import Archive, archive_schema, golden_archive
from tests.support.importing import Importer
from tests.support.people import new_user

DEFS: Mapping[str, str] = {
    "accounts": "account",
    "categories": "category",
    "vendors": "vendor",
    "periods": "period",
    "goals": "goal",
    "subscriptions": "subscription",
    "overlays": "overlay",
    "transactions": "transaction",
    "schedule": "automaticSchedule",
    "settings": "settings",
}
MARK = "@@here@@"
BAD_TEXTS = (
    *("null", "true", "-1", "0", "1.5", "1e2", str(10**19), str(-(10**19)), "1" + "0" * 400),
    *('""', '"no such word"', '"a\\u0000b"', json.dumps("x" * 5000), '"2026-02-30"', '"5"'),
    *('"00000000-0000-0000-0000-0000000000ff"', '{"a": 1}', '["a"]', "[[[[]]]]"),
)
NO_JSON = ("NaN", "Infinity", "nonsense", '"a\\ud800b"', "01", "+1", "'a'", '"a\nb"', "", '"')

LENIENT = {("icon", '""'), ("toAccountId", '"00000000-0000-0000-0000-0000000000ff"')}
"""No icon is none; a second account counts on transfers only."""

Place = tuple[str | int, ...]


def places(value: object, at: Place = ()) -> Iterator[Place]:
    """Every member and element within a value."""
    if at:
        yield at
    members: dict[Any, Any] = value if isinstance(value, dict) else {}
    if isinstance(value, list):
        members = dict(enumerate(value))
    for key, inner in members.items():
        yield from places(inner, (*at, key))


def rows(archive: Archive) -> Iterator[tuple[Place, object]]:
    for name in DEFS:
        whole = archive[name]
        if isinstance(whole, list):
            yield from (((name, place), row) for place, row in enumerate(whole))
        else:
            yield (name,), whole


def damaged(archive: Archive, at: Place, text: str) -> bytes:
    """The archive with other JSON text at a place."""
    copy = json.loads(json.dumps(archive))
    inner: Any = copy
    for key in at[:-1]:
        inner = inner[key]
    inner[at[-1]] = MARK
    return json.dumps(copy).replace(f'"{MARK}"', text).encode()


@cache
def judge(kind: str) -> Draft202012Validator:
    schema = archive_schema()
    part = {"$ref": f"#/$defs/{DEFS[kind]}", "$defs": schema["$defs"]}
    return Draft202012Validator(part, format_checker=FormatChecker())


def is_lenient(at: Place, text: str) -> bool:
    """Where the schema asks for more than forms do: these forgive it as well."""
    kept = at[0] == "settings" and text in ("null", '""', '{"a": 1}')
    return kept or (at[-1], text) in LENIENT


@cache
def cases() -> list[tuple[Place, str]]:
    """Of all members of one kind the first that has a value, with each text that is none."""
    archive, seen, found = golden_archive(), set[tuple[str, ...]](), list[tuple[Place, str]]()
    for row_at, row in rows(archive):
        for within in places(row):
            shape = (str(row_at[0]), *("#" if isinstance(key, int) else key for key in within))
            if shape in seen:
                continue
            seen.add(shape)
            for text in BAD_TEXTS:
                changed = json.loads(damaged({"row": row}, ("row", *within), text))["row"]
                at = (*row_at, *within)
                if not judge(str(row_at[0])).is_valid(changed) and not is_lenient(at, text):
                    found.append((at, text))
    return found


def pointer(at: Place) -> str:
    return "".join(f"/{key}" for key in at)


async def refusal_of(work: MemoryWork, owner: UserId, content: bytes) -> Refusal | None:
    before = dict(work.database.tables)
    try:
        await Importer(work=work).take_file(owner, content)
    except Refusal as refusal:
        assert work.database.tables == before
        return refusal
    work.database.tables.clear()
    work.database.tables.update(before)
    return None


def test_every_value_that_cannot_be_is_named() -> None:
    assert len(cases()) > 1500
    work = MemoryWork()
    with asyncio.Runner() as runner:
        alice = runner.run(new_user(work))

        @settings(deadline=None, max_examples=60)
        @given(st.sampled_from(cases()))
        def check(case: tuple[Place, str]) -> None:
            at, text = case
            refusal = runner.run(refusal_of(work, alice, damaged(golden_archive(), at, text)))
            assert isinstance(refusal, Invalid)
            assert _is_named(at, [fault.field for fault in refusal.faults])

        check()


def _is_named(at: Place, fields: list[str]) -> bool:
    """The place itself, or what holds it where rules look at several members together."""
    where = pointer(at)
    return any(field and (where.startswith(field) or field.startswith(where)) for field in fields)


@pytest.mark.parametrize("text", NO_JSON)
async def test_what_is_no_json_is_named_by_its_row(
    work: MemoryWork, alice: UserId, text: str
) -> None:
    archive = golden_archive()
    for at, _ in cases()[::97]:
        refusal = await refusal_of(work, alice, damaged(archive, at, text))

        assert isinstance(refusal, Invalid), (at, refusal)
        assert refusal.code == "malformed_body"
        assert pointer(at).startswith(refusal.faults[0].field)


async def test_a_member_said_twice_is_refused(work: MemoryWork, alice: UserId) -> None:
    content = json.dumps(golden_archive())
    for name, at in (
        ('"transactions": [', "/transactions"),
        ('"amount": 300000', "/transactions/0/amount"),
    ):
        twice = content.replace(name, f"{name.partition(':')[0]}: 1, {name}", 1).encode()

        refusal = await refusal_of(work, alice, twice)

        assert refusal is not None
        assert [fault.field for fault in refusal.faults] == [at]


async def test_a_file_that_breaks_off_anywhere_brings_nothing(
    work: MemoryWork, alice: UserId
) -> None:
    content = json.dumps(golden_archive()).encode()
    for end in range(0, len(content), len(content) // 100):
        refusal = await refusal_of(work, alice, content[:end])

        assert refusal is not None, end
        assert refusal.code == "malformed_body"
    assert await refusal_of(work, alice, content) is None
