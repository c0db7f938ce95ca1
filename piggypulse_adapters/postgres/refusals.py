"""Which refusal a broken constraint means; read from diagnostics, never from message text."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import MappingProxyType

import psycopg

from piggypulse_core.budgeting.model.goal import TargetExists
from piggypulse_core.budgeting.model.period import PeriodNameTaken, PeriodOverlap
from piggypulse_core.identity.model.user import EmailTaken
from piggypulse_core.kernel.refusal import Refusal
from piggypulse_core.ledger.model.account import AccountNameTaken
from piggypulse_core.ledger.model.category import CategoryNameTaken
from piggypulse_core.ledger.model.vendor import VendorNameTaken

MEANING: MappingProxyType[str, type[Refusal]] = MappingProxyType(
    {
        "goals_one_per_category": TargetExists,
        "periods_name_taken": PeriodNameTaken,
        "periods_start_taken": PeriodOverlap,
        "accounts_name_taken": AccountNameTaken,
        "categories_name_taken": CategoryNameTaken,
        "sign_in_names_email_taken": EmailTaken,
        "vendors_name_taken": VendorNameTaken,
    }
)


@contextmanager
def translated() -> Iterator[None]:
    """Turn a violation of a constraint that has a meaning into its refusal."""
    try:
        yield
    except psycopg.errors.IntegrityError as violation:
        refusal = MEANING.get(violation.diag.constraint_name or "")
        if refusal is None:
            raise
        raise refusal from None


@contextmanager
def kept_by_references(*, refusal: type[Refusal]) -> Iterator[None]:
    """Refuse to take a row away that another one refers to, whatever kind that one is of."""
    try:
        yield
    except psycopg.errors.ForeignKeyViolation:
        raise refusal from None
