"""Laws of colours and icons."""

from hypothesis import example, given
from hypothesis import strategies as st

from piggypulse_core.kernel.refusal import Faults
from piggypulse_core.kernel.text import clean
from piggypulse_core.ledger.model.appearance import (
    EMOJI_LENGTH_MAX,
    ICON_LENGTH_MAX,
    checked_color,
    checked_icon,
    is_one_emoji,
)

HEX = "0123456789abcdefABCDEF"
PICTOGRAPHS = st.sampled_from("👨👩🐷💰🏠🛒⚡❤☠♀⚕🏴🎬")
SKIN_TONES = st.sampled_from(["", *"🏻🏼🏽🏾🏿"])
VARIANTS = st.sampled_from(["", "\ufe0f"])
ELEMENTS = st.tuples(PICTOGRAPHS, SKIN_TONES, VARIANTS).map("".join)
FLAGS = st.text(st.characters(min_codepoint=0x1F1E6, max_codepoint=0x1F1FF), min_size=2, max_size=2)
KEYCAPS = st.sampled_from("0123456789#*").map(lambda key: key + "\ufe0f\u20e3")
JOINED = st.lists(ELEMENTS, min_size=1, max_size=16).map("\u200d".join)
EMOJI = st.one_of(JOINED, FLAGS, KEYCAPS)


@given(st.text(HEX, min_size=6, max_size=6))
def test_six_digits_are_kept_as_they_are(digits: str) -> None:
    faults = Faults()

    assert checked_color(text="#" + digits, faults=faults) == "#" + digits
    assert not faults.found


@given(st.text(HEX, min_size=3, max_size=3))
def test_an_expanded_colour_is_a_colour_and_stays_one(digits: str) -> None:
    faults = Faults()

    once = checked_color(text="#" + digits, faults=faults)

    assert once[1::2] == once[2::2] == digits
    assert checked_color(text=once, faults=faults) == once
    assert not faults.found


@given(st.text())
@example("#1234567")
@example("#12345\u0661")
def test_whatever_passes_is_a_hash_and_six_digits(text: str) -> None:
    faults = Faults()

    color = checked_color(text=text, faults=faults)

    if not faults.found:
        assert color[0] == "#"
        assert len(color) == 7
        assert set(color[1:]) <= set(HEX)


@given(EMOJI.filter(lambda text: len(text) <= EMOJI_LENGTH_MAX))
def test_one_emoji_is_an_icon_however_many_code_points_it_takes(emoji: str) -> None:
    faults = Faults()

    icon = checked_icon(text=emoji, faults=faults)

    assert is_one_emoji(text=emoji)
    assert icon == clean(text=emoji)
    assert not faults.found


@given(EMOJI, EMOJI)
def test_two_emoji_are_not_one(first: str, second: str) -> None:
    assert not is_one_emoji(text=first + second)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_an_icon_is_short_or_one_emoji(text: str) -> None:
    faults = Faults()

    icon = checked_icon(text=text, faults=faults)

    storable = "\x00" not in text
    short = 1 <= len(clean(text=text)) <= ICON_LENGTH_MAX
    assert (not faults.found) == (storable and (short or is_one_emoji(text=clean(text=text))))
    if not faults.found:
        assert checked_icon(text=icon, faults=faults) == icon
