"""HEAD and OPTIONS as a server sees them: a client library would drop a body by itself."""

import re
from collections.abc import MutableMapping
from typing import Any, cast

import pytest
from litestar import Litestar

from piggypulse_http.edge.openapi import document_of
from tests.support.client import PREFIX, ApiClient, answered
from tests.support.served import Served


async def messages(app: Litestar, method: str, path: str) -> list[MutableMapping[str, Any]]:
    """Everything the application sends about one request without a body."""
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", b"localhost")],
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 8000),
    }
    await cast("Any", app)(scope, receive, send)
    assert scope["method"] == method, "the server goes by it"
    return sent


@pytest.mark.parametrize("path", ["/health", "/vendors", "/nowhere", "/auth/login"])
async def test_an_answer_to_head_has_the_length_but_no_body(house: Served, path: str) -> None:
    start, *rest = await messages(house.app, "HEAD", PREFIX + path)
    asked, body = await messages(house.app, "GET", PREFIX + path)

    assert b"".join(one["body"] for one in rest) == b""
    assert start["status"] == asked["status"]
    assert dict(start["headers"])[b"content-length"] == str(len(body["body"])).encode()


async def test_options_takes_no_body(house: Served) -> None:
    start, body = await messages(house.app, "OPTIONS", f"{PREFIX}/vendors")

    assert (start["status"], body["body"]) == (204, b"")
    assert dict(start["headers"])[b"allow"] == b"GET, HEAD, OPTIONS, POST"


async def test_no_other_method_is_read_into_a_request(alice: ApiClient) -> None:
    """What forms and old frameworks do to say PUT by POST is not done here."""
    overridden = {"X-HTTP-Method-Override": "DELETE", "X-Method-Override": "DELETE"}
    made = answered(await alice.post("/vendors", json={"name": "A"}, headers=overridden), 201)

    reply = await alice.post(f"/vendors?_method=DELETE&id={made['id']}", json={"name": "B"})

    assert answered(reply, 201)["name"] == "B"


async def test_what_is_allowed_is_what_is_not_refused(house: Served) -> None:
    """`/accounts/options` takes less than `/accounts/{id}`, which it looks like."""
    visitor, told, taken = house.visitor(), {}, {}
    promised = document_of(house.app)["paths"]
    paths = {re.sub("[{}]", "", path).removeprefix(PREFIX) for path in promised}
    for path in paths:
        found = {
            method: await visitor.request(method, path)
            for method in ("GET", "POST", "PUT", "PATCH", "DELETE")
        }
        options = await visitor.request("OPTIONS", path)
        told[path] = set(options.headers["allow"].split(", ")) - {"HEAD", "OPTIONS"}
        taken[path] = {method for method, one in found.items() if one.status_code != 405}

    assert told == taken
