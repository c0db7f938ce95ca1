"""Sessions and the secrets that open them."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from piggypulse_adapters.security.tokens import SystemTokens
from piggypulse_core.identity.model.credential import access_token, cookie_secret, digest_of
from piggypulse_core.identity.model.session import (
    Device,
    FoundSession,
    Lifetimes,
    SessionId,
    begin_session,
)
from piggypulse_core.identity.model.sign_in import begin_sign_in
from piggypulse_core.kernel.ids import UserId
from tests.support.clock import NOW

LIFETIMES = Lifetimes()
SECOND = timedelta(seconds=1)
ID = SessionId(UUID(int=1))


def found(
    *,
    last_seen_at: datetime = NOW,
    ends_at: datetime = NOW + timedelta(days=1),
    expires_at: datetime = NOW + timedelta(days=1),
    superseded_at: datetime | None = None,
) -> FoundSession:
    return FoundSession(
        owner=UserId(UUID(int=2)),
        session=ID,
        last_seen_at=last_seen_at,
        ends_at=ends_at,
        expires_at=expires_at,
        superseded_at=superseded_at,
    )


class TestLife:
    @pytest.mark.parametrize(
        ("session", "live"),
        [
            (found(), True),
            (found(last_seen_at=NOW - timedelta(days=14) + SECOND), True),
            (found(last_seen_at=NOW - timedelta(days=14)), False),
            (found(ends_at=NOW + SECOND), True),
            (found(ends_at=NOW), False),
            (found(expires_at=NOW + SECOND), True),
            (found(expires_at=NOW), False),
            (found(superseded_at=NOW - SECOND), False),
        ],
    )
    def test_ends_when_unused_or_over_or_replaced(
        self, session: FoundSession, *, live: bool
    ) -> None:
        assert session.is_live(now=NOW, lifetimes=LIFETIMES) is live

    def test_a_use_is_written_down_after_five_minutes(self) -> None:
        at = NOW - timedelta(minutes=5)

        assert not found(last_seen_at=at).is_due(now=NOW, lifetimes=LIFETIMES)
        assert found(last_seen_at=at - SECOND).is_due(now=NOW, lifetimes=LIFETIMES)


class TestBeginning:
    def test_keeps_a_cut_and_legible_user_agent(self) -> None:
        device = Device(client="program", user_agent="Evil\n\x1b[31m\ud800" + "x" * 300)

        session = begin_session(id=ID, device=device, now=NOW, lifetimes=LIFETIMES)

        assert session.user_agent == ("Evil[31m" + "x" * 300)[:255]

    def test_gives_a_program_a_token_that_ends_within_the_hour(self) -> None:
        sign_in = begin_sign_in(
            id=ID,
            device=Device(client="program"),
            now=NOW,
            lifetimes=LIFETIMES,
            cookie_chance=bytes(32),
            token_chance=bytes(range(32)),
        )

        cookie, token = sign_in.credentials
        assert (cookie.kind, cookie.expires_at) == ("cookie", NOW + timedelta(days=30))
        assert (token.kind, token.expires_at) == ("access_token", NOW + timedelta(hours=1))
        assert sign_in.token is not None
        assert token.digest == digest_of(secret=sign_in.token)

    def test_a_token_never_outlives_its_session(self) -> None:
        sign_in = begin_sign_in(
            id=ID,
            device=Device(client="program"),
            now=NOW,
            lifetimes=Lifetimes(absolute=timedelta(minutes=9)),
            cookie_chance=bytes(32),
            token_chance=bytes(32),
        )

        assert {one.expires_at for one in sign_in.credentials} == {NOW + timedelta(minutes=9)}

    def test_gives_a_browser_no_token(self) -> None:
        sign_in = begin_sign_in(
            id=ID,
            device=Device(client="browser"),
            now=NOW,
            lifetimes=LIFETIMES,
            cookie_chance=bytes(32),
            token_chance=bytes(32),
        )

        assert sign_in.token is None
        assert [one.kind for one in sign_in.credentials] == ["cookie"]

    def test_shows_no_secret_when_printed(self) -> None:
        sign_in = begin_sign_in(
            id=ID,
            device=Device(client="program"),
            now=NOW,
            lifetimes=LIFETIMES,
            cookie_chance=bytes(range(32)),
            token_chance=bytes(range(32)),
        )

        assert sign_in.cookie not in repr(sign_in)
        assert str(sign_in.token) not in repr(sign_in)


class TestSecrets:
    def test_have_their_written_forms(self) -> None:
        assert cookie_secret(chance=b"\xff" * 32) == "_" * 42 + "8"
        assert access_token(chance=b"\xab" * 32) == "pp_at_" + "ab" * 32

    def test_are_drawn_anew_each_time(self) -> None:
        tokens = SystemTokens()
        drawn = {tokens.chance() for _ in range(100_000)}

        assert len(drawn) == 100_000
        assert {len(one) for one in drawn} == {32}

    def test_any_text_has_a_digest(self) -> None:
        assert len(digest_of(secret="\ud800é")) == 32
