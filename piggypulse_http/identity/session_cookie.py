"""The session cookie and the client behind a sign-in, as HTTP shows them."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from litestar.datastructures import Cookie
from litestar.openapi.datastructures import ResponseSpec

from piggypulse_core.identity.model.credential import Presented
from piggypulse_core.identity.model.session import Device, NotAuthenticated
from piggypulse_core.identity.model.sign_in import NewCookie, SignIn
from piggypulse_http.edge.authentication import bearer_token, session_cookie
from piggypulse_http.edge.body import StrictRequest
from piggypulse_http.edge.client import caller_of

NOTHING = ResponseSpec(
    data_container=None, description="Done; the body is empty.", generate_examples=False
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionCookie:
    """How our cookie is named and whether it may travel in clear text (only on this machine)."""

    name: str
    secure: bool
    same_site: Literal["strict", "lax"] = "strict"

    def issued(self, *, sign_in: SignIn) -> Cookie:
        """The cookie of a new session, kept as long as the session can last."""
        life = sign_in.session.ends_at - sign_in.session.created_at
        return self._cookie(value=sign_in.cookie, max_age=int(life.total_seconds()))

    def renewed(self, *, cookie: NewCookie | None) -> Sequence[Cookie]:
        """The cookie under its new value, kept no longer than before; none where none was shown."""
        if cookie is None:
            return []
        return [self._cookie(value=cookie.secret, max_age=int(cookie.life.total_seconds()))]

    def removed(self) -> Cookie:
        """The same cookie, to be forgotten at once."""
        return self._cookie(value="", max_age=0)

    def presented(self, *, request: StrictRequest) -> Presented | None:
        """The secret a public request happens to carry; of two cookies neither counts."""
        headers = request.scope["headers"]
        token = bearer_token(headers=headers)
        if token is not None:
            return Presented(secret=token, kind="access_token")
        with suppress(NotAuthenticated):
            value = session_cookie(headers=headers, name=self.name.encode())
            if value is not None:
                return Presented(secret=value, kind="cookie")
        return None

    def shown(self, *, request: StrictRequest) -> Presented:
        """The secret by which a request was let in."""
        found = self.presented(request=request)
        if found is None:
            raise NotAuthenticated
        return found

    def _cookie(self, *, value: str, max_age: int) -> Cookie:
        return Cookie(
            key=self.name,
            value=value,
            max_age=max_age,
            path="/",
            secure=self.secure,
            httponly=True,
            samesite=self.same_site,
        )


def device_of(*, request: StrictRequest) -> Device:
    """Browsers say of every request where it comes from; nothing else does."""
    is_browser = "origin" in request.headers or "sec-fetch-site" in request.headers
    caller = caller_of(request)
    return Device(
        client="browser" if is_browser else "program",
        user_agent=caller.user_agent,
        ip=caller.ip,
        request_id=caller.request_id,
    )
