"""What is asked for twice under one key is done once."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import CountingIds
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import PageRequest
from piggypulse_core.ledger.model.vendor import VendorNameTaken
from piggypulse_core.ledger.usecases.vendors import CreateVendor, ListVendors
from piggypulse_core.retries.model.kept_answer import KEPT_FOR, KeptAnswer, KeyReused
from piggypulse_core.retries.usecases.requests import AnswerOnce, ForgetAnswers

ONE, TWO = b"1" * 32, b"2" * 32

Act = Callable[[], Awaitable[bytes | None]]


@pytest.fixture
def once(work: MemoryWork, clock: FixedClock) -> AnswerOnce:
    return AnswerOnce(work=work, clock=clock)


@pytest.fixture
def add(work: MemoryWork, ids: CountingIds) -> Callable[[UserId, str], Act]:
    """Adding a vendor, answered with its name."""

    def act_for(owner: UserId, name: str) -> Act:
        async def act() -> bytes | None:
            create = CreateVendor(work=work, ids=ids)
            return (await create(owner=owner, name=name, description=None)).name.encode()

        return act

    return act_for


async def vendors(work: MemoryWork, owner: UserId) -> list[str]:
    page = await ListVendors(work=work)(owner=owner, status="all", request=PageRequest())
    return [row.vendor.name for row in page.rows]


class TestAnswerOnce:
    async def test_acts_once_and_gives_the_answer_again(
        self,
        once: AnswerOnce,
        add: Callable[[UserId, str], Act],
        work: MemoryWork,
        alice: UserId,
    ) -> None:
        first = await once(owner=alice, key="k", request=ONE, act=add(alice, "Market"))
        second = await once(owner=alice, key="k", request=ONE, act=add(alice, "Bakery"))

        assert (first, second) == (None, b"Market")
        assert await vendors(work, alice) == ["Market"]

    async def test_refuses_another_request_under_the_key(
        self,
        once: AnswerOnce,
        add: Callable[[UserId, str], Act],
        work: MemoryWork,
        alice: UserId,
    ) -> None:
        await once(owner=alice, key="k", request=ONE, act=add(alice, "Market"))

        with pytest.raises(KeyReused):
            await once(owner=alice, key="k", request=TWO, act=add(alice, "Bakery"))

        assert await vendors(work, alice) == ["Market"]

    async def test_keeps_no_refusal(
        self,
        once: AnswerOnce,
        add: Callable[[UserId, str], Act],
        work: MemoryWork,
        alice: UserId,
    ) -> None:
        await add(alice, "Market")()

        with pytest.raises(VendorNameTaken):
            await once(owner=alice, key="k", request=ONE, act=add(alice, "Market"))
        second = await once(owner=alice, key="k", request=TWO, act=add(alice, "Bakery"))

        assert second is None
        assert await vendors(work, alice) == ["Bakery", "Market"]

    async def test_writes_nothing_when_the_answer_cannot_be_made(
        self,
        once: AnswerOnce,
        add: Callable[[UserId, str], Act],
        work: MemoryWork,
        alice: UserId,
    ) -> None:
        async def act() -> bytes | None:
            await add(alice, "Market")()
            raise RuntimeError

        with pytest.raises(RuntimeError):
            await once(owner=alice, key="k", request=ONE, act=act)

        assert await vendors(work, alice) == []

    async def test_another_persons_key_is_another_key(
        self,
        once: AnswerOnce,
        add: Callable[[UserId, str], Act],
        work: MemoryWork,
        alice: UserId,
        bob: UserId,
    ) -> None:
        await once(owner=alice, key="k", request=ONE, act=add(alice, "Market"))
        his = await once(owner=bob, key="k", request=TWO, act=add(bob, "Bakery"))

        assert his is None
        assert await vendors(work, bob) == ["Bakery"]

    async def test_forgets_after_a_day(
        self,
        once: AnswerOnce,
        add: Callable[[UserId, str], Act],
        work: MemoryWork,
        clock: FixedClock,
        alice: UserId,
    ) -> None:
        await once(owner=alice, key="k", request=ONE, act=add(alice, "Market"))
        clock.instant += KEPT_FOR - timedelta(seconds=1)
        late = await once(owner=alice, key="k", request=ONE, act=add(alice, "Bakery"))
        clock.instant += timedelta(seconds=1)
        too_late = await once(owner=alice, key="k", request=TWO, act=add(alice, "Butcher"))

        assert (late, too_late) == (b"Market", None)
        assert await vendors(work, alice) == ["Butcher", "Market"]


class TestForgetAnswers:
    async def test_forgets_what_nobody_may_ask_for_again(
        self,
        once: AnswerOnce,
        add: Callable[[UserId, str], Act],
        work: MemoryWork,
        clock: FixedClock,
        alice: UserId,
    ) -> None:
        await once(owner=alice, key="old", request=ONE, act=add(alice, "Market"))
        clock.instant += KEPT_FOR + timedelta(seconds=1)
        await once(owner=alice, key="new", request=ONE, act=add(alice, "Bakery"))

        await ForgetAnswers(work=work, clock=clock)()

        assert set(work.database.tables[KeptAnswer, alice]) == {"new"}
