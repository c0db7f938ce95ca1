"""Text as people type it: cleaned, measured in code points, and folded for comparing names."""

import unicodedata

from piggypulse_core.kernel.refusal import Faults

NAME_LENGTH_MAX = 100
DESCRIPTION_LENGTH_MAX = 500


def clean(*, text: str) -> str:
    """Trim Unicode white space and bring to NFC, so that equal looks are equal strings."""
    return unicodedata.normalize("NFC", text.strip())


def name_key(*, text: str) -> str:
    """What makes two names the same: NFC and full case folding (Unicode 3.13)."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def is_storable(*, text: str) -> bool:
    """Whether text holds neither NUL nor a lone surrogate, which no store can keep."""
    return "\x00" not in text and not any("\ud800" <= char <= "\udfff" for char in text)


def checked(*, text: str, field: str, shortest: int, longest: int, faults: Faults) -> str:
    """Clean text and note what is wrong with it; lengths count code points after trimming."""
    if not is_storable(text=text):
        faults.add(field=field, code="bad_format", message="Holds characters that cannot be kept.")
        return text
    cleaned = clean(text=text)
    if len(cleaned) < shortest:
        faults.add(
            field=field, code="too_short", message=f"Needs at least {shortest} character(s)."
        )
    if len(cleaned) > longest:
        faults.add(field=field, code="too_long", message=f"Takes at most {longest} characters.")
    return cleaned


def checked_name(*, text: str, faults: Faults, field: str = "name") -> str:
    """A name of 1 to 100 code points after trimming."""
    return checked(text=text, field=field, shortest=1, longest=NAME_LENGTH_MAX, faults=faults)


def checked_note(*, text: str | None, faults: Faults, field: str = "description") -> str | None:
    """An optional description of 0 to 500 code points after trimming."""
    if text is None:
        return None
    return checked(
        text=text, field=field, shortest=0, longest=DESCRIPTION_LENGTH_MAX, faults=faults
    )
