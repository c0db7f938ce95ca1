"""Laws of schedules: what a change may touch, and that a preview tells the truth."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_core.budgeting.model.schedule_form import ScheduleForm
from piggypulse_core.kernel.dates import Span
from tests.strategies.rhythms import NEAR, kept_lines
from tests.strategies.schedules import schedule_forms
from tests.support.people import new_user
from tests.support.scheduling import Scheduler

LATER = st.integers(0, 60).map(lambda days: timedelta(days=days))


def lived(
    line: list[Span],
    first: ScheduleForm,
    later: timedelta,
    then: Callable[[Scheduler], Awaitable[None]],
) -> None:
    """Periods made by hand, a schedule saved around them, and what is done some days later."""

    async def story() -> None:
        work = MemoryWork()
        mine = Scheduler(work=work, owner=await new_user(work)).on(NEAR)
        for index, one in enumerate(line):
            await mine.budget.period(one.start, one.end, name=f"By hand {index}")
        await mine.put(first)
        await then(mine.on(NEAR + later))

    asyncio.run(story())


@settings(max_examples=40, deadline=None)
@given(kept_lines(NEAR), schedule_forms(), LATER, schedule_forms())
def test_a_change_leaves_what_has_begun_and_what_was_made_by_hand(
    line: list[Span], first: ScheduleForm, later: timedelta, second: ScheduleForm
) -> None:
    async def then(mine: Scheduler) -> None:
        before = await mine.periods()

        await mine.put(second)

        after = await mine.periods()
        today = NEAR + later
        assert all(one in after for one in before if one.start <= today or one.origin == "manual")

    lived(line, first, later, then)


@settings(max_examples=20, deadline=None)
@given(line=kept_lines(NEAR), first=schedule_forms(), later=LATER, by_put=st.booleans())
def test_giving_a_schedule_up_leaves_every_period(
    line: list[Span], first: ScheduleForm, later: timedelta, *, by_put: bool
) -> None:
    async def then(mine: Scheduler) -> None:
        before = await mine.periods()

        if by_put:
            await mine.put(None)
        else:
            await mine.delete()

        assert await mine.periods() == before

    lived(line, first, later, then)


@settings(max_examples=40, deadline=None)
@given(kept_lines(NEAR), schedule_forms(), LATER, schedule_forms())
def test_saving_does_exactly_what_the_preview_showed(
    line: list[Span], first: ScheduleForm, later: timedelta, second: ScheduleForm
) -> None:
    async def then(mine: Scheduler) -> None:
        before = await mine.periods()
        proposal = (await mine.preview(second)).proposal
        assert await mine.periods() == before

        await mine.put(second, expected=proposal.fingerprint)

        after = {one.id: one for one in await mine.periods()}
        stayed = [*proposal.keep, *(one.after for one in proposal.update)]
        assert [after.pop(one.id) for one in stayed] == stayed
        assert sorted((one.start, one.end, one.name, one.bridging) for one in after.values()) == [
            (one.cell.span.start, one.cell.span.end, one.name, one.cell.bridging)
            for one in proposal.create
        ]
        assert {one.id for one in before} == {
            *(one.id for one in proposal.keep),
            *(one.before.id for one in proposal.update),
            *(one.id for one in proposal.remove),
        }

    lived(line, first, later, then)
