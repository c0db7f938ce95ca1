"""What goes wrong between us and the database, and which refusal that is."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg_pool import PoolTimeout

from piggypulse_core.identity.model.session import NotAuthenticated
from piggypulse_core.kernel.refusal import Collided, Unavailable

LOST_RACES = (
    psycopg.errors.DeadlockDetected,
    psycopg.errors.SerializationFailure,
    psycopg.errors.LockNotAvailable,
)
OUT_OF_REACH = (
    PoolTimeout,
    psycopg.OperationalError,
    psycopg.InterfaceError,
    psycopg.errors.ReadOnlySqlTransaction,
)
REFERS_TO_A_USER = "_user_id_fkey"


class DatabaseUnavailable(Unavailable):
    """The database cannot be reached at the moment. Please try again."""

    code = "unavailable"


@contextmanager
def failures_translated() -> Iterator[None]:
    """What goes wrong between us and the database, as refusals."""
    try:
        yield
    except LOST_RACES:
        raise Collided from None
    except psycopg.errors.ForeignKeyViolation as violation:
        if not (violation.diag.constraint_name or "").endswith(REFERS_TO_A_USER):
            raise
        # Whoever asked left while they were being served.
        raise NotAuthenticated from None
    except OUT_OF_REACH as trouble:
        raise DatabaseUnavailable from trouble
