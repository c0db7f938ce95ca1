"""What the demo household books in the periods of its year; equal seeds, equal years."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from piggypulse_core.kernel.dates import Span
from piggypulse_http.composition.demo_habits import BILLS, HABITS, YEARLY, Habit
from piggypulse_http.composition.demo_plan import (
    BANK,
    CARD,
    GALLERY,
    GIRO,
    INTEREST,
    OWED_AT_FIRST_MINOR,
    POCKET,
    POCKET_MINOR,
    PURSE,
    RESERVE,
    SET_ASIDE,
    SIDE_WORK,
)

QUARTER_ENDS = (3, 6, 9, 12)
SAVED_MINOR = 42_000
FRIDAY = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A booking in the household's own words; `to` makes it a transfer."""

    day: date
    description: str
    amount_minor: int
    account: str
    to: str | None = None
    category: str | None = None
    vendor: str | None = None


def booked(*, periods: Sequence[Span], today: date, seed: int) -> Sequence[Entry]:
    """Everything the household booked up to today, in order."""
    chance = Random(seed)  # noqa: S311 - a made-up year guards nothing
    owed = OWED_AT_FIRST_MINOR
    entries: list[Entry] = []
    for span in periods:
        drawn = [*_earned(span, chance), *_spent(span, chance), *_moved(span, chance, owed=owed)]
        owed = sum(entry.amount_minor for entry in drawn if entry.account == CARD)
        entries += drawn
    return sorted((one for one in entries if one.day <= today), key=lambda one: one.day)


def _earned(span: Span, chance: Random) -> Iterator[Entry]:
    if chance.random() < 1 / 3:
        yield Entry(
            day=_any_day(span, chance),
            description="Illustrations",
            amount_minor=chance.randrange(15_000, 60_000, 500),
            account=GIRO,
            category=SIDE_WORK,
            vendor=GALLERY,
        )
    if span.end.month in QUARTER_ENDS:
        yield Entry(
            day=span.end,
            description="Interest of a quarter",
            amount_minor=chance.randint(1_900, 2_600),
            account=RESERVE,
            category=INTEREST,
            vendor=BANK,
        )


def _spent(span: Span, chance: Random) -> Iterator[Entry]:
    for bill in BILLS:
        yield Entry(
            day=span.start + timedelta(days=bill.after_days),
            description=bill.description,
            amount_minor=bill.amount_minor + chance.randint(-bill.spread_minor, bill.spread_minor),
            account=bill.account,
            category=bill.category,
            vendor=bill.vendor,
        )
    for habit in [*HABITS, *(habit for month, habit in YEARLY if month == span.end.month)]:
        yield from _indulged(habit, span, chance)


def _indulged(habit: Habit, span: Span, chance: Random) -> Iterator[Entry]:
    for _ in range(max(1, habit.times + chance.choice((-1, 0, 0, 1)))):
        yield Entry(
            day=_any_day(span, chance),
            description=chance.choice(habit.descriptions),
            amount_minor=chance.randint(habit.lowest_minor, habit.highest_minor),
            account=habit.account,
            category=habit.category,
            vendor=chance.choice(habit.vendors),
        )


def _moved(span: Span, chance: Random, *, owed: int) -> Iterator[Entry]:
    """Money between the household's own accounts; the card's debt is paid in the period after."""
    yield _transfer(span.start + timedelta(days=1), "For rainy days", SAVED_MINOR, RESERVE)
    yield _transfer(span.start + timedelta(days=11), "Paying off the card", owed, CARD)
    for after_days in (2, 16):
        yield _transfer(
            span.start + timedelta(days=after_days),
            "Cash",
            chance.choice((4_000, 5_000)),
            PURSE,
        )
    for day in span:
        if day.weekday() == FRIDAY:
            yield _transfer(day, "Pocket money of the week", POCKET_MINOR, POCKET)


def _transfer(day: date, description: str, amount_minor: int, to: str) -> Entry:
    return Entry(
        day=day,
        description=description,
        amount_minor=amount_minor,
        account=GIRO,
        to=to,
        category=SET_ASIDE if to == RESERVE else None,
    )


def _any_day(span: Span, chance: Random) -> date:
    return span.start + timedelta(days=chance.randrange(span.length))
