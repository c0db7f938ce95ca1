"""What keeps accounts."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import Page, PageRequest
from piggypulse_core.ledger.model.account import Account, AccountId
from piggypulse_core.ledger.model.status import StatusFilter


class AccountStore(Protocol):
    """Keeps accounts; names are unique per owner by their folded key."""

    async def add(self, *, owner: UserId, account: Account) -> None:
        """Raises AccountNameTaken."""
        ...

    async def save(self, *, owner: UserId, account: Account) -> None:
        """Keep a held account as it is now, but for its net. Raises AccountNameTaken."""
        ...

    async def delete(self, *, owner: UserId, account: AccountId) -> None:
        """Raises AccountNotFound, and AccountInUse while anything refers to it."""
        ...

    async def get(self, *, owner: UserId, account: AccountId) -> Account:
        """Raises AccountNotFound."""
        ...

    async def hold(
        self, *, owner: UserId, accounts: Collection[AccountId]
    ) -> Mapping[AccountId, Account]:
        """The ones that exist, by id; nobody else writes to them until the unit ends."""
        ...

    async def every(self, *, owner: UserId) -> Sequence[Account]:
        """All of them, archived ones included, by id."""
        ...

    async def page(
        self, *, owner: UserId, status: StatusFilter, request: PageRequest
    ) -> Page[Account]:
        """Newest first (id descending). Raises UnknownCursor."""
        ...

    async def options(self, *, owner: UserId) -> Sequence[Account]:
        """Active ones by name key, then id."""
        ...
