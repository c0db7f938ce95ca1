"""QR codes (ISO/IEC 18004), drawn by segno as pictures that need no other file."""

from base64 import b64encode
from dataclasses import dataclass
from io import BytesIO

import segno

from piggypulse_core.identity.ports import Pictures

MODULE_PIXELS = 4


@dataclass(frozen=True, slots=True)
class SegnoPictures(Pictures):
    """Black on white whatever the page looks like: cameras want it so."""

    def qr_code(self, *, text: str) -> str:
        drawn = BytesIO()
        code = segno.make(text, error="m", micro=False)
        code.save(drawn, kind="svg", scale=MODULE_PIXELS, dark="#000", light="#fff", nl=False)
        return f"data:image/svg+xml;base64,{b64encode(drawn.getvalue()).decode()}"
