"""What a server must have before it starts, beside settings that are right one by one."""

from dataclasses import replace

from piggypulse_http.composition.databases import Database
from piggypulse_http.composition.reading import PREFIX, BadSettings
from piggypulse_http.composition.secrets import kept_ring, ring_in
from piggypulse_http.composition.settings import Settings

LETTERS_FOLDER = "letters"


class SecretsUnusable(Exception):
    """The secrets kept beside the data cannot be used; the message says why."""


def refuse_without_secrets(settings: Settings) -> None:
    """Only beside the embedded database there is a place for secrets made by ourselves."""
    if settings.database_url is not None and not settings.secrets:
        complaint = (
            f"{PREFIX}SECURITY__SECRETS must be set where {PREFIX}DATABASE__URL is: "
            "id:secret, the secret made with openssl rand -base64 32"
        )
        raise BadSettings(complaints=[complaint])


def refuse_counting_apart(settings: Settings) -> None:
    """Each process would count for itself, and all of them together take too much."""
    if settings.server_workers > 1 and settings.shared_store == "memory":
        complaint = (
            f"{PREFIX}LIMITS__STORE must not be memory where {PREFIX}SERVER__WORKERS is "
            f"{settings.server_workers}: postgres and redis:// count for all of them"
        )
        raise BadSettings(complaints=[complaint])


def with_letters(settings: Settings, *, database: Database) -> Settings:
    """The settings with a folder for letters where nothing else is set beside our own database."""
    if settings.mail.leaves or database.data is None:
        return settings
    return replace(settings, mail=replace(settings.mail, folder=database.data / LETTERS_FOLDER))


def with_secrets(settings: Settings, *, database: Database) -> Settings:
    """The settings with a ring in any case."""
    if settings.secrets or database.data is None:
        return settings
    file = kept_ring(data=database.data)
    try:
        return replace(settings, secrets=ring_in(file), secrets_file=file)
    except ValueError as wrong:
        raise SecretsUnusable(f"{file} {wrong}") from None
