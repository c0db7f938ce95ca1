"""What is asked of an import, and what came of it."""

from dataclasses import dataclass

from piggypulse_core.portability.model.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportChoices:
    """What is to be done with an archive beside taking its rows in."""

    with_settings: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """How many rows are new, by kind, and how many were there already."""

    accounts: int
    categories: int
    vendors: int
    periods: int
    goals: int
    subscriptions: int
    overlays: int
    transactions: int
    unchanged: int


def report_of(*, plan: Plan) -> ImportReport:
    """A plan in numbers."""
    return ImportReport(
        accounts=len(plan.accounts),
        categories=len(plan.categories),
        vendors=len(plan.vendors),
        periods=len(plan.periods),
        goals=len(plan.goals),
        subscriptions=len(plan.billings),
        overlays=len(plan.overlays),
        transactions=len(plan.transactions),
        unchanged=plan.unchanged,
    )
