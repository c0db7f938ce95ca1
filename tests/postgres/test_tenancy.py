"""PostgreSQL itself says whose rows a statement reads: every scan of a tenant table by owner."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import psycopg
import pytest
from psycopg import sql

from tests.postgres.test_catalogue import GLOBAL_TABLES
from tests.postgres.test_statements import PREPARED, numbered
from tests.support.sql_files import Statement, statements

WITHOUT_OWNER = {
    "list_subscribers_to_visit": "finds whom a timer visits",
    "keys_in_use": "an operator may not drop a key that anybody's seed is sealed with",
    "seeds_under_other_keys": "an operator seals everybody's seeds anew",
    "blank_places": "forgets where people were, whoever they are",
    "sweep_events": "removes what is old, whosever it is",
    "sweep_sessions": "removes what is dead, whosever it is",
    "sweep_set_ups": "as sweep_sessions",
    "find_session": "looks a secret up before anybody is known",
    "find_sign_in_name": "looks an address up before anybody is known",
    "count_owners": "an operator audits everybody's ledgers, one after the other",
    "list_everybody": "as count_owners",
    "list_automatic_owners": "as list_subscribers_to_visit",
    "purge_kept_answers": "sweeps what nobody may ask for again",
}
CONDITIONS = ("Index Cond", "Filter", "Recheck Cond", "Hash Cond", "Merge Cond", "Join Filter")


def plan_of(*, connection: psycopg.Connection, statement: Statement) -> Mapping[str, Any]:
    """The generic plan, made without knowing any value."""
    text = numbered(text=statement.text)
    count = len(set(re.findall(r"\$\d+", text)))
    arguments = sql.SQL(", ").join([sql.NULL] * count)
    connection.execute("SET LOCAL plan_cache_mode = force_generic_plan")
    with psycopg.ClientCursor(connection) as cursor:
        cursor.execute(f"PREPARE asked AS {text}".encode())
        given = sql.SQL("({})").format(arguments) if count else sql.SQL("")
        explain = sql.SQL("EXPLAIN (FORMAT JSON) EXECUTE asked {}").format(given)
        row = cursor.execute(explain).fetchone()
    connection.rollback()
    connection.execute("DEALLOCATE ALL")
    assert row is not None
    plan: Mapping[str, Any] = json.loads(row[0])[0] if isinstance(row[0], str) else row[0][0]
    return plan


def nodes(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield plan
    for inner in plan.get("Plans", ()):
        yield from nodes(inner)


def open_scans(plan: Mapping[str, Any]) -> Iterator[str]:
    """Scans of tenant tables that nothing ties to an owner."""
    for node in nodes(plan["Plan"]):
        table = node.get("Relation Name")
        if table is None or "Scan" not in node["Node Type"] or table in GLOBAL_TABLES:
            continue
        conditions = " ".join(str(node.get(name, "")) for name in CONDITIONS)
        inner = " ".join(
            str(one.get(name, "")) for one in node.get("Plans", ()) for name in CONDITIONS
        )
        if "user_id = " not in conditions + inner:
            yield f"{table} by {node['Node Type']}"


ASKED = [one for one in statements() if one.bare.split(maxsplit=1)[0].upper() in PREPARED]


@pytest.mark.parametrize(
    "statement",
    [one for one in ASKED if one.name not in WITHOUT_OWNER and "migrate" not in one.file],
    ids=str,
)
def test_a_statement_reads_the_owners_rows_alone(
    statement: Statement, shared_database: str
) -> None:
    with psycopg.connect(shared_database) as connection:
        plan = plan_of(connection=connection, statement=statement)

    assert list(open_scans(plan)) == []


def test_exceptions_are_statements_there_are() -> None:
    assert set(WITHOUT_OWNER) <= {one.name for one in ASKED}


@pytest.mark.parametrize(
    "text",
    [
        "SELECT name FROM vendors WHERE id = %(vendor)s",
        "UPDATE vendors SET name = 'x' WHERE id = %(vendor)s",
        "DELETE FROM transactions WHERE vendor_id = %(vendor)s",
        """SELECT vendors.name, transactions.id FROM vendors
             JOIN transactions ON transactions.vendor_id = vendors.id
            WHERE vendors.user_id = %(owner)s""",
        """SELECT name, (SELECT count(*) FROM transactions WHERE vendor_id = vendors.id)
             FROM vendors WHERE user_id = %(owner)s""",
    ],
)
def test_an_open_scan_is_found(text: str, shared_database: str) -> None:
    statement = Statement(file="x.sql", name="x", text=text)
    with psycopg.connect(shared_database) as connection:
        plan = plan_of(connection=connection, statement=statement)

    assert list(open_scans(plan))
