"""Stored sums are proven, and a wrong one is named."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_core.insights.model.reckoning import Difference, differences
from piggypulse_core.insights.usecases.reckonings import ReckonEveryLedger, ReckonLedger
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.account import Account, AccountId
from piggypulse_core.ledger.model.balance import DaySums
from tests.support.bookkeeping import Bookkeeper, regular, transfer
from tests.support.clock import TODAY
from tests.support.people import new_user

GIRO = AccountId(UUID(int=1))


async def furnished(work: MemoryWork, owner: UserId) -> tuple[Bookkeeper, Account]:
    books = Bookkeeper(work=work, owner=owner)
    giro, fun = await books.account(), await books.account(type="Allowance")
    await books.book(regular(giro, None, 1250))
    await books.book(transfer(giro, fun, await books.category(type="transfer"), 500))
    return books, giro


class TestDifferences:
    def test_names_each_figure_of_a_day(self) -> None:
        key = (GIRO, TODAY)
        booked = {key: DaySums(inflow_minor=5, outflow_minor=4, spent_minor=3, transactions=2)}
        stored = {key: DaySums(inflow_minor=1, outflow_minor=4, spent_minor=2, transactions=1)}

        found = list(differences(accounts={}, stored=stored, booked=booked))

        assert [(one.figure, one.stored, one.booked) for one in found] == [
            ("inflow", 1, 5),
            ("spent", 2, 3),
            ("transactions", 1, 2),
        ]
        assert {(one.account, one.day) for one in found} == {key}

    def test_names_days_that_are_missing_and_days_too_many(self) -> None:
        sums = DaySums(inflow_minor=7, transactions=1)
        missing, extra = (GIRO, TODAY), (GIRO, TODAY + timedelta(days=1))

        found = list(differences(accounts={}, stored={extra: sums}, booked={missing: sums}))

        assert [(one.day, one.figure, one.stored, one.booked) for one in found] == [
            (TODAY, "inflow", 0, 7),
            (TODAY, "transactions", 0, 1),
            (TODAY + timedelta(days=1), "inflow", 7, 0),
            (TODAY + timedelta(days=1), "transactions", 1, 0),
        ]


class TestReckonLedger:
    async def test_finds_nothing_where_nothing_is_wrong(
        self, work: MemoryWork, alice: UserId
    ) -> None:
        await furnished(work, alice)

        assert await ReckonLedger(work=work)(owner=alice) == []

    async def test_names_an_accounts_sum_that_is_wrong(
        self, work: MemoryWork, alice: UserId
    ) -> None:
        _, giro = await furnished(work, alice)
        rows = work.database.tables[Account, alice]
        rows[giro.id] = replace(rows[giro.id], net_minor=-1749)

        found = await ReckonLedger(work=work)(owner=alice)

        assert found == [
            Difference(account=giro.id, day=None, figure="net", stored=-1749, booked=-1750)
        ]


class TestReckonEveryLedger:
    async def test_reports_whose_sums_are_wrong(
        self, work: MemoryWork, alice: UserId, bob: UserId
    ) -> None:
        await new_user(work)
        for owner in (alice, bob):
            await furnished(work, owner)
        rows = work.database.tables[Account, bob]
        for account in list(rows.values()):
            rows[account.id] = replace(account, net_minor=0)
        told: list[tuple[UserId, Sequence[Difference]]] = []
        steps: list[tuple[int, int]] = []

        people = await ReckonEveryLedger(work=work)(
            report=lambda owner, found: told.append((owner, found)),
            progress=lambda done, whole: steps.append((done, whole)),
        )

        assert people == 3
        assert [(owner, len(found)) for owner, found in told] == [(bob, 2)]
        assert steps == [(1, 3), (2, 3), (3, 3)]
