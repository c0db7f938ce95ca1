"""A lost second factor: what is proof, what is only answered, and what the link ends."""

from datetime import timedelta

import pytest

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.identity.model.challenge import Challenged
from piggypulse_core.identity.model.credential import Presented
from piggypulse_core.identity.model.mailed_token import (
    LinkInvalid,
    LinkLetter,
    MailedTokenKind,
)
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.refusal import InvalidInput
from tests.support.clock import NOW
from tests.support.links import give_link, works
from tests.support.people import PASSWORD
from tests.support.records import audit_of, letters, security_log
from tests.support.second_factor import with_factor
from tests.support.sign_ins import ALICE, CALLER, KEYRING, Door, cookie_of, principal_of, token_of
from tests.support.waiting import waiting

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
NEW = "a horse of quite another colour 7"


@pytest.fixture
def door(clock: FixedClock) -> Door:
    return Door(clock=clock)


async def asked(
    door: Door,
    *,
    email: str = ALICE,
    challenge: str | None = None,
    presented: Presented | None = None,
) -> LinkLetter | None:
    """What whoever asks is sent; none if the row is dropped."""
    written = len(await letters(door.work))
    await door.ask_for_emergency(
        email=email, challenge=challenge, presented=presented, caller=CALLER
    )
    (row,) = (await letters(door.work))[written:]
    assert (row.kind, row.email_key) == ("emergency", email)
    return await door.mint(letter=row)


def cookie(waits: Challenged) -> Presented:
    return Presented(secret=waits.sign_in.cookie, kind="cookie")


async def has_factor(door: Door, owner: UserId) -> tuple[bool, int]:
    async with door.work.reading() as unit:
        factor = await unit.two_factor.get(owner=owner)
        return factor is not None, await unit.backup_codes.count_left(owner=owner)


class TestAsk:
    async def test_takes_the_cookie_or_the_challenge_of_a_sign_in_that_waits(
        self, door: Door
    ) -> None:
        alice = await with_factor(door)
        waits = await waiting(door.work, alice.user.id)

        by_challenge = await asked(door, challenge=waits.secret)
        by_cookie = await asked(door, presented=cookie(waits))
        with_a_stranger = await asked(door, challenge="pp_2fa_", presented=cookie(waits))

        for link in (by_challenge, by_cookie, with_a_stranger):
            assert link is not None
            assert (link.email, link.life) == (ALICE, 10 * MINUTE)

    async def test_sends_nothing_without_proof(self, door: Door) -> None:
        alice = await with_factor(door)

        assert await asked(door) is None
        assert await asked(door, challenge="") is None
        assert await asked(door, challenge="pp_2fa_" + "A" * 43) is None
        # A session that lives is no proof: its password may have been shown weeks ago.
        assert await asked(door, presented=cookie_of(alice)) is None
        assert await asked(door, presented=token_of(alice)) is None

    async def test_sends_nothing_by_somebody_elses_proof(self, door: Door) -> None:
        await with_factor(door)
        bob = await with_factor(door, email="bob@example.org")
        his = await waiting(door.work, bob.user.id)

        assert await asked(door, challenge=his.secret) is None
        assert await asked(door, presented=cookie(his)) is None
        assert await asked(door, email="nobody@example.org", challenge=his.secret) is None

    async def test_sends_nothing_by_a_proof_of_a_quarter_of_an_hour_ago(self, door: Door) -> None:
        alice = await with_factor(door)
        waits = await waiting(door.work, alice.user.id)

        door.clock.instant += 15 * MINUTE - SECOND
        assert await asked(door, challenge=waits.secret) is not None
        assert await asked(door, presented=cookie(waits)) is not None
        door.clock.instant += SECOND
        assert await asked(door, challenge=waits.secret) is None
        assert await asked(door, presented=cookie(waits)) is None

    async def test_sends_nothing_once_the_sign_in_is_complete_or_over(self, door: Door) -> None:
        alice = await with_factor(door)
        owner = alice.user.id
        done, over = await waiting(door.work, owner), await waiting(door.work, owner)
        async with door.work() as unit:
            assert await unit.challenges.complete(
                owner=owner, digest=done.challenge.digest, at=door.clock.instant
            )
            await unit.sessions.end(owner=owner, session=over.sign_in.session.id)

        for waits in (done, over):
            assert await asked(door, challenge=waits.secret) is None
            assert await asked(door, presented=cookie(waits)) is None

    async def test_has_no_link_for_three_days_after_a_reset_by_letter(self, door: Door) -> None:
        alice = await with_factor(door)
        token = await give_link(door.work, "reset", owner=alice.user.id)
        await door.reset_password(token=token, password=NEW, caller=CALLER)

        door.clock.instant += 72 * HOUR - SECOND
        waits = await waiting(door.work, alice.user.id, at=door.clock.instant)
        told = await asked(door, challenge=waits.secret)
        assert told == LinkLetter(email=ALICE, possible_at=NOW + 72 * HOUR)

        door.clock.instant += SECOND
        link = await asked(door, challenge=waits.secret)
        assert link is not None
        assert link.secret is not None

    async def test_is_written_down_under_a_pseudonym_proof_or_not(self, door: Door) -> None:
        alice = await with_factor(door)
        waits = await waiting(door.work, alice.user.id)

        await asked(door)
        await asked(door, challenge=waits.secret)

        noted = await security_log(door.work)
        assert [one.kind for one in noted] == ["emergency_asked"] * 2
        assert {one.subject for one in noted} == {KEYRING.pseudonym(text=ALICE)}

    async def test_takes_one_plain_address(self, door: Door) -> None:
        with pytest.raises(InvalidInput):
            await door.ask_for_emergency(
                email="alice@example.org,eve@example.org",
                challenge=None,
                presented=None,
                caller=CALLER,
            )

        assert await letters(door.work) == []


