"""Currencies over HTTP."""

import pytest

from tests.support.client import ApiClient, answered


async def test_anybody_may_list_them(api: ApiClient) -> None:
    listed = answered(await api.get("/currencies"))

    names = [one["name"] for one in listed]
    assert len(listed) == 14
    assert names == sorted(names)


async def test_shows_one(api: ApiClient) -> None:
    assert answered(await api.get("/currencies/JPY")) == {
        "id": "01900000-0000-7000-8000-000000000392",
        "name": "Yen",
        "symbol": "¥",
        "code": "JPY",
        "decimalPlaces": 0,
        "symbolPosition": "after",
    }


@pytest.mark.parametrize("code", ["jpy", "XXX", "%00", "JPY%20", "%F0%9F%90%B7", "x" * 64])
async def test_knows_no_other(api: ApiClient, code: str) -> None:
    assert answered(await api.get(f"/currencies/{code}"), 404)["code"] == "not_found"


async def test_refuses_a_code_without_end(api: ApiClient) -> None:
    assert answered(await api.get("/currencies/" + "x" * 65), 400)["code"] == "invalid_input"
