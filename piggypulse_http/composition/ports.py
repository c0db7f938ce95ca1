"""Which adapter stands behind which port."""

from dependency_injector import providers
from dependency_injector.containers import DeclarativeContainer

from piggypulse_adapters.calendars.public_holidays import PublicHolidays
from piggypulse_adapters.postgres.connections import connection_pool
from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_adapters.security.keyring import HkdfKeyring
from piggypulse_adapters.system.clock import SystemClock
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_http.composition.settings import Settings


class Ports(DeclarativeContainer):
    """The machinery, chosen once; tests override providers of their own copy."""

    settings = providers.Dependency(instance_of=Settings)
    pool = providers.Singleton(
        connection_pool,
        url=settings.provided.database_url,
        size=settings.provided.database_pool_size,
        timeout_seconds=settings.provided.database_timeout_seconds,
        behind_pooler=settings.provided.database_behind_pooler,
    )
    work = providers.Singleton(PostgresWork, pool=pool)
    clock = providers.Singleton(SystemClock)
    ids = providers.Singleton(SystemIds)
    holiday_calendar = providers.Singleton(PublicHolidays)
    keyring = providers.Singleton(HkdfKeyring, ring=settings.provided.secrets)
