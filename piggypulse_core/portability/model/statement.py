"""A statement: every transaction as a line of CSV (RFC 4180, but for LF at the ends of lines)."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from piggypulse_core.ledger.model.category import CategoryType

HEADINGS = (
    "date",
    "description",
    "amount",
    "currency",
    "category",
    "type",
    "from_account",
    "to_account",
    "vendor",
)

TYPE_WORDS: MappingProxyType[CategoryType | None, str] = MappingProxyType(
    {"income": "incoming", "expense": "outgoing", "transfer": "transfer", None: ""}
)

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_LINE_END = "\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """A transaction with the names of what it refers to; amounts are minor units."""

    date: date
    description: str
    amount_minor: int
    currency_code: str
    category: str | None
    category_type: CategoryType | None
    from_account: str
    to_account: str | None
    vendor: str | None


def guarded(text: str | None, /) -> str:
    """A text that no spreadsheet takes for a formula (OWASP: CSV Injection).

    What looks guarded already is guarded once more, so that taking one apostrophe away from
    whatever looks guarded gives every text back.
    """
    if not text:
        return ""
    return f"'{text}" if _FORMULA.match(text) else text


def statement_head() -> str:
    """The line that names the columns."""
    return _written([HEADINGS])


def statement_of(lines: Iterable[StatementLine], /) -> str:
    """A line of text for each, in their order."""
    return _written(_cells(line) for line in lines)


def _cells(line: StatementLine) -> tuple[str, ...]:
    return (
        line.date.isoformat(),
        guarded(line.description),
        str(line.amount_minor),
        line.currency_code,
        guarded(line.category),
        TYPE_WORDS[line.category_type],
        guarded(line.from_account),
        guarded(line.to_account),
        guarded(line.vendor),
    )


@dataclass(slots=True)
class _Lines:
    """Collects what the writer writes, a line at a time, and ends each with LF alone."""

    texts: list[str] = field(default_factory=list)

    def write(self, line: str) -> int:
        self.texts.append(line.removesuffix(_LINE_END) + "\n")
        return len(line)


def _written(rows: Iterable[tuple[str, ...]]) -> str:
    # The writer quotes cells that hold a CR or LF because its own lines end with both.
    lines = _Lines()
    csv.writer(lines, lineterminator=_LINE_END).writerows(rows)
    return "".join(lines.texts)
