"""Passwords and tokens of somebody who is signed in, over HTTP."""

from litestar import Controller, MediaType, Response, post, put
from litestar.params import JSONBody
from msgspec import UNSET

from piggypulse_core.identity.model.code import TwoFactorCodeInvalid
from piggypulse_core.identity.model.refresh import TokenReused
from piggypulse_core.identity.model.session import NotAuthenticated
from piggypulse_core.identity.model.throttle import TooManyAttempts
from piggypulse_core.identity.model.user import WrongPassword
from piggypulse_core.identity.usecases.passwords import ChangePassword
from piggypulse_core.identity.usecases.reauthentication import Reauthenticate
from piggypulse_core.identity.usecases.refreshes import Refresh
from piggypulse_http.edge.authentication import PUBLIC
from piggypulse_http.edge.body import SignedIn, StrictRequest
from piggypulse_http.edge.client import caller_of
from piggypulse_http.edge.limits import LIMITED
from piggypulse_http.edge.openapi import refusals
from piggypulse_http.identity.session_cookie import NOTHING, SessionCookie, device_of
from piggypulse_http.identity.wire.credentials import (
    ChangePasswordIn,
    ReauthenticateIn,
    RefreshOut,
    refresh_out,
)


class CredentialController(Controller):
    """What opens a session, and what opens the account."""

    path = "/auth"
    tags = ("Auth",)
    refresh: Refresh
    reauthenticate: Reauthenticate
    change_password: ChangePassword
    cookie: SessionCookie

    @post(
        "/refresh",
        operation_id="refreshToken",
        status_code=200,
        opt={PUBLIC: True, LIMITED: "refresh"},
        responses=refusals(NotAuthenticated, TokenReused, TooManyAttempts),
    )
    async def renew(self, request: StrictRequest) -> Response[RefreshOut]:
        """Renew a live cookie, or an access token, expired or not, of a live session."""
        refreshed = await self.refresh(
            presented=self.cookie.presented(request=request), device=device_of(request=request)
        )
        return Response(
            refresh_out(refreshed), cookies=self.cookie.renewed(cookie=refreshed.cookie)
        )

    @post(
        "/reauthenticate",
        operation_id="reauthenticate",
        status_code=204,
        responses={**refusals(WrongPassword, TwoFactorCodeInvalid, TooManyAttempts), 204: NOTHING},
    )
    async def prove(self, request: SignedIn, data: JSONBody[ReauthenticateIn]) -> Response[None]:
        """Show the password again, with a code where the second factor is on."""
        cookie = await self.reauthenticate(
            who=request.user,
            password=data.password,
            code=None if data.code is UNSET else data.code,
            presented=self.cookie.shown(request=request),
            caller=caller_of(request),
        )
        return Response(None, cookies=self.cookie.renewed(cookie=cookie))

    @put(
        "/password",
        operation_id="changePassword",
        status_code=200,
        responses={**refusals(WrongPassword, TooManyAttempts), 200: NOTHING},
    )
    async def change(self, request: SignedIn, data: JSONBody[ChangePasswordIn]) -> Response[bytes]:
        """Change the password; every other session ends."""
        return await self._changed(request=request, data=data)

    @post(
        "/password",
        operation_id="changePasswordByPost",
        status_code=200,
        responses={**refusals(WrongPassword, TooManyAttempts), 200: NOTHING},
    )
    async def change_by_post(
        self, request: SignedIn, data: JSONBody[ChangePasswordIn]
    ) -> Response[bytes]:
        """Change the password, for clients that cannot PUT; every other session ends."""
        return await self._changed(request=request, data=data)

    async def _changed(self, *, request: SignedIn, data: ChangePasswordIn) -> Response[bytes]:
        cookie = await self.change_password(
            who=request.user,
            current=data.current_password,
            new=data.new_password,
            presented=self.cookie.shown(request=request),
            caller=caller_of(request),
        )
        return Response(b"", media_type=MediaType.TEXT, cookies=self.cookie.renewed(cookie=cookie))
