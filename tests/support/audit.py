"""Stored sums held against what they should be, by the product's own audit."""

from piggypulse_core.insights.usecases.reckonings import ReckonLedger
from tests.support.bookkeeping import Bookkeeper


async def assert_sums_right(books: Bookkeeper, /) -> None:
    """Accounts' nets and the stored day sums equal their recomputation."""
    assert await ReckonLedger(work=books.work)(owner=books.owner) == []
