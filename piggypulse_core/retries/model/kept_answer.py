"""An answer kept under the key of its request, so that the request may be sent again."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from piggypulse_core.kernel.refusal import Conflict, invalid

KEY_LENGTH_MAX = 255
KEPT_FOR = timedelta(hours=24)
RETRY_AFTER_SECONDS = 1

_VISIBLE = re.compile(r"[\x21-\x7e]*")


class KeyReused(Conflict):
    """This Idempotency-Key stands for another request. Take a new key for a new request."""

    code = "idempotency_key_reused"


class KeyInUse(Conflict):
    """The first request with this Idempotency-Key is still being worked on. Please try again."""

    code = "idempotency_key_in_use"


def key_in_use() -> KeyInUse:
    """A refusal that says when to try again."""
    return KeyInUse(members={"retry_after_seconds": RETRY_AFTER_SECONDS})


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """A request by its digest, and what was answered when it succeeded."""

    key: str
    request: bytes
    answer: bytes
    kept_at: datetime

    def given_for(self, *, request: bytes) -> bytes:
        """The answer, again; raises KeyReused for a request that is another one."""
        if request != self.request:
            raise KeyReused
        return self.answer

    def is_kept(self, *, at: datetime) -> bool:
        """Whether it still stands: for a day, the last instant excluded."""
        return at < self.kept_at + KEPT_FOR


def checked_key(*, text: str, field: str) -> str:
    """A key of 1 to 255 visible ASCII characters; raises InvalidInput about the field."""
    if not text:
        raise invalid(field=field, code="too_short", message="Must not be empty.")
    if len(text) > KEY_LENGTH_MAX:
        raise invalid(field=field, code="too_long", message=f"At most {KEY_LENGTH_MAX} characters.")
    if not _VISIBLE.fullmatch(text):
        raise invalid(field=field, code="bad_format", message="Visible ASCII characters alone.")
    return text
