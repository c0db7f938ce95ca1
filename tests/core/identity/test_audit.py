"""What is written down of signing up, in and out."""

import pytest

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.identity.model.session import USER_AGENT_LENGTH_MAX, Device
from piggypulse_core.identity.model.user import InvalidCredentials
from tests.support.clock import NOW
from tests.support.records import audit_of, letters, security_log
from tests.support.sign_ins import ALICE, BROWSER, CALLER, Door


@pytest.fixture
def door(clock: FixedClock) -> Door:
    return Door(clock=clock)


class TestRegister:
    async def test_is_written_down_and_welcomed_once(self, door: Door) -> None:
        done = await door.registered(device=BROWSER)

        (event,) = await audit_of(door.work, done.user.id)
        assert (event.kind, event.outcome, event.at) == ("registered", "ok", NOW)
        assert event.session == done.sign_in.session.id
        assert (event.ip, event.user_agent) == (BROWSER.ip, BROWSER.user_agent)
        (letter,) = await letters(door.work)
        assert (letter.kind, letter.owner) == ("welcome", done.user.id)
        assert (letter.email_key, letter.parameters) == (ALICE, {})


class TestLogIn:
    async def test_is_written_down(self, door: Door) -> None:
        await door.registered()

        done = await door.signed_in(device=BROWSER)

        event = (await audit_of(door.work, done.user.id))[-1]
        assert (event.kind, event.outcome, event.reason) == ("sign_in", "ok", None)
        assert (event.session, event.ip) == (done.sign_in.session.id, BROWSER.ip)

    async def test_a_wrong_password_outlives_its_refusal(self, door: Door) -> None:
        done = await door.registered()

        with pytest.raises(InvalidCredentials):
            await door.signed_in(password="wrong", device=BROWSER)

        event = (await audit_of(door.work, done.user.id))[-1]
        assert (event.kind, event.outcome, event.reason) == ("sign_in", "failed", "password")
        assert (event.session, event.ip) == (None, BROWSER.ip)
        assert await security_log(door.work) == []

    async def test_of_an_unknown_address_nothing_is_kept_that_names_it(self, door: Door) -> None:
        with pytest.raises(InvalidCredentials):
            await door.signed_in(device=BROWSER)

        (event,) = await security_log(door.work)
        assert (event.kind, event.outcome, event.reason) == ("sign_in", "failed", "unknown")
        assert (event.ip, event.user_agent) == (None, None)

    async def test_what_a_client_says_of_itself_is_cut(self, door: Door) -> None:
        device = Device(client="program", user_agent="Fox\n" + "x" * 1000)

        done = await door.registered(device=device)

        (event,) = await audit_of(door.work, done.user.id)
        assert event.user_agent is not None
        assert "\n" not in event.user_agent
        assert len(event.user_agent) == USER_AGENT_LENGTH_MAX


class TestLogOut:
    async def test_is_written_down_once(self, door: Door) -> None:
        done = await door.registered()

        for _ in range(2):
            await door.log_out(owner=done.user.id, session=done.sign_in.session.id, caller=CALLER)

        events = await audit_of(door.work, done.user.id)
        assert [one.kind for one in events] == ["registered", "signed_out"]
        assert (events[1].session, events[1].ip) == (done.sign_in.session.id, CALLER.ip)
        assert events[1].request_id == CALLER.request_id
