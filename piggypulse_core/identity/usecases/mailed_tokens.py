"""Tokens for letters that are about to be sent.

Whatever sends letters asks this for every row of the kinds `reset`, `locked` and `emergency`
(`LETTER_CAPS`), again at every retry, before it renders anything. None means that the letter is not
sent: nobody has the address, it would be one too many, there is no lock any more, whoever asked had
not shown the password, or what was asked for has been changed since. The row then has to go, for
rows count against the cap, sent or waiting. Otherwise the letter goes to the address that is given
back, never to the one in the row; a retry makes the token of the try before it worthless.
"""

from dataclasses import dataclass, field
from datetime import datetime

from piggypulse_core.identity.model.letter import OutboxLetter
from piggypulse_core.identity.model.mailed_token import (
    LETTER_CAPS,
    LinkLetter,
    MailedLives,
    MailedTokenKind,
    is_outrun,
    locked_until,
    new_mailed_token,
    quarantined_until,
)
from piggypulse_core.identity.model.throttle import Ladder
from piggypulse_core.identity.model.user import SignInName
from piggypulse_core.identity.ports import IdentityUnit, Keyring, Minting, Tokens
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class MintToken(Minting):
    """Put a working link into a letter at the moment it is sent; earlier links stop working."""

    work: Work[IdentityUnit]
    clock: Clock
    tokens: Tokens
    keyring: Keyring
    ladder: Ladder = field(default_factory=Ladder)
    lives: MailedLives = field(default_factory=MailedLives)

    async def __call__(self, *, letter: OutboxLetter) -> LinkLetter | None:
        at = self.clock.now()
        async with self.work() as unit:
            name = await _addressee(unit=unit, email_key=letter.email_key or "")
            if name is None or await _is_one_too_many(unit=unit, letter=letter):
                return None
            match letter.kind:
                case "locked":
                    return await self._unlocking(unit=unit, letter=letter, name=name, at=at)
                case _ if is_outrun(letter, by=name.password_changed_at, at=at):
                    return None
                case "reset":
                    until = at + self.lives.reset
                    return await self._linked(
                        unit=unit, name=name, kind="reset", at=at, until=until
                    )
                case "emergency" if letter.owner == name.owner:
                    return await self._emergency(unit=unit, letter=letter, name=name, at=at)
        return None

    async def _unlocking(
        self, *, unit: IdentityUnit, letter: OutboxLetter, name: SignInName, at: datetime
    ) -> LinkLetter | None:
        address = self.keyring.throttle_key(text=f"address {letter.email_key}")
        rung = await unit.throttle.find(address=address)
        until = locked_until(rung, ladder=self.ladder, at=at)
        if until is None:
            return None
        return await self._linked(unit=unit, name=name, kind="unlock", at=at, until=until)

    async def _emergency(
        self, *, unit: IdentityUnit, letter: OutboxLetter, name: SignInName, at: datetime
    ) -> LinkLetter | None:
        factor = await unit.two_factor.get(owner=name.owner)
        if factor is None or factor.confirmed_at is None:
            return None
        if is_outrun(letter, by=factor.confirmed_at, at=at):
            return None
        possible_at = quarantined_until(last_reset_at=name.last_reset_at, at=at, lives=self.lives)
        if possible_at is not None:
            user = await unit.users.get(owner=name.owner)
            return LinkLetter(email=user.email, possible_at=possible_at)
        until = at + self.lives.emergency
        return await self._linked(unit=unit, name=name, kind="emergency", at=at, until=until)

    async def _linked(
        self,
        *,
        unit: IdentityUnit,
        name: SignInName,
        kind: MailedTokenKind,
        at: datetime,
        until: datetime,
    ) -> LinkLetter:
        made = new_mailed_token(kind=kind, chance=self.tokens.chance(), expires_at=until)
        await unit.mailed_tokens.replace(owner=name.owner, token=made.token)
        user = await unit.users.get(owner=name.owner)
        return LinkLetter(email=user.email, secret=made.secret, life=until - at)


async def _addressee(*, unit: IdentityUnit, email_key: str) -> SignInName | None:
    """Whoever has an address, held, with what they changed while somebody else held them."""
    name = await unit.users.find(email_key=email_key)
    if name is None or await unit.users.hold(owner=name.owner) is None:
        return None
    return await unit.users.find(email_key=email_key)


async def _is_one_too_many(*, unit: IdentityUnit, letter: OutboxLetter) -> bool:
    cap = LETTER_CAPS.get(letter.kind)
    if cap is None:
        return True
    since = letter.created_at - cap.within
    return await unit.outbox.count_before(letter=letter, since=since) >= cap.most
