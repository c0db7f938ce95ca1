"""Lines of a statement, letter by letter."""

from datetime import date

import pytest

from piggypulse_core.portability.model.statement import (
    StatementLine,
    guarded,
    statement_head,
    statement_of,
)


def line(description: str, /) -> StatementLine:
    return StatementLine(
        date=date(2026, 5, 25),
        description=description,
        amount_minor=1999,
        currency_code="EUR",
        category=None,
        category_type=None,
        from_account="Giro",
        to_account=None,
        vendor="Ünal",
    )


def test_the_first_line_names_the_columns() -> None:
    assert statement_head() == (
        "date,description,amount,currency,category,type,from_account,to_account,vendor\n"
    )


@pytest.mark.parametrize(
    ("description", "written"),
    [
        ("Bread", "Bread"),
        ("Bread, butter", '"Bread, butter"'),
        ('"Bread"', '"""Bread"""'),
        ("Bread\nbutter", '"Bread\nbutter"'),
        ("Bread\rbutter", '"Bread\rbutter"'),
        ("=1+1", "'=1+1"),
        ("@SUM(A1),2", '"\'@SUM(A1),2"'),
        ("1-1", "1-1"),
    ],
)
def test_a_line_is_quoted_where_it_has_to_be(description: str, written: str) -> None:
    assert statement_of([line(description)]) == f"2026-05-25,{written},1999,EUR,,,Giro,,Ünal\n"


@pytest.mark.parametrize("first", "=+-@\t\r")
def test_what_looks_like_a_formula_is_guarded(first: str) -> None:
    assert guarded(f"{first}x") == f"'{first}x"
    assert guarded(f"'{first}x") == f"''{first}x"


@pytest.mark.parametrize("text", ["", "x=1", "'x", "''"])
def test_what_does_not_is_left_alone(text: str) -> None:
    assert guarded(text) == text
    assert guarded(None) == ""
