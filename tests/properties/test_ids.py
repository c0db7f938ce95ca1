"""Laws of the ids we make."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from piggypulse_adapters.system.ids import CountingIds, SystemIds, uuid7


@given(st.integers(min_value=0, max_value=2**122 - 1))
def test_every_value_makes_a_version_7_uuid_of_the_rfc_variant(value: int) -> None:
    made = uuid7(value=value)

    assert made.version == 7
    assert made.variant == UUID(int=0x8 << 60).variant


@given(st.integers(min_value=0, max_value=2**122 - 2))
def test_greater_values_make_greater_ids(value: int) -> None:
    assert uuid7(value=value) < uuid7(value=value + 1)


def test_ids_ascend_even_within_a_millisecond() -> None:
    ids = SystemIds()

    made = [ids.new() for _ in range(10_000)]

    assert made == sorted(set(made))


def test_counting_ids_are_the_same_in_every_run() -> None:
    one, other = CountingIds(), CountingIds()

    assert [one.new() for _ in range(3)] == [other.new() for _ in range(3)]
