"""The application as tests see it: over a back end of theirs, at a time of theirs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from dependency_injector import providers
from litestar import Litestar

from piggypulse_adapters.security.backup_codes import Argon2BackupCodes
from piggypulse_adapters.security.keyring import Secret
from piggypulse_adapters.security.passwords import Argon2Passwords
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.kernel.currency import currency_by_code
from piggypulse_http.composition.container import Container
from piggypulse_http.composition.serve import assemble
from piggypulse_http.composition.settings import Settings
from tests.support.cheap import CHEAP, AtOnce
from tests.support.client import ApiClient, Judge, answered
from tests.support.people import PASSWORD, address_of
from tests.support.refusing_work import RefusingWork
from tests.support.works import AnyWork

PLENTY = 1_000_000
SETTINGS = Settings(
    secrets=(Secret(id="tests", value=bytes(range(32))),),
    limits_visitor_reads=PLENTY,
    limits_visitor_writes=PLENTY,
    limits_user_reads=PLENTY,
    limits_user_writes=PLENTY,
    limits_sign_ins=PLENTY,
    limits_two_factor_setups=PLENTY,
    limits_exports=PLENTY,
    limits_imports=PLENTY,
    limits_refreshes=PLENTY,
)
"""Requests of one test must not be too many for the next: limits are tried with limits."""

_IDS = SystemIds()


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A running application and what stands behind it."""

    app: Litestar
    container: Container
    work: AnyWork
    clock: FixedClock
    judge: Judge

    def visitor(self) -> ApiClient:
        """Somebody who has not signed in, with a cookie jar of their own."""
        return ApiClient(app=self.app, judge=self.judge)

    def known(self, *, token: str) -> ApiClient:
        """Somebody who shows an access token."""
        return ApiClient(app=self.app, judge=self.judge, token=token)

    async def register(self, *, name: str, currency_code: str | None = "EUR") -> str:
        """Sign somebody up; gives their access token."""
        currency = None if currency_code is None else currency_by_code(currency_code)
        body = {
            "name": name,
            "email": address_of(_IDS.new()),
            "password": PASSWORD,
            "currencyId": None if currency is None else str(currency.id),
        }
        async with self.visitor() as visitor:
            token: str = answered(await visitor.post("/auth/register", json=body), 201)["token"]
        return token

    async def newcomer(self, *, name: str, currency_code: str | None = "EUR") -> ApiClient:
        """Somebody who has just registered and shows their access token."""
        return self.known(token=await self.register(name=name, currency_code=currency_code))


def without_threads(container: Container, /) -> None:
    """Let slow sums run where they are asked for."""
    for threads in (container.threads, container.judging_thread):
        threads.override(AtOnce(threads=1))


def container_over(*, work: AnyWork | RefusingWork, clock: FixedClock) -> Container:
    """A container with a test's own back end and time, and cheap hashes; the rest is real."""
    container = Container()
    container.settings.override(SETTINGS)
    container.work.override(work)
    container.clock.override(clock)
    container.passwords.override(
        providers.Singleton(Argon2Passwords, threads=container.threads, cost=CHEAP)
    )
    container.backup_code_hashes.override(
        providers.Singleton(Argon2BackupCodes, threads=container.threads, cost=CHEAP)
    )
    return container


@asynccontextmanager
async def served(*, work: AnyWork, clock: FixedClock, judge: Judge) -> AsyncIterator[Served]:
    """Start the application and stop it again."""
    container = container_over(work=work, clock=clock)
    app = assemble(container)
    async with alive(app):
        yield Served(app=app, container=container, work=work, clock=clock, judge=judge)


@asynccontextmanager
async def alive(app: Litestar) -> AsyncIterator[None]:
    """The application's lifespan, in a task of its own: it must end in the task it began in."""
    started, ending = asyncio.Event(), asyncio.Event()

    async def live() -> None:
        async with app.lifespan():
            started.set()
            await ending.wait()

    async with asyncio.TaskGroup() as group:
        group.create_task(live())
        await started.wait()
        try:
            yield
        finally:
            ending.set()
