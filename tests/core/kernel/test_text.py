"""Text as people type it."""

import pytest

from piggypulse_core.kernel.refusal import Faults
from piggypulse_core.kernel.text import checked_name, checked_note, clean, is_storable, name_key


def test_cleaning_trims_unicode_white_space_and_composes() -> None:
    assert clean(text="\u2003 Cafe\u0301 \t") == "Café"


@pytest.mark.parametrize(
    ("one", "other"), [("Straße", "STRASSE"), ("Cafe\u0301", "CAFÉ"), ("ΣΊΣΥΦΟΣ", "σίσυφοσ")]
)
def test_names_are_the_same_when_their_folds_are(one: str, other: str) -> None:
    assert name_key(text=one) == name_key(text=other)


@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "x\udfff"])
def test_what_no_store_can_keep_is_refused(text: str) -> None:
    faults = Faults()

    checked_name(text=text, faults=faults)

    assert not is_storable(text=text)
    assert [fault.code for fault in faults.found] == ["bad_format"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["too_short"]),
        ("  ", ["too_short"]),
        ("x", []),
        ("x" * 100, []),
        ("x" * 101, ["too_long"]),
    ],
)
def test_names_take_1_to_100_code_points_after_trimming(text: str, codes: list[str]) -> None:
    faults = Faults()

    checked_name(text=f" {text} ", faults=faults)

    assert [fault.code for fault in faults.found] == codes


def test_notes_may_be_absent_or_empty() -> None:
    faults = Faults()

    assert checked_note(text=None, faults=faults) is None
    assert checked_note(text="  ", faults=faults) == ""
    faults.settle()
