"""One id per request, made by us; an inbound one is never adopted."""

from litestar.types import Message, Scope

from piggypulse_core.kernel.ids import Ids

_KEY = "piggypulse_request_id"

SECURITY_HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)
"""Sent with every reply, errors included (OWASP ASVS 5.0, 3.4)."""


def request_id_of(*, scope: Scope) -> str:
    """The id of this request, made when it is first asked for."""
    marks = scope["state"]
    if _KEY not in marks:
        ids: Ids = scope["litestar_app"].state["ids"]
        marks[_KEY] = str(ids.new())
    return str(marks[_KEY])


class ReplyHeaders:
    """Puts our headers on every reply."""

    def __init__(self, *, strict_transport: bool) -> None:
        self._fixed = list(SECURITY_HEADERS)
        if strict_transport:
            value = b"max-age=31536000; includeSubDomains"
            self._fixed.append((b"strict-transport-security", value))

    async def before_send(self, message: Message, scope: Scope) -> None:
        """Add the headers to the start of a reply."""
        if message["type"] == "http.response.start":
            mark = request_id_of(scope=scope).encode()
            message["headers"] = [
                *message["headers"],
                *self._fixed,
                (b"x-request-id", mark),
            ]
