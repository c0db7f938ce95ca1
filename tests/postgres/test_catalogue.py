"""Rules the migrated database keeps, so that one day it can be spread by user."""

from collections.abc import Callable

import psycopg
import pytest

from piggypulse_core.kernel.currency import CURRENCIES
from tests.support.catalogue import rows_of

GLOBAL_TABLES = {
    "currencies": "the same for everybody",
    "credentials": "a secret's digest is looked up before anybody is known",
    "mailed_tokens": "a token's digest is looked up before anybody is known",
    "first_letters": "an address outlives whoever registered it; keys are digests",
    "outbox": "any worker claims any letter, also one to somebody who is gone",
    "security_log": "tells of people who are unknown or erased",
    "sign_in_challenges": "a secret's digest is looked up before anybody is known",
    "sign_in_names": "an address is looked up before anybody is known",
    "request_counts": "counted by IP as well as by user; keys are digests",
    "throttle": "attempts are counted before anybody is known",
    "throttle_blames": "ties failures of an IP to an address, before anybody is known",
    "schema_migrations": "tells the version of the schema",
}

Rule = Callable[[str], list[str]]


def tables_without_owner(url: str) -> list[str]:
    found = rows_of(url=url, question="without_owner_first")
    return [table for (table,) in found if table not in GLOBAL_TABLES]


def unique_indexes_without_owner(url: str) -> list[str]:
    found = rows_of(url=url, question="unique_without_owner")
    return [index for table, index in found if table not in GLOBAL_TABLES]


def references_without_owner(url: str) -> list[str]:
    found = rows_of(url=url, question="references_without_owner")
    return [name for target, name in found if target not in GLOBAL_TABLES]


def things_done_without(url: str) -> list[str]:
    return [f"{what} {name}" for what, name in rows_of(url=url, question="forbidden_kinds")]


RULES: tuple[Rule, ...] = (
    tables_without_owner,
    unique_indexes_without_owner,
    references_without_owner,
    things_done_without,
)

OFFENDERS: tuple[tuple[Rule, str, str], ...] = (
    (tables_without_owner, "CREATE TABLE stray (id uuid PRIMARY KEY, user_id uuid)", "stray"),
    (tables_without_owner, "CREATE TABLE keyless (user_id uuid NOT NULL)", "keyless"),
    (
        unique_indexes_without_owner,
        "CREATE UNIQUE INDEX one_name_for_all ON vendors (name_key, user_id)",
        "one_name_for_all",
    ),
    (
        references_without_owner,
        """CREATE TABLE stray (user_id uuid PRIMARY KEY, id uuid, other uuid,
           CONSTRAINT crossed FOREIGN KEY (other, id) REFERENCES vendors (user_id, id))""",
        "crossed",
    ),
    (
        things_done_without,
        """ALTER TABLE vendors ADD CONSTRAINT gone FOREIGN KEY (user_id)
           REFERENCES users (user_id) ON DELETE CASCADE""",
        "referential action gone",
    ),
    (things_done_without, "CREATE SEQUENCE numbers", "sequence numbers"),
    (things_done_without, "CREATE VIEW seen AS SELECT name FROM vendors", "view seen"),
    (
        things_done_without,
        "ALTER TABLE vendors ALTER COLUMN id SET DEFAULT gen_random_uuid()",
        "default id",
    ),
    (
        things_done_without,
        "ALTER TABLE vendors ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY",
        "identity number",
    ),
    (
        things_done_without,
        "ALTER TABLE vendors ADD COLUMN seen_at timestamp",
        "type timestamp without time zone seen_at",
    ),
    (things_done_without, "ALTER TABLE vendors ADD COLUMN rate real", "type real rate"),
    (
        things_done_without,
        "CREATE RULE quiet AS ON DELETE TO vendors DO INSTEAD NOTHING",
        "rule quiet",
    ),
)


@pytest.mark.parametrize("rule", RULES)
def test_the_schema_keeps(rule: Rule, own_database: str) -> None:
    assert rule(own_database) == []


@pytest.mark.parametrize(("rule", "offence", "named"), OFFENDERS)
def test_an_offender_is_named(rule: Rule, offence: str, named: str, own_database: str) -> None:
    with psycopg.connect(own_database) as connection:
        connection.execute(offence.encode())

    assert named in rule(own_database)


def test_every_exception_from_the_rules_is_a_table_there_is(own_database: str) -> None:
    tables = {table for (table,) in rows_of(url=own_database, question="tables")}

    assert set(GLOBAL_TABLES) <= tables


def test_the_currencies_are_those_the_core_knows(own_database: str) -> None:
    with psycopg.connect(own_database) as connection:
        rows = connection.execute("SELECT code, decimal_places FROM currencies").fetchall()

    assert dict(rows) == {one.code: one.decimal_places for one in CURRENCIES}
