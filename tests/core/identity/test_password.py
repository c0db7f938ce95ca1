"""What a password must be."""

import pytest

from piggypulse_core.identity.model.email import EmailAddress
from piggypulse_core.identity.model.password import (
    About,
    check_length,
    check_new_password,
    check_score,
)
from piggypulse_core.kernel.refusal import Faults

ALICE = About(email=EmailAddress(text="Alice.Liddell@mail.example.org"), name="Zoë O'Neil-Žižek")


def codes(password: str, *, is_common: bool = False, about: About = ALICE) -> list[str]:
    faults = Faults()
    check_new_password(password=password, about=about, is_common=is_common, faults=faults)
    return [fault.code for fault in faults.found]


class TestLength:
    @pytest.mark.parametrize(
        ("length", "expected"),
        [(0, ["too_short"]), (7, ["too_short"]), (8, []), (72, []), (256, []), (257, ["too_long"])],
    )
    def test_counts_code_points(self, length: int, expected: list[str]) -> None:
        assert codes("ß" * length) == expected
        assert codes("🐷" * length) == expected

    def test_counts_spaces_as_well(self) -> None:
        assert codes("   a   ") == ["too_short"]
        assert codes("   a    ") == []

    @pytest.mark.parametrize("password", ["eight\x00chars", "eight\ud800chars"])
    def test_refuses_what_cannot_be_kept(self, password: str) -> None:
        assert codes(password) == ["bad_format"]

    def test_a_password_that_is_only_compared_has_1_to_256(self) -> None:
        faults = Faults()

        assert check_length(password="x", field="password", faults=faults)
        assert not check_length(password="", field="password", faults=faults)
        assert not check_length(password="x" * 257, field="password", faults=faults)


class TestPersonalData:
    @pytest.mark.parametrize(
        "password",
        [
            "alice.liddell@mail.example.org",
            "ALICE.LIDDELL@MAIL.EXAMPLE.ORG",
            "alice.liddell",
            "123Alice.Liddell!!!",
            "zoë o'neil-žižek",
            "ZOE\u0308 O'NEIL-Z\u030cIZ\u030cEK 2024",
        ],
    )
    def test_refuses_name_and_address_with_any_trimmings(self, password: str) -> None:
        assert codes(password) == ["contains_personal_data"]

    @pytest.mark.parametrize("password", ["12345678", "--------", "alice in wonderland"])
    def test_takes_what_merely_resembles_them(self, password: str) -> None:
        assert codes(password) == []

    def test_a_name_without_letters_forbids_nothing(self) -> None:
        about = About(email=EmailAddress(text="1@2.3"), name="42")

        assert codes("87654321", about=about) == []


def test_only_the_first_broken_rule_is_named() -> None:
    assert codes("short", is_common=True) == ["too_short"]
    assert codes("alice.liddell", is_common=True) == ["too_common"]


@pytest.mark.parametrize(("score", "expected"), [(0, True), (2, True), (3, False), (4, False)])
def test_must_be_hard_to_guess(score: int, *, expected: bool) -> None:
    faults = Faults()

    check_score(score=score, faults=faults)

    assert [fault.code for fault in faults.found] == ["too_guessable"] * expected


def test_an_attacker_who_knows_somebody_tries_their_words_first() -> None:
    assert set(ALICE.words) >= {
        "zoë",
        "neil",
        "žižek",
        "alice.liddell",
        "alice.liddell@mail.example.org",
        "mail",
        "example",
        "org",
        "piggypulse",
    }
