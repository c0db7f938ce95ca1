"""What an overlay comes to: the spending among what it takes in, and what it went on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from piggypulse_core.budgeting.model.overlay import Overlay, OverlayId
from piggypulse_core.kernel.text import name_key
from piggypulse_core.ledger.model.category import Category, CategoryId
from piggypulse_core.ledger.model.spending import Accounts, spent_minor
from piggypulse_core.ledger.model.transaction import Transaction, TransactionId

Overrides = Mapping[TransactionId, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class CategorySpending:
    """What was spent on a category, in minor units; uncategorised spending names none."""

    category_id: CategoryId | None
    name: str
    amount_minor: int
    transactions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlayFigures:
    """Spending in minor units, its transactions, and the categories it went on, highest first."""

    spent_minor: int
    transactions: int
    breakdown: Sequence[CategorySpending]


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlayRow:
    """An overlay with what it comes to."""

    overlay: Overlay
    figures: OverlayFigures

    @property
    def id(self) -> OverlayId:
        """The overlay's id, which pages are cut by."""
        return self.overlay.id


def figures_of(*, sums: Iterable[CategorySpending]) -> OverlayFigures:
    """The figures out of one sum for each category and one for what has none."""
    every = list(sums)
    named = [one for one in every if one.category_id is not None]
    return OverlayFigures(
        spent_minor=sum(one.amount_minor for one in every),
        transactions=sum(one.transactions for one in every),
        breakdown=sorted(
            named, key=lambda one: (-one.amount_minor, name_key(text=one.name), one.category_id)
        ),
    )


def overlay_figures(
    *,
    overlay: Overlay,
    transactions: Iterable[Transaction],
    overrides: Overrides,
    accounts: Accounts,
    categories: Mapping[CategoryId, Category],
) -> OverlayFigures:
    """The figures by definition. Callers choose the transactions, which must be of one currency."""
    spent: dict[CategoryId | None, list[int]] = {}
    for row in transactions:
        amount = spent_minor(transaction=row, accounts=accounts)
        said = overlay.membership(transaction=row, override=overrides.get(row.id))
        if amount and said.is_included:
            spent.setdefault(row.category_id, []).append(amount)
    return figures_of(
        sums=[
            CategorySpending(
                category_id=category,
                name="" if category is None else categories[category].name,
                amount_minor=sum(amounts),
                transactions=len(amounts),
            )
            for category, amounts in spent.items()
        ]
    )
