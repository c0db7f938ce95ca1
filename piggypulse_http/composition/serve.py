"""A container in, an application out."""

from litestar import Litestar

from piggypulse_adapters.throttling.storages import opened
from piggypulse_http.app import create_app
from piggypulse_http.composition.background import periodic_tasks
from piggypulse_http.composition.binding import bound
from piggypulse_http.composition.container import Container
from piggypulse_http.composition.controllers import CONTROLLERS
from piggypulse_http.edge.background import running
from piggypulse_http.edge.idempotency import Patient


def assemble(container: Container) -> Litestar:
    """Build everything once; a broken graph never serves a request."""
    container.check_dependencies()
    for provider in container.providers.values():
        provider()
    settings = container.settings()
    local = settings.is_local_http
    return create_app(
        controllers=[bound(one, providers=container.providers) for one in CONTROLLERS],
        # In this order: a task that is cancelled still has its database.
        lifespan=[
            container.work().opened(),
            opened(container.request_storage()),
            running(periodic_tasks(container)),
        ],
        identify=container.identify_caller(),
        ids=container.ids(),
        cookie_name=container.cookie().name,
        strict_transport=not local,
        hosts=settings.hosts,
        sites=settings.sites,
        trusted_proxies=settings.server_trusted_proxies,
        counts=container.request_counts(),
        limits=container.request_limits(),
        once=Patient(container.answer_once(), pauses=container.answer_pauses()),
        uploads_at_once=settings.uploads_at_once,
        note_refused=container.note_refused_request(),
    )
