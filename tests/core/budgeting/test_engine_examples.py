"""Worked examples of the engine: boundaries and plans that somebody counted on a calendar."""

from collections.abc import Sequence
from datetime import date

import pytest

from piggypulse_core.budgeting.model.boundaries import Rhythm, starts
from piggypulse_core.budgeting.model.cadence import (
    Cadence,
    EveryDays,
    EveryMonths,
    EveryWeeks,
    NthBusinessDay,
    NthWeekday,
    SemiMonthly,
)
from piggypulse_core.budgeting.model.planning import AHEAD_MAX, Plan, plan
from piggypulse_core.budgeting.model.rolling import DayRules
from piggypulse_core.kernel.dates import LAST_DAY, ONE_DAY, Span

ANCHOR = date(2026, 1, 1)
EARLIER = DayRules(saturday="friday", sunday="friday")
FRIDAY = date(2026, 1, 2)


def days(text: str, /) -> list[date]:
    return [date.fromisoformat(one) for one in text.split()]


def monthly(day: int, *, interval: int = 1, anchor: date = ANCHOR) -> EveryMonths:
    return EveryMonths(interval=interval, day=day, anchor=anchor)


def found(cadence: Cadence, first: str, last: str, rules: DayRules | None = None) -> list[date]:
    rhythm = Rhythm(cadence=cadence, rules=rules or DayRules())
    return starts(rhythm=rhythm, first=date.fromisoformat(first), last=date.fromisoformat(last))


def holidays(text: str, /) -> frozenset[date]:
    return frozenset(days(text))


def spans(text: str, /) -> list[Span]:
    """Such as `2026-01-01..2026-01-29`, one after the other."""
    pairs = [one.split("..") for one in text.split()]
    return [Span(start=date.fromisoformat(a), end=date.fromisoformat(b)) for a, b in pairs]


def cells(cadence: Cadence, text: str, rules: DayRules | None = None) -> None:
    """Periods of a rhythm are from each boundary to the day before the next."""
    wanted = spans(text)
    begun = found(cadence, f"{wanted[0].start}", f"{wanted[-1].end + ONE_DAY}", rules)
    assert begun == [*(one.start for one in wanted), wanted[-1].end + ONE_DAY]


class TestMonths:
    def test_the_31st_is_the_last_day_of_shorter_months(self) -> None:
        assert found(monthly(31), "2027-01-01", "2028-03-31") == days(
            "2027-01-31 2027-02-28 2027-03-31 2027-04-30 2027-05-31 2027-06-30 2027-07-31 "
            "2027-08-31 2027-09-30 2027-10-31 2027-11-30 2027-12-31 2028-01-31 2028-02-29 "
            "2028-03-31"
        )
        cells(monthly(31), "2028-01-31..2028-02-28 2028-02-29..2028-03-30 2028-03-31..2028-04-29")

    def test_the_25th_moves_to_the_friday_before(self) -> None:
        moved = {
            (2026, 1): 23,
            (2026, 4): 24,
            (2026, 7): 24,
            (2026, 10): 23,
            (2027, 4): 23,
            (2027, 7): 23,
            (2027, 9): 24,
            (2027, 12): 24,
        }
        every = [(year, month) for year in (2026, 2027) for month in range(1, 13)]

        assert found(monthly(25), "2026-01-01", "2027-12-31", EARLIER) == [
            date(*month, moved.get(month, 25)) for month in every
        ]
        cells(
            monthly(25),
            "2026-01-23..2026-02-24 2026-02-25..2026-03-24 2026-03-25..2026-04-23 "
            "2026-04-24..2026-05-24 2026-05-25..2026-06-24 2026-06-25..2026-07-23 "
            "2026-07-24..2026-08-24",
            EARLIER,
        )

    def test_the_25th_moves_off_holidays_too(self) -> None:
        rules = DayRules(
            saturday="friday",
            sunday="friday",
            holiday="previous",
            holidays=holidays("2026-05-25 2026-12-25"),
        )

        cells(monthly(25), "2026-04-24..2026-05-21 2026-05-22..2026-06-24", rules)
        cells(monthly(25), "2026-11-25..2026-12-23 2026-12-24..2027-01-24", rules)

    def test_the_1st_may_move_into_the_month_before(self) -> None:
        cells(
            monthly(1),
            "2026-01-01..2026-01-29 2026-01-30..2026-02-26 2026-02-27..2026-03-31 "
            "2026-04-01..2026-04-30",
            EARLIER,
        )

    def test_a_quarter_keeps_its_day(self) -> None:
        cells(
            monthly(31, interval=3, anchor=date(2026, 1, 31)),
            "2026-01-31..2026-04-29 2026-04-30..2026-07-30 2026-07-31..2026-10-30 "
            "2026-10-31..2027-01-30",
        )


