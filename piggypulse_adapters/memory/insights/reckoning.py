"""Everything booked and everything summed up, in memory."""

from collections.abc import Sequence
from dataclasses import dataclass

from piggypulse_adapters.memory.database import Transaction as View
from piggypulse_adapters.memory.identity.users import UserRow
from piggypulse_core.insights.ports import ReckoningStore
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.account import Account
from piggypulse_core.ledger.model.balance import DayTable, day_sums
from piggypulse_core.ledger.model.transaction import Transaction, TransactionId


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryReckoning(ReckoningStore):
    """Day sums are not kept here, so they are what is booked; accounts' nets are."""

    transaction: View

    async def count_owners(self) -> int:
        return len(self._owners())

    async def owners(self, *, after: UserId | None, limit: int) -> Sequence[UserId]:
        return [one for one in self._owners() if after is None or one > after][:limit]

    async def days(self, *, owner: UserId) -> DayTable:
        rows = self.transaction.rows(Transaction, owner=owner).values()
        accounts = self.transaction.rows(Account, owner=owner)
        return day_sums(transactions=rows, accounts=accounts)

    async def transactions(
        self, *, owner: UserId, after: TransactionId | None, limit: int
    ) -> Sequence[Transaction]:
        rows = sorted(
            self.transaction.rows(Transaction, owner=owner).values(), key=lambda row: row.id
        )
        return [row for row in rows if after is None or row.id > after][:limit]

    def _owners(self) -> list[UserId]:
        everybody = self.transaction.owners(UserRow)
        return sorted(one for one in everybody if self.transaction.rows(UserRow, owner=one))
