"""Which database a command works on: the configured one, else the embedded one."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from piggypulse_adapters.embedded.cluster import embedded_postgres, joined_postgres
from piggypulse_adapters.embedded.failures import EmbeddedFailed
from piggypulse_adapters.embedded.places import default_data_directory
from piggypulse_adapters.postgres.migrate import SchemaNewer, migrate
from piggypulse_http.composition.settings import Settings


class DatabaseUnusable(Exception):
    """The database cannot be used; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """Where the data is: a URL, and a directory when we run the server ourselves."""

    url: str
    data: Path | None


@contextmanager
def database_of(
    *, settings: Settings, environment: Mapping[str, str], join: bool
) -> Iterator[Database]:
    """The database for the length of a block; `join` shares an embedded one that runs already."""
    if settings.database_url is not None:
        yield Database(url=settings.database_url, data=None)
        return
    data = settings.data_directory or default_data_directory(
        checkout=Path.cwd(), environment=environment
    )
    start = joined_postgres if join else embedded_postgres
    try:
        with start(data=data) as url:
            yield Database(url=url, data=data)
    except EmbeddedFailed as failed:
        raise DatabaseUnusable(str(failed)) from None


def migrated(*, url: str) -> int:
    """Apply what is due and print each; raises DatabaseUnusable in words."""
    try:
        return migrate(url=url, report=print)
    except SchemaNewer as newer:
        raise DatabaseUnusable(f"{newer}; use that version or a backup.") from None
    except psycopg.OperationalError as trouble:
        raise DatabaseUnusable(f"The database cannot be reached: {_plain(trouble)}") from None


def _plain(trouble: psycopg.OperationalError) -> str:
    return str(trouble).strip().splitlines()[0]
