"""Which transactions a list shows: days, sides, kinds of money, and words searched for."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, assert_never
from uuid import UUID

from piggypulse_core.kernel.dates import FIRST_DAY, LAST_DAY, Span, check_day
from piggypulse_core.kernel.refusal import Faults
from piggypulse_core.kernel.text import checked, name_key
from piggypulse_core.ledger.model.amount import in_major_units
from piggypulse_core.ledger.model.category import CategoryType
from piggypulse_core.ledger.model.references import References
from piggypulse_core.ledger.model.transaction import Transaction

SEARCH_LENGTH_MAX = 500
CHOICES_MAX = 50

ListScope = Literal["period", "all"]
UncategorizedChoice = Literal["exclude", "include", "only"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Every condition must hold; a set of ids admits any of them, None admits all."""

    first_day: date = FIRST_DAY
    last_day: date = LAST_DAY
    direction: CategoryType | None = None
    accounts: frozenset[UUID] | None = None
    categories: frozenset[UUID] | None = None
    vendors: frozenset[UUID] | None = None
    uncategorized: UncategorizedChoice = "exclude"
    search: str | None = None

    @property
    def text_key(self) -> str | None:
        """The words searched for, folded as names and descriptions are."""
        return None if self.search is None else name_key(text=self.search)

    @property
    def amount_key(self) -> str | None:
        """The words searched for as part of an amount, whose decimals follow a point."""
        return None if self.search is None else self.search.replace(",", ".")

    def inside(self, *, span: Span) -> "Selection":
        """The same conditions within a window of days; none may be left."""
        return replace(
            self,
            first_day=max(self.first_day, span.start),
            last_day=min(self.last_day, span.end),
        )


def new_selection(
    *,
    first_day: date | None,
    last_day: date | None,
    direction: CategoryType | None,
    accounts: Collection[UUID] | None,
    categories: Collection[UUID] | None,
    vendors: Collection[UUID] | None,
    uncategorized: UncategorizedChoice,
    search: str | None,
) -> Selection:
    """A selection out of what a person asks for, None being no wish; raises InvalidInput."""
    faults = Faults()
    for field, day in (("fromDate", first_day), ("toDate", last_day)):
        check_day(day=day or FIRST_DAY, field=field, faults=faults)
    words = checked(
        text=search or "", field="search", shortest=0, longest=SEARCH_LENGTH_MAX, faults=faults
    )
    faults.settle()
    return Selection(
        first_day=first_day or FIRST_DAY,
        last_day=last_day or LAST_DAY,
        direction=direction,
        accounts=None if accounts is None else frozenset(accounts),
        categories=None if categories is None else frozenset(categories),
        vendors=None if vendors is None else frozenset(vendors),
        uncategorized=uncategorized,
        search=words or None,
    )


def selects(*, selection: Selection, references: References) -> Callable[[Transaction], bool]:
    """The selection as a test of one transaction, whose references must be known."""
    words, amount = selection.text_key, selection.amount_key

    def says(row: Transaction) -> bool:
        return (
            words is None
            or amount is None
            or words in row.search_key
            or words in _vendor_key(row=row, references=references)
            or amount in _amount_text(row=row, references=references)
        )

    def test(row: Transaction) -> bool:
        return (
            selection.first_day <= row.date <= selection.last_day
            and _shows_category(selection=selection, row=row)
            and _names_chosen(selection=selection, row=row)
            and says(row)
        )

    return test


def _shows_category(*, selection: Selection, row: Transaction) -> bool:
    direction = row.category_type or "expense"
    return _admits(choice=selection.uncategorized, categorized=row.category_id is not None) and (
        selection.direction in (None, direction)
    )


def _admits(*, choice: UncategorizedChoice, categorized: bool) -> bool:
    match choice:
        case "exclude":
            return categorized
        case "only":
            return not categorized
        case "include":
            return True
        case _:
            assert_never(choice)


def _names_chosen(*, selection: Selection, row: Transaction) -> bool:
    sides = {row.from_account_id, row.to_account_id}
    return (
        (selection.accounts is None or not sides.isdisjoint(selection.accounts))
        and (selection.categories is None or row.category_id in selection.categories)
        and (selection.vendors is None or row.vendor_id in selection.vendors)
    )


def _vendor_key(*, row: Transaction, references: References) -> str:
    return "" if row.vendor_id is None else references.vendors[row.vendor_id].name_key


def _amount_text(*, row: Transaction, references: References) -> str:
    currency_code = references.accounts[row.from_account_id].currency_code
    return in_major_units(amount_minor=row.amount_minor, currency_code=currency_code)