class TestConfirm:
    async def test_removes_the_factor_its_codes_and_every_session(self, door: Door) -> None:
        alice = await with_factor(door)
        bob = await with_factor(door, email="bob@example.org")
        waits = await waiting(door.work, alice.user.id)
        link = await asked(door, challenge=waits.secret)
        assert link is not None
        assert link.secret is not None

        await door.remove_factor(token=link.secret, caller=CALLER)

        assert await has_factor(door, alice.user.id) == (False, 0)
        assert not await door.is_live(cookie_of(alice))
        assert not await door.is_live(token_of(alice))
        # The sign-in that waited is over as well: with it goes the proof.
        assert await asked(door, challenge=waits.secret) is None
        assert await has_factor(door, bob.user.id) == (True, 1)
        assert await door.is_live(token_of(bob))
        event = (await audit_of(door.work, alice.user.id))[-1]
        assert (event.kind, event.outcome) == ("emergency_done", "ok")
        assert "two_factor_removed" in [one.kind for one in await letters(door.work)]

    async def test_works_once_and_in_time(self, door: Door) -> None:
        alice = await with_factor(door)
        token = await give_link(door.work, "emergency", owner=alice.user.id)
        await door.remove_factor(token=token, caller=CALLER)
        with pytest.raises(LinkInvalid):
            await door.remove_factor(token=token, caller=CALLER)

        token = await give_link(door.work, "emergency", owner=alice.user.id)
        door.clock.instant = NOW + 10 * MINUTE
        with pytest.raises(LinkInvalid):
            await door.remove_factor(token=token, caller=CALLER)

    @pytest.mark.parametrize("kind", ["reset", "unlock"])
    async def test_no_other_kind_works(self, door: Door, kind: MailedTokenKind) -> None:
        alice = await with_factor(door)
        token = await give_link(door.work, kind, owner=alice.user.id)

        with pytest.raises(LinkInvalid):
            await door.remove_factor(token=token, caller=CALLER)

        assert await has_factor(door, alice.user.id) == (True, 1)
        assert await works(door.work, token, kind)

    async def test_is_void_once_the_password_was_changed(self, door: Door) -> None:
        alice = await with_factor(door)
        token = await give_link(door.work, "emergency", owner=alice.user.id)
        await door.change_password(
            who=principal_of(alice),
            current=PASSWORD,
            new=NEW,
            presented=token_of(alice),
            caller=CALLER,
        )

        with pytest.raises(LinkInvalid):
            await door.remove_factor(token=token, caller=CALLER)
