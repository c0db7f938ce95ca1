"""Somebody's whole book out of dicts, for the rules to gather from."""

from piggypulse_adapters.memory.database import Transaction
from piggypulse_core.insights.model.book import Book
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model import transaction as model
from piggypulse_core.ledger.model.account import Account
from piggypulse_core.ledger.model.category import Category
from piggypulse_core.ledger.model.vendor import Vendor


def book_of(view: Transaction, /, *, owner: UserId, currency_code: str | None) -> Book:
    """Everything somebody has, seen through one transaction."""
    return Book(
        currency_code=currency_code,
        accounts=view.rows(Account, owner=owner),
        transactions=list(view.rows(model.Transaction, owner=owner).values()),
        categories=view.rows(Category, owner=owner),
        vendors=view.rows(Vendor, owner=owner),
    )
