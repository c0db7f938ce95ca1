"""Starting over and leaving, over HTTP."""

from typing import Protocol

from litestar import Controller, Response, delete, post
from litestar.datastructures import Cookie
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import JSONBody

from piggypulse_core.identity.model.throttle import TooManyAttempts
from piggypulse_core.identity.model.user import WrongPassword
from piggypulse_core.portability.usecases.erasures import DeleteUserAccount, ResetStructure
from piggypulse_http.edge.body import SignedIn
from piggypulse_http.edge.client import caller_of
from piggypulse_http.edge.openapi import refusals
from piggypulse_http.portability.wire.erasures import DeleteAccountIn, ResetStructureIn

FORGET = '"cache", "storage"'
"""What a browser has to forget of somebody who left (Clear-Site-Data)."""

GONE = ResponseSpec(
    data_container=None, description="Gone; the body is empty.", generate_examples=False
)


class RemovedCookie(Protocol):
    """Makes a browser drop the session cookie."""

    def removed(self) -> Cookie: ...


class ErasureController(Controller):
    """What goes away for good."""

    path = "/settings"
    tags = ("Settings",)
    reset_structure: ResetStructure
    delete_user_account: DeleteUserAccount
    cookie: RemovedCookie

    @post(
        "/reset-structure",
        operation_id="resetStructure",
        status_code=204,
        responses={**refusals(WrongPassword, TooManyAttempts), 204: GONE},
    )
    async def reset(self, request: SignedIn, data: JSONBody[ResetStructureIn]) -> None:
        """Begin anew: everything counted and planned goes, and onboarding is open again.

        Profile, preferences, password, second factor and sessions stay.
        """
        await self.reset_structure(
            who=request.user, password=data.password, caller=caller_of(request)
        )

    @delete(
        "/account",
        operation_id="deleteUserAccount",
        status_code=204,
        responses={**refusals(WrongPassword, TooManyAttempts), 204: GONE},
    )
    async def leave(self, request: SignedIn, data: JSONBody[DeleteAccountIn]) -> Response[None]:
        """Delete the account and everything in it, at once and for good."""
        await self.delete_user_account(
            who=request.user, password=data.password, caller=caller_of(request)
        )
        return Response(None, cookies=[self.cookie.removed()], headers={"Clear-Site-Data": FORGET})
