"""What is sealed, in memory, whosever it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace as changed

from piggypulse_adapters.memory.database import Transaction
from piggypulse_core.identity.model.two_factor import Sealed, TwoFactor
from piggypulse_core.identity.ports import SealStore
from piggypulse_core.kernel.ids import UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class MemorySeals(SealStore):
    """Sealed values seen through one transaction."""

    transaction: Transaction

    async def keys(self) -> Sequence[str]:
        return sorted({sealed.key_id for _, sealed in self._every()})

    async def under_others(
        self, *, key_id: str, after: UserId | None, limit: int
    ) -> Sequence[tuple[UserId, Sealed]]:
        found = [
            (owner, sealed)
            for owner, sealed in self._every()
            if sealed.key_id != key_id and (after is None or owner > after)
        ]
        return found[:limit]

    async def replace(self, *, owner: UserId, old: Sealed, new: Sealed) -> bool:
        rows = self.transaction.writable(TwoFactor, owner=owner)
        if owner not in rows or rows[owner].seed.value != old.value:
            return False
        rows[owner] = changed(rows[owner], seed=new)
        return True

    def _every(self) -> list[tuple[UserId, Sealed]]:
        """Every owner's, in the order of owners."""
        owners = {
            owner
            for kind, owner in (*self.transaction.database.tables, *self.transaction.copies)
            if kind is TwoFactor
        }
        kept = [
            (UserId(owner), factor.seed)
            for one in owners
            for owner, factor in self.transaction.rows(TwoFactor, owner=one).items()
        ]
        return sorted(kept, key=lambda pair: pair[0])
