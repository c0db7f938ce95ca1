"""Somebody who leaves is nowhere afterwards: no row, no address, no name, no place."""

from collections.abc import Mapping
from uuid import UUID

from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.kernel.currency import currency_by_code
from piggypulse_core.kernel.ids import UserId
from tests.api.portability.test_erasures import BODY, counted
from tests.contract.bodies import preferences, purchase
from tests.contract.samples import furnish
from tests.support.client import ApiClient, Judge, answered
from tests.support.database import postgres_work
from tests.support.everything import everything
from tests.support.links import give_links
from tests.support.people import PASSWORD
from tests.support.post_office import post_office
from tests.support.records import letters
from tests.support.sending import send_all, sender
from tests.support.served import served
from tests.support.sign_ins import KEYRING
from tests.support.waiting import waiting

PLACE = "203.0.113.77"
AGENT = "Tracefox/9"
WHO = {"email": "Gone.Tomorrow@traces.test", "password": PASSWORD, "name": "Ferdinanda Traceless"}
DUE = "2026-06-17"
KEY = "gone.tomorrow@traces.test"


def traces(owner: UserId) -> list[str]:
    """How they could be known again, by anybody who has the database and the keys."""
    counted_as = KEYRING.throttle_key(text=f"address {KEY}").hex()
    return [KEY, str(owner), WHO["email"], WHO["name"], PLACE, AGENT, counted_as]


def found(url: str, owner: UserId) -> list[str]:
    rows = list(everything(url=url))
    return [one for one in traces(owner) if any(one in row for row in rows)]


async def pay(client: ApiClient, ids: Mapping[str, str]) -> None:
    """Book the charge of the subscription."""
    charge = {**purchase(ids), "date": DUE, "amount": 1_299}
    answered(await client.post("/transactions", json=charge), 201)


async def lived(client: ApiClient, work: PostgresWork, url: str) -> UserId:
    """Everything that leaves a row somewhere, done or suffered once."""
    currency = currency_by_code("EUR")
    assert currency is not None
    body = {**WHO, "currencyId": str(currency.id)}
    token = answered(await client.post("/auth/register", json=body), 201)["token"]
    client.headers["Authorization"] = f"Bearer {token}"
    owner = UserId(UUID(answered(await client.get("/auth/me"))["id"]))
    client.cookies.clear()
    ids = await furnish(client)
    await pay(client, ids)
    answered(await client.put("/settings/preferences", json=preferences()))
    taken = f"/overlays/{ids['overlay']}/transactions/{ids['transaction']}/exclude"
    answered(await client.delete(taken), 204)
    wrong = {"email": WHO["email"], "password": "wrong"}
    del client.headers["Authorization"]
    answered(await client.post("/auth/login", json=wrong), 401)
    answered(await client.post("/auth/forgot-password", json={"email": WHO["email"]}))
    client.headers["Authorization"] = f"Bearer {token}"
    answered(await client.post("/auth/reauthenticate", json={"password": "wrong"}), 401)
    await give_links(work, email=KEY)
    await waiting(work, owner)
    async with work() as unit:
        await unit.backup_codes.replace(owner=owner, hashes=["hash"])
    return owner


async def test_whoever_leaves_is_nowhere_afterwards(
    own_database: str, clock: FixedClock, judge: Judge
) -> None:
    async with (
        postgres_work(url=own_database) as work,
        served(work=work, clock=clock, judge=judge) as house,
        ApiClient(app=house.app, judge=judge, peer=PLACE) as client,
        post_office() as office,
    ):
        client.headers["User-Agent"] = AGENT
        owner = await lived(client, work, own_database)
        empty = {table for table, rows in counted(own_database, str(owner)).items() if not rows}
        assert empty == set(), "the search is for rows there were"
        assert found(own_database, owner) == traces(owner)

        reply = await client.request("DELETE", "/settings/account", json=BODY)

        assert reply.status_code == 204
        assert [one.kind for one in await letters(work)] == ["account_deleted"]
        await send_all(sender(work, office, clock))
        assert found(own_database, owner) == []
