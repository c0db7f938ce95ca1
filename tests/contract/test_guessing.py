"""Every operation that checks a secret of somebody unknown: one request too many is refused."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus

import httpx
import pytest
from litestar import Litestar
from litestar.routes import HTTPRoute

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.identity.model.throttle import TryKind
from piggypulse_http.composition.serve import assemble
from piggypulse_http.composition.settings import Settings
from piggypulse_http.edge.limits import LIMITED
from tests.contract.furnished import Furnished, send
from tests.support.asgi import client_of
from tests.support.client import PREFIX
from tests.support.clock import NOW
from tests.support.contract import Operation
from tests.support.served import SETTINGS, container_over, without_threads

DEFAULTS = Settings(secrets=SETTINGS.secrets)
SECRETS = frozenset({"password", "token", "code", "twoFactorToken"})
"""Members and parameters that somebody could guess at."""


def limited(app: Litestar) -> set[str]:
    """The operations whose routes say that they are limited as sign-ins are."""
    return {
        str(handler.operation_id)
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
        if handler.opt.get(LIMITED) == "auth"
    }


def guessable(furnished: Furnished) -> Iterator[Operation]:
    """What anybody may ask for with a secret in the request."""
    for operation in furnished.operations:
        sample = furnished.samples[operation.id]
        members = set(sample.query) | set(sample.body if isinstance(sample.body, dict) else ())
        if operation.is_public and members & SECRETS:
            yield operation


@pytest.fixture
def strict(furnished: Furnished) -> Litestar:
    """The application over the same household, with the limits people meet."""
    container = container_over(work=furnished.house.served.work, clock=FixedClock(NOW))
    container.settings.override(DEFAULTS)
    without_threads(container)
    return assemble(container)


def test_each_of_them_is_limited_as_sign_ins_are(furnished: Furnished) -> None:
    names = {one.id for one in guessable(furnished)}

    assert names <= limited(furnished.house.served.app)
    assert names >= {"login", "resetPassword", "unlockAccount", "emergencyDisableConfirm"}


async def test_one_too_many_is_refused_even_when_it_is_right(
    furnished: Furnished, strict: Litestar
) -> None:
    wrong = []
    for number, name in enumerate(sorted(limited(strict)), start=1):
        (operation,) = [one for one in furnished.operations if one.id == name]
        async with client_of(strict, peer=f"192.0.2.{number}") as client:
            answers = [await guessed(client, operation) for _ in range(DEFAULTS.limits_sign_ins)]
            client.base_url = httpx.URL(f"{client.base_url}{PREFIX}")
            right = await send(client, operation, furnished.samples[name])
        if HTTPStatus.TOO_MANY_REQUESTS in answers:
            wrong.append(f"{name}: refused too early: {answers}")
        if right.status_code != HTTPStatus.TOO_MANY_REQUESTS:
            wrong.append(f"{name}: {right.status_code}")

    assert wrong == []
    assert furnished.unchanged


async def guessed(client: httpx.AsyncClient, operation: Operation) -> int:
    """A request that is wrong in any case."""
    body: dict[str, object] | None = None if operation.method == "GET" else {}
    reply = await client.request(operation.method, operation.path, json=body)
    return reply.status_code


CONFIRMING: Mapping[str, TryKind] = {
    "password": "confirm",
    "currentPassword": "confirm",
    "code": "2fa",
}
"""What a signed-in person is asked for, and what wrong ones are counted as."""


def confirming(furnished: Furnished) -> Iterator[tuple[Operation, TryKind]]:
    """Operations of signed-in people that ask for a password or a code."""
    for operation in furnished.operations:
        body = furnished.samples[operation.id].body
        if not operation.is_public and isinstance(body, dict):
            for member, kind in CONFIRMING.items():
                if body.get(member):
                    yield operation, kind


async def test_after_five_wrong_answers_a_right_one_is_refused_whatever_it_is_for(
    furnished: Furnished,
) -> None:
    wrong, tried = [], 0
    work = furnished.house.served.work
    for operation, kind in confirming(furnished):
        furnished.ready_for(operation)
        async with work() as unit:
            found = await unit.users.find(email_key=furnished.alice["email"])
            assert found is not None
            for _ in range(5):
                await unit.throttle.count_wrong(owner=found.owner, kind=kind, at=NOW)
        async with furnished.somebody() as client:
            reply = await send(client, operation, furnished.samples[operation.id])
        tried += 1
        if reply.status_code != HTTPStatus.TOO_MANY_REQUESTS:
            wrong.append(f"{operation.id}: {reply.text}")

    assert wrong == []
    assert tried >= 7
