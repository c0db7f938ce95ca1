"""Who asks: a bearer token tried alone, else the session cookie; public operations ask nobody."""

from collections.abc import Iterable
from typing import Literal, Protocol

from litestar.enums import HttpMethod, ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from piggypulse_core.identity.model.session import NotAuthenticated, Principal
from piggypulse_core.kernel.refusal import Fault, InvalidInput

PUBLIC = "public"
"""The opt key of operations that anybody may call."""


class Identify(Protocol):
    """Finds the live session behind a secret; raises NotAuthenticated."""

    async def __call__(
        self, *, secret: str, kind: Literal["cookie", "access_token"]
    ) -> Principal: ...


class Authenticate(ASGIMiddleware):
    """Puts the principal into the scope, or refuses."""

    scopes = (ScopeType.HTTP,)
    exclude_opt_key = PUBLIC

    def __init__(self, *, identify: Identify, cookie_name: str) -> None:
        self._identify = identify
        self._cookie_name = cookie_name.encode()

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        if scope.get("method") == HttpMethod.OPTIONS:
            # Which methods an address takes is no secret, and its answer asks for no user.
            await next_app(scope, receive, send)
            return
        bearer = bearer_token(headers=scope["headers"])
        if bearer is not None:
            principal = await self._identify(secret=bearer, kind="access_token")
        else:
            cookie = session_cookie(headers=scope["headers"], name=self._cookie_name)
            if cookie is None:
                raise NotAuthenticated
            principal = await self._identify(secret=cookie, kind="cookie")
        scope["user"] = principal
        scope["auth"] = principal.session
        await next_app(scope, receive, send)


def bearer_token(*, headers: Iterable[tuple[bytes, bytes]]) -> str | None:
    """The token of a Bearer Authorization header (RFC 6750); two headers are refused."""
    values = [value for name, value in headers if name == b"authorization"]
    if len(values) > 1:
        fault = Fault(field="Authorization", code="bad_format", message="May be given once.")
        raise InvalidInput(faults=[fault])
    if not values:
        return None
    scheme, _, token = values[0].strip().partition(b" ")
    return token.strip().decode("latin-1") if scheme.lower() == b"bearer" else None


def session_cookie(*, headers: Iterable[tuple[bytes, bytes]], name: bytes) -> str | None:
    """The value of our cookie; with two of them none is tried, since one may be planted."""
    pairs = (
        pair.strip().partition(b"=")
        for header, value in headers
        if header == b"cookie"
        for pair in value.split(b";")
    )
    found = [value for key, _, value in pairs if key == name]
    if len(found) > 1:
        raise NotAuthenticated
    return found[0].strip(b'"').decode("latin-1") if found else None
