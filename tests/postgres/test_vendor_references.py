"""No table names vendors without being asked, held and moved when vendors go."""

import re
from collections.abc import Iterator

import psycopg
import pytest

from piggypulse_adapters.postgres.ledger.vendor_references import ASKED, HELD, MOVED, SQL
from tests.support.catalogue import rows_of

HELD_BY_THEIR_VENDOR = {
    "subscriptions.vendor_id": "whoever writes to one that names a vendor holds the vendor first",
    "overlay_vendors.vendor_id": "whoever lets one name a vendor holds the vendor first",
}


def forgotten(url: str) -> Iterator[str]:
    """Columns about vendors that a merge would leave behind, or a removal not notice."""
    for table, column in rows_of(url=url, question="columns_about_vendors"):
        for what, names, pattern in (
            ("asked", ASKED, rf"FROM {table}\b.*\b{column} "),
            ("held", HELD, rf"FROM {table}\b.*\b{column} .*FOR (NO KEY )?UPDATE"),
            ("moved", MOVED, rf"UPDATE {table}\b.*SET {column} = "),
        ):
            texts = [SQL[name].decode() for name in names]
            if what == "held" and f"{table}.{column}" in HELD_BY_THEIR_VENDOR:
                continue
            if not any(re.search(pattern, text, re.DOTALL) for text in texts):
                yield f"{table}.{column} is not {what}"


def test_every_table_that_names_vendors_has_joined(shared_database: str) -> None:
    assert list(forgotten(shared_database)) == []
    assert list(rows_of(url=shared_database, question="columns_about_vendors"))


@pytest.mark.parametrize(
    "offence",
    [
        """CREATE TABLE stray (user_id uuid NOT NULL, id uuid NOT NULL, payee uuid,
           PRIMARY KEY (user_id, id),
           FOREIGN KEY (user_id, payee) REFERENCES vendors (user_id, id))""",
        "ALTER TABLE accounts ADD COLUMN payee uuid[], ADD COLUMN vendor_ids uuid[]",
    ],
)
def test_one_that_has_not_is_named(own_database: str, offence: str) -> None:
    with psycopg.connect(own_database) as connection:
        connection.execute(offence.encode())

    assert len(list(forgotten(own_database))) == 3
