"""Letters with links: to whom they go, how many, and which of their tokens work."""

from datetime import timedelta

import pytest

from piggypulse_adapters.security.passwords import Cost
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import CountingIds
from piggypulse_core.identity.model.letter import LetterKind, OutboxLetter
from piggypulse_core.identity.model.mailed_token import LETTER_CAPS, LinkLetter, MailedTokenKind
from piggypulse_core.identity.model.sign_in import SignedIn
from piggypulse_core.kernel.ids import UserId
from tests.support import links
from tests.support.clock import NOW
from tests.support.people import PASSWORD
from tests.support.second_factor import switch_on, with_factor
from tests.support.sign_ins import ALICE, CALLER, Door, principal_of, token_of

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
TOKEN_LENGTH = 43
IDS = CountingIds()
NEW = "a horse of quite another colour 7"
NEWER = "and one of no colour at all 8"


@pytest.fixture
def door(clock: FixedClock) -> Door:
    return Door(clock=clock)


async def asked(
    door: Door, kind: LetterKind, *, email: str = ALICE, owner: UserId | None = None
) -> OutboxLetter:
    """A row that waits, written now."""
    letter = OutboxLetter(
        id=IDS.new(),
        kind=kind,
        email_key=email,
        owner=owner,
        created_at=door.clock.instant,
    )
    async with door.work() as unit:
        await unit.outbox.add(letter=letter)
    return letter


async def sent(
    door: Door, kind: LetterKind, *, email: str = ALICE, owner: UserId | None = None
) -> LinkLetter | None:
    """What a letter asked for now says."""
    return await door.mint(letter=await asked(door, kind, email=email, owner=owner))


async def change_password(door: Door, alice: SignedIn) -> None:
    """With the token of hers that is still good."""
    await door.change_password(
        who=principal_of(alice),
        current=PASSWORD,
        new=NEW,
        presented=token_of(alice),
        caller=CALLER,
    )


async def works(door: Door, letter: LinkLetter | None, kind: MailedTokenKind) -> bool:
    assert letter is not None
    assert letter.secret is not None
    return await links.works(door.work, letter.secret, kind, at=door.clock.instant)


class TestEveryLink:
    async def test_goes_to_the_address_as_registered(self, door: Door) -> None:
        await door.registered(email="Alice@Example.org")

        letter = await sent(door, "reset")

        assert letter is not None
        assert letter.email == "Alice@Example.org"
        assert letter.secret is not None
        assert len(letter.secret) == TOKEN_LENGTH
        assert letter.secret not in repr(letter)

    @pytest.mark.parametrize("kind", LETTER_CAPS)
    async def test_is_for_nobody_where_nobody_is_known(self, door: Door, kind: LetterKind) -> None:
        await door.registered()
        await door.lock(email="nobody@example.org")

        assert await sent(door, kind, email="nobody@example.org") is None

    async def test_of_a_retry_takes_the_place_of_the_one_before(self, door: Door) -> None:
        await door.registered()
        letter = await asked(door, "reset")

        first, second = await door.mint(letter=letter), await door.mint(letter=letter)

        assert not await works(door, first, "reset")
        assert await works(door, second, "reset")

    async def test_of_one_kind_is_none_of_another(self, door: Door) -> None:
        await door.registered()

        letter = await sent(door, "reset")

        assert [await works(door, letter, kind) for kind in ("emergency", "unlock")] == [False] * 2

    async def test_is_not_made_for_a_letter_without_one(self, door: Door) -> None:
        alice = await door.registered()

        for kind in ("welcome", "password_reset"):
            assert await sent(door, kind, owner=alice.user.id) is None


