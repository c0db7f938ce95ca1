"""The outbox, held to one suite over memory and PostgreSQL."""

import pytest

from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.identity.model.letter import OutboxLetter
from piggypulse_core.kernel.ids import UserId
from tests.support.clock import NOW
from tests.support.records import letters
from tests.support.works import AnyWork

IDS = SystemIds()


async def add(work: AnyWork, letter: OutboxLetter) -> None:
    async with work() as unit:
        await unit.outbox.add(letter=letter)


class TestOutbox:
    async def test_keeps_a_letter_to_somebody_known(self, work: AnyWork, alice: UserId) -> None:
        letter = OutboxLetter(
            id=IDS.new(),
            kind="sessions_revoked",
            owner=alice,
            created_at=NOW,
            parameters={"count": "3", "where": "Zoë's „Fox“"},
        )

        await add(work, letter)

        assert [one for one in await letters(work) if one.owner == alice] == [letter]

    async def test_keeps_a_letter_to_an_address_alone(self, work: AnyWork) -> None:
        address = f"{IDS.new().hex}@example.org"
        letter = OutboxLetter(
            id=IDS.new(),
            kind="account_deleted",
            email_key=address,
            email=address.upper(),
            created_at=NOW,
        )

        await add(work, letter)

        (kept,) = [one for one in await letters(work) if one.email_key == address]
        assert (kept.email, kept.owner, dict(kept.parameters)) == (address.upper(), None, {})

    async def test_forgets_what_its_unit_undoes(self, work: AnyWork, alice: UserId) -> None:
        letter = OutboxLetter(id=IDS.new(), kind="welcome", owner=alice, created_at=NOW)

        async def broken() -> None:
            async with work() as unit:
                await unit.outbox.add(letter=letter)
                raise LookupError

        with pytest.raises(LookupError):
            await broken()

        assert [one for one in await letters(work) if one.owner == alice] == []
