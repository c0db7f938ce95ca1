"""Writing down requests that were refused for what they tried."""

from dataclasses import dataclass

from piggypulse_core.identity.model.audit import AuditEvent, EventKind, audited
from piggypulse_core.identity.model.session import Caller, Principal
from piggypulse_core.identity.ports import IdentityUnit, Keyring
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids
from piggypulse_core.kernel.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRefusedRequest:
    """Keep a refused request: with whoever is signed in, else under a pseudonym of its source."""

    work: Work[IdentityUnit]
    clock: Clock
    ids: Ids
    keyring: Keyring

    async def __call__(self, *, kind: EventKind, by: Principal | None, caller: Caller) -> None:
        owner = None if by is None else by.id
        async with self.work() as unit:
            await unit.audit.record(owner=owner, event=self._event(kind, by=by, caller=caller))

    def _event(self, kind: EventKind, /, *, by: Principal | None, caller: Caller) -> AuditEvent:
        at, id_ = self.clock.now(), self.ids.new()
        if by is not None:
            return audited(
                id=id_, kind=kind, at=at, by=caller, session=by.session, outcome="refused"
            )
        ip = caller.ip
        return AuditEvent(
            id=id_,
            kind=kind,
            at=at,
            outcome="refused",
            request_id=caller.request_id,
            source=None if ip is None else self.keyring.pseudonym(text=str(ip)),
        )
