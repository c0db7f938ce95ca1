"""Names of periods to be made: a pattern filled in, made unique. No rule looks one up by name."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

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
    used = set(taken)
    for cell in cells:
        wanted = rendered(pattern=pattern, rhythm=rhythm, span=cell.span)
        name = _free(wanted=wanted, used=used)
        used.add(name_key(text=name))
        yield NamedCell(cell=cell, name=name, suffixed=name != wanted)


def rendered(*, pattern: str, rhythm: Rhythm, span: Span) -> str:
    """A pattern filled in; one that says nothing of its days gets the first of them appended."""
    values = _values(span=span, rhythm=rhythm)
    text = clean(text=_VARIABLE.sub(lambda found: values.get(found[1], found[0]), pattern))
    tells = any(found in values for found in _VARIABLE.findall(pattern))
    if tells and len(text) >= RENDERED_LENGTH_MIN:
        return _cut(text, suffix="")
    return clean(text=_cut(text, suffix=f" {span.start}"))


def _values(*, span: Span, rhythm: Rhythm) -> Mapping[str, str]:
    first, last = span.start, span.end
    begun = starts(rhythm=rhythm, first=first.replace(month=1, day=1), last=first)
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
        "PERIOD_NUMBER": f"{max(1, len(begun))}",
        "END_MONTH": MONTHS[last.month - 1],
        "END_YEAR": f"{last.year}",
    }


def _free(*, wanted: str, used: Collection[str]) -> str:
    """The name itself, or with the first number that makes it new."""
    name, number = wanted, 1
    while name_key(text=name) in used:
        number += 1
        name = _cut(wanted, suffix=f" ({number})")
    return name


def _cut(text: str, *, suffix: str) -> str:
    return clean(text=text[: NAME_LENGTH_MAX - len(suffix)]) + suffix
