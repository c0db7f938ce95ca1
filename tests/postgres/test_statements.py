"""Every named statement is understood by the migrated schema."""

import re

import psycopg
import pytest

from tests.support.sql_files import Statement, statements

PREPARED = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "VALUES")
_PLACEHOLDER = re.compile(r"%\((?P<name>[a-z0-9_]+)\)[sbt]")


def numbered(*, text: str) -> str:
    """`%(name)s` as `$n`, the same number for the same name."""
    names: list[str] = []

    def number(found: re.Match[str]) -> str:
        if found["name"] not in names:
            names.append(found["name"])
        return f"${names.index(found['name']) + 1}"

    return _PLACEHOLDER.sub(number, text).replace("%%", "%")


def understand(*, connection: psycopg.Connection, statement: Statement) -> None:
    """Have the server parse and plan it; what cannot be prepared is run and undone."""
    text = numbered(text=statement.text)
    if statement.bare.split(maxsplit=1)[0].upper() in PREPARED:
        text = f"PREPARE understood AS {text}"
    with psycopg.ClientCursor(connection) as cursor:
        cursor.execute(text.encode())
    connection.rollback()
    connection.execute("DEALLOCATE ALL")


@pytest.mark.parametrize("statement", statements(), ids=str)
def test_the_schema_understands(statement: Statement, shared_database: str) -> None:
    with psycopg.connect(shared_database) as connection:
        understand(connection=connection, statement=statement)


def test_a_misspelt_column_is_named(shared_database: str) -> None:
    offender = Statement(
        file="x.sql", name="x", text="SELECT nmae FROM vendors WHERE user_id = %(owner)s"
    )

    with (
        psycopg.connect(shared_database) as connection,
        pytest.raises(psycopg.errors.UndefinedColumn, match="nmae"),
    ):
        understand(connection=connection, statement=offender)


def test_a_name_has_one_number_wherever_it_stands() -> None:
    assert numbered(text="%(a)s %(b)s %(a)s 5 %% 2") == "$1 $2 $1 5 % 2"
