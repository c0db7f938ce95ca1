"""Signing up, in and out over HTTP."""

from litestar import Controller, MediaType, Response, get, post
from litestar.params import JSONBody
from msgspec import UNSET

from piggypulse_core.identity.model.throttle import AccountLocked, TooManyAttempts
from piggypulse_core.identity.model.user import EmailTaken, InvalidCredentials
from piggypulse_core.identity.usecases.sessions import LogOut
from piggypulse_core.identity.usecases.sign_ins import LogIn
from piggypulse_core.identity.usecases.users import WhoAmI
from piggypulse_core.onboarding.usecases.registrations import Register
from piggypulse_http.edge.authentication import PUBLIC
from piggypulse_http.edge.body import SignedIn, StrictRequest
from piggypulse_http.edge.client import caller_of
from piggypulse_http.edge.limits import LIMITED
from piggypulse_http.edge.openapi import refusals
from piggypulse_http.edge.paging import optional_id
from piggypulse_http.identity.session_cookie import NOTHING, SessionCookie, device_of
from piggypulse_http.identity.wire.auth import (
    AuthenticatedOut,
    LoginIn,
    RegisterIn,
    TwoFactorChallengeOut,
    UserOut,
    authenticated_out,
    login_out,
    user_out,
)

FORGET = '"cache", "storage"'
"""What a browser has to forget of us when somebody signs out (Clear-Site-Data)."""


class AuthController(Controller):
    """Registration and sessions."""

    path = "/auth"
    tags = ("Auth",)
    register: Register
    log_in: LogIn
    log_out: LogOut
    who_am_i: WhoAmI
    cookie: SessionCookie

    @post(
        "/register",
        operation_id="register",
        status_code=201,
        opt={PUBLIC: True, LIMITED: "auth"},
        responses=refusals(EmailTaken),
    )
    async def sign_up(
        self, request: StrictRequest, data: JSONBody[RegisterIn]
    ) -> Response[AuthenticatedOut]:
        """Make a user and sign them in; a session shown along with the request ends."""
        currency = None if data.currency_id is UNSET else data.currency_id
        signed_in = await self.register(
            email=data.email,
            password=data.password,
            name=data.name,
            currency=optional_id(text=currency, field="currencyId"),
            timezone=None if data.timezone is UNSET else data.timezone,
            device=device_of(request=request),
            presented=self.cookie.presented(request=request),
        )
        return Response(
            authenticated_out(signed_in), cookies=[self.cookie.issued(sign_in=signed_in.sign_in)]
        )

    @post(
        "/login",
        operation_id="login",
        status_code=200,
        opt={PUBLIC: True, LIMITED: "auth"},
        responses=refusals(InvalidCredentials, TooManyAttempts, AccountLocked),
    )
    async def sign_in(
        self, request: StrictRequest, data: JSONBody[LoginIn]
    ) -> Response[AuthenticatedOut | TwoFactorChallengeOut]:
        """Sign in, or be asked for the second factor; a session shown along with it ends."""
        begun = await self.log_in(
            email=data.email,
            password=data.password,
            device=device_of(request=request),
            presented=self.cookie.presented(request=request),
        )
        return Response(login_out(begun), cookies=[self.cookie.issued(sign_in=begun.sign_in)])

    @post("/logout", operation_id="logout", status_code=200, responses={200: NOTHING})
    async def sign_out(self, request: SignedIn) -> Response[bytes]:
        """End the session that asks, with its cookie and its token."""
        await self.log_out(
            owner=request.user.id, session=request.user.session, caller=caller_of(request)
        )
        return Response(
            b"",
            media_type=MediaType.TEXT,
            cookies=[self.cookie.removed()],
            headers={"Clear-Site-Data": FORGET},
        )

    @get("/me", operation_id="getMe")
    async def me(self, request: SignedIn) -> UserOut:
        """Tell who is signed in."""
        return user_out(await self.who_am_i(owner=request.user.id))
