"""Showing one's password again while signed in."""

from dataclasses import dataclass
from datetime import datetime

from piggypulse_core.identity.model.audit import Outcome, Reason, audited
from piggypulse_core.identity.model.password import Busy
from piggypulse_core.identity.model.session import Caller, SessionId
from piggypulse_core.identity.model.throttle import TooManyAttempts
from piggypulse_core.identity.model.two_factor import Asked
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
        asked, at = Asked(owner=owner, session=session, by=caller), self.clock.now()
        password_hash = await self._counted(asked, at=at)
        try:
            verdict = await self.passwords.check(password=password, password_hash=password_hash)
        except Busy:
            # Nothing was compared, so nothing was wrong.
            await self._forget(owner=owner, at=at)
            raise
        if password_hash is None or verdict == "wrong":
            await self._write_down(asked, at=at, outcome="failed", reason="password")
            raise WrongPassword
        await self._forget(owner=owner, at=at)
        return password_hash

    async def _counted(self, asked: Asked, *, at: datetime) -> str | None:
        """What to compare with, once the attempt is counted as wrong."""
        try:
            async with self.work() as unit:
                await unit.throttle.count_wrong(owner=asked.owner, kind="confirm", at=at)
                return await unit.users.password_hash(owner=asked.owner)
        except TooManyAttempts:
            await self._write_down(asked, at=at, outcome="refused", reason="limit")
            raise

    async def _forget(self, *, owner: UserId, at: datetime) -> None:
        async with self.work() as unit:
            await unit.throttle.forget_wrong(owner=owner, kind="confirm", at=at)

    async def _write_down(
        self, asked: Asked, *, at: datetime, outcome: Outcome, reason: Reason
    ) -> None:
        """In a unit of its own, which the refusal does not undo."""
        event = audited(
            id=self.ids.new(),
            kind=asked.event,
            at=at,
            by=asked.by,
            session=asked.session,
            outcome=outcome,
            reason=reason,
        )
        async with self.work() as unit:
            await unit.audit.record(owner=asked.owner, event=event)