class TestOtherCadences:
    def test_every_second_friday(self) -> None:
        cells(
            EveryWeeks(interval=2, anchor=FRIDAY),
            "2026-01-02..2026-01-15 2026-01-16..2026-01-29 2026-01-30..2026-02-12 "
            "2026-02-13..2026-02-26 2026-02-27..2026-03-12 2026-03-13..2026-03-26",
        )

    def test_the_15th_and_the_last_day(self) -> None:
        cells(
            SemiMonthly(first=15, second=-1),
            "2027-12-31..2028-01-14 2028-01-15..2028-01-30 2028-01-31..2028-02-14 "
            "2028-02-15..2028-02-28 2028-02-29..2028-03-14 2028-03-15..2028-03-30",
        )

    def test_the_15th_and_the_last_day_on_fridays(self) -> None:
        cells(
            SemiMonthly(first=15, second=-1),
            "2026-01-15..2026-01-29 2026-01-30..2026-02-12 2026-02-13..2026-02-26 "
            "2026-02-27..2026-03-12 2026-03-13..2026-03-30 2026-03-31..2026-04-14",
            EARLIER,
        )

    def test_the_last_friday(self) -> None:
        last = NthWeekday(interval=1, ordinal=-1, weekday="friday", anchor=ANCHOR)

        assert found(last, "2026-01-01", "2026-07-31") == days(
            "2026-01-30 2026-02-27 2026-03-27 2026-04-24 2026-05-29 2026-06-26 2026-07-31"
        )

    def test_the_third_business_day(self) -> None:
        third = NthBusinessDay(interval=1, ordinal=3, anchor=ANCHOR)
        rules = DayRules(holidays=holidays("2026-01-01 2026-04-03 2026-04-06 2026-05-01"))

        assert found(third, "2026-01-01", "2026-06-30", rules) == days(
            "2026-01-06 2026-02-04 2026-03-04 2026-04-07 2026-05-06 2026-06-03"
        )

    def test_the_last_business_day(self) -> None:
        last = NthBusinessDay(interval=1, ordinal=-1, anchor=ANCHOR)

        assert found(last, "2027-01-01", "2027-03-31") == days("2027-01-29 2027-02-26 2027-03-31")

    @pytest.mark.parametrize(("ordinal", "day"), [(21, "2027-02-26"), (-21, "2027-02-01")])
    def test_a_business_day_the_month_lacks_is_its_outermost(self, ordinal: int, day: str) -> None:
        beyond = NthBusinessDay(interval=1, ordinal=ordinal, anchor=ANCHOR)

        assert found(beyond, "2027-02-01", "2027-02-28") == days(day)

    def test_weekends_of_daily_periods_merge_into_their_friday(self) -> None:
        cells(
            EveryDays(interval=1, anchor=ANCHOR),
            "2026-03-02..2026-03-02 2026-03-03..2026-03-03 2026-03-04..2026-03-04 "
            "2026-03-05..2026-03-05 2026-03-06..2026-03-08",
            EARLIER,
        )


TODAY = date(2026, 3, 18)
BIWEEKLY = Rhythm(cadence=EveryWeeks(interval=2, anchor=FRIDAY))
MARCH = "2026-03-01..2026-03-31"


def lines(made: Plan, /) -> list[str]:
    return [f"{'bridge ' * cell.bridging}{cell.span.start}..{cell.span.end}" for cell in made.cells]


def planned(
    rhythm: Rhythm, kept: str = "", /, *, ahead: int, absorb: bool = False, today: date = TODAY
) -> Plan:
    return plan(
        rhythm=rhythm,
        kept=spans(kept),
        today=today,
        ahead=ahead,
        bridging="absorb" if absorb else "separate",
    )


