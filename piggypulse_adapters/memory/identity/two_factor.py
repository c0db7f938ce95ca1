"""Second factors in memory."""

from dataclasses import dataclass, replace
from datetime import datetime

from piggypulse_adapters.memory.database import Transaction
from piggypulse_adapters.memory.identity.backup_codes import BackupCodeRow
from piggypulse_core.identity.model.session import SessionId
from piggypulse_core.identity.model.two_factor import Sealed, SetupCode, TwoFactor
from piggypulse_core.identity.ports import TwoFactorStore
from piggypulse_core.kernel.ids import UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryTwoFactor(TwoFactorStore):
    """Second factors seen through one transaction."""

    transaction: Transaction

    async def get(self, *, owner: UserId) -> TwoFactor | None:
        return self.transaction.rows(TwoFactor, owner=owner).get(owner)

    async def begin(self, *, owner: UserId, seed: Sealed, at: datetime) -> bool:
        before = await self.get(owner=owner)
        if before is not None and before.confirmed_at is not None:
            return False
        self._keep(owner, TwoFactor(seed=seed, begun_at=at))
        return True

    async def confirm(self, *, owner: UserId, setup: SetupCode, at: datetime) -> bool:
        before = await self.get(owner=owner)
        if before is None or before.confirmed_at is not None:
            return False
        self._keep(owner, replace(before, confirmed_at=at, last_counter=setup.counter, setup=setup))
        return True

    async def accept(self, *, owner: UserId, counter: int) -> bool:
        before = await self.get(owner=owner)
        if before is None or before.last_counter is None or before.last_counter >= counter:
            return False
        self._keep(owner, replace(before, last_counter=counter))
        return True

    async def take_setup_code(
        self, *, owner: UserId, session: SessionId, counter: int, at: datetime
    ) -> bool:
        before = await self.get(owner=owner)
        if before is None or before.setup is None or before.setup.until <= at:
            return False
        if (before.setup.counter, before.setup.session) != (counter, session):
            return False
        self._keep(owner, replace(before, setup=None))
        return True

    async def delete(self, *, owner: UserId) -> bool:
        self.transaction.writable(BackupCodeRow, owner=owner).clear()
        removed = self.transaction.writable(TwoFactor, owner=owner).pop(owner, None)
        return removed is not None and removed.confirmed_at is not None

    def _keep(self, owner: UserId, factor: TwoFactor) -> None:
        self.transaction.writable(TwoFactor, owner=owner)[owner] = factor
