"""Proving who one is, once more."""

from dataclasses import dataclass

from piggypulse_core.identity.model.audit import audited
from piggypulse_core.identity.model.credential import Presented, digest_of
from piggypulse_core.identity.model.password import check_length
from piggypulse_core.identity.model.session import Caller, NotAuthenticated, Principal
from piggypulse_core.identity.model.sign_in import NewCookie, new_cookie
from piggypulse_core.identity.ports import Confirmation, IdentityUnit, Tokens
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

    async def __call__(
        self, *, who: Principal, password: str, presented: Presented, caller: Caller
    ) -> NewCookie | None:
        faults = Faults()
        check_length(password=password, field="password", faults=faults)
        faults.settle()
        fitting = await self.confirm(
            owner=who.id, session=who.session, password=password, caller=caller
        )
        now = self.clock.now()
        cookie = None
        async with self.work() as unit:
            if await unit.users.hold(owner=who.id) != fitting:
                raise Collided
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
