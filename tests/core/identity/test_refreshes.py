"""Renewing what opens a session."""

import asyncio
from datetime import timedelta

import pytest

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.identity.model.credential import Presented
from piggypulse_core.identity.model.refresh import SIBLINGS_MAX, TokenReused
from piggypulse_core.identity.model.session import NotAuthenticated
from piggypulse_core.identity.model.throttle import TooManyAttempts
from tests.support.clock import NOW
from tests.support.records import audit_of, letters
from tests.support.sign_ins import BROWSER, CALLER, PROGRAM, Door, cookie_of, token_of

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def door(clock: FixedClock) -> Door:
    return Door(clock=clock)


async def refreshed(door: Door, shown: Presented) -> Presented:
    """The successor of a token."""
    done = await door.refresh(presented=shown, device=PROGRAM)
    assert done.token is not None
    return Presented(secret=done.token, kind="access_token")


class TestByToken:
    async def test_gives_a_successor_and_the_old_one_opens_nothing(self, door: Door) -> None:
        old = token_of(await door.registered())

        new = await refreshed(door, old)

        assert await door.is_live(new)
        assert not await door.is_live(old)

    async def test_leaves_the_cookie_alone(self, door: Door) -> None:
        alice = await door.registered()

        done = await door.refresh(presented=token_of(alice), device=PROGRAM)

        assert done.cookie is None
        assert await door.is_live(cookie_of(alice))

    async def test_an_expired_token_of_a_live_session_is_renewed(self, door: Door) -> None:
        old = token_of(await door.registered())
        door.clock.instant = NOW + 13 * DAY
        assert not await door.is_live(old)

        assert await door.is_live(await refreshed(door, old))

    async def test_of_an_ended_session_nothing_is(self, door: Door) -> None:
        alice = await door.registered()
        await door.revoke_session(
            who=await door.opens(alice), session=alice.sign_in.session.id, caller=CALLER
        )

        with pytest.raises(NotAuthenticated):
            await refreshed(door, token_of(alice))

    @pytest.mark.parametrize("late", [timedelta(), SECOND])
    async def test_nor_of_one_unused_for_14_days(self, door: Door, late: timedelta) -> None:
        old = token_of(await door.registered())

        door.clock.instant = NOW + 14 * DAY - SECOND
        new = await refreshed(door, old)
        door.clock.instant += 14 * DAY + late
        with pytest.raises(NotAuthenticated):
            await refreshed(door, new)

    async def test_refreshing_is_a_use_but_moves_no_end(self, door: Door) -> None:
        shown = token_of(await door.registered())

        for days in (13, 26, 29):
            door.clock.instant = NOW + days * DAY
            shown = await refreshed(door, shown)

        door.clock.instant = NOW + 30 * DAY - timedelta(minutes=10)
        shown = await refreshed(door, shown)
        door.clock.instant = NOW + 30 * DAY - SECOND
        assert await door.is_live(shown)
        door.clock.instant = NOW + 30 * DAY
        assert not await door.is_live(shown)
        with pytest.raises(NotAuthenticated):
            await refreshed(door, shown)

    async def test_the_losers_of_a_race_are_given_siblings_but_not_many(self, door: Door) -> None:
        old = token_of(await door.registered())

        results = await asyncio.gather(
            *(refreshed(door, old) for _ in range(16)), return_exceptions=True
        )

        given = [one for one in results if isinstance(one, Presented)]
        assert len(given) == 1 + SIBLINGS_MAX
        assert len({one.secret for one in given}) == len(given)
        assert all([await door.is_live(one) for one in given])
        rest = [one for one in results if not isinstance(one, Presented)]
        assert all(isinstance(one, TooManyAttempts) for one in rest)

    async def test_ten_seconds_later_it_is_theft(self, door: Door) -> None:
        alice = await door.registered()
        old = token_of(alice)
        new = await refreshed(door, old)
        door.clock.instant = NOW + 10 * SECOND
        sibling = await refreshed(door, old)

        door.clock.instant = NOW + 11 * SECOND
        with pytest.raises(TokenReused):
            await refreshed(door, old)

        for one in (new, sibling, cookie_of(alice)):
            assert not await door.is_live(one)
        events = [one.kind for one in await audit_of(door.work, alice.user.id)]
        assert events == ["registered", "token_refreshed", "token_refreshed", "token_reused"]
        assert [one.kind for one in await letters(door.work)] == ["welcome", "session_stolen"]

    async def test_theft_ends_no_other_session(self, door: Door) -> None:
        alice, elsewhere = await door.registered(), await door.signed_in()
        await refreshed(door, token_of(alice))
        door.clock.instant = NOW + HOUR / 2

        with pytest.raises(TokenReused):
            await refreshed(door, token_of(alice))

        assert await door.is_live(token_of(elsewhere))

    async def test_browsers_have_none_to_renew(self, door: Door) -> None:
        alice = await door.registered()

        with pytest.raises(NotAuthenticated):
            await door.refresh(presented=token_of(alice), device=BROWSER)

        assert await door.is_live(token_of(alice))


class TestByCookie:
    async def test_gives_a_browser_another_cookie_and_no_token(self, door: Door) -> None:
        alice = await door.registered(device=BROWSER)
        door.clock.instant = NOW + DAY

        done = await door.refresh(presented=cookie_of(alice), device=BROWSER)

        assert done.token is None
        assert done.cookie is not None
        assert done.cookie.life == 29 * DAY
        assert await door.is_live(Presented(secret=done.cookie.secret, kind="cookie"))
        assert not await door.is_live(cookie_of(alice))

    async def test_gives_a_program_a_token_in_place_of_its_old_one_too(self, door: Door) -> None:
        alice = await door.registered()

        done = await door.refresh(presented=cookie_of(alice), device=PROGRAM)

        assert done.token is not None
        assert await door.is_live(Presented(secret=done.token, kind="access_token"))
        assert not await door.is_live(token_of(alice))

    async def test_the_old_cookie_renews_nothing(self, door: Door) -> None:
        alice = await door.registered(device=BROWSER)
        done = await door.refresh(presented=cookie_of(alice), device=BROWSER)
        assert done.cookie is not None

        with pytest.raises(NotAuthenticated):
            await door.refresh(presented=cookie_of(alice), device=BROWSER)

        assert await door.is_live(Presented(secret=done.cookie.secret, kind="cookie"))


class TestRefresh:
    @pytest.mark.parametrize(
        "shown",
        [
            None,
            Presented(secret="", kind="cookie"),
            Presented(secret="pp_at_" + "0" * 64, kind="access_token"),
        ],
    )
    async def test_refuses_what_it_never_made(self, door: Door, shown: Presented | None) -> None:
        await door.registered()

        with pytest.raises(NotAuthenticated):
            await door.refresh(presented=shown, device=PROGRAM)
