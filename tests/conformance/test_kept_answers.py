"""The store of kept answers, and the unit around other units, over memory and PostgreSQL."""

from dataclasses import replace
from datetime import timedelta

import pytest

from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import PageRequest
from piggypulse_core.kernel.refusal import Collided
from piggypulse_core.ledger.model.vendor import Vendor, VendorId, VendorNameTaken
from piggypulse_core.retries.model.kept_answer import KEPT_FOR, KeptAnswer
from tests.support.clock import NOW
from tests.support.works import AnyWork

IDS = SystemIds()
STALE = NOW - KEPT_FOR
KEPT = KeptAnswer(key="k", request=b"r" * 32, answer=b"\x00answer\xff", kept_at=NOW)


async def keep(work: AnyWork, owner: UserId, *kept: KeptAnswer) -> None:
    async with work() as unit:
        for one in kept:
            await unit.kept_answers.keep(owner=owner, kept=one, stale=STALE)


async def found(work: AnyWork, owner: UserId, key: str) -> KeptAnswer | None:
    async with work.reading() as unit:
        return await unit.kept_answers.find(owner=owner, key=key)


class TestKeptAnswerStore:
    async def test_gives_back_what_was_kept(self, work: AnyWork, alice: UserId) -> None:
        await keep(work, alice, KEPT)

        assert await found(work, alice, "k") == KEPT
        assert await found(work, alice, "K") is None

    async def test_a_stranger_finds_nothing(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        await keep(work, alice, KEPT)
        await keep(work, bob, replace(KEPT, answer=b"his"))

        assert await found(work, alice, "k") == KEPT

    async def test_takes_the_place_of_a_stale_one(self, work: AnyWork, alice: UserId) -> None:
        await keep(work, alice, replace(KEPT, kept_at=STALE))
        await keep(work, alice, KEPT)

        assert await found(work, alice, "k") == KEPT

    async def test_never_of_a_younger_one(self, work: AnyWork, alice: UserId) -> None:
        younger = replace(KEPT, kept_at=STALE + timedelta(microseconds=1))
        await keep(work, alice, younger)

        with pytest.raises(Collided):
            await keep(work, alice, KEPT)

        assert await found(work, alice, "k") == younger

    async def test_forgets_everybodys_old_ones(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        old = replace(KEPT, kept_at=STALE - timedelta(seconds=1))
        await keep(work, alice, old, replace(KEPT, key="younger"))
        await keep(work, bob, old)

        async with work() as unit:
            await unit.kept_answers.purge(before=STALE)

        assert await found(work, alice, "k") is None
        assert await found(work, bob, "k") is None
        assert await found(work, alice, "younger") is not None

    async def test_a_key_can_be_claimed_by_one(self, work: AnyWork, alice: UserId) -> None:
        async with work() as unit:
            assert await unit.kept_answers.claim(owner=alice, key="k")
        async with work() as unit:
            assert await unit.kept_answers.claim(owner=alice, key="k")


def vendor(name: str) -> Vendor:
    return Vendor(id=VendorId(IDS.new()), name=name)


async def names(work: AnyWork, owner: UserId) -> list[str]:
    async with work.reading() as unit:
        page = await unit.vendors.page(owner=owner, status="all", request=PageRequest())
    return sorted(row.vendor.name for row in page.rows)


class TestEnclosing:
    async def test_what_is_written_inside_is_kept_together(
        self, work: AnyWork, alice: UserId
    ) -> None:
        async with work.enclosing() as outer:
            async with work() as unit:
                await unit.vendors.add(owner=alice, vendor=vendor("Inside"))
            await outer.vendors.add(owner=alice, vendor=vendor("Outside"))

        assert await names(work, alice) == ["Inside", "Outside"]

    async def test_what_is_written_inside_goes_with_the_whole(
        self, work: AnyWork, alice: UserId
    ) -> None:
        async def write_and_fail() -> None:
            async with work.enclosing():
                async with work() as unit:
                    await unit.vendors.add(owner=alice, vendor=vendor("Inside"))
                raise RuntimeError

        with pytest.raises(RuntimeError):
            await write_and_fail()

        assert await names(work, alice) == []

    async def test_a_refused_unit_goes_alone(self, work: AnyWork, alice: UserId) -> None:
        async def add(*names: str) -> None:
            async with work() as unit:
                for name in names:
                    await unit.vendors.add(owner=alice, vendor=vendor(name))

        async with work.enclosing():
            await add("First")
            with pytest.raises(VendorNameTaken):
                await add("Second", "FIRST")
            await add("Third")

        assert await names(work, alice) == ["First", "Third"]

    async def test_every_unit_inside_sees_what_is_written(
        self, work: AnyWork, alice: UserId
    ) -> None:
        seen = []
        async with work.enclosing() as outer:
            await outer.vendors.add(owner=alice, vendor=vendor("Mine"))
            for opened in (work, work.reading, work.snapshot):
                async with opened() as unit:
                    page = await unit.vendors.page(owner=alice, status="all", request=PageRequest())
                seen += [row.vendor.name for row in page.rows]

        assert seen == ["Mine"] * 3

    async def test_a_unit_afterwards_stands_alone(self, work: AnyWork, alice: UserId) -> None:
        async with work.enclosing():
            pass
        async with work() as unit:
            await unit.vendors.add(owner=alice, vendor=vendor("After"))

        assert await names(work, alice) == ["After"]
