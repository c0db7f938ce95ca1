"""A sign-in that still wants its second factor: the challenge, and the session that is pending."""

from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from piggypulse_core.identity.model.credential import CHANCE_BYTES, digest_of
from piggypulse_core.identity.model.session import SessionId
from piggypulse_core.identity.model.sign_in import SignIn
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.refusal import Unauthenticated

CHALLENGE_PREFIX = "pp_2fa_"
CHALLENGE_LIFE = timedelta(minutes=5)
CHALLENGE_TRIES = 5
CHALLENGES_MAX = 5
"""How many sign-ins of one user may wait for a code at a time."""

PENDING_LIFE = timedelta(minutes=15)
"""How long a password alone, without the second factor, proves anything."""


class ChallengeInvalid(Unauthenticated):
    """This sign-in has expired, or too many codes were tried. Please sign in again."""

    code = "challenge_invalid"


class SignInCodeInvalid(Unauthenticated):
    """This code is wrong, or it was used before."""

    code = "two_factor_code_invalid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge:
    """What is kept of a challenge; it stays as long as its session, dead or alive."""

    digest: bytes
    owner: UserId
    session: SessionId
    created_at: datetime
    expires_at: datetime
    tries: int = 0

    def is_open(self, *, now: datetime) -> bool:
        """Whether a code can still be given."""
        return now < self.expires_at and self.tries < CHALLENGE_TRIES


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenged:
    """The password was right; the secret goes to the client, the session waits for a code."""

    sign_in: SignIn
    challenge: Challenge
    secret: str = field(repr=False)


def challenge_secret(*, chance: bytes) -> str:
    """Chance in the form a challenge has on the wire."""
    assert len(chance) == CHANCE_BYTES, "secrets have 256 bits"
    return CHALLENGE_PREFIX + urlsafe_b64encode(chance).rstrip(b"=").decode()


def new_challenge(*, owner: UserId, sign_in: SignIn, chance: bytes, now: datetime) -> Challenged:
    """A challenge to the second factor of a sign-in."""
    secret = challenge_secret(chance=chance)
    challenge = Challenge(
        digest=digest_of(secret=secret),
        owner=owner,
        session=sign_in.session.id,
        created_at=now,
        expires_at=now + CHALLENGE_LIFE,
    )
    return Challenged(sign_in=sign_in, challenge=challenge, secret=secret)
