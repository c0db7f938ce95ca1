"""Keys derived from the operator's secrets."""

import pytest

from piggypulse_adapters.security.keyring import HkdfKeyring, Secret, derived

FIRST = Secret(id="first", value=bytes(range(32)))
SECOND = Secret(id="second", value=bytes(range(32, 64)))


class TestHkdfKeyring:
    def test_says_the_same_of_the_same_text_for_ever(self) -> None:
        key = HkdfKeyring(ring=(FIRST,)).throttle_key(text="alice@example.org")

        assert key == HkdfKeyring(ring=(FIRST,)).throttle_key(text="alice@example.org")
        assert key.hex().startswith("419efac3c5c16655")

    def test_each_purpose_has_a_key_of_its_own(self) -> None:
        ring = HkdfKeyring(ring=(FIRST,))

        digests = {ring.throttle_key(text="x"), ring.pseudonym(text="x"), ring.pseudonym(text="y")}

        assert len(digests) == 3
        assert {len(one) for one in digests} == {32}

    def test_a_new_first_secret_starts_afresh_and_a_second_one_changes_nothing(self) -> None:
        before = HkdfKeyring(ring=(FIRST,)).throttle_key(text="x")

        assert HkdfKeyring(ring=(FIRST, SECOND)).throttle_key(text="x") == before
        assert HkdfKeyring(ring=(SECOND, FIRST)).throttle_key(text="x") != before

    def test_nothing_secret_is_in_its_repr(self) -> None:
        shown = repr(HkdfKeyring(ring=(FIRST,)))

        for secret in (FIRST.value, derived(FIRST, purpose="throttle keys")):
            assert repr(secret) not in shown

    @pytest.mark.parametrize("text", ["", "é", "a" * 10_000])
    def test_takes_any_text(self, text: str) -> None:
        assert len(HkdfKeyring(ring=(FIRST,)).pseudonym(text=text)) == 32
