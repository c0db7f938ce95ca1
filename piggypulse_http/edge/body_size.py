"""Bodies that say they are too large are refused before anything else is asked."""

from litestar.enums import ScopeType
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from litestar.handlers import HTTPRouteHandler
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from piggypulse_http.edge.uploads import takes_upload

DIGITS_MAX = 18


class CheckBodySize(ASGIMiddleware):
    """Believes what is too much; whether the rest is true is counted while it is read."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        handler = scope["route_handler"]
        if isinstance(handler, HTTPRouteHandler) and _has_body(handler):
            most = handler.resolve_request_max_body_size()
            claimed = claimed_size(scope=scope)
            if most is not None and claimed is not None and claimed > most:
                raise RequestEntityTooLarge
        await next_app(scope, receive, send)


def _has_body(handler: HTTPRouteHandler) -> bool:
    return handler.parsed_data_field is not None or takes_upload(handler)


def claimed_size(*, scope: Scope) -> int | None:
    """What Content-Length says, where it says a number."""
    values = [value for name, value in scope["headers"] if name == b"content-length"]
    return int(values[0][:DIGITS_MAX]) if len(values) == 1 and values[0].isdigit() else None
