"""Ways back in for whoever has no session, over HTTP."""

from litestar import Controller, get, post
from litestar.params import FromQuery, JSONBody

from piggypulse_core.identity.model.mailed_token import LinkInvalid, ResetLinkInvalid
from piggypulse_core.identity.usecases.resets import AskForReset, ResetPassword
from piggypulse_core.identity.usecases.unlocks import Unlock
from piggypulse_http.edge.authentication import PUBLIC
from piggypulse_http.edge.body import StrictRequest
from piggypulse_http.edge.client import caller_of
from piggypulse_http.edge.limits import LIMITED
from piggypulse_http.edge.methods import FETCHED_ONLY
from piggypulse_http.edge.openapi import refusals
from piggypulse_http.identity.session_cookie import NOTHING
from piggypulse_http.identity.wire.recovery import (
    ASKED,
    UNLOCKED,
    ForgotPasswordIn,
    LinkTokenQuery,
    MessageOut,
    ResetPasswordIn,
    UnlockIn,
)


class ResetController(Controller):
    """Forgotten passwords."""

    path = "/auth"
    tags = ("Auth",)
    ask_for_reset: AskForReset
    reset_password: ResetPassword

    @post(
        "/forgot-password",
        operation_id="forgotPassword",
        status_code=200,
        opt={PUBLIC: True, LIMITED: "auth"},
    )
    async def ask(self, request: StrictRequest, data: JSONBody[ForgotPasswordIn]) -> MessageOut:
        """Have a link sent, if the address is registered; the answer never tells."""
        await self.ask_for_reset(email=data.email, caller=caller_of(request))
        return ASKED

    @post(
        "/reset-password",
        operation_id="resetPassword",
        status_code=204,
        opt={PUBLIC: True, LIMITED: "auth"},
        responses={**refusals(ResetLinkInvalid), 204: NOTHING},
    )
    async def reset(self, request: StrictRequest, data: JSONBody[ResetPasswordIn]) -> None:
        """Set a new password with a link; every session ends, and nobody is signed in."""
        await self.reset_password(
            token=data.token, password=data.password, caller=caller_of(request)
        )


class UnlockController(Controller):
    """Locked addresses."""

    path = "/unlock"
    tags = ("Auth",)
    unlock: Unlock

    @get(
        "",
        operation_id="unlockAccount",
        opt={PUBLIC: True, LIMITED: "auth", FETCHED_ONLY: True},
        responses=refusals(LinkInvalid),
    )
    async def by_link(
        self, request: StrictRequest, token: FromQuery[LinkTokenQuery] = ""
    ) -> MessageOut:
        """End the lock of an address. For scripts alone: navigating there does nothing."""
        await self.unlock(token=token, caller=caller_of(request))
        return UNLOCKED

    @post(
        "",
        operation_id="unlockAccountByPost",
        status_code=200,
        opt={PUBLIC: True, LIMITED: "auth"},
        responses=refusals(LinkInvalid),
    )
    async def by_body(self, request: StrictRequest, data: JSONBody[UnlockIn]) -> MessageOut:
        """End the lock of an address without a secret in the address of the request."""
        await self.unlock(token=data.token, caller=caller_of(request))
        return UNLOCKED
