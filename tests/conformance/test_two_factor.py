"""Second factors and their backup codes, held to one suite over memory and PostgreSQL."""

import asyncio
from datetime import timedelta

import pytest

from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.identity.model.session import SessionId
from piggypulse_core.identity.model.two_factor import Sealed, SetupCode, TwoFactor
from piggypulse_core.kernel.ids import UserId
from tests.support.clock import NOW
from tests.support.works import AnyWork

MINUTE = timedelta(minutes=1)
AT_ONCE = 16
HERE = SessionId(SystemIds().new())
SEED = Sealed(value=b"sealed", key_id="first")
SETUP = SetupCode(counter=100, session=HERE, until=NOW + 5 * MINUTE)
HASHES = ["a", "b", "c"]


async def kept(work: AnyWork, owner: UserId) -> TwoFactor | None:
    async with work.reading() as unit:
        return await unit.two_factor.get(owner=owner)


async def is_on(work: AnyWork, owner: UserId) -> bool:
    async with work.reading() as unit:
        return (await unit.users.get(owner=owner)).two_factor_enabled


async def begin(work: AnyWork, owner: UserId, *, seed: Sealed = SEED) -> bool:
    async with work() as unit:
        return await unit.two_factor.begin(owner=owner, seed=seed, at=NOW)


async def confirm(work: AnyWork, owner: UserId, *, setup: SetupCode = SETUP) -> bool:
    async with work() as unit:
        return await unit.two_factor.confirm(owner=owner, setup=setup, at=NOW)


async def accept(work: AnyWork, owner: UserId, *, counter: int) -> bool:
    async with work() as unit:
        return await unit.two_factor.accept(owner=owner, counter=counter)


async def take_setup_code(
    work: AnyWork,
    owner: UserId,
    *,
    session: SessionId = HERE,
    counter: int = 100,
    after: timedelta = MINUTE,
) -> bool:
    async with work() as unit:
        return await unit.two_factor.take_setup_code(
            owner=owner, session=session, counter=counter, at=NOW + after
        )


async def switched_on(work: AnyWork, owner: UserId) -> None:
    assert await begin(work, owner)
    assert await confirm(work, owner)
    async with work() as unit:
        await unit.backup_codes.replace(owner=owner, hashes=HASHES)


