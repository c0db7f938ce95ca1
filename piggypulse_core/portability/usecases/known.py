"""What somebody has where an archive is to be taken in."""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.transaction import Transaction, TransactionId
from piggypulse_core.portability.model.incoming import Incoming
from piggypulse_core.portability.model.rows import Known
from piggypulse_core.portability.ports import ImportUnit

SLICE = 1000
"""Transactions looked up or written at once: so many keep nobody else waiting."""

Row = TypeVar("Row")


async def known_to(unit: ImportUnit, *, owner: UserId, incoming: Incoming) -> Known:
    """What there is, held: the owner's lock is, and then rows in the order bookings take them."""
    archives = unit.archives
    accounts = await unit.accounts.hold(
        owner=owner, accounts=[row.id async for row in _each(archives.accounts(owner=owner))]
    )
    categories = await unit.categories.hold(
        owner=owner, categories=[row.id async for row in _each(archives.categories(owner=owner))]
    )
    vendors = await unit.vendors.hold(
        owner=owner, vendors=[row.id async for row in _each(archives.vendors(owner=owner))]
    )
    return Known(
        # What an account holds follows from its transactions and is no content of its own.
        accounts={key: replace(row, net_minor=0) for key, row in accounts.items()},
        categories=categories,
        vendors=vendors,
        periods={row.id: row async for row in _each(archives.periods(owner=owner))},
        schedule=await unit.schedules.find(owner=owner),
        goals={row.id: row async for row in _each(archives.goals(owner=owner))},
        billings={
            row.subscription.id: row async for row in _each(archives.subscriptions(owner=owner))
        },
        overlays={row.overlay.id: row async for row in _each(archives.overlays(owner=owner))},
        transactions=await _known_transactions(unit, owner=owner, incoming=incoming),
    )


async def _known_transactions(
    unit: ImportUnit, *, owner: UserId, incoming: Incoming
) -> dict[TransactionId, Transaction]:
    found: dict[TransactionId, Transaction] = {}
    for some in slices(list(incoming.transaction_ids)):
        found |= await unit.transactions.among(owner=owner, transactions=some)
    return found


async def _each(batches: AsyncIterator[Sequence[Row]]) -> AsyncIterator[Row]:
    async for batch in batches:
        for row in batch:
            yield row


def slices(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Rows in parts that keep nobody else waiting."""
    for start in range(0, len(rows), SLICE):
        yield rows[start : start + SLICE]
