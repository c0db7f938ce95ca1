"""A real PgBouncer in transaction mode before a database, where the program can be had."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

NO_POOLER = "pgbouncer is not installed here; that nothing is prepared behind one is tried without"
SERVER_CONNECTIONS = 3
"""Fewer than clients: their transactions have to take turns on the same ones."""

UP_WITHIN_SECONDS = 20
NOBODY = 65534

CONFIGURATION = """
[databases]
{name} = {target}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = {connections}
max_client_conn = 200
server_reset_query_always = 0
"""


def pooler_program() -> str | None:
    """Debian keeps it where only root's PATH leads."""
    return shutil.which("pgbouncer", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin")


@contextmanager
def pooled(database: str) -> Iterator[str]:
    """Another way to a database, through the pooler, for the length of a block."""
    program = pooler_program()
    assert program is not None, NO_POOLER
    asked = {key: str(value) for key, value in conninfo_to_dict(database).items()}
    with socket.socket() as probe, tempfile.TemporaryDirectory() as folder:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        file = _written(Path(folder), asked=asked, port=port)
        # It refuses to run as root, and has to reach the socket of a server that is not root's.
        account = _account(asked["host"]) if os.geteuid() == 0 else None
        with subprocess.Popen([program, "--quiet", str(file)], user=account) as process:
            url = make_conninfo(host="127.0.0.1", port=port, user="anybody", dbname=asked["dbname"])
            try:
                _wait(url)
                yield url
            finally:
                process.terminate()


def _written(folder: Path, *, asked: dict[str, str], port: int) -> Path:
    known = ("host", "port", "user", "password", "dbname")
    target = " ".join(f"{key}='{asked[key]}'" for key in known if key in asked)
    file = folder / "pgbouncer.ini"
    file.write_text(
        CONFIGURATION.format(
            name=asked["dbname"], target=target, port=port, connections=SERVER_CONNECTIONS
        ),
        encoding="utf-8",
    )
    folder.chmod(0o755)
    return file


def _account(host: str, /) -> int:
    owner = Path(host).stat().st_uid if host.startswith("/") else NOBODY
    return owner or NOBODY


def _wait(url: str, /) -> None:
    until = time.monotonic() + UP_WITHIN_SECONDS
    while True:
        try:
            psycopg.connect(url, connect_timeout=5).close()
        except psycopg.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return
