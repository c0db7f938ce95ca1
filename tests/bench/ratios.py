"""How much of what PostgreSQL can do reaches a client over HTTP: `make bench`.

Both are measured in the same run, in turns, on a ledger of 100,000 transactions: absolute figures
are a machine's, ratios are ours.
"""

import asyncio
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import median
from typing import Any
from uuid import UUID

import httpx

from piggypulse_adapters.embedded import joined_postgres
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.kernel.currency import currency_by_code
from piggypulse_core.kernel.ids import UserId
from piggypulse_http.composition.serve import assemble
from tests.bench.limits import database_rate, recorded_work, with_new_id
from tests.bench.load import Asked, served_rate
from tests.journeys.machine import made_machine
from tests.support.asgi import client_of
from tests.support.database import postgres_work
from tests.support.people import PASSWORD
from tests.support.served import alive, container_over
from tests.support.settled import settled
from tests.support.volume import A_DAY, Volume, seeded

TRANSACTIONS, OTHERS, OTHERS_DAYS = 100_000, 10, 75
CLIENTS, SECONDS, ROUNDS = 8, 4, 3
PREFIX = "/api/v1"

# One client asks as often as many would.
UNLIMITED = {
    f"PIGGY_PULSE_LIMITS__{who}_{what}": "1000000"
    for who in ("VISITOR", "USER")
    for what in ("READS", "WRITES")
}

HEADER = f"{'':<16}{'statements':>11}{'database/s':>12}{'served/s':>12}{'ratio':>8}{'floor':>8}"

# At least so much of the database's rate must come through; about half of what was measured on a
# machine busy with other things.
FLOORS: Mapping[str, float] = {
    "session check": 0.02,
    "page of 50": 0.05,
    "insert": 0.15,
    "current period": 0.05,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One kind of request: what the database does, what arrives, and their ratio."""

    name: str
    statements: int
    database: float
    served: float

    @property
    def ratio(self) -> float:
        return self.served / self.database

    def __str__(self) -> str:
        return (
            f"{self.name:<16}{self.statements:>11}{self.database:>12,.0f}{self.served:>12,.0f}"
            f"{self.ratio:>8.2f}{FLOORS[self.name]:>8.2f}"
        )


async def main() -> int:
    """Measure, print, and tell by the exit status whether every ratio is high enough."""
    with (
        made_machine() as machine,
        machine.serving(**UNLIMITED) as serving,
        joined_postgres(data=machine.data) as url,
    ):
        requests = await furnished(base_url=serving.base_url, url=url)
        transcripts = {name: await transcript_of(one, url=url) for name, one in requests.items()}
        found = [
            await measured(
                name, url=url, port=serving.port, asked=one, statements=transcripts[name]
            )
            for name, one in requests.items()
        ]
    sys.stdout.write(f"{HEADER}\n" + "".join(f"{one}\n" for one in found))
    return int(any(one.ratio < FLOORS[one.name] for one in found))


async def furnished(*, base_url: str, url: str) -> dict[str, Asked]:
    """Somebody with a long ledger in a period of today, neighbours, and what will be asked."""
    today = datetime.now(UTC).date()
    token, owner = await signed_up(base_url=base_url, today=today)
    async with postgres_work(url=url) as work:
        mine = await seeded(work, days=TRANSACTIONS // A_DAY + 1, owner=owner, last_day=today)
        for _ in range(OTHERS):
            await seeded(work, days=OTHERS_DAYS, last_day=today)
        async with work.reading() as unit:
            await settled(unit.connection)
    asked = {
        "session check": ("GET", "/auth/me", None),
        "page of 50": ("GET", "/transactions?limit=50", None),
        "insert": ("POST", "/transactions", booking(mine, today=today)),
        "current period": ("GET", "/dashboard/current-period", None),
    }
    return {
        name: Asked(method=method, path=PREFIX + path, token=token, body=body)
        for name, (method, path, body) in asked.items()
    }


async def signed_up(*, base_url: str, today: date) -> tuple[str, UserId]:
    """Somebody new, with a current period: their token and who they are."""
    async with httpx.AsyncClient(base_url=base_url.rstrip("/") + "/") as client:
        body = {
            "name": "Alice",
            "email": "alice@example.org",
            "password": PASSWORD,
            "currencyId": str(currency_by_code("EUR").id),
        }
        token = (await client.post("auth/register", json=body)).raise_for_status().json()["token"]
        client.headers["Authorization"] = f"Bearer {token}"
        me = (await client.get("auth/me")).raise_for_status().json()
        period = {
            "name": "Now",
            "startDate": (today - timedelta(days=29)).isoformat(),
            "periodType": "manualEndDate",
            # A run may last beyond midnight.
            "manualEndDate": (today + timedelta(days=1)).isoformat(),
        }
        (await client.post("periods", json=period)).raise_for_status()
    return token, UserId(UUID(me["id"]))


def booking(volume: Volume, *, today: date) -> dict[str, object]:
    """What is booked again and again."""
    return {
        "transactionType": "regular",
        "date": today.isoformat(),
        "description": "Bread",
        "amount": 310,
        "fromAccountId": str(volume.accounts[0]),
        "categoryId": str(volume.categories[0]),
        "vendorId": str(volume.vendors[0]),
    }


async def transcript_of(asked: Asked, *, url: str) -> list[str]:
    """The statements of one request, that of the session check included."""
    transcript: list[str] = []
    async with recorded_work(url=url, transcript=transcript) as work:
        container = container_over(work=work, clock=FixedClock(datetime.now(UTC)))
        app = assemble(container)
        async with alive(app), client_of(app) as client:
            client.headers["Authorization"] = f"Bearer {asked.token}"
            # The first notes that the session is in use; the others are like each other.
            await client.request(asked.method, asked.path, json=asked.body)
            transcript.clear()
            answer = await client.request(asked.method, asked.path, json=asked.body)
            answer.raise_for_status()
    if asked.body is None:
        return transcript
    return with_new_id(statements=transcript, booked=UUID(answer.json()["id"]))


async def measured(
    name: str, *, url: str, port: int, asked: Asked, statements: list[str]
) -> Measured:
    """The middle of several rounds, the database and the server in turns."""
    database, served = [], []
    for _ in range(ROUNDS):
        given: dict[str, Any] = {"clients": CLIENTS, "seconds": SECONDS}
        database.append(
            await asyncio.to_thread(database_rate, url=url, statements=statements, **given)
        )
        served.append(await served_rate(port=port, asked=asked, **given))
    return Measured(
        name=name, statements=len(statements), database=median(database), served=median(served)
    )


if __name__ == "__main__":
    raise SystemExit(asyncio.run(main()))
