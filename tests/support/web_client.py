"""The existing web client as far as it signs in, and its second factor."""

from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

import httpx

from piggypulse_adapters.system.clock import FixedClock
from tests.support.authenticator import Authenticator
from tests.support.client import ApiClient, answered
from tests.support.people import PASSWORD

ALICE = {"email": "alice@example.org", "password": PASSWORD, "name": "Alice"}
WEB = {"Origin": "http://localhost:8000", "Sec-Fetch-Site": "same-origin"}
VERIFY, ENABLE, DISABLE = "/auth/2fa/verify", "/auth/2fa/enable", "/auth/2fa/disable"
REGENERATE, STATUS = "/auth/2fa/backup-codes/regenerate", "/auth/2fa/status"


def cookie_in(reply: httpx.Response) -> dict[str, str]:
    """A header that shows the cookie a reply has set; the client keeps none by itself."""
    (header,) = reply.headers.get_list("set-cookie")
    return {"Cookie": f"piggypulse={SimpleCookie(header)['piggypulse'].value}"}


@dataclass(slots=True, kw_only=True)
class Web:
    """The web client: cookies with every call but the verify at sign-in, JSON, no tokens."""

    api: ApiClient
    clock: FixedClock
    shown: dict[str, str]
    phone: Authenticator
    backup: list[str]

    async def post(self, path: str, body: Any = None) -> httpx.Response:  # noqa: ANN401 - JSON
        reply = await self.api.post(path, json=body, headers={**WEB, **self.shown})
        self.api.cookies.clear()
        if "set-cookie" in reply.headers:
            self.shown = cookie_in(reply)
        return reply

    async def me(self) -> httpx.Response:
        return await self.api.get("/auth/me", headers=self.shown)

    async def status(self) -> Any:  # noqa: ANN401 - JSON
        return answered(await self.api.get(STATUS, headers=self.shown))

    async def log_in(self) -> str:
        """The challenge to a right password; the pending cookie is kept."""
        body = {"email": ALICE["email"], "password": PASSWORD}
        reply = answered(await self.post("/auth/login", body))
        assert reply.keys() == {"requiresTwoFactor", "twoFactorToken"}
        assert reply["requiresTwoFactor"] is True
        return str(reply["twoFactorToken"])

    async def verify(self, challenge: str, code: str) -> httpx.Response:
        """Neither sends nor keeps a cookie."""
        body = {"twoFactorToken": challenge, "code": code}
        reply = await self.api.post(VERIFY, json=body, headers=WEB)
        self.api.cookies.clear()
        return reply


async def registered(api: ApiClient, clock: FixedClock) -> Web:
    reply = await api.post("/auth/register", json=ALICE, headers=WEB)
    answered(reply, 201)
    api.cookies.clear()
    phone = Authenticator(secret="", clock=clock)
    return Web(api=api, clock=clock, shown=cookie_in(reply), phone=phone, backup=[])


async def switched_on(web: Web) -> Web:
    """As the web client does it: the picture, the code, and the same code again for the codes."""
    secret = answered(await web.post(ENABLE))["secret"]
    web.phone = Authenticator(secret=secret, clock=web.clock)
    code = web.phone.code()
    answered(await web.post(VERIFY, {"twoFactorToken": "", "code": code}))
    web.backup = answered(await web.post(REGENERATE, {"code": code}))
    web.phone.pass_step()
    return web


def refusal(reply: httpx.Response) -> tuple[int, str]:
    assert reply.is_error, reply.text
    return reply.status_code, reply.json()["code"]
