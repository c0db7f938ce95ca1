"""Colours and icons."""

import pytest

from piggypulse_core.kernel.refusal import Faults
from piggypulse_core.ledger.model.appearance import checked_color, checked_icon, is_one_emoji

FAMILY = "👨‍👩‍👧‍👦"
TONED_COUPLE = "👩🏽‍❤️‍💋‍👨🏿"
ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
LONG_FAMILY = "\u200d".join(["👩🏽"] * 12)


@pytest.mark.parametrize("color", ["#123456", "#abcdef", "#ABCDEF", "#aBcDeF"])
def test_a_colour_keeps_its_letter_case(color: str) -> None:
    faults = Faults()

    assert checked_color(text=color, faults=faults) == color
    assert faults.found == []


def test_three_digits_are_doubled() -> None:
    assert checked_color(text="#1aF", faults=Faults()) == "#11aaFF"


@pytest.mark.parametrize(
    "color",
    ["", "#", "123456", "#12345", "#1234567", "#12345g", "#123456\n", " #123456", "#١٢٣", "red"],
)
def test_anything_else_is_no_colour(color: str) -> None:
    faults = Faults()

    checked_color(text=color, faults=faults)

    assert [(fault.field, fault.code) for fault in faults.found] == [("color", "bad_format")]


@pytest.mark.parametrize(
    "emoji",
    ["💰", "🍽️", "↔", "↔️", "❔", "🇵🇹", "1️⃣", "#️⃣", "👍🏿", FAMILY, TONED_COUPLE, ENGLAND, LONG_FAMILY],
)
def test_an_emoji_of_any_kind_is_one_emoji(emoji: str) -> None:
    faults = Faults()

    assert is_one_emoji(text=emoji)
    assert checked_icon(text=f" {emoji} ", faults=faults) == emoji
    assert faults.found == []


@pytest.mark.parametrize("text", ["", "a", "💰💰", "🇵", "1", "👍\u200d", "\u200d👍", "💰a"])
def test_other_text_is_not_one_emoji(text: str) -> None:
    assert not is_one_emoji(text=text)


@pytest.mark.parametrize("icon", ["x", "home", "💰💰", "a" * 16])
def test_short_text_is_an_icon_as_well(icon: str) -> None:
    faults = Faults()

    assert checked_icon(text=icon, faults=faults) == icon
    assert faults.found == []


@pytest.mark.parametrize(
    ("icon", "code"),
    [
        ("", "too_short"),
        (" \u3000 ", "too_short"),
        ("a" * 17, "too_long"),
        ("💰" * 17, "too_long"),
        ("\u200d".join(["👩"] * 40), "too_long"),
        ("a\x00", "bad_format"),
        ("\ud800", "bad_format"),
    ],
)
def test_other_icons_are_refused(icon: str, code: str) -> None:
    faults = Faults()

    checked_icon(text=icon, faults=faults)

    assert [(fault.field, fault.code) for fault in faults.found] == [("icon", code)]
