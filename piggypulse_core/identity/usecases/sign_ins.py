"""Signing in with an e-mail address and a password."""

from dataclasses import dataclass, field

from piggypulse_core.identity.model.audit import audited
from piggypulse_core.identity.model.credential import Presented, digest_of
from piggypulse_core.identity.model.email import EmailAddress, checked_email
from piggypulse_core.identity.model.password import check_length
from piggypulse_core.identity.model.session import SESSIONS_MAX, Device, Lifetimes, SessionId
from piggypulse_core.identity.model.sign_in import SignedIn, SignIn, begin_sign_in
from piggypulse_core.identity.model.user import InvalidCredentials, SignInName
from piggypulse_core.identity.ports import IdentityUnit, Passwords, Tokens
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids
from piggypulse_core.kernel.refusal import Collided, Faults
from piggypulse_core.kernel.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class LogIn:
    """Begin a session. Unknown addresses and wrong passwords are told apart by nothing."""

    work: Work[IdentityUnit]
    clock: Clock
    ids: Ids
    tokens: Tokens
    passwords: Passwords
    lifetimes: Lifetimes = field(default_factory=Lifetimes)

    async def __call__(
        self, *, email: str, password: str, device: Device, presented: Presented | None
    ) -> SignedIn:
        address = _checked(email=email, password=password)
        async with self.work.reading() as unit:
            name = await unit.users.find(email_key=address.key)
        verdict = await self.passwords.check(
            password=password, password_hash=None if name is None else name.password_hash
        )
        if name is None or verdict == "wrong":
            await self._write_down_failure(name=name, device=device)
            raise InvalidCredentials
        stronger = None
        if verdict == "outdated":
            stronger = await self.passwords.hash(password=password)
        return await self._begin(name=name, stronger=stronger, device=device, presented=presented)

    async def _begin(
        self,
        *,
        name: SignInName,
        stronger: str | None,
        device: Device,
        presented: Presented | None,
    ) -> SignedIn:
        sign_in = self._sign_in(device=device)
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
            await unit.sessions.trim(owner=name.owner, keep=SESSIONS_MAX - 1)
            await unit.sessions.add(
                owner=name.owner, session=sign_in.session, credentials=sign_in.credentials
            )
            event = audited(
                id=self.ids.new(),
                kind="sign_in",
                at=sign_in.session.created_at,
                by=device,
                session=sign_in.session.id,
            )
            await unit.audit.record(owner=name.owner, event=event)
            user = await unit.users.get(owner=name.owner)
        return SignedIn(user=user, sign_in=sign_in)

    async def _write_down_failure(self, *, name: SignInName | None, device: Device) -> None:
        """In a unit of its own, which the refusal does not undo."""
        event = audited(
            id=self.ids.new(),
            kind="sign_in",
            at=self.clock.now(),
            by=device,
            outcome="failed",
            reason="unknown" if name is None else "password",
        )
        async with self.work() as unit:
            await unit.audit.record(owner=None if name is None else name.owner, event=event)

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
