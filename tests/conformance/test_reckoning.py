"""The store behind the audit, over memory and PostgreSQL."""

from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.balance import day_sums
from piggypulse_core.ledger.model.transaction import Transaction
from tests.support.bookkeeping import Bookkeeper, regular, transfer
from tests.support.people import new_user
from tests.support.works import AnyWork


class TestReckoningStore:
    async def test_shows_day_sums_as_they_are_booked(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        hers, his = (Bookkeeper(work=work, owner=owner) for owner in (alice, bob))
        for books in (hers, his):
            giro, fun = await books.account(), await books.account(type="Allowance")
            await books.book(regular(giro, await books.category(type="income"), 300_000))
            await books.book(regular(giro, None, 1250))
            await books.book(transfer(giro, fun, await books.category(type="transfer"), 500))

        async with work.reading() as unit:
            days = await unit.reckoning.days(owner=alice)

        assert len(days) == 2
        assert days == day_sums(
            transactions=await hers.transactions(), accounts=await hers.accounts()
        )

    async def test_walks_what_is_booked(self, work: AnyWork, alice: UserId, bob: UserId) -> None:
        books, other = (Bookkeeper(work=work, owner=owner) for owner in (alice, bob))
        giro = await books.account()
        booked = await books.book_all(*[regular(giro, None, amount) for amount in range(1, 8)])
        await other.book(regular(await other.account(), None))
        walked: list[Transaction] = []
        last = None

        async with work.snapshot() as unit:
            while rows := await unit.reckoning.transactions(owner=alice, after=last, limit=3):
                assert len(rows) <= 3
                walked += rows
                last = rows[-1].id

        assert walked == sorted((one.transaction for one in booked), key=lambda row: row.id)

    async def test_walks_people(self, work: AnyWork) -> None:
        people = {await new_user(work) for _ in range(5)}
        walked: list[UserId] = []
        last = None

        async with work.snapshot() as unit:
            while owners := await unit.reckoning.owners(after=last, limit=2):
                walked += owners
                last = owners[-1]
            count = await unit.reckoning.count_owners()

        assert people <= set(walked)
        assert walked == sorted(set(walked))
        assert count == len(walked)
