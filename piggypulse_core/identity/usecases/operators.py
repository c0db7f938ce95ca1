"""What operators do for people, by their address."""

from dataclasses import dataclass, field

from piggypulse_core.identity.model.audit import AuditEvent
from piggypulse_core.identity.model.email import EmailAddress, checked_email
from piggypulse_core.identity.model.letter import OutboxLetter
from piggypulse_core.identity.model.throttle import Ladder
from piggypulse_core.identity.model.user import NobodyRegistered
from piggypulse_core.identity.ports import IdentityUnit, Keyring
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids, UserId
from piggypulse_core.kernel.refusal import Faults
from piggypulse_core.kernel.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class FindPerson:
    """Whose address it is; raises InvalidInput and NobodyRegistered."""

    work: Work[IdentityUnit]

    async def __call__(self, *, email: str) -> UserId:
        address = _checked(email)
        async with self.work.reading() as unit:
            return await _owner(unit, address)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOut:
    """End every session of somebody; says how many there were, and tells them by letter."""

    work: Work[IdentityUnit]
    clock: Clock
    ids: Ids

    async def __call__(self, *, email: str) -> int:
        address, now = _checked(email), self.clock.now()
        async with self.work() as unit:
            owner = await _owner(unit, address)
            await unit.users.hold(owner=owner)
            count = await unit.sessions.end_others(owner=owner, keep=None)
            if count:
                letter = OutboxLetter(
                    id=self.ids.new(), kind="sessions_revoked", owner=owner, created_at=now
                )
                await unit.outbox.add(letter=letter)
            event = AuditEvent(id=self.ids.new(), kind="session_revoked", at=now)
            await unit.audit.record(owner=owner, event=event)
        return count


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlockAddress:
    """Forget the wrong passwords of an address, so that somebody can sign in again."""

    work: Work[IdentityUnit]
    clock: Clock
    ids: Ids
    keyring: Keyring
    ladder: Ladder = field(default_factory=Ladder)

    async def __call__(self, *, email: str) -> None:
        address = _checked(email)
        async with self.work() as unit:
            owner = await _owner(unit, address)
            await unit.users.hold(owner=owner)
            await unit.throttle.clear(
                address=self.keyring.throttle_key(text=f"address {address.key}"),
                ladder=self.ladder,
            )
            event = AuditEvent(id=self.ids.new(), kind="unlocked", at=self.clock.now())
            await unit.audit.record(owner=owner, event=event)


def _checked(email: str) -> EmailAddress:
    faults = Faults()
    address = checked_email(text=email, faults=faults)
    faults.settle()
    return address


async def _owner(unit: IdentityUnit, address: EmailAddress) -> UserId:
    name = await unit.users.find(email_key=address.key)
    if name is None:
        raise NobodyRegistered
    return name.owner
