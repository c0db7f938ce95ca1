"""What makes, shows and judges secrets, wired."""

from dependency_injector import providers

from piggypulse_adapters.security.backup_codes import Argon2BackupCodes
from piggypulse_adapters.security.common_passwords import BundledCommonPasswords
from piggypulse_adapters.security.one_time_codes import PyotpCodes
from piggypulse_adapters.security.passwords import Argon2Passwords
from piggypulse_adapters.security.pictures import SegnoPictures
from piggypulse_adapters.security.strength import ZxcvbnStrength
from piggypulse_adapters.security.threads import BoundedThreads
from piggypulse_adapters.security.tokens import SystemTokens
from piggypulse_http.composition.ports import Ports
from piggypulse_http.composition.settings import Settings
from piggypulse_http.identity.session_cookie import SessionCookie


def session_cookie(*, settings: Settings) -> SessionCookie:
    """The prefix makes browsers insist on Secure, which plain HTTP on this machine cannot have."""
    local = settings.is_local_http
    return SessionCookie(
        name="piggypulse" if local else "__Host-piggypulse",
        secure=not local,
        same_site="lax" if settings.cookie_same_site == "lax" else "strict",
    )


class Security(Ports):
    """The machinery of secrets."""

    threads = providers.Singleton(BoundedThreads, threads=Ports.settings.provided.hashing_threads)
    passwords = providers.Singleton(
        Argon2Passwords, threads=threads, cost=Ports.settings.provided.hashing
    )
    # One call at a time is all the library bears, and whoever signs in must not wait behind it.
    judging_thread = providers.Singleton(BoundedThreads, threads=1)
    strength = providers.Singleton(ZxcvbnStrength, threads=judging_thread)
    common_passwords = providers.Singleton(BundledCommonPasswords)
    tokens = providers.Singleton(SystemTokens)
    cookie = providers.Singleton(session_cookie, settings=Ports.settings)

    one_time_codes = providers.Singleton(PyotpCodes)
    backup_code_hashes = providers.Singleton(
        Argon2BackupCodes, threads=threads, cost=Ports.settings.provided.hashing
    )
    pictures = providers.Singleton(SegnoPictures)
