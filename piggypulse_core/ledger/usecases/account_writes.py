"""What people can do with an account that exists."""

from dataclasses import dataclass

from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.work import Work
from piggypulse_core.ledger.model.account import Account, AccountId, AccountNotFound
from piggypulse_core.ledger.model.account_edit import AccountEdit, edited_account
from piggypulse_core.ledger.ports import LedgerUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateAccount:
    """Edit an account, but for its type and its currency.

    What is left out stays, except for the spend limit, which goes. Another opening balance moves
    the balances of every day alike.
    """

    work: Work[LedgerUnit]

    async def __call__(self, *, owner: UserId, account: AccountId, edit: AccountEdit) -> Account:
        async with self.work() as unit:
            held = await _held(unit=unit, owner=owner, account=account)
            changed = edited_account(account=held, edit=edit)
            await unit.accounts.save(owner=owner, account=changed)
        return changed


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustBalance:
    """Set an account's balance of today by moving its opening balance; nothing is booked."""

    work: Work[LedgerUnit]
    clock: Clock

    async def __call__(self, *, owner: UserId, account: AccountId, balance_minor: int) -> Account:
        async with self.work() as unit:
            held = await _held(unit=unit, owner=owner, account=account)
            profile = await unit.profiles.get(owner=owner)
            today = profile.today(now=self.clock.now())
            net_minor = await unit.transactions.net_until(owner=owner, account=account, day=today)
            changed = held.adjusted(balance_minor=balance_minor, net_minor=net_minor)
            await unit.accounts.save(owner=owner, account=changed)
        return changed


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveAccount:
    """Put an account away. Its past stays and can be edited; it takes nothing new."""

    work: Work[LedgerUnit]
    clock: Clock

    async def __call__(self, *, owner: UserId, account: AccountId) -> Account:
        async with self.work() as unit:
            held = await _held(unit=unit, owner=owner, account=account)
            profile = await unit.profiles.get(owner=owner)
            changed = held.archived(today=profile.today(now=self.clock.now()))
            await unit.accounts.save(owner=owner, account=changed)
        return changed


@dataclass(frozen=True, slots=True, kw_only=True)
class UnarchiveAccount:
    """Take an archived account up again."""

    work: Work[LedgerUnit]

    async def __call__(self, *, owner: UserId, account: AccountId) -> Account:
        async with self.work() as unit:
            held = await _held(unit=unit, owner=owner, account=account)
            changed = held.unarchived()
            await unit.accounts.save(owner=owner, account=changed)
        return changed


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteAccount:
    """Delete an account that nothing refers to; others can be archived."""

    work: Work[LedgerUnit]

    async def __call__(self, *, owner: UserId, account: AccountId) -> None:
        async with self.work() as unit:
            await unit.accounts.delete(owner=owner, account=account)


async def _held(*, unit: LedgerUnit, owner: UserId, account: AccountId) -> Account:
    """The account as it is, which nobody else changes until the unit ends."""
    held = await unit.accounts.hold(owner=owner, accounts=[account])
    if account not in held:
        raise AccountNotFound
    return held[account]
