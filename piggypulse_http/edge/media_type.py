"""A body is JSON whether anybody reads it or not; no form of another page's looks like that."""

from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from piggypulse_http.edge.body import check_media_type
from piggypulse_http.edge.cross_site import SAFE_METHODS


class CheckMediaType(ASGIMiddleware):
    """Refuses other media types where a request writes; calls without a body need to say none."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        if scope.get("method") not in SAFE_METHODS and has_body(scope=scope):
            types = [value for name, value in scope["headers"] if name == b"content-type"]
            check_media_type(content_type=b",".join(types).decode("latin-1"))
        await next_app(scope, receive, send)


def has_body(*, scope: Scope) -> bool:
    """Whether the client says that a body follows (RFC 9112, 6.3)."""
    headers = scope["headers"]
    return any(
        name == b"transfer-encoding" or (name == b"content-length" and value.strip(b"0 "))
        for name, value in headers
    )
