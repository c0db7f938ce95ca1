"""Proving who one is, once more."""

from dataclasses import dataclass

from piggypulse_core.identity.model.audit import audited
from piggypulse_core.identity.model.code import TwoFactorCodeInvalid
from piggypulse_core.identity.model.credential import Presented, digest_of
from piggypulse_core.identity.model.password import check_length
from piggypulse_core.identity.model.session import Caller, NotAuthenticated, Principal
from piggypulse_core.identity.model.sign_in import NewCookie, new_cookie
from piggypulse_core.identity.model.two_factor import Asked, TwoFactorNotEnabled
from piggypulse_core.identity.ports import CodeCheck, Confirmation, IdentityUnit, Tokens
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids
from piggypulse_core.kernel.refusal import Collided, Faults
from piggypulse_core.kernel.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Reauthenticate:
    """Renew the proof of the session that asks; a cookie that asks is given another secret."""

    confirm: Confirmation
    work: Work[IdentityUnit]
    clock: Clock
    ids: Ids
    tokens: Tokens
    codes: CodeCheck

    async def __call__(
        self,
        *,
        who: Principal,
        password: str,
        code: str | None,
        presented: Presented,
        caller: Caller,
    ) -> NewCookie | None:
        faults = Faults()
        check_length(password=password, field="password", faults=faults)
        faults.settle()
        fitting = await self.confirm(
            owner=who.id, session=who.session, password=password, caller=caller
        )
        async with self.work.reading() as unit:
            asks_code = (await unit.users.get(owner=who.id)).two_factor_enabled
        if not asks_code:
            async with self.work() as unit:
                if await unit.users.hold(owner=who.id) != fitting:
                    raise Collided
                if (await unit.users.get(owner=who.id)).two_factor_enabled:
                    raise Collided
                return await self._proven(unit, who=who, presented=presented, caller=caller)
        if not code:
            # Nothing was guessed, so nothing is counted.
            raise TwoFactorCodeInvalid
        asked = Asked(owner=who.id, session=who.session, by=caller)
        counted = await self.codes.count(asked=asked, code=code)
        async with self.codes.judged(asked=asked, counted=counted), self.work() as unit:
            if await unit.users.hold(owner=who.id) != fitting:
                raise Collided
            try:
                await self.codes.accept(unit=unit, asked=asked, counted=counted)
            except TwoFactorNotEnabled:
                raise Collided from None
            return await self._proven(unit, who=who, presented=presented, caller=caller)

    async def _proven(
        self, unit: IdentityUnit, *, who: Principal, presented: Presented, caller: Caller
    ) -> NewCookie | None:
        now, cookie = self.clock.now(), None
        session = await unit.credentials.hold(owner=who.id, session=who.session)
        if session is None:
            raise NotAuthenticated
        if presented.kind == "cookie":
            cookie = new_cookie(session=session, chance=self.tokens.chance(), now=now)
            if not await unit.credentials.replace(
                owner=who.id,
                session=who.session,
                digest=digest_of(secret=presented.secret),
                credential=cookie.credential,
            ):
                raise NotAuthenticated
        await unit.credentials.prove(owner=who.id, session=who.session, at=now)
        event = audited(
            id=self.ids.new(), kind="reauthenticated", at=now, by=caller, session=who.session
        )
        await unit.audit.record(owner=who.id, event=event)
        return cookie
