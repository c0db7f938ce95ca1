"""Asking for a code of the second factor, whatever it is asked for."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from types import MappingProxyType

from piggypulse_core.identity.model.audit import EventKind, Outcome, Reason, audited
from piggypulse_core.identity.model.challenge import ChallengeInvalid
from piggypulse_core.identity.model.code import (
    CountedCode,
    TwoFactorCodeInvalid,
    counters_around,
    matching_counter,
    typed_code,
)
from piggypulse_core.identity.model.letter import LetterKind, OutboxLetter
from piggypulse_core.identity.model.password import Busy
from piggypulse_core.identity.model.throttle import TooManyAttempts
from piggypulse_core.identity.model.two_factor import (
    SEED_PURPOSE,
    Asked,
    TwoFactor,
    TwoFactorNotEnabled,
)
from piggypulse_core.identity.ports import (
    BackupCodeHashes,
    CodeCheck,
    IdentityUnit,
    Keyring,
    OneTimeCodes,
)
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids
from piggypulse_core.kernel.refusal import Refusal
from piggypulse_core.kernel.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForCode(CodeCheck):
    """Take an authenticator's code once, or a backup code; a few wrong ones, and none is taken.

    Wrong ones add up over everything they are asked for: sign-ins, sessions and operations.
    """

    work: Work[IdentityUnit]
    clock: Clock
    ids: Ids
    keyring: Keyring
    one_time_codes: OneTimeCodes
    hashes: BackupCodeHashes

    async def count(
        self, *, asked: Asked, code: str, challenge: bytes | None = None
    ) -> CountedCode:
        typed, at, sample = typed_code(text=code), self.clock.now(), None
        try:
            async with self.work() as unit:
                # In the order in which completing a sign-in takes them, so that neither waits for
                # the other for ever.
                is_open = challenge is None or await unit.challenges.count_try(
                    owner=asked.owner, digest=challenge, at=at
                )
                is_last = await unit.throttle.count_wrong(owner=asked.owner, kind="2fa", at=at)
                if not is_open:
                    # Only now: whoever has to wait is told so, a new sign-in would not help them.
                    raise ChallengeInvalid
                if typed.kind == "backup":
                    sample = await unit.backup_codes.sample(owner=asked.owner)
        except TooManyAttempts:
            await self._write_down(asked=asked, outcome="refused", reason="limit")
            raise
        counted = CountedCode(typed=typed, at=at, is_last=is_last)
        return counted if sample is None else await self._hashed(asked, counted, sample=sample)

    def proves(self, *, asked: Asked, factor: TwoFactor, counted: CountedCode) -> int:
        counter = self._counter(asked, factor=factor, counted=counted)
        if counter is None:
            raise TwoFactorCodeInvalid
        return counter

    async def accept(self, *, unit: IdentityUnit, asked: Asked, counted: CountedCode) -> None:
        factor = await unit.two_factor.get(owner=asked.owner)
        if factor is None or factor.confirmed_at is None:
            raise TwoFactorNotEnabled
        if counted.backup_hash is not None:
            taken = await unit.backup_codes.use(
                owner=asked.owner, code_hash=counted.backup_hash, at=counted.at
            )
        else:
            counter = self._counter(asked, factor=factor, counted=counted)
            taken = counter is not None and await unit.two_factor.accept(
                owner=asked.owner, counter=counter
            )
        if not taken:
            raise TwoFactorCodeInvalid
        if counted.backup_hash is not None:
            await self._tell_used(unit, asked=asked)
        await self._forget(unit, asked=asked, counted=counted)

    async def accept_again(self, *, unit: IdentityUnit, asked: Asked, counted: CountedCode) -> None:
        factor = await unit.two_factor.get(owner=asked.owner)
        if factor is not None and factor.setup is not None:
            counter = self._match(asked, factor, counted, counters=(factor.setup.counter,))
            if counter is not None and await unit.two_factor.take_setup_code(
                owner=asked.owner, session=asked.session, counter=counter, at=counted.at
            ):
                await self._forget(unit, asked=asked, counted=counted)
                return
        await self.accept(unit=unit, asked=asked, counted=counted)

    @asynccontextmanager
    async def judged(self, *, asked: Asked, counted: CountedCode) -> AsyncIterator[None]:
        try:
            yield
        except TwoFactorCodeInvalid:
            await self._write_down(
                asked=asked, outcome="failed", reason="code", reached=counted.is_last
            )
            raise
        except Refusal:
            # Nothing was compared, or what fitted was undone.
            async with self.work() as unit:
                await self._forget(unit, asked=asked, counted=counted)
            raise

    def _counter(self, asked: Asked, *, factor: TwoFactor, counted: CountedCode) -> int | None:
        near = counters_around(counted.at, after=factor.last_counter)
        return self._match(asked, factor, counted, counters=near)

    def _match(
        self, asked: Asked, factor: TwoFactor, counted: CountedCode, *, counters: tuple[int, ...]
    ) -> int | None:
        if counted.typed.kind != "totp":
            return None
        seed = self.keyring.open(purpose=SEED_PURPOSE, owner=asked.owner, sealed=factor.seed)
        codes = {one: self.one_time_codes.code(seed=seed, counter=one) for one in counters}
        return matching_counter(code=counted.typed.text, codes=codes)

    async def _hashed(self, asked: Asked, counted: CountedCode, *, sample: str) -> CountedCode:
        try:
            backup_hash = await self.hashes.alike(code=counted.typed.text, sample=sample)
        except Busy:
            async with self.work() as unit:
                await self._forget(unit, asked=asked, counted=counted)
            raise
        return replace(counted, backup_hash=backup_hash)

    async def _forget(self, unit: IdentityUnit, *, asked: Asked, counted: CountedCode) -> None:
        await unit.throttle.forget_wrong(owner=asked.owner, kind="2fa", at=counted.at)

    async def _tell_used(self, unit: IdentityUnit, *, asked: Asked) -> None:
        left = await unit.backup_codes.count_left(owner=asked.owner)
        await self._record(unit, asked=asked, kind="code_used")
        await self._post(unit, asked=asked, kind="code_used", parameters={"left": str(left)})

    async def _write_down(
        self, *, asked: Asked, outcome: Outcome, reason: Reason, reached: bool = False
    ) -> None:
        """In a unit of its own, which the refusal does not undo."""
        async with self.work() as unit:
            await self._record(unit, asked=asked, kind=asked.event, outcome=outcome, reason=reason)
            if reached:
                await self._post(unit, asked=asked, kind="two_factor_limit")

    async def _record(
        self,
        unit: IdentityUnit,
        *,
        asked: Asked,
        kind: EventKind,
        outcome: Outcome = "ok",
        reason: Reason | None = None,
    ) -> None:
        event = audited(
            id=self.ids.new(),
            kind=kind,
            at=self.clock.now(),
            by=asked.by,
            session=asked.session,
            outcome=outcome,
            reason=reason,
        )
        await unit.audit.record(owner=asked.owner, event=event)

    async def _post(
        self,
        unit: IdentityUnit,
        *,
        asked: Asked,
        kind: LetterKind,
        parameters: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        letter = OutboxLetter(
            id=self.ids.new(),
            kind=kind,
            owner=asked.owner,
            created_at=self.clock.now(),
            parameters=parameters,
        )
        await unit.outbox.add(letter=letter)
