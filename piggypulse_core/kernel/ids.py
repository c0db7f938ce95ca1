"""Identities: who owns a row, and the port that makes new ones."""

from typing import NewType, Protocol
from uuid import UUID

UserId = NewType("UserId", UUID)


class Ids(Protocol):
    """Makes UUIDv7 (RFC 9562); each is greater than the ones this maker made before."""

    def new(self) -> UUID: ...
