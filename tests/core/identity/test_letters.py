"""Sending letters: to whom, how often, and what becomes of them."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.identity.model.credential import digest_of
from piggypulse_core.identity.model.letter import (
    ClaimedLetter,
    LetterKind,
    OutboxLetter,
    Retries,
)
from piggypulse_core.identity.model.message import Message
from piggypulse_core.kernel.ids import UserId
from tests.support.clock import NOW
from tests.support.people import address_of
from tests.support.post import Post

IDS = SystemIds()
MINUTE = timedelta(minutes=1)


@pytest.fixture
def post(work: MemoryWork, clock: FixedClock) -> Post:
    return Post(work=work, clock=clock)


class TestSendNextLetter:
    async def test_sends_to_the_address_the_user_is_stored_with(
        self, post: Post, alice: UserId
    ) -> None:
        letter = await post.write("password_changed", owner=alice)

        (done,) = await post.send_all()

        (message,) = post.box.messages
        assert (done.result, done.attempts) == ("sent", 1)
        assert (message.id, message.to) == (letter, address_of(alice))
        assert message.paragraphs[0] == "Hello Alice,"
        assert message.link is not None
        assert message.link.url == "https://budget.example.org/app/settings"

    async def test_forgets_what_a_sent_letter_said_and_never_sends_it_again(
        self, post: Post, alice: UserId
    ) -> None:
        await post.write("code_used", owner=alice, parameters={"left": "9"})
        await post.write("account_deleted", email_key="x@y.z", email="X@y.z")

        await post.send_all()
        post.clock.instant += timedelta(days=1)

        assert await post.send_all() == []
        assert len(post.box.messages) == 2
        assert [(row.letter.email, row.letter.email_key) for row in post.rows] == [(None, None)] * 2
        assert all(not row.letter.parameters and row.sent_at == NOW for row in post.rows)

    async def test_says_farewell_to_an_address_that_is_no_longer_known(self, post: Post) -> None:
        await post.write("account_deleted", email_key="x@y.z", email="X@y.z")

        await post.send_all()

        (message,) = post.box.messages
        assert (message.to, message.link) == ("X@y.z", None)

    @pytest.mark.parametrize("kind", ["data_reset", "reset", "locked", "emergency"])
    async def test_drops_what_is_to_nobody(self, post: Post, kind: LetterKind) -> None:
        nobody = UserId(UUID(int=7)) if kind == "data_reset" else None
        await post.write(kind, owner=nobody, email_key="no@body.x")

        (done,) = await post.send_all()

        assert (done.result, post.rows, post.box.messages) == ("dropped", [], [])

    async def test_welcomes_an_address_once_whoever_comes_back_under_it(
        self, post: Post, alice: UserId, bob: UserId
    ) -> None:
        await post.write("welcome", owner=alice)
        await post.send_all()
        await post.write("welcome", owner=alice)
        await post.write("welcome", owner=bob)

        done = await post.send_all()

        assert sorted(one.result for one in done) == ["dropped", "sent"]
        assert [message.to for message in post.box.messages] == [
            address_of(alice),
            address_of(bob),
        ]

    async def test_a_welcome_that_failed_is_still_the_first(
        self, post: Post, alice: UserId
    ) -> None:
        await post.write("welcome", owner=alice)
        post.box.trouble = "SMTP 451"
        await post.send_all()
        post.box.trouble = None
        post.clock.instant += MINUTE

        (done,) = await post.send_all()

        assert (done.result, done.attempts) == ("sent", 2)

    async def test_tries_a_notice_for_a_day_and_then_gives_it_up(
        self, post: Post, alice: UserId
    ) -> None:
        await post.write("data_reset", owner=alice)
        post.box.trouble = "SMTP 451"

        tried = await minutes_of_attempts(post)

        hourly = [156 + 60 * hour for hour in range(22)]
        assert tried == [0, 1, 6, 36, *hourly, 1440]
        assert post.rows == []

    async def test_other_letters_do_not_wait_for_one_that_fails(
        self, post: Post, alice: UserId
    ) -> None:
        first = await post.write("data_reset", owner=alice)
        post.box.trouble = "SMTP 451"
        await post.send_all()
        post.box.trouble = None
        second = await post.write("password_changed", owner=alice)

        assert [one.letter for one in await post.send_all()] == [second]
        post.clock.instant += MINUTE
        assert [one.letter for one in await post.send_all()] == [first]

    async def test_an_operator_need_not_wait(self, post: Post, alice: UserId) -> None:
        await post.write("data_reset", owner=alice)
        post.box.trouble = "SMTP 451"
        await post.send_all()
        post.box.trouble = None

        assert await post.hurry() == 1
        (done,) = await post.send_all()
        assert done.result == "sent"
        assert await post.hurry() == 0

    async def test_what_lay_too_long_is_not_sent_any_more(self, post: Post, alice: UserId) -> None:
        await post.write("data_reset", owner=alice)
        post.clock.instant += timedelta(hours=25)
        late = await post.write("sessions_revoked", owner=alice)
        post.clock.instant += timedelta(seconds=1)

        done = await post.send_all()

        assert [one.result for one in done] == ["given_up", "sent"]
        assert [message.id for message in post.box.messages] == [late]

    async def test_whoever_stopped_half_way_is_followed_by_another(
        self, post: Post, alice: UserId
    ) -> None:
        letter = await post.write("data_reset", owner=alice)
        async with post.work() as unit:
            await unit.outbox.claim(at=NOW, until=NOW + 2 * MINUTE)
        post.clock.instant += 2 * MINUTE - timedelta(microseconds=1)
        assert await post.send_all() == []
        post.clock.instant += timedelta(microseconds=1)

        (done,) = await post.send_all()

        assert (done.letter, done.result, done.attempts) == (letter, "sent", 2)


async def minutes_of_attempts(post: Post) -> list[int]:
    """When a letter was tried until nobody tries it any more, to the minute."""
    began, tried = post.clock.now(), []
    while post.rows:
        if await post.send_all():
            tried.append((post.clock.now() - began) // MINUTE)
        post.clock.instant += MINUTE
    return tried


def token_in(message: Message) -> str:
    """The secret a letter carries."""
    assert message.link is not None
    return message.link.url.partition("?token=")[2]


async def works(post: Post, token: str) -> bool:
    """Whether a reset link does anything now."""
    async with post.work() as unit:
        found = await unit.mailed_tokens.find(
            digest=digest_of(secret=token), kind="reset", at=post.clock.now()
        )
    return found is not None


class TestLinks:
    async def test_are_made_when_the_letter_is_sent(self, post: Post, alice: UserId) -> None:
        await post.write("reset", email_key=address_of(alice))
        post.clock.instant += 30 * MINUTE

        await post.send_all()

        (message,) = post.box.messages
        assert message.to == address_of(alice)
        assert message.link is not None
        assert message.link.url.startswith(
            "https://budget.example.org/app/auth/reset-password?token="
        )
        assert "for 10 minutes" in " ".join(message.paragraphs)
        post.clock.instant += 10 * MINUTE - timedelta(seconds=1)
        assert await works(post, token_in(message))
        post.clock.instant += timedelta(seconds=1)
        assert not await works(post, token_in(message))

    async def test_of_a_letter_tried_twice_the_last_one_works(
        self, post: Post, alice: UserId
    ) -> None:
        await post.write("reset", email_key=address_of(alice))
        post.box.trouble, post.box.arrives_all_the_same = "SMTPServerDisconnected", True
        await post.send_all()
        post.box.trouble = None
        post.clock.instant += MINUTE

        await post.send_all()

        first, second = map(token_in, post.box.messages)
        assert (await works(post, first), await works(post, second)) == (False, True)
        assert post.box.messages[0].id == post.box.messages[1].id

    async def test_are_waited_for_no_longer_than_an_hour(self, post: Post, alice: UserId) -> None:
        await post.write("reset", email_key=address_of(alice))
        post.box.trouble = "SMTP 451"

        assert await minutes_of_attempts(post) == [0, 1, 6, 36, 60]

    async def test_greet_nobody_by_a_name(self, post: Post, alice: UserId) -> None:
        await post.write("reset", email_key=address_of(alice))

        await post.send_all()

        assert "Alice" not in str(post.box.messages[0].paragraphs)

    async def test_are_asked_for_in_vain_a_fourth_time_in_an_hour(
        self, post: Post, alice: UserId, bob: UserId
    ) -> None:
        for _ in range(4):
            await post.write("reset", email_key=address_of(alice))
            post.clock.instant += MINUTE
        await post.write("reset", email_key=address_of(bob))

        done = await post.send_all()

        assert [one.result for one in done] == ["sent", "sent", "sent", "dropped", "sent"]
        post.clock.instant += 57 * MINUTE
        await post.write("reset", email_key=address_of(alice))
        assert [one.result for one in await post.send_all()] == ["sent"]


def claimed(kind: LetterKind, *, attempts: int) -> ClaimedLetter:
    letter = OutboxLetter(id=UUID(int=1), kind=kind, created_at=NOW)
    return ClaimedLetter(letter=letter, attempts=attempts, until=NOW)


class TestRetries:
    @pytest.mark.parametrize(
        ("kind", "attempts", "after", "again"),
        [
            ("welcome", 1, timedelta(), MINUTE),
            ("welcome", 2, MINUTE, 6 * MINUTE),
            ("welcome", 3, 6 * MINUTE, 36 * MINUTE),
            ("welcome", 4, 36 * MINUTE, 156 * MINUTE),
            ("welcome", 9, timedelta(hours=5), timedelta(hours=6)),
            ("welcome", 20, timedelta(hours=23, minutes=30), timedelta(hours=24)),
            ("welcome", 20, timedelta(hours=24), None),
            ("reset", 4, 36 * MINUTE, timedelta(hours=1)),
            ("locked", 5, timedelta(hours=1), None),
            ("emergency", 5, timedelta(hours=1, seconds=1), None),
        ],
    )
    def test_come_sooner_at_first(
        self, kind: LetterKind, attempts: int, after: timedelta, again: timedelta | None
    ) -> None:
        next_try: datetime | None = Retries().next_try(
            claimed(kind, attempts=attempts), at=NOW + after
        )

        assert next_try == (None if again is None else NOW + again)
