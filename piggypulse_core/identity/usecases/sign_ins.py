"""Signing in with an e-mail address and a password."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from piggypulse_core.identity.model.audit import AuditEvent, Reason, audited
from piggypulse_core.identity.model.challenge import (
    CHALLENGES_MAX,
    Challenged,
    new_challenge,
    pending,
)
from piggypulse_core.identity.model.credential import Presented, digest_of
from piggypulse_core.identity.model.email import EmailAddress, checked_email
from piggypulse_core.identity.model.letter import OutboxLetter
from piggypulse_core.identity.model.password import check_length
from piggypulse_core.identity.model.session import SESSIONS_MAX, Device, Lifetimes, SessionId
from piggypulse_core.identity.model.sign_in import SignedIn, SignIn, begin_sign_in
from piggypulse_core.identity.model.throttle import Attempt, Ladder, network_of
from piggypulse_core.identity.model.user import SignInName
from piggypulse_core.identity.ports import IdentityUnit, Keyring, Passwords, Tokens
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids, UserId
from piggypulse_core.kernel.refusal import Collided, Faults, Locked, Throttled, Unavailable
from piggypulse_core.kernel.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who tries to sign in as whom, and what that is counted under."""

    email_key: str
    device: Device
    address: bytes
    ip: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogIn:
    """Begin a session, or challenge to the second factor where that is on.

    Unknown addresses and wrong passwords are told apart by nothing.

    Wrong passwords in a row cost more and more: from the fourth on one has to wait, for the address
    and for the place it is tried from, and the seventh locks the address for an hour.
    """

    work: Work[IdentityUnit]
    clock: Clock
    ids: Ids
    tokens: Tokens
    passwords: Passwords
    keyring: Keyring
    ladder: Ladder = field(default_factory=Ladder)
    lifetimes: Lifetimes = field(default_factory=Lifetimes)

    async def __call__(
        self, *, email: str, password: str, device: Device, presented: Presented | None
    ) -> SignedIn | Challenged:
        address = _checked(email=email, password=password)
        source = self._source(email_key=address.key, device=device)
        name = await self._find(source)
        attempt = await self._counted(source, name=name)
        async with self._taken_back_if_unjudged(source):
            verdict = await self.passwords.check(
                password=password, password_hash=None if name is None else name.password_hash
            )
        if name is None or verdict == "wrong":
            await self._write_down_failure(source, name=name, attempt=attempt)
            raise attempt.refusal(ladder=self.ladder)
        async with self._taken_back_if_unjudged(source):
            stronger = None
            if verdict == "outdated":
                stronger = await self.passwords.hash(password=password)
            return await self._begin(source, name=name, stronger=stronger, presented=presented)

    def _source(self, *, email_key: str, device: Device) -> Source:
        key = self.keyring.throttle_key
        return Source(
            email_key=email_key,
            device=device,
            address=key(text=f"address {email_key}"),
            ip=None if device.ip is None else key(text=f"ip {network_of(ip=device.ip)}"),
        )

    async def _find(self, source: Source) -> SignInName | None:
        async with self.work.reading() as unit:
            return await unit.users.find(email_key=source.email_key)

    async def _counted(self, source: Source, *, name: SignInName | None) -> Attempt:
        """Counted in a unit of its own before anything slow begins: no refusal undoes it."""
        try:
            async with self.work() as unit:
                return await unit.throttle.reserve(
                    address=source.address,
                    ip=source.ip,
                    ladder=self.ladder,
                    at=self.clock.now(),
                )
        except (Locked, Throttled):
            await self._write_down(source, name=name, reason="limit")
            raise

    @asynccontextmanager
    async def _taken_back_if_unjudged(self, source: Source) -> AsyncIterator[None]:
        """An attempt that we could not judge, or that was right, is none to be counted."""
        try:
            yield
        except Unavailable:
            async with self.work() as unit:
                await unit.throttle.withdraw(
                    address=source.address, ip=source.ip, ladder=self.ladder
                )
            raise

    async def _begin(
        self,
        source: Source,
        *,
        name: SignInName,
        stronger: str | None,
        presented: Presented | None,
    ) -> SignedIn | Challenged:
        sign_in = self._sign_in(device=source.device)
        async with self.work() as unit:
            if await unit.users.hold(owner=name.owner) != name.password_hash:
                # Changed since it was compared: whether it still fits has to be asked again.
                raise Collided
            if stronger is not None:
                await unit.users.save_password(owner=name.owner, password_hash=stronger)
            if presented is not None:
                await unit.sessions.end_presented(
                    digest=digest_of(secret=presented.secret), kind=presented.kind
                )
            await unit.throttle.forgive(address=source.address, ip=source.ip, ladder=self.ladder)
            user = await unit.users.get(owner=name.owner)
            if user.two_factor_enabled:
                return await self._challenge(unit, owner=name.owner, sign_in=pending(sign_in))
            await unit.sessions.trim(owner=name.owner, keep=SESSIONS_MAX - 1)
            await unit.sessions.add(
                owner=name.owner, session=sign_in.session, credentials=sign_in.credentials
            )
            event = audited(
                id=self.ids.new(),
                kind="sign_in",
                at=sign_in.session.created_at,
                by=source.device,
                session=sign_in.session.id,
            )
            await unit.audit.record(owner=name.owner, event=event)
        return SignedIn(user=user, sign_in=sign_in)

    async def _challenge(self, unit: IdentityUnit, *, owner: UserId, sign_in: SignIn) -> Challenged:
        """The session waits; sign-ins that wait push out one another, and no live session."""
        made = new_challenge(
            owner=owner,
            sign_in=sign_in,
            chance=self.tokens.chance(),
            now=sign_in.session.created_at,
        )
        await unit.challenges.trim(owner=owner, keep=CHALLENGES_MAX - 1)
        await unit.sessions.add(
            owner=owner, session=sign_in.session, credentials=sign_in.credentials
        )
        await unit.challenges.add(owner=owner, challenge=made.challenge)
        return made

    async def _write_down_failure(
        self, source: Source, *, name: SignInName | None, attempt: Attempt
    ) -> None:
        reason: Reason = "unknown" if name is None else "password"
        locks = attempt.address.failures >= self.ladder.top
        await self._write_down(source, name=name, reason=reason, locks=locks)

    async def _write_down(
        self, source: Source, *, name: SignInName | None, reason: Reason, locks: bool = False
    ) -> None:
        """In a unit of its own, which the refusal does not undo."""
        failed = audited(
            id=self.ids.new(),
            kind="sign_in",
            at=self.clock.now(),
            by=source.device,
            outcome="refused" if reason == "limit" else "failed",
            reason=reason,
        )
        events = [failed]
        if locks:
            events.append(audited(id=self.ids.new(), kind="locked", at=failed.at, by=source.device))
        async with self.work() as unit:
            for event in events:
                await unit.audit.record(
                    owner=None if name is None else name.owner,
                    event=self._disguised(event, source=source),
                )
            if locks:
                # For addresses of nobody too: whoever sends it finds out, and sends nothing.
                letter = OutboxLetter(
                    id=self.ids.new(),
                    kind="locked",
                    email_key=source.email_key,
                    created_at=failed.at,
                )
                await unit.outbox.add(letter=letter)

    def _disguised(self, event: AuditEvent, *, source: Source) -> AuditEvent:
        """With what stands for address and IP where nobody is known."""
        pseudonym, ip = self.keyring.pseudonym, source.device.ip
        return replace(
            event,
            subject=pseudonym(text=source.email_key),
            source=None if ip is None else pseudonym(text=str(ip)),
        )

    def _sign_in(self, *, device: Device) -> SignIn:
        return begin_sign_in(
            id=SessionId(self.ids.new()),
            device=device,
            now=self.clock.now(),
            lifetimes=self.lifetimes,
            cookie_chance=self.tokens.chance(),
            token_chance=self.tokens.chance(),
        )


def _checked(*, email: str, password: str) -> EmailAddress:
    faults = Faults()
    address = checked_email(text=email, faults=faults)
    check_length(password=password, field="password", faults=faults)
    faults.settle()
    return address
