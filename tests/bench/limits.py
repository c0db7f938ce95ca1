"""What the database alone can do: the very statements of a request, run by pgbench."""

import os
import re
import subprocess
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import TupleRow

from piggypulse_adapters.embedded.programs import found_programs
from piggypulse_adapters.postgres.connections import connection_pool
from piggypulse_adapters.postgres.work import PostgresWork

SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_COMMENT = re.compile(r"--[^\n]*")
_RATE = re.compile(r"^tps = (?P<rate>[\d.]+)", re.MULTILINE)


class Recorded(psycopg.AsyncConnection[TupleRow]):
    """A connection that writes down what it sends, values written in."""

    transcript: ClassVar[list[str]]

    async def execute(self, query: Any, params: Any = None, **rest: Any) -> Any:  # noqa: ANN401 - psycopg's signature
        text = psycopg.AsyncClientCursor(self).mogrify(query, params)
        self.transcript.append(" ".join(_COMMENT.sub("", text).split()))
        return await super().execute(query, params, **rest)

    @asynccontextmanager
    async def transaction(self, *args: Any, **rest: Any) -> AsyncIterator[Any]:  # noqa: ANN401 - psycopg's signature
        self.transcript.append(SNAPSHOT if self.read_only else "BEGIN")
        async with super().transaction(*args, **rest) as opened:
            yield opened
        self.transcript.append("COMMIT")


@asynccontextmanager
async def recorded_work(*, url: str, transcript: list[str]) -> AsyncIterator[PostgresWork]:
    """Units of work as in real life, but for the transcript."""
    pool = connection_pool(url=url, size=1, timeout_seconds=20)
    # The statements are the same; only the class of the connections is another one.
    recording = type("Recording", (Recorded,), {"transcript": transcript})
    pool.connection_class = recording
    yield PostgresWork(pool=pool)


def with_new_id(*, statements: list[str], booked: UUID) -> list[str]:
    """The statements, booking under another id each time they run."""
    fresh = [one.replace(f"'{{{booked.hex}}}'", "ARRAY[gen_random_uuid()]") for one in statements]
    assert fresh != statements, "the id that was booked stands in none of the statements"
    return fresh


def database_rate(*, url: str, statements: list[str], clients: int, seconds: int) -> float:
    """How often a second the database gets through the statements, prepared."""
    parts = conninfo_to_dict(url)
    with tempfile.NamedTemporaryFile("w", suffix=".pgbench", encoding="utf-8") as script:
        script.write("".join(f"{one.rstrip(';')};\n" for one in statements))
        script.flush()
        done = subprocess.run(
            [
                str(found_programs().directory / "pgbench"),
                *("--no-vacuum", "--protocol=prepared", f"--client={clients}", "--jobs=2"),
                *(f"--time={seconds}", f"--file={script.name}", f"--host={parts['host']}"),
                *(f"--username={parts['user']}", str(parts["dbname"])),
            ],
            capture_output=True,
            text=True,
            check=False,
            env={"PATH": os.defpath, "PGOPTIONS": "-c jit=off"},
            cwd=Path(script.name).parent,
        )
    found = _RATE.search(done.stdout)
    if done.returncode != 0 or found is None:
        raise RuntimeError(done.stderr)
    return float(found["rate"])
