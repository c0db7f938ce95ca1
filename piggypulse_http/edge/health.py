"""Whether we are alive and the database answers."""

import asyncio
from typing import Literal, Protocol

from litestar import Controller, get
from msgspec import Struct

from piggypulse_core.kernel.refusal import Unavailable
from piggypulse_http.edge.authentication import PUBLIC
from piggypulse_http.edge.limits import UNLIMITED
from piggypulse_http.edge.openapi import WITHOUT_DATABASE, refusals

PROBE_TIMEOUT_SECONDS = 1.0


class Probe(Protocol):
    """Asks the database something short."""

    async def alive(self) -> None: ...


class Health(Struct, frozen=True, kw_only=True):
    """All is well."""

    status: Literal["ok"]
    database: Literal["ok"]


class DatabaseDown(Unavailable):
    """The database does not answer."""

    code = "unavailable"


class HealthController(Controller):
    """For load balancers and people; outside the request limits."""

    path = "/health"
    tags = ("Health",)
    work: Probe

    @get(
        "",
        operation_id="healthCheck",
        opt={PUBLIC: True, WITHOUT_DATABASE: True, UNLIMITED: True},
        responses=refusals(DatabaseDown),
        summary="Is the service up?",
    )
    async def check(self) -> Health:
        """Answer ok when the database answered within a second."""
        try:
            async with asyncio.timeout(PROBE_TIMEOUT_SECONDS):
                await self.work.alive()
        except (TimeoutError, Unavailable):
            raise DatabaseDown(members={"database": "unavailable"}) from None
        return Health(status="ok", database="ok")
