"""New backup codes for old ones."""

from dataclasses import dataclass

from piggypulse_core.identity.model.audit import audited
from piggypulse_core.identity.model.code import (
    BACKUP_CODES,
    new_backup_code,
    shown_backup_code,
    typed_code,
)
from piggypulse_core.identity.model.letter import OutboxLetter
from piggypulse_core.identity.model.session import Caller, Principal
from piggypulse_core.identity.model.two_factor import Asked, TwoFactorNotEnabled
from piggypulse_core.identity.ports import (
    BackupCodeHashes,
    CodeCheck,
    IdentityUnit,
    Tokens,
)
from piggypulse_core.kernel.ids import Ids
from piggypulse_core.kernel.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class RegenerateBackupCodes:
    """Put ten new backup codes in the place of the old ones, for a code.

    The code that switched the second factor on counts once more here, in the same session and for
    five minutes: clients show the codes right after it, and nobody has another code so soon.
    """

    work: Work[IdentityUnit]
    ids: Ids
    tokens: Tokens
    codes: CodeCheck
    hashes: BackupCodeHashes

    async def __call__(self, *, who: Principal, code: str, caller: Caller) -> tuple[str, ...]:
        typed_code(text=code)
        async with self.work.reading() as unit:
            if not (await unit.users.get(owner=who.id)).two_factor_enabled:
                raise TwoFactorNotEnabled
        asked = Asked(owner=who.id, session=who.session, by=caller)
        counted = await self.codes.count(asked=asked, code=code)
        made = [new_backup_code(chance=self.tokens.chance()) for _ in range(BACKUP_CODES)]
        async with self.codes.judged(asked=asked, counted=counted):
            hashes = await self.hashes.hashed(codes=made)
            async with self.work() as unit:
                await unit.users.hold(owner=who.id)
                await self.codes.accept_again(unit=unit, asked=asked, counted=counted)
                await unit.backup_codes.replace(owner=who.id, hashes=hashes)
                event = audited(
                    id=self.ids.new(),
                    kind="codes_regenerated",
                    at=counted.at,
                    by=caller,
                    session=who.session,
                )
                letter = OutboxLetter(
                    id=self.ids.new(),
                    kind="codes_regenerated",
                    owner=who.id,
                    created_at=counted.at,
                )
                await unit.audit.record(owner=who.id, event=event)
                await unit.outbox.add(letter=letter)
        return tuple(shown_backup_code(one) for one in made)
