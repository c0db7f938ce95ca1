"""The account store, held to one suite over memory and PostgreSQL."""

import asyncio
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.money import AMOUNT_MINOR_MAX
from piggypulse_core.kernel.paging import PageRequest, UnknownCursor
from piggypulse_core.ledger.model.account import (
    Account,
    AccountId,
    AccountNameTaken,
    AccountNotFound,
)
from piggypulse_core.ledger.model.status import StatusFilter
from tests.support.clock import TODAY
from tests.support.works import AnyWork

IDS = SystemIds()


def account(name: str, *, archived_on: date | None = None) -> Account:
    return Account(
        id=AccountId(IDS.new()),
        type="Checking",
        name=name,
        color="#12aBcD",
        currency_code="EUR",
        opening_minor=-AMOUNT_MINOR_MAX,
        created_on=TODAY,
        archived_on=archived_on,
    )


async def add(work: AnyWork, owner: UserId, *accounts: Account) -> None:
    async with work() as unit:
        for one in accounts:
            await unit.accounts.add(owner=owner, account=one)


class TestAccountStore:
    @pytest.mark.parametrize(
        "kept",
        [
            replace(
                account("Zoë's"), opening_minor=AMOUNT_MINOR_MAX, archived_on=date(2199, 12, 31)
            ),
            replace(account("Wide"), net_minor=-(10**30)),
            replace(
                account("Visa"),
                type="CreditCard",
                spend_limit_minor=AMOUNT_MINOR_MAX,
                statement_close_day=1,
                payment_due_day=31,
            ),
            replace(
                account("Pocket"),
                type="Allowance",
                spend_limit_minor=0,
                top_up_amount_minor=AMOUNT_MINOR_MAX,
                top_up_cycle="bi-weekly",
                top_up_day=0,
                currency_code="JPY",
            ),
        ],
        ids=lambda one: one.name,
    )
    async def test_gives_back_what_was_added(
        self, work: AnyWork, alice: UserId, kept: Account
    ) -> None:
        await add(work, alice, kept)

        async with work() as unit:
            page = await unit.accounts.page(owner=alice, status="all", request=PageRequest())
            assert list(page.rows) == [kept]
            assert await unit.accounts.get(owner=alice, account=kept.id) == kept
            assert await unit.accounts.every(owner=alice) == [kept]
            assert await unit.accounts.hold(owner=alice, accounts=[kept.id]) == {kept.id: kept}

    async def test_refuses_a_name_taken_and_keeps_nothing_of_the_unit(
        self, work: AnyWork, alice: UserId
    ) -> None:
        await add(work, alice, account("Giro", archived_on=TODAY))

        with pytest.raises(AccountNameTaken):
            await add(work, alice, account("Another"), account("GIRO"))

        async with work.reading() as unit:
            assert [row.name for row in await unit.accounts.every(owner=alice)] == ["Giro"]

    async def test_holds_those_that_exist_each_once(self, work: AnyWork, alice: UserId) -> None:
        first, second, third = account("a"), account("b"), account("c", archived_on=TODAY)
        await add(work, alice, first, second, third)

        async with work() as unit:
            held = await unit.accounts.hold(
                owner=alice, accounts=[third.id, AccountId(IDS.new()), first.id, third.id]
            )
            nothing = await unit.accounts.hold(owner=alice, accounts=[])

        assert list(held.items()) == [(first.id, first), (third.id, third)]
        assert nothing == {}

    @pytest.mark.parametrize(
        ("status", "names"),
        [("active", ["b"]), ("inactive", ["c", "a"]), ("all", ["c", "b", "a"])],
    )
    async def test_lists_by_status_newest_first(
        self, work: AnyWork, alice: UserId, status: StatusFilter, names: list[str]
    ) -> None:
        made = [account("a", archived_on=TODAY), account("b"), account("c", archived_on=TODAY)]
        await add(work, alice, *made)

        async with work.reading() as unit:
            page = await unit.accounts.page(owner=alice, status=status, request=PageRequest())

        assert [row.name for row in page.rows] == names
        assert page.total == len(names)

    async def test_pages_join_to_the_list(self, work: AnyWork, alice: UserId) -> None:
        made = [account(str(number)) for number in range(7)]
        await add(work, alice, *made)

        walked: list[UUID] = []
        cursor: UUID | None = None
        while len(walked) < len(made):
            async with work.reading() as unit:
                page = await unit.accounts.page(
                    owner=alice, status="active", request=PageRequest(cursor=cursor, limit=3)
                )
            walked += [row.id for row in page.rows]
            assert page.total == len(made)
            cursor = page.next_cursor

        assert walked == [one.id for one in reversed(made)]
        assert cursor is None

    async def test_an_empty_list_is_an_empty_page(self, work: AnyWork, alice: UserId) -> None:
        async with work.reading() as unit:
            page = await unit.accounts.page(owner=alice, status="all", request=PageRequest())

        assert (list(page.rows), page.total, page.has_more) == ([], 0, False)

    async def test_a_cursor_must_be_in_the_list_asked_for(
        self, work: AnyWork, alice: UserId
    ) -> None:
        gone = account("gone", archived_on=TODAY)
        await add(work, alice, gone, account("here"))

        async with work.reading() as unit:
            with pytest.raises(UnknownCursor):
                await unit.accounts.page(
                    owner=alice, status="active", request=PageRequest(cursor=gone.id)
                )

    async def test_options_are_sorted_by_folded_name(self, work: AnyWork, alice: UserId) -> None:
        names = ["éclair", "Zeta", "alpha", "ZETA2", "Straße", "strasse 2", "ﬁn", "10", "9"]
        await add(work, alice, *map(account, names))

        async with work.reading() as unit:
            options = await unit.accounts.options(owner=alice)

        assert [row.name for row in options] == [
            "10",
            "9",
            "alpha",
            "ﬁn",
            "Straße",
            "strasse 2",
            "Zeta",
            "ZETA2",
            "éclair",
        ]

    async def test_a_stranger_finds_nothing_and_what_is_hers_stays(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        hers = account("Hers")
        await add(work, alice, hers)
        await add(work, bob, account("Hers"))

        for unknown in (hers.id, AccountId(IDS.new())):
            async with work() as unit:
                assert await unit.accounts.hold(owner=bob, accounts=[unknown]) == {}
                with pytest.raises(AccountNotFound):
                    await unit.accounts.get(owner=bob, account=unknown)
                with pytest.raises(UnknownCursor):
                    await unit.accounts.page(
                        owner=bob, status="all", request=PageRequest(cursor=unknown)
                    )

        async with work.reading() as unit:
            assert await unit.accounts.every(owner=alice) == [hers]
            assert hers not in await unit.accounts.options(owner=bob)

    async def test_of_sixteen_racing_for_a_name_one_wins(
        self, work: AnyWork, alice: UserId
    ) -> None:
        async def claim() -> bool:
            try:
                await add(work, alice, account("Contested"))
            except AccountNameTaken:
                return False
            return True

        won = await asyncio.gather(*(claim() for _ in range(16)))

        assert won.count(True) == 1
