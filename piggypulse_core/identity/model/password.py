"""What a password must be; compared exactly as typed, never trimmed, folded or cut."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from piggypulse_core.identity.model.email import EmailAddress
from piggypulse_core.kernel.refusal import Faults, Unavailable
from piggypulse_core.kernel.text import is_storable

PASSWORD_LENGTH_MIN = 8
PASSWORD_LENGTH_MAX = 256
SCORE_MIN = 3

_OWN_WORDS = ("piggypulse", "piggy", "pulse")


class Busy(Unavailable):
    """Too many passwords are being checked at once. Please try again."""

    code = "busy"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Whose password it is: what an attacker who knows them would try first."""

    email: EmailAddress
    name: str

    @property
    def words(self) -> Sequence[str]:
        """Everything of theirs, and of ours, that makes a password easy to guess."""
        parts = [
            self.name,
            *re.split(r"[\W_]+", self.name),
            self.email.key,
            self.email.local,
            *self.email.domain.split("."),
            *_OWN_WORDS,
        ]
        return tuple(dict.fromkeys(part.casefold() for part in parts if part))


def check_length(*, password: str, field: str, faults: Faults, shortest: int = 1) -> bool:
    """Note what no password can be, lengths in code points; true when it is fine."""
    before = len(faults.found)
    if len(password) < shortest:
        faults.add(field=field, code="too_short", message=f"Needs at least {shortest} characters.")
    elif len(password) > PASSWORD_LENGTH_MAX:
        faults.add(
            field=field, code="too_long", message=f"Takes at most {PASSWORD_LENGTH_MAX} characters."
        )
    elif not is_storable(text=password):
        faults.add(field=field, code="bad_format", message="Holds characters that cannot be kept.")
    return len(faults.found) == before


def check_new_password(
    *, password: str, about: About, is_common: bool, faults: Faults, field: str = "password"
) -> None:
    """Note the first rule a new password breaks; how guessable it is comes after these."""
    if not check_length(
        password=password, field=field, faults=faults, shortest=PASSWORD_LENGTH_MIN
    ):
        return
    if is_common:
        faults.add(field=field, code="too_common", message="Everybody tries this one first.")
    elif _is_personal(password=password, about=about):
        faults.add(
            field=field,
            code="contains_personal_data",
            message="Must be more than your name or e-mail address.",
        )


def check_score(*, score: int, faults: Faults, field: str = "password") -> None:
    """Note a password that would be guessed too soon."""
    if score < SCORE_MIN:
        faults.add(
            field=field, code="too_guessable", message="Can be guessed too easily; make it longer."
        )


def _is_personal(*, password: str, about: About) -> bool:
    """Whether it is a name or address of theirs, give or take digits and signs around it."""
    own = {_core(word) for word in (about.email.key, about.email.local, about.name)} - {""}
    return _core(password) in own


def _core(text: str) -> str:
    """The text without case, and without anything but letters at either end."""
    folded = unicodedata.normalize("NFC", text).casefold()
    first = next((index for index, char in enumerate(folded) if char.isalpha()), len(folded))
    last = next((index for index, char in enumerate(reversed(folded)) if char.isalpha()), 0)
    return folded[first : len(folded) - last]
