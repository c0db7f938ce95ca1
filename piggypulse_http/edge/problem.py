"""Problem documents (RFC 9457) on the wire: every member that a refusal may carry."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import UNSET, Struct, UnsetType


class FaultOut(Struct, frozen=True, kw_only=True):
    """One thing wrong with one member; `field` is its name or a JSON pointer (RFC 6901)."""

    field: str
    code: str
    message: str


class ConflictOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """What there is already on some of the days asked for."""

    id: UUID
    name: str
    start_date: date
    end_date: date


class Problem(Struct, frozen=True, kw_only=True, rename="camel"):
    """A problem document; `code` is stable, `message` and `request_id` are older aliases."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    message: str
    request_id: str
    request_id_alias: str = msgspec.field(name="request_id")
    errors: list[FaultOut] | UnsetType = UNSET
    error_count: Annotated[
        int | UnsetType, msgspec.Meta(description="How many errors there are, told or not.")
    ] = UNSET
    error: str | UnsetType = UNSET
    retry_after_seconds: int | UnsetType = msgspec.field(name="retry_after_seconds", default=UNSET)
    locked_until: str | UnsetType = msgspec.field(name="locked_until", default=UNSET)
    conflict: ConflictOut | UnsetType = UNSET
    missing: list[str] | UnsetType = UNSET
    database: Literal["unavailable"] | UnsetType = UNSET
