"""Where somebody stands with the second factor, and beginning to set one up."""

from dataclasses import dataclass, field

from piggypulse_core.identity.model.audit import audited
from piggypulse_core.identity.model.password import check_length
from piggypulse_core.identity.model.session import (
    Caller,
    Lifetimes,
    NotAuthenticated,
    Principal,
    Session,
)
from piggypulse_core.identity.model.two_factor import (
    SEED_PURPOSE,
    BegunTwoFactor,
    TwoFactorAlreadyEnabled,
    TwoFactorStatus,
    new_seed,
    otpauth_uri,
    seed_text,
)
from piggypulse_core.identity.ports import (
    Confirmation,
    IdentityUnit,
    Keyring,
    Pictures,
    Tokens,
)
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids, UserId
from piggypulse_core.kernel.refusal import Collided, Faults
from piggypulse_core.kernel.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class TellTwoFactor:
    """Tell whether the second factor is on, and how many backup codes are left."""

    work: Work[IdentityUnit]

    async def __call__(self, *, owner: UserId) -> TwoFactorStatus:
        async with self.work.reading() as unit:
            factor = await unit.two_factor.get(owner=owner)
            if factor is None or factor.confirmed_at is None:
                return TwoFactorStatus(enabled=False, backup_codes_left=0)
            left = await unit.backup_codes.count_left(owner=owner)
        return TwoFactorStatus(enabled=True, backup_codes_left=left)


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginTwoFactor:
    """Give a new seed to an authenticator; it is off until a code proves that it has arrived.

    A password is compared where one is given. Strict operators want one, or that it was shown a
    short while ago.
    """

    confirm: Confirmation
    work: Work[IdentityUnit]
    clock: Clock
    ids: Ids
    tokens: Tokens
    keyring: Keyring
    pictures: Pictures
    issuer: str
    strict: bool
    lifetimes: Lifetimes = field(default_factory=Lifetimes)

    async def __call__(
        self, *, who: Principal, password: str | None, caller: Caller
    ) -> BegunTwoFactor:
        fitting = await self._fitting(who=who, password=password, caller=caller)
        seed, now = new_seed(chance=self.tokens.chance()), self.clock.now()
        async with self.work() as unit:
            held = await unit.users.hold(owner=who.id)
            if fitting is not None and held != fitting:
                raise Collided
            session = await _held(unit, who=who)
            if self.strict and fitting is None:
                session.check_proof(now=now, lifetimes=self.lifetimes)
            sealed = self.keyring.seal(purpose=SEED_PURPOSE, owner=who.id, value=seed)
            if not await unit.two_factor.begin(owner=who.id, seed=sealed, at=now):
                raise TwoFactorAlreadyEnabled
            event = audited(
                id=self.ids.new(), kind="two_factor_begun", at=now, by=caller, session=who.session
            )
            await unit.audit.record(owner=who.id, event=event)
            account = (await unit.users.get(owner=who.id)).email
        uri = otpauth_uri(seed=seed, issuer=self.issuer, account=account)
        return BegunTwoFactor(secret=seed_text(seed), picture=self.pictures.qr_code(text=uri))

    async def _fitting(self, *, who: Principal, password: str | None, caller: Caller) -> str | None:
        if password is None:
            return None
        faults = Faults()
        check_length(password=password, field="password", faults=faults)
        faults.settle()
        return await self.confirm(
            owner=who.id, session=who.session, password=password, caller=caller
        )


async def _held(unit: IdentityUnit, *, who: Principal) -> Session:
    session = await unit.credentials.hold(owner=who.id, session=who.session)
    if session is None:
        raise NotAuthenticated
    return session
