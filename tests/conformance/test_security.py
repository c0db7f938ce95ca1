"""The ports of identity that are no stores, held to what they promise."""

import asyncio
import os
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

import pytest
from argon2 import PasswordHasher, extract_parameters

from piggypulse_adapters.security.common_passwords import BundledCommonPasswords
from piggypulse_adapters.security.passwords import Argon2Passwords, Cost
from piggypulse_adapters.security.strength import ZxcvbnStrength
from piggypulse_adapters.security.threads import BoundedThreads
from piggypulse_core.identity.model.password import Busy
from tests.support.cheap import CHEAP


@pytest.fixture
def threads() -> BoundedThreads:
    return BoundedThreads(2)


@pytest.fixture
def hasty_threads() -> Iterator[None]:
    """Threads take turns far more often than usual, so that they meet."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


class Watched(PasswordHasher):
    """Remembers the hashes that passwords were compared with."""

    def __init__(self, *, cost: Cost, compared: list[str]) -> None:
        super().__init__(time_cost=cost.passes, memory_cost=cost.memory_kib, parallelism=cost.lanes)
        self.compared = compared

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002 - the library's name
        self.compared.append(str(hash))
        return super().verify(hash, password)


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedCost(Cost):
    """A cost that knows what was compared at it."""

    compared: list[str] = field(default_factory=list)

    def hasher(self) -> Watched:
        return Watched(cost=self, compared=self.compared)


class TestPasswords:
    async def test_tells_right_from_wrong(self, threads: BoundedThreads) -> None:
        passwords = Argon2Passwords(threads=threads, cost=CHEAP)
        kept = await passwords.hash(password="🐷 beyond" * 20)

        assert await passwords.check(password="🐷 beyond" * 20, password_hash=kept) == "right"
        assert await passwords.check(password="🐷 beyond" * 19, password_hash=kept) == "wrong"

    async def test_hashes_as_configured_with_a_new_salt_each_time(
        self, threads: BoundedThreads
    ) -> None:
        passwords = Argon2Passwords(threads=threads)

        one, other = [await passwords.hash(password="the same") for _ in range(2)]

        assert one.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
        assert one != other
        assert len(one.split("$")[4]) == 22, "16 bytes of salt in base64"

    async def test_nobodys_password_is_wrong_whatever_it_is(self, threads: BoundedThreads) -> None:
        passwords = Argon2Passwords(threads=threads, cost=CHEAP)

        for guess in ("", "nobody has this password"):
            assert await passwords.check(password=guess, password_hash=None) == "wrong"

    async def test_nobodys_password_costs_as_much_as_somebodys(
        self, threads: BoundedThreads
    ) -> None:
        cost = WatchedCost(memory_kib=16, passes=3)
        passwords = Argon2Passwords(threads=threads, cost=cost)
        kept = await passwords.hash(password="x")

        for password_hash in (kept, None):
            await passwords.check(password="x", password_hash=password_hash)

        somebodys, nobodys = map(extract_parameters, cost.compared)
        assert nobodys == somebodys
        assert (nobodys.memory_cost, nobodys.time_cost) == (16, 3)

    @pytest.mark.parametrize("kept", ["", "nobody-signs-in", "$argon2id$v=19$m=8,t=1,p=1$x$y"])
    async def test_what_is_no_hash_fits_nothing(self, threads: BoundedThreads, kept: str) -> None:
        passwords = Argon2Passwords(threads=threads, cost=CHEAP)

        assert await passwords.check(password="x", password_hash=kept) == "wrong"

    @pytest.mark.parametrize(
        ("made_with", "verdict"),
        [
            (Cost(memory_kib=16, passes=2).hasher(), "right"),
            (Cost(memory_kib=32, passes=3).hasher(), "right"),
            (Cost(memory_kib=15, passes=2).hasher(), "outdated"),
            (Cost(memory_kib=16, passes=1).hasher(), "outdated"),
            (PasswordHasher(memory_cost=16, time_cost=2, parallelism=1, salt_len=8), "outdated"),
        ],
    )
    async def test_says_when_a_hash_was_made_more_cheaply(
        self, threads: BoundedThreads, made_with: PasswordHasher, verdict: str
    ) -> None:
        passwords = Argon2Passwords(threads=threads, cost=Cost(memory_kib=16, passes=2))
        kept = made_with.hash("x")

        assert await passwords.check(password="x", password_hash=kept) == verdict


class TestStrength:
    @pytest.mark.parametrize(
        ("password", "score"), [("password", 0), ("correct horse battery staple", 4)]
    )
    async def test_scores(self, threads: BoundedThreads, password: str, score: int) -> None:
        strength = ZxcvbnStrength(threads=threads)

        assert await strength.score(password=password, context=()) == score

    async def test_knows_the_words_of_the_person(self, threads: BoundedThreads) -> None:
        strength = ZxcvbnStrength(threads=threads)
        name = "zbqxvkwpgmtj"

        assert await strength.score(password=name, context=()) == 4
        assert await strength.score(password=name, context=(name,)) == 0

    @pytest.mark.usefixtures("hasty_threads")
    async def test_never_mixes_up_two_people(self) -> None:
        strength = ZxcvbnStrength(threads=BoundedThreads(4, waiting_max=200, waiting_seconds=60))
        names = [f"{letter}bqxvkwpgmt{letter}" for letter in "cdfhklnr"]

        scores = await asyncio.gather(
            *(strength.score(password=name, context=(name,)) for name in names * 8),
            *(strength.score(password=name, context=("nobody",)) for name in names * 8),
        )

        assert scores == [0] * 64 + [4] * 64

    @pytest.mark.parametrize("length", [72, 73, 256])
    async def test_takes_any_length(self, threads: BoundedThreads, length: int) -> None:
        strength = ZxcvbnStrength(threads=threads)

        assert await strength.score(password="xK9#" * 64, context=()) <= 4
        assert await strength.score(password="a" * length, context=()) == 0

    async def test_nothing_beyond_32_code_points_makes_a_password_stronger(
        self, threads: BoundedThreads
    ) -> None:
        strength = ZxcvbnStrength(threads=threads)

        assert await strength.score(password="a" * 32 + "vK9#qz2!ö&hT", context=()) == 0


class TestCommonPasswords:
    @pytest.mark.parametrize("password", ["password1", "PassWord1", "QWERTYUIOP", "12345678"])
    def test_knows_them_in_any_case(self, password: str) -> None:
        assert BundledCommonPasswords().includes(password=password)

    @pytest.mark.parametrize("password", ["", " password1", "password1 ", "\n", "vK9#qz2!"])
    def test_knows_no_others(self, password: str) -> None:
        assert not BundledCommonPasswords().includes(password=password)


class TestBoundedThreads:
    async def test_runs_off_the_loop_and_no_more_at_once_than_it_has_threads(self) -> None:
        threads = BoundedThreads(2)
        running: set[int] = set()
        most: list[int] = []

        def slow() -> int:
            running.add(threading.get_ident())
            most.append(len(running))
            time.sleep(0.01)
            running.discard(threading.get_ident())
            return threading.get_ident()

        used = await asyncio.gather(*(threads.run(slow) for _ in range(10)))

        assert max(most) == 2
        assert threading.get_ident() not in used

    async def test_lets_whoever_wants_something_quick_go_first(self) -> None:
        def priority() -> int:
            return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

        expected = 19 if sys.platform == "linux" else os.getpriority(os.PRIO_PROCESS, 0)

        assert await BoundedThreads(1).run(priority) == expected

    async def test_refuses_whoever_finds_the_queue_full(self) -> None:
        threads = BoundedThreads(1, waiting_max=2)
        stop = threading.Event()
        waiting = [asyncio.ensure_future(threads.run(stop.wait, 5)) for _ in range(3)]
        await asyncio.sleep(0.01)

        with pytest.raises(Busy):
            await threads.run(stop.wait, 5)

        stop.set()
        assert await asyncio.gather(*waiting) == [True] * 3

    async def test_refuses_whoever_waits_too_long_and_works_on(self) -> None:
        threads = BoundedThreads(1, waiting_seconds=0.01)
        stop = threading.Event()
        busy = asyncio.ensure_future(threads.run(stop.wait, 5))
        await asyncio.sleep(0)

        with pytest.raises(Busy):
            await threads.run(int)

        stop.set()
        assert await busy is True
        assert await threads.run(int, "7") == 7

    async def test_an_abandoned_job_keeps_its_thread_until_it_is_done(self) -> None:
        threads = BoundedThreads(1, waiting_seconds=0.01)
        stop = threading.Event()
        job = asyncio.ensure_future(threads.run(stop.wait, 5))
        await asyncio.sleep(0.01)
        job.cancel()
        await asyncio.gather(job, return_exceptions=True)

        with pytest.raises(Busy):
            await threads.run(int)

        stop.set()
        await asyncio.sleep(0.01)
        assert await threads.run(int, "7") == 7

    async def test_an_error_frees_the_thread(self) -> None:
        threads = BoundedThreads(1)

        for _ in range(3):
            with pytest.raises(ValueError, match="invalid literal"):
                await threads.run(int, "x")
