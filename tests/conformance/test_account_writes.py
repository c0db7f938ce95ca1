"""Accounts that change and go, held to one suite over memory and PostgreSQL."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.refusal import Refusal
from piggypulse_core.ledger.model.account import (
    AccountId,
    AccountInUse,
    AccountNameTaken,
    AccountNotFound,
)
from tests.support.bookkeeping import Bookkeeper, regular
from tests.support.clock import TODAY
from tests.support.works import AnyWork

IDS = SystemIds()
WRITERS = 16


@pytest.fixture
def books(work: AnyWork, alice: UserId) -> Bookkeeper:
    return Bookkeeper(work=work, owner=alice)


async def test_keeps_everything_that_was_changed_but_the_net(books: Bookkeeper) -> None:
    pocket = await books.account(type="Allowance")
    await books.book(regular(pocket, None, 30))
    changed = replace(
        pocket,
        name="Zoë's",
        color="#abcdef",
        opening_minor=-9,
        net_minor=12345,
        spend_limit_minor=1,
        top_up_amount_minor=2,
        top_up_cycle="bi-weekly",
        top_up_day=6,
        archived_on=date(2199, 12, 31),
    )

    async with books.work() as unit:
        await unit.accounts.save(owner=books.owner, account=changed)

    assert await books.accounts() == {pocket.id: replace(changed, net_minor=-30)}


async def test_keeps_the_days_of_a_card(books: Bookkeeper) -> None:
    visa = await books.account(type="CreditCard")
    changed = replace(visa, statement_close_day=1, payment_due_day=31)

    async with books.work() as unit:
        await unit.accounts.save(owner=books.owner, account=changed)

    assert await books.accounts() == {visa.id: changed}


async def test_saves_no_name_that_another_has(books: Bookkeeper) -> None:
    giro = await books.account(name="Giro")
    await books.account(name="Other")

    with pytest.raises(AccountNameTaken):
        async with books.work() as unit:
            await unit.accounts.save(owner=books.owner, account=replace(giro, name="OTHER"))

    assert (await books.accounts())[giro.id] == giro


async def test_saves_and_removes_nothing_of_a_stranger(
    work: AnyWork, books: Bookkeeper, bob: UserId
) -> None:
    giro = await books.account()

    for key in (giro.id, AccountId(IDS.new())):
        with pytest.raises(AccountNotFound):
            async with work() as unit:
                await unit.accounts.delete(owner=bob, account=key)

    assert await books.accounts() == {giro.id: giro}


async def test_removes_what_nothing_refers_to(books: Bookkeeper) -> None:
    giro = await books.account()
    booked = await books.book(regular(giro, None))

    with pytest.raises(AccountInUse):
        async with books.work() as unit:
            await unit.accounts.delete(owner=books.owner, account=giro.id)
    await books.delete(booked)
    async with books.work() as unit:
        await unit.accounts.delete(owner=books.owner, account=giro.id)

    assert await books.accounts() == {}


async def test_knows_the_net_of_any_day(books: Bookkeeper) -> None:
    giro, other = await books.account(), await books.account()
    salary = await books.category(type="income")
    await books.book(regular(giro, salary, 100, on=TODAY - timedelta(days=1)))
    await books.book(regular(giro, None, 30, on=TODAY))
    await books.book(regular(giro, None, 7, on=TODAY + timedelta(days=1)))
    await books.book(regular(other, None, 999))

    async with books.work.reading() as unit:
        nets = [
            await unit.transactions.net_until(
                owner=books.owner, account=giro.id, day=TODAY + timedelta(days=offset)
            )
            for offset in (-2, -1, 0, 1, 2)
        ]

    assert nets == [0, 100, 70, 63, 63]


async def test_of_sixteen_renamed_alike_at_once_one_wins(books: Bookkeeper) -> None:
    made = [await books.account() for _ in range(WRITERS)]

    async def rename(index: int) -> bool:
        try:
            async with books.work() as unit:
                held = await unit.accounts.hold(owner=books.owner, accounts=[made[index].id])
                await unit.accounts.save(
                    owner=books.owner, account=replace(held[made[index].id], name="Contested")
                )
        except AccountNameTaken:
            return False
        return True

    won = await asyncio.gather(*(rename(index) for index in range(WRITERS)))

    assert won.count(True) == 1


@pytest.mark.parametrize("turn", range(3))
async def test_a_removal_and_a_booking_at_once_leave_one_of_them_refused(
    books: Bookkeeper, turn: int
) -> None:
    """Whoever comes second is told, however often they meet."""
    made = [await books.account() for _ in range(WRITERS // 2)]

    async def remove(index: int) -> str:
        async with books.work() as unit:
            await unit.accounts.delete(owner=books.owner, account=made[index].id)
        return "removed"

    async def book(index: int) -> str:
        await books.book(regular(made[index], None, turn + 1))
        return "booked"

    async def outcome(act: object) -> str:
        try:
            return str(await act)  # type: ignore[misc]  # one of the two above
        except Refusal as refusal:
            return refusal.code

    pairs = await asyncio.gather(
        *(outcome(act) for index in range(len(made)) for act in (remove(index), book(index)))
    )

    for removal, booking in zip(pairs[::2], pairs[1::2], strict=True):
        assert (removal, booking) in {
            ("removed", "reference_not_found"),
            ("account_in_use", "booked"),
        }
    assert len(await books.transactions()) == pairs[1::2].count("booked")
