"""What can go wrong with the embedded server, in words for the person at the keyboard."""

from pathlib import Path


class EmbeddedFailed(Exception):
    """The embedded PostgreSQL could not do what was asked; the message says what to do."""


class EmbeddedBusy(EmbeddedFailed):
    """Another process already runs a server on this data."""

    def __init__(self, *, data: Path, holder: str) -> None:
        who = f"process {holder}" if holder else "another process"
        super().__init__(f"PiggyPulse already runs on {data} ({who}); stop it first.")