class TestPlans:
    def test_a_switch_makes_one_bridge(self) -> None:
        made = planned(BIWEEKLY, MARCH, ahead=4)

        assert made.resume_on == date(2026, 4, 1)
        assert lines(made) == [
            "bridge 2026-04-01..2026-04-09",
            "2026-04-10..2026-04-23",
            "2026-04-24..2026-05-07",
            "2026-05-08..2026-05-21",
        ]

    @pytest.mark.parametrize("ahead", [3, 4])
    def test_a_bridge_may_be_absorbed_without_a_period_fewer(self, ahead: int) -> None:
        assert (
            lines(planned(BIWEEKLY, MARCH, ahead=ahead, absorb=True))
            == [
                "bridge 2026-04-01..2026-04-23",
                "2026-04-24..2026-05-07",
                "2026-05-08..2026-05-21",
                "2026-05-22..2026-06-04",
            ][:ahead]
        )

    def test_a_bridge_is_not_joined_with_a_cell_that_is_cut_short(self) -> None:
        assert lines(
            planned(BIWEEKLY, f"{MARCH} 2026-04-15..2026-04-20", ahead=3, absorb=True)
        ) == ["bridge 2026-04-01..2026-04-09", "bridge 2026-04-10..2026-04-14"]

    def test_only_the_first_bridge_is_absorbed(self) -> None:
        made = planned(BIWEEKLY, f"{MARCH} 2026-05-10..2026-05-16", ahead=6, absorb=True)

        assert lines(made) == [
            "bridge 2026-04-01..2026-04-23",
            "2026-04-24..2026-05-07",
            "bridge 2026-05-08..2026-05-09",
            "bridge 2026-05-17..2026-05-21",
            "2026-05-22..2026-06-04",
        ]

    def test_bridges_lead_to_and_from_a_manual_period(self) -> None:
        assert lines(planned(BIWEEKLY, f"{MARCH} 2026-05-10..2026-05-16", ahead=6)) == [
            "bridge 2026-04-01..2026-04-09",
            "2026-04-10..2026-04-23",
            "2026-04-24..2026-05-07",
            "bridge 2026-05-08..2026-05-09",
            "bridge 2026-05-17..2026-05-21",
        ]

    def test_a_switch_from_two_weeks_to_the_25th(self) -> None:
        rhythm = Rhythm(cadence=monthly(25), rules=EARLIER)

        assert lines(planned(rhythm, "2026-03-13..2026-03-26", ahead=3)) == [
            "bridge 2026-03-27..2026-04-23",
            "2026-04-24..2026-05-24",
            "2026-05-25..2026-06-24",
        ]

    def test_the_first_schedule_covers_today(self) -> None:
        rules = DayRules(saturday="friday", sunday="monday")

        assert lines(planned(Rhythm(cadence=monthly(25), rules=rules), ahead=3)) == [
            "2026-02-25..2026-03-24",
            "2026-03-25..2026-04-23",
            "2026-04-24..2026-05-24",
            "2026-05-25..2026-06-24",
        ]

    def test_a_hole_around_today_is_bridged(self) -> None:
        made = planned(Rhythm(cadence=monthly(1)), "2026-02-01..2026-03-10", ahead=2)

        assert made.resume_on == date(2026, 3, 11)
        assert lines(made) == [
            "bridge 2026-03-11..2026-03-31",
            "2026-04-01..2026-04-30",
            "2026-05-01..2026-05-31",
        ]


class TestLimits:
    def test_nothing_is_planned_beyond_the_days_we_keep(self) -> None:
        made = planned(Rhythm(cadence=monthly(1)), ahead=AHEAD_MAX, today=date(2199, 10, 5))

        assert [cell.span.start for cell in made.cells] == days("2199-10-01 2199-11-01")
        assert planned(Rhythm(cadence=monthly(1)), ahead=3, today=LAST_DAY).cells == []

    def test_a_period_that_ends_with_the_last_day_ends_the_line(self) -> None:
        kept = f"2026-03-01..{LAST_DAY}"

        assert planned(BIWEEKLY, kept, ahead=AHEAD_MAX).cells == []

    def test_the_longest_steps_plan_as_many_as_asked_for(self) -> None:
        slow: Sequence[Cadence] = (
            EveryDays(interval=366, anchor=date(2199, 12, 31)),
            EveryWeeks(interval=52, anchor=date(1900, 1, 1)),
            monthly(31, interval=12),
        )

        for cadence in slow:
            made = planned(Rhythm(cadence=cadence), ahead=AHEAD_MAX)
            assert len(made.cells) == AHEAD_MAX + 1
