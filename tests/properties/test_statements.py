"""Laws of statements: nothing is lost in CSV, and nothing in it is a formula."""

import csv
import io
from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from piggypulse_core.kernel.dates import FIRST_DAY, LAST_DAY
from piggypulse_core.kernel.money import AMOUNT_MINOR_MAX
from piggypulse_core.portability.model.statement import (
    TYPE_WORDS,
    StatementLine,
    statement_head,
    statement_of,
)
from tests.support.exporting import read_back

TEXTS = st.text(
    st.sampled_from("=+-@\t\r\n',\"; aé") | st.characters(exclude_categories=["Cs"]), min_size=1
)
MAYBE = st.none() | TEXTS


@st.composite
def lines(draw: st.DrawFn) -> StatementLine:
    return StatementLine(
        date=draw(st.dates(FIRST_DAY, LAST_DAY)),
        description=draw(TEXTS),
        amount_minor=draw(st.integers(1, AMOUNT_MINOR_MAX)),
        currency_code=draw(st.sampled_from(["EUR", "JPY"])),
        category=draw(MAYBE),
        category_type=draw(st.sampled_from(list(TYPE_WORDS))),
        from_account=draw(TEXTS),
        to_account=draw(MAYBE),
        vendor=draw(MAYBE),
    )


def plain(text: str) -> StatementLine:
    return StatementLine(
        date=date(2026, 1, 1),
        description=text,
        amount_minor=1,
        currency_code="EUR",
        category=text,
        category_type="expense",
        from_account=text,
        to_account=text,
        vendor=text,
    )


@given(st.lists(lines(), max_size=8))
@example([plain("'=1+1"), plain("''-"), plain("a\rb"), plain("'"), plain("\r\n")])
def test_reading_a_statement_gives_every_line_back(booked: list[StatementLine]) -> None:
    rows = read_back(statement_head() + statement_of(booked))

    assert rows == [
        {
            "date": line.date.isoformat(),
            "description": line.description,
            "amount": str(line.amount_minor),
            "currency": line.currency_code,
            "category": line.category or "",
            "type": TYPE_WORDS[line.category_type],
            "from_account": line.from_account,
            "to_account": line.to_account or "",
            "vendor": line.vendor or "",
        }
        for line in booked
    ]


@given(st.lists(lines(), max_size=8))
def test_no_cell_begins_like_a_formula(booked: list[StatementLine]) -> None:
    for row in csv.reader(io.StringIO(statement_of(booked), newline=""), strict=True):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


@given(lines(), lines())
def test_a_statement_is_its_lines_one_after_the_other(
    first: StatementLine, second: StatementLine
) -> None:
    assert statement_of([first, second]) == statement_of([first]) + statement_of([second])
