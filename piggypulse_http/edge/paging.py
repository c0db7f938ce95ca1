"""Cursors, limits and period ids as clients send them."""

from typing import Annotated, Final
from uuid import UUID

from litestar.params import QueryParameter

from piggypulse_core.kernel.paging import (
    PAGE_LIMIT_DEFAULT,
    PAGE_LIMIT_MAX,
    PageRequest,
    UnknownCursor,
)
from piggypulse_core.kernel.refusal import invalid

ID_TEXT_LENGTH_MAX: Final = 64

CursorText = Annotated[
    str | None,
    QueryParameter(
        max_length=ID_TEXT_LENGTH_MAX,
        description="The last id of the page before; absent, empty or `null`: the first page.",
    ),
]
Limit = Annotated[
    int, QueryParameter(ge=1, le=PAGE_LIMIT_MAX, description="How many items the page takes.")
]
PeriodText = Annotated[
    str | None,
    QueryParameter(
        name="periodId",
        max_length=ID_TEXT_LENGTH_MAX,
        description="A period's id; absent, empty or `null` for the one that contains today.",
    ),
]

OnlyPeriodText = Annotated[
    str | None,
    QueryParameter(
        name="periodId",
        max_length=ID_TEXT_LENGTH_MAX,
        description="A period's id, to mean that one alone; absent, empty or `null` for none.",
    ),
]


def is_absent(text: str | None, /) -> bool:
    """Clients send the empty string or the word null for nothing."""
    return text in (None, "", "null")


def page_request(*, cursor: str | None, limit: int = PAGE_LIMIT_DEFAULT) -> PageRequest:
    """A page request out of the two parameters; a cursor that is no UUID names no row."""
    if cursor is None or is_absent(cursor):
        return PageRequest(limit=limit)
    try:
        return PageRequest(cursor=UUID(cursor), limit=limit)
    except ValueError:
        raise UnknownCursor from None


def optional_id(*, text: str | None, field: str) -> UUID | None:
    """A UUID or nothing; raises InvalidInput naming the parameter."""
    if text is None or is_absent(text):
        return None
    try:
        return UUID(text)
    except ValueError:
        raise invalid(field=field, code="bad_format", message="Must be a UUID.") from None
