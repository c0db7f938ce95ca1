"""The vendor store, held to one suite over memory and PostgreSQL."""

import asyncio
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import PageRequest, UnknownCursor
from piggypulse_core.ledger.model.vendor import Vendor, VendorId, VendorNameTaken
from tests.support.bookkeeping import Bookkeeper, regular, transfer
from tests.support.works import AnyWork

IDS = SystemIds()


def vendor(name: str, *, archived_on: date | None = None) -> Vendor:
    return Vendor(id=VendorId(IDS.new()), name=name, archived_on=archived_on)


async def add(work: AnyWork, owner: UserId, *vendors: Vendor) -> None:
    async with work() as unit:
        for one in vendors:
            await unit.vendors.add(owner=owner, vendor=one)


class TestVendorStore:
    async def test_gives_back_what_was_added(self, work: AnyWork, alice: UserId) -> None:
        kept = Vendor(id=VendorId(IDS.new()), name="Zoë's", description="", archived_on=None)
        await add(work, alice, kept)

        async with work.reading() as unit:
            page = await unit.vendors.page(owner=alice, status="all", request=PageRequest())

        assert [(row.vendor, row.transactions, row.spend_minor) for row in page.rows] == [
            (kept, 0, 0)
        ]

    async def test_refuses_a_name_taken_and_keeps_nothing_of_the_unit(
        self, work: AnyWork, alice: UserId
    ) -> None:
        await add(work, alice, vendor("Market"))

        with pytest.raises(VendorNameTaken):
            await add(work, alice, vendor("Another"), vendor("MARKET"))

        async with work.reading() as unit:
            options = await unit.vendors.options(owner=alice)
        assert [row.name for row in options] == ["Market"]

    async def test_counts_everything_booked_with_each_and_adds_up_the_spend(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        books = Bookkeeper(work=work, owner=alice)
        giro, visa = await books.account(), await books.account(type="CreditCard")
        dollars, pocket = (
            await books.account(currency_code="USD"),
            await books.account(type="Allowance"),
        )
        food, pay = await books.category(), await books.category(type="income")
        move = await books.category(type="transfer")
        market, unused = await books.vendor(), await books.vendor()
        for form in (
            regular(giro, food, 1, vendor=market),
            regular(visa, None, 20, vendor=market),
            regular(dollars, food, 300, vendor=market, on=date(2199, 12, 31)),
            regular(pocket, food, 4000, vendor=market),
            regular(giro, pay, 50000, vendor=market),
            replace(transfer(giro, pocket, move, 600000), vendor_id=market.id),
            regular(giro, food, 7000000),
        ):
            await books.book(form)
        others = Bookkeeper(work=work, owner=bob)
        his = await others.vendor()
        await others.book(regular(await others.account(), None, 9, vendor=his))

        async with work.reading() as unit:
            page = await unit.vendors.page(owner=alice, status="all", request=PageRequest())

        assert [(row.vendor, row.transactions, row.spend_minor) for row in page.rows] == [
            (unused, 0, 0),
            (market, 6, 21),
        ]

    @pytest.mark.parametrize(
        ("status", "names"),
        [("active", ["b"]), ("inactive", ["c", "a"]), ("all", ["c", "b", "a"])],
    )
    async def test_lists_by_status_newest_first(
        self, work: AnyWork, alice: UserId, status: str, names: list[str]
    ) -> None:
        gone = date(2026, 1, 1)
        made = [vendor("a", archived_on=gone), vendor("b"), vendor("c", archived_on=gone)]
        await add(work, alice, *made)

        async with work.reading() as unit:
            page = await unit.vendors.page(
                owner=alice,
                status=status,  # type: ignore[arg-type]  # one of the three literals
                request=PageRequest(),
            )

        assert [row.vendor.name for row in page.rows] == names
        assert page.total == len(names)

    async def test_pages_join_to_the_list(self, work: AnyWork, alice: UserId) -> None:
        made = [vendor(str(number)) for number in range(7)]
        await add(work, alice, *made)

        walked: list[UUID] = []
        cursor: UUID | None = None
        while True:
            async with work.reading() as unit:
                page = await unit.vendors.page(
                    owner=alice, status="all", request=PageRequest(cursor=cursor, limit=3)
                )
            walked += [row.id for row in page.rows]
            assert page.total == len(made)
            cursor = page.next_cursor
            if cursor is None:
                break

        assert walked == [one.id for one in reversed(made)]

    async def test_a_cursor_of_somebody_else_is_as_unknown_as_any(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        hers = vendor("Hers")
        await add(work, alice, hers)

        for stranger in (hers.id, IDS.new()):
            async with work.reading() as unit:
                with pytest.raises(UnknownCursor):
                    await unit.vendors.page(
                        owner=bob, status="all", request=PageRequest(cursor=stranger)
                    )

    async def test_options_are_the_active_ones_by_folded_name(
        self, work: AnyWork, alice: UserId
    ) -> None:
        names = ["éclair", "Zeta", "alpha", "ZETA2", "Straße", "strasse 2", "10", "9"]
        await add(work, alice, *map(vendor, names), vendor("gone", archived_on=date(2026, 1, 1)))

        async with work.reading() as unit:
            options = await unit.vendors.options(owner=alice)

        assert [row.name for row in options] == [
            "10",
            "9",
            "alpha",
            "Straße",
            "strasse 2",
            "Zeta",
            "ZETA2",
            "éclair",
        ]

    async def test_holds_those_that_exist_each_once(self, work: AnyWork, alice: UserId) -> None:
        first, second, third = vendor("a"), vendor("b"), vendor("c", archived_on=date(2026, 1, 1))
        await add(work, alice, first, second, third)

        async with work() as unit:
            held = await unit.vendors.hold(
                owner=alice, vendors=[third.id, VendorId(IDS.new()), first.id, third.id]
            )
            nothing = await unit.vendors.hold(owner=alice, vendors=[])

        assert list(held.items()) == [(first.id, first), (third.id, third)]
        assert nothing == {}

    async def test_a_stranger_finds_nothing(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        hers = vendor("Hers")
        await add(work, alice, hers)

        async with work() as unit:
            assert await unit.vendors.options(owner=bob) == []
            assert await unit.vendors.hold(owner=bob, vendors=[hers.id]) == {}

    async def test_of_sixteen_racing_for_a_name_one_wins(
        self, work: AnyWork, alice: UserId
    ) -> None:
        async def claim() -> bool:
            try:
                await add(work, alice, vendor("Contested"))
            except VendorNameTaken:
                return False
            return True

        won = await asyncio.gather(*(claim() for _ in range(16)))

        assert won.count(True) == 1
