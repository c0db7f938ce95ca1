"""Signing in."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from piggypulse_adapters.security.passwords import Cost
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.identity.model.challenge import Challenged
from piggypulse_core.identity.model.credential import Presented
from piggypulse_core.identity.model.session import NotAuthenticated
from piggypulse_core.identity.model.user import InvalidCredentials
from piggypulse_core.identity.ports import Passwords, Verdict
from piggypulse_core.identity.usecases.sign_ins import LogIn
from piggypulse_core.kernel.refusal import Collided, InvalidInput
from tests.support.people import PASSWORD
from tests.support.second_factor import with_factor
from tests.support.sign_ins import ALICE, BROWSER, PROGRAM, Door, cookie_of, token_of


@pytest.fixture
def door(clock: FixedClock) -> Door:
    return Door(clock=clock)


@dataclass(slots=True, kw_only=True)
class Watched(Passwords):
    """Passes everything on and remembers what was compared."""

    real: Passwords
    compared: int = 0

    async def hash(self, *, password: str) -> str:
        return await self.real.hash(password=password)

    async def check(self, *, password: str, password_hash: str | None) -> Verdict:
        self.compared += 1
        return await self.real.check(password=password, password_hash=password_hash)


@dataclass(slots=True, kw_only=True)
class ChangedMeanwhile(Passwords):
    """Somebody changes the password between the comparison and the session."""

    door: Door

    async def hash(self, *, password: str) -> str:
        return await self.door.passwords.hash(password=password)

    async def check(self, *, password: str, password_hash: str | None) -> Verdict:
        async with self.door.work() as unit:
            name = await unit.users.find(email_key=ALICE)
            assert name is not None
            fresh = await self.hash(password="a different one entirely")
            await unit.users.save_password(owner=name.owner, password_hash=fresh)
        return await self.door.passwords.check(password=password, password_hash=password_hash)


def log_in_with(door: Door, passwords: Passwords) -> LogIn:
    plain = door.log_in
    return LogIn(
        work=plain.work,
        clock=plain.clock,
        ids=plain.ids,
        tokens=plain.tokens,
        passwords=passwords,
        keyring=plain.keyring,
    )


class TestLogIn:
    @pytest.mark.parametrize("email", [ALICE, "ALICE@example.ORG", f"  {ALICE} "])
    async def test_knows_an_address_however_it_is_written(self, door: Door, email: str) -> None:
        registered = await door.registered()

        signed_in = await door.signed_in(email=email)

        assert signed_in.user == registered.user
        assert (await door.opens(signed_in)).id == registered.user.id

    @pytest.mark.parametrize(
        "password", [PASSWORD + " ", " " + PASSWORD, PASSWORD.upper(), PASSWORD[:-1], "x"]
    )
    async def test_compares_passwords_exactly(self, door: Door, password: str) -> None:
        await door.registered()

        with pytest.raises(InvalidCredentials):
            await door.signed_in(password=password)

    async def test_sees_beyond_the_first_72_bytes(self, door: Door) -> None:
        beginning = "seventy-two bytes that are far from common, typed twice: 0123456789abcde"
        assert len(beginning) == 72
        await door.registered(password=beginning + "f")

        with pytest.raises(InvalidCredentials):
            await door.signed_in(password=beginning)
        await door.signed_in(password=beginning + "f")

    async def test_works_as_hard_for_an_address_it_does_not_know(self, door: Door) -> None:
        await door.registered()
        watched = Watched(real=door.passwords)
        log_in = log_in_with(door, watched)

        for email in (ALICE, "nobody@example.org"):
            with pytest.raises(InvalidCredentials):
                await log_in(email=email, password="wrong", device=PROGRAM, presented=None)

        assert watched.compared == 2

    async def test_names_every_fault_at_once(self, door: Door) -> None:
        with pytest.raises(InvalidInput) as refused:
            await door.signed_in(email="nonsense", password="")

        found = [(fault.field, fault.code) for fault in refused.value.faults]
        assert found == [("email", "bad_format"), ("password", "too_short")]

    async def test_gives_a_browser_a_cookie_and_a_program_a_token_too(self, door: Door) -> None:
        await door.registered()

        browser = await door.signed_in(device=BROWSER)
        program = await door.signed_in(device=PROGRAM)

        assert browser.sign_in.token is None
        assert program.sign_in.token is not None
        assert browser.sign_in.session.user_agent == "Fox/1"

    async def test_ends_the_session_that_was_presented(self, door: Door) -> None:
        before = await door.registered()
        presented = Presented(secret=before.sign_in.cookie, kind="cookie")

        after = await door.signed_in(presented=presented)

        with pytest.raises(NotAuthenticated):
            await door.opens(before)
        await door.opens(after)

    async def test_a_refused_sign_in_ends_nothing(self, door: Door) -> None:
        before = await door.registered()
        presented = Presented(secret=before.sign_in.cookie, kind="cookie")

        with pytest.raises(InvalidCredentials):
            await door.signed_in(password="wrong", presented=presented)

        await door.opens(before)

    async def test_the_51st_session_ends_the_longest_unused_one(self, door: Door) -> None:
        begun = [await door.registered()]
        for second in range(1, 50):
            door.clock.instant = door.clock.instant.replace(second=second)
            begun.append(await door.signed_in())
        # Used again, the oldest is no longer the longest unused.
        door.clock.instant = door.clock.instant.replace(minute=10)
        await door.opens(begun[0])

        newest = await door.signed_in()

        with pytest.raises(NotAuthenticated):
            await door.opens(begun[1])
        for one in (begun[0], *begun[2:], newest):
            await door.opens(one)

    async def test_makes_a_weaker_hash_as_strong_as_configured(self, door: Door) -> None:
        await door.registered()
        stronger = Door(work=door.work, clock=door.clock, cost=Cost(memory_kib=16, passes=2))

        await stronger.signed_in()

        async with door.work.reading() as unit:
            name = await unit.users.find(email_key=ALICE)
        assert name is not None
        assert "$m=16,t=2,p=1$" in name.password_hash
        # Nor is it weakened again by a server that still has the older configuration.
        await door.signed_in()
        async with door.work.reading() as unit:
            assert await unit.users.find(email_key=ALICE) == name

    async def test_a_password_never_grows_too_old(self, door: Door) -> None:
        await door.registered()
        door.clock.instant += timedelta(days=400)

        await door.signed_in()

    async def test_a_password_changed_meanwhile_is_asked_for_again(self, door: Door) -> None:
        await door.registered()
        log_in = log_in_with(door, ChangedMeanwhile(door=door))

        with pytest.raises(Collided):
            await log_in(email=ALICE, password=PASSWORD, device=PROGRAM, presented=None)


class TestWithASecondFactor:
    async def test_the_right_password_alone_ends_what_was_shown_and_clears_the_count(
        self, door: Door
    ) -> None:
        alice = await with_factor(door)

        for _ in range(2):
            for _ in range(3):
                with pytest.raises(InvalidCredentials):
                    await door.signed_in(password="wrong", device=BROWSER)
            begun = await door.log_in(
                email=ALICE, password=PASSWORD, device=BROWSER, presented=cookie_of(alice)
            )
            assert isinstance(begun, Challenged)

        assert not await door.is_live(cookie_of(alice))
        assert not await door.is_live(token_of(alice))
