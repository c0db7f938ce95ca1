"""Credentials that open nothing any more, or never did, made by living through how they died."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import timedelta

from tests.contract.furnished import Furnished
from tests.contract.switched_on import switch_on
from tests.support.client import ApiClient, answered
from tests.support.clock import NOW
from tests.support.people import PASSWORD

Headers = Mapping[str, str]

SAME_SITE: Headers = {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost:8000"}

NEVER_GOOD: Mapping[str, Headers] = {
    "none": {},
    "a made-up token": {"Authorization": "Bearer pp_at_" + "0" * 64},
    "a made-up cookie": {"Cookie": "piggypulse=" + "A" * 43},
    "an empty token": {"Authorization": "Bearer"},
    "another scheme": {"Authorization": "Basic YTpi"},
}
DIED: Mapping[str, timedelta] = {
    "an hour ago": timedelta(hours=1),
    "unused for two weeks": timedelta(days=14),
    "thirty days old": timedelta(days=30),
}


async def signed_in(furnished: Furnished, *, browser: bool) -> Headers:
    """A fresh session of Alice's: a browser shows a cookie, a program its token."""
    body = {"email": furnished.alice["email"], "password": PASSWORD}
    async with furnished.house.served.visitor() as visitor:
        headers = dict(SAME_SITE) if browser else {}
        reply = await visitor.post("/auth/login", json=body, headers=headers)
        token = answered(reply)["token"]
        cookie = reply.cookies["piggypulse"]
    return {"Cookie": f"piggypulse={cookie}"} if browser else {"Authorization": f"Bearer {token}"}


async def expired(furnished: Furnished, name: str) -> Headers:
    """One whose time is over; tokens live an hour, cookies as long as their session."""
    headers = await signed_in(furnished, browser=name != "an hour ago")
    furnished.house.served.clock.instant = NOW + DIED[name]
    return headers


async def revoked(furnished: Furnished, *, browser: bool) -> Headers:
    """One whose session was signed out of."""
    headers = await signed_in(furnished, browser=browser)
    async with visitor(furnished, headers) as leaving:
        answered(await leaving.post("/auth/logout"))
    return headers


def visitor(furnished: Furnished, headers: Headers) -> ApiClient:
    """Somebody who shows something."""
    made = furnished.house.served.visitor()
    made.headers.update(headers)
    return made


async def pending(furnished: Furnished) -> Sequence[tuple[str, Headers]]:
    """What a right password alone is given where the second factor is on."""
    switch_on(furnished.house.database)
    body = {"email": furnished.alice["email"], "password": PASSWORD}
    async with furnished.house.served.visitor() as visitor:
        reply = await visitor.post("/auth/login", json=body, headers=SAME_SITE)
    challenge, cookie = answered(reply)["twoFactorToken"], reply.cookies["piggypulse"]
    return [
        ("pending", {"Cookie": f"piggypulse={cookie}"}),
        ("challenge as a token", {"Authorization": f"Bearer {challenge}"}),
        ("challenge as a cookie", {"Cookie": f"piggypulse={challenge}"}),
    ]


async def dead_credentials(furnished: Furnished) -> AsyncIterator[tuple[str, Headers]]:
    """One after the other; each may change the house, and what time it is."""
    for name, headers in NEVER_GOOD.items():
        yield name, headers
    for name in DIED:
        yield name, await expired(furnished, name)
        furnished.again()
    for browser in (True, False):
        yield f"signed out, {browser=}", await revoked(furnished, browser=browser)
        furnished.again()
    for name, headers in await pending(furnished):
        yield name, headers
    furnished.again()
