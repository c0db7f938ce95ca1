"""Proving that the sums kept beside the bookings are right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from piggypulse_core.insights.model.reckoning import Difference, differences, reckon
from piggypulse_core.insights.ports import InsightsUnit
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.work import Work
from piggypulse_core.ledger.model.balance import AccountDay, DaySums
from piggypulse_core.ledger.model.spending import Accounts

OWNERS_AT_ONCE = 500
ROWS_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReckonLedger:
    """Recompute somebody's stored sums from what they have booked, all at one instant."""

    work: Work[InsightsUnit]

    async def __call__(self, *, owner: UserId) -> Sequence[Difference]:
        async with self.work.snapshot() as unit:
            accounts = {one.id: one for one in await unit.accounts.every(owner=owner)}
            stored = await unit.reckoning.days(owner=owner)
            booked = await self._booked(unit=unit, owner=owner, accounts=accounts)
        return list(differences(accounts=accounts, stored=stored, booked=booked))

    async def _booked(
        self, *, unit: InsightsUnit, owner: UserId, accounts: Accounts
    ) -> dict[AccountDay, DaySums]:
        table: dict[AccountDay, DaySums] = {}
        last = None
        while True:
            rows = await unit.reckoning.transactions(owner=owner, after=last, limit=ROWS_AT_ONCE)
            reckon(table, transactions=rows, accounts=accounts)
            if len(rows) < ROWS_AT_ONCE:
                return table
            last = rows[-1].id


@dataclass(frozen=True, slots=True, kw_only=True)
class ReckonEveryLedger:
    """Recompute everybody's stored sums, one person after the other; tells how many there were.

    `report` is called for everybody whose sums are wrong, `progress` after each with how many are
    done of how many.
    """

    work: Work[InsightsUnit]

    async def __call__(
        self,
        *,
        report: Callable[[UserId, Sequence[Difference]], None],
        progress: Callable[[int, int], None],
    ) -> int:
        async with self.work.reading() as unit:
            whole = await unit.reckoning.count_owners()
        done, last = 0, None
        while True:
            async with self.work.reading() as unit:
                owners = await unit.reckoning.owners(after=last, limit=OWNERS_AT_ONCE)
            for owner in owners:
                found = await self._found(owner=owner)
                if found:
                    report(owner, found)
                done += 1
                progress(done, max(done, whole))
            if len(owners) < OWNERS_AT_ONCE:
                return done
            last = owners[-1]

    async def _found(self, *, owner: UserId) -> Sequence[Difference]:
        return await ReckonLedger(work=self.work)(owner=owner)
