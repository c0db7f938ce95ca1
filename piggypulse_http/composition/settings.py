"""What an operator can choose, and what it means for the rest."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from piggypulse_adapters.security.keyring import Secret
from piggypulse_adapters.security.passwords import Cost
from piggypulse_core.identity.model.mailed_token import MailedLives
from piggypulse_core.identity.model.session import Lifetimes
from piggypulse_http.composition.mail import MailSettings, read_mail
from piggypulse_http.composition.reading import Reader
from piggypulse_http.edge.client import Network, checked_network
from piggypulse_http.edge.cross_site import Sites, checked_origin
from piggypulse_http.edge.hosts import checked_host, is_loopback


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
    two_factor_issuer: str = "PiggyPulse"
    two_factor_strict: bool = False
    session_idle_days: int = 14
    session_days: int = 30
    access_token_minutes: int = 60
    proof_minutes: int = 15
    reset_minutes: int = 10
    emergency_minutes: int = 10
    emergency_after_reset_hours: int = 72
    hashing_threads: int = field(default_factory=lambda: os.cpu_count() or 1)
    hashing_memory_mib: int = 19
    hashing_passes: int = 2
    secrets: tuple[Secret, ...] = ()
    secrets_file: Path | None = None
    limits_store: str = field(default="auto", repr=False)
    limits_visitor_reads: int = 300
    limits_visitor_writes: int = 60
    limits_user_reads: int = 1200
    limits_user_writes: int = 300
    limits_sign_ins: int = 20
    limits_refreshes: int = 60
    letters_every_seconds: int = 5
    purge_every_minutes: int = 60
    tick_every_minutes: int = 60
    mail: MailSettings = field(default_factory=MailSettings)
    limits_two_factor_setups: int = 10
    limits_exports: int = 10
    limits_imports: int = 10
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
    def client_url(self) -> str:
        """Where the web client lives, as links in letters say it."""
        return self.mail.client_url or self.server_base_url

    @property
    def sessions(self) -> Lifetimes:
        """How long people stay signed in, and how long a password just shown counts as shown."""
        return Lifetimes(
            idle=timedelta(days=self.session_idle_days),
            absolute=timedelta(days=self.session_days),
            access_token=timedelta(minutes=self.access_token_minutes),
            proof=timedelta(minutes=self.proof_minutes),
        )

    @property
    def hashing(self) -> Cost:
        """What a hash costs: as much as we advise, or more."""
        return Cost(memory_kib=self.hashing_memory_mib * 1024, passes=self.hashing_passes)

    @property
    def links(self) -> MailedLives:
        """How long links in letters work, and how soon after a reset none removes a factor."""
        return MailedLives(
            reset=timedelta(minutes=self.reset_minutes),
            emergency=timedelta(minutes=self.emergency_minutes),
            quarantine=timedelta(hours=self.emergency_after_reset_hours),
        )

    @property
    def shared_store(self) -> str:
        """Where requests are counted: processes that count together need a common place."""
        if self.limits_store != "auto":
            return self.limits_store
        return "memory" if self.server_workers == 1 else "postgres"

    @property
    def exports_at_once(self) -> int:
        """Each holds a connection while it is sent; the others must not wait for one."""
        return max(1, self.database_pool_size // 4)

    @property
    def uploads_at_once(self) -> int:
        """Each holds a connection while it is taken in, and up to 128 MiB on the disk before."""
        return max(2, self.database_pool_size // 4)

    @property
    def sites(self) -> Sites:
        """Whose pages may write here."""
        parts = urlsplit(self.server_base_url)
        return Sites(
            own=checked_origin(f"{parts.scheme}://{parts.netloc}"),
            listed=frozenset(self.allowed_origins),
            trusts_neighbours=self.trusts_neighbours,
        )


def read_settings(*, values: Mapping[str, str]) -> Settings:
    """Settings out of an environment; raises BadSettings with every complaint there is."""
    reader = Reader(values=values)
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
        two_factor_issuer=reader.label("SECURITY__TWO_FACTOR_ISSUER", "PiggyPulse"),
        two_factor_strict=reader.choice("SECURITY__TWO_FACTOR_SETUP", ("open", "strict"))
        == "strict",
        session_idle_days=reader.number("SECURITY__SESSION_IDLE_DAYS", 14, 1, 365),
        session_days=reader.number("SECURITY__SESSION_DAYS", 30, 1, 365),
        access_token_minutes=reader.number("SECURITY__ACCESS_TOKEN_MINUTES", 60, 1, 1440),
        proof_minutes=reader.number("SECURITY__PROOF_MINUTES", 15, 1, 1440),
        reset_minutes=reader.number("SECURITY__RESET_MINUTES", 10, 1, 60),
        emergency_minutes=reader.number("SECURITY__EMERGENCY_MINUTES", 10, 1, 60),
        emergency_after_reset_hours=reader.number(
            "SECURITY__EMERGENCY_AFTER_RESET_HOURS", 72, 1, 720
        ),
        hashing_threads=reader.number("SECURITY__HASHING_THREADS", os.cpu_count() or 1, 1, 64),
        hashing_memory_mib=reader.number("SECURITY__HASHING_MEMORY_MIB", 19, 19, 1024),
        hashing_passes=reader.number("SECURITY__HASHING_PASSES", 2, 2, 32),
        secrets=reader.ring("SECURITY__SECRETS"),
        secrets_file=reader.path("SECURITY__SECRETS_FILE"),
        limits_store=reader.store("LIMITS__STORE"),
        limits_visitor_reads=reader.number("LIMITS__VISITOR_READS", 300, 1, 1_000_000),
        limits_visitor_writes=reader.number("LIMITS__VISITOR_WRITES", 60, 1, 1_000_000),
        limits_user_reads=reader.number("LIMITS__USER_READS", 1200, 1, 1_000_000),
        limits_user_writes=reader.number("LIMITS__USER_WRITES", 300, 1, 1_000_000),
        limits_sign_ins=reader.number("LIMITS__SIGN_INS", 20, 1, 1_000_000),
        limits_refreshes=reader.number("LIMITS__REFRESHES", 60, 1, 1_000_000),
        letters_every_seconds=reader.number("BACKGROUND__LETTERS_SECONDS", 5, 1, 3600),
        purge_every_minutes=reader.number("BACKGROUND__PURGE_MINUTES", 60, 1, 1440),
        tick_every_minutes=reader.number("BACKGROUND__TICK_MINUTES", 60, 1, 1440),
        mail=read_mail(reader),
        limits_imports=reader.number("LIMITS__IMPORTS", 10, 1, 1_000_000),
        limits_two_factor_setups=reader.number("LIMITS__TWO_FACTOR_SETUPS", 10, 1, 1_000_000),
        limits_exports=reader.number("LIMITS__EXPORTS", 10, 1, 1_000_000),
        data_directory=reader.path("DATA__DIRECTORY"),
    )
    reader.settle()
    return settings
