"""How somebody new settles in."""

from itertools import product

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.onboarding.model.progress import OnboardingIncomplete, Progress
from piggypulse_core.onboarding.usecases.progress import CompleteOnboarding, ReadProgress
from piggypulse_core.settings.usecases.profiles import UpdateProfile
from tests.support.bookkeeping import Bookkeeper
from tests.support.clock import NOW
from tests.support.people import new_user
from tests.support.scheduling import PAYDAY, Scheduler


@pytest.fixture
async def newcomer(work: MemoryWork) -> Scheduler:
    """Somebody who has not said what they count in."""
    return Scheduler(work=work, owner=await new_user(work, currency_code=None))


async def progress(one: Scheduler) -> Progress:
    return await ReadProgress(work=one.work)(owner=one.owner)


async def complete(one: Scheduler) -> None:
    await CompleteOnboarding(work=one.work, clock=one.clock, top_up=one.top_up)(owner=one.owner)


async def chooses_a_currency(one: Scheduler) -> None:
    await UpdateProfile(work=one.work)(
        owner=one.owner, name=None, currency="EUR", avatar=None, timezone=None
    )


class TestProgress:
    @pytest.mark.parametrize(
        ("currency", "schedule", "account"), list(product([False, True], repeat=3))
    )
    def test_is_a_matter_of_schedule_and_accounts(
        self, *, currency: bool, schedule: bool, account: bool
    ) -> None:
        found = Progress(
            has_completed=False, has_currency=currency, has_schedule=schedule, has_account=account
        )

        begun = schedule or account
        assert found.status == ("in_progress" if begun else "not_started")
        assert found.step == ("summary" if schedule else "period")
        missing = [] if currency else ["currency"]
        assert found.missing == (missing if schedule else [*missing, "schedule"])

    def test_lacks_nothing_once_completed(self) -> None:
        found = Progress(has_completed=True)

        assert (found.status, found.step, found.missing) == ("completed", None, [])

    async def test_follows_what_somebody_does(self, newcomer: Scheduler) -> None:
        assert (await progress(newcomer)).status == "not_started"

        await chooses_a_currency(newcomer)
        await Bookkeeper(work=newcomer.work, owner=newcomer.owner).account()
        halfway = await progress(newcomer)
        assert (halfway.status, halfway.step, halfway.missing) == (
            ("in_progress", "period", ["schedule"])
        )

        await newcomer.create(None)
        assert (await progress(newcomer)).step == "summary"


class TestCompleteOnboarding:
    async def test_needs_a_currency_and_a_schedule(self, newcomer: Scheduler) -> None:
        for missing, act in (
            (["currency", "schedule"], chooses_a_currency(newcomer)),
            (["schedule"], newcomer.create(None)),
        ):
            with pytest.raises(OnboardingIncomplete) as refused:
                await complete(newcomer)
            assert refused.value.members == {"missing": missing}
            assert not (await progress(newcomer)).has_completed
            await act

        await complete(newcomer)

        assert (await progress(newcomer)).status == "completed"

    async def test_makes_the_periods_of_whoever_completes_it(
        self, newcomer: Scheduler, bob: UserId
    ) -> None:
        neighbour = Scheduler(work=newcomer.work, owner=bob)
        await chooses_a_currency(newcomer)
        for one in (newcomer, neighbour):
            await one.create(PAYDAY)
            for period in await one.periods():
                await one.budget.delete(period)

        await complete(newcomer)

        made = await newcomer.periods()
        assert len(made) == 4
        assert made[0].start <= NOW.date() <= made[0].end
        assert await neighbour.periods() == []

    async def test_is_done_once(self, newcomer: Scheduler) -> None:
        await chooses_a_currency(newcomer)
        await newcomer.create(PAYDAY)
        await complete(newcomer)
        made = await newcomer.periods()
        await newcomer.delete()
        await newcomer.budget.delete(made[-1])

        await complete(newcomer)

        assert await newcomer.periods() == made[:-1]
        assert (await progress(newcomer)).status == "completed"
