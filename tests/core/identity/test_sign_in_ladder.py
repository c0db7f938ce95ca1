"""Failed sign-ins in a row: what each costs, whom, and what takes it back."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_address

import pytest

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.identity.model.password import Busy
from piggypulse_core.identity.model.throttle import AccountLocked, TooManyAttempts
from piggypulse_core.identity.model.user import InvalidCredentials
from piggypulse_core.identity.ports import Passwords, Verdict
from piggypulse_core.kernel.refusal import Refusal
from tests.support.clock import NOW
from tests.support.people import PASSWORD
from tests.support.records import audit_of, security_log
from tests.support.sign_ins import ALICE, PROGRAM, Door

NOBODY = "nobody@example.org"
SECOND = timedelta(seconds=1)
HOME = replace(PROGRAM, ip=ip_address("192.0.2.1"))
ELSEWHERE = replace(PROGRAM, ip=ip_address("198.51.100.1"))


@pytest.fixture
def door(clock: FixedClock) -> Door:
    return Door(clock=clock)


async def refusal(
    door: Door, *, email: str = ALICE, password: str = "wrong", ip: str | None = None
) -> Refusal:
    device = PROGRAM if ip is None else replace(PROGRAM, ip=ip_address(ip))
    with pytest.raises(Refusal) as refused:
        await door.signed_in(email=email, password=password, device=device)
    return refused.value


async def fail(door: Door, times: int, /, *, email: str = ALICE, ip: str | None = None) -> None:
    """Be wrong so often, waiting no longer than one is told to."""
    for _ in range(times):
        told = await refusal(door, email=email, ip=ip)
        seconds = told.members.get("retry_after_seconds", 0)
        assert isinstance(seconds, int)
        door.clock.instant += timedelta(seconds=seconds)


class TestLadder:
    async def test_costs_more_with_each_failure_whether_or_not_the_address_is_known(
        self, door: Door
    ) -> None:
        await door.registered()
        told: dict[str, list[tuple[str, object]]] = {ALICE: [], NOBODY: []}
        for email, answers in told.items():
            door.clock.instant = NOW
            for _ in range(8):
                one = await refusal(door, email=email)
                seconds = one.members.get("retry_after_seconds")
                answers.append((one.code, one.members))
                door.clock.instant += timedelta(seconds=seconds if isinstance(seconds, int) else 0)

        assert told[ALICE] == told[NOBODY]
        codes = [code for code, _ in told[ALICE]]
        assert codes == [
            *["invalid_credentials"] * 3,
            *["too_many_attempts"] * 3,
            "account_locked",
            # An hour later the count goes on at three.
            "too_many_attempts",
        ]

    @pytest.mark.parametrize("times", [4, 5, 6, 7])
    async def test_refuses_the_right_password_until_the_wait_is_over(
        self, door: Door, times: int
    ) -> None:
        await door.registered()
        await fail(door, times)

        door.clock.instant -= SECOND
        early = await refusal(door, password=PASSWORD)
        door.clock.instant += SECOND

        assert isinstance(early, AccountLocked if times == 7 else TooManyAttempts)
        assert early.members["retry_after_seconds"] == 1
        await door.signed_in()

    async def test_a_right_password_clears_the_address(self, door: Door) -> None:
        await door.registered()
        await fail(door, 3)

        await door.signed_in()

        told = [type(await refusal(door)) for _ in range(4)]
        assert told == [InvalidCredentials] * 3 + [TooManyAttempts]

    async def test_one_address_has_one_count_however_it_is_written(self, door: Door) -> None:
        await door.registered()

        spellings = (ALICE, ALICE.upper(), f" {ALICE}", ALICE.capitalize())
        told = [type(await refusal(door, email=email)) for email in spellings]

        assert told == [InvalidCredentials] * 3 + [TooManyAttempts]

    async def test_success_elsewhere_does_not_help_an_attackers_ip(self, door: Door) -> None:
        await door.registered()
        for number in range(3):
            await refusal(door, email=f"victim{number}@example.org", ip="192.0.2.1")

        await door.signed_in(device=HOME)

        fourth = await refusal(door, email="victim4@example.org", ip="192.0.2.1")
        assert isinstance(fourth, TooManyAttempts)

    async def test_a_locked_ip_does_not_lock_others_out(self, door: Door) -> None:
        await door.registered()
        await fail(door, 7, email=NOBODY, ip="192.0.2.1")
        door.clock.instant -= SECOND

        with pytest.raises(TooManyAttempts):
            await door.signed_in(device=HOME)
        await door.signed_in(device=ELSEWHERE)

    async def test_neighbours_within_one_ipv6_network_share_a_count(self, door: Door) -> None:
        for number in range(3):
            await refusal(door, email=f"victim{number}@example.org", ip=f"2001:db8::{number}")

        fourth = await refusal(door, email=NOBODY, ip="2001:db8::9")

        assert isinstance(fourth, TooManyAttempts)

    async def test_registering_and_sessions_go_on_during_a_lock(self, door: Door) -> None:
        before = await door.registered()
        await fail(door, 7, ip="192.0.2.1")
        door.clock.instant -= SECOND

        await door.opens(before)
        await door.registered(email=NOBODY, device=HOME)


class TestManyAtOnce:
    async def test_a_hundred_guesses_reach_the_hash_four_times(self, door: Door) -> None:
        await door.registered()
        counting = Counting(real=door.passwords)
        log_in = replace(door.log_in, passwords=counting)

        told = await asyncio.gather(
            *(
                log_in(email=ALICE, password="wrong", device=PROGRAM, presented=None)
                for _ in range(100)
            ),
            return_exceptions=True,
        )

        assert counting.asked == 4
        assert Counter(type(one) for one in told) == {InvalidCredentials: 3, TooManyAttempts: 97}


class Counting(Passwords):
    """Passes everything on and counts."""

    def __init__(self, *, real: Passwords) -> None:
        self.real = real
        self.asked = 0

    async def hash(self, *, password: str) -> str:
        return await self.real.hash(password=password)

    async def check(self, *, password: str, password_hash: str | None) -> Verdict:
        self.asked += 1
        return await self.real.check(password=password, password_hash=password_hash)


class Overrun(Passwords):
    """Has no time for anybody."""

    async def hash(self, *, password: str) -> str:
        raise Busy

    async def check(self, *, password: str, password_hash: str | None) -> Verdict:
        raise Busy


class TestUnjudged:
    async def test_an_attempt_nobody_judged_does_not_count(self, door: Door) -> None:
        await door.registered()
        overrun = replace(door.log_in, passwords=Overrun())

        for _ in range(9):
            with pytest.raises(Busy):
                await overrun(email=ALICE, password=PASSWORD, device=HOME, presented=None)

        await door.signed_in(device=HOME)


class TestRecords:
    async def test_every_refusal_is_written_down(self, door: Door) -> None:
        owner = (await door.registered()).user.id
        await fail(door, 7)
        door.clock.instant -= SECOND
        await refusal(door, password=PASSWORD)

        events = [(one.kind, one.outcome, one.reason) for one in await audit_of(door.work, owner)]
        assert events == [
            ("registered", "ok", None),
            *[("sign_in", "failed", "password")] * 7,
            ("locked", "ok", None),
            ("sign_in", "refused", "limit"),
        ]

    async def test_of_the_unknown_only_pseudonyms_are_kept(self, door: Door) -> None:
        for ip in ("192.0.2.1", "192.0.2.2"):
            await refusal(door, email=NOBODY, ip=ip)

        first, second = await security_log(door.work)
        assert (first.kind, first.outcome, first.reason) == ("sign_in", "failed", "unknown")
        assert first.subject == second.subject
        assert first.subject is not None
        assert first.source != second.source
        assert first.ip is None
