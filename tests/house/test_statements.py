"""SQL stands in .sql files, each statement is used once, and each says whose rows it means."""

import ast
import re
from collections import Counter
from collections.abc import Collection, Iterator

import pytest

from tests.support.source import PACKAGES, ROOT, Module, modules, planted
from tests.support.sql_files import Statement, statements

BEGINS_LIKE_SQL = re.compile(
    r"\s*(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH|VALUES|CREATE|ALTER|DROP|TRUNCATE|GRANT"
    r"|SET|LOCK|COPY|LISTEN|NOTIFY|PREPARE|BEGIN|COMMIT|ROLLBACK|SAVEPOINT)(?:\s+[A-Za-z_({\"]|\s+$)"
)
SQL_OUTSIDE_OF_FILES = {
    "piggypulse_adapters/embedded/cluster.py": "there is no database yet to load a statement for",
}
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
GLOBAL_TABLES = frozenset(
    {
        "currencies",
        "credentials",
        "mailed_tokens",
        "first_letters",
        "outbox",
        "security_log",
        "sign_in_challenges",
        "sign_in_names",
        "schema_migrations",
        "throttle",
        "throttle_blames",
        "request_counts",
    }
)
SESSION_STATE = re.compile(
    r"\b(?:LISTEN|UNLISTEN|NOTIFY|TEMP|TEMPORARY|WITH HOLD|pg_advisory_lock|set_config)\b"
    r"|\bSET\s+(?!LOCAL\b)SESSION\b|^\s*SET\s+(?!LOCAL\b)",
    re.IGNORECASE,
)


def sql_in_python(module: Module) -> Iterator[str]:
    if module.path in SQL_OUTSIDE_OF_FILES:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
            text = node.value if isinstance(node.value, str) else node.value.decode("latin-1")
            if BEGINS_LIKE_SQL.match(text):
                yield module.at(node, text[:40])


def uses(module: Module, *, names: Collection[str]) -> Iterator[str]:
    """The statements a store names."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and node.value in names:
            yield str(node.value)


def misused(*, names: list[str], used: list[str]) -> list[str]:
    """Statements not used exactly once."""
    counted = Counter(used)
    return sorted(f"{name}: used {counted[name]} times" for name in names if counted[name] != 1)


def tenant_tables() -> set[str]:
    """Every table but the global ones."""
    schema = (ROOT / "piggypulse_adapters/postgres/schema.sql").read_text(encoding="utf-8")
    return set(re.findall(r"^CREATE TABLE (\w+)", schema, re.MULTILINE)) - GLOBAL_TABLES


def ownerless(statement: Statement) -> Iterator[str]:
    """Tenant tables a statement touches without ever naming the owner."""
    named = tenant_tables() & set(re.findall(r"\w+", statement.bare))
    touched = re.findall(r"\b(?:FROM|JOIN|INTO|UPDATE|USING)\s+(?:ONLY\s+)?(\w+)", statement.bare)
    whose = "user_id" in statement.bare and "%(owner)s" in statement.bare
    if named & set(touched) and not whose and statement.name not in WITHOUT_OWNER:
        yield f"{statement}: {', '.join(sorted(named & set(touched)))}"


def bad_manners(statement: Statement) -> Iterator[str]:
    """State of the session, division, stars and several statements in one."""
    bare = statement.bare
    if SESSION_STATE.search(bare):
        yield f"{statement}: keeps state in the session"
    if re.search(r"\bSELECT\s+(?:DISTINCT\s+)?\*|,\s*\*|\.\*|\bRETURNING\s+\*", bare):
        yield f"{statement}: columns are listed"
    if "/" in bare:
        yield f"{statement}: division belongs to the core"
    if ";" in bare.strip().rstrip(";"):
        yield f"{statement}: one statement at a time"
    if not statement.text.lstrip().startswith("--"):
        yield f"{statement}: says no purpose"


def test_there_is_no_sql_in_python() -> None:
    found = [one for module in modules(*PACKAGES) for one in sql_in_python(module)]

    assert found == []


def test_every_statement_is_used_exactly_once() -> None:
    names = [one.name for one in statements()]
    stores = modules("piggypulse_adapters/postgres")
    used = [name for module in stores for name in uses(module, names=names)]

    assert misused(names=names, used=used) == []


def test_statement_names_are_never_given_twice() -> None:
    counted = Counter(one.name for one in statements())

    assert [name for name, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("statement", statements(), ids=str)
def test_a_statement_says_whose_rows_it_means(statement: Statement) -> None:
    assert list(ownerless(statement)) == []


@pytest.mark.parametrize("statement", statements(), ids=str)
def test_a_statement_has_manners(statement: Statement) -> None:
    assert list(bad_manners(statement)) == []


def test_exceptions_are_statements_there_are() -> None:
    assert set(WITHOUT_OWNER) <= {one.name for one in statements()}
    assert all((ROOT / path).is_file() for path in SQL_OUTSIDE_OF_FILES)


@pytest.mark.parametrize(
    "text", ["x = 'SELECT name FROM vendors'", "x = b'DELETE FROM vendors'", "x = f'DROP {y}'"]
)
def test_sql_in_python_is_found(text: str) -> None:
    assert list(sql_in_python(planted(text)))


def test_a_sentence_is_no_sql() -> None:
    assert list(sql_in_python(planted("'Select a vendor.'\n'SET'\n'Update it.'"))) == []


def test_misuse_is_found() -> None:
    module = planted("SQL['a']\nSQL['a']\nrun('b')")
    names = ["a", "b", "c"]

    complaints = misused(names=names, used=list(uses(module, names=names)))

    assert complaints == ["a: used 2 times", "c: used 0 times"]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT name FROM vendors WHERE id = %(vendor)s",
        "UPDATE vendors SET name = %(name)s WHERE id = %(vendor)s",
        "-- user_id = %(owner)s\nDELETE FROM vendors WHERE id = %(vendor)s",
    ],
)
def test_a_statement_without_owner_is_found(text: str) -> None:
    assert list(ownerless(Statement(file="x.sql", name="x", text=text)))


@pytest.mark.parametrize(
    "text",
    [
        "-- Why.\nSET timezone = 'UTC'",
        "-- Why.\nSELECT * FROM vendors",
        "-- Why.\nSELECT vendors.* FROM vendors",
        "-- Why.\nSELECT 1 / 2",
        "-- Why.\nSELECT 1; SELECT 2",
        "-- Why.\nLISTEN somebody",
        "SELECT 1",
    ],
)
def test_bad_manners_are_found(text: str) -> None:
    assert list(bad_manners(Statement(file="x.sql", name="x", text=text)))
