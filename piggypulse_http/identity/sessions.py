"""Where somebody is signed in, over HTTP."""

from uuid import UUID

from litestar import Controller, Response, delete, get
from litestar.params import FromPath

from piggypulse_core.identity.model.session import (
    ReauthenticationRequired,
    SessionId,
    SessionNotFound,
)
from piggypulse_core.identity.usecases.revocations import RevokeOtherSessions, RevokeSession
from piggypulse_core.identity.usecases.sessions import ListSessions
from piggypulse_http.edge.body import SignedIn
from piggypulse_http.edge.client import caller_of
from piggypulse_http.edge.openapi import refusals
from piggypulse_http.identity.session_cookie import NOTHING, SessionCookie
from piggypulse_http.identity.wire.sessions import SessionOut, sessions_out


class SessionController(Controller):
    """One's own sessions."""

    path = "/settings/sessions"
    tags = ("Settings",)
    list_sessions: ListSessions
    revoke_session: RevokeSession
    revoke_other_sessions: RevokeOtherSessions
    cookie: SessionCookie

    @get("", operation_id="listSessions")
    async def index(self, request: SignedIn) -> list[SessionOut]:
        """List the sessions that can still be used, the newest sign-in first."""
        sessions = await self.list_sessions(owner=request.user.id)
        return sessions_out(sessions, current=request.user.session)

    @delete(
        "/{session_id:str}",
        operation_id="revokeSession",
        status_code=204,
        responses={**refusals(SessionNotFound, ReauthenticationRequired), 204: NOTHING},
    )
    async def revoke(self, request: SignedIn, session_id: FromPath[UUID]) -> Response[None]:
        """End a session; another than this one only soon after showing the password."""
        await self.revoke_session(
            who=request.user, session=SessionId(session_id), caller=caller_of(request)
        )
        ends_itself = session_id == request.user.session
        return Response(None, cookies=[self.cookie.removed()] if ends_itself else [])

    @delete(
        "",
        operation_id="revokeOtherSessions",
        status_code=204,
        responses=refusals(ReauthenticationRequired),
    )
    async def revoke_others(self, request: SignedIn) -> None:
        """End every session but this one, soon after showing the password."""
        await self.revoke_other_sessions(who=request.user, caller=caller_of(request))
