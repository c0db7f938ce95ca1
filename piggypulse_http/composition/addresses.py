"""Where a server of ours can be reached: it leaves a note beside its data for other commands."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from piggypulse_http.app import PREFIX

NOTE = "served-at"
ANSWERS_WITHIN_SECONDS = 2.0


def address_of(*, host: str, port: int) -> str:
    """As somebody on this machine would type it."""
    everywhere = ("127.0.0.1", "0.0.0.0", "::1", "::")  # noqa: S104 - shown only
    named = f"[{host}]" if ":" in host else host
    return f"http://{'localhost' if host in everywhere else named}:{port}"


@contextmanager
def noted(*, address: str, data: Path | None) -> Iterator[None]:
    """Leave the note for the length of a block, where the data is our own."""
    if data is None:
        yield
        return
    note = data.with_name(NOTE)
    note.write_text(address, encoding="utf-8")
    try:
        yield
    finally:
        note.unlink(missing_ok=True)


def answering(*, data: Path | None) -> str | None:
    """The address somebody answers at; a server that was killed left its note and no answer."""
    try:
        address = "" if data is None else data.with_name(NOTE).read_text(encoding="utf-8")
    except OSError:
        return None
    return address if address and _answers(address) else None


def _answers(address: str) -> bool:
    """Proxies of the environment are for elsewhere: the note is of this machine."""
    here = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with here.open(f"{address}{PREFIX}/health", timeout=ANSWERS_WITHIN_SECONDS):
            return True
    except urllib.error.HTTPError:
        return True
    except (OSError, ValueError):
        return False
