"""Pooled connections, set up alike: autocommit, binary, whole numbers as integers."""

from typing import Any

import psycopg
from psycopg.adapt import Buffer
from psycopg.rows import TupleRow
from psycopg.types.numeric import (
    Int8BinaryDumper,
    Int8Dumper,
    NumericBinaryLoader,
    NumericLoader,
)
from psycopg_pool import AsyncConnectionPool

SESSION_OPTIONS = (
    "-c jit=off -c timezone=UTC -c lock_timeout=5s -c statement_timeout=20s"
    " -c idle_in_transaction_session_timeout=30s"
)
"""Nothing waits for ever, and no plan is compiled: that costs more than our statements take."""

Connection = psycopg.AsyncConnection[TupleRow]
Pool = AsyncConnectionPool[Connection]


class WholeNumericLoader(NumericLoader):
    """Sums come back as int; nothing we store or sum has a fraction."""

    def load(self, data: Buffer) -> Any:  # noqa: ANN401 - psycopg's signature
        return int(super().load(data))


class WholeNumericBinaryLoader(NumericBinaryLoader):
    """The same for the binary format."""

    def load(self, data: Buffer) -> Any:  # noqa: ANN401 - psycopg's signature
        return int(super().load(data))


async def set_up(connection: Connection) -> None:
    """Send every integer as int8, so that one statement is prepared once, not thrice.

    Lists are sent as text. Without the text dumper the first list of small numbers would make
    every later list of the same statement one of smallint, whatever it holds.
    """
    connection.adapters.register_dumper(int, Int8Dumper)
    connection.adapters.register_dumper(int, Int8BinaryDumper)
    connection.adapters.register_loader("numeric", WholeNumericLoader)
    connection.adapters.register_loader("numeric", WholeNumericBinaryLoader)


def connection_pool(
    *, url: str, size: int, timeout_seconds: float, behind_pooler: bool = False
) -> Pool:
    """A closed pool of autocommit connections; transactions are opened by the work.

    Behind a transaction pooler prepared statements would meet the wrong server, so none are made;
    nor does it pass start-up options on, so the role's own settings hold there.
    """
    options = {} if behind_pooler else {"options": SESSION_OPTIONS}
    return AsyncConnectionPool(
        url,
        min_size=1,
        max_size=size,
        timeout=timeout_seconds,
        open=False,
        configure=set_up,
        kwargs={
            "autocommit": True,
            "prepare_threshold": None if behind_pooler else 2,
            "application_name": "piggypulse",
            **options,
        },
    )
