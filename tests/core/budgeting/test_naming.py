"""Names of periods to be made: what a pattern becomes, and how two are told apart."""

from datetime import date

import pytest

from piggypulse_core.budgeting.model.boundaries import Rhythm
from piggypulse_core.budgeting.model.cadence import EveryMonths, EveryWeeks
from piggypulse_core.budgeting.model.naming import named, rendered
from piggypulse_core.budgeting.model.planning import Cell
from piggypulse_core.budgeting.model.rolling import DayRules
from piggypulse_core.kernel.dates import Span

WEEKLY = Rhythm(cadence=EveryWeeks(interval=1, anchor=date(2026, 1, 2)))
FIRST_OF_MONTH = EveryMonths(interval=1, day=1, anchor=date(2026, 1, 1))
MARCH = Span(start=date(2026, 3, 6), end=date(2027, 4, 1))


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{start_date} to {END_DATE}", "2026-03-06 to 2027-04-01"),
        ("{START_DATE}/{end_date}", "2026-03-06/2027-04-01"),
        ("{MONTH} {YEAR}", "March 2026"),
        ("{MONTH_SHORT}'{YEAR_SHORT}", "Mar'26"),
        ("{year}-{month}", "2026-03"),
        ("{END_MONTH} {END_YEAR}", "April 2027"),
        ("Week {PERIOD_NUMBER}", "Week 10"),
        ("{Month} {MONTH}", "{Month} March"),
        ("{{MONTH}}", "{March}"),
        ("{month}", "03 2026-03-06"),
        ("Pay", "Pay 2026-03-06"),
        ("{nothing}", "{nothing} 2026-03-06"),
    ],
)
def test_a_pattern_is_filled_in(pattern: str, name: str) -> None:
    assert rendered(pattern=pattern, rhythm=WEEKLY, span=MARCH) == name


def test_a_long_name_is_cut_and_keeps_what_tells_it_apart() -> None:
    assert rendered(pattern="x" * 100, rhythm=WEEKLY, span=MARCH) == "x" * 89 + " 2026-03-06"
    assert rendered(pattern="{MONTH}" * 14, rhythm=WEEKLY, span=MARCH) == "March" * 14
    assert len(rendered(pattern="{start_date}" * 8, rhythm=WEEKLY, span=MARCH)) == 80
    assert len(rendered(pattern="{YEAR}" * 16 + "{MO}", rhythm=WEEKLY, span=MARCH)) == 68


def test_a_period_that_moved_into_the_year_before_counts_there() -> None:
    early = Rhythm(cadence=FIRST_OF_MONTH, rules=DayRules(saturday="friday", sunday="friday"))
    rolled = Span(start=date(2027, 12, 31), end=date(2028, 1, 31))

    assert rendered(pattern="No {PERIOD_NUMBER}", rhythm=early, span=rolled) == "No 13"


def test_a_bridge_at_the_beginning_of_a_year_has_number_one() -> None:
    bridge = Span(start=date(2026, 1, 1), end=date(2026, 1, 1))

    assert rendered(pattern="No {PERIOD_NUMBER}", rhythm=WEEKLY, span=bridge) == "No 1"


def test_names_that_are_taken_get_the_first_free_number() -> None:
    cells = [
        Cell(span=Span(start=date(year, 1, 1), end=date(year, 1, 31)), bridging=False)
        for year in (2026, 2027, 2028)
    ]
    rhythm = Rhythm(cadence=FIRST_OF_MONTH)

    found = list(
        named(pattern="{MONTH}", rhythm=rhythm, cells=cells, taken={"january", "january (3)"})
    )

    assert [one.name for one in found] == ["January (2)", "January (4)", "January (5)"]
    assert all(one.suffixed for one in found)


def test_a_name_at_its_longest_makes_room_for_its_number() -> None:
    long = "{END_DATE}" + "x" * 90
    cells = [Cell(span=Span(start=MARCH.start, end=MARCH.end), bridging=False)]

    wanted = rendered(pattern=long, rhythm=WEEKLY, span=MARCH)
    found = list(named(pattern=long, rhythm=WEEKLY, cells=cells, taken={wanted}))

    assert len(wanted) == 100
    assert [one.name for one in found] == [f"{wanted[:96]} (2)"]


def test_thousands_of_names_that_are_taken_are_passed_once() -> None:
    days = [date(2026, 1, day) for day in range(1, 29)]
    cells = [Cell(span=Span(start=day, end=day), bridging=False) for day in days]
    taken = {"2026", *(f"2026 ({number})" for number in range(2, 3001) if number not in (7, 50))}
    long = "x" * 86

    found = [one.name for one in named(pattern="{YEAR}", rhythm=WEEKLY, cells=cells, taken=taken)]
    cut = named(
        pattern=long + "{start_date}x{YEAR}",
        rhythm=WEEKLY,
        cells=cells[:2],
        taken={f"{long}{day}x202" for day in days} | {f"{long}{days[0]} (2)"},
    )

    assert found == ["2026 (7)", "2026 (50)", *(f"2026 ({3001 + at})" for at in range(26))]
    assert [one.name for one in cut] == [f"{long}{days[0]} (3)", f"{long}{days[1]} (2)"]
