"""All rows of a database as text."""

from collections.abc import Iterator

import psycopg
from psycopg import sql

from piggypulse_adapters.postgres.statements import load

SQL = load(package="tests.support", file="everything.sql")


def everything(*, url: str) -> Iterator[str]:
    """One row after the other, bytes as hex behind `\\x`."""
    with psycopg.connect(url) as connection:
        for (table,) in connection.execute(SQL["read_tables"]).fetchall():
            rows = sql.SQL("SELECT {0}::text FROM {0}").format(sql.Identifier(table))
            yield from (text for (text,) in connection.execute(rows))
