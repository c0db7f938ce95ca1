"""An HTTP client that holds every answer of every test to the document, and remembers it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.cookies import SimpleCookie
from typing import Any, cast

import httpx
from litestar import Litestar

from tests.support.canaries import Canaries
from tests.support.contract import JSON, PROBLEM, Contract, Operation, Seen

BASE_URL = "http://localhost:8000"
PREFIX = "/api/v1"
GUARDS: Mapping[str, str] = {
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
COOKIE_BYTES_MAX = 512
TELLTALE = ("server", "x-powered-by", "via")
EDGE_CODES = frozenset({"not_found", "method_not_allowed"})


class AnswerBroken(AssertionError):
    """An answer is not what the document promises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Looks at each answer before a test does."""

    contract: Contract
    seen: Seen
    canaries: Canaries

    async def __call__(self, response: httpx.Response) -> None:
        await response.aread()
        request = response.request
        complaints = _unguarded(response)
        operation = self.contract.find(method=request.method, path=request.url.path)
        if operation is not None:
            complaints += self._known(operation, response)
        elif request.method != "HEAD":
            complaints += self._unknown(response)
        if complaints:
            sentence = f"{request.method} {request.url} -> {response.status_code}: "
            raise AnswerBroken(sentence + "; ".join(complaints) + f"\n{response.text[:2000]}")
        self.canaries.note(response)
        if operation is not None:
            code = response.json()["code"] if response.is_error else ""
            self.seen.answers.add((operation.id, response.status_code, code))

    def _known(self, operation: Operation, response: httpx.Response) -> list[str]:
        declared = operation.responses.get(str(response.status_code))
        if declared is None:
            return [f"{operation.id} does not declare this status"]
        content = declared.get("content")
        if not content:
            return ["a body where none is declared"] if response.content else []
        media_type = response.headers.get("content-type", "").partition(";")[0]
        if media_type not in content:
            return [f"{media_type!r} is not the declared media type"]
        complaints = self._wrong_body(response, content[media_type]["schema"])
        if response.is_error and not complaints:
            codes = declared.get("x-codes", ())
            complaints += _wrong_problem(response, codes=frozenset(codes))
            complaints += self._unpromised(response)
        return complaints

    def _unpromised(self, response: httpx.Response) -> list[str]:
        """Members of a problem that clients cannot know of."""
        promised = self.contract.schemas["Problem"]["properties"]
        return [f"{member} is not promised" for member in response.json() if member not in promised]

    def _unknown(self, response: httpx.Response) -> list[str]:
        """No such address or method: a problem all the same."""
        path = response.request.url.path
        if response.is_success and (
            path == f"{PREFIX}/openapi.json" or response.request.method == "OPTIONS"
        ):
            return []
        if response.headers.get("content-type", "").partition(";")[0] != PROBLEM:
            return ["no problem document"]
        if response.request.method == "HEAD":
            return []
        schema = {"$ref": "#/components/schemas/Problem"}
        complaints = self._wrong_body(response, schema)
        return complaints or _wrong_problem(response, codes=EDGE_CODES)

    def _wrong_body(self, response: httpx.Response, schema: Any) -> list[str]:  # noqa: ANN401 - JSON
        if response.headers["content-type"].startswith("text/"):
            return self.contract.complaints(value=response.content.decode(), schema=schema)
        try:
            value = json.loads(response.content)
        except ValueError as error:
            return [f"no JSON: {error}"]
        return self.contract.complaints(value=value, schema=schema)


def _unguarded(response: httpx.Response) -> list[str]:
    """Headers that every answer carries, whatever layer gave it."""
    expected = {**GUARDS, "vary": "Origin"}
    complaints = [
        f"{name}: {response.headers.get(name)!r} instead of {value!r}"
        for name, value in expected.items()
        if response.headers.get(name) != value
    ]
    if response.headers.get("content-type", "").startswith("text/") and response.content:
        complaints += [] if "charset=" in response.headers["content-type"] else ["no charset"]
    complaints += [one for line in response.headers.get_list("set-cookie") for one in _loose(line)]
    return complaints + [f"tells {one}" for one in TELLTALE if one in response.headers]


def _loose(line: str) -> list[str]:
    """What a cookie lacks that nobody but the browser and this host may see."""
    ((name, cookie),) = SimpleCookie(line).items()
    is_bound = name == "__Host-piggypulse" and cookie["secure"]
    kept = {
        "name": is_bound or name == "piggypulse",
        "HttpOnly": cookie["httponly"],
        "SameSite": cookie["samesite"].lower() in {"strict", "lax"},
        "Path": cookie["path"] == "/",
        "Domain": not cookie["domain"],
        "Max-Age": cookie["max-age"] != "",
        "size": len(line) < COOKIE_BYTES_MAX,
    }
    return [f"cookie {what}: {name}" for what, is_so in kept.items() if not is_so]


def _wrong_problem(response: httpx.Response, *, codes: frozenset[str]) -> list[str]:
    problem = response.json()
    complaints = []
    if problem["status"] != response.status_code:
        complaints.append(f"the status member says {problem['status']}")
    if problem["code"] not in codes:
        complaints.append(f"code {problem['code']!r} is not declared for this status")
    if problem["requestId"] != response.headers.get("x-request-id"):
        complaints.append("requestId and X-Request-Id differ")
    empty = [member for member in ("detail", "message", "title") if not problem[member]]
    return complaints + [f"{member} is empty" for member in empty]


class ApiClient(httpx.AsyncClient):
    """Speaks to the application in process; paths are relative to the prefix."""

    def __init__(
        self, *, app: Litestar, judge: Judge, token: str | None = None, peer: str = "127.0.0.1"
    ) -> None:
        # The two libraries spell the types of ASGI differently.
        super().__init__(
            transport=httpx.ASGITransport(app=cast("Any", app), client=(peer, 123)),
            base_url=BASE_URL + PREFIX,
            event_hooks={"response": [judge]},
            headers={} if token is None else {"Authorization": f"Bearer {token}"},
        )


def answered(response: httpx.Response, status: int = HTTPStatus.OK) -> Any:  # noqa: ANN401 - JSON
    """The body of an answer of the expected status."""
    assert response.status_code == status, response.text
    media_type = response.headers.get("content-type", "")
    return response.json() if media_type.startswith((JSON, PROBLEM)) else None
