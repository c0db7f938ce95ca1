"""What people can do with accounts."""

from collections.abc import Sequence
from dataclasses import dataclass

from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids, UserId
from piggypulse_core.kernel.paging import Page, PageRequest
from piggypulse_core.kernel.work import Work
from piggypulse_core.ledger.model.account import Account, AccountId
from piggypulse_core.ledger.model.new_account import AccountForm, new_account
from piggypulse_core.ledger.model.status import StatusFilter
from piggypulse_core.ledger.ports import LedgerUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateAccount:
    """Add an account. It keeps its type and its currency for as long as it exists."""

    work: Work[LedgerUnit]
    ids: Ids
    clock: Clock

    async def __call__(self, *, owner: UserId, form: AccountForm) -> Account:
        async with self.work() as unit:
            profile = await unit.profiles.get(owner=owner)
            account = new_account(
                id=AccountId(self.ids.new()),
                form=form,
                default_currency_code=profile.currency_code,
                today=profile.today(now=self.clock.now()),
            )
            await unit.accounts.add(owner=owner, account=account)
        return account


@dataclass(frozen=True, slots=True, kw_only=True)
class GetAccount:
    """Show one account, archived or not."""

    work: Work[LedgerUnit]

    async def __call__(self, *, owner: UserId, account: AccountId) -> Account:
        async with self.work.reading() as unit:
            return await unit.accounts.get(owner=owner, account=account)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAccounts:
    """List accounts, newest first."""

    work: Work[LedgerUnit]

    async def __call__(
        self, *, owner: UserId, status: StatusFilter, request: PageRequest
    ) -> Page[Account]:
        async with self.work.reading() as unit:
            return await unit.accounts.page(owner=owner, status=status, request=request)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAccountOptions:
    """List the active accounts by name, for choosing one."""

    work: Work[LedgerUnit]

    async def __call__(self, *, owner: UserId) -> Sequence[Account]:
        async with self.work.reading() as unit:
            return await unit.accounts.options(owner=owner)
