"""Settings out of the environment and `.env`; everything wrong is said at once, in words."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from piggypulse_adapters.security.keyring import Secret
from piggypulse_http.composition.secrets import checked_ring, ring_in
from piggypulse_http.edge.client import Network, checked_network
from piggypulse_http.edge.cross_site import Sites, checked_origin
from piggypulse_http.edge.hosts import checked_host, is_loopback

PREFIX = "PIGGY_PULSE_"
IGNORED_SECTION = "TEST__"

Listed = TypeVar("Listed")


class BadSettings(Exception):
    """The configuration cannot be used; `complaints` says everything that is wrong with it."""

    def __init__(self, *, complaints: list[str]) -> None:
        super().__init__("\n".join(complaints))
        self.complaints = complaints


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an operator can choose; names in the environment are PIGGY_PULSE_<SECTION>__<NAME>."""

    database_url: str | None = field(default=None, repr=False)
    database_pool_size: int = 8
    database_timeout_seconds: int = 5
    database_behind_pooler: bool = False
    server_host: str = "127.0.0.1"
    server_port: int = 8000
    server_workers: int = 1
    server_base_url: str = "http://localhost:8000"
    server_allowed_hosts: tuple[str, ...] = ()
    server_trusted_proxies: tuple[Network, ...] = ()
    allowed_origins: tuple[str, ...] = ()
    trusts_neighbours: bool = True
    cookie_same_site: str = "strict"
    hashing_threads: int = field(default_factory=lambda: os.cpu_count() or 1)
    secrets: tuple[Secret, ...] = ()
    secrets_file: Path | None = None
    limits_store: str = field(default="auto", repr=False)
    limits_visitor_reads: int = 300
    limits_visitor_writes: int = 60
    limits_user_reads: int = 1200
    limits_user_writes: int = 300
    limits_sign_ins: int = 20
    data_directory: Path | None = None

    @property
    def is_local_http(self) -> bool:
        """Plain HTTP on this machine only: cookies then cannot be Secure."""
        parts = urlsplit(self.server_base_url)
        return parts.scheme == "http" and is_loopback(parts.hostname or "")

    @property
    def hosts(self) -> frozenset[str]:
        """The names we answer to, beside those that mean this machine."""
        return frozenset(
            {urlsplit(self.server_base_url).hostname or "", *self.server_allowed_hosts}
        )

    @property
    def shared_store(self) -> str:
        """Where requests are counted: processes that count together need a common place."""
        if self.limits_store != "auto":
            return self.limits_store
        return "memory" if self.server_workers == 1 else "postgres"

    @property
    def sites(self) -> Sites:
        """Whose pages may write here."""
        parts = urlsplit(self.server_base_url)
        return Sites(
            own=checked_origin(f"{parts.scheme}://{parts.netloc}"),
            listed=frozenset(self.allowed_origins),
            trusts_neighbours=self.trusts_neighbours,
        )


def environment(*, folder: Path | None = None) -> dict[str, str]:
    """The process environment over the `.env` file of a folder."""
    found: dict[str, str] = {}
    file = (folder or Path.cwd()) / ".env"
    if file.is_file():
        found.update(_dot_env(file.read_text(encoding="utf-8")))
    found.update(os.environ)
    return found


def _dot_env(text: str) -> dict[str, str]:
    lines = (line.strip().removeprefix("export ") for line in text.splitlines())
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name.strip(): value.strip().strip("'\"") for name, _, value in pairs}


def read_settings(*, values: Mapping[str, str]) -> Settings:
    """Settings out of an environment; raises BadSettings with every complaint there is."""
    reader = _Reader(values=values)
    settings = Settings(
        database_url=reader.url("DATABASE__URL"),
        database_pool_size=reader.number("DATABASE__POOL_SIZE", 8, 1, 200),
        database_timeout_seconds=reader.number("DATABASE__TIMEOUT_SECONDS", 5, 1, 60),
        database_behind_pooler=reader.choice("DATABASE__POOLER", ("none", "transaction"))
        == "transaction",
        server_host=reader.text("SERVER__HOST", "127.0.0.1"),
        server_port=reader.number("SERVER__PORT", 8000, 0, 65535),
        server_workers=reader.number("SERVER__WORKERS", 1, 1, 64),
        server_base_url=reader.base_url("SERVER__BASE_URL"),
        server_allowed_hosts=reader.listed("SERVER__ALLOWED_HOSTS", checked_host),
        server_trusted_proxies=reader.listed("SERVER__TRUSTED_PROXIES", checked_network),
        allowed_origins=reader.listed("SECURITY__ALLOWED_ORIGINS", checked_origin),
        trusts_neighbours=reader.choice("SECURITY__SAME_SITE", ("allow", "refuse")) == "allow",
        cookie_same_site=reader.choice("SECURITY__COOKIE_SAME_SITE", ("strict", "lax")),
        hashing_threads=reader.number("SECURITY__HASHING_THREADS", os.cpu_count() or 1, 1, 64),
        secrets=reader.ring("SECURITY__SECRETS"),
        secrets_file=reader.path("SECURITY__SECRETS_FILE"),
        limits_store=reader.store("LIMITS__STORE"),
        limits_visitor_reads=reader.number("LIMITS__VISITOR_READS", 300, 1, 1_000_000),
        limits_visitor_writes=reader.number("LIMITS__VISITOR_WRITES", 60, 1, 1_000_000),
        limits_user_reads=reader.number("LIMITS__USER_READS", 1200, 1, 1_000_000),
        limits_user_writes=reader.number("LIMITS__USER_WRITES", 300, 1, 1_000_000),
        limits_sign_ins=reader.number("LIMITS__SIGN_INS", 20, 1, 1_000_000),
        data_directory=reader.path("DATA__DIRECTORY"),
    )
    reader.settle()
    return settings


