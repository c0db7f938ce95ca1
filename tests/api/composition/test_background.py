"""What the server does by itself, over memory."""

from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from structlog.testing import capture_logs

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_core.budgeting.usecases.subscription_reads import FindSubscribers
from piggypulse_core.budgeting.usecases.subscriptions import AdvanceSubscriptions
from piggypulse_core.kernel.ids import UserId
from piggypulse_http.composition.background import AdvanceCharges
from tests.support.bookkeeping import Bookkeeper
from tests.support.clock import TODAY
from tests.support.people import new_user
from tests.support.subscribing import Subscriber, monthly

DUE = TODAY - timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusing:
    """Advances everybody but one."""

    advance: AdvanceSubscriptions
    odd: UserId

    async def __call__(self, *, owner: UserId) -> None:
        if owner == self.odd:
            raise LookupError
        await self.advance(owner=owner)


async def test_charges_of_everybody_are_advanced_even_if_one_fails() -> None:
    work = MemoryWork()
    people = [Subscriber(work=work, owner=await new_user(work)) for _ in range(3)]
    made = [
        await one.subscribe(monthly(await Bookkeeper(work=work, owner=one.owner).category(), DUE))
        for one in people
    ]
    clock, ids = people[0].clock, people[0].ids
    advance = AdvanceSubscriptions(work=work, ids=ids, clock=clock)
    task = AdvanceCharges(
        find=FindSubscribers(work=work, clock=clock),
        advance=cast("AdvanceSubscriptions", Refusing(advance=advance, odd=people[1].owner)),
    )

    with capture_logs() as lines:
        await task()

    counted = [len(await one.charges(key.id)) for one, key in zip(people, made, strict=True)]
    assert counted == [1, 0, 1]
    assert [line["event"] for line in lines] == ["charges_not_advanced"]
