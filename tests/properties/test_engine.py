"""Laws of the period engine, over random rhythms and decades."""

import calendar
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from piggypulse_core.budgeting.model.boundaries import Rhythm, is_boundary, starts
from piggypulse_core.budgeting.model.cadence import (
    Cadence,
    EveryDays,
    EveryMonths,
    EveryWeeks,
    SemiMonthly,
    in_phase,
)
from piggypulse_core.budgeting.model.naming import named
from piggypulse_core.budgeting.model.nominal import nominal
from piggypulse_core.budgeting.model.planning import Bridging, Plan, plan
from piggypulse_core.budgeting.model.rolling import DayRules
from piggypulse_core.kernel.dates import ONE_DAY, Span
from piggypulse_core.kernel.text import NAME_LENGTH_MAX, clean, name_key
from tests.strategies.rhythms import (
    NEAR,
    cadences,
    civil_days,
    day_numbers,
    kept_lines,
    rhythms,
)

EXTRA = st.integers(0, 500).map(lambda days: timedelta(days=days))
REACH = st.integers(0, 1200).map(lambda days: timedelta(days=days))
TODAYS = st.integers(-40, 400).map(lambda days: NEAR + timedelta(days=days))
WAYS: st.SearchStrategy[Bridging] = st.sampled_from(("separate", "absorb"))


@given(rhythms(), civil_days(), REACH, EXTRA, EXTRA)
def test_boundaries_do_not_depend_on_the_window_looked_at(
    rhythm: Rhythm, first: date, length: timedelta, before: timedelta, after: timedelta
) -> None:
    last = first + length

    wider = starts(rhythm=rhythm, first=first - before, last=last + after)

    assert starts(rhythm=rhythm, first=first, last=last) == [
        day for day in wider if first <= day <= last
    ]


@given(rhythms(), civil_days(), REACH)
def test_boundaries_strictly_increase_and_keep_off_what_is_moved_away_from(
    rhythm: Rhythm, first: date, length: timedelta
) -> None:
    found = starts(rhythm=rhythm, first=first, last=first + length)
    rules = rhythm.rules

    assert all(before < after for before, after in pairwise(found))
    for day in found:
        assert not (rules.saturday != "keep" and rules.sunday != "keep" and day.weekday() > 4)
        assert not (rules.saturday != "keep" and day.weekday() == 5)
        assert not (rules.sunday != "keep" and day.weekday() == 6)
        assert not (rules.holiday != "keep" and day in rules.holidays)


@given(rhythms(), TODAYS)
def test_a_start_moves_by_at_most_twelve_days(rhythm: Rhythm, day: date) -> None:
    assert abs((rhythm.rules.roll(day=day) - day).days) <= 12


@given(cadences(), civil_days(), REACH)
def test_without_policies_boundaries_are_what_the_cadence_means(
    cadence: EveryDays, first: date, length: timedelta
) -> None:
    last = first + length
    meant = list(nominal(cadence=cadence, rules=DayRules(), first=first, last=last))

    assert starts(rhythm=Rhythm(cadence=cadence), first=first, last=last) == meant


@given(cadences(), civil_days(), REACH)
def test_the_earliest_anchor_means_the_same_days(
    cadence: Cadence, day: date, reach: timedelta
) -> None:
    window = {"first": day, "last": day + reach}
    rules = DayRules()

    same = in_phase(cadence)

    assert list(nominal(cadence=same, rules=rules, **window)) == list(
        nominal(cadence=cadence, rules=rules, **window)
    )
    assert in_phase(same) == same


@given(cadences(), st.integers(-2, 8))
def test_anchors_that_mean_the_same_days_become_one(cadence: Cadence, steps: int) -> None:
    moved = moved_anchor(cadence, steps=steps)

    assert in_phase(moved) == in_phase(cadence)