class TestReset:
    async def test_works_ten_minutes_from_sending(self, door: Door) -> None:
        await door.registered()
        letter = await asked(door, "reset")
        door.clock.instant += 40 * MINUTE

        link = await door.mint(letter=letter)

        assert link is not None
        assert link.life == 10 * MINUTE
        door.clock.instant += 10 * MINUTE - SECOND
        assert await works(door, link, "reset")
        door.clock.instant += SECOND
        assert not await works(door, link, "reset")

    async def test_is_sent_three_times_an_hour(self, door: Door) -> None:
        await door.registered()
        rows = [await asked(door, "reset") for _ in range(4)]

        first = [await door.mint(letter=one) is not None for one in rows]
        again = [await door.mint(letter=one) is not None for one in rows]

        assert first == again == [True, True, True, False]
        door.clock.instant += HOUR - SECOND
        assert await sent(door, "reset") is None
        door.clock.instant += SECOND
        assert await sent(door, "reset") is not None

    async def test_is_not_sent_once_the_password_was_changed(self, door: Door) -> None:
        alice = await door.registered()
        row = await asked(door, "reset")
        door.clock.instant += SECOND

        await change_password(door, alice)

        assert await door.mint(letter=row) is None
        link = await sent(door, "reset")
        door.clock.instant += SECOND
        assert link is not None
        assert link.secret is not None
        late = await asked(door, "reset")
        door.clock.instant += SECOND
        await door.reset_password(token=link.secret, password=NEWER, caller=CALLER)
        assert await door.mint(letter=late) is None

    async def test_is_sent_though_a_password_was_hashed_anew(self, door: Door) -> None:
        await door.registered()
        row = await asked(door, "reset")
        door.clock.instant += SECOND
        door.cost = Cost(memory_kib=16, passes=1)

        await door.signed_in()

        assert await works(door, await door.mint(letter=row), "reset")


class TestLocked:
    async def test_works_until_the_lock_ends(self, door: Door) -> None:
        await door.registered()
        await door.lock()
        door.clock.instant += 20 * MINUTE

        link = await sent(door, "locked")

        assert link is not None
        assert link.life == 40 * MINUTE
        door.clock.instant += 40 * MINUTE - SECOND
        assert await works(door, link, "unlock")
        door.clock.instant += SECOND
        assert not await works(door, link, "unlock")

    async def test_is_not_sent_without_a_lock(self, door: Door) -> None:
        await door.registered()
        assert await sent(door, "locked") is None

        await door.lock()
        door.clock.instant += HOUR
        assert await sent(door, "locked") is None

    async def test_is_sent_five_times_a_day(self, door: Door) -> None:
        await door.registered()
        for _ in range(5):
            await asked(door, "locked")
            door.clock.instant += HOUR
        await door.lock()

        assert await sent(door, "locked") is None
        door.clock.instant = NOW + 30 * HOUR
        await door.lock()
        assert await sent(door, "locked") is not None


class TestEmergency:
    async def test_takes_whoever_had_shown_the_password(self, door: Door) -> None:
        alice, bob = await with_factor(door), await with_factor(door, email="bob@example.org")

        link = await sent(door, "emergency", owner=alice.user.id)

        assert await works(door, link, "emergency")
        assert link is not None
        assert link.life == 10 * MINUTE
        assert await sent(door, "emergency") is None
        assert await sent(door, "emergency", owner=bob.user.id) is None

    async def test_waits_three_days_after_a_reset_by_letter(self, door: Door) -> None:
        alice = await with_factor(door)
        async with door.work() as unit:
            await unit.users.save_password(
                owner=alice.user.id, password_hash="new", reset_at=door.clock.instant
            )

        door.clock.instant += 72 * HOUR - SECOND
        link = await sent(door, "emergency", owner=alice.user.id)
        assert link == LinkLetter(email=ALICE, possible_at=NOW + 72 * HOUR)
        door.clock.instant += SECOND
        assert await works(door, await sent(door, "emergency", owner=alice.user.id), "emergency")

    async def test_is_sent_three_times_an_hour_whatever_strangers_ask(self, door: Door) -> None:
        alice = await with_factor(door)
        for _ in range(9):
            await asked(door, "emergency")

        proven = [await sent(door, "emergency", owner=alice.user.id) for _ in range(4)]

        assert [one is not None for one in proven] == [True, True, True, False]

    async def test_is_not_sent_once_the_password_or_the_factor_was_changed(
        self, door: Door
    ) -> None:
        alice = await with_factor(door)
        row = await asked(door, "emergency", owner=alice.user.id)
        door.clock.instant += SECOND

        async with door.work() as unit:
            await unit.two_factor.delete(owner=alice.user.id)
        off = await door.mint(letter=row)
        await switch_on(door, alice)
        on_again = await door.mint(letter=row)
        row = await asked(door, "emergency", owner=alice.user.id)
        before = await door.mint(letter=row)
        door.clock.instant += SECOND
        await change_password(door, alice)

        assert [off, on_again, before is not None] == [None, None, True]
        assert await door.mint(letter=row) is None
