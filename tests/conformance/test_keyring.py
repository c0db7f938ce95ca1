"""Keys derived from the operator's secrets."""

import pytest

from piggypulse_adapters.security.keyring import HkdfKeyring, Secret, derived
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.identity.model.two_factor import Sealed, SealedOtherwise
from piggypulse_core.kernel.ids import UserId

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


class TestSeals:
    OWNER = UserId(SystemIds().new())

    def seal(self, *secrets: Secret, value: bytes = b"seed") -> Sealed:
        return HkdfKeyring(ring=secrets).seal(purpose="seeds", owner=self.OWNER, value=value)

    @pytest.mark.parametrize("value", [b"", b"x", bytes(range(256)) * 8])
    def test_open_what_was_sealed(self, value: bytes) -> None:
        sealed = self.seal(FIRST, value=value)

        assert sealed.key_id == "first"
        assert value == HkdfKeyring(ring=(FIRST,)).open(
            purpose="seeds", owner=self.OWNER, sealed=sealed
        )

    def test_the_same_value_is_never_sealed_alike(self) -> None:
        assert len({self.seal(FIRST).value for _ in range(100)}) == 100

    def test_show_nothing_of_what_is_in_them(self) -> None:
        sealed = self.seal(FIRST)

        assert b"seed" not in sealed.value
        assert repr(sealed.value) not in repr(sealed)

    def test_made_by_an_older_key_still_open(self) -> None:
        ring = HkdfKeyring(ring=(SECOND, FIRST))

        opened = ring.open(purpose="seeds", owner=self.OWNER, sealed=self.seal(FIRST))

        assert opened == b"seed"
        assert ring.key_ids() == ("second", "first")
        assert ring.seal(purpose="seeds", owner=self.OWNER, value=b"seed").key_id == "second"

    @pytest.mark.parametrize(
        ("purpose", "owner"), [("tokens", OWNER), ("seeds", UserId(SystemIds().new()))]
    )
    def test_open_for_nobody_and_nothing_else(self, purpose: str, owner: UserId) -> None:
        with pytest.raises(SealedOtherwise):
            HkdfKeyring(ring=(FIRST,)).open(purpose=purpose, owner=owner, sealed=self.seal(FIRST))

    def test_do_not_open_without_their_key(self) -> None:
        namesake = Secret(id="first", value=SECOND.value)
        for ring in ((SECOND,), (namesake,)):
            with pytest.raises(SealedOtherwise):
                HkdfKeyring(ring=ring).open(
                    purpose="seeds", owner=self.OWNER, sealed=self.seal(FIRST)
                )

    def test_do_not_open_when_a_bit_of_them_changes(self) -> None:
        ring, sealed = HkdfKeyring(ring=(FIRST, SECOND)), self.seal(FIRST)

        for place in range(len(sealed.value)):
            changed = bytearray(sealed.value)
            changed[place] ^= 1
            with pytest.raises(SealedOtherwise):
                ring.open(
                    purpose="seeds",
                    owner=self.OWNER,
                    sealed=Sealed(value=bytes(changed), key_id="first"),
                )
