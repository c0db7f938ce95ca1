"""The days at whose close the balances of a period are read."""

from dataclasses import dataclass
from datetime import date

from piggypulse_core.kernel.dates import ONE_DAY, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The eve of a period, its last day so far, today, and its last day.

    Before the period begins the first two are today, so that nothing has changed in it. The eve
    is never after any of the others.
    """

    eve: date
    cut: date
    today: date
    end: date


def marks(*, span: Span, today: date) -> Marks:
    """The marks of a period as seen from a day."""
    if today < span.start:
        return Marks(eve=today, cut=today, today=today, end=span.end)
    return Marks(eve=span.start - ONE_DAY, cut=min(span.end, today), today=today, end=span.end)
