"""Showing one's password again while signed in."""

from dataclasses import dataclass
from datetime import datetime

from piggypulse_core.identity.model.audit import audited
from piggypulse_core.identity.model.password import Busy
from piggypulse_core.identity.model.session import Caller, SessionId
from piggypulse_core.identity.model.user import WrongPassword
from piggypulse_core.identity.ports import Confirmation, IdentityUnit, Passwords
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids, UserId
from piggypulse_core.kernel.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmPassword(Confirmation):
    """Compare a password with the one of whoever is signed in; wrong ones are counted first."""

    work: Work[IdentityUnit]
    clock: Clock
    ids: Ids
    passwords: Passwords

    async def __call__(
        self, *, owner: UserId, session: SessionId, password: str, caller: Caller
    ) -> str:
        at = self.clock.now()
        async with self.work() as unit:
            await unit.throttle.count_wrong(owner=owner, kind="confirm", at=at)
            password_hash = await unit.users.password_hash(owner=owner)
        try:
            verdict = await self.passwords.check(password=password, password_hash=password_hash)
        except Busy:
            # Nothing was compared, so nothing was wrong.
            await self._forget(owner=owner, at=at)
            raise
        if password_hash is None or verdict == "wrong":
            await self._write_down(owner=owner, session=session, caller=caller, at=at)
            raise WrongPassword
        await self._forget(owner=owner, at=at)
        return password_hash

    async def _forget(self, *, owner: UserId, at: datetime) -> None:
        async with self.work() as unit:
            await unit.throttle.forget_wrong(owner=owner, kind="confirm", at=at)

    async def _write_down(
        self, *, owner: UserId, session: SessionId, caller: Caller, at: datetime
    ) -> None:
        event = audited(
            id=self.ids.new(),
            kind="confirmation",
            at=at,
            by=caller,
            session=session,
            outcome="failed",
            reason="password",
        )
        async with self.work() as unit:
            await unit.audit.record(owner=owner, event=event)
