"""Removing a lost second factor over HTTP."""

from litestar import Controller, MediaType, Response, post
from litestar.params import JSONBody
from msgspec import UNSET

from piggypulse_core.identity.model.mailed_token import LinkInvalid
from piggypulse_core.identity.usecases.emergencies import AskForEmergency, RemoveFactor
from piggypulse_http.edge.authentication import PUBLIC
from piggypulse_http.edge.body import StrictRequest
from piggypulse_http.edge.client import caller_of
from piggypulse_http.edge.limits import LIMITED
from piggypulse_http.edge.openapi import refusals
from piggypulse_http.identity.session_cookie import NOTHING, SessionCookie
from piggypulse_http.identity.wire.emergency import (
    EmergencyDisableConfirmIn,
    EmergencyDisableRequestIn,
)


class EmergencyController(Controller):
    """What is left to somebody who has the password and the mailbox, and no codes."""

    path = "/auth/2fa/emergency-disable"
    tags = ("Auth",)
    ask_for_emergency: AskForEmergency
    remove_factor: RemoveFactor
    cookie: SessionCookie

    @post(
        "/request",
        operation_id="emergencyDisableRequest",
        status_code=200,
        opt={PUBLIC: True, LIMITED: "auth"},
        responses={200: NOTHING},
    )
    async def ask(
        self, request: StrictRequest, data: JSONBody[EmergencyDisableRequestIn]
    ) -> Response[bytes]:
        """Have a link sent, in the course of a sign-in that waits for a code; never tells if."""
        challenge = None if data.two_factor_token is UNSET else data.two_factor_token
        await self.ask_for_emergency(
            email=data.email,
            challenge=challenge,
            presented=self.cookie.presented(request=request),
            caller=caller_of(request),
        )
        return Response(b"", media_type=MediaType.TEXT)

    @post(
        "/confirm",
        operation_id="emergencyDisableConfirm",
        status_code=204,
        opt={PUBLIC: True, LIMITED: "auth"},
        responses={**refusals(LinkInvalid), 204: NOTHING},
    )
    async def confirm(
        self, request: StrictRequest, data: JSONBody[EmergencyDisableConfirmIn]
    ) -> None:
        """Remove the second factor with a link; every session ends, and nobody is signed in."""
        await self.remove_factor(token=data.token, caller=caller_of(request))
