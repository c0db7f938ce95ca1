"""Whose address counts: the peer's, or what a trusted proxy says of the client."""

from dataclasses import replace
from ipaddress import ip_address

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.identity.model.session import Session
from piggypulse_http.composition.serve import assemble
from piggypulse_http.edge.client import Network, checked_network, walked
from tests.support.asgi import client_of
from tests.support.client import PREFIX
from tests.support.clock import NOW
from tests.support.people import PASSWORD
from tests.support.served import SETTINGS, container_over

PROXIES: tuple[Network, ...] = tuple(map(checked_network, ("10.0.0.0/8", "fd00::/8", "192.0.2.1")))


class TestWalked:
    @pytest.mark.parametrize("forwarded", [[], ["6.6.6.6"], ["6.6.6.6", "10.0.0.1"], ["nonsense"]])
    def test_a_stranger_is_believed_nothing(self, forwarded: list[str]) -> None:
        found = walked(peer="198.51.100.7", forwarded=forwarded, trusted=PROXIES)

        assert found == ip_address("198.51.100.7")

    @pytest.mark.parametrize(
        ("forwarded", "client"),
        [
            ([], "10.0.0.1"),
            (["198.51.100.7"], "198.51.100.7"),
            (["6.6.6.6, 198.51.100.7"], "198.51.100.7"),
            (["6.6.6.6", "198.51.100.7"], "198.51.100.7"),
            (["6.6.6.6, 198.51.100.7, 10.0.0.2"], "198.51.100.7"),
            (["198.51.100.7,10.0.0.2", " 10.0.0.3 "], "198.51.100.7"),
            (["10.0.0.9"], "10.0.0.9"),
            (["2001:db8::7"], "2001:db8::7"),
            (["::ffff:198.51.100.7"], "198.51.100.7"),
            (["fe80::1%eth0"], "fe80::1"),
        ],
    )
    def test_behind_a_trusted_proxy_the_first_stranger_from_the_right_counts(
        self, forwarded: list[str], client: str
    ) -> None:
        found = walked(peer="10.0.0.1", forwarded=forwarded, trusted=PROXIES)

        assert found == ip_address(client)

    @pytest.mark.parametrize(
        ("forwarded", "client"),
        [
            (["198.51.100.7, nonsense"], "10.0.0.1"),
            (["198.51.100.7, nonsense, 10.0.0.2"], "10.0.0.2"),
            (["198.51.100.7,"], "10.0.0.1"),
            (["198.51.100.7:80"], "10.0.0.1"),
            (["unknown"], "10.0.0.1"),
        ],
    )
    def test_the_walk_ends_before_what_is_malformed(
        self, forwarded: list[str], client: str
    ) -> None:
        found = walked(peer="10.0.0.1", forwarded=forwarded, trusted=PROXIES)

        assert found == ip_address(client)

    def test_a_mapped_peer_is_known_as_the_proxy_it_is(self) -> None:
        found = walked(peer="::ffff:10.0.0.1", forwarded=["198.51.100.7"], trusted=PROXIES)

        assert found == ip_address("198.51.100.7")

    def test_a_peer_without_an_address_has_none(self) -> None:
        assert walked(peer="", forwarded=["198.51.100.7"], trusted=PROXIES) is None


class TestCheckedNetwork:
    @pytest.mark.parametrize("text", ["10.0.0.1/8", "*", "proxy", "", "0.0.0.0/0", "::/0"])
    def test_refuses_what_is_no_network_of_proxies(self, text: str) -> None:
        with pytest.raises(ValueError, match=r"^must "):
            checked_network(text)


FORGED = {
    "X-Forwarded-For": "6.6.6.6",
    "X-Real-IP": "6.6.6.6",
    "Forwarded": "for=6.6.6.6",
    "X-Client-IP": "6.6.6.6",
    "CF-Connecting-IP": "6.6.6.6",
    "True-Client-IP": "6.6.6.6",
    "X-Forwarded-Host": "evil.test",
}


class TestCaller:
    """As kept with a session that begins over HTTP."""

    @pytest.mark.parametrize(
        ("peer", "headers", "client"),
        [
            ("198.51.100.7", {}, "198.51.100.7"),
            ("198.51.100.7", FORGED, "198.51.100.7"),
            ("10.0.0.1", {"X-Real-IP": "6.6.6.6", "Forwarded": "for=6.6.6.6"}, "10.0.0.1"),
            ("10.0.0.1", FORGED, "6.6.6.6"),
            ("10.0.0.1", {"X-Forwarded-For": "6.6.6.6, 198.51.100.7"}, "198.51.100.7"),
        ],
    )
    async def test_is_whom_a_trusted_proxy_names(
        self, peer: str, headers: dict[str, str], client: str
    ) -> None:
        work = MemoryWork()
        container = container_over(work=work, clock=FixedClock(NOW))
        container.settings.override(replace(SETTINGS, server_trusted_proxies=PROXIES))
        body = {"email": "a@example.org", "password": PASSWORD, "name": "Alice"}

        async with client_of(assemble(container), peer=peer) as visitor:
            reply = await visitor.post(f"{PREFIX}/auth/register", json=body, headers=headers)

        assert reply.status_code == 201
        assert sessions_from(work) == {client}

    @pytest.mark.parametrize(
        ("peer", "said", "origin", "status"),
        [
            ("10.0.0.1", "https", "https://localhost:8000", 400),
            ("10.0.0.1", "https", "http://budget.localhost", 403),
            ("198.51.100.7", "https", "https://budget.localhost", 403),
            ("10.0.0.1", "https", "https://budget.localhost", 400),
            ("10.0.0.1", "http", "https://budget.localhost", 403),
            ("10.0.0.1", "nonsense", "https://budget.localhost", 403),
        ],
    )
    async def test_reaches_us_as_a_trusted_proxy_says(
        self, peer: str, said: str, origin: str, status: int
    ) -> None:
        """Our own origin is let pass to the empty body, any other is refused before."""
        container = container_over(work=MemoryWork(), clock=FixedClock(NOW))
        container.settings.override(replace(SETTINGS, server_trusted_proxies=PROXIES))
        host = origin.partition("://")[2]
        headers = {"Origin": origin, "X-Forwarded-Proto": said, "Host": host}

        async with client_of(assemble(container), peer=peer) as visitor:
            reply = await visitor.post(f"{PREFIX}/auth/login", json={}, headers=headers)

        assert reply.status_code == status, reply.text


def sessions_from(work: MemoryWork) -> set[str]:
    """The addresses sessions were begun from."""
    rows = [row for table in work.database.tables.values() for row in table.values()]
    return {str(row.ip) for row in rows if isinstance(row, Session)}
