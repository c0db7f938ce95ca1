"""Pages of long lists: keyset cursors, true totals, bounded sizes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from piggypulse_core.kernel.refusal import Invalid, invalid

PAGE_LIMIT_MAX = 200
PAGE_LIMIT_DEFAULT = 50


class UnknownCursor(Invalid):
    """The cursor is not the id of a row of this list."""

    code = "unknown_cursor"


class Identified(Protocol):
    """Anything with an id a cursor can name."""

    @property
    def id(self) -> UUID: ...


Row_co = TypeVar("Row_co", bound=Identified, covariant=True)
Row = TypeVar("Row", bound=Identified)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRequest:
    """Where a page begins (the last id of the page before, or none) and how many rows it takes."""

    cursor: UUID | None = None
    limit: int = PAGE_LIMIT_DEFAULT

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= PAGE_LIMIT_MAX:
            raise invalid(
                field="limit",
                code="out_of_range",
                message=f"Must lie between 1 and {PAGE_LIMIT_MAX}.",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Row_co]):
    """Some rows of a list, the size of the whole list, and whether more follow."""

    rows: Sequence[Row_co]
    total: int
    has_more: bool

    @property
    def next_cursor(self) -> UUID | None:
        """The id to ask the next page with; none on the last page."""
        return self.rows[-1].id if self.has_more else None


def page_of(*, rows: Sequence[Row], request: PageRequest) -> Page[Row]:
    """Cut one page out of a whole list; raises UnknownCursor."""
    start = 0
    if request.cursor is not None:
        ids = [row.id for row in rows]
        if request.cursor not in ids:
            raise UnknownCursor
        start = ids.index(request.cursor) + 1
    end = start + request.limit
    return Page(rows=rows[start:end], total=len(rows), has_more=end < len(rows))
