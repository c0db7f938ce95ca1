"""The names we answer to; whatever else stands in Host is refused before anything is read."""

import re
from collections.abc import Collection
from ipaddress import ip_address
from typing import Any

from litestar import Request
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from piggypulse_core.kernel.refusal import Invalid
from piggypulse_http.edge.problems import refused

_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(?::[0-9]{1,5})?", re.IGNORECASE)
_NAME = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9-]{1,63}(?<!-))*")


class HostNotAllowed(Invalid):
    """We do not answer to this name."""

    code = "host_not_allowed"


class AllowedHosts:
    """Refuses requests for other hosts (names made to point here, links forged through Host)."""

    def __init__(self, *, app: ASGIApp, names: Collection[str]) -> None:
        self._app = app
        self._names = frozenset(names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.HTTP and not self._is_ours(host_of(scope=scope)):
            request: Request[Any, Any, Any] = Request(scope)
            reply = refused(request, HostNotAllowed())
            await reply.to_asgi_response(app=None, request=request)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_ours(self, host: str) -> bool:
        found = _HOST.fullmatch(host)
        if found is None:
            return False
        name = found["name"].strip("[]").lower().removesuffix(".")
        return name in self._names or is_loopback(name)


def host_of(*, scope: Scope) -> str:
    """The Host header; nothing when there is none or more than one."""
    values = [value for name, value in scope["headers"] if name == b"host"]
    return values[0].decode("latin-1").lower() if len(values) == 1 else ""


def is_loopback(name: str, /) -> bool:
    """Whether a host's name means this machine."""
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def checked_host(text: str, /) -> str:
    """A host's name as an operator writes it; raises ValueError in words."""
    name = text.lower().strip("[]").removesuffix(".")
    try:
        ip_address(name)
    except ValueError:
        if not _NAME.fullmatch(name):
            raise ValueError("must list names such as budget.example.org, without ports") from None
    return name
