"""Starting over, and leaving."""

from dataclasses import dataclass, field, replace

from piggypulse_core.identity.model.audit import audited
from piggypulse_core.identity.model.email import EmailAddress
from piggypulse_core.identity.model.letter import OutboxLetter
from piggypulse_core.identity.model.password import check_length
from piggypulse_core.identity.model.session import Caller, Principal
from piggypulse_core.identity.model.throttle import Ladder
from piggypulse_core.identity.ports import Confirmation, Keyring
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids
from piggypulse_core.kernel.refusal import Collided, Faults
from piggypulse_core.kernel.work import Work
from piggypulse_core.ledger.model.category import CategoryId, new_system_category
from piggypulse_core.portability.ports import PortabilityUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetStructure:
    """Let somebody begin anew: everything counted and planned goes, the account stays."""

    confirm: Confirmation
    work: Work[PortabilityUnit]
    clock: Clock
    ids: Ids

    async def __call__(self, *, who: Principal, password: str, caller: Caller) -> None:
        _check(password=password)
        fitting = await self.confirm(
            owner=who.id, session=who.session, password=password, caller=caller
        )
        now = self.clock.now()
        event = audited(
            id=self.ids.new(), kind="data_reset", at=now, by=caller, session=who.session
        )
        letter = OutboxLetter(id=self.ids.new(), kind="data_reset", owner=who.id, created_at=now)
        async with self.work() as unit:
            await unit.erasures.lock(owner=who.id)
            if await unit.users.hold(owner=who.id) != fitting:
                raise Collided
            await unit.erasures.clear(owner=who.id)
            await unit.categories.add(
                owner=who.id, category=new_system_category(id=CategoryId(self.ids.new()))
            )
            await unit.audit.record(owner=who.id, event=event)
            await unit.outbox.add(letter=letter)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteUserAccount:
    """Let somebody leave: every row of theirs goes at once, or none."""

    confirm: Confirmation
    work: Work[PortabilityUnit]
    clock: Clock
    ids: Ids
    keyring: Keyring
    ladder: Ladder = field(default_factory=Ladder)

    async def __call__(self, *, who: Principal, password: str, caller: Caller) -> None:
        _check(password=password)
        fitting = await self.confirm(
            owner=who.id, session=who.session, password=password, caller=caller
        )
        async with self.work() as unit:
            await unit.erasures.lock(owner=who.id)
            if await unit.users.hold(owner=who.id) != fitting:
                raise Collided
            email = (await unit.users.get(owner=who.id)).email
            key = EmailAddress(text=email).key
            subject = self.keyring.pseudonym(text=key)
            await unit.throttle.clear(
                address=self.keyring.throttle_key(text=f"address {key}"), ladder=self.ladder
            )
            await unit.erasures.erase(owner=who.id, email_key=key, subject=subject)
            await self._tell(unit=unit, email=email, key=key, caller=caller)

    async def _tell(self, *, unit: PortabilityUnit, email: str, key: str, caller: Caller) -> None:
        now, pseudonym = self.clock.now(), self.keyring.pseudonym
        event = replace(
            audited(id=self.ids.new(), kind="account_deleted", at=now, by=caller),
            subject=pseudonym(text=key),
            source=None if caller.ip is None else pseudonym(text=str(caller.ip)),
        )
        await unit.audit.record(owner=None, event=event)
        letter = OutboxLetter(
            id=self.ids.new(), kind="account_deleted", email_key=key, email=email, created_at=now
        )
        await unit.outbox.add(letter=letter)


def _check(*, password: str) -> None:
    faults = Faults()
    check_length(password=password, field="password", faults=faults)
    faults.settle()
