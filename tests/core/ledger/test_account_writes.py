"""What people can do with an account that exists."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.money import AMOUNT_MINOR_MAX
from piggypulse_core.kernel.refusal import InvalidInput
from piggypulse_core.ledger.model.account import (
    Account,
    AccountId,
    AccountInUse,
    AccountNameTaken,
    AccountNotFound,
    AccountType,
)
from piggypulse_core.ledger.model.account_edit import AccountEdit, edited_account
from piggypulse_core.ledger.model.edit import ImmutableField
from piggypulse_core.ledger.model.status import AlreadyActive, AlreadyArchived
from piggypulse_core.ledger.usecases.account_writes import (
    AdjustBalance,
    ArchiveAccount,
    DeleteAccount,
    UnarchiveAccount,
    UpdateAccount,
)
from tests.support.bookkeeping import Bookkeeper, form_of, regular, transfer
from tests.support.clock import TODAY

TOMORROW = TODAY + timedelta(days=1)
NOBODYS = AccountId(UUID(int=7))


@pytest.fixture
def books(work: MemoryWork, alice: UserId) -> Bookkeeper:
    return Bookkeeper(work=work, owner=alice)


def edit_of(account: Account, /) -> AccountEdit:
    """The edit an old client sends: it knows few members."""
    return AccountEdit(type=account.type, name=account.name, color=account.color)


class TestEditedAccount:
    async def test_keeps_what_an_edit_leaves_out_but_for_the_spend_limit(
        self, books: Bookkeeper
    ) -> None:
        pocket = replace(
            await books.account(type="Allowance", opening_minor=-5, spend_limit_minor=7),
            top_up_amount_minor=3,
            top_up_cycle="weekly",
            top_up_day=0,
        )

        changed = edited_account(account=pocket, edit=edit_of(pocket))

        assert changed == replace(pocket, spend_limit_minor=None)

    async def test_clears_what_an_edit_says_is_nothing(self, books: Bookkeeper) -> None:
        visa = replace(
            await books.account(type="CreditCard"), statement_close_day=3, payment_due_day=31
        )
        edit = replace(edit_of(visa), statement_close_day=None)

        assert edited_account(account=visa, edit=edit) == replace(visa, statement_close_day=None)

    async def test_judges_what_is_kept_together_with_what_is_new(self, books: Bookkeeper) -> None:
        pocket = replace(await books.account(type="Allowance"), top_up_cycle="weekly", top_up_day=0)

        with pytest.raises(InvalidInput) as refused:
            edited_account(account=pocket, edit=replace(edit_of(pocket), top_up_cycle="monthly"))

        assert [fault.field for fault in refused.value.faults] == ["topUpDay"]

    @pytest.mark.parametrize(
        ("change", "field"),
        [({"type": "Savings"}, "type"), ({"currency_code": "USD"}, "currencyCode")],
    )
    async def test_names_what_can_never_change(
        self, books: Bookkeeper, change: dict[str, str], field: str
    ) -> None:
        giro = await books.account()

        with pytest.raises(ImmutableField) as refused:
            edited_account(account=giro, edit=replace(edit_of(giro), **change))  # type: ignore[arg-type]  # fields by name

        assert [(fault.field, fault.code) for fault in refused.value.faults] == [
            (field, "immutable_field")
        ]

    async def test_takes_its_own_currency_again(self, books: Bookkeeper) -> None:
        giro = await books.account()

        changed = edited_account(account=giro, edit=replace(edit_of(giro), currency_code="EUR"))

        assert changed == giro


class TestUpdateAccount:
    async def test_moves_no_balance_unless_the_opening_one_is_given(
        self, work: MemoryWork, books: Bookkeeper
    ) -> None:
        giro = await books.account(opening_minor=100)
        await books.book(regular(giro, None, 30))
        update = UpdateAccount(work=work)

        renamed = await update(
            owner=books.owner, account=giro.id, edit=replace(edit_of(giro), name="Other")
        )
        assert (renamed.name, await books.balance(giro)) == ("Other", 70)

        await update(
            owner=books.owner, account=giro.id, edit=replace(edit_of(giro), opening_minor=1000)
        )
        assert await books.balance(giro) == 970

    async def test_may_keep_its_own_name_in_another_case(
        self, work: MemoryWork, books: Bookkeeper
    ) -> None:
        giro = await books.account(name="Giro")

        changed = await UpdateAccount(work=work)(
            owner=books.owner, account=giro.id, edit=replace(edit_of(giro), name="GIRO")
        )

        assert changed.name == "GIRO"

    async def test_refuses_another_accounts_name_and_changes_nothing(
        self, work: MemoryWork, books: Bookkeeper
    ) -> None:
        giro = await books.account(name="Giro")
        await books.account(name="Old", archived_on=TODAY)

        with pytest.raises(AccountNameTaken):
            await UpdateAccount(work=work)(
                owner=books.owner, account=giro.id, edit=replace(edit_of(giro), name="old")
            )

        assert (await books.accounts())[giro.id] == giro


class TestAdjustBalance:
    @pytest.mark.parametrize("type_", ["Checking", "CreditCard", "Allowance"])
    async def test_sets_the_balance_of_today_and_moves_every_day_alike(
        self, work: MemoryWork, books: Bookkeeper, clock: FixedClock, type_: AccountType
    ) -> None:
        account = await books.account(type=type_, opening_minor=100)
        for day in (TODAY, TOMORROW):
            await books.book(regular(account, None, 30, on=day))
        before = await books.balance(account, TODAY), await books.balance(account, TOMORROW)

        await AdjustBalance(work=work, clock=clock)(
            owner=books.owner, account=account.id, balance_minor=-4
        )

        after = await books.balance(account, TODAY), await books.balance(account, TOMORROW)
        assert after[0] == -4
        assert after[1] - after[0] == before[1] - before[0]
        assert len(await books.transactions()) == 2

    @pytest.mark.parametrize("balance_minor", [AMOUNT_MINOR_MAX, AMOUNT_MINOR_MAX + 1])
    async def test_refuses_what_no_opening_balance_leads_to(
        self, work: MemoryWork, books: Bookkeeper, clock: FixedClock, balance_minor: int
    ) -> None:
        giro = await books.account()
        await books.book(regular(giro, None, 1))

        with pytest.raises(InvalidInput) as refused:
            await AdjustBalance(work=work, clock=clock)(
                owner=books.owner, account=giro.id, balance_minor=balance_minor
            )

        assert [fault.field for fault in refused.value.faults] == ["newBalance"]
        assert await books.balance(giro) == -1


class TestArchiveAccount:
    async def test_changes_no_balance_and_lets_the_past_be_edited(
        self, work: MemoryWork, books: Bookkeeper, clock: FixedClock
    ) -> None:
        giro = await books.account(opening_minor=100)
        booked = await books.book(regular(giro, None, 30))
        days = await books.days()

        gone = await ArchiveAccount(work=work, clock=clock)(owner=books.owner, account=giro.id)

        assert (gone.archived_on, await books.balance(giro), await books.days()) == (
            TODAY,
            70,
            days,
        )
        await books.rebook(booked, replace(form_of(booked.transaction), amount_minor=40))
        back = await UnarchiveAccount(work=work)(owner=books.owner, account=giro.id)
        assert (back.archived_on, await books.balance(giro)) == (None, 60)

    async def test_is_done_and_undone_once(
        self, work: MemoryWork, books: Bookkeeper, clock: FixedClock
    ) -> None:
        giro = await books.account()
        archive = ArchiveAccount(work=work, clock=clock)

        with pytest.raises(AlreadyActive):
            await UnarchiveAccount(work=work)(owner=books.owner, account=giro.id)
        await archive(owner=books.owner, account=giro.id)
        with pytest.raises(AlreadyArchived):
            await archive(owner=books.owner, account=giro.id)


class TestDeleteAccount:
    async def test_takes_away_what_nothing_refers_to(
        self, work: MemoryWork, books: Bookkeeper
    ) -> None:
        giro = await books.account()
        booked = await books.book(regular(giro, None))
        remove = DeleteAccount(work=work)

        with pytest.raises(AccountInUse):
            await remove(owner=books.owner, account=giro.id)
        assert giro.id in await books.accounts()

        await books.delete(booked)
        await remove(owner=books.owner, account=giro.id)
        assert await books.accounts() == {}

    async def test_refuses_both_sides_of_a_transfer(
        self, work: MemoryWork, books: Bookkeeper
    ) -> None:
        giro, visa = await books.account(), await books.account(type="CreditCard")
        await books.book(transfer(giro, visa, await books.category(type="transfer")))

        for account in (giro, visa):
            with pytest.raises(AccountInUse):
                await DeleteAccount(work=work)(owner=books.owner, account=account.id)


async def test_a_stranger_changes_nothing_and_learns_nothing(
    work: MemoryWork, books: Bookkeeper, bob: UserId, clock: FixedClock
) -> None:
    giro = await books.account()
    acts: list[Callable[[AccountId], Awaitable[object]]] = [
        lambda key: UpdateAccount(work=work)(owner=bob, account=key, edit=edit_of(giro)),
        lambda key: AdjustBalance(work=work, clock=clock)(owner=bob, account=key, balance_minor=1),
        lambda key: ArchiveAccount(work=work, clock=clock)(owner=bob, account=key),
        lambda key: UnarchiveAccount(work=work)(owner=bob, account=key),
        lambda key: DeleteAccount(work=work)(owner=bob, account=key),
    ]

    for act in acts:
        for key in (giro.id, NOBODYS):
            with pytest.raises(AccountNotFound):
                await act(key)

    assert await books.accounts() == {giro.id: giro}
