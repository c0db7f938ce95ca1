"""The second factor over HTTP."""

from litestar import Controller, Response, get, post
from litestar.params import JSONBody
from msgspec import UNSET

from piggypulse_core.identity.model.challenge import ChallengeInvalid, SignInCodeInvalid
from piggypulse_core.identity.model.code import TwoFactorCodeInvalid
from piggypulse_core.identity.model.session import NotAuthenticated, ReauthenticationRequired
from piggypulse_core.identity.model.throttle import TooManyAttempts
from piggypulse_core.identity.model.two_factor import (
    TwoFactorAlreadyEnabled,
    TwoFactorNotEnabled,
    TwoFactorSetupNotStarted,
)
from piggypulse_core.identity.model.user import WrongPassword
from piggypulse_core.identity.usecases.backup_codes import RegenerateBackupCodes
from piggypulse_core.identity.usecases.challenges import CompleteSignIn
from piggypulse_core.identity.usecases.sessions import IdentifyCaller
from piggypulse_core.identity.usecases.switches import ConfirmTwoFactor, DisableTwoFactor
from piggypulse_core.identity.usecases.two_factor import BeginTwoFactor, TellTwoFactor
from piggypulse_http.edge.authentication import PUBLIC
from piggypulse_http.edge.body import SignedIn, StrictRequest
from piggypulse_http.edge.client import caller_of
from piggypulse_http.edge.limits import LIMITED
from piggypulse_http.edge.openapi import refusals
from piggypulse_http.identity.session_cookie import NOTHING, SessionCookie, device_of
from piggypulse_http.identity.wire.two_factor import (
    BegunTwoFactorOut,
    EnableTwoFactorIn,
    TwoFactorCodeIn,
    TwoFactorStatusOut,
    VerifiedOut,
    VerifyTwoFactorIn,
    begun_out,
    completed_out,
    confirmed_out,
    status_out,
)


class TwoFactorController(Controller):
    """One's own second factor, and signing in with it."""

    path = "/auth/2fa"
    tags = ("Auth",)
    begin_two_factor: BeginTwoFactor
    confirm_two_factor: ConfirmTwoFactor
    complete_sign_in: CompleteSignIn
    disable_two_factor: DisableTwoFactor
    regenerate_backup_codes: RegenerateBackupCodes
    tell_two_factor: TellTwoFactor
    identify_caller: IdentifyCaller
    cookie: SessionCookie

    @get("/status", operation_id="getTwoFactorStatus")
    async def status(self, request: SignedIn) -> TwoFactorStatusOut:
        """Tell whether the second factor is on, and how many backup codes are left."""
        return status_out(await self.tell_two_factor(owner=request.user.id))

    @post(
        "/enable",
        operation_id="enableTwoFactor",
        status_code=200,
        opt={LIMITED: "2fa-enable"},
        responses=refusals(
            TwoFactorAlreadyEnabled, WrongPassword, ReauthenticationRequired, TooManyAttempts
        ),
    )
    async def enable(
        self, request: SignedIn, data: JSONBody[EnableTwoFactorIn | None] = None
    ) -> BegunTwoFactorOut:
        """Begin to set the second factor up; it is off until a code of it is verified."""
        password = UNSET if data is None else data.password
        begun = await self.begin_two_factor(
            who=request.user,
            password=None if password is UNSET else password,
            caller=caller_of(request),
        )
        return begun_out(begun)

    @post(
        "/verify",
        operation_id="verifyTwoFactor",
        status_code=200,
        opt={PUBLIC: True, LIMITED: "auth"},
        responses=refusals(
            ChallengeInvalid,
            SignInCodeInvalid,
            NotAuthenticated,
            TwoFactorCodeInvalid,
            TwoFactorSetupNotStarted,
            TwoFactorAlreadyEnabled,
            TooManyAttempts,
        ),
    )
    async def verify(
        self, request: StrictRequest, data: JSONBody[VerifyTwoFactorIn]
    ) -> Response[VerifiedOut]:
        """Finish a sign-in with a code or, with an empty token, confirm one's own set-up."""
        if data.two_factor_token == "":
            return await self._confirmed(request=request, code=data.code)
        completed = await self.complete_sign_in(
            challenge=data.two_factor_token,
            code=data.code,
            device=device_of(request=request),
            presented=self.cookie.presented(request=request),
        )
        return Response(
            completed_out(completed), cookies=self.cookie.renewed(cookie=completed.cookie)
        )

    @post(
        "/disable",
        operation_id="disableTwoFactor",
        status_code=204,
        responses={
            **refusals(TwoFactorCodeInvalid, TwoFactorNotEnabled, TooManyAttempts),
            204: NOTHING,
        },
    )
    async def disable(self, request: SignedIn, data: JSONBody[TwoFactorCodeIn]) -> Response[None]:
        """Switch the second factor off with a code; every other session ends."""
        cookie = await self.disable_two_factor(
            who=request.user,
            code=data.code,
            presented=self.cookie.shown(request=request),
            caller=caller_of(request),
        )
        return Response(None, cookies=self.cookie.renewed(cookie=cookie))

    @post(
        "/backup-codes/regenerate",
        operation_id="regenerateBackupCodes",
        status_code=200,
        responses=refusals(TwoFactorCodeInvalid, TwoFactorNotEnabled, TooManyAttempts),
    )
    async def regenerate(self, request: SignedIn, data: JSONBody[TwoFactorCodeIn]) -> list[str]:
        """Put ten new backup codes in the old ones' place, for a code."""
        made = await self.regenerate_backup_codes(
            who=request.user, code=data.code, caller=caller_of(request)
        )
        return list(made)

    async def _confirmed(self, *, request: StrictRequest, code: str) -> Response[VerifiedOut]:
        """The operation is public for those who finish a sign-in; this half of it is not."""
        shown = self.cookie.shown(request=request)
        confirmed = await self.confirm_two_factor(
            who=await self.identify_caller(secret=shown.secret, kind=shown.kind),
            code=code,
            presented=shown,
            caller=caller_of(request),
        )
        return Response(
            confirmed_out(confirmed), cookies=self.cookie.renewed(cookie=confirmed.cookie)
        )
