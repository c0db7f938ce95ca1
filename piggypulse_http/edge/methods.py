"""Methods an address takes: HEAD wherever GET is, OPTIONS and Allow with all of them."""

import re
from http import HTTPStatus

from litestar import Litestar
from litestar.enums import ScopeType
from litestar.exceptions import MethodNotAllowedException
from litestar.handlers import BaseRouteHandler
from litestar.routes import HTTPRoute
from litestar.types import ASGIApp, Message, Receive, Scope, Send

FETCHED_ONLY = "fetched_only"
"""The opt key of a GET that acts: for scripts alone, never for HEAD, navigation or prefetching."""

_ASKED_AS_HEAD = "piggypulse_asked_as_head"


class Methods:
    """Answers OPTIONS, and HEAD as GET without a body; innermost but for the framework itself."""

    def __init__(self, *, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.HTTP:
            if scope["method"] == "HEAD":
                await self._as_get(scope, receive, send)
                return
            if scope["method"] == "OPTIONS":
                allowed = allowed_methods(app=scope["litestar_app"], path=scope["path"])
                if allowed:
                    await _tell(allowed, send)
                    return
        await self._app(scope, receive, send)

    async def _as_get(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Ask with a copy: the server goes by its own scope when it leaves out the body."""
        scope["state"][_ASKED_AS_HEAD] = True
        asked: Scope = {**scope, "method": "GET"}  # type: ignore[assignment]  # still an HTTP scope

        async def send_head(message: Message) -> None:
            if message["type"] == "http.response.body":
                message["body"] = b""
            await send(message)

        try:
            await self._app(asked, receive, send_head)
        finally:
            if "path_template" in asked:
                scope["path_template"] = asked["path_template"]


def asked_as_head(*, scope: Scope) -> bool:
    """Whether nobody wants the body."""
    return bool(scope["state"].get(_ASKED_AS_HEAD))


def refuse_head(*, scope: Scope) -> None:
    """Refuse HEAD where asking already acts."""
    if asked_as_head(scope=scope) and scope["route_handler"].opt.get(FETCHED_ONLY):
        raise MethodNotAllowedException


def allowed_methods(*, app: Litestar, path: str) -> list[str]:
    """Every method an address takes, for the Allow header (RFC 9110, 10.2.1).

    Where `/accounts/options` stands beside `/accounts/{id}`, the literal one alone is asked.
    """
    routes = [one for one in app.routes if isinstance(one, HTTPRoute) and _leads(one, to=path)]
    found: set[str] = set()
    for route in routes:
        if route.path_format.count("{") == min(one.path_format.count("{") for one in routes):
            found |= set(route.methods)
            if any(_takes_head(one) for one in route.route_handlers):
                found.add("HEAD")
    return sorted(found)


def _leads(route: HTTPRoute, /, *, to: str) -> bool:
    pattern = re.sub(r"\\{[^}]*\\}", "[^/]+", re.escape(route.path_format))
    return re.fullmatch(pattern, to.rstrip("/") or "/") is not None


def _takes_head(handler: BaseRouteHandler) -> bool:
    methods: set[str] = getattr(handler, "http_methods", set())
    return "GET" in methods and not handler.opt.get(FETCHED_ONLY)


async def _tell(allowed: list[str], send: Send) -> None:
    await send(
        {
            "type": "http.response.start",
            "status": HTTPStatus.NO_CONTENT,
            "headers": [(b"allow", ", ".join(allowed).encode())],
        }
    )
    await send({"type": "http.response.body", "body": b"", "more_body": False})
