"""Names of periods to be made: a pattern filled in, made unique. No rule looks one up by name."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count

from piggypulse_core.budgeting.model.boundaries import Rhythm, starts
from piggypulse_core.budgeting.model.planning import Cell
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.text import NAME_LENGTH_MAX, clean, name_key

RENDERED_LENGTH_MIN = 3
CENTURY = 100
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SHORT = 3

_VARIABLE = re.compile(r"\{([A-Za-z_]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedCell:
    """A period to be made, and what it will be called; suffixed when its name was taken."""

    cell: Cell
    name: str
    suffixed: bool


def named(
    *, pattern: str, rhythm: Rhythm, cells: Sequence[Cell], taken: Collection[str]
) -> Iterator[NamedCell]:
    """A name for every cell, in order; `taken` are keys of names that stay in use."""
    names = _Names(used=set(taken))
    for cell in cells:
        wanted = rendered(pattern=pattern, rhythm=rhythm, span=cell.span)
        name = names.take(wanted=wanted)
        yield NamedCell(cell=cell, name=name, suffixed=name != wanted)


def rendered(*, pattern: str, rhythm: Rhythm, span: Span) -> str:
    """A pattern filled in; one that says nothing of its days gets the first of them appended."""
    values = _values(span=span)
    if "{PERIOD_NUMBER}" in pattern:
        values["PERIOD_NUMBER"] = f"{_number_in_year(rhythm=rhythm, first=span.start)}"
    text = clean(text=_VARIABLE.sub(lambda found: values.get(found[1], found[0]), pattern))
    tells = any(found in values for found in _VARIABLE.findall(pattern))
    if tells and len(text) >= RENDERED_LENGTH_MIN:
        return _cut(text, suffix="")
    return clean(text=_cut(text, suffix=f" {span.start}"))


def _number_in_year(*, rhythm: Rhythm, first: date) -> int:
    """How many periods of its year have begun with it; as dear as the year is long."""
    return max(1, len(starts(rhythm=rhythm, first=first.replace(month=1, day=1), last=first)))


def _values(*, span: Span) -> dict[str, str]:
    first, last = span.start, span.end
    return {
        "start_date": f"{first}",
        "START_DATE": f"{first}",
        "end_date": f"{last}",
        "END_DATE": f"{last}",
        "year": f"{first.year}",
        "YEAR": f"{first.year}",
        "YEAR_SHORT": f"{first.year % CENTURY:02}",
        "month": f"{first.month:02}",
        "MONTH": MONTHS[first.month - 1],
        "MONTH_SHORT": MONTHS[first.month - 1][:SHORT],
        "END_MONTH": MONTHS[last.month - 1],
        "END_YEAR": f"{last.year}",
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """Keys of names in use, and for each base how far its numbers are known to be.

    Numbers already passed are not tried again, so that thousands of clashes are met only once.
    """

    used: set[str]
    passed: dict[tuple[str, int], int] = field(default_factory=dict)

    def take(self, *, wanted: str) -> str:
        """The name itself, or with the first number that makes it new."""
        name = wanted
        if name_key(text=wanted) in self.used:
            name = next(found for digits in count(1) if (found := self._numbered(wanted, digits)))
        self.used.add(name_key(text=name))
        return name

    def _numbered(self, wanted: str, digits: int, /) -> str | None:
        """With the first free number of so many digits, if there is one."""
        highest = 10**digits - 1
        base = _cut(wanted, suffix=f" ({highest})").removesuffix(f" ({highest})")
        number = self.passed.get((base, digits), max(2, 10 ** (digits - 1)))
        while number <= highest and name_key(text=f"{base} ({number})") in self.used:
            number += 1
        self.passed[base, digits] = number
        return f"{base} ({number})" if number <= highest else None


def _cut(text: str, *, suffix: str) -> str:
    return clean(text=text[: NAME_LENGTH_MAX - len(suffix)]) + suffix
