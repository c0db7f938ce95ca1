"""Who asks, as read from headers."""

import pytest

from piggypulse_core.identity.model.session import NotAuthenticated
from piggypulse_core.kernel.refusal import InvalidInput
from piggypulse_http.edge.authentication import bearer_token, session_cookie
from tests.support.client import ApiClient, answered
from tests.support.memory_house import MemoryHouse

NAME = b"__Host-piggypulse"


class TestBearerToken:
    @pytest.mark.parametrize(
        ("value", "token"),
        [
            (b"Bearer abc", "abc"),
            (b"bearer  abc ", "abc"),
            (b"BEARER", ""),
            (b"Basic abc", None),
            (b"", None),
        ],
    )
    def test_takes_the_scheme_in_any_case(self, value: bytes, token: str | None) -> None:
        assert bearer_token(headers=[(b"authorization", value)]) == token

    def test_is_absent_without_a_header(self) -> None:
        assert bearer_token(headers=[(b"cookie", b"Bearer abc")]) is None

    def test_two_headers_are_refused(self) -> None:
        twice = [(b"authorization", b"Bearer a"), (b"authorization", b"Bearer b")]

        with pytest.raises(InvalidInput):
            bearer_token(headers=twice)


class TestSessionCookie:
    @pytest.mark.parametrize(
        ("value", "secret"),
        [
            (b"__Host-piggypulse=abc", "abc"),
            (b'a=1; __Host-piggypulse="abc"; b=2', "abc"),
            (b"piggypulse=abc", None),
            (b"x__Host-piggypulse=abc", None),
            (b"", None),
        ],
    )
    def test_is_found_by_its_whole_name(self, value: bytes, secret: str | None) -> None:
        assert session_cookie(headers=[(b"cookie", value)], name=NAME) == secret

    @pytest.mark.parametrize(
        "headers",
        [
            [(b"cookie", b"__Host-piggypulse=a; __Host-piggypulse=b")],
            [(b"cookie", b"__Host-piggypulse=a"), (b"cookie", b"__Host-piggypulse=a")],
        ],
    )
    def test_of_two_none_is_tried(self, headers: list[tuple[bytes, bytes]]) -> None:
        with pytest.raises(NotAuthenticated):
            session_cookie(headers=headers, name=NAME)


@pytest.mark.parametrize("name", ["access_token", "token", "authorization", "Authorization"])
async def test_a_token_in_the_address_opens_nothing(
    over_memory: MemoryHouse, api: ApiClient, name: str
) -> None:
    reply = await api.get("/auth/me", params={name: over_memory.tokens["Alice"]})

    assert answered(reply, 401)["code"] == "not_authenticated"
