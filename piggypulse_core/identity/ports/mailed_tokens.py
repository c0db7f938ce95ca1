"""What keeps the tokens that travel by letter."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from piggypulse_core.identity.model.letter import OutboxLetter
from piggypulse_core.identity.model.mailed_token import (
    MAILED_TOKEN_KINDS,
    LinkLetter,
    MailedToken,
    MailedTokenKind,
)
from piggypulse_core.kernel.ids import UserId


class MailedTokenStore(Protocol):
    """Keeps digests of tokens, of each kind and user the newest alone; the owner is held."""

    async def find(self, *, digest: bytes, kind: MailedTokenKind, at: datetime) -> UserId | None:
        """Whose token it is, before anybody is known; none if it does not work at that instant."""
        ...

    async def replace(self, *, owner: UserId, token: MailedToken) -> None:
        """Keep it in place of the one of its kind before."""
        ...

    async def take(
        self, *, owner: UserId, digest: bytes, kind: MailedTokenKind, at: datetime
    ) -> bool:
        """Use it up; false if it does not work at that instant. Of many that try one is told so."""
        ...

    async def void(
        self, *, owner: UserId, kinds: Collection[MailedTokenKind] = MAILED_TOKEN_KINDS
    ) -> None:
        """None of these kinds works any more."""
        ...

    async def purge(self, *, before: datetime) -> None:
        """Remove what stopped working before then."""
        ...


class Minting(Protocol):
    """Makes the token of a letter at the moment the letter is sent."""

    async def __call__(self, *, letter: OutboxLetter) -> LinkLetter | None:
        """What the letter says; none where it is not sent at all and its row may go."""
        ...
