"""Requests another site makes a browser send are refused, by what browsers say of each request."""

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from piggypulse_core.kernel.refusal import Forbidden, Refusal
from piggypulse_http.edge.authentication import bearer_token
from piggypulse_http.edge.client import scheme_of
from piggypulse_http.edge.hosts import checked_host, host_of
from piggypulse_http.edge.methods import FETCHED_ONLY, refuse_head

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_DEFAULT_PORTS = frozenset({("http", 80), ("https", 443)})
_PORT_MAX = 65535


class CrossSiteRefused(Forbidden):
    """Another site may not make this request on somebody's behalf."""

    code = "cross_site_refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sites:
    """Whose pages may write: our own, those listed and, unless switched off, our neighbours'."""

    own: str
    listed: frozenset[str] = frozenset()
    trusts_neighbours: bool = True

    def lets_pass(self, *, scope: Scope) -> bool:
        """By Fetch Metadata where there is some, else by the origin; no browser sends neither."""
        sites, origins = _values(scope, b"sec-fetch-site"), _values(scope, b"origin")
        match sites:
            case [] if not origins:
                return True
            case ["same-origin" | "none"]:
                return True
            case ["same-site"] if self.trusts_neighbours:
                return True
        return len(origins) == 1 and self._is_known(origins[0], scope=scope)

    def _is_known(self, origin: str, *, scope: Scope) -> bool:
        if origin in self.listed or origin == self.own:
            return True
        try:
            return origin == checked_origin(f"{scheme_of(scope=scope)}://{host_of(scope=scope)}")
        except ValueError:
            return False


class RefuseCrossSite(ASGIMiddleware):
    """Guards every request that writes or acts, unless it shows a token no browser adds itself."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, *, sites: Sites) -> None:
        self._sites = sites

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        refuse_head(scope=scope)
        if not self._passes(scope):
            raise CrossSiteRefused
        await next_app(scope, receive, send)

    def _passes(self, scope: Scope) -> bool:
        if scope["route_handler"].opt.get(FETCHED_ONLY):
            return _is_fetched(scope) and self._sites.lets_pass(scope=scope)
        if scope.get("method") in SAFE_METHODS or _shows_token(scope):
            return True
        return self._sites.lets_pass(scope=scope)


def checked_origin(text: str, /) -> str:
    """An origin as browsers write it (RFC 6454, 6.2); raises ValueError in words."""
    parts = urlsplit(text)
    try:
        port = parts.port
    except ValueError:
        port = _PORT_MAX + 1
    fits = parts.scheme in ("http", "https") and parts.hostname and (port or 1) <= _PORT_MAX
    if not fits or text.lower().rstrip("/") != f"{parts.scheme}://{parts.netloc}".lower():
        raise ValueError("must list origins such as https://app.example.org, no path and no *")
    if "@" in parts.netloc:
        raise ValueError("must list origins without a name or password")
    name = checked_host(parts.hostname or "")
    host = f"[{name}]" if ":" in name else name
    shown = "" if port is None or (parts.scheme, port) in _DEFAULT_PORTS else f":{port}"
    return f"{parts.scheme}://{host}{shown}"


def _shows_token(scope: Scope) -> bool:
    """Whether the request carries what no page of another site can make a browser add."""
    try:
        return bearer_token(headers=scope["headers"]) is not None
    except Refusal:
        return False


def _is_fetched(scope: Scope) -> bool:
    """Whether a script asks now, rather than somebody's browser on its own or by a link."""
    purposes: Collection[str] = [
        *_values(scope, b"sec-purpose"),
        *_values(scope, b"purpose"),
        *_values(scope, b"x-moz"),
    ]
    navigates = "navigate" in _values(scope, b"sec-fetch-mode")
    return not navigates and not any("prefetch" in one for one in purposes)


def _values(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1").lower() for key, value in scope["headers"] if key == name]
