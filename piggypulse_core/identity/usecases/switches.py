"""Switching the second factor on, once it is proven, and off."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from piggypulse_core.identity.model.audit import audited
from piggypulse_core.identity.model.code import (
    BACKUP_CODES,
    new_backup_code,
    shown_backup_code,
    typed_code,
)
from piggypulse_core.identity.model.credential import Presented, digest_of
from piggypulse_core.identity.model.letter import OutboxLetter
from piggypulse_core.identity.model.mailed_token import MailedTokenKind
from piggypulse_core.identity.model.session import (
    Caller,
    NotAuthenticated,
    Principal,
    Session,
)
from piggypulse_core.identity.model.sign_in import NewCookie, new_cookie
from piggypulse_core.identity.model.two_factor import (
    SETUP_CODE_LIFE,
    Asked,
    ConfirmedTwoFactor,
    SetupCode,
    TwoFactorAlreadyEnabled,
    TwoFactorNotEnabled,
    to_confirm,
)
from piggypulse_core.identity.ports import (
    BackupCodeHashes,
    CodeCheck,
    IdentityUnit,
    Tokens,
)
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids
from piggypulse_core.kernel.refusal import Collided
from piggypulse_core.kernel.work import Work

EMERGENCY: tuple[MailedTokenKind, ...] = ("emergency",)
"""Links that would remove a second factor that is gone already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmTwoFactor:
    """Switch the second factor on with a code of it; every other session ends."""

    work: Work[IdentityUnit]
    clock: Clock
    ids: Ids
    tokens: Tokens
    codes: CodeCheck
    hashes: BackupCodeHashes

    async def __call__(
        self, *, who: Principal, code: str, presented: Presented, caller: Caller
    ) -> ConfirmedTwoFactor:
        typed_code(text=code)
        async with self.work.reading() as unit:
            to_confirm(await unit.two_factor.get(owner=who.id), now=self.clock.now())
        asked = Asked(owner=who.id, session=who.session, by=caller)
        counted = await self.codes.count(asked=asked, code=code)
        async with self.codes.judged(asked=asked, counted=counted):
            async with self.work.reading() as unit:
                factor = to_confirm(await unit.two_factor.get(owner=who.id), now=counted.at)
            # Before ten slow hashes are made for nothing.
            counter = self.codes.proves(asked=asked, factor=factor, counted=counted)
            made = [new_backup_code(chance=self.tokens.chance()) for _ in range(BACKUP_CODES)]
            hashes = await self.hashes.hashed(codes=made)
            async with self.work() as unit:
                await unit.users.hold(owner=who.id)
                session = await _held(unit, who=who)
                if to_confirm(await unit.two_factor.get(owner=who.id), now=counted.at) != factor:
                    raise Collided
                setup = SetupCode(
                    counter=counter, session=who.session, until=counted.at + SETUP_CODE_LIFE
                )
                if not await unit.two_factor.confirm(owner=who.id, setup=setup, at=counted.at):
                    raise TwoFactorAlreadyEnabled
                await unit.backup_codes.replace(owner=who.id, hashes=hashes)
                await unit.mailed_tokens.void(owner=who.id)
                await unit.throttle.forget_wrong(owner=who.id, kind="2fa", at=counted.at)
                cookie = await _settled(
                    unit,
                    kind="two_factor_on",
                    who=who,
                    session=session,
                    presented=presented,
                    caller=caller,
                    cookie=new_cookie(session=session, chance=self.tokens.chance(), now=counted.at),
                    ids=self.ids,
                    at=counted.at,
                )
                user = await unit.users.get(owner=who.id)
        shown = tuple(shown_backup_code(one) for one in made)
        return ConfirmedTwoFactor(user=user, backup_codes=shown, cookie=cookie)


@dataclass(frozen=True, slots=True, kw_only=True)
class DisableTwoFactor:
    """Switch the second factor off with a code of it; every other session ends."""

    work: Work[IdentityUnit]
    ids: Ids
    tokens: Tokens
    codes: CodeCheck

    async def __call__(
        self, *, who: Principal, code: str, presented: Presented, caller: Caller
    ) -> NewCookie | None:
        typed_code(text=code)
        async with self.work.reading() as unit:
            if not (await unit.users.get(owner=who.id)).two_factor_enabled:
                raise TwoFactorNotEnabled
        asked = Asked(owner=who.id, session=who.session, by=caller)
        counted = await self.codes.count(asked=asked, code=code)
        async with self.codes.judged(asked=asked, counted=counted), self.work() as unit:
            await unit.users.hold(owner=who.id)
            session = await _held(unit, who=who)
            await self.codes.accept(unit=unit, asked=asked, counted=counted)
            await unit.two_factor.delete(owner=who.id)
            await unit.mailed_tokens.void(owner=who.id, kinds=EMERGENCY)
            chance = self.tokens.chance()
            return await _settled(
                unit,
                kind="two_factor_off",
                who=who,
                session=session,
                presented=presented,
                caller=caller,
                cookie=new_cookie(session=session, chance=chance, now=counted.at),
                ids=self.ids,
                at=counted.at,
            )


async def _held(unit: IdentityUnit, *, who: Principal) -> Session:
    session = await unit.credentials.hold(owner=who.id, session=who.session)
    if session is None:
        raise NotAuthenticated
    return session


async def _settled(
    unit: IdentityUnit,
    *,
    kind: Literal["two_factor_on", "two_factor_off"],
    who: Principal,
    session: Session,
    presented: Presented,
    caller: Caller,
    cookie: NewCookie,
    ids: Ids,
    at: datetime,
) -> NewCookie | None:
    """Nobody else stays, the owner is told, and a cookie that asks is renewed."""
    await unit.sessions.end_others(owner=who.id, keep=who.session)
    event = audited(id=ids.new(), kind=kind, at=at, by=caller, session=session.id)
    letter = OutboxLetter(id=ids.new(), kind=kind, owner=who.id, created_at=at)
    await unit.audit.record(owner=who.id, event=event)
    await unit.outbox.add(letter=letter)
    if presented.kind != "cookie":
        return None
    if not await unit.credentials.replace(
        owner=who.id,
        session=session.id,
        digest=digest_of(secret=presented.secret),
        credential=cookie.credential,
    ):
        raise NotAuthenticated
    return cookie
