"""Every operation there is, met without credentials, by strangers, by other sites, by HEAD."""

import re
from collections.abc import Iterator, Mapping
from http import HTTPStatus

import httpx
import pytest

from piggypulse_adapters.memory.identity.sessions import CredentialRow
from piggypulse_core.identity.model.audit import AuditEvent
from piggypulse_core.identity.model.session import Session
from tests.contract.credentials import (
    SAME_SITE,
    Headers,
    dead_credentials,
    signed_in,
    visitor,
)
from tests.contract.furnished import Furnished, send
from tests.contract.switched_on import WITH_TWO_FACTOR, switch_on
from tests.contract.test_bad_parameters import NOBODYS
from tests.support.asgi import client_of
from tests.support.client import PREFIX
from tests.support.contract import Operation

JUDGE_THEIR_OWN = frozenset({"refreshToken", "verifyTwoFactor"})
"""Public in the document, since what they ask for is no live session."""

RENEWABLE = ("an hour ago", "refreshToken")
"""An expired token of a session that lives is worth another, and nothing else."""

RUN_OUT = frozenset({"unused for two weeks", "thirty days old"})

EVIL = "https://evil.test"
SITES: tuple[Headers, ...] = (
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": EVIL},
    {"Sec-Fetch-Site": "cross-site", "Origin": "null"},
    {"Sec-Fetch-Site": "nonsense", "Origin": EVIL},
    {"Origin": EVIL},
    {"Origin": "null"},
    {"Origin": "http://localhost:8000.evil.test"},
    {"Origin": "http://evil-localhost:8000"},
    {"Origin": "http://localhost:8001"},
    {"Origin": "https://localhost:8000"},
)
MEDIA_TYPES = ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "")


def code_of(reply: httpx.Response) -> tuple[int, str]:
    return reply.status_code, reply.json().get("code", "") if reply.is_error else ""


def writing(furnished: Furnished) -> Iterator[Operation]:
    return (one for one in furnished.operations if one.method != "GET")


async def test_a_dead_credential_opens_nothing(furnished: Furnished) -> None:
    wrong, tried = [], 0
    async for name, headers in dead_credentials(furnished):
        before = kept(furnished, name)
        for operation in furnished.operations:
            is_open = operation.is_public and operation.id not in JUDGE_THEIR_OWN
            if is_open or (name, operation.id) == RENEWABLE:
                continue
            tried += 1
            async with visitor(furnished, headers) as client:
                reply = await send(client, operation, furnished.samples[operation.id])
            if reply.status_code != HTTPStatus.UNAUTHORIZED:
                wrong.append(f"{name}: {operation.id}: {reply.status_code} {reply.text[:200]}")
            elif "WWW-Authenticate" not in reply.headers or "Set-Cookie" in reply.headers:
                wrong.append(f"{name}: {operation.id}: {reply.headers}")
        if kept(furnished, name) != before:
            wrong.append(f"{name}: something was written")

    assert wrong == []
    assert tried > 300


def kept(furnished: Furnished, name: str) -> Mapping[object, object]:
    """Every row; but a session that has run out ends when it is shown, and that is written down."""
    ends = {Session, CredentialRow, AuditEvent} if name in RUN_OUT else set[type]()
    tables = furnished.house.database.tables
    return {key: rows for key, rows in tables.items() if rows and key[0] not in ends}


async def test_what_is_public_is_so_whatever_is_shown(furnished: Furnished) -> None:
    wrong = []
    async for name, headers in dead_credentials(furnished):
        now = furnished.house.served.clock.instant
        for operation in furnished.operations:
            if not operation.is_public or operation.id in JUDGE_THEIR_OWN:
                continue
            async with visitor(furnished, headers) as client:
                reply = await send(client, operation, furnished.samples[operation.id])
            if code_of(reply) == (HTTPStatus.UNAUTHORIZED, "not_authenticated"):
                wrong.append(f"{name}: {operation.id}: {reply.text[:200]}")
            furnished.again()
            furnished.house.served.clock.instant = now

    assert wrong == []


@pytest.mark.parametrize("browser", [True, False])
async def test_the_same_credentials_open_everything_while_they_live(
    furnished: Furnished, *, browser: bool
) -> None:
    """The control of the two tests above, and of the one below."""
    wrong = []
    for operation in furnished.operations:
        furnished.again()
        headers = await signed_in(furnished, browser=browser)
        if operation.id in WITH_TWO_FACTOR:
            switch_on(furnished.house.database)
        async with visitor(furnished, {**headers, **(SAME_SITE if browser else {})}) as client:
            reply = await send(client, operation, furnished.samples[operation.id])
        if not reply.is_success:
            wrong.append(f"{operation.id}: {reply.text[:200]}")

    assert wrong == []


