"""What is given away, held to one suite over memory and PostgreSQL."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar, cast, get_args
from uuid import UUID

from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.vendor import Vendor, VendorId
from piggypulse_core.portability.model.archive import ArchiveSection
from tests.support.archives import archive_complaints, golden_archive
from tests.support.bookkeeping import Bookkeeper, regular
from tests.support.clock import TODAY
from tests.support.exporting import NOBODY_KNOWS_WHO, Exporter, principal, read_back
from tests.support.golden_household import move_in
from tests.support.works import AnyWork

NAMED = ("accounts", "categories", "vendors")
WORDS = {"income": "incoming", "expense": "outgoing", "transfer": "transfer"}

Row = TypeVar("Row")


async def rows_of(batches: AsyncIterator[Sequence[Row]], sizes: list[int]) -> list[Row]:
    """All rows of some batches, whose sizes are noted."""
    found: list[Row] = []
    async for batch in batches:
        sizes.append(len(batch))
        found += batch
    return found


class TestArchiveReader:
    async def test_gives_the_golden_archive(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        await move_in(work, alice)

        assert await Exporter(work=work).archive(alice) == golden_archive()
        # The same rows with the same ids, of somebody else.
        await move_in(work, bob)
        assert await Exporter(work=work).archive(alice) == golden_archive()

    async def test_has_every_section_of_somebody_who_has_nothing(
        self, work: AnyWork, alice: UserId
    ) -> None:
        archive = await Exporter(work=work).archive(alice)

        assert archive_complaints(archive) == []
        assert archive["schedule"] is None
        assert {name for name, rows in archive.items() if rows == []} == {
            *("accounts", "categories", "vendors", "periods"),
            *("goals", "subscriptions", "overlays", "transactions"),
        }

    async def test_gives_the_same_in_batches_of_any_size(
        self, work: AnyWork, alice: UserId
    ) -> None:
        await move_in(work, alice)
        sizes: list[int] = []

        async with work.snapshot() as unit:
            small = replace(unit.archives, batch_rows=2)
            for name in get_args(ArchiveSection):
                pairs = await rows_of(getattr(small, name)(owner=alice), sizes)
                assert pairs == await rows_of(getattr(unit.archives, name)(owner=alice), [])
            lines = await rows_of(small.lines(owner=alice), sizes)
            assert lines == await rows_of(unit.statements.lines(owner=alice), [])
        assert set(sizes) == {1, 2}

    async def test_knows_the_first_and_the_last_id_there_are(
        self, work: AnyWork, alice: UserId
    ) -> None:
        """Imported ids are whatever somebody chose."""
        ends = [VendorId(UUID(int=0)), VendorId(UUID(int=2**128 - 1))]
        async with work() as unit:
            for key in ends:
                await unit.vendors.add(owner=alice, vendor=Vendor(id=key, name=str(key)))

        async with work.snapshot() as unit:
            batches = replace(unit.archives, batch_rows=1).vendors(owner=alice)
            assert [one.id for one in await rows_of(batches, [])] == ends

    async def test_sees_one_instant_however_long_it_takes(
        self, work: AnyWork, alice: UserId
    ) -> None:
        await move_in(work, alice)
        books = Bookkeeper(work=work, owner=alice)
        reader = Exporter(work=work)
        async with reader.data(who=principal(alice), caller=NOBODY_KNOWS_WHO) as archive:
            begun = replace(cast("Any", archive.rows), batch_rows=2).accounts(owner=alice)
            first = [*await anext(begun)]

            account = await books.account(name="Later")
            category = await books.category(name="Later")
            await books.book(regular(account, category, 700))

            accounts = [*first, *await rows_of(begun, [])]
            booked = await rows_of(archive.rows.transactions(owner=alice), [])
        golden = golden_archive()
        assert len(accounts) == len(golden["accounts"])
        assert len(booked) == len(golden["transactions"])
        assert len((await reader.archive(alice))["transactions"]) == len(booked) + 1


class TestStatementReader:
    async def test_gives_the_latest_first(self, work: AnyWork, alice: UserId) -> None:
        await move_in(work, alice)

        rows = read_back(await Exporter(work=work).statement(alice))

        golden = golden_archive()
        names = {row["id"]: row["name"] for kind in NAMED for row in golden[kind]} | {None: ""}
        currencies = {row["id"]: row["currencyCode"] for row in golden["accounts"]}
        types = {row["id"]: WORDS[row["type"]] for row in golden["categories"]} | {None: ""}
        latest_first = sorted(
            golden["transactions"], key=lambda one: (one["date"], one["id"]), reverse=True
        )
        assert rows == [
            {
                "date": one["date"],
                "description": one["description"],
                "amount": str(one["amount"]),
                "currency": currencies[one["fromAccountId"]],
                "category": names[one["categoryId"]],
                "type": types[one["categoryId"]],
                "from_account": names[one["fromAccountId"]],
                "to_account": names[one["toAccountId"]],
                "vendor": names[one["vendorId"]],
            }
            for one in latest_first
        ]

    async def test_has_the_columns_names_of_somebody_who_has_nothing(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        books = Bookkeeper(work=work, owner=bob)
        account, category = await books.account(), await books.category()
        await books.book(regular(account, category, 1, on=TODAY))

        assert await Exporter(work=work).statement(alice) == (
            "date,description,amount,currency,category,type,from_account,to_account,vendor\n"
        )
