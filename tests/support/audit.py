"""Stored sums held against what they should be."""

from piggypulse_adapters.postgres.statements import load
from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_core.ledger.model.balance import AccountDay, DaySums, net_by_account
from tests.support.bookkeeping import Bookkeeper

SQL = load(package="tests.support", file="audit.sql")


async def assert_sums_right(books: Bookkeeper, /) -> None:
    """Accounts' nets, and in PostgreSQL the stored day sums, equal their recomputation."""
    days = await books.days()
    nets = net_by_account(days=days)
    for account in (await books.accounts()).values():
        assert account.net_minor == nets.get(account.id, 0)
    if isinstance(books.work, PostgresWork):
        assert await stored_days(books.work, books) == days


async def stored_days(work: PostgresWork, books: Bookkeeper, /) -> dict[AccountDay, DaySums]:
    """The day sums as PostgreSQL keeps them."""
    async with work.reading() as unit:
        cursor = await unit.connection.execute(SQL["stored_days"], {"owner": books.owner})
        rows = await cursor.fetchall()
    return {
        (row[0], row[1]): DaySums(
            inflow_minor=row[2], outflow_minor=row[3], spent_minor=row[4], transactions=row[5]
        )
        for row in rows
    }
