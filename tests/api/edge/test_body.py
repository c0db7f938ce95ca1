"""Bodies decoded strictly."""

from collections.abc import AsyncIterator, Mapping
from datetime import date

import pytest
from msgspec import Struct

from piggypulse_core.kernel.refusal import InvalidInput
from piggypulse_http.edge.body import BODY_BYTES_MAX, check_media_type, decoded
from piggypulse_http.edge.problems import MalformedBody, UnsupportedMediaType
from piggypulse_http.edge.types import Amount, Day, Text
from tests.support.client import ApiClient, answered


class Thing(Struct, frozen=True, kw_only=True):
    amount: Amount
    day: Day = date(2026, 1, 1)
    text: Text = ""


class TestMediaType:
    @pytest.mark.parametrize(
        "content_type",
        ["application/json", "Application/JSON", 'application/json; charset="UTF-8"'],
    )
    def test_takes_json_in_utf_8(self, content_type: str) -> None:
        check_media_type(content_type=content_type)

    @pytest.mark.parametrize(
        "content_type",
        [
            "",
            "text/plain",
            "application/x-www-form-urlencoded",
            "application/json; charset=latin-1",
            "application/json; boundary=x",
            "application/jsonp",
        ],
    )
    def test_takes_nothing_else(self, content_type: str) -> None:
        with pytest.raises(UnsupportedMediaType):
            check_media_type(content_type=content_type)


class TestDecoded:
    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"{",
            b"NaN",
            b'{"amount": NaN}',
            b'{"amount": Infinity}',
            b'{"text": "\xff"}',
            b'{"amount": 1, "text": "\\ud800"}',
            b'{"amount": 1, "x": ' + b"[" * 100_000,
        ],
    )
    def test_what_is_no_json_is_malformed(self, body: bytes) -> None:
        with pytest.raises(MalformedBody):
            decoded(body=body, target=Thing)

    @pytest.mark.parametrize(
        ("body", "field", "code"),
        [
            (b"{}", "amount", "required"),
            (b'{"amount": "1"}', "amount", "wrong_type"),
            (b'{"amount": true}', "amount", "wrong_type"),
            (b'{"amount": null}', "amount", "wrong_type"),
            (b'{"amount": 1.5}', "amount", "wrong_type"),
            (b'{"amount": 9223372036854775808}', "amount", "out_of_range"),
            (b'{"amount": 10000000000000000000}', "amount", "out_of_range"),
            (b'{"amount": 1000000000000000}', "amount", "out_of_range"),
            (b'{"amount": 1, "day": "2026-02-30"}', "day", "bad_format"),
            (b'{"amount": 1, "day": 5}', "day", "wrong_type"),
            (b'{"amount": 1, "text": "a\\u0000b"}', "text", "bad_format"),
        ],
    )
    def test_names_the_member_and_what_is_wrong(self, body: bytes, field: str, code: str) -> None:
        with pytest.raises(InvalidInput) as refused:
            decoded(body=body, target=Thing)

        assert [(fault.field, fault.code) for fault in refused.value.faults] == [(field, code)]

    def test_points_into_arrays(self) -> None:
        with pytest.raises(InvalidInput) as refused:
            decoded(body=b'[{"amount": 1}, {"amount": "1"}, {}]', target=list[Thing])

        assert refused.value.faults[0].field == "/1/amount"

    def test_an_amount_with_a_zero_fraction_is_no_integer(self) -> None:
        with pytest.raises(InvalidInput):
            decoded(body=b'{"amount": 1.0}', target=Thing)

    def test_a_repeated_member_means_its_last_value(self) -> None:
        assert decoded(body=b'{"amount": 1, "amount": 2}', target=Thing).amount == 2


JSON: Mapping[str, str] = {"Content-Type": "application/json"}


def vendor(size: int) -> bytes:
    """A body of so many bytes that is right but for its size."""
    body = b'{"name": "Market"}'
    return body + b" " * (size - len(body))


class TestSize:
    async def test_of_the_largest_body_is_right(self, alice: ApiClient) -> None:
        body = vendor(BODY_BYTES_MAX)

        answered(await alice.post("/vendors", content=body, headers=JSON), 201)

    async def test_of_one_byte_more_is_not(self, alice: ApiClient) -> None:
        body = vendor(BODY_BYTES_MAX + 1)

        reply = await alice.post("/vendors", content=body, headers=JSON)

        assert answered(reply, 413)["code"] == "body_too_large"

    @pytest.mark.parametrize("claim", [{}, {"Content-Length": "18"}])
    async def test_is_counted_and_not_believed(
        self, alice: ApiClient, claim: dict[str, str]
    ) -> None:
        async def parts() -> AsyncIterator[bytes]:
            yield vendor(BODY_BYTES_MAX)
            yield b" "

        reply = await alice.post("/vendors", content=parts(), headers={**JSON, **claim})

        assert answered(reply, 413)["code"] == "body_too_large"

    @pytest.mark.parametrize("path", ["/vendors", "/auth/login"])
    async def test_is_asked_for_before_who_asks(self, api: ApiClient, path: str) -> None:
        reply = await api.post(path, content=vendor(BODY_BYTES_MAX + 1), headers=JSON)

        assert answered(reply, 413)["code"] == "body_too_large"

    @pytest.mark.parametrize("claim", ["-1", "x", "", "1e9", "9" * 5_000])
    async def test_may_be_claimed_in_any_way_without_a_bug(
        self, alice: ApiClient, claim: str
    ) -> None:
        headers = {**JSON, "Content-Length": claim}

        reply = await alice.post("/vendors", content=vendor(20), headers=headers)

        assert reply.status_code in (201, 400, 413)
