"""The erasure store, held to one suite over memory and PostgreSQL."""

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.identity.model.audit import AuditEvent
from piggypulse_core.identity.model.letter import OutboxLetter
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.settings.model.preferences import Preferences
from tests.support.clock import NOW
from tests.support.people import address_of, new_user
from tests.support.records import audit_of, letters, security_log
from tests.support.works import AnyWork

IDS = SystemIds()


async def with_a_trace(work: AnyWork, owner: UserId) -> AuditEvent:
    """Somebody of whom something is written down, and to whom letters wait."""
    event = AuditEvent(id=IDS.new(), kind="registered", at=NOW, user_agent="Fox", reason="limit")
    async with work() as unit:
        await unit.audit.record(owner=owner, event=event)
        await unit.preferences.save(owner=owner, preferences=Preferences(theme="dark"))
        await unit.throttle.count_wrong(owner=owner, kind="confirm", at=NOW)
        for known in ({"owner": owner}, {"email_key": address_of(owner)}):
            await unit.outbox.add(
                letter=OutboxLetter(id=IDS.new(), kind="welcome", created_at=NOW, **known)
            )
    return event


async def letters_to(work: AnyWork, owner: UserId) -> int:
    mine = {owner, address_of(owner)}
    return sum(one.owner in mine or one.email_key in mine for one in await letters(work))


class TestErasureStore:
    async def test_erases_one_person_down_to_a_pseudonym(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        event, kept = await with_a_trace(work, alice), await with_a_trace(work, bob)

        async with work() as unit:
            await unit.erasures.lock(owner=alice)
            await unit.erasures.erase(owner=alice, email_key=address_of(alice), subject=b"who")

        async with work() as unit:
            assert await unit.users.hold(owner=alice) is None
            assert await unit.users.find(email_key=address_of(alice)) is None
            assert await unit.users.hold(owner=bob) is not None
        assert await audit_of(work, alice) == []
        assert await audit_of(work, bob) == [kept]
        (found,) = [one for one in await security_log(work) if one.id == event.id]
        assert found == AuditEvent(id=event.id, kind="registered", at=NOW, subject=b"who")
        assert [await letters_to(work, one) for one in (alice, bob)] == [0, 2]

    async def test_clears_what_was_made_and_nothing_else(
        self, work: AnyWork, alice: UserId
    ) -> None:
        event = await with_a_trace(work, alice)

        async with work() as unit:
            await unit.erasures.lock(owner=alice)
            await unit.erasures.clear(owner=alice)

        async with work.reading() as unit:
            assert await unit.users.password_hash(owner=alice) is not None
            assert (await unit.users.get(owner=alice)).name == "Alice"
            assert (await unit.preferences.get(owner=alice)).theme == "dark"
        assert await audit_of(work, alice) == [event]

    async def test_a_memory_of_somebody_erased_holds_no_row_of_theirs(self) -> None:
        work = MemoryWork()
        owner = await new_user(work)
        await with_a_trace(work, owner)

        async with work() as unit:
            await unit.erasures.erase(owner=owner, email_key=address_of(owner), subject=b"who")

        left = {
            kind for (kind, whose), rows in work.database.tables.items() if whose == owner and rows
        }
        assert left == set()
        assert await letters_to(work, owner) == 0
