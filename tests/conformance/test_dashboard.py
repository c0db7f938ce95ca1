"""A whole dashboard says what its parts' own operations say, out of both back ends."""

import re
from dataclasses import asdict, fields

import pytest

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.budgeting.model.period import NoCurrentPeriod, PeriodNotFound
from piggypulse_core.insights.model.dashboard import PARTS, Dashboard, Part
from piggypulse_core.insights.usecases.dashboard import ReadDashboard
from tests.conformance.test_insights import Asking, asking
from tests.support.figures import Book, parts_alone
from tests.support.people import new_user
from tests.support.worked_example import NOON
from tests.support.works import AnyWork


async def dashboard(
    asked: Asking, period: str | None = None, *, parts: tuple[Part, ...] = PARTS
) -> Dashboard:
    read = ReadDashboard(work=asked.work, clock=FixedClock(asked.now))
    return await read(owner=asked.owner, period=asked.period(period), parts=parts)


def member(part: str, /) -> str:
    return re.sub("([A-Z])", lambda found: f"_{found[1].lower()}", part)


class TestDashboard:
    def test_has_a_member_for_each_part(self) -> None:
        assert [one.name for one in fields(Dashboard)] == [member(part) for part in PARTS]

    @pytest.mark.parametrize(
        ("day", "period"),
        [("2031-05-10", None), ("2031-06-30", "P1"), ("2031-04-10", "P3")],
    )
    async def test_says_what_each_part_says_alone(
        self, work: AnyWork, day: str, period: str | None
    ) -> None:
        asked = await asking(work, day=day)
        alone = await parts_alone(
            Book(work=work, owner=asked.owner), period=asked.period(period), today=asked.now.date()
        )

        assert await dashboard(asked, period) == alone
        for part in PARTS:
            one = await dashboard(asked, period, parts=(part,))
            expected = dict.fromkeys(asdict(alone)) | {member(part): getattr(alone, member(part))}
            assert {field.name: getattr(one, field.name) for field in fields(one)} == expected

    async def test_needs_a_period_that_contains_today(self, work: AnyWork) -> None:
        asked = await asking(work, day="2031-06-30")

        for parts in (PARTS, ()):
            with pytest.raises(NoCurrentPeriod):
                await dashboard(asked, parts=parts)

    async def test_knows_no_period_of_somebody_else(self, work: AnyWork) -> None:
        alice = await asking(work)
        bob = Asking(work=work, owner=await new_user(work), house=alice.house, now=NOON)

        with pytest.raises(PeriodNotFound):
            await dashboard(bob, "P3")
