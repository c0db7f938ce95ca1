"""Cutting pages out of rows that carry the list's size and whether the cursor is in it."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from piggypulse_core.kernel.paging import Identified, Page, PageRequest, UnknownCursor

Row = TypeVar("Row", bound=Identified)


def page_from(
    *,
    rows: Sequence[tuple[Any, ...]],
    request: PageRequest,
    build: Callable[[tuple[Any, ...]], Row],
) -> Page[Row]:
    """A page out of limit + 1 rows, whose last two columns are the total and the cursor's truth.

    A first column of NULL is the placeholder of an empty page. Raises UnknownCursor.
    """
    total, cursor_known = rows[0][-2:]
    if request.cursor is not None and not cursor_known:
        raise UnknownCursor
    found = [row for row in rows if row[0] is not None]
    return Page(
        rows=[build(row) for row in found[: request.limit]],
        total=total,
        has_more=len(found) > request.limit,
    )
