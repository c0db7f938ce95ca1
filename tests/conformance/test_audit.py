"""The audit log, held to one suite over memory and PostgreSQL."""

from dataclasses import replace
from ipaddress import ip_address

import pytest

from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.identity.model.audit import AuditEvent
from piggypulse_core.identity.model.session import SessionId
from piggypulse_core.kernel.ids import UserId
from tests.support.clock import NOW
from tests.support.records import audit_of, security_log
from tests.support.works import AnyWork

IDS = SystemIds()


def event() -> AuditEvent:
    """Everything an entry can say."""
    return AuditEvent(
        id=IDS.new(),
        kind="sign_in",
        at=NOW,
        outcome="failed",
        reason="password",
        session=SessionId(IDS.new()),
        ip=ip_address("2001:db8::7"),
        user_agent="Zoë's Fox",
        request_id=IDS.new(),
        subject=b"whom",
        source=b"whence",
    )


async def record(work: AnyWork, owner: UserId | None, event: AuditEvent) -> None:
    async with work() as unit:
        await unit.audit.record(owner=owner, event=event)


class TestAuditLog:
    async def test_keeps_what_happened_to_one_person(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        one = event()

        await record(work, alice, one)

        assert await audit_of(work, alice) == [replace(one, subject=None, source=None)]
        assert await audit_of(work, bob) == []

    async def test_keeps_nothing_that_names_anybody_where_nobody_is_known(
        self, work: AnyWork
    ) -> None:
        one = event()

        await record(work, None, one)

        (kept,) = [found for found in await security_log(work) if found.id == one.id]
        assert kept == replace(one, session=None, ip=None, user_agent=None)

    async def test_keeps_nothing_of_somebody_who_is_gone(self, work: AnyWork) -> None:
        nobody = UserId(IDS.new())

        await record(work, nobody, event())

        assert await audit_of(work, nobody) == []

    async def test_forgets_what_its_unit_undoes(self, work: AnyWork, alice: UserId) -> None:
        async def broken() -> None:
            async with work() as unit:
                await unit.audit.record(owner=alice, event=event())
                raise LookupError

        with pytest.raises(LookupError):
            await broken()

        assert await audit_of(work, alice) == []
