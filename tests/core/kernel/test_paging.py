"""Pages of long lists."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from piggypulse_core.kernel.paging import PageRequest, UnknownCursor, page_of
from piggypulse_core.kernel.refusal import InvalidInput


@dataclass(frozen=True)
class Numbered:
    id: UUID


ROWS = [Numbered(UUID(int=number)) for number in range(1, 6)]


def test_the_first_page_needs_no_cursor() -> None:
    page = page_of(rows=ROWS, request=PageRequest(limit=2))

    assert (list(page.rows), page.total, page.has_more) == (ROWS[:2], 5, True)
    assert page.next_cursor == ROWS[1].id


def test_the_last_page_has_no_next_cursor() -> None:
    page = page_of(rows=ROWS, request=PageRequest(cursor=ROWS[2].id, limit=2))

    assert (list(page.rows), page.has_more, page.next_cursor) == (ROWS[3:], False, None)


def test_a_cursor_from_elsewhere_is_refused() -> None:
    with pytest.raises(UnknownCursor):
        page_of(rows=ROWS, request=PageRequest(cursor=UUID(int=99), limit=2))


@pytest.mark.parametrize("limit", [0, 201, -1])
def test_a_page_takes_1_to_200_rows(limit: int) -> None:
    with pytest.raises(InvalidInput):
        PageRequest(limit=limit)