def moved_anchor(cadence: Cadence, /, *, steps: int) -> Cadence:
    """Anchored so many repetitions later, in months on another day."""
    match cadence:
        case SemiMonthly():
            return cadence
        case EveryDays(interval=interval):
            return replace(cadence, anchor=cadence.anchor + timedelta(days=steps * interval))
        case EveryWeeks(interval=interval):
            return replace(cadence, anchor=cadence.anchor + timedelta(weeks=steps * interval))
        case _:
            months = 12 * cadence.anchor.year + cadence.anchor.month - 1 + steps * cadence.interval
            return replace(cadence, anchor=date(months // 12, months % 12 + 1, 17))


@given(day_numbers(), st.integers(1, 12), civil_days(), civil_days(), st.integers(0, 60))
def test_days_of_months_never_drift(
    day: int, interval: int, anchor: date, first: date, months: int
) -> None:
    cadence = EveryMonths(interval=interval, day=day, anchor=anchor)
    last = first + timedelta(days=31 * months)

    for found in nominal(cadence=cadence, rules=DayRules(), first=first, last=last):
        length = calendar.monthrange(found.year, found.month)[1]
        assert found.day == (min(day, length) if day > 0 else length + 1 + day)
        apart = (found.year - anchor.year) * 12 + found.month - anchor.month
        assert apart % interval == 0


@given(st.sampled_from((29, 30, 31, -1)), st.integers(1904, 2190))
def test_leap_years_have_their_29th_of_february(day: int, year: int) -> None:
    cadence = EveryMonths(interval=1, day=day, anchor=NEAR)

    found = starts(rhythm=Rhythm(cadence=cadence), first=date(year, 1, 1), last=date(year, 12, 31))

    assert found[1] == date(year, 2, 29 if calendar.isleap(year) else 28)
    assert len(found) == 12


@given(st.integers(1, 52), civil_days(), civil_days(), REACH)
def test_steps_are_multiples_counted_from_the_anchor(
    interval: int, anchor: date, first: date, length: timedelta
) -> None:
    for cadence, step in (
        (EveryDays(interval=interval, anchor=anchor), interval),
        (EveryWeeks(interval=interval, anchor=anchor), 7 * interval),
    ):
        found = list(nominal(cadence=cadence, rules=DayRules(), first=first, last=first + length))
        assert all((day - anchor).days % step == 0 for day in found)
        assert len(found) in ((length.days + 1) // step, (length.days + 1) // step + 1)


def planned(
    rhythm: Rhythm, kept: list[Span], today: date, ahead: int, way: Bridging = "separate"
) -> Plan:
    return plan(rhythm=rhythm, kept=kept, today=today, ahead=ahead, bridging=way)


def applied(kept: list[Span], made: Plan) -> list[Span]:
    return sorted([*kept, *(cell.span for cell in made.cells)], key=lambda one: one.start)


@given(st.data(), rhythms(), TODAYS, st.integers(1, 14), WAYS)
def test_a_plan_covers_today_and_what_is_asked_for_without_a_hole(
    data: st.DataObject, rhythm: Rhythm, today: date, ahead: int, way: Bridging
) -> None:
    kept = data.draw(kept_lines(today))
    made = planned(rhythm, kept, today, ahead, way)

    line = applied(kept, made)

    assert all(before.end < after.start for before, after in pairwise(line))
    ahead_of_today = [one for one in line if one.end >= today]
    reached = ahead_of_today[: ahead + 1]
    assert today in reached[0]
    assert len(reached) == ahead + 1
    assert all(before.end + ONE_DAY == after.start for before, after in pairwise(reached))
    assert all(cell.span.start >= made.resume_on for cell in made.cells)


@given(st.data(), rhythms(), TODAYS, st.integers(1, 14), WAYS)
def test_planning_again_makes_nothing(
    data: st.DataObject, rhythm: Rhythm, today: date, ahead: int, way: Bridging
) -> None:
    kept = data.draw(kept_lines(today))
    line = applied(kept, planned(rhythm, kept, today, ahead, way))

    assert planned(rhythm, line, today, ahead, way).cells == []


@given(st.data(), rhythms(), TODAYS, st.integers(1, 10), st.integers(1, 10))
def test_growing_a_plan_equals_planning_it_at_once(
    data: st.DataObject, rhythm: Rhythm, today: date, ahead: int, more: int
) -> None:
    kept = data.draw(kept_lines(today))

    grown = applied(kept, planned(rhythm, kept, today, ahead))
    grown = applied(grown, planned(rhythm, grown, today, ahead + more))

    assert grown == applied(kept, planned(rhythm, kept, today, ahead + more))


@given(st.data(), rhythms(), TODAYS, st.integers(1, 14), WAYS)
def test_bridges_stand_only_at_the_beginning_and_around_what_is_kept(
    data: st.DataObject, rhythm: Rhythm, today: date, ahead: int, way: Bridging
) -> None:
    kept = data.draw(kept_lines(today))
    made = planned(rhythm, kept, today, ahead, way)

    bridges = [cell for cell in made.cells if cell.bridging]

    passed = [one for one in kept if one.start >= made.resume_on]
    edges = {day for one in passed for day in (one.start - ONE_DAY, one.end + ONE_DAY)}
    for cell in made.cells:
        begins = is_boundary(rhythm=rhythm, day=cell.span.start)
        ends = is_boundary(rhythm=rhythm, day=cell.span.end + ONE_DAY)
        assert cell.bridging == (not (begins and ends))
    assert len(bridges) <= 1 + 2 * len(passed)
    for cell in bridges:
        at_resume = cell.span.start == made.resume_on
        assert at_resume or {cell.span.start, cell.span.end} & edges


@given(rhythms(), TODAYS, st.integers(1, 14), st.integers(0, 400))
def test_days_that_pass_only_make_the_line_longer(
    rhythm: Rhythm, today: date, ahead: int, days: int
) -> None:
    line = applied([], planned(rhythm, [], today, ahead))
    later = today + timedelta(days=days)

    longer = applied(line, planned(rhythm, line, later, ahead))

    covered = [one for one in longer if one.end >= later]
    assert [one for one in longer if one in line] == line
    assert later in covered[0]
    assert all(before.end + ONE_DAY == after.start for before, after in pairwise(covered))


PATTERNS = st.one_of(
    st.text(min_size=1, max_size=100).filter(lambda text: bool(clean(text=text))),
    st.lists(
        st.sampled_from(
            ("{MONTH}", "{month}", "{YEAR_SHORT}", "{PERIOD_NUMBER}", "{no}", "-", "ﬃ", "{", " ")
        ),
        min_size=1,
        max_size=12,
    )
    .map("".join)
    .filter(lambda text: bool(clean(text=text))),
)


@given(PATTERNS, rhythms(), TODAYS, st.integers(1, 14), st.sets(st.text(max_size=12)))
def test_names_are_valid_and_unique_and_one_for_each_cell(
    pattern: str, rhythm: Rhythm, today: date, ahead: int, taken: set[str]
) -> None:
    cells = planned(rhythm, [], today, ahead).cells
    used = {name_key(text=one) for one in taken}

    names = [one.name for one in named(pattern=pattern, rhythm=rhythm, cells=cells, taken=used)]

    assert len(names) == len(cells)
    keys = [name_key(text=one) for one in names]
    assert len({*keys, *used}) == len(keys) + len(used)
    assert all(1 <= len(one) <= NAME_LENGTH_MAX and one == clean(text=one) for one in names)
