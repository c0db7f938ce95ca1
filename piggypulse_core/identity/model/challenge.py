"""A sign-in that still wants its second factor: the challenge, and the session that is pending."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from piggypulse_core.identity.model.credential import digest_of, url_secret
from piggypulse_core.identity.model.session import SessionId
from piggypulse_core.identity.model.sign_in import NewCookie, SignIn
from piggypulse_core.identity.model.user import User
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Completed:
    """A sign-in finished; programs are given a token, and another cookie if they showed theirs."""

    user: User
    token: str | None = field(default=None, repr=False)
    cookie: NewCookie | None = None


def challenge_secret(*, chance: bytes) -> str:
    """Chance in the form a challenge has on the wire."""
    return CHALLENGE_PREFIX + url_secret(chance=chance)


def pending(sign_in: SignIn, /) -> SignIn:
    """A sign-in whose session waits; programs are given their token when it is completed."""
    session = sign_in.session
    kept = tuple(one for one in sign_in.credentials if one.kind == "cookie")
    until = session.created_at + PENDING_LIFE
    return replace(
        sign_in, session=replace(session, pending_until=until), credentials=kept, token=None
    )


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