class TestTwoFactorStore:
    async def test_a_later_beginning_replaces_an_earlier_one(
        self, work: AnyWork, alice: UserId
    ) -> None:
        other = Sealed(value=b"another", key_id="second")

        assert [await begin(work, alice), await begin(work, alice, seed=other)] == [True, True]

        assert await kept(work, alice) == TwoFactor(seed=other, begun_at=NOW)
        assert not await is_on(work, alice)

    async def test_is_on_once_it_is_confirmed(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        await begin(work, alice)

        assert not await confirm(work, bob)
        assert await confirm(work, alice)

        assert await kept(work, alice) == TwoFactor(
            seed=SEED, begun_at=NOW, confirmed_at=NOW, last_counter=100, setup=SETUP
        )
        assert [await is_on(work, one) for one in (alice, bob)] == [True, False]

    async def test_that_is_on_is_neither_begun_nor_confirmed_again(
        self, work: AnyWork, alice: UserId
    ) -> None:
        await switched_on(work, alice)
        before = await kept(work, alice)

        assert not await begin(work, alice, seed=Sealed(value=b"x", key_id="x"))
        assert not await confirm(work, alice)

        assert await kept(work, alice) == before

    @pytest.mark.parametrize(
        ("counters", "taken"),
        [
            ([101, 101], [True, False]),
            ([101, 102, 101], [True, True, False]),
            ([100, 99], [False, False]),
            ([102, 101], [True, False]),
        ],
    )
    async def test_counters_only_grow(
        self, work: AnyWork, alice: UserId, counters: list[int], taken: list[bool]
    ) -> None:
        await switched_on(work, alice)

        assert [await accept(work, alice, counter=one) for one in counters] == taken

    async def test_takes_nothing_of_one_that_is_off(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        await switched_on(work, alice)
        await begin(work, bob)

        assert not await accept(work, bob, counter=101)
        assert await accept(work, alice, counter=101)

    async def test_the_setups_code_is_taken_once_more(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        await switched_on(work, alice)
        elsewhere = SessionId(SystemIds().new())

        assert not await take_setup_code(work, bob)
        assert not await take_setup_code(work, alice, session=elsewhere)
        assert not await take_setup_code(work, alice, counter=101)
        assert not await take_setup_code(work, alice, after=5 * MINUTE)
        assert await take_setup_code(work, alice, after=5 * MINUTE - timedelta(seconds=1))
        assert not await take_setup_code(work, alice)

    async def test_goes_with_its_backup_codes(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        for one in (alice, bob):
            await switched_on(work, one)

        async with work() as unit:
            removed = [await unit.two_factor.delete(owner=alice) for _ in range(2)]

        assert removed == [True, False]
        assert await kept(work, alice) is None
        async with work.reading() as unit:
            assert await unit.backup_codes.sample(owner=alice) is None
            assert await unit.backup_codes.count_left(owner=bob) == len(HASHES)
        assert [await is_on(work, one) for one in (alice, bob)] == [False, True]

    async def test_one_that_was_never_on_goes_unnoticed(self, work: AnyWork, alice: UserId) -> None:
        await begin(work, alice)

        async with work() as unit:
            assert not await unit.two_factor.delete(owner=alice)

        assert await kept(work, alice) is None


class TestBackupCodeStore:
    async def test_each_is_used_once(self, work: AnyWork, alice: UserId, bob: UserId) -> None:
        await switched_on(work, alice)

        async def use(owner: UserId, code_hash: str) -> bool:
            async with work() as unit:
                return await unit.backup_codes.use(owner=owner, code_hash=code_hash, at=NOW)

        used = [await use(bob, "a"), *[await use(alice, one) for one in ("a", "a", "b", "z")]]

        assert used == [False, True, False, True, False]
        async with work.reading() as unit:
            assert await unit.backup_codes.count_left(owner=alice) == 1
            assert await unit.backup_codes.sample(owner=alice) in HASHES
            assert await unit.backup_codes.sample(owner=bob) is None

    async def test_a_new_set_replaces_the_old_one(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        for one in (alice, bob):
            await switched_on(work, one)
        async with work() as unit:
            await unit.backup_codes.use(owner=alice, code_hash="a", at=NOW)
            await unit.backup_codes.replace(owner=alice, hashes=["d", "e"])

        async with work() as unit:
            assert not await unit.backup_codes.use(owner=alice, code_hash="b", at=NOW)
            assert await unit.backup_codes.count_left(owner=alice) == 2
            assert await unit.backup_codes.count_left(owner=bob) == len(HASHES)


class TestRaces:
    """Without the owner's lock around them: each statement stands for itself."""

    async def test_one_of_many_takes_a_code(self, work: AnyWork, alice: UserId) -> None:
        await switched_on(work, alice)
        for counter in range(101, 131):
            taken = await asyncio.gather(
                *(accept(work, alice, counter=counter) for _ in range(AT_ONCE))
            )

            assert taken.count(True) == 1

    async def test_one_of_many_confirms_takes_the_setups_code_and_a_backup_code(
        self, work: AnyWork, alice: UserId
    ) -> None:
        async def use() -> bool:
            async with work() as unit:
                return await unit.backup_codes.use(owner=alice, code_hash="a", at=NOW)

        for _ in range(10):
            await begin(work, alice)
            confirmed = await asyncio.gather(*(confirm(work, alice) for _ in range(AT_ONCE)))
            taken = await asyncio.gather(*(take_setup_code(work, alice) for _ in range(AT_ONCE)))
            async with work() as unit:
                await unit.backup_codes.replace(owner=alice, hashes=HASHES)
            used = await asyncio.gather(*(use() for _ in range(AT_ONCE)))

            assert [one.count(True) for one in (confirmed, taken, used)] == [1, 1, 1]
            async with work() as unit:
                await unit.two_factor.delete(owner=alice)
