"""What a database says about itself, and its schema written down as text."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import psycopg

from piggypulse_adapters.postgres.statements import load

SQL = load(package="tests.support", file="catalogue.sql")


def rows_of(*, url: str, question: str) -> list[tuple[Any, ...]]:
    """The answer of a database to one of the named questions."""
    with psycopg.connect(url) as connection:
        return connection.execute(SQL[question]).fetchall()


def schema_of(*, url: str) -> str:
    """Tables, columns, constraints and indexes in a fixed order, the same for equal schemas."""
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for table, name, kind, not_null, default in rows_of(url=url, question="columns"):
        ending = (" NOT NULL" if not_null else "") + (f" DEFAULT {default}" if default else "")
        parts[table].append(f"{name} {kind}{ending}")
    for table, name, definition in rows_of(url=url, question="constraints"):
        parts[table].append(f"CONSTRAINT {name} {definition}")
    return "\n".join(_rendered(url=url, parts=parts))


def _rendered(*, url: str, parts: dict[str, list[str]]) -> Iterator[str]:
    yield "-- What the migrations make of an empty database. Proof, not source: a test compares."
    for (table,) in rows_of(url=url, question="tables"):
        inner = ",\n".join(f"    {part}" for part in parts[table])
        yield f"\nCREATE TABLE {table} (\n{inner}\n);"
    yield ""
    for (definition,) in rows_of(url=url, question="indexes"):
        yield f"{definition};"
    yield ""
