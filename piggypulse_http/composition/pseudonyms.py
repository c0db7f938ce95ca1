"""What somebody is called where nobody may be named: in logs, and in what commands print."""

from piggypulse_core.kernel.ids import UserId
from piggypulse_http.composition.container import Container

DIGITS = 16


def pseudonym_of(container: Container, owner: UserId, /) -> str:
    """The same for the same person as long as the first secret stays."""
    return container.keyring().pseudonym(text=str(owner)).hex()[:DIGITS]
