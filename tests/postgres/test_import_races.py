"""Imports that meet each other, and people who go on booking meanwhile."""

from collections.abc import AsyncIterator
from dataclasses import replace
from uuid import uuid4

import pytest

from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.kernel.refusal import ReferenceNotFound
from piggypulse_core.ledger.model.booking import Booking
from piggypulse_core.ledger.model.vendor import Vendor
from piggypulse_core.portability.model.report import ImportReport
from piggypulse_http.edge.retry import Retried
from tests.postgres.test_vendor_races import book, merge, rebook, together
from tests.support.archives import Archive, golden_archive
from tests.support.audit import assert_sums_right
from tests.support.bookkeeping import Bookkeeper, regular
from tests.support.database import postgres_work
from tests.support.exporting import Exporter
from tests.support.golden_household import MOMENT
from tests.support.importing import Importer
from tests.support.people import new_user

MEETINGS = 8
ROUNDS = 2
MANY = 1_200
"""More than are written at once, so that others come between."""


@pytest.fixture
async def work(shared_database: str) -> AsyncIterator[PostgresWork]:
    async with postgres_work(url=shared_database, size=2 * MEETINGS) as work:
        yield work


@pytest.fixture
async def books(work: PostgresWork) -> Bookkeeper:
    return Bookkeeper(work=work, owner=await new_user(work), clock=FixedClock(MOMENT))


async def test_of_imports_of_one_file_at_once_one_writes(books: Bookkeeper) -> None:
    golden = golden_archive()
    rows = sum(len(part) for part in golden.values() if isinstance(part, list))
    take = Retried(Importer(work=books.work).take)
    for _ in range(ROUNDS):
        one = replace(books, owner=await new_user(books.work))

        told = await together(*[take(one.owner, golden) for _ in range(MEETINGS)])

        reports = [report for report in told if isinstance(report, ImportReport)]
        assert len(reports) == MEETINGS, told
        written = sorted(report.transactions for report in reports)
        assert written == [0] * (MEETINGS - 1) + [len(golden["transactions"])]
        assert [report.unchanged for report in reports].count(rows + 1) == MEETINGS - 1
        assert await Exporter(work=books.work).archive(one.owner) == golden
        await assert_sums_right(one)


async def test_an_import_meets_bookings_edits_and_a_merge(books: Bookkeeper) -> None:
    golden = golden_archive()
    importer = Importer(work=books.work)
    await importer.take(books.owner, golden)
    giro = next(iter((await books.accounts()).values()))
    kiosk, market = await vendors(books)
    booked = await books.book_all(*[regular(giro, None, 10, vendor=kiosk)] * MEETINGS)
    archive = much_of(golden, account=str(giro.id), vendor=str(kiosk.id))

    told = await together(
        *[book(books, regular(giro, None, 7, vendor=kiosk)) for _ in range(MEETINGS)],
        Retried(importer.take)(books.owner, archive),
        *[rebook(books, row, regular(giro, None, 9, vendor=market)) for row in booked],
        merge(books, market, kiosk),
        *[book(books, regular(giro, None, 5)) for _ in range(MEETINGS)],
    )

    report = told[MEETINGS]
    assert isinstance(report, ImportReport), report
    assert report.transactions == MANY
    assert {one for one in told if isinstance(one, type)} <= {ReferenceNotFound}
    new = len([one for one in (*told[:MEETINGS], *told[-MEETINGS:]) if isinstance(one, Booking)])
    assert len(await books.transactions()) == len(golden["transactions"]) + MEETINGS + MANY + new
    await assert_sums_right(books)


async def vendors(books: Bookkeeper) -> tuple[Vendor, Vendor]:
    """One that the archive names, and another."""
    async with books.work() as unit:
        (known,) = [batch async for batch in unit.archives.vendors(owner=books.owner)]
    return known[0], await books.vendor()


def much_of(golden: Archive, *, account: str, vendor: str) -> Archive:
    """The household, with a long line of purchases more."""
    (row, *_) = [row for row in golden["transactions"] if row["toAccountId"] is None]
    bought = {**row, "fromAccountId": account, "vendorId": vendor}
    more = [{**bought, "id": str(uuid4())} for _ in range(MANY)]
    return {**golden, "transactions": [*golden["transactions"], *more]}
