"""The outbox, held to one suite over memory and PostgreSQL."""

from dataclasses import replace
from datetime import timedelta

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

    async def test_counts_what_somebody_was_to_be_sent_before(
        self, work: AnyWork, alice: UserId
    ) -> None:
        address = f"{IDS.new().hex}@example.org"
        minute = timedelta(minutes=1)

        def asked(minutes: int) -> OutboxLetter:
            at = NOW + minutes * minute
            return OutboxLetter(id=IDS.new(), created_at=at, kind="reset", email_key=address)

        rows = [asked(0), asked(1), asked(1), asked(2)]
        others = [
            replace(asked(1), kind="locked"),
            replace(asked(1), email_key="else@example.org"),
            replace(asked(1), owner=alice),
        ]
        for letter in (*rows, *others):
            await add(work, letter)

        async with work.reading() as unit:
            before = [
                await unit.outbox.count_before(letter=one, since=NOW - minute) for one in rows
            ]
            assert before == [0, 1, 2, 3]
            # What is as old as the stretch is long no longer counts.
            assert await unit.outbox.count_before(letter=rows[-1], since=NOW) == 2
            assert await unit.outbox.count_before(letter=others[-1], since=NOW) == 0
