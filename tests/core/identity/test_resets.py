"""Forgotten passwords: who is told what, which links work, and what ends with a new password."""

from datetime import timedelta

import pytest

from piggypulse_adapters.memory.unit import MemoryUnit
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.identity.model.challenge import Challenged
from piggypulse_core.identity.model.letter import OutboxLetter
from piggypulse_core.identity.model.mailed_token import MailedTokenKind, ResetLinkInvalid
from piggypulse_core.identity.model.sign_in import SignedIn
from piggypulse_core.identity.model.throttle import AccountLocked
from piggypulse_core.identity.model.user import InvalidCredentials
from piggypulse_core.kernel.refusal import InvalidInput
from tests.support.authenticator import Authenticator
from tests.support.links import give_link, works
from tests.support.people import PASSWORD
from tests.support.records import audit_of, letters, security_log
from tests.support.sign_ins import (
    ALICE,
    BROWSER,
    CALLER,
    KEYRING,
    Door,
    cookie_of,
    principal_of,
    token_of,
)

SECOND = timedelta(seconds=1)
LIFE = timedelta(minutes=10)
NEW = "a horse of quite another colour 7"
NEWER = "yet another horse, and it is blue 8"


@pytest.fixture
def door(clock: FixedClock) -> Door:
    return Door(clock=clock)


async def reset(door: Door, token: str, *, password: str = NEW) -> None:
    await door.reset_password(token=token, password=password, caller=CALLER)


async def link(door: Door, signed_in: SignedIn) -> str:
    """What is in the letter somebody asked for."""
    letter = OutboxLetter(
        id=SystemIds().new(), kind="reset", email_key=ALICE, created_at=door.clock.instant
    )
    async with door.work() as unit:
        await unit.outbox.add(letter=letter)
    minted = await door.mint(letter=letter)
    assert minted is not None
    assert minted.email == signed_in.user.email
    assert minted.secret is not None
    return minted.secret


