"""How accounts and categories look: colours and icons as people choose them."""

import re

from piggypulse_core.kernel.refusal import Faults
from piggypulse_core.kernel.text import checked, clean

ICON_LENGTH_MAX = 16
EMOJI_LENGTH_MAX = 64

_COLOR = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")

# Where Unicode keeps pictographs, the blocks it has set aside for more of them included.
_PICTOGRAPH = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u2300-\u23ff\u24c2\u25a0-\u27bf"
    "\u2934\u2935\u2b00-\u2bff\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff\U0001fc00-\U0001fffd]"
)
_FLAG = "[\U0001f1e6-\U0001f1ff]{2}"
_KEYCAP = "[0-9#*]\ufe0f?\u20e3"
_SKIN_TONES_AND_VARIANTS = "[\U0001f3fb-\U0001f3ff\ufe0e\ufe0f\u20e3]{0,3}"
_TAGS = "(?:[\U000e0020-\U000e007e]{1,32}\U000e007f)?"
_ELEMENT = f"(?:{_FLAG}|{_KEYCAP}|{_PICTOGRAPH}{_SKIN_TONES_AND_VARIANTS}{_TAGS})"
_EMOJI = re.compile(f"{_ELEMENT}(?:\u200d{_ELEMENT})*")


def checked_color(*, text: str, faults: Faults, field: str = "color") -> str:
    """`#` and six hexadecimal digits in the letter case given; three are doubled."""
    if _COLOR.fullmatch(text) is None:
        faults.add(field=field, code="bad_format", message="Needs # and 6 hexadecimal digits.")
        return text
    return text if len(text) > len("#abc") else "#" + "".join(2 * digit for digit in text[1:])


def is_one_emoji(*, text: str) -> bool:
    """Whether text is a single emoji: joined, flagged, toned, tagged or as a key."""
    return len(text) <= EMOJI_LENGTH_MAX and _EMOJI.fullmatch(text) is not None


def checked_icon(*, text: str, faults: Faults, field: str = "icon") -> str:
    """1 to 16 code points after trimming, or one emoji, which may take more of them."""
    longest = EMOJI_LENGTH_MAX if is_one_emoji(text=clean(text=text)) else ICON_LENGTH_MAX
    return checked(text=text, field=field, shortest=1, longest=longest, faults=faults)
