"""Types of members on the wire, with the bounds the rules set; the rules judge after trimming."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from piggypulse_core.kernel.money import AMOUNT_MINOR_MAX
from piggypulse_core.kernel.text import DESCRIPTION_LENGTH_MAX, NAME_LENGTH_MAX

NO_NUL = r"^[^\x00]*$"
TEXT_LENGTH_MAX = 4096


Text = Annotated[str, Meta(pattern=NO_NUL, max_length=TEXT_LENGTH_MAX)]
Name = Annotated[
    str,
    Meta(
        pattern=NO_NUL,
        max_length=TEXT_LENGTH_MAX,
        description=f"1 to {NAME_LENGTH_MAX} code points after trimming.",
    ),
]
Note = Annotated[
    str,
    Meta(
        pattern=NO_NUL,
        max_length=TEXT_LENGTH_MAX,
        description=f"At most {DESCRIPTION_LENGTH_MAX} code points after trimming.",
    ),
]
Amount = Annotated[
    int, Meta(ge=-AMOUNT_MINOR_MAX, le=AMOUNT_MINOR_MAX, description="Minor units of a currency.")
]
AmountNotNegative = Annotated[
    int, Meta(ge=0, le=AMOUNT_MINOR_MAX, description="Minor units of a currency.")
]
AmountPositive = Annotated[
    int, Meta(ge=1, le=AMOUNT_MINOR_MAX, description="Minor units of a currency.")
]
Day = Annotated[date, Meta(description="A civil date, 1900-01-01 to 2199-12-31.")]
