"""What is written down of refusals that tell of an intent: by whom, once each, never too many."""

from uuid import UUID, uuid4

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.postgres.failures import DatabaseUnavailable
from piggypulse_core.kernel.ids import UserId
from tests.api.edge.test_limits import PREFIX, House, signed_up
from tests.support.records import audit_of, security_log
from tests.support.refusing_work import RefusingWork

ELSEWHERE = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.test"}
NOTED_MAX = 10


@pytest.fixture
def work() -> MemoryWork:
    return MemoryWork()


async def test_another_sites_write_is_kept_without_an_address(work: MemoryWork) -> None:
    house = House(work=work)
    async with house.client() as visitor:
        reply = await visitor.post(f"{PREFIX}/auth/login", json={}, headers=ELSEWHERE)

    (event,) = await security_log(work)
    assert (event.kind, event.outcome, event.at) == (
        "cross_site_refused",
        "refused",
        house.clock.now(),
    )
    assert (event.ip, event.user_agent, event.session) == (None, None, None)
    assert event.source is not None
    assert str(event.request_id) == reply.headers["X-Request-Id"]


async def test_a_page_cannot_fill_the_log(work: MemoryWork) -> None:
    house = House(work=work)
    async with house.client() as visitor:
        for _ in range(NOTED_MAX + 1):
            reply = await visitor.post(f"{PREFIX}/auth/login", json={}, headers=ELSEWHERE)
            assert reply.status_code == 403

    assert len(await security_log(work)) == NOTED_MAX


@pytest.mark.parametrize("path", ["/accounts/{}", "/transactions/{}", "/periods/{}"])
async def test_an_id_that_is_not_theirs_is_kept_with_whoever_asked(
    work: MemoryWork, path: str
) -> None:
    house = House(work=work)
    client = await signed_up(house)
    owner = UserId(UUID((await client.get(f"{PREFIX}/auth/me")).json()["id"]))
    before = await audit_of(work, owner)

    reply = await client.get(PREFIX + path.format(uuid4()))

    assert reply.status_code == 404
    (event,) = [one for one in await audit_of(work, owner) if one not in before]
    assert (event.kind, event.outcome) == ("foreign_id", "refused")
    assert str(event.ip) == "203.0.113.9"
    assert event.session is not None


async def test_where_nothing_can_be_written_the_answer_stays() -> None:
    work = RefusingWork(refusal=DatabaseUnavailable)
    house = House(work=work)
    async with house.client() as visitor:
        reply = await visitor.post(f"{PREFIX}/auth/login", json={}, headers=ELSEWHERE)

    assert reply.status_code == 403
