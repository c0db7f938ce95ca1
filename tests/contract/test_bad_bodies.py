"""Every bad value in every place of every body is refused, and changes nothing."""

import json
from collections.abc import Iterator

import httpx
import pytest

from tests.contract.bad_values import (
    bad_texts,
    is_required,
    places,
    schema_at,
    with_text,
    without,
)
from tests.contract.furnished import Furnished, send
from tests.support.contract import Operation

BODY_BYTES_MAX = 1024 * 1024


def with_bodies(furnished: Furnished) -> list[Operation]:
    return [one for one in furnished.operations if one.body is not None]


def takes_one_mebibyte(operation: Operation) -> bool:
    """As all do but those with a limit of their own, which have tests of their own."""
    return "larger than 1 MiB" in operation.responses["413"]["description"]


def complaint(furnished: Furnished, reply: httpx.Response, *, codes: set[str]) -> str | None:
    """What is wrong with a refusal; the client has judged its form already."""
    if not 400 <= reply.status_code < 500:
        return f"answered {reply.status_code}"
    if reply.json()["code"] not in codes:
        return f"refused as {reply.json()['code']}"
    if not furnished.unchanged:
        furnished.again()
        return "changed something"
    return None


def attempts(furnished: Furnished, operation: Operation) -> Iterator[tuple[str, bytes]]:
    body = furnished.samples[operation.id].body
    assert operation.body is not None
    for at in places(body):
        where = "/".join(map(str, at))
        schemas = schema_at(furnished.contract, operation.body, at)
        for what, text in bad_texts(schemas).items():
            content = with_text(body, at=at, text=text)
            if content or operation.needs_body:
                yield f"{operation.id} {where}: {what}", content
        if at and isinstance(at[-1], str) and is_required(furnished.contract, operation.body, at):
            yield f"{operation.id} {where}: missing", without(body, at=at)


async def test_a_bad_value_in_any_place_is_refused(furnished: Furnished) -> None:
    failures = []
    async with furnished.somebody() as client:
        for operation in with_bodies(furnished):
            sample = furnished.samples[operation.id]
            for name, content in attempts(furnished, operation):
                reply = await send(client, operation, sample, content=content)
                wrong = complaint(
                    furnished, reply, codes={"invalid_input", "malformed_body", "body_too_large"}
                )
                failures += [f"{name} {wrong}"] if wrong else []

    assert failures == []


@pytest.mark.parametrize(
    ("content", "media_type", "code"),
    [
        (None, "text/plain", "unsupported_media_type"),
        (None, "application/x-www-form-urlencoded", "unsupported_media_type"),
        (None, "application/json; charset=latin-1", "unsupported_media_type"),
        (None, "", "unsupported_media_type"),
        (b"", "application/json", "malformed_body"),
        (b"\xef\xbb\xbf{}", "application/json", "malformed_body"),
        (b"\x00", "application/json", "malformed_body"),
        (b" " * (BODY_BYTES_MAX + 1), "application/json", "body_too_large"),
    ],
    ids=lambda value: repr(value)[:40],
)
async def test_a_body_that_is_no_json_is_refused(
    furnished: Furnished, content: bytes | None, media_type: str, code: str
) -> None:
    failures = []
    async with furnished.somebody() as client:
        for operation in with_bodies(furnished):
            if content == b"" and not operation.needs_body:
                continue
            if code == "body_too_large" and not takes_one_mebibyte(operation):
                continue
            sample = furnished.samples[operation.id]
            reply = await send(client, operation, sample, content=content, media_type=media_type)
            wrong = complaint(furnished, reply, codes={code})
            failures += [f"{operation.id} {wrong}"] if wrong else []

    assert failures == []


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"[",
        b"[" * 100_000,
        b'{"name": "\xff\xfe"}',
        b'{"a": "\xed\xa0\x80"}',
        b'["\xff"]',
        b'{"a":' * 100_000,
    ],
    ids=lambda value: repr(value)[:40],
)
async def test_a_body_that_breaks_off_or_is_no_text_is_refused(
    furnished: Furnished, content: bytes
) -> None:
    """Whether the form or the content is named depends on what is met first."""
    failures = []
    async with furnished.somebody() as client:
        for operation in with_bodies(furnished):
            reply = await send(client, operation, furnished.samples[operation.id], content=content)
            wrong = complaint(furnished, reply, codes={"malformed_body", "invalid_input"})
            failures += [f"{operation.id} {wrong}"] if wrong else []

    assert failures == []


@pytest.mark.parametrize(
    "unknown",
    [
        b'"\xff"',
        b'"\xed\xa0\x80"',
        b"NaN",
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        b'"\\ud800"',
    ],
    ids=lambda value: repr(value)[:40],
)
async def test_nonsense_in_a_member_nobody_reads_is_refused(
    furnished: Furnished, unknown: bytes
) -> None:
    failures = []
    async with furnished.somebody() as client:
        for operation in with_bodies(furnished):
            sample = furnished.samples[operation.id]
            body = json.dumps(sample.body).encode()
            cut = body.index(b"{") + 1
            content = body[:cut] + b'"unknown": ' + unknown + b", " + body[cut:]
            reply = await send(client, operation, sample, content=content)
            wrong = complaint(furnished, reply, codes={"malformed_body", "invalid_input"})
            failures += [f"{operation.id} {wrong}"] if wrong else []

    assert failures == []


async def test_a_good_body_is_no_bad_one(furnished: Furnished) -> None:
    """The control: the same judge complains about a request that succeeds."""
    operation = furnished.contract.operations["createVendor"]
    async with furnished.somebody() as client:
        reply = await send(client, operation, furnished.samples[operation.id])

    assert complaint(furnished, reply, codes={"invalid_input"}) == "answered 201"


async def test_a_refusal_that_changes_something_is_found(furnished: Furnished) -> None:
    """The control: rows that differ are noticed."""
    operation = furnished.contract.operations["createVendor"]
    async with furnished.somebody() as client:
        await send(client, operation, furnished.samples[operation.id])
        reply = await send(client, operation, furnished.samples[operation.id])

    assert complaint(furnished, reply, codes={"duplicate_name"}) == "changed something"
