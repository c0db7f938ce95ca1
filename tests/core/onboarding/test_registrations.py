"""Registering."""

import asyncio
import re
from uuid import UUID

import pytest

from piggypulse_adapters.security.common_passwords import BundledCommonPasswords, bundled
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.identity.model.credential import Presented
from piggypulse_core.identity.model.session import NotAuthenticated
from piggypulse_core.identity.model.user import EmailTaken
from piggypulse_core.kernel.currency import currency_by_code
from piggypulse_core.kernel.refusal import InvalidInput
from piggypulse_core.settings.model.profile import Profile
from tests.support.people import PASSWORD
from tests.support.sign_ins import ALICE, BROWSER, PROGRAM, Door

LONG = "Whoever reads this sentence to its very end has had more patience than most. " * 4


@pytest.fixture
def door(clock: FixedClock) -> Door:
    return Door(clock=clock)


async def faults_of(door: Door, password: str, *, name: str = "Alice") -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as refused:
        await door.register(
            email=ALICE,
            password=password,
            name=name,
            currency=None,
            timezone=None,
            device=PROGRAM,
            presented=None,
        )
    return [(fault.field, fault.code) for fault in refused.value.faults]


class TestRegister:
    async def test_begins_every_feature(self, door: Door) -> None:
        signed_in = await door.register(
            email=ALICE,
            password=PASSWORD,
            name="  Alice ",
            currency=currency_by_code("JPY").id,
            timezone="Asia/Tokyo",
            device=BROWSER,
            presented=None,
        )

        owner = signed_in.user.id
        async with door.work.reading() as unit:
            assert await unit.profiles.get(owner=owner) == Profile(
                name="Alice", currency_code="JPY", timezone="Asia/Tokyo"
            )
            (category,) = await unit.categories.every(owner=owner)
        assert (category.name, category.icon, category.is_system) == ("Transfer", "↔", True)
        assert (await door.opens(signed_in)).id == owner

    async def test_asks_for_no_more_than_it_needs(self, door: Door) -> None:
        signed_in = await door.registered()

        async with door.work.reading() as unit:
            profile = await unit.profiles.get(owner=signed_in.user.id)
        assert (profile.currency_code, profile.timezone, profile.avatar) == (None, "UTC", "🐷")

    async def test_names_every_fault_at_once_and_keeps_nothing(self, door: Door) -> None:
        with pytest.raises(InvalidInput) as refused:
            await door.register(
                email="nonsense",
                password="short",
                name=" ",
                currency=UUID(int=0),
                timezone="Mars/Olympus",
                device=PROGRAM,
                presented=None,
            )

        assert [(fault.field, fault.code) for fault in refused.value.faults] == [
            ("email", "bad_format"),
            ("name", "too_short"),
            ("password", "too_short"),
            ("currencyId", "unknown_value"),
            ("timezone", "unknown_value"),
        ]

    async def test_refuses_an_address_twice_and_keeps_the_first(self, door: Door) -> None:
        first = await door.registered()

        with pytest.raises(EmailTaken):
            await door.registered(email="ALICE@EXAMPLE.ORG", password=PASSWORD + "!")

        assert (await door.signed_in()).user == first.user

    async def test_of_sixteen_at_once_one_gets_the_address(self, door: Door) -> None:
        results = await asyncio.gather(
            *(door.registered() for _ in range(16)), return_exceptions=True
        )

        assert sum(isinstance(one, EmailTaken) for one in results) == 15

    async def test_ends_the_session_that_was_presented(self, door: Door) -> None:
        bob = await door.registered(email="bob@example.org")
        assert bob.sign_in.token is not None
        presented = Presented(secret=bob.sign_in.token, kind="access_token")

        alice = await door.registered(presented=presented)

        with pytest.raises(NotAuthenticated):
            await door.opens(bob)
        assert (await door.opens(alice)).id == alice.user.id

    async def test_an_address_taken_ends_no_session(self, door: Door) -> None:
        alice = await door.registered()
        presented = Presented(secret=alice.sign_in.cookie, kind="cookie")

        with pytest.raises(EmailTaken):
            await door.registered(presented=presented)

        await door.opens(alice)


class TestNewPasswords:
    @pytest.mark.parametrize("length", [9, 72, 73, 256])
    async def test_may_be_long(self, door: Door, length: int) -> None:
        password = "vK9#qz2!ö" if length == 9 else LONG[:length]
        assert len(password) == length

        await door.registered(password=password)

        await door.signed_in(password=password)

    @pytest.mark.parametrize(
        ("password", "code"),
        [
            ("vK9#qz2", "too_short"),
            # Long enough, but the estimate for eight characters of any kind is 10^8 guesses.
            ("vK9#qz2!", "too_guessable"),
            (LONG[:257], "too_long"),
            ("PassWord123", "too_common"),
            ("12Alice@Example.org!", "contains_personal_data"),
            ("piggypulse1", "too_guessable"),
            ("aaaaaaaaaaaa", "too_guessable"),
        ],
    )
    async def test_are_refused_by_name_of_the_rule(
        self, door: Door, password: str, code: str
    ) -> None:
        assert await faults_of(door, password) == [("password", code)]

    async def test_may_hold_anything_that_can_be_typed(self, door: Door) -> None:
        for number, password in enumerate(
            (" 🐷 läuft über den Hof ", "пять рыжих лисиц", "\t\t↔ q8Zw\x7f\n")
        ):
            email = f"{number}@example.org"
            await door.registered(email=email, password=password)
            await door.signed_in(email=email, password=password)

    async def test_nobody_gets_their_own_name_repeated(self, door: Door) -> None:
        name = "Wolfeschle"

        assert await faults_of(door, name * 3, name=name) == [("password", "too_guessable")]


async def test_no_common_password_passes_however_it_is_written(door: Door) -> None:
    listed = BundledCommonPasswords()

    assert not [one for one in bundled() if not listed.includes(password=one.swapcase())]
    for one in sorted(bundled())[:: len(bundled()) // 10]:
        assert await faults_of(door, one.upper()) == [("password", "too_common")]


def test_the_list_of_common_passwords_is_long_enough_and_lower_case() -> None:
    entries = bundled()

    assert len([one for one in entries if len(one) >= 8]) == len(entries) >= 10_000
    assert all(one == one.casefold() and not re.search(r"\s", one) for one in entries)
