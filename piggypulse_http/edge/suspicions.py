"""Refusals that tell of somebody's intent are written down, though never so many as to do harm."""

from typing import Protocol

import structlog
from litestar import Request
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from piggypulse_core.identity.model.audit import EventKind
from piggypulse_core.identity.model.request_limit import RequestLimit
from piggypulse_core.identity.model.session import Caller, Principal
from piggypulse_core.kernel.refusal import Refusal
from piggypulse_http.edge.client import caller_of, client_address
from piggypulse_http.edge.cross_site import CrossSiteRefused
from piggypulse_http.edge.limits import CountRequests, place_of
from piggypulse_http.edge.problems import REFUSED
from piggypulse_http.edge.request_id import request_id_of

NOTED_MAX = RequestLimit(name="noted", most=10)
"""How many of somebody's refusals a minute are kept; a row for each would fill the database."""

FOREIGN = frozenset({"not_found", "reference_not_found"})
"""What is answered for an id that is somebody else's, and for one that nobody has."""


class NoteRefused(Protocol):
    """Keeps a refused request in the audit log."""

    async def __call__(self, *, kind: EventKind, by: Principal | None, caller: Caller) -> None: ...


class NoteSuspicions(ASGIMiddleware):
    """Notes writes on behalf of another site, and ids that are not the caller's."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, *, note: NoteRefused, counts: CountRequests) -> None:
        self._note = note
        self._counts = counts

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        try:
            await next_app(scope, receive, send)
        except CrossSiteRefused:
            await self._keep("cross_site_refused", scope=scope)
            raise
        if scope.get("user") is not None and scope["state"].get(REFUSED) in FOREIGN:
            await self._keep("foreign_id", scope=scope)

    async def _keep(self, kind: EventKind, /, *, scope: Scope) -> None:
        """The answer stays what it is, even where nothing can be written."""
        logger = structlog.get_logger().bind(
            route=scope["path_template"],
            ip=str(client_address(scope=scope)),
            request_id=request_id_of(scope=scope),
        )
        logger.warning(kind)
        by: Principal | None = scope.get("user")
        key = place_of(scope=scope) if by is None else str(by.id)
        try:
            if (await self._counts.take(limit=NOTED_MAX, key=key)).is_taken:
                await self._note(kind=kind, by=by, caller=caller_of(Request(scope)))
        except Refusal as refusal:
            logger.warning("not_noted", error=refusal.code)
