"""Registering: the one act that begins every feature for somebody new."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from piggypulse_core.identity.model.audit import audited
from piggypulse_core.identity.model.credential import Presented, digest_of
from piggypulse_core.identity.model.letter import OutboxLetter
from piggypulse_core.identity.model.password import check_score
from piggypulse_core.identity.model.session import Device, Lifetimes, SessionId
from piggypulse_core.identity.model.sign_in import SignedIn, SignIn, begin_sign_in
from piggypulse_core.identity.model.user import NewUser, User
from piggypulse_core.identity.ports import CommonPasswords, Passwords, Strength, Tokens
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids, UserId
from piggypulse_core.kernel.refusal import Faults
from piggypulse_core.kernel.work import Work
from piggypulse_core.ledger.model.category import CategoryId, new_system_category
from piggypulse_core.onboarding.model.registration import Registration, checked_registration
from piggypulse_core.onboarding.ports import OnboardingUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Make a user with a profile and the system transfer category, and sign them in."""

    work: Work[OnboardingUnit]
    clock: Clock
    ids: Ids
    tokens: Tokens
    passwords: Passwords
    strength: Strength
    common_passwords: CommonPasswords
    lifetimes: Lifetimes = field(default_factory=Lifetimes)

    async def __call__(
        self,
        *,
        email: str,
        password: str,
        name: str,
        currency: UUID | None,
        timezone: str | None,
        device: Device,
        presented: Presented | None,
    ) -> SignedIn:
        registration = checked_registration(
            email=email,
            password=password,
            name=name,
            currency=currency,
            timezone=timezone,
            is_common=self.common_passwords.includes(password=password),
        )
        await self._judge(registration=registration)
        password_hash = await self.passwords.hash(password=password)
        now = self.clock.now()
        return await self._begin(
            user=_new_user(registration=registration, password_hash=password_hash, now=now),
            sign_in=self._sign_in(device=device, now=now),
            presented=presented,
            device=device,
        )

    async def _judge(self, *, registration: Registration) -> None:
        faults = Faults()
        score = await self.strength.score(
            password=registration.password, context=registration.about.words
        )
        check_score(score=score, faults=faults)
        faults.settle()

    async def _begin(
        self, *, user: NewUser, sign_in: SignIn, presented: Presented | None, device: Device
    ) -> SignedIn:
        owner = UserId(self.ids.new())
        category = new_system_category(id=CategoryId(self.ids.new()))
        async with self.work() as unit:
            await unit.users.add(owner=owner, user=user)
            await unit.categories.add(owner=owner, category=category)
            if presented is not None:
                await unit.sessions.end_presented(
                    digest=digest_of(secret=presented.secret), kind=presented.kind
                )
            await unit.sessions.add(
                owner=owner, session=sign_in.session, credentials=sign_in.credentials
            )
            await self._tell(unit=unit, owner=owner, user=user, sign_in=sign_in, device=device)
        made = User(id=owner, email=user.email, name=user.name, currency_code=user.currency_code)
        return SignedIn(user=made, sign_in=sign_in)

    async def _tell(
        self,
        *,
        unit: OnboardingUnit,
        owner: UserId,
        user: NewUser,
        sign_in: SignIn,
        device: Device,
    ) -> None:
        event = audited(
            id=self.ids.new(),
            kind="registered",
            at=user.created_at,
            by=device,
            session=sign_in.session.id,
        )
        letter = OutboxLetter(
            id=self.ids.new(),
            kind="welcome",
            owner=owner,
            email_key=user.email_key,
            created_at=user.created_at,
        )
        await unit.audit.record(owner=owner, event=event)
        await unit.outbox.add(letter=letter)

    def _sign_in(self, *, device: Device, now: datetime) -> SignIn:
        return begin_sign_in(
            id=SessionId(self.ids.new()),
            device=device,
            now=now,
            lifetimes=self.lifetimes,
            cookie_chance=self.tokens.chance(),
            token_chance=self.tokens.chance(),
        )


def _new_user(*, registration: Registration, password_hash: str, now: datetime) -> NewUser:
    profile = registration.profile
    return NewUser(
        email=registration.email.text,
        email_key=registration.email.key,
        password_hash=password_hash,
        name=profile.name,
        currency_code=profile.currency_code,
        avatar=profile.avatar,
        timezone=profile.timezone,
        created_at=now,
    )
