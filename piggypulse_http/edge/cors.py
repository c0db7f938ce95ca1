"""Which other origins' scripts may read our replies (the CORS protocol of the Fetch standard)."""

from collections.abc import Collection

from litestar.types import Message, Scope

ALLOWED_METHODS = "GET, POST, PUT, PATCH, DELETE"
ALLOWED_HEADERS = "Content-Type, Authorization, Accept, Idempotency-Key"
EXPOSED_HEADERS = "X-Request-Id, Retry-After, RateLimit, RateLimit-Policy, Idempotency-Replayed"
MAX_AGE_SECONDS = 600

_VARY = ((b"vary", b"Origin"),)
_PREFLIGHT = (
    (b"access-control-allow-methods", ALLOWED_METHODS.encode()),
    (b"access-control-allow-headers", ALLOWED_HEADERS.encode()),
    (b"access-control-max-age", str(MAX_AGE_SECONDS).encode()),
)


class CrossOrigin:
    """Grants listed origins their scripts' reading; everybody else is granted nothing."""

    def __init__(self, *, origins: Collection[str]) -> None:
        self._origins = frozenset(one.encode() for one in origins)

    async def before_send(self, message: Message, scope: Scope) -> None:
        """Add the headers to the start of a reply, errors included."""
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *_VARY, *self._grant(scope)]

    def _grant(self, scope: Scope) -> Collection[tuple[bytes, bytes]]:
        origins = [value for name, value in scope["headers"] if name == b"origin"]
        if len(origins) != 1 or origins[0] not in self._origins:
            return ()
        grant = (
            (b"access-control-allow-origin", origins[0]),
            (b"access-control-allow-credentials", b"true"),
            (b"access-control-expose-headers", EXPOSED_HEADERS.encode()),
        )
        return (*grant, *_PREFLIGHT) if _is_preflight(scope) else grant


def _is_preflight(scope: Scope) -> bool:
    asked = b"access-control-request-method"
    return scope.get("method") == "OPTIONS" and any(name == asked for name, _ in scope["headers"])