@dataclass(slots=True)
class _Reader:
    """Takes values one by one and remembers what is wrong."""

    values: Mapping[str, str]
    known: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)

    def take(self, name: str) -> str | None:
        self.known.add(name)
        return self.values.get(PREFIX + name) or None

    def text(self, name: str, default: str) -> str:
        return self.take(name) or default

    def number(self, name: str, default: int, lowest: int, highest: int) -> int:
        given = self.take(name)
        if given is None:
            return default
        if given.isascii() and given.isdigit() and lowest <= int(given) <= highest:
            return int(given)
        self.complain(name, f"must be a whole number from {lowest} to {highest}")
        return default

    def choice(self, name: str, choices: tuple[str, ...]) -> str:
        given = self.take(name) or choices[0]
        if given not in choices:
            self.complain(name, f"must be one of {', '.join(choices)}")
        return given

    def listed(self, name: str, check: Callable[[str], Listed]) -> tuple[Listed, ...]:
        """Values with commas between them; what is wrong with one is said once."""
        given = self.take(name) or "none"
        if given == "none":
            return ()
        try:
            return tuple(check(part.strip()) for part in given.split(","))
        except ValueError as wrong:
            self.complain(name, str(wrong))
            return ()

    def url(self, name: str) -> str | None:
        given = self.take(name)
        if given is not None and not given.startswith(("postgresql://", "postgres://")):
            self.complain(name, "must begin with postgresql://")
        return given

    def base_url(self, name: str) -> str:
        given = self.text(name, "http://localhost:8000").rstrip("/")
        parts = urlsplit(given)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            self.complain(name, "must be an http or https URL")
        elif parts.scheme == "http" and not is_loopback(parts.hostname):
            self.complain(name, "must be https unless it names this machine (localhost)")
        else:
            self._host_and_port(name, f"{parts.scheme}://{parts.netloc}")
        return given

    def _host_and_port(self, name: str, origin: str) -> None:
        try:
            checked_origin(origin)
        except ValueError:
            self.complain(name, "must have a host and a port that can be")

    def path(self, name: str) -> Path | None:
        given = self.take(name)
        return None if given is None else Path(given).expanduser()

    def store(self, name: str) -> str:
        given = self.text(name, "auto")
        if given not in ("auto", "memory", "postgres") and not given.startswith(
            ("redis://", "rediss://")
        ):
            self.complain(name, "must be auto, memory, postgres or begin with redis://")
        return given

    def ring(self, name: str) -> tuple[Secret, ...]:
        """Secrets, or the file they are in; a setting and a file at once would hide one."""
        given, file = self.take(name), self.path(f"{name}_FILE")
        if given is not None and file is not None:
            self.complain(name, f"must not be set together with {PREFIX}{name}_FILE")
            return ()
        try:
            if file is not None:
                return ring_in(file)
            return () if given is None else checked_ring(given)
        except ValueError as wrong:
            self.complain(name if file is None else f"{name}_FILE", str(wrong))
            return ()

    def complain(self, name: str, text: str) -> None:
        self.complaints.append(f"{PREFIX}{name} {text}")

    def settle(self) -> None:
        for name in sorted(self.values):
            short = name.removeprefix(PREFIX)
            ours = name.startswith(PREFIX) and not short.startswith(IGNORED_SECTION)
            if ours and short not in self.known:
                self.complaints.append(f"{name} is no setting there is")
        if self.complaints:
            raise BadSettings(complaints=self.complaints)
