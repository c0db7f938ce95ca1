"""The two back ends under one name, for tests that hold both to the same suite."""

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.postgres.work import PostgresWork

AnyWork = MemoryWork | PostgresWork
