"""E-mail addresses: one written form per mailbox, ASCII, nothing exotic."""

import re
from dataclasses import dataclass

from piggypulse_core.kernel.refusal import Faults

EMAIL_LENGTH_MAX = 254
LOCAL_LENGTH_MAX = 64

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"(?P<local>{_ATOM}(?:\.{_ATOM})*)@(?P<domain>{_LABEL}(?:\.{_LABEL})*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailAddress:
    """An address as typed, which letters go to, and the key it is known by."""

    text: str

    @property
    def key(self) -> str:
        """What makes two addresses the same: letters' case does not count."""
        return self.text.lower()

    @property
    def local(self) -> str:
        """The mailbox: what stands before the at sign."""
        return self.key.rpartition("@")[0]

    @property
    def domain(self) -> str:
        """What stands after it."""
        return self.key.rpartition("@")[2]


def checked_email(*, text: str, faults: Faults, field: str = "email") -> EmailAddress:
    """A dot-atom at an LDH domain (RFC 5322, RFC 1123), trimmed; notes anything else."""
    trimmed = text.strip()
    if len(trimmed) > EMAIL_LENGTH_MAX:
        faults.add(
            field=field, code="too_long", message=f"Takes at most {EMAIL_LENGTH_MAX} characters."
        )
        return EmailAddress(text="")
    match = _ADDRESS.fullmatch(trimmed)
    if match is None or len(match["local"]) > LOCAL_LENGTH_MAX:
        faults.add(field=field, code="bad_format", message="This is no e-mail address we take.")
        return EmailAddress(text="")
    return EmailAddress(text=trimmed)
