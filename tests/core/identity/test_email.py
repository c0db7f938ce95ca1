"""E-mail addresses."""

import pytest

from piggypulse_core.identity.model.email import EmailAddress, checked_email
from piggypulse_core.kernel.refusal import Faults


def judged(text: str) -> tuple[EmailAddress, list[str]]:
    faults = Faults()
    address = checked_email(text=text, faults=faults)
    return address, [fault.code for fault in faults.found]


@pytest.mark.parametrize(
    "text",
    [
        "a@x",
        "first.last+tag@sub.example.org",
        "o'brien!#$%&*/=?^_`{|}~-@example.org",
        "1@2.3",
        "x@xn--bcher-kva.example",
        "a" * 64 + "@example.org",
        "a@" + "b" * 63 + ".org",
        "a" * 64 + "@" + ".".join(["b" * 62] * 3),
    ],
)
def test_takes_a_dot_atom_at_a_host(text: str) -> None:
    address, codes = judged(text)

    assert (address.text, codes) == (text, [])


def test_is_known_by_its_lower_case_and_kept_as_typed() -> None:
    address, _ = judged("  Alice@Example.ORG\n")

    assert (address.text, address.key) == ("Alice@Example.ORG", "alice@example.org")
    assert (address.local, address.domain) == ("alice", "example.org")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "alice",
        "@example.org",
        "alice@",
        "a@b@c",
        ".a@x",
        "a.@x",
        "a..b@x",
        "a b@x",
        '"a b"@x',
        "a@-x",
        "a@x-",
        "a@x.",
        "a@.x",
        "a@x..y",
        "a@[192.0.2.1]",
        "a@x_y",
        "Alice <a@x>",
        "a@x,b@y",
        "a@x\r\nBcc: b@y",
        "a@x\x00",
        "dotless\u0131@x",
        "\u212aelvin@x",
        "a@b\u00fccher.example",
        "\ud800@x",
        "a" * 65 + "@x",
        "a@" + "b" * 64,
    ],
)
def test_refuses_everything_else(text: str) -> None:
    assert judged(text)[1] == ["bad_format"]


def test_is_at_most_254_characters_long() -> None:
    fits = "a" * 64 + "@" + "b" * 63 + "." + "c" * 63 + "." + "d" * 61
    assert len(fits) == 254

    assert judged(fits)[1] == []
    assert judged(fits + "d")[1] == ["too_long"]
