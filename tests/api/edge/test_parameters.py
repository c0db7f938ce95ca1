"""Query strings looked at before anything is made of them."""

import pytest

from piggypulse_core.kernel.refusal import InvalidInput
from piggypulse_http.edge.parameters import PARAMETERS_MAX, check_query


@pytest.mark.parametrize("query", [b"", b"a=1&b=1", b"a=", b"a=1&A=1", b"a=%C3%A4"])
def test_takes_what_can_be_read(query: bytes) -> None:
    check_query(query=query, repeatable=())


@pytest.mark.parametrize(
    "query",
    [
        b"a=1&a=1",
        b"a=1&a=",
        b"a=%00",
        b"%00=1",
        b"a=%FF",
        b"a=\xff",
        b"&".join(b"a%d=1" % number for number in range(PARAMETERS_MAX + 1)),
    ],
)
def test_refuses_what_cannot_or_is_said_twice(query: bytes) -> None:
    with pytest.raises(InvalidInput):
        check_query(query=query, repeatable=("b",))


def test_takes_repeats_where_they_are_declared() -> None:
    check_query(query=b"b=1&b=2", repeatable=("b",))


@pytest.mark.parametrize("value", [b"1.0", b"1e1", b"+1", b"%C2%B2", b"", b"true", b"9" * 19])
def test_a_whole_number_is_digits(value: bytes) -> None:
    with pytest.raises(InvalidInput):
        check_query(query=b"limit=" + value, repeatable=(), whole_numbers=("limit",))
