"""What other sites' pages may not make a browser do, and how origins are written."""

from typing import Any

import pytest
from litestar import Litestar, get
from litestar.types import Scope

from piggypulse_http.composition.serve import assemble
from piggypulse_http.edge.authentication import PUBLIC
from piggypulse_http.edge.cross_site import Sites, checked_origin
from piggypulse_http.edge.methods import FETCHED_ONLY
from tests.support.asgi import client_of
from tests.support.client import ApiClient, answered
from tests.support.memory_house import MemoryHouse
from tests.support.people import PASSWORD

OWN = "https://api.example.org"
APP = "https://app.example.org"
SITES = Sites(own=OWN, listed=frozenset({APP}))


def asked(*headers: tuple[str, str]) -> Scope:
    raw = [(b"host", b"api.example.org"), *((k.encode(), v.encode()) for k, v in headers)]
    scope: Any = {"type": "http", "scheme": "https", "client": None, "headers": raw}
    scope["litestar_app"] = Litestar([])
    return scope  # type: ignore[no-any-return]  # the few members that are looked at


class TestSites:
    @pytest.mark.parametrize(
        "headers",
        [
            [],
            [("sec-fetch-site", "same-origin")],
            [("sec-fetch-site", "same-origin"), ("origin", "http://localhost:5173")],
            [("sec-fetch-site", "none")],
            [("sec-fetch-site", "same-site"), ("origin", "https://neighbour.example.org")],
            [("sec-fetch-site", "cross-site"), ("origin", APP)],
            [("sec-fetch-site", "cross-site"), ("origin", OWN)],
            [("origin", APP)],
            [("origin", OWN)],
        ],
        ids=str,
    )
    def test_let_their_own_pages_pass(self, headers: list[tuple[str, str]]) -> None:
        assert SITES.lets_pass(scope=asked(*headers))

    @pytest.mark.parametrize(
        "origin",
        [
            "null",
            "",
            "https://api.example.org.evil.test",
            "https://evil-app.example.org",
            "https://app.example.org.",
            "https://app.example.org:8443",
            "https://app.example.org/",
            "http://app.example.org",
            "http://api.example.org",
            "https://user@app.example.org",
            "https://app.example.org https://evil.test",
        ],
    )
    @pytest.mark.parametrize("site", [None, "cross-site", "nonsense", ""])
    def test_let_no_stranger_pass(self, origin: str, site: str | None) -> None:
        headers = [] if site is None else [("sec-fetch-site", site)]

        assert not SITES.lets_pass(scope=asked(("origin", origin), *headers))

    @pytest.mark.parametrize(
        "headers",
        [
            [("sec-fetch-site", "cross-site")],
            [("sec-fetch-site", "same-origin"), ("sec-fetch-site", "same-origin")],
            [("origin", APP), ("origin", APP)],
            [("origin", APP), ("origin", "https://evil.test")],
        ],
        ids=str,
    )
    def test_let_nothing_doubtful_pass(self, headers: list[tuple[str, str]]) -> None:
        assert not SITES.lets_pass(scope=asked(*headers))

    def test_distrust_neighbours_when_told_to(self) -> None:
        alone = Sites(own=OWN, listed=frozenset({APP}), trusts_neighbours=False)
        neighbour = ("sec-fetch-site", "same-site")

        assert not alone.lets_pass(scope=asked(neighbour, ("origin", "https://x.example.org")))
        assert alone.lets_pass(scope=asked(neighbour, ("origin", APP)))

    def test_know_themselves_by_the_host_a_client_asks_for(self) -> None:
        other = Sites(own="https://elsewhere.example.org")

        assert other.lets_pass(scope=asked(("origin", OWN)))
        assert not other.lets_pass(scope=asked(("origin", "http://api.example.org")))


class TestCheckedOrigin:
    @pytest.mark.parametrize(
        ("text", "origin"),
        [
            ("https://App.Example.org", "https://app.example.org"),
            ("https://app.example.org:443", "https://app.example.org"),
            ("http://localhost:5173", "http://localhost:5173"),
            ("http://[::1]:80", "http://[::1]"),
            ("https://app.example.org/", "https://app.example.org"),
        ],
    )
    def test_is_written_as_browsers_write_it(self, text: str, origin: str) -> None:
        assert checked_origin(text) == origin

    @pytest.mark.parametrize(
        "text",
        [
            "*",
            "null",
            "",
            "https://*",
            "https://*.example.org",
            "app.example.org",
            "//app.example.org",
            "ftp://app.example.org",
            "https://app.example.org/path",
            "https://app.example.org?x",
            "https://user:hush@app.example.org",
            "https://app.example.org:99999",
            "https://app.example.org:x",
            "https://",
        ],
    )
    def test_is_nothing_else(self, text: str) -> None:
        with pytest.raises(ValueError, match=r"^must "):
            checked_origin(text)


@pytest.fixture
def acting(over_memory: MemoryHouse) -> tuple[Litestar, list[str]]:
    """An application with a GET that acts."""
    acts: list[str] = []

    @get("/act", opt={PUBLIC: True, FETCHED_ONLY: True})
    async def act() -> str:
        acts.append("done")
        return "done"

    app = assemble(over_memory.served.container)
    app.register(act)
    return app, acts


class TestGetThatActs:
    @pytest.mark.parametrize(
        "headers",
        [
            {},
            {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"},
            {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"},
        ],
        ids=str,
    )
    async def test_is_for_scripts(
        self, acting: tuple[Litestar, list[str]], headers: dict[str, str]
    ) -> None:
        app, acts = acting
        async with client_of(app) as client:
            reply = await client.get("/act", headers=headers)

        assert (reply.status_code, acts) == (200, ["done"])

    @pytest.mark.parametrize(
        "headers",
        [
            {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"},
            {"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate"},
            {"Sec-Fetch-Mode": "navigate"},
            {"Sec-Purpose": "prefetch"},
            {"Sec-Purpose": "prefetch;prerender"},
            {"Purpose": "prefetch"},
            {"X-Moz": "prefetch"},
            {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
            {"Sec-Fetch-Site": "cross-site", "Authorization": "Bearer x"},
            {"Origin": "https://evil.test"},
        ],
        ids=str,
    )
    async def test_does_nothing_by_itself_or_for_strangers(
        self, acting: tuple[Litestar, list[str]], headers: dict[str, str]
    ) -> None:
        app, acts = acting
        async with client_of(app) as client:
            reply = await client.get("/act", headers=headers)

        assert (reply.status_code, acts) == (403, [])
        assert reply.json()["code"] == "cross_site_refused"

    async def test_takes_no_head(self, acting: tuple[Litestar, list[str]]) -> None:
        app, acts = acting
        async with client_of(app) as client:
            head = await client.head("/act")
            options = await client.options("/act")

        assert (head.status_code, acts) == (405, [])
        assert head.headers["allow"] == options.headers["allow"] == "GET, OPTIONS"


async def test_a_token_shows_that_no_browser_was_made_to_ask(alice: ApiClient) -> None:
    stranger = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.test"}

    answered(await alice.post("/vendors", json={"name": "Market"}, headers=stranger), 201)


async def test_a_login_is_guarded_too(api: ApiClient) -> None:
    stranger = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.test"}
    body = {"email": "a@example.org", "password": PASSWORD}

    reply = await api.post("/auth/login", json=body, headers=stranger)

    assert answered(reply, 403)["code"] == "cross_site_refused"
    assert "set-cookie" not in reply.headers
