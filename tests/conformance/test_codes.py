"""What makes codes of the second factor and what hashes them, against what is published."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piggypulse_adapters.security.backup_codes import Argon2BackupCodes
from piggypulse_adapters.security.one_time_codes import PyotpCodes
from piggypulse_adapters.security.passwords import Cost
from piggypulse_adapters.security.pictures import SegnoPictures
from piggypulse_adapters.security.threads import BoundedThreads
from piggypulse_core.identity.model.code import (
    counter_at,
    counters_around,
    new_backup_code,
    shown_backup_code,
    typed_code,
)
from tests.support.cheap import CHEAP

RFC_4226_SEED = b"12345678901234567890"
# Appendix D: the codes of its first ten counters.
RFC_4226_CODES = (
    *("755224", "287082", "359152", "969429", "338314"),
    *("254676", "287922", "162583", "399871", "520489"),
)


def hashes(*, cost: Cost = CHEAP) -> Argon2BackupCodes:
    return Argon2BackupCodes(threads=BoundedThreads(1), cost=cost)


@pytest.mark.parametrize(("counter", "code"), list(enumerate(RFC_4226_CODES)))
def test_codes_are_those_of_the_rfc(counter: int, code: str) -> None:
    assert PyotpCodes().code(seed=RFC_4226_SEED, counter=counter) == code


class TestBackupCodeHashes:
    async def test_all_of_a_set_share_a_salt_of_its_own(self) -> None:
        first, second = [await hashes().hashed(codes=["A", "B"]) for _ in range(2)]

        salts = [{one.split("$")[4] for one in several} for several in (first, second)]
        assert [len(one) for one in salts] == [1, 1]
        assert salts[0] != salts[1]
        assert len({*first, *second}) == 4

    async def test_an_attempt_is_hashed_like_its_set_whatever_costs_now(self) -> None:
        made = await hashes().hashed(codes=["A", "B"])
        dearer = hashes(cost=Cost(memory_kib=16, passes=2))

        assert await dearer.alike(code="B", sample=made[0]) == made[1]
        assert await dearer.alike(code="C", sample=made[0]) not in made


class TestPictures:
    def test_are_the_same_for_the_same_text_and_need_no_other_file(self) -> None:
        drawn = [SegnoPictures().qr_code(text=text) for text in ("a", "a", "b")]

        assert drawn[0] == drawn[1] != drawn[2]
        assert all(one.startswith("data:image/svg+xml;base64,") for one in drawn)


class TestLaws:
    @given(
        chance=st.binary(min_size=32, max_size=32), lower=st.booleans(), gap=st.sampled_from(" -")
    )
    def test_a_backup_code_is_read_as_it_was_made(
        self, chance: bytes, gap: str, *, lower: bool
    ) -> None:
        code = new_backup_code(chance=chance)
        shown = shown_backup_code(code).replace("-", gap)

        typed = typed_code(text=f" {shown.lower() if lower else shown} ")

        assert (typed.kind, typed.text) == ("backup", code)

    @given(moment=st.datetimes(timezones=st.timezones()), off=st.integers(-3, 3))
    def test_of_three_steps_those_count_that_are_later_than_the_last(
        self, moment: datetime, off: int
    ) -> None:
        here = counter_at(moment)
        last = here + off

        assert counters_around(moment, after=None) == (here - 1, here, here + 1)
        near = counters_around(moment, after=last)
        assert all(one > last and abs(one - here) <= 1 for one in near)
        assert len(near) == max(0, min(3, 1 - off))
