"""What a new password must be, whichever way it is set."""

from dataclasses import dataclass

from piggypulse_core.identity.model.password import About, check_new_password, check_score
from piggypulse_core.identity.ports import CommonPasswords, Judgement, Strength
from piggypulse_core.kernel.refusal import Faults


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgePassword(Judgement):
    """Refuse a new password that is too short, common, personal or easily guessed."""

    strength: Strength
    common_passwords: CommonPasswords

    async def __call__(self, *, password: str, about: About, field: str, faults: Faults) -> None:
        check_new_password(
            password=password,
            about=about,
            is_common=self.common_passwords.includes(password=password),
            faults=faults,
            field=field,
        )
        faults.settle()
        score = await self.strength.score(password=password, context=about.words)
        check_score(score=score, faults=faults, field=field)
        faults.settle()
