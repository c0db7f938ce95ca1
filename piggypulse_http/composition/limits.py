"""Request limits, wired: how many are taken, and where they are counted."""

from types import MappingProxyType

from dependency_injector import providers
from limits.aio.storage import Storage

from piggypulse_adapters.memory.windows import MemoryWindows
from piggypulse_adapters.postgres.connections import Pool
from piggypulse_adapters.postgres.windows import PostgresWindows
from piggypulse_adapters.throttling.counts import LimitedRequests
from piggypulse_adapters.throttling.storages import KeptWindows, redis_storage
from piggypulse_core.identity.model.request_limit import HOUR_SECONDS, RequestLimit
from piggypulse_core.kernel.clock import Clock
from piggypulse_http.composition.ports import Ports
from piggypulse_http.composition.settings import Settings
from piggypulse_http.edge.limits import Limits


def request_storage(*, settings: Settings, pool: Pool, clock: Clock) -> Storage:
    """Where all processes count together; alone, a process counts for itself."""
    match settings.shared_store:
        case "memory":
            return KeptWindows(store=MemoryWindows(), clock=clock)
        case "postgres":
            return KeptWindows(store=PostgresWindows(pool=pool), clock=clock)
        case url:
            return redis_storage(url=url)


def request_limits(*, settings: Settings) -> Limits:
    """The limits as the operator set them."""
    sign_ins = RequestLimit(name="auth", most=settings.limits_sign_ins, guards=True)
    refreshes = RequestLimit(name="refresh", most=settings.limits_refreshes)
    hourly = {
        "2fa-enable": settings.limits_two_factor_setups,
        "export": settings.limits_exports,
        "import": settings.limits_imports,
    }
    return Limits(
        visitor_reads=RequestLimit(name="visitor-read", most=settings.limits_visitor_reads),
        visitor_writes=RequestLimit(name="visitor-write", most=settings.limits_visitor_writes),
        user_reads=RequestLimit(name="read", most=settings.limits_user_reads),
        user_writes=RequestLimit(name="write", most=settings.limits_user_writes),
        by_place=MappingProxyType({one.name: one for one in (sign_ins, refreshes)}),
        by_user=MappingProxyType(
            {
                name: RequestLimit(name=name, most=most, seconds=HOUR_SECONDS)
                for name, most in hourly.items()
            }
        ),
    )


class RequestLimits(Ports):
    """What counts requests, and against what."""

    request_limits = providers.Singleton(request_limits, settings=Ports.settings)
    request_storage = providers.Singleton(
        request_storage, settings=Ports.settings, pool=Ports.pool, clock=Ports.clock
    )
    own_request_storage = providers.Singleton(
        KeptWindows, store=providers.Singleton(MemoryWindows), clock=Ports.clock
    )
    request_counts = providers.Singleton(
        LimitedRequests,
        storage=request_storage,
        fallback=own_request_storage,
        keyring=Ports.keyring,
        clock=Ports.clock,
    )
