"""Guessing made slow: the ladder of failed sign-ins, and wrong answers counted per user."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_network
from types import MappingProxyType
from typing import Literal

from piggypulse_core.identity.model.user import InvalidCredentials
from piggypulse_core.kernel.clock import is_ahead
from piggypulse_core.kernel.refusal import Locked, Refusal, Throttled

RungKind = Literal["address", "ip"]
TryKind = Literal["confirm", "2fa"]

IPV6_PREFIX = 64
"""What one customer has of IPv6: counting single addresses would count nobody."""


class TooManyAttempts(Throttled):
    """Too many attempts. Please wait before the next one."""

    code = "too_many_attempts"


class AccountLocked(Locked):
    """Too many wrong passwords. Signing in with this address is locked for a while."""

    code = "account_locked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """How far up the ladder an address or an IP is; `since` tells one count from the next."""

    failures: int
    since: datetime
    failed_at: datetime
    free_at: datetime

    def is_waiting(self, *, at: datetime) -> bool:
        """Whether nothing is tried now; a failure still to come has made nobody wait."""
        costs_a_wait = self.failed_at < self.free_at
        return costs_a_wait and at < self.free_at and not is_ahead(self.failed_at, now=at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """What each failure in a row costs: first nothing, then waits, in the end a lock.

    The longest wait is the lock. When it is over the count goes on after `restart` failures. Where
    the clock stepped back since a failure its wait is over, for nobody knows how much of it is
    left; the count stays.
    """

    waits: tuple[timedelta, ...] = (
        timedelta(),
        timedelta(),
        timedelta(),
        timedelta(seconds=5),
        timedelta(seconds=30),
        timedelta(seconds=60),
        timedelta(minutes=60),
    )
    restart: int = 3
    forgotten_after: timedelta = timedelta(hours=24)

    @property
    def top(self) -> int:
        """The failure that locks."""
        return len(self.waits)

    def wait(self, *, failures: int) -> timedelta:
        """How long nothing more is tried after so many failures in a row."""
        return self.waits[min(failures, self.top) - 1] if failures > 0 else timedelta()

    def climbed(self, rung: Rung | None, /, *, at: datetime) -> Rung | None:
        """One more attempt, counted before it is judged; none while one has to wait."""
        if rung is None or at - rung.failed_at >= self.forgotten_after:
            return Rung(failures=1, since=at, failed_at=at, free_at=at + self.wait(failures=1))
        if rung.is_waiting(at=at):
            return None
        locked = rung.failures >= self.top
        failures = (self.restart if locked else rung.failures) + 1
        return Rung(
            failures=failures,
            since=at if locked else rung.since,
            failed_at=at,
            free_at=at + self.wait(failures=failures),
        )

    def stepped_down(self, rung: Rung, /, *, steps: int) -> Rung:
        """Some failures taken back; a wait becomes what the rest of them costs."""
        failures = max(rung.failures - steps, 0)
        return Rung(
            failures=failures,
            since=rung.since,
            failed_at=rung.failed_at,
            free_at=min(rung.free_at, rung.failed_at + self.wait(failures=failures)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """An attempt to sign in, counted for the address and, where there is one, for the IP."""

    at: datetime
    address: Rung
    ip: Rung | None

    def refusal(self, *, ladder: Ladder) -> Refusal:
        """What a wrong password is told at this height."""
        if self.address.failures >= ladder.top:
            return locked(until=self.address.free_at, at=self.at)
        until = max(rung.free_at for rung in (self.address, self.ip) if rung is not None)
        return too_soon(until=until, at=self.at) if until > self.at else InvalidCredentials()


def turned_away(*, kind: RungKind, rung: Rung, ladder: Ladder, at: datetime) -> Refusal:
    """What somebody is told who does not wait; whether the password is right is never looked at."""
    if kind == "address" and rung.failures >= ladder.top:
        return locked(until=rung.free_at, at=at)
    return too_soon(until=rung.free_at, at=at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """How many wrong answers a user may give within each stretch of time."""

    limits: Mapping[timedelta, int]

    @property
    def kept_for(self) -> timedelta:
        """How long a wrong answer matters."""
        return max(self.limits)

    def recent(self, tried_at: tuple[datetime, ...], /, *, at: datetime) -> Sequence[datetime]:
        """The wrong answers that still matter, in order."""
        return _within(self.kept_for, tried_at, at=at)

    def free_at(self, tried_at: tuple[datetime, ...], /, *, at: datetime) -> datetime:
        """When the next answer is taken: at once, or when enough of the earlier ones are old."""
        free = at
        for stretch, most in self.limits.items():
            recent = _within(stretch, tried_at, at=at)
            if len(recent) >= most:
                free = max(free, recent[-most] + stretch)
        return free


def _within(
    stretch: timedelta, instants: tuple[datetime, ...], /, *, at: datetime
) -> Sequence[datetime]:
    return sorted(one for one in instants if at - one < stretch and not is_ahead(one, now=at))


ALLOWANCES: Mapping[TryKind, Allowance] = MappingProxyType(
    {
        "confirm": Allowance(limits=MappingProxyType({timedelta(minutes=15): 5})),
        "2fa": Allowance(
            limits=MappingProxyType({timedelta(minutes=15): 5, timedelta(hours=24): 20})
        ),
    }
)
"""Passwords asked of somebody signed in, and codes whatever they are asked for."""


def too_soon(*, until: datetime, at: datetime) -> TooManyAttempts:
    """A refusal that says how many seconds to wait, never none."""
    return TooManyAttempts(members=waiting(seconds=seconds_until(until, at=at)))


def waiting(*, seconds: int) -> Mapping[str, object]:
    """What clients read from such a refusal; `error` is what older ones look for."""
    return {"error": TooManyAttempts.code, "retry_after_seconds": seconds}


def locked(*, until: datetime, at: datetime) -> AccountLocked:
    """A refusal that says until when."""
    whole = until + timedelta(microseconds=999_999)
    members = {
        "error": AccountLocked.code,
        "locked_until": whole.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "retry_after_seconds": seconds_until(until, at=at),
    }
    return AccountLocked(members=members)


def seconds_until(until: datetime, /, *, at: datetime) -> int:
    """Whole seconds, rounded up, at least one."""
    return max(-((at - until) // timedelta(seconds=1)), 1)


def network_of(*, ip: IPv4Address | IPv6Address) -> str:
    """Whom an IP counts for: IPv4 one by one, IPv6 by what one customer is given."""
    mapped = getattr(ip, "ipv4_mapped", None)
    if mapped is not None:
        return str(mapped)
    if ip.version == 4:  # noqa: PLR2004 - the version of the protocol
        return str(ip)
    return str(ip_network((int(ip), IPV6_PREFIX), strict=False))
