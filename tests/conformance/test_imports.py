"""What is taken in, held to one suite over memory and PostgreSQL."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.refusal import InvalidInput, Refusal
from tests.strategies.lives import lives
from tests.support.archives import archive_complaints, golden_archive
from tests.support.audit import assert_sums_right
from tests.support.bookkeeping import Bookkeeper, regular
from tests.support.database import postgres_work
from tests.support.exporting import Exporter
from tests.support.importing import AS_IT_WAS, ROWS_ALONE, Importer
from tests.support.life import Life, born
from tests.support.lives import Moment
from tests.support.people import new_user
from tests.support.works import AnyWork

LONG = settings(deadline=None, suppress_health_check=list(HealthCheck))


async def audited(work: AnyWork, owner: UserId) -> None:
    await assert_sums_right(Bookkeeper(work=work, owner=owner))


class TestImports:
    async def test_take_in_what_was_given_away_as_it_was(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        """X1, C6: two people with the same ids, none of whom notices the other."""
        golden = golden_archive()
        for owner in (alice, bob):
            first = await Importer(work=work).take(owner, golden)
            second = await Importer(work=work).take(owner, golden)

            assert await Exporter(work=work).archive(owner) == golden
            assert (first.transactions, first.unchanged) == (len(golden["transactions"]), 0)
            rows = sum(len(part) for part in golden.values() if isinstance(part, list))
            assert second == replace(
                second, accounts=0, transactions=0, overlays=0, unchanged=rows + 1
            )
            await audited(work, owner)

    async def test_write_nothing_where_anything_is_wrong(
        self, work: AnyWork, alice: UserId
    ) -> None:
        golden = golden_archive()
        empty = await Exporter(work=work).archive(alice)
        golden["transactions"][-1]["description"] = "a\x00b"

        with pytest.raises(InvalidInput) as refused:
            await Importer(work=work).take(alice, golden)

        (fault,) = refused.value.faults
        assert fault.field == f"/transactions/{len(golden['transactions']) - 1}/description"
        assert await Exporter(work=work).archive(alice) == empty

    async def test_add_to_what_is_there(self, work: AnyWork, alice: UserId) -> None:
        """What comes names rows that are known by name, and sums go on from where they are."""
        books = Bookkeeper(work=work, owner=alice)
        account = await books.account(name="Own")
        salary = await books.category(type="income", name="SALARY")
        shop = await books.vendor(name="corner shop")
        await books.book(regular(account, salary, 100))
        golden = golden_archive()
        part = {name: golden[name] for name in ("format", "accounts", "categories", "vendors")}
        booked = [{**row, "fromAccountId": str(account.id)} for row in golden["transactions"][:1]]

        report = await Importer(work=work).take(
            alice, {**part, "transactions": booked}, choices=ROWS_ALONE
        )

        known = await Exporter(work=work).archive(alice)
        (taken,) = [row for row in known["transactions"] if row["id"] == booked[0]["id"]]
        assert taken["categoryId"] == str(salary.id)
        assert (report.vendors, report.categories) == (2, 6)
        assert str(shop.id) in {row["id"] for row in known["vendors"]}
        await audited(work, alice)

    async def test_leave_nothing_behind_when_they_break_off(
        self, work: AnyWork, alice: UserId
    ) -> None:
        """Whatever call to a store is the last one."""
        empty = await Exporter(work=work).archive(alice)
        golden = golden_archive()
        calls = Countdown(left=10**6)
        await Importer(work=cast("AnyWork", Breaking(work=work, calls=calls))).take(
            alice, golden, choices=replace(AS_IT_WAS, dry_run=True)
        )
        reads = 10**6 - calls.left

        for left in range(reads - 1, reads + 60, 4):
            breaking = Breaking(work=work, calls=Countdown(left=left))
            try:
                await Importer(work=cast("AnyWork", breaking)).take(alice, golden)
            except Broken:
                assert await Exporter(work=work).archive(alice) == empty
            else:
                break
        else:
            pytest.fail("never came to an end")
        assert await Exporter(work=work).archive(alice) == golden


class Broken(Exception):
    """The process is gone."""


@dataclass(slots=True)
class Countdown:
    left: int

    def tick(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Broken


@dataclass(frozen=True, slots=True)
class Breaking:
    """A back end whose stores answer so often and no more."""

    work: Any
    calls: Countdown

    def __call__(self) -> "BreakingUnit":
        return BreakingUnit(self.work(), self.calls)


@dataclass(slots=True)
class BreakingUnit:
    opened: Any
    calls: Countdown
    unit: Any = None

    async def __aenter__(self) -> "BreakingUnit":
        self.unit = await self.opened.__aenter__()
        return self

    async def __aexit__(self, *trouble: object) -> Any:  # noqa: ANN401 - whatever it says
        return await self.opened.__aexit__(*trouble)

    def __getattr__(self, name: str) -> "BreakingStore":
        return BreakingStore(getattr(self.unit, name), self.calls)


@dataclass(frozen=True, slots=True)
class BreakingStore:
    store: Any
    calls: Countdown

    def __getattr__(self, name: str) -> Callable[..., Awaitable[object]]:
        self.calls.tick()
        found: Callable[..., Awaitable[object]] = getattr(self.store, name)
        return found


async def lived(work: AnyWork, moments: list[Moment]) -> Life:
    """A life that nobody looks at."""
    life = await born(work)
    for moment in moments:
        life.clock.instant += timedelta(hours=moment.hours)
        try:
            await moment.act(life)
        except Refusal:
            continue
    return life


async def figures(life: Life) -> tuple[object, ...]:
    return await life.closed(), await life.periods(), await life.schedules.tick()


async def moved(life: Life, *, into: AnyWork) -> None:
    """X1: whoever takes their data elsewhere has the same data and the same figures there."""
    archive = await Exporter(work=life.work, clock=life.clock).archive(life.owner)
    other = replace(life, work=into, owner=await new_user(into))
    importer = Importer(work=into, clock=life.clock)

    await importer.take(other.owner, archive)

    exporter = Exporter(work=into, clock=life.clock)
    assert archive_complaints(archive) == []
    assert await exporter.archive(other.owner) == archive
    again = await importer.take(other.owner, archive)
    assert again == replace(again, **dict.fromkeys(KINDS, 0))
    assert await figures(other) == await figures(life)
    await audited(into, other.owner)


KINDS = (
    *("accounts", "categories", "vendors", "periods"),
    *("goals", "subscriptions", "overlays", "transactions"),
)


@settings(LONG, max_examples=12)
@given(lives(most=25))
def test_a_life_is_the_same_elsewhere(moments: list[Moment]) -> None:
    async def check() -> None:
        await moved(await lived(MemoryWork(), moments), into=MemoryWork())

    asyncio.run(check())


def test_a_life_is_the_same_in_the_other_back_end(shared_database: str) -> None:
    async def check(moments: list[Moment]) -> None:
        async with postgres_work(url=shared_database) as postgres:
            await moved(await lived(MemoryWork(), moments), into=postgres)
            await moved(await lived(postgres, moments), into=MemoryWork())

    with asyncio.Runner() as runner:

        @settings(LONG, max_examples=2)
        @given(lives(most=15))
        def both(moments: list[Moment]) -> None:
            runner.run(check(moments))

        both()
