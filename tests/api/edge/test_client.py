"""Whose address counts: the peer's, or what a trusted proxy says of the client."""

from ipaddress import ip_address

import pytest

from piggypulse_http.edge.client import Network, checked_network, walked

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
