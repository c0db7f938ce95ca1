"""The session cookie behind HTTPS, and what a request tells about the client behind it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from http.cookies import SimpleCookie
from ipaddress import ip_address

import pytest
from litestar.testing import RequestFactory

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import CountingIds
from piggypulse_core.identity.model.session import Device
from piggypulse_http.composition.serve import assemble
from piggypulse_http.edge.body import StrictRequest
from piggypulse_http.identity.session_cookie import device_of
from tests.support.client import ApiClient, Judge, answered
from tests.support.people import PASSWORD
from tests.support.served import SETTINGS, container_over

ALICE = {"email": "alice@example.org", "password": PASSWORD, "name": "Alice"}
NAME = "__Host-piggypulse"


@pytest.fixture
async def public(judge: Judge, clock: FixedClock) -> AsyncIterator[ApiClient]:
    """A visitor of an application that the world reaches over HTTPS."""
    container = container_over(work=MemoryWork(), clock=clock)
    container.settings.override(replace(SETTINGS, server_base_url="https://piggy.example.org"))
    async with ApiClient(app=assemble(container), judge=judge) as visitor:
        yield visitor


class TestBehindHttps:
    async def test_the_cookie_is_bound_to_this_host_and_to_https(self, public: ApiClient) -> None:
        response = await public.post("/auth/register", json=ALICE)

        (header,) = response.headers.get_list("set-cookie")
        cookie = SimpleCookie(header)[NAME]
        assert (cookie["secure"], cookie["httponly"], cookie["path"]) == (True, True, "/")
        assert (cookie["samesite"].lower(), cookie["domain"]) == ("strict", "")

    async def test_it_signs_in_and_is_removed_with_the_same_attributes(
        self, public: ApiClient
    ) -> None:
        response = await public.post("/auth/register", json=ALICE)
        secret = SimpleCookie(response.headers["set-cookie"])[NAME].value
        shown = {"Cookie": f"{NAME}={secret}"}

        answered(await public.get("/auth/me", headers=shown))
        response = await public.post("/auth/logout", headers=shown)

        cookie = SimpleCookie(response.headers["set-cookie"])[NAME]
        assert (cookie.value, cookie["max-age"], cookie["path"]) == ("", "0", "/")
        assert (cookie["secure"], cookie["httponly"]) == (True, True)
        answered(await public.get("/auth/me", headers=shown), 401)

    async def test_links_from_elsewhere_can_be_let_arrive_signed_in(
        self, judge: Judge, clock: FixedClock
    ) -> None:
        container = container_over(work=MemoryWork(), clock=clock)
        container.settings.override(replace(SETTINGS, cookie_same_site="lax"))
        async with ApiClient(app=assemble(container), judge=judge) as visitor:
            response = await visitor.post("/auth/register", json=ALICE)

        (header,) = response.headers.get_list("set-cookie")
        assert SimpleCookie(header)["piggypulse"]["samesite"].lower() == "lax"

    async def test_the_plain_name_opens_nothing(self, public: ApiClient) -> None:
        response = await public.post("/auth/register", json=ALICE)
        secret = SimpleCookie(response.headers["set-cookie"])[NAME].value

        shown = {"Cookie": f"piggypulse={secret}"}

        answered(await public.get("/auth/me", headers=shown), 401)


class TestDevice:
    @staticmethod
    def seen(*, host: str = "192.0.2.7", **headers: str) -> Device:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        scope = RequestFactory().get("/", headers=named).scope
        scope["client"] = (host, 1234)
        scope["litestar_app"].state["ids"] = CountingIds()
        return device_of(request=StrictRequest(scope))

    @pytest.mark.parametrize("header", ["origin", "sec_fetch_site"])
    def test_browsers_say_where_they_come_from(self, header: str) -> None:
        assert self.seen(**{header: "null"}).client == "browser"

    def test_everything_else_is_a_program(self) -> None:
        device = self.seen(user_agent="curl/8", referer="http://x")

        assert device == Device(
            client="program",
            user_agent="curl/8",
            ip=ip_address("192.0.2.7"),
            request_id=CountingIds().new(),
        )

    @pytest.mark.parametrize(
        ("host", "shown"),
        [("2001:db8::1", "2001:db8::1"), ("fe80::1%eth0", "fe80::1"), ("", None), ("test", None)],
    )
    def test_the_address_is_one_or_none(self, host: str, shown: str | None) -> None:
        assert self.seen(host=host).ip == (None if shown is None else ip_address(shown))
