"""Finishing a sign-in with the second factor."""

from dataclasses import dataclass, field

from piggypulse_core.identity.model.audit import audited
from piggypulse_core.identity.model.challenge import (
    Challenge,
    ChallengeInvalid,
    Completed,
    SignInCodeInvalid,
)
from piggypulse_core.identity.model.code import CountedCode, TwoFactorCodeInvalid, typed_code
from piggypulse_core.identity.model.credential import Presented, digest_of
from piggypulse_core.identity.model.session import SESSIONS_MAX, Device, Lifetimes, Session
from piggypulse_core.identity.model.sign_in import NewCookie, new_cookie, new_token
from piggypulse_core.identity.model.two_factor import Asked, TwoFactorNotEnabled
from piggypulse_core.identity.ports import CodeCheck, IdentityUnit, Tokens
from piggypulse_core.kernel.ids import Ids
from piggypulse_core.kernel.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteSignIn:
    """Finish a sign-in with a code: the cookie that the right password was given works from now on.

    The sign-in is found by its challenge, for the existing web client shows no cookie here.
    """

    work: Work[IdentityUnit]
    ids: Ids
    tokens: Tokens
    codes: CodeCheck
    lifetimes: Lifetimes = field(default_factory=Lifetimes)

    async def __call__(
        self, *, challenge: str, code: str, device: Device, presented: Presented | None
    ) -> Completed:
        typed_code(text=code)
        async with self.work.reading() as unit:
            found = await unit.challenges.find(digest=digest_of(secret=challenge))
        if found is None:
            raise ChallengeInvalid
        asked = Asked(owner=found.owner, session=found.session, by=device, event="sign_in")
        try:
            counted = await self.codes.count(asked=asked, code=code, challenge=found.digest)
            async with self.codes.judged(asked=asked, counted=counted), self.work() as unit:
                session = await self._spent(unit, found=found, asked=asked, counted=counted)
                return await self._opened(
                    unit,
                    asked=asked,
                    session=session,
                    device=device,
                    presented=presented,
                    counted=counted,
                )
        except TwoFactorCodeInvalid:
            raise SignInCodeInvalid from None
        except TwoFactorNotEnabled:
            raise ChallengeInvalid from None

    async def _spent(
        self, unit: IdentityUnit, *, found: Challenge, asked: Asked, counted: CountedCode
    ) -> Session:
        """Whoever comes second finds no challenge, before the code is judged a second time."""
        await unit.users.hold(owner=found.owner)
        session = await unit.credentials.hold(owner=found.owner, session=found.session)
        await unit.sessions.trim(owner=found.owner, keep=SESSIONS_MAX - 1)
        if session is None or not await unit.challenges.complete(
            owner=found.owner, digest=found.digest, at=counted.at
        ):
            raise ChallengeInvalid
        await self.codes.accept(unit=unit, asked=asked, counted=counted)
        return session

    async def _opened(
        self,
        unit: IdentityUnit,
        *,
        asked: Asked,
        session: Session,
        device: Device,
        presented: Presented | None,
        counted: CountedCode,
    ) -> Completed:
        token, now = None, counted.at
        if device.client == "program" and session.kind != "browser":
            token = new_token(
                session=session, chance=self.tokens.chance(), now=now, lifetimes=self.lifetimes
            )
            await unit.credentials.add(
                owner=asked.owner, session=session.id, credential=token.credential
            )
        cookie = new_cookie(session=session, chance=self.tokens.chance(), now=now)
        event = audited(id=self.ids.new(), kind="sign_in", at=now, by=device, session=session.id)
        await unit.audit.record(owner=asked.owner, event=event)
        return Completed(
            user=await unit.users.get(owner=asked.owner),
            token=None if token is None else token.secret,
            cookie=await self._renewed(unit, asked=asked, presented=presented, cookie=cookie),
        )

    async def _renewed(
        self, unit: IdentityUnit, *, asked: Asked, presented: Presented | None, cookie: NewCookie
    ) -> NewCookie | None:
        """Another cookie for whoever showed the one of this very sign-in."""
        if presented is None or presented.kind != "cookie":
            return None
        replaced = await unit.credentials.replace(
            owner=asked.owner,
            session=asked.session,
            digest=digest_of(secret=presented.secret),
            credential=cookie.credential,
        )
        return cookie if replaced else None
