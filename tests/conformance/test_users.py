"""The user store, held to one suite over memory and PostgreSQL."""

import asyncio
from datetime import datetime, timedelta

import pytest

from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.identity.model.user import EmailTaken, NewUser, SignInName, User
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.settings.model.profile import Profile
from tests.support.clock import NOW
from tests.support.people import address_of
from tests.support.works import AnyWork

IDS = SystemIds()


def new(email: str) -> NewUser:
    return NewUser(
        email=email.upper(),
        email_key=email,
        password_hash="a hash",
        name="Zoë",
        currency_code="USD",
        avatar="🦊",
        timezone="Asia/Tokyo",
        created_at=NOW,
    )


def fresh() -> tuple[UserId, str]:
    owner = UserId(IDS.new())
    return owner, f"{owner.hex}@example.org"


async def add(work: AnyWork, owner: UserId, email: str) -> None:
    async with work() as unit:
        await unit.users.add(owner=owner, user=new(email))


class TestUserStore:
    async def test_gives_back_who_was_added(self, work: AnyWork) -> None:
        owner, email = fresh()

        await add(work, owner, email)

        async with work.reading() as unit:
            assert await unit.users.get(owner=owner) == User(
                id=owner, email=email.upper(), name="Zoë", currency_code="USD"
            )
            assert await unit.profiles.get(owner=owner) == Profile(
                name="Zoë", currency_code="USD", avatar="🦊", timezone="Asia/Tokyo"
            )

    async def test_finds_somebody_by_the_key_alone(self, work: AnyWork) -> None:
        owner, email = fresh()
        await add(work, owner, email)

        async with work.reading() as unit:
            found = await unit.users.find(email_key=email)
            assert found == SignInName(owner=owner, password_hash="a hash")
            assert await unit.users.find(email_key=email.upper()) is None

    async def test_keeps_one_of_sixteen_with_the_same_address(self, work: AnyWork) -> None:
        _, email = fresh()

        async def claim() -> bool:
            try:
                await add(work, UserId(IDS.new()), email)
            except EmailTaken:
                return False
            return True

        won = await asyncio.gather(*(claim() for _ in range(16)))

        assert won.count(True) == 1

    async def test_keeps_nothing_of_a_refused_unit(self, work: AnyWork) -> None:
        (_, taken), (other, email) = fresh(), fresh()
        await add(work, UserId(IDS.new()), taken)

        async def both() -> None:
            async with work() as unit:
                await unit.users.add(owner=other, user=new(email))
                await unit.users.add(owner=UserId(IDS.new()), user=new(taken))

        with pytest.raises(EmailTaken):
            await both()

        async with work.reading() as unit:
            assert await unit.users.find(email_key=email) is None

    async def test_replaces_the_hash_of_one_person(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        async with work() as unit:
            before = await unit.users.hold(owner=bob)
            await unit.users.save_password(owner=alice, password_hash="stronger")
            assert await unit.users.password_hash(owner=alice) == "stronger"

        async with work() as unit:
            assert await unit.users.hold(owner=alice) == "stronger"
            assert await unit.users.hold(owner=bob) == before

    async def test_remembers_when_the_password_last_came_by_letter(
        self, work: AnyWork, alice: UserId
    ) -> None:
        async def last() -> object:
            async with work.reading() as unit:
                found = await unit.users.find(email_key=address_of(alice))
            return found and found.last_reset_at

        assert await last() is None
        for given in (NOW, None):
            async with work() as unit:
                await unit.users.save_password(owner=alice, password_hash="new", reset_at=given)
            assert await last() == NOW

    async def test_remembers_when_there_last_was_another_password(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        async def last(owner: UserId) -> object:
            async with work.reading() as unit:
                found = await unit.users.find(email_key=address_of(owner))
            return found and found.password_changed_at

        async def save(*, changed: datetime | None = None, reset: datetime | None = None) -> None:
            async with work() as unit:
                await unit.users.save_password(
                    owner=alice, password_hash="new", changed_at=changed, reset_at=reset
                )

        assert await last(alice) is None
        await save(changed=NOW)
        await save()
        assert await last(alice) == NOW
        await save(reset=NOW + timedelta(hours=1))
        assert (await last(alice), await last(bob)) == (NOW + timedelta(hours=1), None)

    async def test_holds_nobody_who_is_not_there(self, work: AnyWork) -> None:
        async with work() as unit:
            assert await unit.users.hold(owner=UserId(IDS.new())) is None
            assert await unit.users.password_hash(owner=UserId(IDS.new())) is None

    async def test_whoever_is_held_waits_for_nobody_else(
        self, work: AnyWork, alice: UserId
    ) -> None:
        order: list[str] = []
        held = asyncio.Event()

        async def first() -> None:
            async with work() as unit:
                await unit.users.hold(owner=alice)
                held.set()
                await asyncio.sleep(0.05)
                order.append("first")

        async def second() -> None:
            await held.wait()
            async with work() as unit:
                await unit.users.hold(owner=alice)
                order.append("second")

        await asyncio.gather(first(), second())

        assert order == ["first", "second"]
