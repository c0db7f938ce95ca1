"""What people can do with accounts."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import CountingIds
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import PageRequest, UnknownCursor
from piggypulse_core.kernel.refusal import InvalidInput
from piggypulse_core.ledger.model.account import (
    Account,
    AccountId,
    AccountNameTaken,
    AccountNotFound,
    DefaultCurrencyMissing,
)
from piggypulse_core.ledger.model.new_account import AccountForm
from piggypulse_core.ledger.usecases.accounts import (
    CreateAccount,
    GetAccount,
    ListAccountOptions,
    ListAccounts,
)
from tests.support.people import new_user

FORM = AccountForm(type="Checking", name="Giro", color="#123456", opening_minor=100)


@pytest.fixture
def create(work: MemoryWork, ids: CountingIds, clock: FixedClock) -> CreateAccount:
    return CreateAccount(work=work, ids=ids, clock=clock)


async def archived(work: MemoryWork, *, owner: UserId, account: AccountId) -> None:
    """Put away behind the use cases' back."""
    async with work() as unit:
        rows = unit.transaction.writable(Account, owner=owner)
        rows[account] = replace(rows[account], archived_on=date(2026, 6, 1))


async def names(work: MemoryWork, *, owner: UserId) -> list[str]:
    page = await ListAccounts(work=work)(owner=owner, status="all", request=PageRequest())
    return [account.name for account in page.rows]


class TestCreateAccount:
    async def test_keeps_an_account_in_the_profile_currency(
        self, work: MemoryWork, create: CreateAccount, alice: UserId
    ) -> None:
        account = await create(owner=alice, form=FORM)

        assert account.currency_code == "EUR"
        assert await GetAccount(work=work)(owner=alice, account=account.id) == account

    async def test_is_made_on_the_day_it_is_where_its_owner_lives(
        self, work: MemoryWork, create: CreateAccount, clock: FixedClock
    ) -> None:
        clock.instant = datetime(2026, 6, 15, 23, 30, tzinfo=UTC)
        owner = await new_user(work, timezone="Asia/Tokyo")

        assert (await create(owner=owner, form=FORM)).created_on == date(2026, 6, 16)

    @pytest.mark.parametrize("name", ["Giro", "GIRO", " giro "])
    async def test_refuses_a_name_that_is_taken_without_regard_to_case(
        self, work: MemoryWork, create: CreateAccount, alice: UserId, name: str
    ) -> None:
        await create(owner=alice, form=FORM)

        with pytest.raises(AccountNameTaken):
            await create(owner=alice, form=replace(FORM, name=name))

        assert await names(work, owner=alice) == ["Giro"]

    async def test_refuses_the_name_of_an_archived_account(
        self, work: MemoryWork, create: CreateAccount, alice: UserId
    ) -> None:
        first = await create(owner=alice, form=FORM)
        await archived(work, owner=alice, account=first.id)

        with pytest.raises(AccountNameTaken):
            await create(owner=alice, form=FORM)

    async def test_two_people_may_use_one_name(
        self, create: CreateAccount, alice: UserId, bob: UserId
    ) -> None:
        hers = await create(owner=alice, form=FORM)
        his = await create(owner=bob, form=FORM)

        assert hers.id != his.id

    async def test_refuses_without_a_profile_currency(
        self, work: MemoryWork, create: CreateAccount
    ) -> None:
        owner = await new_user(work, currency_code=None)

        with pytest.raises(DefaultCurrencyMissing):
            await create(owner=owner, form=replace(FORM, currency_code="EUR"))

        assert await names(work, owner=owner) == []

    async def test_a_refused_form_leaves_nothing_behind(
        self, work: MemoryWork, create: CreateAccount, alice: UserId
    ) -> None:
        with pytest.raises(InvalidInput):
            await create(owner=alice, form=replace(FORM, color="none"))

        assert await names(work, owner=alice) == []


class TestGetAccount:
    async def test_shows_an_archived_one_too(
        self, work: MemoryWork, create: CreateAccount, alice: UserId
    ) -> None:
        account = await create(owner=alice, form=FORM)
        await archived(work, owner=alice, account=account.id)

        found = await GetAccount(work=work)(owner=alice, account=account.id)

        assert found.status == "inactive"

    async def test_a_stranger_gets_what_a_random_id_gets(
        self, work: MemoryWork, create: CreateAccount, alice: UserId, bob: UserId
    ) -> None:
        account = await create(owner=alice, form=FORM)
        get = GetAccount(work=work)

        for unknown in (account.id, AccountId(UUID(int=7))):
            with pytest.raises(AccountNotFound):
                await get(owner=bob, account=unknown)

        assert await get(owner=alice, account=account.id) == account


class TestListAccounts:
    async def test_shows_the_newest_first_by_status(
        self, work: MemoryWork, create: CreateAccount, alice: UserId
    ) -> None:
        made = [
            await create(owner=alice, form=replace(FORM, name=name)) for name in ("a", "b", "c")
        ]
        await archived(work, owner=alice, account=made[1].id)
        listed = ListAccounts(work=work)

        found = {
            status: [
                row.name
                for row in (await listed(owner=alice, status=status, request=PageRequest())).rows
            ]
            for status in ("active", "inactive", "all")
        }

        assert found == {"active": ["c", "a"], "inactive": ["b"], "all": ["c", "b", "a"]}

    async def test_a_strangers_cursor_is_unknown(
        self, work: MemoryWork, create: CreateAccount, alice: UserId, bob: UserId
    ) -> None:
        account = await create(owner=alice, form=FORM)
        await create(owner=bob, form=FORM)

        for cursor in (account.id, UUID(int=7)):
            with pytest.raises(UnknownCursor):
                await ListAccounts(work=work)(
                    owner=bob, status="all", request=PageRequest(cursor=cursor)
                )


class TestListAccountOptions:
    async def test_shows_the_active_ones_by_folded_name(
        self, work: MemoryWork, create: CreateAccount, alice: UserId
    ) -> None:
        made = [
            await create(owner=alice, form=replace(FORM, name=name))
            for name in ("beta", "Zeta", "ALPHA", "gone")
        ]
        await archived(work, owner=alice, account=made[3].id)

        options = await ListAccountOptions(work=work)(owner=alice)

        assert [account.name for account in options] == ["ALPHA", "beta", "Zeta"]

    async def test_shows_nobody_elses(
        self, work: MemoryWork, create: CreateAccount, alice: UserId, bob: UserId
    ) -> None:
        await create(owner=alice, form=FORM)

        assert await ListAccountOptions(work=work)(owner=bob) == []
