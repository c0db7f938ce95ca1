"""Lists of transactions over HTTP."""

from typing import Any

import pytest

from tests.support.client import ApiClient, answered
from tests.support.clock import TODAY
from tests.support.desk import Desk, Parameter, sit_down

RANDOM_ID = "01900000-0000-7000-8000-ffffffffffff"


@pytest.fixture
async def desk(alice: ApiClient) -> Desk:
    return await sit_down(alice)


@pytest.fixture
async def other(bob: ApiClient) -> Desk:
    return await sit_down(bob)


class TestListTransactions:
    async def test_walks_latest_first(self, desk: Desk) -> None:
        for day, text in (("2026-06-01", "a"), ("2026-06-03", "c"), ("2026-06-02", "b")):
            await desk.book(desk.regular(date=day, description=text))

        first = await desk.list(limit=2)
        rest = await desk.list(limit=2, cursor=first["nextCursor"])

        assert [row["description"] for row in first["data"] + rest["data"]] == ["c", "b", "a"]
        assert (first["totalCount"], first["hasMore"], rest["hasMore"]) == (3, True, False)
        assert rest["nextCursor"] is None

    @pytest.mark.parametrize("cursor", ["", "null"])
    async def test_takes_an_empty_cursor_for_none(self, desk: Desk, cursor: str) -> None:
        await desk.book(desk.regular())

        assert len((await desk.list(cursor=cursor))["data"]) == 1

    async def test_shows_the_current_period_unless_another_is_named(self, desk: Desk) -> None:
        async def period(name: str, start: str, end: str) -> str:
            body = {
                "name": name,
                "startDate": start,
                "periodType": "manualEndDate",
                "manualEndDate": end,
            }
            return str(answered(await desk.client.post("/periods", json=body), 201)["id"])

        async def texts(**query: Parameter) -> list[str]:
            rows = answered(await desk.client.get("/transactions", params=query))["data"]
            return [row["description"] for row in rows]

        await period("June", "2026-06-01", "2026-06-30")
        may = await period("May", "2026-05-01", "2026-05-31")
        for day in ("2026-05-01", "2026-05-31", "2026-06-01", "2026-06-30", "2026-07-01"):
            await desk.book(desk.regular(date=day, description=day))

        assert await texts() == ["2026-06-30", "2026-06-01"]
        assert await texts(periodId="null") == await texts(periodId="") == await texts()
        assert await texts(periodId=may) == ["2026-05-31", "2026-05-01"]
        assert await texts(periodId=may, fromDate="2026-05-02") == ["2026-05-31"]
        assert await texts(periodId=may, fromDate="2026-06-01") == []
        assert len(await texts(scope="all")) == 5

    async def test_chooses_by_every_condition(self, desk: Desk) -> None:
        eggs = await desk.book(desk.regular(vendorId=desk.market))
        wages = await desk.book(desk.regular(categoryId=desk.pay, description="Wages"))
        moved = await desk.book(desk.transfer(description="Moved", amount=4711))
        stray = await desk.book(desk.regular(categoryId=None, description="Stray"))

        for query, expected in (
            ({"direction": "income"}, [wages]),
            ({"direction": "transfer"}, [moved]),
            ({"direction": "expense"}, [eggs]),
            ({"direction": "expense", "uncategorized": "include"}, [stray, eggs]),
            ({"uncategorized": "only"}, [stray]),
            ({"accountId": desk.visa}, [moved]),
            ({"accountId": [desk.visa, desk.giro]}, [moved, wages, eggs]),
            ({"accountId": RANDOM_ID}, []),
            ({"categoryId": [desk.pay, desk.move]}, [moved, wages]),
            ({"vendorId": desk.market}, [eggs]),
            ({"search": "  "}, [moved, wages, eggs]),
            ({"search": "MARK"}, [eggs]),
            ({"search": "47,11"}, [moved]),
            ({"search": "%"}, []),
            ({"toDate": "2026-06-14"}, []),
            ({"periodIdx": "x", "fromDate": TODAY.isoformat()}, [moved, wages, eggs]),
        ):
            assert (await desk.list(**query))["data"] == expected, query

    @pytest.mark.parametrize(
        "query",
        [
            {"limit": 0},
            {"limit": 201},
            {"limit": "1.0"},
            {"scope": "some"},
            {"direction": "in"},
            {"accountId": "giro"},
            {"categoryId": "food"},
            {"vendorId": [RANDOM_ID] * 51},
            {"fromDate": "2026-02-30"},
            {"fromDate": "1899-12-31"},
            {"toDate": "2200-01-01"},
            {"toDate": ["2026-01-01", "2026-01-02"]},
            {"search": "x" * 501},
            {"search": "\x00"},
            {"uncategorized": "yes"},
        ],
    )
    async def test_refuses_conditions_that_make_no_sense(
        self, desk: Desk, query: dict[str, Any]
    ) -> None:
        reply = await desk.client.get("/transactions", params={"scope": "all", **query})

        problem = answered(reply, 400)
        assert problem["code"] == "invalid_input"
        assert [fault["field"] for fault in problem["errors"]] == list(query)

    async def test_refuses_a_cursor_of_another_list(self, desk: Desk, other: Desk) -> None:
        strange = await other.book(other.regular())

        for cursor in (strange["id"], RANDOM_ID, "garbage"):
            reply = await desk.client.get(
                "/transactions", params={"scope": "all", "cursor": cursor}
            )
            assert answered(reply, 400)["code"] == "unknown_cursor"

    async def test_needs_a_period(self, desk: Desk) -> None:
        none = answered(await desk.client.get("/transactions"), 404)
        unknown = answered(
            await desk.client.get("/transactions", params={"periodId": RANDOM_ID}), 404
        )

        assert (none["code"], unknown["code"]) == ("no_current_period", "not_found")