async def test_no_other_site_writes_with_somebodys_cookie(furnished: Furnished) -> None:
    headers = await signed_in(furnished, browser=True)
    before = dict(furnished.house.database.tables)
    wrong, tried = [], 0
    for operation in writing(furnished):
        for site in SITES:
            tried += 1
            async with visitor(furnished, {**headers, **site}) as client:
                reply = await send(client, operation, furnished.samples[operation.id])
            if code_of(reply) != (HTTPStatus.FORBIDDEN, "cross_site_refused"):
                wrong.append(f"{operation.id} {site}: {reply.text[:200]}")

    assert wrong == []
    assert tried >= 150
    now = furnished.house.database.tables
    # Only so many are noted a minute, and another test may have used them up.
    assert {k for k in now if now[k] != before.get(k)} <= {(AuditEvent, None)}


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
async def test_a_body_is_json_or_refused(furnished: Furnished, media_type: str) -> None:
    """Operations that read no body refuse another's all the same."""
    wrong = []
    async with furnished.somebody() as client:
        for operation in writing(furnished):
            sample = furnished.samples[operation.id]
            reply = await send(client, operation, sample, content=b"{}", media_type=media_type)
            if code_of(reply) != (HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type"):
                wrong.append(f"{operation.id}: {reply.text[:200]}")

    assert wrong == []
    assert furnished.unchanged


async def test_an_id_of_somebody_elses_in_a_path_is_not_found(furnished: Furnished) -> None:
    """That body and query are told apart from random ids by nothing is tested beside this."""
    wrong, tried = [], 0
    async with furnished.somebody() as client:
        for operation in furnished.operations:
            sample = furnished.samples[operation.id]
            for name, mine in furnished.alice.items():
                if mine not in sample.path.values():
                    continue
                for whose in (furnished.bob[name], str(NOBODYS)):
                    tried += 1
                    reply = await send(client, operation, sample.replaced(mine, whose))
                    if reply.status_code != HTTPStatus.NOT_FOUND:
                        wrong.append(f"{operation.id} {name}: {reply.text[:200]}")

    assert wrong == []
    assert tried >= 10
    assert furnished.only_noted


def addresses(furnished: Furnished) -> dict[str, tuple[str, set[str]]]:
    """Each path with its sample's ids filled in and the methods the document gives it."""
    found: dict[str, tuple[str, set[str]]] = {}
    for operation in furnished.operations:
        path = operation.path
        for name, value in furnished.samples[operation.id].path.items():
            path = path.replace(f"{{{name}}}", value)
        _, methods = found.setdefault(operation.path, (path, set()))
        methods.add(operation.method)
    return found


async def test_every_address_says_which_methods_it_takes(furnished: Furnished) -> None:
    wrong = []
    async with client_of(furnished.house.served.app) as client:
        for path, methods in addresses(furnished).values():
            head = {"HEAD"} if "GET" in methods and not path.endswith("/unlock") else set()
            reply = await client.options(path)
            allowed = set(reply.headers.get("Allow", "").split(", "))
            # A literal address may share its place with one that has an id, whose methods it takes.
            if reply.status_code != HTTPStatus.NO_CONTENT or not methods | head < allowed:
                wrong.append(f"{path}: {reply.status_code} {allowed}")

    assert wrong == []


async def test_asking_changes_nothing(furnished: Furnished) -> None:
    """GET, HEAD and OPTIONS; HEAD answers what GET answers, without a body."""
    wrong = []
    token = {"Authorization": f"Bearer {furnished.house.tokens['Alice']}"}
    async with client_of(furnished.house.served.app) as client:
        client.headers.update(token)
        for path, methods in addresses(furnished).values():
            await client.options(path)
            got, head = await client.get(path), await client.head(path)
            if path.endswith("/unlock"):
                # Asking by GET acts where there is a token to act with.
                if (got.status_code, head.status_code) != (400, 405):
                    wrong.append(f"{path}: {got.status_code} {head.status_code}")
                continue
            if head.content or head.status_code != got.status_code:
                wrong.append(f"HEAD {path}: {head.status_code} {head.content!r}")
            if ("GET" in methods) == (got.status_code == HTTPStatus.METHOD_NOT_ALLOWED):
                wrong.append(f"GET {path}: {got.status_code}")
            if head.headers.get("content-length") != got.headers.get("content-length"):
                wrong.append(f"HEAD {path}: {head.headers} {got.headers}")

    assert wrong == []
    # That data was given away is written down, and nothing else; asking by HEAD gives none away.
    assert furnished.only_noted
    assert [event.kind for event in furnished.noted] == ["data_exported", "data_exported"]


async def test_an_address_that_is_none_takes_no_method(furnished: Furnished) -> None:
    async with client_of(furnished.house.served.app) as client:
        replies = [
            await client.request(method, f"{PREFIX}/nowhere")
            for method in ("GET", "HEAD", "OPTIONS", "POST")
        ]

    assert {reply.status_code for reply in replies} == {404}
    assert all(re.fullmatch(r"[0-9]+", reply.headers["content-length"]) for reply in replies)


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "HUSH"])
async def test_other_methods_are_taken_nowhere(furnished: Furnished, method: str) -> None:
    """Above all not TRACE, which would show a script the headers it may not see."""
    async with client_of(furnished.house.served.app) as client:
        client.headers["Cookie"] = "piggypulse=hush"
        for path, _ in addresses(furnished).values():
            reply = await client.request(method, path)
            assert reply.status_code == HTTPStatus.METHOD_NOT_ALLOWED
            assert reply.headers["Allow"]
            assert "hush" not in reply.text
