"""How values travel to the database and back."""

import pytest

from piggypulse_adapters.postgres.work import PostgresWork

SMALL, LARGE = [1, 2, 3], [4_000_000_000, 5]


@pytest.mark.parametrize(("first", "second"), [(SMALL, LARGE), (LARGE, SMALL), ([0], [-70_000])])
async def test_lists_of_unequal_numbers_share_a_statement(
    work: PostgresWork, first: list[int], second: list[int]
) -> None:
    async with work() as unit:
        cursor = await unit.connection.execute(
            b"SELECT %(first)s::bigint[], %(second)s::numeric[], pg_typeof(%(first)s)::text,"
            b" pg_typeof(%(second)s)::text",
            {"first": first, "second": second},
        )
        row = await cursor.fetchone()

    assert row == (first, second, "bigint[]", "bigint[]")
