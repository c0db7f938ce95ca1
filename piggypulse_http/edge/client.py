"""Who stands behind a request: the peer, or the client whom a proxy we trust names."""

from collections.abc import Iterable, Sequence
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import Any
from uuid import UUID

from litestar import Request
from litestar.types import Scope

from piggypulse_core.identity.model.session import Caller, legible
from piggypulse_http.edge.request_id import request_id_of

TRUSTED_PROXIES = "trusted_proxies"
"""Where the application's state keeps the networks whose word about a client counts."""

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


def caller_of(request: Request[Any, Any, Any]) -> Caller:
    """The caller of a request, for limits, sessions, letters and the audit log."""
    agent = request.headers.get("user-agent")
    return Caller(
        ip=client_address(scope=request.scope),
        user_agent=None if agent is None else legible(agent),
        request_id=UUID(request_id_of(scope=request.scope)),
    )


def client_address(*, scope: Scope) -> Address | None:
    """The address of whoever asks; none where the peer has none, as on a socket file."""
    client = scope.get("client")
    return walked(
        peer=client[0] if client else "",
        forwarded=_values(scope, b"x-forwarded-for"),
        trusted=_trusted(scope),
    )


def scheme_of(*, scope: Scope) -> str:
    """How the client reached us; a proxy says so, but only one we trust is believed."""
    client = scope.get("client")
    peer = _parsed(client[0] if client else "")
    said = _values(scope, b"x-forwarded-proto")
    if said and is_trusted(peer, trusted=_trusted(scope)):
        last = said[-1].rpartition(",")[2].strip().lower()
        if last in ("http", "https"):
            return last
    return str(scope["scheme"])


def walked(*, peer: str, forwarded: Sequence[str], trusted: Iterable[Network]) -> Address | None:
    """From the peer towards the client: past trusted addresses, never past what is malformed."""
    networks = tuple(trusted)
    found = _parsed(peer)
    hops = [hop.strip() for line in forwarded for hop in line.split(",")]
    while hops and is_trusted(found, trusted=networks):
        before = _parsed(hops.pop())
        if before is None:
            break
        found = before
    return found


def is_trusted(address: Address | None, /, *, trusted: Iterable[Network]) -> bool:
    """Whether an address lies in one of the networks."""
    return address is not None and any(address in network for network in trusted)


def checked_network(text: str, /) -> Network:
    """A network as an operator writes it; raises ValueError in words."""
    try:
        network = ip_network(text)
    except ValueError:
        raise ValueError("must list addresses or networks such as 10.0.0.0/8") from None
    if network.prefixlen == 0:
        raise ValueError("must not trust the whole internet: then every client could lie")
    return network


def _trusted(scope: Scope) -> Sequence[Network]:
    networks: Sequence[Network] = scope["litestar_app"].state.get(TRUSTED_PROXIES, ())
    return networks


def _values(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in scope["headers"] if key == name]


def _parsed(text: str) -> Address | None:
    """An address without an interface name; IPv4 in an IPv6 coat is IPv4 all the same."""
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
