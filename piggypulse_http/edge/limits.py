"""Request limits: by place before anybody is known, by user afterwards, told in every answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from piggypulse_core.identity.model.request_limit import RequestLimit, Standing
from piggypulse_core.identity.model.session import NotAuthenticated
from piggypulse_core.identity.model.throttle import TooManyAttempts, network_of, waiting
from piggypulse_http.edge.authentication import PUBLIC
from piggypulse_http.edge.client import client_address

UNLIMITED = "unlimited"
"""The opt key of operations that take any number of requests."""

LIMITED = "limited"
"""The opt key of operations with a limit of their own beside the common ones; names it."""

_STANDINGS = "piggypulse_standings"
_READS = frozenset({"GET", "HEAD"})


class CountRequests(Protocol):
    """Counts requests against limits."""

    async def take(self, *, limit: RequestLimit, key: str) -> Standing: ...

    async def look(self, *, limit: RequestLimit, key: str) -> Standing: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits there are; `by_place` and `by_user` hold those of single operations, by name."""

    visitor_reads: RequestLimit
    visitor_writes: RequestLimit
    user_reads: RequestLimit
    user_writes: RequestLimit
    by_place: Mapping[str, RequestLimit]
    by_user: Mapping[str, RequestLimit]


class LimitPlaces(ASGIMiddleware):
    """Counts public requests, and whoever fails to say who they are, by where they come from."""

    scopes = (ScopeType.HTTP,)
    exclude_opt_key = UNLIMITED

    def __init__(self, *, counts: CountRequests, limits: Limits) -> None:
        self._counts = counts
        self._limits = limits

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        if scope.get("method") == "OPTIONS":
            await next_app(scope, receive, send)
            return
        place, opt = place_of(scope=scope), scope["route_handler"].opt
        reads = scope.get("method") in _READS
        common = self._limits.visitor_reads if reads else self._limits.visitor_writes
        own = self._limits.by_place.get(opt.get(LIMITED, ""))
        if own is not None:
            admit(await self._counts.take(limit=own, key=place), scope=scope)
        if opt.get(PUBLIC):
            admit(await self._counts.take(limit=common, key=place), scope=scope)
            await next_app(scope, receive, send)
            return
        refuse_beyond(await self._counts.look(limit=common, key=place), scope=scope)
        try:
            await next_app(scope, receive, send)
        except NotAuthenticated:
            await self._counts.take(limit=common, key=place)
            raise


class LimitUsers(ASGIMiddleware):
    """Counts the requests of whoever is signed in, wherever they come from."""

    scopes = (ScopeType.HTTP,)
    exclude_opt_key = PUBLIC

    def __init__(self, *, counts: CountRequests, limits: Limits) -> None:
        self._counts = counts
        self._limits = limits

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        if scope.get("method") != "OPTIONS":
            user = str(scope["user"].id)
            reads = scope.get("method") in _READS
            common = self._limits.user_reads if reads else self._limits.user_writes
            own = self._limits.by_user.get(scope["route_handler"].opt.get(LIMITED, ""))
            for limit in (common,) if own is None else (common, own):
                admit(await self._counts.take(limit=limit, key=user), scope=scope)
        await next_app(scope, receive, send)


def place_of(*, scope: Scope) -> str:
    """What a client's address counts as."""
    ip = client_address(scope=scope)
    return "nowhere" if ip is None else network_of(ip=ip)


def admit(standing: Standing, /, *, scope: Scope) -> None:
    """Remember how somebody stands, to tell them; raise TooManyAttempts if it was too much."""
    scope["state"].setdefault(_STANDINGS, []).append(standing)
    refuse_beyond(standing, scope=scope)


def refuse_beyond(standing: Standing, /, *, scope: Scope) -> None:
    """Raise TooManyAttempts for a limit that is used up."""
    if not standing.is_taken:
        standings = scope["state"].setdefault(_STANDINGS, [])
        if standing not in standings:
            standings.append(standing)
        raise TooManyAttempts(members=waiting(seconds=standing.resets_in_seconds))


async def tell_limits(message: Message, scope: Scope) -> None:
    """Add the headers of draft-ietf-httpapi-ratelimit-headers: lists of structured fields."""
    standings: list[Standing] = scope["state"].get(_STANDINGS, [])
    if message["type"] != "http.response.start" or not standings:
        return
    policies = ", ".join(
        f'"{one.limit.name}";q={one.limit.most};w={one.limit.seconds}' for one in standings
    )
    left = ", ".join(
        f'"{one.limit.name}";r={one.remaining};t={one.resets_in_seconds}' for one in standings
    )
    message["headers"] = [
        *message["headers"],
        (b"ratelimit-policy", policies.encode()),
        (b"ratelimit", left.encode()),
    ]