class TestAskForReset:
    @pytest.mark.parametrize("email", [ALICE, "  ALICE@example.ORG ", "nobody@example.org"])
    async def test_writes_one_row_whoever_is_meant(self, door: Door, email: str) -> None:
        await door.registered()
        written = len(await letters(door.work))

        await door.ask_for_reset(email=email, caller=CALLER)

        (row,) = (await letters(door.work))[written:]
        assert (row.kind, row.email_key, row.owner) == ("reset", email.strip().lower(), None)
        assert (row.email, dict(row.parameters)) == (None, {})

    async def test_is_written_down_under_a_pseudonym(self, door: Door) -> None:
        alice = await door.registered()

        await door.ask_for_reset(email=ALICE, caller=CALLER)

        (event,) = await security_log(door.work)
        assert (event.kind, event.outcome) == ("reset_asked", "ok")
        assert event.subject == KEYRING.pseudonym(text=ALICE)
        assert event.source == KEYRING.pseudonym(text=str(CALLER.ip))
        assert [one.kind for one in await audit_of(door.work, alice.user.id)] == ["registered"]

    @pytest.mark.parametrize(
        "email",
        [
            "",
            "alice",
            "alice@example.org,eve@example.org",
            "alice@example.org\r\nBcc: eve@example.org",
            "al\u0131ce@example.org",
            "alice@example.or\u212a",
            "Alice <alice@example.org>",
        ],
    )
    async def test_takes_one_plain_address(self, door: Door, email: str) -> None:
        await door.registered()
        written = len(await letters(door.work))

        with pytest.raises(InvalidInput):
            await door.ask_for_reset(email=email, caller=CALLER)

        assert len(await letters(door.work)) == written
        assert await security_log(door.work) == []

    async def test_never_looks_anybody_up(
        self, door: Door, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await door.registered()

        def never(_: MemoryUnit) -> None:
            raise AssertionError("somebody was looked up")

        monkeypatch.setattr(MemoryUnit, "users", property(never))

        await door.ask_for_reset(email=ALICE, caller=CALLER)


class TestResetPassword:
    async def test_sets_the_password_and_signs_nobody_in(self, door: Door) -> None:
        alice = await door.registered()

        await reset(door, await link(door, alice))

        assert (await door.signed_in(password=NEW)).user.id == alice.user.id
        with pytest.raises(InvalidCredentials):
            await door.signed_in(password=PASSWORD)

    async def test_ends_every_session_and_every_other_link(self, door: Door) -> None:
        alice = await door.registered()
        bob = await door.registered(email="bob@example.org")
        others = [await door.signed_in(), await door.signed_in(device=BROWSER)]
        token = await link(door, alice)
        emergency = await give_link(door.work, "emergency", owner=alice.user.id)
        unlock = await give_link(door.work, "unlock", owner=alice.user.id)
        his = await give_link(door.work, "reset", owner=bob.user.id)

        await reset(door, token)

        shown = [*map(cookie_of, (alice, *others)), *map(token_of, (alice, others[0]))]
        assert [await door.is_live(one) for one in shown] == [False] * 5
        assert await door.is_live(token_of(bob))
        assert not await works(door.work, emergency, "emergency", at=door.clock.instant)
        assert not await works(door.work, unlock, "unlock", at=door.clock.instant)
        await reset(door, his)

    async def test_forgets_what_was_failed_at_and_remembers_itself(self, door: Door) -> None:
        alice = await door.registered()
        await door.lock()
        with pytest.raises(AccountLocked):
            await door.signed_in()

        await reset(door, await link(door, alice))

        await door.signed_in(password=NEW)
        async with door.work.reading() as unit:
            found = await unit.users.find(email_key=ALICE)
        assert found is not None
        assert found.last_reset_at == door.clock.instant

    async def test_leaves_the_second_factor_on(self, door: Door) -> None:
        alice = await door.registered()
        begun = await door.begin_two_factor(who=principal_of(alice), password=None, caller=CALLER)
        await door.confirm_two_factor(
            who=principal_of(alice),
            code=Authenticator(secret=begun.secret, clock=door.clock).code(),
            presented=cookie_of(alice),
            caller=CALLER,
        )

        await reset(door, await link(door, alice))

        asked = await door.log_in(email=ALICE, password=NEW, device=BROWSER, presented=None)
        assert isinstance(asked, Challenged)

    async def test_is_written_down_and_told(self, door: Door) -> None:
        alice = await door.registered()

        await reset(door, await link(door, alice))

        event = (await audit_of(door.work, alice.user.id))[-1]
        assert (event.kind, event.outcome, event.ip) == ("password_reset", "ok", CALLER.ip)
        letter = (await letters(door.work))[-1]
        assert (letter.kind, letter.owner) == ("password_reset", alice.user.id)

    async def test_a_refused_password_leaves_the_link_usable(self, door: Door) -> None:
        alice = await door.registered()
        token = await link(door, alice)

        for weak, code in (
            ("short", "too_short"),
            ("x" * 257, "too_long"),
            ("password123", "too_common"),
            (ALICE, "contains_personal_data"),
            ("aaaaaaaaab", "too_guessable"),
        ):
            with pytest.raises(InvalidInput) as refused:
                await reset(door, token, password=weak)
            assert [one.code for one in refused.value.faults] == [code]
            assert [one.field for one in refused.value.faults] == ["password"]

        assert await door.is_live(token_of(alice))
        await reset(door, token)

    @pytest.mark.parametrize("late", [timedelta(), SECOND])
    async def test_works_for_ten_minutes(self, door: Door, late: timedelta) -> None:
        alice = await door.registered()
        token = await link(door, alice)
        door.clock.instant += LIFE + late
        with pytest.raises(ResetLinkInvalid):
            await reset(door, token)

        token = await link(door, alice)
        door.clock.instant += LIFE - SECOND
        await reset(door, token)

    async def test_works_once(self, door: Door) -> None:
        alice = await door.registered()
        token = await link(door, alice)
        await reset(door, token)

        with pytest.raises(ResetLinkInvalid):
            await reset(door, token, password=NEWER)

        await door.signed_in(password=NEW)

    async def test_only_the_newest_works(self, door: Door) -> None:
        alice = await door.registered()
        older, newer = await link(door, alice), await link(door, alice)

        with pytest.raises(ResetLinkInvalid):
            await reset(door, older)

        await reset(door, newer)

    async def test_is_void_once_the_password_was_changed(self, door: Door) -> None:
        alice = await door.registered()
        token = await link(door, alice)
        await door.change_password(
            who=principal_of(alice),
            current=PASSWORD,
            new=NEW,
            presented=token_of(alice),
            caller=CALLER,
        )

        with pytest.raises(ResetLinkInvalid):
            await reset(door, token, password=NEWER)

    @pytest.mark.parametrize("kind", ["emergency", "unlock"])
    async def test_no_other_kind_works(self, door: Door, kind: MailedTokenKind) -> None:
        alice = await door.registered()
        token = await give_link(door.work, kind, owner=alice.user.id)

        with pytest.raises(ResetLinkInvalid):
            await reset(door, token)

    @pytest.mark.parametrize("token", ["", "A" * 43, "\ud800", "🐷", "x" * 128])
    async def test_an_unknown_link_costs_no_hash_and_no_judgement(
        self, door: Door, token: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await door.registered()

        def never(*_: object) -> None:
            raise AssertionError("something slow was done")

        monkeypatch.setattr(type(door.threads), "run", never)

        with pytest.raises(ResetLinkInvalid):
            await reset(door, token, password="short")

    async def test_somebody_gone_meanwhile_is_no_bug(
        self, door: Door, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        alice = await door.registered()
        token = await link(door, alice)

        async def leaving(self: object, **given: object) -> None:
            async with door.work() as unit:
                await unit.erasures.erase(owner=alice.user.id, email_key=ALICE, subject=b"who")

        monkeypatch.setattr(type(door.judge), "__call__", leaving)
        with pytest.raises(ResetLinkInvalid):
            await reset(door, token)
