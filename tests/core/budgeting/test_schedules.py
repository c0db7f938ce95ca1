"""What people can do with their schedule, over memory."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_core.budgeting.model.cadence import EveryMonths, EveryWeeks, NthWeekday
from piggypulse_core.budgeting.model.cadence_form import CadenceForm
from piggypulse_core.budgeting.model.new_period import PeriodForm
from piggypulse_core.budgeting.model.schedule import (
    Automatic,
    NoSchedule,
    PlanChanged,
    Schedule,
    ScheduleExists,
)
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.refusal import InvalidInput
from piggypulse_core.settings.model.profile import Profile
from tests.support.bookkeeping import Bookkeeper, regular
from tests.support.scheduling import FORTNIGHT, PAYDAY, Scheduler


@pytest.fixture
def mine(work: MemoryWork, alice: UserId) -> Scheduler:
    """Today is 15 June 2026."""
    return Scheduler(work=work, owner=alice)


def automatic(schedule: Schedule, /) -> Automatic:
    assert schedule.automatic is not None
    return schedule.automatic


FOUR = [
    "2026-05-25..2026-06-24",
    "2026-06-25..2026-07-23",
    "2026-07-24..2026-08-24",
    "2026-08-25..2026-09-24",
]


class TestCreateSchedule:
    async def test_makes_the_current_period_and_those_ahead(self, mine: Scheduler) -> None:
        made = await mine.create(PAYDAY)

        periods = await mine.periods()
        assert await mine.spans() == FOUR
        assert [one.name for one in periods] == [
            "May 2026",
            "June 2026",
            "July 2026",
            "August 2026",
        ]
        assert {one.origin for one in periods} == {"automatic"}
        assert (made.revision, made.effective_on) == (1, date(2026, 5, 25))
        assert await mine.get() == made

    async def test_takes_over_one_that_asks_for_the_same(self, mine: Scheduler) -> None:
        made = await mine.create(PAYDAY)
        await mine.settle_in()
        before = await mine.periods()

        again = await mine.create(PAYDAY)

        assert (again.id, again.automatic) == (made.id, made.automatic)
        assert await mine.periods() == before

    async def test_asking_for_the_same_on_a_later_day_is_no_other(self, mine: Scheduler) -> None:
        """A cadence without an anchor is given one of that day, which changes nothing it means."""
        cadence = CadenceForm(kind="everyMonths", interval=1, day=25)
        form = replace(PAYDAY, cadence=cadence)
        await mine.create(form)
        await mine.settle_in()
        later = mine.on(date(2026, 9, 1))

        await later.create(form)

        with pytest.raises(ScheduleExists):
            await later.create(replace(PAYDAY, cadence=replace(cadence, day=24)))

    async def test_refuses_another_once_settled_in(self, mine: Scheduler) -> None:
        await mine.create(PAYDAY)
        await mine.create(FORTNIGHT)
        await mine.settle_in()
        before = await mine.spans()

        for other in (PAYDAY, None):
            with pytest.raises(ScheduleExists):
                await mine.create(other)

        assert await mine.spans() == before

    async def test_replaces_one_by_hand(self, mine: Scheduler) -> None:
        await mine.settle_in()
        by_hand = await mine.create(None)

        made = await mine.create(PAYDAY)

        assert by_hand.automatic is None
        assert (made.id, made.revision) == (by_hand.id, 2)

    async def test_goes_by_the_owners_midnight(self, work: MemoryWork, mine: Scheduler) -> None:
        async with work() as unit:
            profile = Profile(name="Alice", currency_code="EUR", timezone="Pacific/Kiritimati")
            await unit.profiles.save(owner=mine.owner, profile=profile)
        daily = replace(PAYDAY, day=1, unit="days", ahead=1, saturday="keep", sunday="keep")

        # Noon of 24 June in UTC is 25 June on Kiritimati.
        await mine.on(date(2026, 6, 24)).create(replace(daily, anchor=date(2026, 6, 1)))

        assert await mine.spans() == ["2026-06-25..2026-06-25", "2026-06-26..2026-06-26"]


class TestUpdateSchedule:
    async def test_replaces_only_upcoming_automatic_periods(self, mine: Scheduler) -> None:
        past = await mine.budget.period(date(2026, 5, 1), date(2026, 5, 24))
        await mine.create(PAYDAY)
        trip = await mine.budget.period(date(2026, 10, 10), date(2026, 10, 16))

        made = await mine.put(replace(FORTNIGHT, ahead=8))

        periods = await mine.periods()
        assert made.revision == 2
        assert periods[0] == past
        assert trip in periods
        assert (await mine.spans())[1:4] == [
            FOUR[0],
            "2026-06-25..2026-06-25",
            "2026-06-26..2026-07-09",
        ]
        assert all(before.end < after.start for before, after in pairwise(periods))

    async def test_keeps_ids_where_a_period_begins_the_same_day(self, mine: Scheduler) -> None:
        await mine.create(PAYDAY)
        before = {one.start: one.id for one in await mine.periods()}

        await mine.put(replace(PAYDAY, name_pattern="Pay {YEAR}-{month}", ahead=4))

        after = await mine.periods()
        assert {one.start: one.id for one in after[:4]} == before
        assert [one.name for one in after] == [
            "May 2026",
            *(f"Pay 2026-{month}" for month in ("06", "07", "08", "09")),
        ]

    @pytest.mark.parametrize("by_put", [True, False])
    async def test_leaves_every_period_when_given_up(
        self, mine: Scheduler, *, by_put: bool
    ) -> None:
        await mine.create(PAYDAY)
        before = await mine.periods()

        if by_put:
            await mine.put(None)
        else:
            await mine.delete()

        assert await mine.periods() == before

    async def test_makes_one_when_there_is_none(self, mine: Scheduler) -> None:
        assert (await mine.put(PAYDAY)).revision == 1


class TestCadence:
    async def test_stays_while_the_fields_say_the_same(self, mine: Scheduler) -> None:
        quarterly = replace(PAYDAY, length=3)
        first = automatic(await mine.create(quarterly))

        later = automatic(await mine.on(date(2026, 7, 30)).put(replace(quarterly, ahead=1)))

        assert later.cadence == first.cadence
        assert first.cadence == EveryMonths(interval=3, day=25, anchor=date(2026, 5, 25))

    async def test_stays_while_the_fields_say_what_is_shown(self, mine: Scheduler) -> None:
        last_friday = CadenceForm(
            kind="nthWeekday", interval=1, ordinal=-1, weekday="friday", anchor=None
        )
        first = automatic(await mine.create(replace(PAYDAY, cadence=last_friday)))
        shown = first.recurrence
        form = replace(
            PAYDAY, method=shown.method, day=shown.day, length=shown.length, unit=shown.unit
        )

        kept = automatic(await mine.put(form))
        echoed = automatic(await mine.put(replace(form, anchor=date(2026, 6, 15))))
        dropped = automatic(await mine.put(replace(form, cadence=None)))

        assert kept.cadence == echoed.cadence == first.cadence
        assert dropped.cadence == NthWeekday(
            interval=1, ordinal=1, weekday="friday", anchor=date(2026, 6, 5)
        )

    async def test_follows_fields_that_say_something_else(self, mine: Scheduler) -> None:
        await mine.create(PAYDAY)

        changed = automatic(await mine.put(FORTNIGHT))

        assert changed.cadence == EveryWeeks(interval=2, anchor=date(2026, 6, 26))

    async def test_of_several_months_needs_an_anchor(self, mine: Scheduler) -> None:
        form = CadenceForm(kind="everyMonths", interval=2, day=1)

        with pytest.raises(InvalidInput) as refusal:
            await mine.create(replace(PAYDAY, cadence=form))

        assert [one.field for one in refusal.value.faults] == ["/cadence/anchorDate"]
        assert await mine.periods() == []


class TestHolidays:
    async def test_of_a_region_count_beside_those_named(self, mine: Scheduler) -> None:
        form = replace(
            PAYDAY,
            ahead=7,
            holiday="previous",
            holidays=[date(2026, 8, 25)],
            region="NL",
        )

        made = automatic(await mine.create(form))

        starts = [one.start for one in await mine.periods()]
        assert date(2026, 8, 24) in starts
        assert date(2026, 12, 24) in starts
        assert made.holidays == {date(2026, 8, 25)}
        assert {day.year for day in made.region_holidays} == set(range(2024, 2029))

    @pytest.mark.parametrize("region", ["XX", "nl", "DE-", "DE-ZZ", "Holland", "NL\nDE"])
    async def test_of_an_unknown_region_are_refused(self, mine: Scheduler, region: str) -> None:
        with pytest.raises(InvalidInput) as refusal:
            await mine.create(replace(PAYDAY, region=region))

        (fault,) = refusal.value.faults
        assert (fault.field, fault.code) == ("holidayRegion", "unknown_value")


class TestPreviewSchedule:
    async def test_is_what_a_save_then_does(self, mine: Scheduler) -> None:
        await mine.create(PAYDAY)
        shown = await mine.preview(FORTNIGHT)
        before = await mine.periods()

        await mine.put(FORTNIGHT, expected=shown.proposal.fingerprint)

        after = {one.id: one for one in await mine.periods()}
        proposal = shown.proposal
        assert [after.pop(one.id) for one in proposal.keep] == list(proposal.keep)
        assert [after.pop(one.before.id) for one in proposal.update] == [
            one.after for one in proposal.update
        ]
        assert [(one.name, one.span, one.bridging) for one in after.values()] == [
            (one.name, one.cell.span, one.cell.bridging) for one in proposal.create
        ]
        assert {one.id for one in proposal.remove}.isdisjoint(after)
        assert len(before) == len(proposal.keep) + len(proposal.update) + len(proposal.remove)

    async def test_changes_nothing(self, mine: Scheduler) -> None:
        await mine.create(PAYDAY)
        before, known = await mine.periods(), await mine.get()

        await mine.preview(FORTNIGHT)

        assert (await mine.periods(), await mine.get()) == (before, known)

    async def test_counts_what_the_periods_hold_and_warns(
        self, work: MemoryWork, mine: Scheduler
    ) -> None:
        books = Bookkeeper(work=work, owner=mine.owner)
        await mine.create(PAYDAY)
        food, july = await books.category(), (await mine.periods())[2]
        goal = await mine.budget.set_goal(food, 100)
        await mine.budget.change_goal(goal.id, 200, only_in=july)
        await books.book(regular(await books.account(), food, on=date(2026, 7, 30)))

        shown = await mine.preview(replace(FORTNIGHT, name_pattern="{YEAR}"))

        gone = [one.start for one in shown.proposal.remove]
        assert gone == [date(2026, 7, 24), date(2026, 8, 25)]
        assert [(one.transactions, one.overrides) for one in shown.remove] == [(1, 1), (0, 0)]
        assert sum(one.transactions for one in shown.create) == 0
        assert list(shown.warnings) == [
            "bridging_period",
            "goal_overrides_lost",
            "name_suffixed",
        ]

    async def test_warns_of_boundaries_that_merge(self, mine: Scheduler) -> None:
        daily = replace(PAYDAY, unit="days", ahead=10)

        assert "boundaries_merged" in (await mine.preview(daily)).warnings
        assert (await mine.preview(PAYDAY)).warnings == []

    async def test_shows_as_many_as_asked_for(self, mine: Scheduler) -> None:
        assert len((await mine.preview(PAYDAY, count=12)).create) == 13

    async def test_of_a_schedule_by_hand_keeps_everything(self, mine: Scheduler) -> None:
        await mine.create(PAYDAY)

        proposal = (await mine.preview(None)).proposal

        assert proposal.keep == await mine.periods()
        assert (proposal.resume_on, proposal.changes(ids=mine.ids).nothing) == (None, True)


class TestExpectedPlan:
    async def test_is_refused_when_it_would_do_something_else(self, mine: Scheduler) -> None:
        shown = await mine.preview(PAYDAY)
        await mine.budget.period(date(2026, 7, 1), date(2026, 7, 2))

        for save in (mine.create, mine.put):
            with pytest.raises(PlanChanged):
                await save(PAYDAY, expected=shown.proposal.fingerprint)

        with pytest.raises(NoSchedule):
            await mine.get()

    async def test_is_another_on_another_day(self, mine: Scheduler) -> None:
        shown = await mine.preview(PAYDAY)

        with pytest.raises(PlanChanged):
            await mine.on(date(2026, 6, 16)).put(PAYDAY, expected=shown.proposal.fingerprint)


class TestStrangers:
    async def test_see_and_move_nothing(
        self, mine: Scheduler, work: MemoryWork, bob: UserId
    ) -> None:
        await mine.create(PAYDAY)
        before = await mine.periods()
        stranger = Scheduler(work=work, owner=bob)

        with pytest.raises(NoSchedule):
            await stranger.get()
        with pytest.raises(NoSchedule):
            await stranger.delete()
        await stranger.put(FORTNIGHT)

        assert await mine.periods() == before
        assert automatic(await mine.get()).name_pattern == PAYDAY.name_pattern


def span(start: date, end: date, *, makes_room: bool = True) -> PeriodForm:
    return PeriodForm(name="Trip", start=start, end=end, replaces_generated=makes_room)


class TestUpdatesGenerated:
    async def test_plans_the_line_around_a_new_period(self, mine: Scheduler) -> None:
        await mine.create(PAYDAY)
        ids = {one.start: one.id for one in await mine.periods()}

        await mine.budget.create(span(date(2026, 7, 30), date(2026, 8, 5)))

        assert await mine.spans() == [
            *FOUR[:2],
            "2026-07-24..2026-07-29",
            "2026-07-30..2026-08-05",
            "2026-08-06..2026-08-24",
            FOUR[3],
        ]
        kept = await mine.periods()
        assert kept[2].id == ids[date(2026, 7, 24)]
        assert [one.bridging for one in kept] == [False, False, True, False, True, False]

    async def test_lets_a_changed_period_take_days(self, mine: Scheduler) -> None:
        await mine.create(PAYDAY)
        second = (await mine.periods())[1]

        changed = await mine.change(second, span(date(2026, 6, 25), date(2026, 7, 31)))

        assert (changed.id, changed.origin) == (second.id, "manual")
        assert (await mine.spans())[1:3] == ["2026-06-25..2026-07-31", "2026-08-01..2026-08-24"]

    async def test_only_takes_away_without_an_automatic_schedule(self, mine: Scheduler) -> None:
        await mine.create(PAYDAY)
        await mine.delete()

        await mine.budget.create(span(date(2026, 7, 30), date(2026, 8, 5)))

        assert await mine.spans() == [*FOUR[:2], "2026-07-30..2026-08-05", FOUR[3]]
