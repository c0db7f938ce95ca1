"""Letters on their way: one after the other, each until it arrived or nobody waits for it."""

from dataclasses import dataclass, field

from piggypulse_core.identity.model.email import EmailAddress
from piggypulse_core.identity.model.letter import (
    LEASE,
    ClaimedLetter,
    Delivery,
    NotSent,
    OutboxLetter,
    Result,
    Retries,
)
from piggypulse_core.identity.model.mailed_token import LETTER_CAPS
from piggypulse_core.identity.model.message import Message, linked, written
from piggypulse_core.identity.model.user import User
from piggypulse_core.identity.ports import IdentityUnit, Keyring, Mailer, Minting
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class SendNextLetter:
    """Send the letter that is due for the longest, and say what became of it.

    Whoever claimed a letter has it alone. If they stop half-way it is sent again when their time is
    over: a letter may come twice, but none is lost. Nothing is locked while it is on its way.
    """

    work: Work[IdentityUnit]
    clock: Clock
    mailer: Mailer
    mint: Minting
    keyring: Keyring
    client_url: str
    retries: Retries = field(default_factory=Retries)

    async def __call__(self) -> Delivery | None:
        now = self.clock.now()
        async with self.work() as unit:
            claimed = await unit.outbox.claim(at=now, until=now + LEASE)
        if claimed is None:
            return None
        if self.retries.is_stale(claimed.letter, at=now):
            return await self._dropped(claimed, result="given_up", reason="stale")
        message = await self._message(claimed)
        if message is None:
            return await self._dropped(claimed, result="dropped")
        try:
            await self.mailer.send(message=message)
        except NotSent as failed:
            return await self._postponed(claimed, reason=failed.reason)
        async with self.work() as unit:
            await unit.outbox.settle(claimed=claimed, at=self.clock.now())
        return _delivery(claimed, result="sent")

    async def _message(self, claimed: ClaimedLetter) -> Message | None:
        """What is to be sent; none if it is to nobody, or they got enough."""
        letter, now, home = claimed.letter, self.clock.now(), self.client_url
        if letter.kind in LETTER_CAPS:
            link = await self.mint(letter=letter)
            if link is None:
                return None
            return linked(letter=letter, link=link, client_url=home, at=now)
        if letter.email is not None:
            return written(letter=letter, to=letter.email, client_url=home, at=now)
        async with self.work() as unit:
            user = await _addressee(unit, letter)
            if user is None or not await self._is_welcome(unit, letter=letter, user=user):
                return None
        return written(letter=letter, to=user.email, name=user.name, client_url=home, at=now)

    async def _is_welcome(self, unit: IdentityUnit, *, letter: OutboxLetter, user: User) -> bool:
        """Whoever registers somebody else's address again and again greets them once."""
        if letter.kind != "welcome":
            return True
        key = EmailAddress(text=user.email).key
        address = self.keyring.pseudonym(text=f"welcomed {key}")
        return await unit.outbox.is_first_to(address=address, letter=letter.id)

    async def _postponed(self, claimed: ClaimedLetter, *, reason: str) -> Delivery:
        again = self.retries.next_try(claimed, at=self.clock.now())
        if again is None:
            return await self._dropped(claimed, result="given_up", reason=reason)
        async with self.work() as unit:
            await unit.outbox.postpone(claimed=claimed, to=again)
        return _delivery(claimed, result="postponed", reason=reason)

    async def _dropped(
        self, claimed: ClaimedLetter, *, result: Result, reason: str | None = None
    ) -> Delivery:
        async with self.work() as unit:
            await unit.outbox.drop(claimed=claimed)
        return _delivery(claimed, result=result, reason=reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class HurryLetters:
    """Let no letter wait for its next attempt; says how many did."""

    work: Work[IdentityUnit]
    clock: Clock

    async def __call__(self) -> int:
        async with self.work() as unit:
            return await unit.outbox.hurry(at=self.clock.now())


async def _addressee(unit: IdentityUnit, letter: OutboxLetter) -> User | None:
    """Whom a letter is to, held; none if they are gone."""
    if letter.owner is None or await unit.users.hold(owner=letter.owner) is None:
        return None
    return await unit.users.get(owner=letter.owner)


def _delivery(claimed: ClaimedLetter, *, result: Result, reason: str | None = None) -> Delivery:
    return Delivery(
        letter=claimed.letter.id,
        kind=claimed.letter.kind,
        result=result,
        attempts=claimed.attempts,
        reason=reason,
    )
