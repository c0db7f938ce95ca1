"""A PostgreSQL server of our own, out of a wheel, for people who have none; no SQL in here."""

from piggypulse_adapters.embedded.cluster import (
    embedded_postgres,
    joined_postgres,
    throwaway_postgres,
)
from piggypulse_adapters.embedded.failures import EmbeddedBusy, EmbeddedFailed
from piggypulse_adapters.embedded.places import default_data_directory

__all__ = [
    "EmbeddedBusy",
    "EmbeddedFailed",
    "default_data_directory",
    "embedded_postgres",
    "joined_postgres",
    "throwaway_postgres",
]
